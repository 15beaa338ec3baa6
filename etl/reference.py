"""The files of data/reference, read strictly: each mistake of form is one sentence with its line.

What a row means is judged by `etl/sql/reference`.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import duckdb

from disk_errors import disk_reason
from etl import words
from etl.reference_cells import EVER, FOREVER, MEASURES, cell_value, day_first
from etl.reference_files import FILES
from etl.words import Refusal

TYPES = {
    "date": "date",
    "number": "double",
    "whole": "integer",
    "flag": "boolean",
    "time": "integer",
}
UNSEEN = re.compile("[\u200b\u200c\u200d\ufeff]")


class Unreadable(Refusal):
    """A file that is no table: it is not there, its bytes are damaged, or it has no header."""

    def __init__(self, table: str, sentence: str):
        super().__init__(sentence)
        self.table = table


def why_unreadable(folder: Path, name: str) -> Unreadable | None:
    """Why a file is no table; None where it is one, whatever its rows hold."""
    path = folder / f"{name}.csv"
    if FILES[name].may_be_absent and not path.exists():
        return None
    try:
        next(_cells(name, _text(path), list(FILES[name].kinds)), None)  # the header comes first
    except Unreadable as why:
        return why
    except Refusal:
        pass  # a row is wrong, which is judged when it is read
    return None


def reference_rows(folder: Path, name: str) -> list[dict]:
    """The rows of `<name>.csv` as {column: value} with their `line`; a blank cell is None, a blank
    valid_from is EVER and a blank valid_to FOREVER. Raises Refusal at the first mistake of form."""
    units = None
    if name != "units" and ":unit" in FILES[name].columns:
        units = {row["code"] for row in reference_rows(folder, "units")}
    return _typed(folder, name, units)


def text_rows(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of `<name>.csv` as they are written, a blank cell as "". Raises Refusal."""
    cells = _cells(name, _text(folder / f"{name}.csv"), list(FILES[name].kinds))
    return [{column: cell or "" for column, cell in row.items()} for _, row in cells]


def make_reference_tables(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Makes `reference_<name>`, each file's rows with their lines, and `measure_unit(measure)`.

    Raises Refusal at the first mistake of form.
    """
    measures = {"keys": list(MEASURES), "units": list(MEASURES.values())}
    con.execute("set variable measures = map($keys, $units)", measures)
    con.execute("create temp macro measure_unit(measure) as getvariable('measures')[measure]")
    units = {row["code"] for row in _typed(folder, "units", None)}
    for name, file in FILES.items():
        rows = _typed(folder, name, units)
        kinds = {"line": "whole"} | file.kinds
        cells = ", ".join(
            f"unnest(${column}::{TYPES.get(kind, 'varchar')}[]) as {column}"
            for column, kind in kinds.items()
        )
        con.execute(
            f"create temp table reference_{name} as select {cells}",
            {column: [row[column] for row in rows] for column in kinds},
        )


def wrong(name: str, rule: str, **details) -> Refusal:
    """The refusal of a file, by a sentence of words.reference.FORM."""
    return Refusal(
        words.reference.unreadable(f"{name}.csv", words.reference.FORM[rule].format(**details))
    )


def _no_table(name: str, rule: str, **details) -> Unreadable:
    return Unreadable(name, str(wrong(name, rule, **details)))


def _typed(folder: Path, name: str, units: set[str] | None) -> list[dict]:
    path = folder / f"{name}.csv"
    if FILES[name].may_be_absent and not path.exists():
        return []
    known = None if units is None else frozenset(units)
    return [dict(row) for row in _rows_of(name, _text(path), known)]


@lru_cache(maxsize=2 * len(FILES))  # a load reads some tables several times
def _rows_of(name: str, text: str, units: frozenset[str] | None) -> list[dict]:
    file, rows = FILES[name], []
    found = list(_cells(name, text, list(file.kinds)))
    known = units
    if known is None:
        known = frozenset(code for _, cells in found if (code := cells.get("code")))
    for line, cells in found:
        row: dict = {"line": line}
        for column, kind in file.kinds.items():
            cell = cells[column]
            if cell is None and column in file.required:
                raise wrong(name, "cell_missing", line=line, column=column)
            row[column] = None if cell is None else cell_value(cell, kind, known)
            if cell is not None and row[column] is None:
                shown = {"line": line, "column": column, "value": cell}
                raise wrong(name, kind, **shown, example=day_first(cell) or "2025-06-30")
        if "valid_from" in row:
            row["valid_from"] = row["valid_from"] or EVER
            row["valid_to"] = row["valid_to"] or FOREVER
            if row["valid_to"] < row["valid_from"]:
                raise wrong(name, "ends_before_it_begins", line=line)
        rows.append(row)
    _refuse_repeated(name, rows)
    return rows


def _refuse_repeated(name: str, rows: list[dict]) -> None:
    """Raises Refusal where on some day a second row stands for what may stand once."""
    once = FILES[name].once
    if not once:
        return
    latest: dict[tuple, dict] = {}
    for row in sorted(rows, key=lambda row: (row.get("valid_from", EVER), row["line"])):
        key = tuple(_key(row, columns) for columns in once.split())
        other = latest.get(key)
        if other and row.get("valid_from", EVER) <= other.get("valid_to", FOREVER):
            rule = "overlaps" if "valid_to" in row else "repeated"
            first, second = sorted((row["line"], other["line"]))
            same = once.replace(" ", ", ").replace("|", " hoặc ")
            raise wrong(name, rule, line=second, other=first, columns=same)
        latest[key] = row


def _key(row: dict, columns: str):
    """The cell of the first of the columns that is filled; upper and lower case are alike."""
    value = next((row[c] for c in columns.split("|") if row[c] is not None), None)
    return value.casefold() if isinstance(value, str) else value


def _cells(name: str, text: str, columns: list[str]) -> Iterator[tuple[int, dict[str, str | None]]]:
    """(line, column → cell) of every row that is not blank; white space in a cell is one blank."""
    head, line, last = ",".join(columns), 1, 0
    header: list[str] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for found in reader:
            line, last = last + 1, reader.line_num
            cells = [_folded(cell) for cell in found]
            while cells and not cells[-1] and len(cells) > len(header):
                cells.pop()  # the commas that a spreadsheet leaves at a line's end
            if not any(cells):
                continue
            if not header:
                header = [cell.casefold() for cell in cells]
                _judge_header(name, line, header, columns, found[0])
            elif len(cells) != len(header):
                raise wrong(name, "cells", line=line, found=len(cells), wanted=len(header))
            else:
                yield line, {c: cell or None for c, cell in zip(header, cells, strict=True)}
    except csv.Error as error:
        raise wrong(name, "quotes", line=last + 1) from error
    if not header:
        raise _no_table(name, "empty", head=head)


def _judge_header(
    name: str, line: int, header: list[str], columns: list[str], first_cell: str
) -> None:
    head = ",".join(columns)
    for sign, sign_name in words.names.DELIMITERS.items():
        if len(header) == 1 and sign != "," and sign in first_cell:
            raise _no_table(name, "delimiter", line=line, sign=sign_name)
    if twice := [column for column in columns if header.count(column) > 1]:
        raise _no_table(name, "column_twice", line=line, column=twice[0])
    missing = [column for column in columns if column not in header]
    unknown = [column for column in header if column not in columns]
    if missing or unknown:
        raise _no_table(
            name,
            "columns",
            line=line,
            head=head,
            wrong=words.reference.columns_differ(missing, unknown),
        )


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise _no_table(path.stem, "missing", folder=path.parent) from error
    except OSError as error:
        why = disk_reason(error.errno)
        raise _no_table(path.stem, "unreadable", why=why) from error
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content:
        raise _no_table(path.stem, "utf_16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise _no_table(path.stem, "not_utf_8", line=line) from error


def _folded(cell: str) -> str:
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", cell)).split())
