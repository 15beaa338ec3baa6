"""Workbooks: text stays text, whatever it begins with; the only formulas are our own."""

import io
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, time

import xlsxwriter

from board.catalogue import MEASURES
from board.papers.office import qr
from board.papers.office.sheet import FONT, TOP, Sheet, height, on_a4, write_sheet
from board.papers.paper import address_of, code_of
from board.selection.selection import Selection
from board.text import papers

LABEL_WIDE, TEXT_WIDE = 34, 90  # characters


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
            write_sheet(made, sheet)
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
    on_a4(sheet)
    defined = [
        (measure.name, f"{measure.definition} {measure.formula}. {measure.source}.")
        for measure in (MEASURES[key] for key in measures)
    ]
    rows = [*lines, (papers.ADDRESS, address), *([("", "")] if defined else []), *defined]
    for row, (label, text) in enumerate(rows):
        sheet.set_row(row, height((label, text), (LABEL_WIDE, TEXT_WIDE)))
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, text, plain)
    if code := qr.png(address):
        picture = {"image_data": io.BytesIO(code), "description": papers.QR_ALT}
        sheet.insert_image(len(rows) + 1, 0, "qr.png", picture)
