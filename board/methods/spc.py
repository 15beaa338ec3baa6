"""The XmR chart: natural limits of a measure over time, and the signals that leave them.

Source: NHS England, Making Data Count, as the R package NHSRplotthedots 0.2.2 computes it. Where we
depart from it, docs/assumptions.md says so and why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from statistics import mean
from typing import Literal, NamedTuple

from board.methods import exact
from board.methods.intervals import wilson
from board.methods.run_rules import Rule, rules

Better = Literal["higher", "lower"] | None
Direction = Literal["improvement", "concern", "high", "low"]
Kind = Literal["xmr", "exact", "mean"]

LIMIT = 2.66  # 3 ÷ 1.128: three standard deviations, in mean moving ranges
SCREEN = 3.267  # the upper limit of a moving range, in mean moving ranges
FEWEST_POINTS = 13  # with fewer, limits are provisional
FEWEST_BEFORE = 8  # with fewer points before a date, nothing is said of what came after


@dataclass(frozen=True)
class Series:
    """Periods in order, one entry each.

    `values`: None is a missing period. `complete`: a period that is not takes no part in limits,
    rules or variation. `groups`: the rebase group of each, never falling. `counts`: (k, n) of each
    where the values are the shares k ÷ n, else None; that of a missing period is not read.
    Raises ValueError where the parts differ in length, a group falls, or a value is no number or
    not the share of its counts.
    """

    values: tuple[float | None, ...]
    complete: tuple[bool, ...]
    groups: tuple[int, ...]
    counts: tuple[tuple[int, int], ...] | None = None

    def __post_init__(self):
        parts = (self.values, self.complete, self.groups, self.counts)
        if len({len(part) for part in parts if part is not None}) > 1:
            raise ValueError("the parts of a series have one entry a period")
        if any(b < a for a, b in pairwise(self.groups)):
            raise ValueError("rebase groups never fall")
        for i, value in enumerate(self.values):
            if value is None:
                continue
            if not isfinite(value):
                raise ValueError(f"not a value: {value}; a missing one is None")
            k, n = self.counts[i] if self.counts is not None else (value, 1)
            if n < 1 or not abs(k / n - value) < 1e-9:
                raise ValueError(f"not the share of {k} in {n}: {value}")

    def points(self, places: Sequence[int]) -> list[int]:
        """Those of the places whose period is complete and has a value."""
        return [i for i in places if self.complete[i] and self.values[i] is not None]


@dataclass(frozen=True)
class Chart:
    """What an XmR chart shows, one entry a period; limits and rules are None where there are none.

    `variation` is the class of the latest complete point, common where it holds no signal, None
    where its group has too little to judge it by. `assurance`, `kind` and `provisional` (its base
    has fewer than 13 points) are of that point's group. `kind`: xmr; exact, limits of each
    period's own n; mean, no limits.
    """

    mean: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    near_lower: tuple[float | None, ...]
    near_upper: tuple[float | None, ...]
    rule: tuple[Rule | None, ...]
    direction: tuple[Direction | None, ...]
    variation: Direction | Literal["common"] | None
    assurance: Literal["pass", "fail", "hit_or_miss"] | None
    provisional: bool
    kind: Kind | None


class _Base(NamedTuple):
    """What a group's limits and icons are made of. `reach`: from the mean to a limit. `interval`:
    what a target is compared with. `has_spread`: whether there is anything to judge a point by."""

    kind: Kind
    size: int
    mean: float
    reach: float
    interval: tuple[float, float] | None
    has_spread: bool


def xmr(
    series: Series,
    *,
    better: Better,
    target: float | None = None,
    fix_after_n: int | None = None,
    screen: bool = True,
    freeze_before: int | None = None,
) -> Chart:
    """The chart of a series, each rebase group for itself.

    `fix_after_n`: limits from a group's first n points. `freeze_before`: in the group that holds
    this index, limits from the points before it. `target`: in the values' unit.
    """
    size = len(series.values)
    lines: list[tuple[float | None, ...]] = [(None,) * 5] * size
    signals: list[tuple[Rule | None, Direction | None]] = [(None, None)] * size
    base = variation = None
    for group in dict.fromkeys(series.groups):
        places = [i for i in range(size) if series.groups[i] == group]
        points = series.points(places)
        if not points:
            continue
        frozen = [i for i in points if freeze_before not in places or i < freeze_before]
        base, variation = _base(series, frozen[:fix_after_n], screen), None
        if base is None:
            continue
        for i in places:
            lines[i] = _lines(series, i, base)
        for i, signal in zip(places, _signals(series, places, base, better), strict=True):
            signals[i] = signal
        if base.has_spread:
            variation = signals[points[-1]][1] or "common"
    columns = zip(*lines, strict=True) if lines else [()] * 5
    return Chart(
        *(tuple(column) for column in columns),
        rule=tuple(rule for rule, _ in signals),
        direction=tuple(direction for _, direction in signals),
        variation=variation,
        assurance=_assurance(base, better, target),
        provisional=base is None or base.size < FEWEST_POINTS,
        kind=base.kind if base else None,
    )


def frozen_effect(series: Series, at: int, *, better: Better) -> Direction | Literal["none"] | None:
    """What changed from index `at` on, judged on limits of the points before it: the direction of
    the first signal that lies wholly from `at` on, or "none". A rebase at `at` itself is ignored.

    None where it cannot be judged: fewer than 8 points before, none after, or no limits. With few
    events of a kind (`exact`) an improvement is never found.

    Limits that begin anew at the date hide what they should show: of a shift by 1.5 standard
    deviations 89% are found on frozen limits and 6% after a rebase at that date (simulated). Where
    nothing happened, some signal stands within 12 points in 20% to 28% of cases.
    """
    if not 0 < at < len(series.values):
        return None
    before = series.points([i for i in range(at) if series.groups[i] == series.groups[at - 1]])
    after = [i for i in range(at, len(series.values)) if series.groups[i] == series.groups[at]]
    if len(before) < FEWEST_BEFORE or not series.points(after):
        return None
    base = _base(series, before, screen=True)
    if base.kind == "mean":
        return None
    found = (direction for _, direction in _signals(series, after, base, better))
    return next((direction for direction in found if direction), "none")


def _base(series: Series, points: Sequence[int], screen: bool) -> _Base | None:
    if not points:
        return None
    counts = None if series.counts is None else [series.counts[i] for i in points]
    if counts and exact.is_rare(counts):
        return _exact_base(counts)
    # The mean of equal values must be that value, which a float sum would miss by a hair.
    middle = mean(series.values[i] for i in points)
    # Neighbours in time only: a missing or part period breaks the range.
    ranges = [abs(series.values[b] - series.values[a]) for a, b in pairwise(points) if b == a + 1]
    if not ranges:
        return _Base("mean", len(points), middle, 0.0, None, has_spread=False)
    average = mean(ranges)
    if screen:
        average = mean([r for r in ranges if r < SCREEN * average] or [0.0])
    if counts and not average:  # one collapse, screened out of its own limits, must not pass unseen
        return _exact_base(counts)
    reach = LIMIT * average
    interval = (middle - reach, middle + reach)
    kind = "xmr" if reach else "mean"
    return _Base(kind, len(points), middle, reach, interval, has_spread=True)


def _exact_base(counts: list[tuple[int, int]]) -> _Base:
    interval = wilson(*(sum(part) for part in zip(*counts, strict=True)))
    p = exact.pooled(counts)
    return _Base("exact", len(counts), p, 0.0, interval, has_spread=len(counts) > 1)


def _lines(series: Series, i: int, base: _Base) -> tuple[float | None, ...]:
    """Mean, lower, upper, near lower and near upper at one period."""
    if base.kind == "xmr":
        near = base.reach * 2 / 3
        return base.mean, *base.interval, base.mean - near, base.mean + near
    n = series.counts[i][1] if base.kind == "exact" else 0
    if n == 0:
        return base.mean, None, None, None, None
    low, high = exact.limits_in_counts(n, base.mean)
    return base.mean, low / n, high / n, None, None


def _signals(
    series: Series, places: Sequence[int], base: _Base, better: Better
) -> list[tuple[Rule | None, Direction | None]]:
    """The rule and the direction of each of some periods that follow each other."""
    used = set(series.points(places))
    if base.kind == "mean":
        return [(None, None)] * len(places)
    if base.kind == "exact":
        marks = [_mark(series.counts[i], base.mean) if i in used else 0 for i in places]
        told = [(("outside", mark) if mark else (None, 0)) for mark in marks]
    else:
        points = [series.values[i] if i in used else None for i in places]
        told = rules(points, base.mean, base.reach)
    signals = [(rule, _direction(side, better) if rule else None) for rule, side in told]
    if base.kind == "exact":  # what is rare is never called an improvement
        signals = [(None, None) if "improvement" in signal else signal for signal in signals]
    return signals


def _mark(count: tuple[int, int], p: float) -> int:
    k, n = count
    low, high = exact.limits_in_counts(n, p)
    return (k > high) - (k < low)


def _direction(side: int, better: Better) -> Direction:
    if better is None:
        return "high" if side > 0 else "low"
    return "improvement" if (side > 0) == (better == "higher") else "concern"


def _assurance(base: _Base | None, better: Better, target: float | None):
    if base is None or base.interval is None or better is None or target is None:
        return None
    lower, upper = base.interval
    if better == "lower":
        lower, upper, target = -upper, -lower, -target
    if base.kind == "mean":
        return "pass" if lower >= target else "fail"
    if target > upper:
        return "fail"
    return "pass" if target < lower else "hit_or_miss"
