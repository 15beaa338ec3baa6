"""Workbooks: text stays text, whatever it begins with; the only formulas are our own."""

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from numbers import Real

import pandas as pd
import xlsxwriter

from board.catalogue import MEASURES
from board.papers.office import qr, text_fit
from board.papers.paper import address_of, code_of
from board.selection.selection import Selection
from board.text import data_intake, headings, numbers, papers

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
TOP = {"valign": "top"}
RIGHT = {"align": "right", "indent": 1}  # so that a number does not touch the next column's text
LABEL_WIDE, TEXT_WIDE = 34, 90  # characters
NARROWEST, WIDEST = 14, 60  # characters; what is longer wraps
CHARACTER_PT, LINE_PT = 5.25, 16  # of a column's width; of a line
TIMES = 0.94  # its letters, of the font that `fit` knows
ROWS_MEASURED = 200
HEADING = 2  # the row of a sheet's headings, counted from 0
LONGEST = 32_767  # characters that a cell holds


@dataclass(frozen=True)
class Sheet:
    """One sheet: its tab, its title, and a frame whose headings are what readers see; the numbers
    under the headings `shares` are fractions. `note` stands between the title and the headings."""

    tab: str
    title: str
    frame: pd.DataFrame
    shares: frozenset[str] = frozenset()
    note: str = ""


@contextmanager
def book(
    selection: Selection, in_order: bool = False
) -> Iterator[tuple[xlsxwriter.Workbook, io.BytesIO]]:
    """A workbook in the making and the bytes that it leaves when it is closed.

    `in_order`: its rows are written one after another, so that none is held (26 MB in place of 346
    for 100,000 rows of 16 columns).
    """
    out = io.BytesIO()
    made = xlsxwriter.Workbook(
        out,
        {
            "constant_memory" if in_order else "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    made.set_properties({"created": datetime.combine(selection.data_date, time())})
    made.formats[0].set_font_name(FONT["font_name"])
    made.formats[0].set_font_size(FONT["font_size"])
    yield made, out
    made.close()


def workbook(
    name: str, selection: Selection, page: str, sheets: Iterable[Sheet], measures: Iterable[str]
) -> bytes:
    """A paper's sheets as an xlsx, after a first one of filters, definitions and snapshot."""
    return workbook_of(selection, lambda made: about(made, name, selection, page, measures), sheets)


def workbook_of(
    selection: Selection, first: Callable[[xlsxwriter.Workbook], None], sheets: Iterable[Sheet]
) -> bytes:
    """Sheets as an xlsx, after what `first` writes."""
    with book(selection, in_order=True) as (made, out):
        first(made)
        for sheet in sheets:
            _write(made, sheet)
    return out.getvalue()


def about(made, name: str, selection: Selection, page: str, measures: Iterable[str]) -> None:
    """A paper's first sheet: filters, snapshot, definitions, its address."""
    front(
        made,
        papers.about(name, selection, code_of(name, selection)),
        address_of(selection, page),
        measures,
    )


def front(made, lines: Iterable[tuple[str, str]], address: str, measures: Iterable[str]) -> None:
    """A sheet of labelled lines, an address with its QR, and the definitions of measures."""
    bold, plain = (
        made.add_format(FONT | {"bold": True, "text_wrap": True} | TOP),
        made.add_format(FONT | {"text_wrap": True} | TOP),
    )
    sheet = made.add_worksheet(papers.ABOUT_TAB)
    sheet.set_column(0, 0, LABEL_WIDE, bold)
    sheet.set_column(1, 1, TEXT_WIDE, plain)
    _on_a4(sheet)
    defined = [
        (measure.name, f"{measure.definition} {measure.formula}. {measure.source}.")
        for measure in (MEASURES[key] for key in measures)
    ]
    rows = [*lines, (papers.ADDRESS, address), *([("", "")] if defined else []), *defined]
    for row, (label, text) in enumerate(rows):
        sheet.set_row(row, _height((label, text), (LABEL_WIDE, TEXT_WIDE)))
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text, plain)
    if code := qr.png(address):
        picture = {"image_data": io.BytesIO(code), "description": papers.QR_ALT}
        sheet.insert_image(len(rows) + 1, 0, "qr.png", picture)


def _write(made, sheet: Sheet) -> None:
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
    tab.set_row(HEADING, _height(names, [width / text_fit.BOLDER for width in widths]))
    for column, (name, width) in enumerate(zip(names, widths, strict=True)):
        tab.set_column(column, column, width)
        tab.write_string(HEADING, column, name, heading)
    for name, values in zip(names, columns, strict=True):
        shown = {"border": 1, "num_format": _number_format(values, name in sheet.shares)}
        numeric.append(made.add_format(FONT | RIGHT | shown))
    for row, values in enumerate(sheet.frame.itertuples(index=False), start=HEADING + 1):
        tab.set_row(row, _height(values, widths))
        for column, value in enumerate(values):
            _cell(tab, row, column, value, text, numeric[column])
    tab.freeze_panes(HEADING + 1, 0)
    _on_a4(tab, wide=True)
    tab.repeat_rows(HEADING)


def _cell(tab, row: int, column: int, value, text, numeric) -> None:
    """Writes a value by what it is; `text` and `numeric` are formats."""
    if numbers.is_absent(value):
        tab.write_string(row, column, numbers.ABSENT, text)
    elif isinstance(value, date):  # a Timestamp is one
        tab.write_datetime(row, column, value, numeric)
    elif isinstance(value, bool):
        tab.write_string(row, column, headings.YES if value else "", text)
    elif isinstance(value, str):
        tab.write_string(row, column, value[:LONGEST], text)
    else:
        tab.write_number(row, column, value, numeric)


def _note(made, tab, note: str, widths: Sequence[float]) -> None:
    """A text over all columns, on as many lines as it needs."""
    row, form = HEADING - 1, made.add_format(FONT | TOP | {"text_wrap": True})
    tab.set_row(row, _height([note], [sum(widths)]))
    if len(widths) > 1:
        tab.merge_range(row, 0, row, len(widths) - 1, note, form)
    else:
        tab.write_string(row, 0, note, form)


def _height(values: Sequence, widths: Sequence[float]) -> float:
    """The height of a row in points: only Excel finds that of wrapped text by itself."""
    long = (
        lines_of(value, width)
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str) and (len(value) > width / 2 or "\n" in value)
    )
    return LINE_PT * max(long, default=1)


@lru_cache(maxsize=4096)
def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters; names come again and again."""
    return text_fit.lines(text[:LONGEST], width * CHARACTER_PT, FONT["font_size"], TIMES)


def _on_a4(sheet, wide: bool = False) -> None:
    """Prints a sheet on A4, all its columns on one page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if wide:
        sheet.set_landscape()


def _number_format(values: pd.Series, is_share: bool) -> str:
    """How the numbers or dates of a column are shown; Excel puts in its reader's separators."""
    known = [value for value in values if not numbers.is_absent(value)]
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
