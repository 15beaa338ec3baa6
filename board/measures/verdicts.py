"""What the months of a share say: the change that it holds, and whether it reaches its target."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

import numpy as np

from board.catalogue.measure import Measure
from board.methods import segments
from board.methods.intervals import wilson
from board.selection.periods import Period

RECENT_MONTHS = 12  # a change is named for so long
TARGET_MONTHS, FEWEST_TARGET_MONTHS = 12, 3  # whose cases together are held against a target
FEWEST_TARGET_CASES = 30
WARM_UP_MONTHS = 3  # of a unit's first files, which hold the dossiers that were quick
MONTHS = {"month": 1, "quarter": 3}
Change = Literal["worse", "better"]
Reach = Literal["meets", "misses", "mixed"]


@dataclass(frozen=True)
class Level:
    """The share of a run of months, as a fraction, from the first day of its first month to the
    last of its last; None where it may not leave the house."""

    first_day: date
    last_day: date
    share: float | None

    def holds(self, period: Period) -> bool:
        """Whether a period lies in the run."""
        return self.first_day <= period.start and period.end <= self.last_day


@dataclass(frozen=True)
class Verdict:
    """What the months of a share up to the end of a period say.

    `levels`: the runs of months, in order, of `periods` in all. `change`: what the last one did to
    the one before, with `since`, its first day; None where nothing changed, or where the same
    months of the year before did the same (`is_seasonal`). `shares`: those before and since the
    change; None where they, out of which no mix is taken, do not move as it does. `reach`: whether
    it reaches its target over the newest months, `target_months` (how many of them reached it, how
    many there are); both None without a target or on fewer than 30 cases. `every`: what it is
    judged by.
    """

    every: Literal["month", "quarter"]
    levels: tuple[Level, ...]
    periods: int
    change: Change | None = None
    is_seasonal: bool = False
    shares: tuple[float, float] | None = None
    reach: Reach | None = None
    target_months: tuple[int, int] | None = None

    @property
    def since(self) -> date | None:
        """The first day of the change."""
        return self.levels[-1].first_day if self.change else None

    @property
    def without_shares(self) -> "Verdict":
        """The same in words alone: what changed and when, and whether the target is reached."""
        levels = tuple(replace(level, share=None) for level in self.levels)
        return replace(self, levels=levels, shares=None)

    @property
    def is_recent(self) -> bool:
        """Whether the newest level has lasted less than twelve months."""
        first, last = self.levels[-1].first_day, self.levels[-1].last_day
        return months_between(first, last) + 1 < RECENT_MONTHS

    @property
    def is_long_enough(self) -> bool:
        """Whether there are enough periods for two runs."""
        return self.periods > segments.FIRST_RUN[self.every]


def judged_months(
    spec: Measure,
    months: Sequence[Period],
    is_whole: Sequence[bool],
    rebases: Sequence[date],
    known_until: date,
) -> list[int]:
    """Which of the months are judged, by their places: whole ones, from the newest rebase on (with
    the first month that begins then or later), without the newest one as long as answers to it may
    come."""
    since = max(rebases, default=date.min)
    return [
        i
        for i, (month, whole) in enumerate(zip(months, is_whole, strict=True))
        if whole
        and month.start >= since
        and (known_until - month.end).days >= spec.judged_after_days
    ]


def without_warm_up(
    spec: Measure,
    months: Sequence[Period],
    failures: np.ndarray,
    cases: np.ndarray,
    known_since: Sequence[date | None],
) -> tuple[list[Period], np.ndarray, np.ndarray]:
    """The judged months from the first one with cases on, with their tables; of a measure that
    needs history the first ones of a unit's files are empty, and still lie in the first run.

    `known_since`: of each stratum the day from which the files of its unit are known.
    """
    has_cases = cases.any(axis=1)
    first = int(has_cases.argmax()) if has_cases.any() else len(months)
    if spec.judged_every == "quarter" and has_cases.any():
        first = max(first - (months[first].start.month - 1) % 3, 0)  # its quarter is whole
    months, failures, cases = list(months[first:]), failures[first:].copy(), cases[first:].copy()
    if spec.needs_history:
        for stratum, since in enumerate(known_since):
            warm = [
                i
                for i, month in enumerate(months)
                if since is not None and months_between(since, month.start) < WARM_UP_MONTHS
            ]
            failures[warm, stratum], cases[warm, stratum] = 0, 0
    return months, failures, cases


def verdict_of(
    spec: Measure,
    months: Sequence[Period],
    failures: np.ndarray,
    cases: np.ndarray,
    target: float | None,
    value: float | None,
    series: int,
) -> Verdict | None:
    """The verdict on the judged `months` of a share, whose `failures` and `cases` are tables
    [month, stratum]; None where there is no month with cases.

    `value`: the figure of the chosen period, which no word on the target contradicts. `series`: how
    many are judged on the same overview.
    """
    every = spec.judged_every
    if every is None:
        return None
    spans, failures, cases = by_period(months, failures, cases, MONTHS[every])
    if not cases.any():
        return None
    places = [(span.start.year * 12 + span.start.month - 1) // MONTHS[every] for span in spans]
    found = segments.segments(
        segments.of_tables(failures, cases), places, every, segments.change_cost(series, len(spans))
    )
    is_lower = spec.better == "lower"
    of_runs = [run.share if is_lower else 1 - run.share for run in found.runs]
    levels = tuple(
        Level(spans[run.first].start, spans[run.last].end, share)
        for run, share in zip(found.runs, of_runs, strict=True)
    )
    shares = None
    if found.change:
        before, now = of_runs[-2:]
        is_worse = now > before if is_lower else now < before
        shares = (before, now) if is_worse == (found.change == "worse") and now != before else None
    reach, target_months = None, None
    if target is not None:
        newest = places[-1] - TARGET_MONTHS // MONTHS[every] + 1
        if found.change:
            fewest = places[-1] - FEWEST_TARGET_MONTHS // MONTHS[every] + 1
            newest = max(newest, min(places[found.runs[-1].first], fewest))
        recent = [i for i, place in enumerate(places) if place >= newest]
        recent = [i for i in recent if cases[i].any()]
        failed, n = failures[recent].sum(axis=1), cases[recent].sum(axis=1)
        reach, target_months = _reach(failed if is_lower else n - failed, n, target, is_lower)
        if value is not None and reach == (
            "misses" if _meets(value, target, is_lower) else "meets"
        ):
            reach = "mixed"
    return Verdict(
        every=every,
        levels=levels,
        periods=len(spans),
        change=found.change,
        is_seasonal=found.is_seasonal,
        shares=shares,
        reach=reach,
        target_months=target_months,
    )


def months_between(first: date, last: date) -> int:
    """How many months lie between those of two days."""
    return (last.year - first.year) * 12 + last.month - first.month


def by_period(
    months: Sequence[Period], failures: np.ndarray, cases: np.ndarray, size: int
) -> tuple[list[Period], np.ndarray, np.ndarray]:
    """The months, or of `size` 3 the calendar's quarters of three judged months."""
    if size == 1:
        return list(months), failures, cases
    by_span: dict[int, list[int]] = {}
    for i, month in enumerate(months):
        by_span.setdefault((month.start.year * 12 + month.start.month - 1) // size, []).append(i)
    whole = [rows for rows in by_span.values() if len(rows) == size]
    spans = [
        months[rows[0]]
        if size == 1
        else Period(months[rows[0]].start, months[rows[-1]].end, "quarter")
        for rows in whole
    ]
    if not whole:
        return spans, failures[:0], cases[:0]
    return (
        spans,
        np.array([failures[rows].sum(axis=0) for rows in whole]),
        np.array([cases[rows].sum(axis=0) for rows in whole]),
    )


def _reach(
    counted: np.ndarray, n: np.ndarray, target: float, is_lower: bool
) -> tuple[Reach | None, tuple[int, int] | None]:
    """Whether the periods together reach a target, and how many of them do; None, None where they
    hold too few cases. `counted`: what the share counts in each period, of `n`."""
    if n.sum() < FEWEST_TARGET_CASES:
        return None, None
    low, high = wilson(int(counted.sum()), int(n.sum())) or (0.0, 1.0)
    met = sum(_meets(k / of, target, is_lower) for k, of in zip(counted, n, strict=True))
    is_above, is_below = low > target, high < target
    if is_below if is_lower else is_above:
        return "meets", (met, len(n))
    return "misses" if (is_above if is_lower else is_below) else "mixed", (met, len(n))


def _meets(value: float, target: float, is_lower: bool) -> bool:
    return value <= target if is_lower else value >= target
