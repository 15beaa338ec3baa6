"""What people noted of a day: what happened then, and from when a measure is judged anew."""

from datetime import date
from typing import NamedTuple

import pandas as pd

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.selection.filters import unit_key
from board.selection.known_days import members
from board.selection.selection import Selection
from board.text.numbers import is_absent
from board.warehouse.ask import ask


class Rebase(NamedTuple):
    """A day from which a person had a measure judged without the months before; `units`: the keys
    of those of the selection for which it holds, None for all of it."""

    day: date
    units: frozenset[str] | None


def rebases(spec: Measure, selection: Selection) -> list[Rebase]:
    """The rebases of a measure, or of one of its family, up to the end of the chosen period: what
    somebody begins later takes nothing off an earlier one, nor one unit anything off the others."""
    snapshot, unit = selection.snapshot, selection.filters.unit
    found = []
    for row in ask(snapshot, "events", **selection.filters.parameters()).itertuples():
        day = row.day.date()
        of = None if is_absent(row.measure) else MEASURES.get(row.measure)
        is_of_measure = is_absent(row.measure) or (of and of.agenda_family == spec.agenda_family)
        if not row.rebase or not is_of_measure or day > selection.period.end:
            continue
        named = None if is_absent(row.unit_code) else unit_key(snapshot, row.unit_code, day)
        is_of_all = is_absent(row.unit_code) or named == unit
        parts = members(snapshot).get(named, {named}) if named else set()
        found.append(Rebase(day, None if is_of_all else frozenset(parts)))
    return found


def notes(
    selection: Selection, months: pd.Series, key: str | None = None
) -> list[tuple[date, str]]:
    """The dated notes that hang from a chart of `months` (first days, in order), those of the last
    month's days that have come among them; of a rebase with its reason.

    A note of one measure hangs from the charts of measure `key` alone.
    """
    rows = ask(selection.snapshot, "events", **selection.filters.parameters())
    first, last = months.iloc[0].date(), (months.iloc[-1] + pd.offsets.MonthEnd()).date()
    until = min(last, selection.data_date)
    return [
        (row.day.date(), f"{row.note} ({row.reason})" if row.rebase else row.note)
        for row in rows.itertuples()
        if first <= row.day.date() <= until and (is_absent(row.measure) or row.measure == key)
    ]
