"""What is in force for a measure on a day: its target, and the role that answers for it."""

from datetime import date

import pandas as pd

from board.selection.filters import Filters
from board.text.numbers import is_absent
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot


def target_of(key: str, snapshot: Snapshot, filters: Filters, on: date) -> float | None:
    """A measure's target in force on `on`, shares as fractions; None where there is none.

    The most particular row: of unit and field, else of the unit, else of the field, else general.
    A target of one unit or field is never lent to another.
    """
    rows = ask(snapshot, "targets_in_force", on=on, unit=filters.unit)
    return _first(rows, "target", key, filters.field)


def owner_of(key: str, snapshot: Snapshot, filters: Filters, on: date) -> str | None:
    """The role that answers for a measure on a day; of unit, field, measure the most particular."""
    rows = ask(snapshot, "owners_in_force", on=on, unit=filters.unit)
    return _first(rows, "owner", key, filters.field)


def _first(rows: pd.DataFrame, column: str, key: str, field: str | None):
    """The first row that is of the measure or of all, and of the field or of all."""
    for of_measure, of_field, value in zip(
        rows["measure"], rows["field"], rows[column], strict=True
    ):
        if (is_absent(of_measure) or of_measure == key) and (
            is_absent(of_field) or of_field == field
        ):
            return value
    return None
