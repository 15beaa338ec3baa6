"""Shares with few events of one kind: judged by the binomial distribution itself."""

from collections.abc import Sequence
from math import exp, floor, lgamma, log, log1p, sqrt

FEWEST_EVENTS = 5
TAIL = 0.00135  # beyond three standard deviations of the normal law, on one side


def pooled(counts: Sequence[tuple[int, int]]) -> float:
    """The share of all (k, n) together, (k + ½) ÷ (N + 1), the mean of Jeffreys' posterior: never
    0 or 1, so that what has not happened yet stays possible."""
    return (sum(k for k, _ in counts) + 0.5) / (sum(n for _, n in counts) + 1)


def is_rare(counts: Sequence[tuple[int, int]]) -> bool:
    """Whether an average period expects fewer than 5 of either kind, so that the values are a few
    steps and no moving range describes them."""
    p = pooled(counts)
    return sum(n for _, n in counts) / len(counts) * min(p, 1 - p) < FEWEST_EVENTS


def limits_in_counts(n: int, p: float) -> tuple[int, int]:
    """The lowest and the highest of n that are no signal: below the one and above the other stand
    the counts k with P(X ≤ k) < 0.00135 and with P(X ≥ k) < 0.00135, X binomial (n, p), 0 < p < 1.
    """
    if p > 0.5:
        low, high = limits_in_counts(n, 1 - p)
        return n - high, n - low
    # Ten standard deviations below lie less than 1e-20.
    k = max(0, floor(n * p - 10 * sqrt(n * p * (1 - p))))
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    mass = up_to = exp(ways + k * log(p) + (n - k) * log1p(-p))
    low = None
    while k < n:
        if low is None and up_to >= TAIL:
            low = k
        if up_to > 1 - TAIL:
            break
        mass *= (n - k) / (k + 1) * p / (1 - p)
        k += 1
        up_to += mass
    return k if low is None else low, k
