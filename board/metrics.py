"""Measures computed: over periods and by groups, from the questions that they name."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from board.filters import Filters
from board.measures import MEASURES
from board.measures.measure import Measure
from board.methods.intervals import wilson
from board.periods import Period
from board.warehouse import Snapshot, ask

COLUMNS = ["measure", "period", "group", "value", "numerator", "denominator", "n", "low", "high"]


def measure(
    keys: Iterable[str],
    snapshot: Snapshot,
    filters: Filters,
    periods: list[Period],
    by: str | None = None,
) -> pd.DataFrame:
    """The measures `keys` over `periods`, one row a (measure, period, group).

    Columns: measure, period (index in `periods`), group (None without `by`), value (shares as
    fractions, NaN where there is nothing to divide by), numerator, denominator, n, low, high (95%
    Wilson interval of a share). Without `by` every period has a row; with it, every group seen.
    """
    answers: dict[str, pd.DataFrame] = {}
    parts = []
    for key in keys:
        one = MEASURES[key]
        if one.question not in answers:
            answers[one.question] = asked(one.question, snapshot, filters, periods, by)
        parts.append(_computed(one, answers[one.question]))
    # One frame at the end: a frame a measure costs more than all that is in it.
    return pd.DataFrame({name: np.concatenate([p[name] for p in parts]) for name in COLUMNS})


def asked(
    question: str, snapshot: Snapshot, filters: Filters, periods: list[Period], by: str | None
) -> pd.DataFrame:
    """A question's columns, one row a (period, group); without `by` every period has its row."""
    frame = ask(
        snapshot,
        question,
        by=by,
        starts=[p.start for p in periods],
        ends=[p.end for p in periods],
        **filters.parameters(),
    )
    if by is None:
        frame = frame.set_index("period").reindex(range(len(periods)))
        frame = frame.rename_axis("period").reset_index().assign(group=None)
    return frame


def _computed(one: Measure, frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """The columns of `measure` for one measure."""
    size = len(frame)
    numerator, denominator = _sum(frame, one.numerator), _sum(frame, one.denominator)
    absent = np.full(size, np.nan)
    if one.unit == "share":
        value = np.divide(numerator, denominator, out=absent.copy(), where=denominator > 0)
        pairs = zip(numerator.tolist(), denominator.tolist(), strict=True)
        ends = np.array([wilson(k, n) or (np.nan, np.nan) for k, n in pairs]).reshape(size, 2)
        low, high = ends[:, 0], ends[:, 1]
    else:
        value = frame[one.value].to_numpy(float, na_value=np.nan) if one.value else numerator * 1.0
        if one.register:  # a period that no unit tells of has no row
            value = np.where(frame[list(one.numerator)].isna().any(axis=1), np.nan, value)
        low = high = absent
    return {
        "measure": np.full(size, one.key, dtype=object),
        "period": frame["period"].to_numpy(),
        "group": frame["group"].to_numpy(dtype=object),
        "value": value,
        "numerator": numerator if one.numerator else absent,
        "denominator": denominator if one.unit == "share" else absent,
        "n": denominator if one.denominator else numerator,
        "low": low,
        "high": high,
    }


def _sum(frame: pd.DataFrame, columns: tuple[str, ...]) -> np.ndarray:
    """The columns added up; what no row brought is 0."""
    total = np.zeros(len(frame), dtype=np.int64)
    for column in columns:
        total += frame[column].to_numpy(float, na_value=0).astype(np.int64)
    return total
