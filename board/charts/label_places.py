"""Where labels stand so that none covers another or the data, on a phone too. Pure numbers."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from board.charts.style import text_width, wrap

GAP_PX = 8
TEXT_PX = 18


@dataclass(frozen=True)
class Placed:
    """A label above the plot: its lines, its anchor on the x axis and its lowest tier (0 = next
    to the plot)."""

    lines: tuple[str, ...]
    x: float
    anchor: str
    tier: int


def above_plot(
    labels: Iterable[tuple[float, str]], *, plot_px: float, left_px: float, right_px: float
) -> list[Placed]:
    """Labels stacked in as few tiers as they need without touching each other.

    `labels`: (x as a fraction of the plot's width, text), the first gets the lowest tier.
    `left_px`, `right_px`: margins that a label may run into. A label reads away from the nearer
    edge and wraps to three lines at most.
    """
    taken: dict[int, list[tuple[float, float]]] = {}
    placed = []
    for x, text in labels:
        rooms = {"left": (1 - x) * plot_px + right_px, "right": x * plot_px + left_px}
        roomy = max(rooms, key=rooms.__getitem__)
        lines = wrap(text, rooms[roomy], lines=3)
        width = max(text_width(line) for line in lines)
        anchors = [roomy, *(a for a in rooms if a != roomy and rooms[a] >= width)]
        spans = {a: _span(x * plot_px, width + GAP_PX, a) for a in anchors}
        free = {a: _lowest_free(taken, spans[a], len(lines)) for a in anchors}
        anchor = min(anchors, key=free.__getitem__)
        for i in range(len(lines)):
            taken.setdefault(free[anchor] + i, []).append(spans[anchor])
        placed.append(Placed(tuple(lines), x, anchor, free[anchor]))
    return placed


def _span(at: float, width: float, anchor: str) -> tuple[float, float]:
    return (at, at + width) if anchor == "left" else (at - width, at)


def _lowest_free(taken: dict, span: tuple[float, float], lines: int) -> int:
    """The lowest tier from which so many lines of this width meet no label."""
    tier = 0
    while any(_meets(taken.get(tier + i, ()), *span) for i in range(lines)):
        tier += 1
    return tier


def _meets(taken: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)


def tiers(placed: Sequence[Placed]) -> int:
    """How many tiers of text stand above the plot."""
    return max((label.tier + len(label.lines) for label in placed), default=0)


@dataclass(frozen=True)
class Spot:
    """A place for a label in the plot: where it starts or ends, and whether over or under y."""

    x: float
    xanchor: str
    yanchor: str


SPOTS = (
    Spot(0, "left", "bottom"),
    Spot(0, "left", "top"),
    Spot(1, "right", "bottom"),
    Spot(1, "right", "top"),
)


@dataclass(frozen=True)
class Plot:
    """What lies in a plot: its size on a narrow phone and the curves that labels must not touch.

    Curves are lists of points (x, y) as fractions of the plot, 0,0 at the bottom left.
    """

    width_px: float
    height_px: float
    curves: list[Sequence[tuple[float, float]]]

    def crossings(self, spot: Spot, y: float, text_px: float) -> float:
        """How much of the curves runs through a label at this spot; infinite if it sticks out."""
        left, right, low, high = self._box(spot, y, text_px)
        if min(left, low) < -0.001 or max(right, high) > 1.001:
            return float("inf")
        room = 4 / self.height_px
        return sum(
            left <= x <= right and low - room <= at <= high + room
            for curve in self.curves
            for x, at in self._dense(curve)
        )

    def outline(self, spot: Spot, y: float, text_px: float) -> list[tuple[float, float]]:
        """A label's box as a curve, so that the next label keeps off it."""
        left, right, low, high = self._box(spot, y, text_px)
        return [(left, low), (right, low), (right, high), (left, high), (left, low)]

    def _box(self, spot: Spot, y: float, text_px: float) -> tuple[float, float, float, float]:
        tall, wide = TEXT_PX / self.height_px, (text_px + GAP_PX) / self.width_px
        low = y if spot.yanchor == "bottom" else y - tall
        left = spot.x if spot.xanchor == "left" else spot.x - wide
        return left, left + wide, low, low + tall

    def _dense(self, curve: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
        """The curve's points with others between them, at most 4 pixels apart."""
        points = list(curve[-1:])
        for (x0, y0), (x1, y1) in pairwise(curve):
            longest = max(abs(x1 - x0) * self.width_px, abs(y1 - y0) * self.height_px)
            steps = max(1, math.ceil(longest / 4))
            points += [
                (x0 + (x1 - x0) * i / steps, y0 + (y1 - y0) * i / steps) for i in range(steps)
            ]
        return points

    def free_spot(self, y: float, text_px: float) -> Spot | None:
        """The first spot at a level line at y that no curve crosses, or None."""
        return next((spot for spot in SPOTS if not self.crossings(spot, y, text_px)), None)
