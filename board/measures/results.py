"""What pages ask again and again: a measure now, compared, month by month, judged, with target."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pandas as pd

from board.catalogue import MEASURES
from board.measures.compute import left_out_of, measure
from board.measures.judged import difference_in, verdict_in
from board.measures.measure_result import MeasureResult
from board.measures.small_numbers import (
    Asked,
    leaving_house,
    note_withheld,
    outside,
    without_few,
)
from board.measures.spans import Span, span_of
from board.measures.targets import owner_of, target_of
from board.runtime.memory import cached
from board.selection.filters import Filters
from board.selection.periods import Period
from board.selection.selection import Selection

# The measures that an overview shows first, in this order.
MATRIX = (
    "rate_due_on_time",
    "rate_first_due_on_time",
    "rate_qd766",
    "open_late",
    "p90_working_days",
    "share_online",
    "share_satisfied",
    "share_satisfied_survey",
    "response_rate",
)


@cached
def over_time(keys: tuple[str, ...], selection: Selection) -> dict[str, MeasureResult]:
    """Each measure in the chosen period, in the compared one and month by month up to its end.

    All periods go into one question, so a measure costs one pass; cached: read, never changed.
    """
    results = {}
    for span, mine in _spans_of(keys, selection).items():
        rows = _rows(mine, span, selection)
        size = len(span.periods)  # every measure has a row a period, in order
        for i, key in enumerate(mine):
            results[key] = _result(rows.iloc[i * size : (i + 1) * size], span, selection)
    return {key: results[key] for key in keys}


@cached
def by_field(key: str, selection: Selection) -> tuple[MeasureResult, ...]:
    """One measure of every field among the chosen dossiers, as `over_time` gives it."""
    (span,), results = _spans_of((key,), selection), []
    rows = _rows([key], span, selection, "field")
    for name, mine in rows.groupby("group"):
        # Without dossiers in a period a field has no row there.
        whole = mine.set_index("period").reindex(range(len(span.periods)))
        whole = whole.fillna({"measure": key, "n": 0}).reset_index()
        results.append(_result(whole, span, selection, name))
    return tuple(results)


def standing(selection: Selection, on: date) -> list[MeasureResult]:
    """Every measure of the matrix, and rate (c) of each field, judged as of the end of a day.

    By what the selection's snapshot says today of the months up to that day.
    """
    day = Period(on, on, "range")
    then = replace(selection, data_date=on, period=day, compared=None)
    results = list(over_time(MATRIX, then).values())
    fields = [] if selection.filters.field else by_field("rate_due_on_time", then)
    return [*results, *fields]


def in_period(keys: Sequence[str], selection: Selection, period: Period) -> pd.DataFrame:
    """The measures over one period, as `compute.measure` gives them, but for the values of few
    cases that may not leave the house."""
    return _leaving(keys, selection, period, None)


def may_leave(keys: Sequence[str], selection: Selection) -> list[str]:
    """The shares whose ratings over the chosen period may leave the house in finer parts: those
    that are shown there themselves."""
    rows = in_period(keys, selection, selection.period)
    is_shown = rows["value"].notna()
    if (rows["n"].gt(0) & ~is_shown).any():
        note_withheld()
    return rows.loc[is_shown, "measure"].to_list()


def _spans_of(keys: Sequence[str], selection: Selection) -> dict[Span, list[str]]:
    """What is to be asked → the measures for which it is, those that need the same files."""
    found: dict[Span, list[str]] = {}
    for key in keys:
        spec = MEASURES[key]
        span = span_of(selection, spec.sources, spec.known_after_days)
        found.setdefault(span, []).append(key)
    return found


def _rows(
    keys: Sequence[str], span: Span, selection: Selection, by: str | None = None
) -> pd.DataFrame:
    """The measures over the periods of a span, as `compute.measure` gives them."""
    asked_of = selection.snapshot, selection.filters, list(span.periods)
    return without_few(measure(keys, *asked_of, by, span.left_out))


def _result(
    rows: pd.DataFrame, span: Span, selection: Selection, of_field: str | None = None
) -> MeasureResult:
    """The result of one measure from its rows, one a period in order."""
    spec = MEASURES[rows["measure"].iloc[0]]
    months = rows.iloc[-len(span.months) :].reset_index(drop=True)
    months["period_start"] = [pd.Timestamp(p.start) for p in span.months]
    months["is_complete"] = span.is_whole
    # Of a month before the newest one that is not known of all, no value is like the others.
    part = ~months["is_complete"] & (months.index < len(months) - 1)
    months.loc[part, ["value", "low", "high"]] = float("nan")
    target = target_of(
        spec.key, selection.snapshot, _filters_of(selection, of_field), selection.period.end
    )
    verdict = None
    if span.can_be_judged and spec.judged_every:
        verdict = verdict_in(span, spec, selection, target, rows["value"].iloc[0], of_field)
    return MeasureResult(
        measure=spec,
        now=rows.iloc[0],
        compared=rows.iloc[2] if span.is_compared else rows.iloc[0],
        before=rows.iloc[1] if span.is_compared else None,
        months=months,
        target=target,
        verdict=verdict,
        difference=difference_in(span, spec, selection, of_field) if span.is_compared else None,
        coverage=span.coverage,
        asked=Asked(
            selection.snapshot,
            selection.filters,
            span.periods,
            "field" if of_field else None,
            span.left_out,
        ),
        field=of_field,
    )


def owner(result: MeasureResult, selection: Selection) -> str | None:
    """The role that answers for a measure in the chosen unit and field."""
    filters = _filters_of(selection, result.field)
    return owner_of(result.measure.key, selection.snapshot, filters, selection.period.end)


def _filters_of(selection: Selection, of_field: str | None) -> Filters:
    return selection.filters.only(field=of_field) if of_field else selection.filters


def by_group(
    keys: list[str], selection: Selection, by: str, leaves_house: bool = False
) -> pd.DataFrame:
    """The measures of the chosen period for every field, procedure, unit …: a column a measure,
    indexed by group, with n, low and high as `<key>_n` and so on; what `leaves_house` is without
    the values of few cases."""
    if leaves_house:
        rows = _leaving(keys, selection, selection.period, by)
    else:
        asked_of = selection.snapshot, selection.filters, [selection.period], by
        rows = without_few(measure(keys, *asked_of))
    parts = ["value", "numerator", "n", "low", "high"]
    wide = rows.set_index(["group", "measure"])[parts].unstack()
    # A measure that no group has is absent, not missing.
    whole = pd.MultiIndex.from_product([keys, parts])
    wide = wide.reorder_levels([1, 0], axis=1).reindex(columns=whole)
    wide.columns = [key if part == "value" else f"{key}_{part}" for key, part in wide.columns]
    return wide.reset_index()


def _leaving(
    keys: Sequence[str], selection: Selection, period: Period, by: str | None
) -> pd.DataFrame:
    """The measures over one period as they leave the house; each alone, since the units that are
    left out of it are its own."""
    snapshot, filters, frames = selection.snapshot, selection.filters, []
    for key in keys:
        left_out = left_out_of(MEASURES[key], snapshot, filters, [period])
        rows = measure([key], snapshot, filters, [period], by, left_out)
        with leaving_house():  # a page too gives away what it draws of these
            frames.append(outside(rows, Asked(snapshot, filters, (period,), by, left_out)))
    return pd.concat(frames, ignore_index=True)
