"""Units against the others: what chance alone would do to a share of so many."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, sqrt
from typing import Literal, NamedTuple

import numpy as np

Mix = Sequence[tuple[int, float]]
"""What a unit handles: for each procedure its number of dossiers and the share expected of them."""

Tally = Mapping[str, tuple[int, int]]
"""For each procedure how many dossiers succeeded, and how many there were."""

Place = Literal["inside", "high_95", "low_95", "high_998", "low_998"]

_TAIL_95, _TAIL_998 = 0.025, 0.001
DRAWN_BY_CASES = 10


class Limits(NamedTuple):
    """Control limits of a share, as fractions within 0 and 1."""

    low_998: float
    low_95: float
    high_95: float
    high_998: float


def limits(n: int, overall: float) -> Limits:
    """The 95% and 99.8% limits of the share of n dossiers where each succeeds with probability
    `overall`. Raises ValueError for n that is not whole or below 1, or no probability.

    Exact binomial limits, interpolated between whole counts so that the funnel is smooth, after
    Spiegelhalter, Statistics in Medicine 24 (2005) 1185-1202. The lower limit is his. The upper
    is its mirror, the lower limit of the failures: taken as printed, it would lie below 100%
    always, and put 5 of 5 outside even where 59% of units do so by chance (0.9⁵). So a unit is
    outside on either side exactly if chance does as much or more with probability below the
    tail (2.5%, 0.1%), and a share and its complement are judged alike. (Interpolations differ in
    just this: Manktelow & Seaton, PLoS ONE 7 (2012) e45723.)
    """
    return limits_of_mix([(n, overall)])


def mix_by_others(own: Tally, others: Tally) -> Mix | None:
    """A unit's dossiers by procedure with the share that the other units, `others` without it, have
    in each; None where they have no dossier of any of its procedures, so that nothing compares.

    A unit that is in its own yardstick looks nearer to it than it is, the more so the larger it is.
    Where the others have few dossiers, their share k of n is drawn towards q0, theirs over all
    procedures of this unit, by 10 cases, (k + 10·q0) ÷ (n + 10): 3 of 3 elsewhere leave a failure
    possible. Where they have none or all, q0 = (k + ½) ÷ (n + 1). A procedure that only this unit
    has lends its own share, which says nothing of it.
    """
    met = sum(others[procedure][0] for procedure in own if procedure in others)
    n = sum(others[procedure][1] for procedure in own if procedure in others)
    if not n:
        return None
    drawn_to = met / n if 0 < met < n else (met + 0.5) / (n + 1)
    mix = []
    for procedure, (own_met, cases) in own.items():
        k, known = others.get(procedure, (0, 0))
        if known:
            share = (k + DRAWN_BY_CASES * drawn_to) / (known + DRAWN_BY_CASES)
        else:
            share = own_met / cases if cases else drawn_to
        mix.append((cases, share))
    return mix


def expected_share(mix: Mix) -> float | None:
    """The share that a unit would have if each procedure did as is expected: Σ n·p ÷ Σ n, the
    expected number of indirect standardisation. None if there are no dossiers.

    Source: Breslow & Day, Statistical Methods in Cancer Research II (1987), chapter 2.
    """
    n = _total(mix)
    return sum(count * overall for count, overall in mix) / n if n else None


def limits_of_mix(mix: Mix) -> Limits:
    """As `limits`, around the unit's own expected share: each procedure's dossiers succeed with
    the share that is expected of it. The number of successes is then Poisson-binomial, with mean
    Σ n·p and variance Σ n·p·(1 − p), and its distribution is computed exactly, by convolving one
    binomial a procedure, so that no size needs a normal approximation. Raises ValueError for a mix
    without dossiers.

    Source: Wang, Statistica Sinica 3 (1993) 295-312, for the distribution.
    """
    n = _total(mix)
    if n == 0:
        raise ValueError("no dossiers, no limits")
    return Limits(*(count / n for count in _limits_in_counts(mix, n)))


def place_in_mix(k: int, mix: Mix, hide_below_n: int = 5) -> Place | None:
    """Where k successes lie in the funnel around what the unit's own mix would give; None for fewer
    than `hide_below_n` dossiers. A share on a limit is inside it. Raises ValueError for k outside 0
    to their number, and as `limits`."""
    n = _total(mix)
    if k % 1 or not 0 <= k <= n:
        raise ValueError(f"not a share: {k} of {n}")
    if n < hide_below_n:
        return None
    low_998, low_95, high_95, high_998 = _limits_in_counts(mix, n)
    if k < low_998:
        return "low_998"
    if k > high_998:
        return "high_998"
    if k < low_95:
        return "low_95"
    return "high_95" if k > high_95 else "inside"


def _total(mix: Mix) -> int:
    for n, overall in mix:
        if n % 1 or n < 0 or not 0 <= overall <= 1:
            raise ValueError(f"not a number of dossiers and a share: {n}, {overall}")
    return int(sum(n for n, _ in mix))


def _limits_in_counts(mix: Mix, n: int) -> tuple[float, float, float, float]:
    first, mass = _successes(mix)
    failures_first = n - (first + len(mass) - 1)
    return (
        max(0.0, first + _quantile(mass, _TAIL_998)),
        max(0.0, first + _quantile(mass, _TAIL_95)),
        min(float(n), n - failures_first - _quantile(mass[::-1], _TAIL_95)),
        min(float(n), n - failures_first - _quantile(mass[::-1], _TAIL_998)),
    )


def _quantile(mass: np.ndarray, tail: float) -> float:
    """Spiegelhalter's interpolated quantile r − α: r the smallest count with P(R ≤ r) ≥ tail,
    α = (P(R ≤ r) − tail) ÷ P(R = r)."""
    up_to = np.cumsum(mass)
    r = int(np.searchsorted(up_to, tail))
    return float(r - (up_to[r] - tail) / mass[r])


def _successes(mix: Mix) -> tuple[int, np.ndarray]:
    """The first count with a probability that matters, and the probabilities from there on."""
    first, mass = 0, np.ones(1)
    for n, overall in mix:
        start, probabilities = _binomial(int(n), overall)
        mass = np.convolve(mass, probabilities)
        possible = np.flatnonzero(mass > 1e-18)
        first += start + int(possible[0])
        mass = mass[possible[0] : possible[-1] + 1]
    return first, mass


def _binomial(n: int, p: float) -> tuple[int, np.ndarray]:
    if n == 0 or p in (0, 1):
        return int(n * p), np.ones(1)
    # Nine standard deviations and 20 counts leave out less than 1e-15 on either side.
    reach = 9 * sqrt(n * p * (1 - p)) + 20
    start, end = max(0, floor(n * p - reach)), min(n, ceil(n * p + reach))
    k = np.arange(start, end)
    steps = np.log((n - k) / (k + 1)) + np.log(p / (1 - p))  # log of P(k + 1) ÷ P(k)
    weight = np.concatenate([[0.0], np.cumsum(steps)])
    weight = np.exp(weight - weight.max())
    return start, weight / weight.sum()
