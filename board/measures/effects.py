"""What followed a date in a measure: a promise or an event, judged twice and no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from board.catalogue.measure import Measure
from board.measures.verdicts import Change, by_period, months_between
from board.methods import segments
from board.selection.periods import Period

EFFECT_MONTHS = (12, 6)  # the newest that has passed is judged


@dataclass(frozen=True)
class Effect:
    """What was seen of a share `after_months` complete months after a date, 6 or 12: a `change`, or
    none; `after_months` None where not so many have passed."""

    after_months: int | None
    change: Change | None


def effect_of(
    spec: Measure, months: Sequence[Period], failures: np.ndarray, cases: np.ndarray, on: date
) -> Effect:
    """What followed a date in the judged `months` of a share, as `verdict_of` takes them.

    Judged once after 6 and once after 12 complete months: whoever looks every month until something
    shows finds an effect in a third of the series in which nothing changed.
    """
    spans, failures, cases = by_period(months, failures, cases, 1)
    cut = next((i for i, span in enumerate(spans) if span.start >= on), len(spans))
    passed = 0 if cut == len(spans) else months_between(spans[cut].start, spans[-1].end) + 1
    after = next((count for count in EFFECT_MONTHS if passed >= count), None)
    if after is None or not cut:
        return Effect(None, None)
    seen = [i for i, span in enumerate(spans) if months_between(spans[cut].start, span.end) < after]
    found = segments.effect(segments.of_tables(failures[seen], cases[seen]), cut)
    return Effect(after, found)
