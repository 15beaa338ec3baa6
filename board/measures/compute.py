"""Measures computed: over periods and by groups, from the questions that they name."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.methods.intervals import wilson
from board.selection.coverage import Coverage, coverage
from board.selection.filters import Filters
from board.selection.periods import Period
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot

COLUMNS = ["measure", "period", "group", "value", "numerator", "denominator", "n", "low", "high"]


def measure(
    keys: Iterable[str],
    snapshot: Snapshot,
    filters: Filters,
    periods: list[Period],
    by: str | None = None,
    left_out: Sequence[tuple[str, ...]] | None = None,
) -> pd.DataFrame:
    """The measures `keys` over `periods`, one row a (measure, period, group).

    Columns: measure, period (index in `periods`), group (None without `by`), value (shares as
    fractions, NaN where there is nothing to divide by), numerator, denominator, n, low, high (95%
    Wilson interval of a share). Without `by` every period has a row; with it, every group seen.
    Where nobody sent the files of a measure for a period all are NaN and n is 0. `left_out`: the
    units that do not count in each period; None leaves out those that do not reach its end.
    """
    answers: dict[tuple, pd.DataFrame] = {}
    parts = []
    for key in keys:
        spec = MEASURES[key]
        known = [covered(spec, snapshot, filters, period) for period in periods]
        without = tuple(left_out or (of_period.left_out for of_period in known))
        if (spec.query, without) not in answers:
            answers[spec.query, without] = _asked(
                spec.query, snapshot, filters, periods, by, without
            )
        computed = _computed(spec, answers[spec.query, without])
        parts.append(_unknown(computed, [k.state == "absent" for k in known]))
    # One frame at the end: a frame a measure costs more than all that is in it.
    return pd.DataFrame({name: np.concatenate([p[name] for p in parts]) for name in COLUMNS})


def covered(spec: Measure, snapshot: Snapshot, filters: Filters, period: Period) -> Coverage:
    """What is known of a measure in a period, in the chosen unit or in all."""
    return coverage(snapshot, filters.unit, period, spec.sources, spec.known_after_days)


def left_out_of(
    spec: Measure, snapshot: Snapshot, filters: Filters, periods: Sequence[Period]
) -> tuple[tuple[str, ...], ...]:
    """The units that do not count in each period, where none are named: whose files do not reach
    its end."""
    return tuple(covered(spec, snapshot, filters, period).left_out for period in periods)


def is_known(spec: Measure, unit: str, selection) -> bool:
    """Whether a unit has a figure of its own among the other chosen ones: its files reach the
    period, to its end if those of others do."""
    snapshot, filters, period = selection.snapshot, selection.filters, selection.period
    if unit in covered(spec, snapshot, filters, period).left_out:
        return False
    return covered(spec, snapshot, filters.only(unit=unit), period).state != "absent"


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


def _asked(
    question: str,
    snapshot: Snapshot,
    filters: Filters,
    periods: list[Period],
    by: str | None,
    left_out: tuple[tuple[str, ...], ...],
) -> pd.DataFrame:
    """The same, each period without the units that are to be left out of it."""
    frames = []
    for units in dict.fromkeys(left_out):
        frame = asked(question, snapshot, replace(filters, left_out=units), periods, by)
        is_of_it = np.array([of_period == units for of_period in left_out], dtype=bool)
        frames.append(frame[is_of_it[frame["period"].astype(int)]])
    whole = pd.concat(frames) if len(frames) > 1 else frames[0]
    return whole.sort_values("period", kind="stable", ignore_index=True)


def _computed(spec: Measure, frame: pd.DataFrame) -> dict[str, np.ndarray]:
    """The columns of `measure` for one measure."""
    size = len(frame)
    numerator, denominator = _sum(frame, spec.numerator), _sum(frame, spec.denominator)
    absent = np.full(size, np.nan)
    if spec.unit == "share":
        value = np.divide(numerator, denominator, out=absent.copy(), where=denominator > 0)
        pairs = zip(numerator.tolist(), denominator.tolist(), strict=True)
        ends = np.array([wilson(k, n) or (np.nan, np.nan) for k, n in pairs]).reshape(size, 2)
        low, high = ends[:, 0], ends[:, 1]
    else:
        value = numerator * 1.0
        if spec.value:
            value = frame[spec.value].to_numpy(float, na_value=np.nan)
        low = high = absent
    return {
        "measure": np.full(size, spec.key, dtype=object),
        "period": frame["period"].to_numpy(),
        "group": frame["group"].to_numpy(dtype=object),
        "value": value,
        "numerator": numerator if spec.numerator else absent,
        "denominator": denominator if spec.unit == "share" else absent,
        "n": denominator if spec.denominator else numerator,
        "low": low,
        "high": high,
    }


def _unknown(columns: dict[str, np.ndarray], is_absent: list[bool]) -> dict[str, np.ndarray]:
    """The same columns without the figures of periods for which nobody sent the files."""
    absent = np.array(is_absent, dtype=bool)[columns["period"].astype(int)]
    for name in ("value", "numerator", "denominator", "low", "high"):
        columns[name] = np.where(absent, np.nan, columns[name])
    columns["n"] = np.where(absent, 0, columns["n"])
    return columns


def _sum(frame: pd.DataFrame, columns: tuple[str, ...]) -> np.ndarray:
    """The columns added up; what no row brought is 0."""
    total = np.zeros(len(frame), dtype=np.int64)
    for column in columns:
        total += frame[column].to_numpy(float, na_value=0).astype(np.int64)
    return total
