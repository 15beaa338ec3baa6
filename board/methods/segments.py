"""Change or noise: the runs of periods at one level of a share, and the change between two.

Sources: optimal partitioning (Jackson et al., IEEE Signal Processing Letters 12 (2005) 105-108;
Killick, Fearnhead, Eckley, JASA 107 (2012) 1590-1598), indirect standardisation, and a dispersion
as in Laney's p′ chart (Quality Engineering 14 (2002) 531-537). The combination is ours, calibrated
by simulation (docs/alarms.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Literal

import numpy as np

Cases = Mapping[str, tuple[int, int]]  # stratum → (failures, cases) of one period

CHANGE_COST = 12.0  # of each change, in the units of `gains`
SERIES_AT_COST, PERIODS_AT_COST = 20, 24  # so many series and periods this cost serves
PRIOR_CASES = 10  # what a stratum without history is taken to have had at the overall share
MEAN_RANGE_OF_TWO = 1.128  # of two draws from a standard normal distribution
PERIODS_A_YEAR = {"month": 12, "quarter": 4}
FIRST_RUN = {"month": 6, "quarter": 4}  # periods that the first run is long at least
NO_VARIANCE = 1e-9  # of the expected failures: what rounding leaves
EFFECT_GAIN = 5.0  # that each side of a dated event must show


@dataclass(frozen=True)
class Periods:
    """Periods in order, also those without cases, which add nothing: failures observed and expected
    of their mix, the variance of the expected, cases; `phi`: how many times more than by chance
    they vary, 1 or more."""

    observed: np.ndarray
    expected: np.ndarray
    variance: np.ndarray
    cases: np.ndarray
    phi: float


@dataclass(frozen=True)
class Run:
    """Periods `first` to `last` (positions, both inclusive) at one level, the first of them one
    with cases: failures and cases, and the ratio of failures to those expected."""

    first: int
    last: int
    failures: int
    cases: int
    ratio: float

    @property
    def share(self) -> float:
        """Failures of cases; 0 where there are none."""
        return self.failures / self.cases if self.cases else 0.0


@dataclass(frozen=True)
class Segments:
    """The runs of a series in order, and the `change` between the last two: "worse" where failures
    rose, "better" where they fell; None with one run, or where the last run does what the same
    months of the year before did (`is_seasonal`)."""

    runs: tuple[Run, ...]
    change: Literal["worse", "better"] | None
    is_seasonal: bool = False


def standardised(counts: Sequence[Cases]) -> Periods:
    """Each period's failures beside those that its mix of strata would give at each stratum's share
    over all periods, drawn to the overall share by `PRIOR_CASES` and scaled to add up."""
    strata = sorted({stratum for period in counts for stratum in period})
    place = {stratum: i for i, stratum in enumerate(strata)}
    failures = np.zeros((len(counts), len(strata)))
    cases = np.zeros((len(counts), len(strata)))
    for row, period in enumerate(counts):
        for stratum, (failed, n) in period.items():
            failures[row, place[stratum]] = failed
            cases[row, place[stratum]] = n
    return of_tables(failures, cases)


def of_tables(failures: np.ndarray, cases: np.ndarray) -> Periods:
    """As `standardised`, from two tables [period, stratum]."""
    all_failures, all_cases = failures.sum(), cases.sum()
    overall = (all_failures + 0.5) / (all_cases + 1)
    of_stratum = cases.sum(axis=0)
    share = (failures.sum(axis=0) + PRIOR_CASES * overall) / (of_stratum + PRIOR_CASES)
    expected_in_all = float(of_stratum @ share)
    share = share * (all_failures / expected_in_all if expected_in_all else 0.0)
    observed, expected = failures.sum(axis=1), cases @ share
    variance = cases @ (share * np.clip(1 - share, 0, 1))
    phi = dispersion(observed, expected, variance)
    return Periods(observed, expected, variance, cases.sum(axis=1), phi)


def dispersion(observed: np.ndarray, expected: np.ndarray, variance: np.ndarray) -> float:
    """How many times more than by chance the periods vary, from the mean moving range of their
    standardised failures, which a single change hardly moves; 1 or more."""
    known = variance > NO_VARIANCE * np.maximum(expected, 1)
    z = (observed[known] - expected[known]) / np.sqrt(variance[known])
    if len(z) < 2:
        return 1.0
    return max(1.0, float(np.abs(np.diff(z)).mean() / MEAN_RANGE_OF_TWO) ** 2)


def gains(
    observed: np.ndarray, expected: np.ndarray, variance: np.ndarray, phi: float
) -> np.ndarray:
    """What a level of its own adds to each run: twice the log-likelihood ratio of its failures,
    in units of their true variance. 0 where nothing was expected."""
    # Where nearly every case fails there is no variance, and nothing to find.
    is_known = variance > NO_VARIANCE * np.maximum(expected, 1)
    o, e, v = (np.where(is_known, part, 1.0) for part in (observed, expected, variance))
    deviance = o * np.log(np.where(o > 0, o / e, 1.0)) - o + e
    return np.where(is_known, 2 * deviance * e / (v * phi), 0.0)


def change_cost(series: int, periods: int = PERIODS_AT_COST) -> float:
    """What a change costs on an overview of so many series of so many periods: more where there are
    more places in which chance can look like one."""
    more_series = max(series, SERIES_AT_COST) / SERIES_AT_COST
    more_periods = max(periods, PERIODS_AT_COST) / PERIODS_AT_COST
    return CHANGE_COST + 2 * log(more_series) + 2 * log(more_periods)


def partition(periods: Periods, first_run: int, cost: float) -> list[int]:
    """The positions at which the runs of the best partition begin, the first of them 0: the largest
    sum of gains less `cost` a change, the first run at least `first_run` periods long."""
    size = len(periods.cases)
    # gain[i, j] is of the run of the periods i up to but not j.
    observed, expected, variance = (
        total[None, :] - total[:, None]
        for total in (
            np.concatenate(([0.0], np.cumsum(part)))
            for part in (periods.observed, periods.expected, periods.variance)
        )
    )
    gain = gains(observed, expected, variance, periods.phi)
    best, begins = np.full(size + 1, -np.inf), np.zeros(size + 1, dtype=int)
    for end in range(min(first_run, size), size + 1):
        best[end] = gain[0, end]
        if end > first_run:
            candidates = best[first_run:end] + gain[first_run:end, end] - cost
            # Of starts that are equally good, which periods without cases are, the latest.
            start = len(candidates) - 1 - int(candidates[::-1].argmax())
            if candidates[start] > best[end]:
                best[end], begins[end] = candidates[start], first_run + start
    starts = [int(begins[size])]
    while starts[0]:
        starts.insert(0, int(begins[starts[0]]))
    return starts


def segments(
    periods: Periods, places: Sequence[int], every: str = "month", cost: float = CHANGE_COST
) -> Segments:
    """The runs of a series and its change. `places`: the running number of each period in the
    calendar, so that the same month of the year before is found though one had no cases;
    `every`: "month" or "quarter". Too short a series is one run without a change."""
    starts = partition(periods, FIRST_RUN[every], cost)
    ends = [*(start - 1 for start in starts[1:]), len(periods.cases) - 1]
    runs = tuple(_run(periods, first, last) for first, last in zip(starts, ends, strict=True))
    if len(runs) < 2:
        return Segments(runs, None)
    if _is_seasonal(periods, runs[-2:], places, PERIODS_A_YEAR[every]):
        return Segments(runs, None, is_seasonal=True)
    return Segments(runs, "worse" if runs[-1].ratio > runs[-2].ratio else "better")


def _run(periods: Periods, first: int, last: int) -> Run:
    part = slice(first, last + 1)
    first += int((periods.cases[part] > 0).argmax())
    observed, expected = periods.observed[part].sum(), periods.expected[part].sum()
    ratio = float(observed / expected) if expected else 1.0
    return Run(first, last, round(observed), round(periods.cases[part].sum()), ratio)


def _is_seasonal(periods: Periods, pair: Sequence[Run], places: Sequence[int], a_year: int) -> bool:
    """Whether a last run under a year lies on the side of the midpoint where the same months of the
    year before lay."""
    before, now = pair
    if places[now.last] - places[now.first] + 1 >= a_year:
        return False
    same = {place - a_year for place in places[now.first : now.last + 1]}
    of_last_year = [i for i, place in enumerate(places) if place in same]
    expected = periods.expected[of_last_year].sum()
    if not expected:
        return False
    midpoint = (before.ratio + now.ratio) / 2
    ratio = periods.observed[of_last_year].sum() / expected
    return bool((ratio > midpoint) == (now.ratio > midpoint))


def effect(periods: Periods, cut: int) -> Literal["worse", "better"] | None:
    """What changed at one cut that was fixed beforehand, the first period after which is `cut`:
    a direction where each side's gain is over `EFFECT_GAIN`, else None."""
    observed, expected, variance = (
        np.array([part[:cut].sum(), part[cut:].sum()])
        for part in (periods.observed, periods.expected, periods.variance)
    )
    if (gains(observed, expected, variance, periods.phi) <= EFFECT_GAIN).any():
        return None
    before, after = observed / expected
    return "worse" if after > before else "better"
