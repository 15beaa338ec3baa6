"""The dossiers of a selection: how many are open, and the rows that a number counts."""

from collections.abc import Callable

import pandas as pd

from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.warehouse.ask import ask


def open_counts(selection: Selection) -> pd.Series:
    """How many dossiers are open now, overdue, due soon, waiting, by what is to be done."""
    return ask(
        selection.snapshot,
        "open_counts",
        due_soon_days=SETTINGS.due_soon_working_days,
        **selection.filters.parameters(),
    ).iloc[0]


def newest_rows(
    rows: str, part: str, selection: Selection, question: str = "rows_dossiers"
) -> Callable[[int], pd.DataFrame]:
    """A function that gives the newest rows that a number counts, as many as it is asked for; their
    column `found` holds how many there are in all."""

    def newest(limit: int) -> pd.DataFrame:
        """The newest `limit` rows and the number of all in `found`."""
        return ask(
            selection.snapshot,
            question,
            rows=rows,
            part=part,
            limit=limit,
            **{"from": selection.period.start, "to": selection.period.end},
            **selection.filters.parameters(),
        )

    return newest
