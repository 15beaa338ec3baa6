"""A measure's months and periods judged: its verdict, its difference, what followed a date."""

from datetime import date

import numpy as np

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.dated_notes import rebases
from board.measures.effects import Effect, effect_of
from board.measures.spans import Span, span_of
from board.measures.strata import strata_by_period
from board.measures.verdicts import (
    Verdict,
    judged_months,
    verdict_of,
    without_warm_up,
)
from board.methods.decomposition import Difference, difference
from board.selection.known_days import expected_units, known_since, known_until
from board.selection.periods import Period
from board.selection.selection import Selection
from board.text.numbers import is_absent
from board.warehouse.ask import ask


def verdict_in(
    span: Span,
    spec: Measure,
    selection: Selection,
    target: float | None,
    value: float,
    of_field: str | None,
) -> Verdict | None:
    """The verdict on a share's months of a span."""
    months, failures, cases = _judged_cases(span, spec, selection, of_field)
    shown = None if is_absent(value) else float(value)
    return verdict_of(spec, months, failures, cases, target, shown, series_judged(selection))


def difference_in(
    span: Span, spec: Measure, selection: Selection, of_field: str | None
) -> Difference | None:
    """What the mix and what each stratum did to a share between the two periods compared; None
    where it has one stratum, or counts what is open, which does not add up by period."""
    if spec.unit != "share":
        return None
    before, now = span.periods[1:3]
    strata = strata_by_period(spec.query, selection, (before, now), span.left_out[1])
    if strata.lacks(spec):
        return None
    failures, cases = strata.failures_and_cases(spec, of_field)
    if cases.any(axis=0).sum() < 2:
        return None
    counted = failures if spec.better == "lower" else cases - failures
    sides = [
        {str(i): (int(k), int(n)) for i, (k, n) in enumerate(zip(*row, strict=True))}
        for row in zip(counted, cases, strict=True)
    ]
    return difference(*sides)


def effect(key: str, selection: Selection, on: date, field: str | None = None) -> Effect | None:
    """What followed a date in a measure, of one field where it is named; None where the measure is
    not judged by months."""
    spec = MEASURES[key]
    if spec.judged_every != "month":
        return None
    span = span_of(selection, spec.sources, spec.known_after_days)
    return effect_of(spec, *_judged_cases(span, spec, selection, field), on)


def series_judged(selection: Selection) -> int:
    """How many series an overview judges: a family of measures each, and rate (c) of each field."""
    families = {spec.agenda_family for spec in MEASURES.values() if spec.judged_every}
    return len(families) + len(ask(selection.snapshot, "fields"))


def _judged_cases(
    span: Span, spec: Measure, selection: Selection, of_field: str | None
) -> tuple[list[Period], np.ndarray, np.ndarray]:
    """The judged months of a share, with its failures and cases as tables [month, stratum]."""
    snapshot, unit = selection.snapshot, selection.filters.unit
    known = [until for of in spec.sources if (until := known_until(snapshot, unit, of))]
    # Of a unit that is over only what it left late is still settled.
    own = (of.valid_to for of in expected_units(snapshot, unit) if of.key == unit)
    ends, marks = next(own, date.max), rebases(spec, selection)
    judged = judged_months(
        spec,
        span.months,
        [
            whole and month.end <= ends
            for whole, month in zip(span.is_whole, span.months, strict=True)
        ],
        [mark.day for mark in marks if mark.units is None],
        min(known, default=date.max),
    )
    strata = strata_by_period(spec.query, selection, span.months, span.left_out[-1])
    failures, cases = strata.failures_and_cases(spec, of_field)
    months = [span.months[i] for i in judged]
    failures, cases = failures[judged], cases[judged]
    for day, units in marks:
        if units is not None:
            is_before = np.array([month.start < day for month in months], dtype=bool)
            is_its_own = np.isin(strata.units_of(of_field), list(units))
            before = is_before[:, None] & is_its_own[None, :]
            failures[before], cases[before] = 0, 0
    of_unit = {of: _files_begin(spec, selection, of) for of in set(strata.units)}
    since = [of_unit[of] for of in strata.units_of(of_field)]
    return without_warm_up(spec, months, failures, cases, since)


def _files_begin(spec: Measure, selection: Selection, unit: str) -> date | None:
    """The day from which all that a measure needs is known of a unit and what went into it."""
    days = (known_since(selection.snapshot, unit, of) for of in spec.sources)
    return max((day for day in days if day), default=None)
