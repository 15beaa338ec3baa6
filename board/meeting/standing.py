"""How a workstream of the model stands: by the worst of its measures, its duties and its tasks."""

from collections.abc import Iterable
from typing import NamedTuple

from board.measures.results import MeasureResult
from board.meeting.agenda import got_better, got_worse, is_done_in_full, misses_target
from board.registers.workstreams import Workstream
from board.text.numbers import is_absent


class Standing(NamedTuple):
    """What is not as it should be in a workstream, the worst first, and what got better.

    `overdue_tasks`: how many; `duties` not done in full; `worse`: measures that got worse;
    `misses`: those that miss their target beyond chance, in the period or in their months;
    `short`: those whose figure alone is on its wrong side. `is_known`: whether anything is;
    `has_aim`: whether a known measure is a duty or has a target; tasks that are done prove none.
    """

    overdue_tasks: int
    duties: tuple[MeasureResult, ...]
    worse: tuple[MeasureResult, ...]
    misses: tuple[MeasureResult, ...]
    short: tuple[MeasureResult, ...]
    better: tuple[MeasureResult, ...]
    is_known: bool
    has_aim: bool

    @property
    def state(self) -> str:
        """The worst that is true: concern, short (only a figure is on the wrong side of its
        target), on_course where there is something to be on course for, no_aim, unknown."""
        if self.overdue_tasks or self.duties or self.worse or self.misses:
            return "concern"
        if self.short:
            return "short"
        if self.has_aim:
            return "on_course"
        return "no_aim" if self.is_known else "unknown"


def standing(stream: Workstream) -> Standing:
    """How a workstream stands in the period, each of its measures named once, where it is worst."""
    known = [r for r in stream.results.values() if r is not None and not is_absent(r.now["value"])]
    outcomes = [] if stream.tasks is None else list(stream.tasks["outcome"])
    duties = tuple(r for r in known if r.measure.is_duty and not is_done_in_full(r))
    judged = [r for r in known if not r.measure.is_duty]
    worse = tuple(r for r in judged if got_worse(r))
    misses = _of((r for r in judged if _misses(r)), worse)
    short = _of((r for r in judged if _is_on_wrong_side(r)), (*worse, *misses))
    return Standing(
        overdue_tasks=outcomes.count("broken"),
        duties=duties,
        worse=worse,
        misses=misses,
        short=short,
        better=tuple(r for r in judged if got_better(r)),
        is_known=bool(known or outcomes),
        has_aim=any(r.measure.is_duty or r.target is not None for r in known),
    )


def _of(
    results: Iterable[MeasureResult], named: tuple[MeasureResult, ...]
) -> tuple[MeasureResult, ...]:
    """Those that are not named yet."""
    return tuple(r for r in results if not any(r is other for other in named))


def _misses(result: MeasureResult) -> bool:
    if result.verdict is not None and result.verdict.reach == "misses":
        return True
    return result.measure.unit == "share" and misses_target(result)


def _is_on_wrong_side(result: MeasureResult) -> bool:
    value, target = result.now["value"], result.target
    if target is None:
        return False
    return value > target if result.measure.better == "lower" else value < target
