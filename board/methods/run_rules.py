"""The four rules that tell a signal from noise on an XmR chart."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

Rule = Literal["outside", "trend", "two_of_three", "shift"]

RUN = 7


def rules(
    points: Sequence[float | None], mean: float, reach: float
) -> list[tuple[Rule | None, int]]:
    """For each point the rule that names it and a sign: of the slope for a trend, else of its side
    of the mean; (None, 0) without a signal. `reach`: from the mean to a limit. A point of None
    breaks every run.

    Each comparison is strict, and the first that holds names the point:
    outside: beyond a limit;
    trend: one of 7 points each above, or each below, the one before; of two trends the later;
    two of three: in 3 points on one side at least 2 lie beyond two thirds of the reach, but not
    outside; it is one of these 2 or 3;
    shift: one of 7 points in a row on one side; a point on the mean is on neither.

    Source: NHS England, Making Data Count, as NHSRplotthedots 0.2.2 names them.
    """
    lower, upper = mean - reach, mean + reach
    near_lower, near_upper = mean - reach * 2 / 3, mean + reach * 2 / 3
    sides = [0 if y is None else _sign(y, mean) for y in points]
    is_near = [
        y is not None and (lower <= y < near_lower or near_upper < y <= upper) for y in points
    ]
    told: list[tuple[Rule | None, int]] = [(None, 0)] * len(points)
    # From the last name to the first, so that the first stands.
    for i in range(len(points) - RUN + 1):
        if abs(sum(sides[i : i + RUN])) == RUN:
            told[i : i + RUN] = [("shift", sides[i])] * RUN
    for i in range(len(points) - 2):
        if abs(sum(sides[i : i + 3])) == 3 and sum(is_near[i : i + 3]) >= 2:
            for j in range(i, i + 3):
                if is_near[j]:
                    told[j] = ("two_of_three", sides[j])
    for i in range(len(points) - RUN + 1):
        if slope := _slope(points[i : i + RUN]):
            told[i : i + RUN] = [("trend", slope)] * RUN
    for i, y in enumerate(points):
        if y is not None and not lower <= y <= upper:
            told[i] = ("outside", sides[i])
    return told


def _slope(points: Sequence[float | None]) -> int:
    """1 or −1 where every point is above or below the one before it, else 0."""
    if None in points:
        return 0
    steps = {_sign(b, a) for a, b in pairwise(points)}
    return steps.pop() if len(steps) == 1 else 0


def _sign(y: float, reference: float) -> int:
    return int(y > reference) - int(y < reference)
