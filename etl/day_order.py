"""Days whose month stands first: found by whole columns, and refused; no row alone shows it."""

import glob
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import duckdb

from etl import words
from etl.contract import Contract, contracts
from etl.profile import DATE_ORDERS
from etl.staged_file import Staged

DAY_FIRST, MONTH_FIRST = DATE_ORDERS
ROWS = 2_000  # as many rows, spread over the file, tell what its columns do
WRITTEN = re.compile(r"\s*(\d\d?)[-/.](\d\d?)[-/.](\d{4}|\d\d)(?!\d)")
OF_A_SHEET = re.compile(r"\s*(?:(\d{4})-(\d\d?)-(\d\d?)(?!\d)|([3-7]\d{4})(?:[.,]\d+)?\s*$)")
DAY_OF_CODE = re.compile(r"-(\d\d)(\d\d)(\d\d)-\d{3,6}\s*$")
FEWEST, BULK, MOST = 3, 0.2, 0.5
WRONG_NAME = timedelta(days=45)  # by so much a name's day is wrong sooner than the days' order


class MonthFirst(words.Refusal):
    """The refusal of days that a person may say how to read."""


@dataclass(frozen=True)
class Day:
    """One cell's day: `read` with the day first (None where there is none), `turned` with the month
    first, `is_cell` where a spreadsheet wrote it as a day and not as text."""

    line: int
    text: str
    read: date | None
    turned: date | None
    is_cell: bool


def refuse_month_first(
    con: duckdb.DuckDBPyConnection, name: str, staged: Staged, landed: Path
) -> None:
    """Raises Refusal, with a column and two of its rows, where days are written month first (or day
    first, in a file that is read month first) or where a spreadsheet turned round
    those whose day is no more than 12."""
    contract, rows = contracts()[staged.source], list(_rows(con, staged, landed))
    titles = staged.headers
    columns = {
        field: [row[field] for row in rows if field in row] for field in _moments(contract, staged)
    }
    is_turned = staged.profile.get("date_order") == MONTH_FIRST
    kind = "day_first" if is_turned else "month_first"
    sentence_of = words.days.day_first if is_turned else words.days.month_first
    is_day_first = any(day.read and not day.turned for days in columns.values() for day in days)
    for field, days in columns.items():
        if found := _month_first(days, is_day_first):
            raise MonthFirst(
                sentence_of(name, titles[field], found), *_lines(kind, titles[field], found)
            )
        if found := _half_turned(days):
            sentence = words.days.days_half_turned(name, titles[field], found)
            raise words.Refusal(sentence, *_lines("half_turned", titles[field], found))
    for field in columns:
        found = _contradicted(rows, field, contract, date.fromisoformat(staged.as_of))
        if found and found[0].is_cell:
            sentence = words.days.days_half_turned(name, titles[field], found)
            raise words.Refusal(sentence, *_lines("half_turned", titles[field], found))
        if found:
            raise MonthFirst(
                sentence_of(name, titles[field], found), *_lines(kind, titles[field], found)
            )


def _lines(kind: str, column: str, days: list["Day"]) -> list[dict]:
    return [words.wrong_line(d.line, words.rows.LINE_WRONG[kind], column, d.text) for d in days]


def _moments(contract: Contract, staged: Staged) -> list[str]:
    """The columns of days of which the profile does not say how they are written."""
    is_known = "date_format" in staged.profile or staged.profile.get("date_order") == DAY_FIRST
    given = {*staged.profile.get("values", {}), *staged.profile.get("constants", {})}
    return [
        field["name"]
        for field in contract.fields
        if field["type"] in ("datetime", "date")
        and field["name"] in staged.headers
        and not is_known
        and field["name"] not in given
    ]


def _rows(con: duckdb.DuckDBPyConnection, staged: Staged, landed: Path) -> Iterator[dict]:
    """Of rows spread over the file the days that it writes, by field, and the day of its code."""
    contract = contracts()[staged.source]
    fields = _moments(contract, staged)
    if not fields:
        return
    code = "dossier_id" if "dossier_id" in staged.headers else "null"
    found = con.execute(
        f"select coalesce(line, file_row_number + 2), {code}, {', '.join(fields)} "
        "from read_parquet($path, file_row_number = true, hive_partitioning = false) "
        "where file_row_number % $stride = 0",
        {"path": glob.escape(str(landed)), "stride": max(1, staged.rows_read // ROWS)},
    ).fetchall()
    is_turned = staged.profile.get("date_order") == MONTH_FIRST
    for line, code, *cells in found:
        days = zip(fields, (_day(line, cell, is_turned) for cell in cells), strict=True)
        yield {field: day for field, day in days if day} | {"code": _day_of_code(code)}


def _day(line: int, cell: str | None, is_turned: bool) -> Day | None:
    if not cell:
        return None
    found = _read(cell, is_turned)
    return found and Day(line, *found)


@lru_cache(maxsize=4 * ROWS)
def _read(cell: str, is_turned: bool) -> tuple[str, date | None, date | None, bool] | None:
    if found := WRITTEN.match(cell):
        first, second, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
        read, turned = _date(year, second, first), _date(year, first, second)
        if is_turned:
            read, turned = turned, read
        return (found[0].strip(), read, turned, False) if read or turned else None
    if found := OF_A_SHEET.match(cell):
        year, month, day, serial = found.groups()
        if serial:
            read = date(1899, 12, 30) + timedelta(days=int(serial))
        else:
            read = _date(int(year), int(month), int(day))
        turned = read and _date(read.year, read.day, read.month)
        return (found[0].strip(), read, turned, True) if read else None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year > 1900 else None
    except ValueError:
        return None


def _day_of_code(code: str | None) -> date | None:
    found = DAY_OF_CODE.search(code or "")
    return found and _date(2000 + int(found[1]), int(found[2]), int(found[3]))


def _month_first(days: list[Day], is_day_first: bool) -> list[Day]:
    """Two cells of a column that only read month first, where none or few only read day first."""
    turned = [day for day in days if not day.read]
    read = [day for day in days if not day.turned and not day.is_cell]
    if len(turned) == 1 and is_day_first:
        return []  # one slip of the pen
    is_bulk = len(turned) > 1 and len(turned) >= 0.1 * (len(turned) + len(read))
    if turned and (is_bulk or not read):
        return (turned + [day for day in days if day not in turned])[:2]
    return []


def _half_turned(days: list[Day]) -> list[Day]:
    """A day and a text of a column whose days are all of 1 to 12 and whose texts never are: so a
    spreadsheet leaves it that took for days what it could read month first."""
    cells = [day for day in days if day.is_cell]
    texts = [day for day in days if not day.is_cell]
    is_parted = all(day.turned for day in cells) and not any(t.read and t.turned for t in texts)
    return [cells[0], texts[0]] if min(len(cells), len(texts)) > 1 and is_parted else []


def _contradicted(rows: list[dict], field: str, contract: Contract, as_of: date) -> list[Day]:
    """Two cells of a column that contradicts, day first, what else the rows say. A spreadsheet's
    own days are judged so too: those up to 12 may all have been turned round as it opened the file.
    """
    unclear = [row for row in rows if field in row and _is_unclear(row[field])]
    if not unclear:
        return []
    return (
        _contradicted_by_codes(unclear, field)
        or (field in contract.happened and _after_export(unclear, field, as_of))
        or _out_of_order(rows, field, contract)
        or []
    )


def _is_unclear(day: Day) -> bool:
    return bool(day.read and day.turned and day.read != day.turned)


def _contradicted_by_codes(unclear: list[dict], field: str) -> list[Day]:
    by_code = [row for row in unclear if row["code"] and row["code"] == row[field].turned]
    return _first_two(by_code, field, MOST * len(unclear))


def _after_export(unclear: list[dict], field: str, as_of: date) -> list[Day]:
    """Days after the export's, which a name may say wrongly too."""
    ahead = [row for row in unclear if not row[field].is_cell]
    ahead = [row for row in ahead if row[field].read > as_of + WRONG_NAME]
    ahead = [row for row in ahead if row[field].turned <= as_of]
    return _first_two(ahead, field, BULK * len(unclear))


def _out_of_order(rows: list[dict], field: str, contract: Contract) -> list[Day]:
    """Days before one that goes before them."""
    for before in (first for first, then in contract.in_order if then == field):
        both = [row for row in rows if row.get(field) and row.get(before)]
        both = [row for row in both if row[field].read and row[before].read]
        odd = [row for row in both if row[field].read < row[before].read]
        odd = [row for row in odd if _is_mended(row[before], row[field])]
        if found := _first_two(odd, field, BULK * len(both)):
            return found
    return []


def _first_two(rows: list[dict], field: str, fewest: float) -> list[Day]:
    """The days of the first two rows, where they are enough to be no slip of the pen."""
    return [row[field] for row in rows[:2]] if len(rows) >= max(FEWEST, fewest) else []


def _is_mended(first: Day, then: Day) -> bool:
    """Whether two days in the wrong order may be in the right one as they were written: a text may
    be a slip, so of a spreadsheet's own days more is asked."""
    if not then.is_cell:
        return True
    earlier = first.turned or first.read
    return bool(then.turned and earlier and then.turned >= earlier)
