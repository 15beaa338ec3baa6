"""`python -m board metric`: one measure in one period."""

import math
from datetime import date

from board.catalogue import MEASURES
from board.commands.answers import provenance, scope
from board.measures.compute import measure
from board.selection.filters import Filters
from board.text import command
from board.warehouse.ask import ask


def metric(key: str, start: date, end: date, unit: str | None, field: str | None) -> dict:
    """One measure from the published snapshot, with where it comes from.

    Shares are fractions; what does not apply, or has nothing to divide by, is None. Raises
    ValueError, in Vietnamese, for a key, unit or field that is not known and for an end before
    the start.
    """
    if key not in MEASURES:
        raise ValueError(command.no_such_measure(key, list(MEASURES)))
    period, snapshot, unit = scope(start, end, unit)
    fields = list(ask(snapshot, "fields")["field"])
    if field and field not in fields:
        raise ValueError(command.no_such_field(field, fields))
    asked = MEASURES[key]
    if asked.register and field:
        raise ValueError(command.no_field_in(asked.name))
    row = measure([key], snapshot, Filters(unit=unit, field=field), [period]).iloc[0]
    return {
        "key": key,
        "name": asked.name,
        "unit_of_measure": asked.unit,
        "value": _number(row["value"], int if asked.unit == "count" else float),
        "numerator": _number(row["numerator"], int),
        "denominator": _number(row["denominator"], int),
        "n": int(row["n"]),
        "interval": None if math.isnan(row["low"]) else [row["low"], row["high"]],
        "field": field,
    } | provenance(period, snapshot, unit, asked.sources, asked.known_after_days)


def _number(value: float, kind: type) -> float | int | None:
    return None if math.isnan(value) else kind(value)
