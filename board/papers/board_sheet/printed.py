"""The lists of the weekly sheet as two pages of paper hold them: a line a row, under its owner."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

import pandas as pd

from board.papers.board_sheet.content import SheetContent, week_end
from board.papers.paper import address_of
from board.selection.periods import Period
from board.selection.selection import selection_of
from board.text import board_sheet, dates, numbers

MOST_LINES = 200  # that two pages of two columns have
HEADING_LINES = 2
LETTERS, SHORTEST = 94, 30  # of a line, and of its text, which the workbook has whole
OWNERS = ("unit", "officer", "owner")
# A list → the columns of its lines: the one that names a row, its text, what stands at the right.
LINES = {
    "overdue": ("dossier_id", "procedure", ("due_on", "late_working_days", "is_new")),
    "due_soon": ("dossier_id", "procedure", ("due_on",)),
    "apologies": ("dossier_id", "procedure", ("owed_on", "step")),
    "petitions": ("petition_id", "petition_kind", ("settle_by", "days_to_limit")),
    "tasks": (None, "title", ("deadline", "outcome")),
    "finished_without_date": ("dossier_id", "procedure", ("due_on",)),
}
WRITTEN = {"late_working_days": board_sheet.days_late, "days_to_limit": board_sheet.days_left}


@dataclass(frozen=True)
class Printed:
    """A list on paper: its lines, each an owner's or a row's cells, None where it is not known; how
    many rows are left out; a closing sentence with the address that it leads to."""

    title: str
    rows: pd.DataFrame | None
    name: str
    closing: tuple[str, str] = ("", "")

    def lines(self, most: int) -> list[dict]:
        """The first `most` rows, each owner named above his."""
        if self.rows is None:
            return []
        made, owned = [], Counter(map(_owner, self.rows.to_dict("records")))
        for owner, group in groupby(self.rows.head(most).to_dict("records"), key=_owner):
            if owner is not None:
                made.append({"owner": board_sheet.owner_line(*owner, owned[owner])})
            made += [{"cells": _cells(self.name, row)} for row in group]
        _shorten([line["cells"] for line in made if "cells" in line])
        return made

    def height(self, most: int) -> int:
        """How many lines of paper it takes with its title."""
        more = self.rows is not None and len(self.rows) > most
        closing = 2 if self.closing[0] else 0
        return HEADING_LINES + max(1, len(self.lines(most)) + int(more)) + closing


def printed(content: SheetContent) -> list[dict]:
    """The lists as the template takes them, each cut alike where two pages do not hold all."""
    lists = [_list(name, content) for name in LINES]
    most = _most_rows(lists)
    return [
        {
            "title": each.title,
            "known": each.rows is not None,
            "lines": each.lines(most),
            "more": board_sheet.sheet_more(0 if each.rows is None else len(each.rows) - most),
            "closing": each.closing[0],
            "address": each.closing[1],
        }
        for each in lists
    ]


def _most_rows(lists: list[Printed]) -> int:
    """The most rows of a list with which all of them stand on two pages."""
    longest = max((len(each.rows) for each in lists if each.rows is not None), default=0)
    fits = (
        most
        for most in range(min(longest, MOST_LINES), 0, -1)
        if sum(each.height(most) for each in lists) <= MOST_LINES
    )
    return next(fits, 1)


def _list(name: str, content: SheetContent) -> Printed:
    selection, on, rows = content.selection, content.days[name], content.lists[name]
    title = board_sheet.sheet_heading(name, selection, on)
    if rows is None or on is None:
        return Printed(title, None, name)
    if name == "due_soon":
        title = board_sheet.due_week_heading(on, week_end(selection, on))
    if name != "apologies":
        return Printed(title, rows, name)
    start = content.apologies_from
    is_older = rows["owed_on"] < pd.Timestamp(start)
    closing = ("", "")
    if older := int(is_older.sum()):
        before = Period(rows["owed_on"].min().date(), start - timedelta(days=1), "range")
        then = selection_of(selection.snapshot, selection.filters, before)
        closing = (board_sheet.older_apologies(older), address_of(then, "letters"))
    title = board_sheet.apologies_owed_from(title, start)
    return Printed(title, rows[~is_older], name, closing)


def _owner(row: dict) -> tuple[str, str] | None:
    """Whose row it is, with the role; None for what nobody is named for."""
    if not {"officer", "owner"} & set(row):
        return None
    unit, officer, owner, role = (_text(key, row.get(key)) for key in (*OWNERS, "role"))
    return " · ".join(filter(None, (unit, officer, owner))), role


def _cells(name: str, row: dict) -> list[str]:
    """The code, the text, and the rest in one cell."""
    key, text, more = LINES[name]
    unit = row.get("unit") if name == "petitions" else None
    parts = [_text(column, row[column]) for column in more]
    words = "" if numbers.is_absent(row[text]) else str(row[text])
    return [_text(key, row[key]) if key else "", words, " · ".join(filter(None, (*parts, unit)))]


def _text(column: str, value) -> str:
    if numbers.is_absent(value):
        return ""
    if column in WRITTEN:
        return WRITTEN[column](value)
    return dates.day(value) if isinstance(value, pd.Timestamp) else str(value)


def _shorten(rows: list[list[str]]) -> None:
    """Cuts the texts to what the widest code and the widest rest of a list leave of a line."""
    taken = [max((len(row[i]) for row in rows), default=0) for i in (0, 2)]
    most = max(SHORTEST, LETTERS - sum(taken))
    for row in rows:
        if len(row[1]) > most:
            row[1] = f"{row[1][: most - 1].rstrip()}…"
