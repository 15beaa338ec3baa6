"""The XmR chart: natural limits of a measure over time, and the signals that leave them.

Source: NHS England, Making Data Count; the reference is the R package NHSRplotthedots 0.2.2. Where
we depart from it, docs/assumptions.md says so and why.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, lgamma, log, log1p
from statistics import fmean
from typing import Literal

from board.methods.intervals import wilson

Better = Literal["higher", "lower"] | None
Limits = tuple[float, float, float, float, float]  # mean, lower, upper, near lower, near upper

LIMIT = 2.66  # 3 ÷ 1.128: moving ranges of two to three standard deviations
SCREEN = 3.267  # the upper limit of a moving range, in mean moving ranges
RUN = 7
FEWEST_POINTS = 13  # below which limits are provisional
FEWEST_EVENTS = 5  # a share with fewer of either kind is judged by exact tails alone
EXACT_TAIL = 0.00135  # what lies beyond three standard deviations on one side
FEWEST_BEFORE = 8  # points before a date, to judge what came after it


@dataclass(frozen=True)
class Series:
    """Periods in order. A value of None is a missing period. `counts` are (successes, n) where the
    values are shares, else None. A period that is not complete takes no part in limits, rules or
    variation. `groups`: the rebase group of each period, rising."""

    values: tuple[float | None, ...]
    complete: tuple[bool, ...]
    groups: tuple[int, ...]
    counts: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True)
class Chart:
    """What an XmR chart shows. One entry a period: limits (None where there are none), `rule`
    (outside, trend, two_of_three, shift) and `direction` (improvement, concern, high, low).

    `variation` is the class of the latest complete period, common where it holds no signal;
    `assurance` (pass, fail, hit_or_miss) and `kind` (xmr, exact, mean) are of the latest group;
    `provisional`: its base has fewer than 13 points. All None where no period is complete.
    """

    mean: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    near_lower: tuple[float | None, ...]
    near_upper: tuple[float | None, ...]
    rule: tuple[str | None, ...]
    direction: tuple[str | None, ...]
    variation: str | None
    assurance: str | None
    provisional: bool
    kind: str | None


def xmr(
    series: Series,
    *,
    better: Better,
    target: float | None = None,
    fix_after_n: int | None = None,
    screen: bool = True,
    freeze_before: int | None = None,
) -> Chart:
    """The chart of a series, group by group.

    `fix_after_n`: limits from a group's first n points only. `freeze_before`: in the group that
    holds this index, limits from the points before it only.
    Raises ValueError where the parts of the series differ in length.
    """
    size = len(series.values)
    if not len(series.complete) == len(series.groups) == size:
        raise ValueError("a series has one value, one group and one mark of completeness a period")
    used = [v is not None and c for v, c in zip(series.values, series.complete, strict=True)]
    limits: list[Limits | None] = [None] * size
    rules: list[str | None] = [None] * size
    sides = [0] * size
    last = None
    for group in sorted(set(series.groups)):
        places = [i for i in range(size) if series.groups[i] == group]
        base = [i for i in places if used[i]][:fix_after_n]
        if freeze_before in places:
            base = [i for i in base if i < freeze_before]
        if not base:
            continue
        found, kind = _limits(series, base, screen)
        for i in places:
            limits[i] = found
        last = (found, kind, base)
        points = [series.values[i] if used[i] else None for i in places]
        if kind == "exact":
            marks = [_tail(series.counts[i], base, series) if used[i] else 0 for i in places]
            told = [("outside" if mark else None, mark) for mark in marks]
        else:
            told = _rules(points, found, kind)
        for i, (rule, side) in zip(places, told, strict=True):
            rules[i], sides[i] = rule, side
    exact = last is not None and last[1] == "exact"
    directions = [
        _direction(side, better, kept=not exact) if rule else None
        for rule, side in zip(rules, sides, strict=True)
    ]
    if exact:  # what is rare is never called an improvement
        rules = [r if d else None for r, d in zip(rules, directions, strict=True)]
    newest = max((i for i in range(size) if used[i]), default=None)
    columns = zip(*(found or (None,) * 5 for found in limits), strict=True) if size else [()] * 5
    return Chart(
        *(tuple(column) for column in columns),
        rule=tuple(rules),
        direction=tuple(directions),
        variation=None if newest is None else directions[newest] or "common",
        assurance=_assurance(last, series, better, target),
        provisional=last is None or len(last[2]) < FEWEST_POINTS,
        kind=last[1] if last else None,
    )


def effect(series: Series, at: int, *, better: Better) -> str | None:
    """Whether something changed from index `at` on, judged on limits frozen before it.

    improvement, concern, high, low, or none where no point from `at` on holds a signal; None where
    fewer than 8 points of its group stand before. The first signal counts. Limits that are
    reckoned anew at the date would hide the very effect: of a shift by 1.5 standard deviations
    89% are found on frozen limits and 6% after a rebase.
    """
    group = series.groups[at]
    before = [
        i
        for i in range(at)
        if series.groups[i] == group and series.complete[i] and series.values[i] is not None
    ]
    if len(before) < FEWEST_BEFORE:
        return None
    chart = xmr(series, better=better, freeze_before=at)
    return next((d for d in chart.direction[at:] if d), "none")


def _limits(series: Series, base: Sequence[int], screen: bool) -> tuple[Limits, str]:
    """The limits that the points at `base` give, and the kind of judgement they allow."""
    if series.counts is not None:
        p, n = _pooled(series, base), sum(series.counts[i][1] for i in base) / len(base)
        if n * min(p, 1 - p) < FEWEST_EVENTS:
            return (p,) * 5, "exact"
    mean = fmean(series.values[i] for i in base)
    # Neighbours in time: a missing or part period between two points breaks the range.
    ranges = [abs(series.values[b] - series.values[a]) for a, b in pairwise(base) if b == a + 1]
    average = fmean(ranges) if ranges else 0.0
    if screen:
        kept = [r for r in ranges if r < SCREEN * average]
        average = fmean(kept) if kept else 0.0
    reach = LIMIT * average
    near = reach * 2 / 3
    kind = "xmr" if reach > 0 else "mean"
    return (mean, mean - reach, mean + reach, mean - near, mean + near), kind


def _rules(points: list[float | None], found: Limits, kind: str) -> list[tuple[str | None, int]]:
    """(rule, side or slope) of each point of a group; the first rule in order names the point."""
    mean, lower, upper, near_lower, near_upper = found
    told: list[tuple[str | None, int]] = [(None, 0)] * len(points)
    if kind == "mean":  # without limits there is no signal
        return told
    sides = [0 if v is None else (v > mean) - (v < mean) for v in points]
    outside = [v is not None and not lower <= v <= upper for v in points]
    near = [
        v is not None and not out and not near_lower <= v <= near_upper
        for v, out in zip(points, outside, strict=True)
    ]
    for i in range(len(points) - RUN + 1):
        if abs(sum(sides[i : i + RUN])) == RUN:
            told[i : i + RUN] = [("shift", sides[i])] * RUN
    for i in range(len(points) - 2):
        window = range(i, i + 3)
        if abs(sum(sides[j] for j in window)) == 3 and sum(near[j] for j in window) >= 2:
            for j in window:
                if near[j]:
                    told[j] = ("two_of_three", sides[j])
    for i in range(len(points) - RUN + 1):
        if slope := _slope(points[i : i + RUN]):
            told[i : i + RUN] = [("trend", slope)] * RUN
    for i, out in enumerate(outside):
        if out:
            told[i] = ("outside", sides[i])
    return told


def _slope(points: Sequence[float | None]) -> int:
    """1 or −1 where every point is above or below the one before it, else 0."""
    if None in points:
        return 0
    steps = {(b > a) - (b < a) for a, b in pairwise(points)}
    return steps.pop() if len(steps) == 1 else 0


def _tail(count: tuple[int, int], base: Sequence[int], series: Series) -> int:
    """1 or −1 where a count is so high or low that the pooled share makes it by chance in fewer
    than 0.135% of cases, else 0."""
    (k, n), p = count, _pooled(series, base)
    if k > n * p:
        return int(_binomial_upper(k, n, p) < EXACT_TAIL)
    return -int(_binomial_upper(n - k, n, 1 - p) < EXACT_TAIL)


def _pooled(series: Series, base: Sequence[int]) -> float:
    """The share over the base, never 0 or 1."""
    k, n = (sum(series.counts[i][part] for i in base) for part in (0, 1))
    return (k + 0.5) / (n + 1)


def _binomial_upper(k: int, n: int, p: float) -> float:
    """P(X ≥ k) for X binomial (n, p), summed from the term at k on."""
    if k <= 0:
        return 1.0
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    term = exp(ways + k * log(p) + (n - k) * log1p(-p))
    total = 0.0
    for j in range(k, n + 1):
        total += term
        if term < total * 1e-12:
            break
        term *= (n - j) / (j + 1) * p / (1 - p)
    return total


def _direction(side: int, better: Better, kept: bool) -> str | None:
    if better is None:
        return "high" if side > 0 else "low"
    improves = (side > 0) == (better == "higher")
    if improves:
        return "improvement" if kept else None
    return "concern"


def _assurance(last, series: Series, better: Better, target: float | None) -> str | None:
    if last is None or better is None or target is None:
        return None
    (mean, lower, upper, *_), kind, base = last
    if kind == "exact":
        k, n = (sum(series.counts[i][part] for i in base) for part in (0, 1))
        lower, upper = wilson(k, n)
    elif kind == "mean":
        lower = upper = mean
    if better == "lower":
        lower, upper, target = -upper, -lower, -target
    if kind == "mean":
        return "pass" if lower >= target else "fail"
    if target > upper:
        return "fail"
    return "pass" if target < lower else "hit_or_miss"
