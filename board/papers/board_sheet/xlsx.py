"""The weekly sheet as a workbook: a tab a list, and one of what changed."""

from dataclasses import replace

import pandas as pd

from board.papers.board_sheet.content import NAME, PAGE, SheetContent
from board.papers.office.sheet import Sheet
from board.papers.office.workbook import workbook
from board.text import board_sheet, headings, numbers

MEASURES = (
    "open_late",
    "finished_without_date",
    "share_apologies_legal",
    "petitions_open_overdue",
    "tasks_overdue",
)


def as_xlsx(content: SheetContent) -> bytes:
    """The sheet as xlsx: a tab a list, then the changes of the period."""
    selection, sentences = content.selection, content.sentences
    first, *others = (
        _tab(
            name,
            board_sheet.SHEET_TABS[name],
            board_sheet.sheet_heading(name, selection, day),
            rows,
        )
        for (name, rows), day in zip(content.lists.items(), content.days.values(), strict=True)
    )
    first = replace(first, note=f"{sentences['counts']} {sentences['as_of']}".strip())
    title = board_sheet.sheet_changes_title(selection)
    changes = _tab("changes", board_sheet.SHEET_CHANGES_TAB, title, content.changes)
    if sentences["changed"]:
        changes = replace(changes, note=f"{sentences['changed']} {board_sheet.SHEET_CHANGES_NOTE}")
    return workbook(NAME, selection, PAGE, [first, *others, changes], MEASURES)


def _tab(name: str, tab: str, title: str, rows: pd.DataFrame | None) -> Sheet:
    if rows is None:
        return Sheet(tab, title, pd.DataFrame({board_sheet.NOTE: [numbers.NO_FIGURES]}))
    return Sheet(tab, title, headings.columns_named(rows, board_sheet.SHEET_COLUMNS[name]))
