"""The months of a measure, as a slide, a page of print and a screen draw them alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise


@dataclass(frozen=True)
class Trend:
    """A measure's months, oldest first, absent ones None; shares as fractions. The axis runs from
    `low` to `high` in steps of `step`. `part`: the last month is not over."""

    name: str
    unit: str
    months: tuple[date, ...]
    values: tuple[float | None, ...]
    mean: tuple[float | None, ...]
    lower: tuple[float | None, ...]
    upper: tuple[float | None, ...]
    tones: tuple[str | None, ...]
    target: float | None
    low: float
    high: float
    step: float
    part: bool

    @property
    def shows_mean(self) -> bool:
        return makes_a_line(self.mean)

    @property
    def shows_limits(self) -> bool:
        return makes_a_line(self.lower)


def makes_a_line(values: Sequence[float | None]) -> bool:
    """Whether a line without marks is seen: one month alone, between two without, draws nothing."""
    return any(None not in pair for pair in pairwise(values))
