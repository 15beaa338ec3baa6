"""What is in force for a measure on a day: its target, and the role that answers for it."""

from datetime import date

import pandas as pd

from board.filters import Filters
from board.warehouse import Snapshot, ask


def target_of(key: str, snapshot: Snapshot, filters: Filters, on: date) -> float | None:
    """A measure's target in force on `on`, shares as fractions; None where there is none.

    The most particular row: of unit and field, else of the unit, else of the field, else general.
    A target of one unit or field is never lent to another.
    """
    rows = ask(snapshot, "targets_in_force", on=on, unit=filters.unit)
    return _first(rows[rows["measure"] == key], filters.field, "target")


def owner_of(key: str, snapshot: Snapshot, filters: Filters, on: date) -> str | None:
    """The role that answers for a measure on a day; of unit, field, measure the most particular."""
    rows = ask(snapshot, "owners_in_force", on=on, unit=filters.unit)
    return _first(rows[rows["measure"].isna() | (rows["measure"] == key)], filters.field, "owner")


def _first(rows: pd.DataFrame, field: str | None, column: str):
    fits = (
        rows["field"].isna() if field is None else rows["field"].isna() | (rows["field"] == field)
    )
    return rows.loc[fits, column].iloc[0] if fits.any() else None
