"""What the months of a measure say: change or noise, and whether its target is within reach."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from board.catalogue.measure import Measure
from board.methods.spc import Chart, Series, frozen_effect, xmr

# What a meeting does with a measure, the most urgent first.
AGENDA = ("discuss", "watch", "settled", "unjudged")


def judged(
    spec: Measure,
    months: pd.DataFrame,
    target: float | None,
    rebases: Sequence[date] = (),
) -> Chart | None:
    """The XmR chart of a measure's months; None for a measure without direction.

    `months`: one row a month in order [period_start, value, numerator, n, is_complete]; what is too
    few to be shown is absent there and so is not judged either. `rebases`: the days from which a
    person had the limits recalculated; they take effect with the first month that begins then or
    later.
    """
    if spec.better is None:
        return None
    return xmr(_series(spec, months, rebases), better=spec.better, target=target)


def effect(spec: Measure, months: pd.DataFrame, on: date, rebases: Sequence[date] = ()):
    """What `spc.frozen_effect` finds from the first month that begins on a day or later: a
    direction, "none", or None where it cannot be judged. `months`, `rebases` as in `judged`."""
    after = [i for i, start in enumerate(months["period_start"]) if start.date() >= on]
    if spec.better is None or not after:
        return None
    return frozen_effect(_series(spec, months, rebases), after[0], better=spec.better)


def _series(spec: Measure, months: pd.DataFrame, rebases: Sequence[date]) -> Series:
    values = [None if pd.isna(v) else float(v) for v in months["value"]]
    counts = None
    if spec.unit == "share":
        pairs = zip(values, months["numerator"], months["n"], strict=True)
        counts = tuple((0, 0) if v is None else (int(k), int(n)) for v, k, n in pairs)
    starts = [start.date() for start in months["period_start"]]
    return Series(
        values=tuple(values),
        counts=counts,
        complete=tuple(bool(c) for c in months["is_complete"]),
        groups=tuple(sum(day <= start for day in rebases) for start in starts),
    )


def place_on_agenda(chart: Chart | None) -> str:
    """Where a measure belongs on the agenda, one of AGENDA.

    To be discussed: a signal of concern, and a target that the process cannot reach by itself,
    unless it is improving. To be watched: an improvement, and a target that is hit and missed.
    Settled: stable, and its target reached or none set. Unjudged: no complete month to judge.
    """
    if chart is None or chart.variation is None:
        return "unjudged"
    if chart.variation == "concern" or (chart.variation == "common" and chart.assurance == "fail"):
        return "discuss"
    if chart.variation == "improvement" or chart.assurance == "hit_or_miss":
        return "watch"
    return "settled"


def urgency(chart: Chart | None) -> tuple[bool, bool]:
    """A sorting key: concern that cannot reach its target, then concern, then the rest."""
    if chart is None or chart.variation != "concern":
        return True, True
    return chart.assurance != "fail", False
