"""`python -m board metric`: one measure in one period."""

import math
from datetime import date

import pandas as pd

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.commands.answers import provenance, scope
from board.measures.results import in_period, over_time
from board.measures.small_numbers import leaving_house
from board.measures.verdicts import Verdict
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import command, numbers
from board.warehouse.ask import ask


def metric(key: str, start: date, end: date, unit: str | None, field: str | None) -> dict:
    """One measure from the published snapshot, with where it comes from, and `hidden`, a sentence,
    where its value may not leave the house.

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
    filters = Filters(unit=unit, field=field)
    selection = selection_of(snapshot, filters, spanning(start, end))
    with leaving_house():
        row = in_period([key], selection, period).iloc[0]
        result = over_time((key,), selection)[key].outside
    return (
        {
            "key": key,
            "name": asked.name,
            "unit_of_measure": asked.unit,
            "value": _number(row["value"], int if asked.unit == "count" else float),
            "numerator": _number(row["numerator"], int),
            "denominator": _number(row["denominator"], int),
            "n": int(row["n"]),
            "interval": None if math.isnan(row["low"]) else [row["low"], row["high"]],
            "field": field,
            "target": result.target,
            "verdict": _verdict(result.verdict),
        }
        | ({"difference": result.difference._asdict()} if result.difference else {})
        | ({"hidden": numbers.n_hidden(row["n"], asked.noun)} if _is_hidden(asked, row) else {})
        | provenance(period, snapshot, unit, asked.sources, asked.known_after_days)
    )


def _is_hidden(asked: Measure, row: pd.Series) -> bool:
    return asked.unit != "count" and numbers.is_hidden(row)


def _verdict(verdict: Verdict | None) -> dict:
    """What the months say, months as YYYY-MM; all None for a measure that is not judged."""
    if verdict is None:
        return dict.fromkeys(("change", "since", "levels", "target", "target_months", "months"))
    met = verdict.target_months
    return {
        "change": verdict.change,
        "since": verdict.since and f"{verdict.since:%Y-%m}",
        "levels": verdict.shares and list(verdict.shares),
        "target": verdict.reach,
        "target_months": met and f"{met[0]}/{met[1]}",
        "months": [
            f"{verdict.levels[0].first_day:%Y-%m}",
            f"{verdict.levels[-1].last_day:%Y-%m}",
        ],
    }


def _number(value: float, kind: type) -> float | int | None:
    return None if math.isnan(value) else kind(value)
