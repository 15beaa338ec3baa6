"""The weekly sheet on two pages of A4, with a QR that opens the dashboard."""

import json
from pathlib import Path

import typst

from board.papers.board_sheet.content import NAME, PAGE, SheetContent
from board.papers.board_sheet.printed import printed
from board.papers.office import qr
from board.papers.paper import address_of, code_of
from board.text import board_sheet, numbers, papers

CODES_NAMED = 30  # of what is overdue no longer; the workbook has all
TEMPLATE = Path(__file__).with_name("board_sheet.typ")


def as_pdf(content: SheetContent) -> bytes:
    """The sheet as PDF. What is written goes in as data, so nothing in it is markup."""
    selection, overdue = content.selection, content.overdue
    rows = [] if overdue is None else overdue.cleared
    sheet = content.sentences | {
        "title": board_sheet.sheet_title(selection),
        "cleared": board_sheet.no_longer_overdue(rows[:CODES_NAMED]),
        "made_from": papers.made_from(selection),
        "code": papers.paper_code(code_of(NAME, selection)),
        "none": board_sheet.NONE_IN_LIST,
        "unknown": numbers.NO_FIGURES,
        "parts": printed(content),
        "qr": qr.svg(address_of(selection, PAGE)),
    }
    return typst.compile(TEMPLATE.read_bytes(), sys_inputs={"sheet": json.dumps(sheet)})
