"""The words that an overview says of a series, and those that the former rules said."""

import calendar
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Literal

import numpy as np

from bench.alarms import former_rules
from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.verdicts import verdict_of, without_warm_up
from board.selection.periods import Period
from board.text import change_words

BY_MONTH, BY_QUARTER = MEASURES["rate_due_on_time"], MEASURES["share_satisfied_survey"]
SETTLED = MEASURES["rate_settled_on_time"]
FIRST_YEAR, YEARS = 2010, 8
FEWEST_SHOWN = 5  # a month with fewer cases was not judged by the former rules


def _month(number: int) -> Period:
    year, month = FIRST_YEAR + number // 12, number % 12 + 1
    return Period(
        date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month"
    )


MONTHS = [_month(number) for number in range(12 * YEARS)]


@dataclass(frozen=True)
class Word:
    """A word of change, and the month (from 0) since which it is said to hold, where it is said."""

    change: Literal["worse", "better"] | None
    since: int | None = None


def overview_word(
    failures: np.ndarray,
    cases: np.ndarray,
    first_month: int,
    series: int,
    spec: Measure = BY_MONTH,
    known_since: date | None = None,
) -> Word:
    """What an overview of `series` series says of one, from its tables [month, procedure]; its
    first month is the month `first_month` of the year (0 is January). `known_since`: the first day
    of the unit's files, where they are younger than the months."""
    months = MONTHS[first_month : first_month + len(cases)]
    judged = without_warm_up(spec, months, failures, cases, [known_since] * cases.shape[1])
    verdict = verdict_of(spec, *judged, None, None, series)
    has_word = change_words.change(SimpleNamespace(verdict=verdict, measure=spec)) is not None
    if verdict is None or verdict.since is None or not has_word:
        return Word(None)
    since = (verdict.since.year - FIRST_YEAR) * 12 + verdict.since.month - 1 - first_month
    return Word(verdict.change, since)


def cold_start_word(failures: np.ndarray, cases: np.ndarray, series: int) -> Word:
    """As `overview_word`, of a measure by settlement whose files begin in the first month."""
    return overview_word(failures, cases, 0, series, SETTLED, MONTHS[0].start)


def former_word(failures: np.ndarray, cases: np.ndarray) -> Word:
    """What the former rules said of a series, which named no month and knew no procedures."""
    failed, n = failures.sum(axis=1).astype(int), cases.sum(axis=1).astype(int)
    n = np.where(n < FEWEST_SHOWN, 0, n)
    return Word(former_rules.change(failed.tolist(), n.tolist()))
