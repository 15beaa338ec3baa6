"""One sheet of a workbook: its cells by what they are, and how high its rows stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from numbers import Real

import pandas as pd

from board.papers.office import text_fit
from board.text import data_intake, headings, numbers

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
TOP = {"valign": "top"}
RIGHT = {"align": "right", "indent": 1}  # so that a number does not touch the next column's text
NARROWEST, WIDEST = 14, 60  # characters; what is longer wraps
CHARACTER_PT, LINE_PT = 5.25, 16  # of a column's width; of a line
TIMES = 0.94  # its letters, of the font that `fit` knows
ROWS_MEASURED = 200
ROWS_AT_ONCE = 5_000  # of which the cells are held
HEADING = 2  # the row of a sheet's headings, counted from 0
LONGEST = 32_767  # characters that a cell holds
DAY_0 = pd.Timestamp(1899, 12, 30)  # from which a spreadsheet counts the days after February 1900
FIRST_DAY = pd.Timestamp(1900, 3, 1)  # of those


@dataclass(frozen=True)
class Sheet:
    """One sheet: its tab, its title, and a frame whose headings are what readers see; the numbers
    under the headings `shares` are fractions. `note` stands between the title and the headings."""

    tab: str
    title: str
    frame: pd.DataFrame
    shares: frozenset[str] = frozenset()
    note: str = ""


def write_sheet(made, sheet: Sheet) -> None:
    """A sheet in a workbook in the making: text as text, numbers and days as numbers in formats."""
    names = [str(name) for name in sheet.frame.columns]
    columns = [sheet.frame.iloc[:, place] for place in range(len(names))]  # two may have one name
    widths = [_width(values) for values in columns]
    title = made.add_format(FONT | {"bold": True, "font_size": 14})
    heading = made.add_format(FONT | {"bold": True, "border": 1, "text_wrap": True})
    text, numeric = made.add_format(FONT | {"border": 1, "text_wrap": True}), []
    tab = made.add_worksheet(sheet.tab)
    tab.write_string(0, 0, sheet.title, title)
    if sheet.note:
        _note(made, tab, sheet.note, widths)
    # Headings are bold, so they take as much room as in a column of fewer characters.
    tab.set_row(HEADING, height(names, [width / text_fit.BOLDER for width in widths]))
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        tab.set_column(column, column, width)
        tab.write_string(HEADING, column, name, heading)
    for name, values in zip(names, columns, strict=True):
        shown = {"border": 1, "num_format": _number_format(values, name in sheet.shares)}
        numeric.append(made.add_format(FONT | RIGHT | shown))
    for start in range(0, len(sheet.frame), ROWS_AT_ONCE):
        part = [_cells(values.iloc[start : start + ROWS_AT_ONCE]) for values in columns]
        _write_rows(tab, HEADING + 1 + start, part, widths, text, numeric)
    tab.freeze_panes(HEADING + 1, 0)
    on_a4(tab, wide=True)
    tab.repeat_rows(HEADING)


def _write_rows(
    tab, first: int, columns: list[list], widths: Sequence[float], text, numeric: list
) -> None:
    """Rows from the row `first` on; `text` and `numeric`, one a column, are formats."""
    if not columns:
        return
    write_string, write_number, set_row = tab.write_string, tab.write_number, tab.set_row
    formats = [*enumerate(numeric)]
    rows = zip(zip(*columns, strict=True), _row_heights(columns, widths), strict=True)
    for row, (values, high) in enumerate(rows, start=first):
        set_row(row, high)
        for (column, form), value in zip(formats, values, strict=True):
            if value.__class__ is str:
                write_string(row, column, value, text)
            elif isinstance(value, date):
                tab.write_datetime(row, column, value, form)
            else:
                write_number(row, column, value, form)


def _cells(values: pd.Series) -> list:
    """A column as a sheet holds it: texts, and numbers, days among them; a day of before March 1900
    stays one, which is counted otherwise."""
    if pd.api.types.is_datetime64_dtype(values) and not (values < FIRST_DAY).any():
        values = (values - DAY_0) / pd.Timedelta(days=1)
    if pd.api.types.is_bool_dtype(values) or not pd.api.types.is_numeric_dtype(values):
        return [_cell(value) for value in values.tolist()]
    absent = values.isna()
    if not absent.any():
        return values.tolist()
    return values.astype(object).where(~absent, numbers.ABSENT).tolist()


def _cell(value):
    if value.__class__ is str:
        return value[:LONGEST]
    if numbers.is_absent(value):
        return numbers.ABSENT
    if isinstance(value, bool):
        return headings.YES if value else ""
    return str(value)[:LONGEST] if isinstance(value, str) else value


def _row_heights(columns: list[list], widths: Sequence[float]) -> list[float]:
    """The height of each row in points."""
    lines = [1] * len(columns[0])
    for cells, width in zip(columns, widths, strict=True):
        wrapped = {
            cell: count
            for cell in set(cells)
            if _may_wrap(cell, width) and (count := lines_of(cell, width)) > 1
        }
        if wrapped:
            lines = [
                max(most, wrapped.get(cell, 1)) for most, cell in zip(lines, cells, strict=True)
            ]
    return [LINE_PT * most for most in lines]


def _may_wrap(cell, width: float) -> bool:
    return isinstance(cell, str) and (len(cell) > width / 2 or "\n" in cell)


def _note(made, tab, note: str, widths: Sequence[float]) -> None:
    """A text over all columns, on as many lines as it needs."""
    row, form = HEADING - 1, made.add_format(FONT | TOP | {"text_wrap": True})
    tab.set_row(row, height([note], [sum(widths)]))
    if len(widths) > 1:
        tab.merge_range(row, 0, row, len(widths) - 1, note, form)
    else:
        tab.write_string(row, 0, note, form)


def height(values: Sequence, widths: Sequence[float]) -> float:
    """The height of a row in points: only Excel finds that of wrapped text by itself."""
    cells = zip(values, widths, strict=True)
    long = (lines_of(value, width) for value, width in cells if _may_wrap(value, width))
    return LINE_PT * max(long, default=1)


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters."""
    return text_fit.lines(text[:LONGEST], width * CHARACTER_PT, FONT["font_size"], TIMES)


def on_a4(sheet, wide: bool = False) -> None:
    """Prints a sheet on A4, all its columns on one page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if wide:
        sheet.set_landscape()


def _number_format(values: pd.Series, is_share: bool) -> str:
    """How the numbers or dates of a column are shown; Excel puts in its reader's separators."""
    if pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values):
        known = values.dropna().unique()
    else:
        known = [value for value in values.drop_duplicates() if not numbers.is_absent(value)]
    days = [value for value in known if isinstance(value, date)]
    if days:
        is_day = all(pd.Timestamp(day) == pd.Timestamp(day).normalize() for day in days)
        return "dd/mm/yyyy" if is_day else "dd/mm/yyyy hh:mm"
    if values.name == data_intake.YEAR_COLUMNS["year"]:
        return "0"
    if is_share:
        return "0.0%"
    whole = all(value % 1 == 0 for value in known if isinstance(value, Real | Decimal))
    return "#,##0" if whole else "#,##0.0##"


def _width(values: pd.Series) -> int:
    """How many characters wide a column stands; a heading wraps, and so does a long text."""
    cells = [cell for cell in values.head(ROWS_MEASURED) if not numbers.is_absent(cell)]
    lengths = [_length(cell) for cell in cells]
    return min(WIDEST, max([min(len(str(values.name)), NARROWEST), *lengths]) + 3)


def _length(cell) -> int:
    if isinstance(cell, date):
        return len("dd/mm/yyyy hh:mm")
    return len(str(cell)) if isinstance(cell, str) else len("1.234.567")
