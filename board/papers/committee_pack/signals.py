"""The slide of one measure that got worse or misses its target."""

from dataclasses import replace

import pandas as pd

from board.charts.axes import ends_note
from board.measures.dated_notes import notes
from board.measures.judged import effect
from board.measures.results import MeasureResult, by_group, owner
from board.papers.committee_pack.slides import Signal
from board.registers import reach
from board.registers.workstreams import tasks
from board.selection.selection import Selection
from board.text import change_words, committee_pack, signal_slides
from board.text.numbers import is_absent
from board.warehouse.ask import ask

MONTHS_SHOWN = 25
FIELDS_NAMED, PROCEDURES_NAMED, TASKS_NAMED = 2, 2, 2
# What still has to be done before what was done, and what was dropped last.
TASK_ORDER = ("broken", "open", "late", "kept_after_postponement", "kept", "cancelled")


def signal_slide(result: MeasureResult, place: str, selection: Selection) -> Signal:
    """A measure's slide; `place`: its block on the agenda."""
    trend, register = result.trend(MONTHS_SHOWN), result.measure.register
    months = result.months["period_start"].tail(MONTHS_SHOWN)
    events = notes(selection, months, result.measure.key)
    reached = reach.reached(register, selection) if register else None
    ends = ends_note(trend.scale.low, trend.scale.high)
    facts = (
        (signal_slides.SINCE, signal_slides.since_fact(result)),
        (signal_slides.WHERE, _where(result, selection)),
        (signal_slides.COST, signal_slides.cost_fact(result)),
        (signal_slides.TRIED, signal_slides.tried_fact(_tried(result, selection))),
        (signal_slides.OWNER, owner(result, selection) or signal_slides.NO_OWNER),
    )
    return Signal(
        title=signal_slides.signal_title(result, place),
        sentence=signal_slides.signal_sentence(result, selection),
        trend=trend,
        note=committee_pack.chart_note(result, ends, events, reached),
        facts=facts,
    )


def _where(result: MeasureResult, selection: Selection) -> str:
    """The fields, unless it is of one, and the procedures that hold most of what falls short."""
    filters = selection.filters
    is_of_field = bool(result.field or filters.field)
    mine = (
        replace(selection, filters=filters.only(field=result.field)) if result.field else selection
    )
    fields = [] if is_of_field else _most(result, mine, "field", FIELDS_NAMED)
    procedures = [] if filters.procedure else _most(result, mine, "procedure", PROCEDURES_NAMED)
    names = ask(selection.snapshot, "procedures", field=None).set_index("code")["name"]
    named = [(names.get(code, code), count) for code, count in procedures]
    return signal_slides.where_fact(result, fields, named)


def _most(result: MeasureResult, selection: Selection, by: str, most: int) -> list[tuple[str, int]]:
    """The groups with most cases that fall short, and how many; none whose share is hidden."""
    key = result.measure.key
    groups = by_group([key], selection, by, leaves_house=True)
    groups = groups[groups["group"].notna() & groups[key].notna()]
    counted = groups[f"{key}_numerator"]
    short = counted if result.measure.better == "lower" else groups[f"{key}_n"] - counted
    found = pd.Series(short.to_numpy(), index=groups["group"]).astype(int)
    found = found[found > 0].sort_values(ascending=False, kind="stable").head(most)
    return list(found.items())


def _tried(result: MeasureResult, selection: Selection) -> list[tuple]:
    """The tasks that name the measure, and its field where they name one, with what followed those
    that are done."""
    if reach.reached("tasks", selection) is None:
        return []
    given = tasks(selection)
    field = result.field or selection.filters.field
    given = given[given["measure"] == result.measure.key]
    if field:
        given = given[given["field"].isna() | (given["field"] == field)]
    order = given["outcome"].map(TASK_ORDER.index)
    given = given.assign(order=order).sort_values(["order", "due_on"], ascending=[True, False])
    return [
        (task, _followed(task, result, selection)) for task in given.head(TASKS_NAMED).itertuples()
    ]


def _followed(task, result: MeasureResult, selection: Selection) -> str:
    """What followed a task that is done; nothing of another."""
    if is_absent(task.done_on) or is_absent(task.effect_on):
        return ""
    field = None if is_absent(task.field) else task.field
    found = effect(result.measure.key, selection, task.effect_on.date(), field or result.field)
    return change_words.effect(found)
