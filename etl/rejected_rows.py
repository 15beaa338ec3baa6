"""The rejected rows of a load, given back in one xlsx or CSV: whole, in their own columns, then the
reason, the line and the code of the file.

They are taken from each file while it is open and kept nowhere but in that file.
"""

import csv
import io
from collections.abc import Iterable
from itertools import zip_longest
from pathlib import Path

from disk_errors import disk_reason
from etl.headers import Match
from etl.read import Layout, Rows
from etl.rejected_lines import RejectedLine
from etl.words import Refusal
from etl.words import rejected as text
from formula_guard import guarded, is_guarded
from personal_data import file_name_kept
from whole_file import write_whole

SUFFIXES = (".xlsx", ".csv")
MARKS = (text.REASON_TITLE, text.LINE_TITLE, text.CODE_TITLE)
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 1_048_575, 16_384, 32_767  # of a sheet


def file_code(sha256: str) -> str:
    """What a file is known by in its rejected rows; a letter leads, so that no program makes a
    number of it."""
    return f"T{sha256[:12]}"


class RejectedRows:
    """Rejected rows of one load, until they are written to `out`.

    Raises Refusal for a file that may not be written.
    """

    def __init__(self, out: Path, inputs: Iterable[Path], data: Path):
        self.out = out
        self.rows, self.is_written = 0, False
        # By their titles, the columns of groups last: the rows, (cells, of groups, marks) each.
        self._sheets: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple]] = {}
        place = out.resolve()
        if out.suffix.lower() not in SUFFIXES:
            raise Refusal(text.OUT_KIND.format(name=out.name))
        if place.is_relative_to(data.resolve()):
            raise Refusal(text.OUT_IN_DATA)
        if not place.parent.is_dir():
            raise Refusal(text.OUT_FOLDER.format(folder=out.parent))
        if place in {path.resolve() for path in inputs} or (
            out.exists() and (out.is_dir() or out.stat().st_size)
        ):
            raise Refusal(text.OUT_EXISTS.format(name=out.name))

    def add(self, file: Layout, match: Match, found: list[RejectedLine], sha256: str) -> None:
        """Takes the lines of a file that were refused. Raises Refusal as its rows do."""
        why, code = (
            {refused_line.line: refused_line.why for refused_line in found},
            file_code(sha256),
        )
        if not why:
            return
        titles = {field["name"]: field["title"] for field in match.contract.fields}
        rows = Rows(file, match)
        for place, (_, heading) in enumerate(file.tables):
            of, taken = rows.match_of(place).columns, []
            for line, cells, reason, group_values in rows.of_sheet(place):
                if line not in why:
                    continue
                cells, width = [*cells], len(heading.cells)
                if reason == "too_few_cells":
                    cells += [text.CELL_MISSING] * (width - len(cells))
                elif reason == "too_many_cells":
                    cells[width:] = [cell.strip() or text.CELL_BLANK for cell in cells[width:]]
                for name, value in group_values.items():
                    if name in of and of[name] < len(cells):
                        cells[of[name]] = cells[of[name]] or value
                extra = {
                    titles[name]: value for name, value in group_values.items() if name not in of
                }
                taken.append((cells, extra, (why[line], line, code)))
            groups = tuple(dict.fromkeys(name for _, extra, _ in taken for name in extra))
            if taken:
                self._sheets.setdefault((tuple(heading.cells), groups), []).extend(taken)
                self.rows += len(taken)

    def forget(self, lines: Iterable[int], sha256: str) -> None:
        """Leaves out lines of a file of which mended ones came."""
        out = {(line, file_code(sha256)) for line in lines}
        for key, rows in self._sheets.items():
            remaining = [row for row in rows if row[-1][1:] not in out]
            self.rows -= len(rows) - len(remaining)
            self._sheets[key] = remaining
        self._sheets = {key: rows for key, rows in self._sheets.items() if rows}

    def summary(self) -> dict:
        """What a load says of it: the file, None where there was nothing to write, and its rows."""
        return {"file": str(self.out) if self.is_written else None, "rows": self.rows}

    def write(self) -> str | None:
        """Writes the file, where there are rows; gives a sentence where it could not."""
        if not self._sheets:
            return None
        is_csv = self.out.suffix.lower() == ".csv"
        sheets = [self._table(*key, rows) for key, rows in self._sheets.items()]
        if is_csv and len(sheets) > 1:
            return text.OUT_COLUMNS_DIFFER
        if not is_csv and any(map(_is_too_large, sheets)):
            return text.OUT_TOO_LARGE
        try:
            write_whole(self.out, _csv(sheets[0]) if is_csv else _xlsx(sheets), mode=0o600)
        except OSError as error:
            why = disk_reason(error.errno)
            return text.out_not_written(file_name_kept(self.out.name), why)
        self.is_written = True
        return None

    @staticmethod
    def _table(titles: tuple[str, ...], groups: tuple[str, ...], rows: list[tuple]) -> list[list]:
        """One sheet, its titles first."""
        more = max(max(len(cells) for cells, *_ in rows) - len(titles), 0)
        extra = [f"{text.EXTRA_TITLE} {number}" for number in range(1, more + 1)]
        table = [[*titles, *extra, *groups, *MARKS]]
        for cells, of_groups, marks in rows:
            own = [cell for cell, _ in zip_longest(cells, [*titles, *extra], fillvalue="")]
            table.append([*own, *(of_groups.get(name, "") for name in groups), *marks])
        return table


def _is_too_large(table: list[list]) -> bool:
    return (
        len(table) > MOST_ROWS
        or len(table[0]) > MOST_COLUMNS
        or any(
            len(cell) > LONGEST_CELL - 1 for row in table for cell in row if isinstance(cell, str)
        )
    )


def _csv(table: list[list]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL)
    writer.writerows([guarded(str(cell)) for cell in row] for row in table)
    return out.getvalue().encode("utf-8-sig")


def _xlsx(sheets: list[list[list]]) -> bytes:
    import xlsxwriter  # few loads write one

    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    as_text, heading = book.add_format({"num_format": "@"}), book.add_format({"bold": True})
    for number, table in enumerate(sheets, 1):
        sheet = book.add_worksheet(
            text.SHEET_NAME if len(sheets) == 1 else f"{text.SHEET_NAME} {number}"
        )
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(table[0]) - 1, 18, as_text)
        for row, cells in enumerate(table):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(row, column, cell)
                elif cell:
                    # A sheet runs no text, but what looks guarded would lose its apostrophe.
                    shown = guarded(cell) if is_guarded(cell) else cell
                    sheet.write_string(row, column, shown, as_text if row else heading)
    book.close()
    return out.getvalue()
