"""The weekly sheet on A4, with a QR that opens the dashboard."""

import json
from pathlib import Path

import pandas as pd
import typst

from board.papers.board_sheet.content import NAME, PAGE, SheetContent
from board.papers.office import qr
from board.papers.paper import address_of, code_of
from board.text import board_sheet, dates, numbers, papers

MOST_ROWS = 1000  # of a list on paper; how many are left out is said below it
LONGEST_LINE, AROUND = 26, 2  # letters, in a column on paper
TEMPLATE = Path(__file__).with_name("board_sheet.typ")


def as_pdf(content: SheetContent) -> bytes:
    """The sheet as PDF. What is written goes in as data, so nothing in it is markup."""
    selection = content.selection
    sheet = content.sentences | {
        "title": board_sheet.sheet_title(selection),
        "made_from": papers.made_from(selection),
        "code": papers.paper_code(code_of(NAME, selection)),
        "none": board_sheet.NONE_IN_LIST,
        "unknown": numbers.NO_FIGURES,
        "parts": [
            {"title": board_sheet.sheet_heading(name, selection, content.days[name])}
            | _printed(name, rows)
            for name, rows in content.lists.items()
        ],
        "qr": qr.svg(address_of(selection, PAGE)),
    }
    return typst.compile(TEMPLATE.read_bytes(), sys_inputs={"sheet": json.dumps(sheet)})


def _printed(name: str, rows: pd.DataFrame | None) -> dict:
    """A list as the template takes it; None: not known."""
    if rows is None:
        return {"known": False}
    head = [board_sheet.SHEET_COLUMNS[name][column] for column in rows.columns]
    cells = [[_text(v) for v in row] for row in rows.head(MOST_ROWS).itertuples(index=False)]
    return {
        "known": True,
        "numbers": _places_of_numbers(rows),
        "head": head,
        "rows": cells,
        "widths": [_width(*column) for column in zip(head, *cells, strict=True)],
        "more": board_sheet.sheet_more(len(rows) - MOST_ROWS),
    }


def _width(heading: str, *cells: str) -> int:
    """A column's part of the page: the letters of its longest cell, with what stands around it; a
    heading goes on two lines or so, and a long text on as many as it needs."""
    longest = max(map(len, cells), default=0)
    return AROUND + min(LONGEST_LINE, max(longest, len(heading) // 2, *map(len, heading.split())))


def _places_of_numbers(rows: pd.DataFrame) -> list[int]:
    """The places of the columns that hold numbers."""
    return [i for i, kind in enumerate(rows.dtypes) if pd.api.types.is_numeric_dtype(kind)]


def _text(value) -> str:
    if numbers.is_absent(value):
        return numbers.ABSENT
    if isinstance(value, pd.Timestamp):
        return dates.day(value)
    return value if isinstance(value, str) else numbers.number(value)
