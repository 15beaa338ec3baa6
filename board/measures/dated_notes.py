"""What people noted of a day: what happened then, and from when a measure is judged anew."""

from datetime import date

import pandas as pd

from board.catalogue.measure import Measure
from board.selection.selection import Selection
from board.text.numbers import is_absent
from board.warehouse.ask import ask


def rebases(spec: Measure, selection: Selection) -> list[date]:
    """The days up to the end of the chosen period from which a person had a measure judged without
    the months before: what somebody begins later takes nothing off an earlier period."""
    marks = ask(selection.snapshot, "events", **selection.filters.parameters())
    marks = marks[marks["rebase"] & (marks["measure"].isna() | (marks["measure"] == spec.key))]
    days = (day.date() for day in marks["day"])
    return [day for day in days if day <= selection.period.end]


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
