"""Workbooks: text stays text, whatever it begins with; the only formulas are our own."""

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time

import pandas as pd
import xlsxwriter

from board import formats, words
from board.choice import Choice
from board.measures import MEASURES
from board.papers import fit, qr
from board.papers.paper import address_of, code_of

FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
WIDEST = 60  # characters; a longer cell wraps
LABEL_WIDE, TEXT_WIDE = 28, 90  # characters
CHARACTER_PT, LINE_PT = 5.25, 16  # of a column's width; of a line
TIMES = 0.94  # its letters, of the font that `fit` knows


@dataclass(frozen=True)
class Sheet:
    """One sheet: its tab, its title, and a frame whose headings are what readers see."""

    tab: str
    title: str
    frame: pd.DataFrame


@contextmanager
def book(choice: Choice) -> Iterator[tuple[xlsxwriter.Workbook, io.BytesIO]]:
    """A workbook in the making and the bytes that it leaves when it is closed."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    made.set_properties({"created": datetime.combine(choice.data_date, time())})
    made.formats[0].set_font_name(FONT["font_name"])
    made.formats[0].set_font_size(FONT["font_size"])
    yield made, out
    made.close()


def workbook(
    name: str, choice: Choice, page: str, sheets: Iterable[Sheet], measures: Iterable[str]
) -> bytes:
    """Sheets as an xlsx, after a first one that says which filters, definitions and snapshot."""
    with book(choice) as (made, out):
        about(made, name, choice, page, measures)
        for sheet in sheets:
            _write(made, sheet)
    return out.getvalue()


def about(made, name: str, choice: Choice, page: str, measures: Iterable[str]) -> None:
    """The sheet that says of what a workbook is: filters, snapshot, definitions, its address."""
    bold, plain = (
        made.add_format(FONT | {"bold": True, "text_wrap": True}),
        made.add_format(FONT | {"text_wrap": True}),
    )
    sheet = made.add_worksheet(words.ABOUT_TAB)
    sheet.set_column(0, 0, LABEL_WIDE, plain)
    sheet.set_column(1, 1, TEXT_WIDE, plain)
    _on_a4(sheet)
    lines = [
        *words.about(name, choice, code_of(name, choice)),
        (words.ADDRESS, address_of(choice, page)),
    ]
    defined = [
        (one.name, f"{one.definition} {one.formula}. {one.source}.")
        for one in (MEASURES[key] for key in measures)
    ]
    row = 0
    for row, (label, said) in enumerate([*lines, ("", ""), *defined]):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, said, plain)
        high = max(lines_of(label, LABEL_WIDE), lines_of(said, TEXT_WIDE))
        sheet.set_row(row, LINE_PT * high)
    row += 1
    picture = io.BytesIO(qr.png(address_of(choice, page)))
    sheet.insert_image(row + 1, 0, "qr.png", {"image_data": picture, "description": words.QR_ALT})


def lines_of(text: str, width: float) -> int:
    """How many lines a text takes in a column of so many characters."""
    return fit.lines(text, width * CHARACTER_PT, FONT["font_size"], TIMES)


def _on_a4(sheet, wide: bool = False) -> None:
    """Prints a sheet on A4, all its columns on one page."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    if wide:
        sheet.set_landscape()


def _write(made, one: Sheet) -> None:
    title = made.add_format(FONT | {"bold": True, "font_size": 14})
    heading = made.add_format(FONT | {"bold": True, "border": 1, "text_wrap": True})
    text, day = (
        made.add_format(FONT | {"border": 1} | more)
        for more in ({"text_wrap": True}, {"num_format": "dd/mm/yyyy", "align": "left"})
    )
    sheet = made.add_worksheet(one.tab)
    sheet.write_string(0, 0, one.title, title)
    widths = []
    for column, name in enumerate(one.frame.columns):
        cells = [str(name), *(str(value) for value in one.frame[name].head(200))]
        widths.append(min(WIDEST, max(map(len, cells)) + 2))
        sheet.set_column(column, column, widths[-1])
        sheet.write_string(2, column, str(name), heading)
    for row, values in enumerate(one.frame.itertuples(index=False), start=3):
        # Only Excel finds the height of wrapped text by itself; LibreOffice takes it as it stands.
        said = (value if isinstance(value, str) else "" for value in values)
        high = max(map(lines_of, said, widths), default=1)
        sheet.set_row(row, LINE_PT * high)
        for column, value in enumerate(values):
            if formats.is_absent(value):
                sheet.write_string(row, column, formats.ABSENT, text)
            elif isinstance(value, pd.Timestamp):
                sheet.write_datetime(row, column, value.to_pydatetime(), day)
            elif isinstance(value, str | bool):
                sheet.write_string(row, column, words.YES if value is True else str(value), text)
            else:
                sheet.write_number(row, column, value, text)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    _on_a4(sheet, wide=True)
