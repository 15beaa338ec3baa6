"""The rules by which a share was judged before: XmR limits, run rules and exact tails.

They live on here alone, to be measured beside what replaced them. Sources: NHS England, Making Data
Count, as the R package NHSRplotthedots 0.2.2 computes it (limits from all months, moving ranges
screened); for shares with few failures the binomial distribution itself.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, floor, lgamma, log, log1p, sqrt
from statistics import mean
from typing import Literal

LIMIT = 2.66  # 3 ÷ 1.128: three standard deviations, in mean moving ranges
SCREEN = 3.267  # the upper limit of a moving range, in mean moving ranges
RUN = 7
FEWEST_EVENTS = 5
TAIL = 0.00135  # beyond three standard deviations of the normal law, on one side


def change(failures: Sequence[int], cases: Sequence[int]) -> Literal["worse", "better"] | None:
    """The word for the newest month with cases, from the failures and cases of all months in order.

    Where an average month expects fewer than 5 failures, or 5 successes, the month's count is held
    against the binomial law and nothing is called better; else the month's share is held against
    limits and run rules. None where neither finds a signal.
    """
    counts = list(zip(failures, cases, strict=True))
    while counts and not counts[-1][1]:
        counts.pop()
    known = [count for count in counts if count[1]]
    if len(known) < 2:
        return None
    overall = (sum(k for k, _ in known) + 0.5) / (sum(n for _, n in known) + 1)
    is_rare = mean(n for _, n in known) * min(overall, 1 - overall) < FEWEST_EVENTS
    shares = [k / n if n else None for k, n in counts]
    ranges = [abs(b - a) for a, b in pairwise(shares) if a is not None and b is not None]
    # Of months of which no two follow each other nothing was said, however many failed.
    if not ranges and not is_rare:
        return None
    reach = 0.0 if is_rare else _reach(ranges)
    if not reach:
        k, n = known[-1]
        return "worse" if k > highest_count(n, overall) else None
    return {1: "worse", -1: "better", 0: None}[_named(shares, reach)]


def highest_count(n: int, share: float) -> int:
    """The highest of n that is no signal: of a larger count k, P(X ≥ k) < 0.00135, X binomial."""
    # Ten standard deviations below lie less than 1e-20.
    k = max(0, floor(n * share - 10 * sqrt(n * share * (1 - share))))
    ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    mass = up_to = exp(ways + k * log(share) + (n - k) * log1p(-share))
    while k < n and up_to <= 1 - TAIL:
        mass *= (n - k) / (k + 1) * share / (1 - share)
        k += 1
        up_to += mass
    return k


def _reach(ranges: Sequence[float]) -> float:
    """From the mean to a limit, from the moving ranges without those that stand out."""
    average = mean(ranges)
    return LIMIT * mean([r for r in ranges if r < SCREEN * average] or [0.0])


def _named(shares: Sequence[float | None], reach: float) -> int:
    """1 or −1 where a rule names the last share, by its side of the mean or a trend's slope; else
    0. The first that holds: outside a limit; seven that rise, or fall; two of three near a limit;
    seven on one side."""
    middle = mean(share for share in shares if share is not None)
    newest = shares[-RUN:]
    away = [0.0 if share is None else share - middle for share in newest]
    if abs(away[-1]) > reach:
        return _sign(away[-1])
    is_whole = len(newest) == RUN and None not in newest
    slopes = {_sign(b - a) for a, b in pairwise(away)} if is_whole else {0}
    if slopes in ({1}, {-1}):
        return slopes.pop()
    sides = [_sign(y) for y in away]
    is_near = [reach * 2 / 3 < abs(y) <= reach for y in away[-3:]]
    if abs(sum(sides[-3:])) == 3 and sum(is_near) >= 2 and is_near[-1]:
        return sides[-1]
    return sides[-1] if abs(sum(sides)) == RUN else 0


def _sign(x: float) -> int:
    return (x > 0) - (x < 0)
