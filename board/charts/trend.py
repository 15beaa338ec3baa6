"""The months of a measure, as a slide, a page of print and a screen draw them alike."""

from dataclasses import dataclass
from datetime import date


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
