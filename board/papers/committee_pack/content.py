"""What the committee's pack holds, slide by slide; screen, pptx and pdf show the same."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from board.measures.dossiers import open_counts
from board.measures.results import MeasureResult, over_time, owner
from board.measures.small_numbers import is_withholding
from board.meeting.agenda import Agenda, agenda
from board.meeting.standing import standing
from board.papers.committee_pack.figures import pack_figures
from board.papers.committee_pack.signals import signal_slide
from board.papers.committee_pack.slides import Cover, Signal, Slide, Table, table_slides
from board.papers.paper import code_of
from board.registers import reach
from board.registers.workstreams import Workstream, outside, tasks, workstreams
from board.selection.known_days import known_until
from board.selection.selection import Selection
from board.text import agenda as agenda_text
from board.text import committee_pack, overview
from board.text import tasks as tasks_text
from board.text.markdown import plain
from board.warehouse.ask import ask

TASKS, TASKS_OF_ALL = (0.4, 0.18, 0.22, 0.2), (0.3, 0.17, 0.19, 0.18, 0.16)
DUTIES, CLOSING, STREAMS = (0.4, 0.25, 0.35), (0.34, 0.22, 0.14, 0.3), (0.36, 0.36, 0.28)
ANSWER = "rate_due_on_time"  # of which the cover's sentence is
DECISIONS = (0.34, 0.2, 0.22, 0.14, 0.1)


@dataclass(frozen=True, eq=False)
class PackContent:
    """The pack of one selection: its slides, and what they are made of: the measures that they name
    with the place of each on the agenda, those that have a slide of their own, in order, and the
    workstreams. `last_line`: what it was made from, for its last slide."""

    selection: Selection
    slides: tuple[Slide, ...]
    named: tuple[tuple[str, MeasureResult], ...]
    explained: tuple[MeasureResult, ...]
    streams: list[Workstream]
    last_line: str

    @property
    def figures(self) -> list[dict]:
        """Every figure of the slides."""
        trends = (slide.trend for slide in self.slides if isinstance(slide, Signal))
        months = zip(self.explained, trends, strict=True)
        return pack_figures(self.named, months, self.streams)


@lru_cache(maxsize=8)  # on a projector each slide asks for it
def pack_content(selection: Selection) -> PackContent:
    """The pack, its slides in the order of the meeting.

    What was decided and what became of it, duties not done in full, a slide for each measure that
    got worse, then for each that misses its target, the others in a line each, the
    workstreams, what to decide. What is stable has no slide.
    """
    found, streams = agenda(selection).outside, outside(workstreams(selection))
    due = over_time((ANSWER,), selection)[ANSWER].outside
    slides = (
        _cover(due, selection),
        *_given_tasks(selection),
        *_duties(found, streams),
        *(signal_slide(result, "worse", selection) for result in found.worse),
        *(signal_slide(result, "misses", selection) for result in found.misses),
        *_closing(found),
        *_streams(streams),
        *_to_decide(found, selection),
    )
    named = [
        (place, result)
        for place, results in found.places.items()
        for result in results
        if place not in ("better", "others") or (result.measure.key == ANSWER and not result.field)
    ]
    return PackContent(
        selection,
        slides,
        tuple(named),
        (*found.worse, *found.misses),
        streams,
        committee_pack.last_line(selection, code_of("committee-pack", selection), is_withholding()),
    )


def _cover(due: MeasureResult, selection: Selection) -> Cover:
    """`due`: the measure of the first sentence."""
    answer = committee_pack.no_dossiers(selection)
    if known_until(selection.snapshot, selection.filters.unit):
        answer = plain(overview.overview_answer(selection, due, open_counts(selection)))
        answer = f"{answer} {overview.difference_line(due, selection)}".strip()
    lines = committee_pack.cover_lines(selection)
    return Cover(committee_pack.PACK_TITLE, answer, lines)


def _given_tasks(selection: Selection) -> list[Table]:
    """The tasks of the last meeting and what became of them, after those of earlier ones that are
    overdue still."""
    if reach.reached("tasks", selection) is None:
        return [Table(committee_pack.LAST_TASKS, committee_pack.NO_TASK_REGISTER)]
    given = tasks(selection)
    is_last, is_late = given["of_last_meeting"], given["outcome"] == "broken"
    if given[is_last | is_late].empty:
        return [Table(committee_pack.LAST_TASKS, tasks_text.NO_LAST_TASKS)]
    earlier, last = given[is_late & ~is_last], given[is_last]
    note = committee_pack.last_tasks_note(last, len(earlier), given["known_until"].max())
    of_all = selection.filters.unit is None
    names = ask(selection.snapshot, "units").set_index("unit_key")["name"]
    shown = list(pd.concat([earlier, last]).itertuples())
    rows = [
        committee_pack.task_cells(row, names[row.unit_key] if of_all else None) for row in shown
    ]
    late = tuple(
        cells[committee_pack.OUTCOME]
        for cells, row in zip(rows, shown, strict=True)
        if row.outcome == "broken"
    )
    widths = TASKS_OF_ALL if of_all else TASKS
    columns = committee_pack.task_columns(of_all)
    return table_slides(committee_pack.LAST_TASKS, note, columns, widths, rows, late)


def _duties(found: Agenda, streams: list[Workstream]) -> list[Table]:
    """The duties that were not done in full, with what their workstream still has to do."""
    rows = []
    for duty in found.duties:
        given = [s.tasks for s in streams if duty.result.measure.key in s.results]
        undone = [
            task
            for of_stream in given
            if of_stream is not None
            for task in of_stream.itertuples()
            if task.outcome in ("broken", "open")
        ]
        rows.append(committee_pack.duty_cells(duty, undone))
    return table_slides(agenda_text.PLACES["duties"], "", committee_pack.DUTY_COLUMNS, DUTIES, rows)


def _closing(found: Agenda) -> list[Table]:
    rows = [
        committee_pack.closing_cells(result, what)
        for what, results in agenda_text.closing_groups(found)
        for result in results
    ]
    return table_slides(committee_pack.CLOSING, "", committee_pack.CLOSING_COLUMNS, CLOSING, rows)


def _streams(streams: list[Workstream]) -> list[Table]:
    states = [standing(stream) for stream in streams]
    both = list(zip(streams, states, strict=True))
    rows = [committee_pack.stream_state_cells(stream, state) for stream, state in both]
    concerns = [
        row[-1] for row, state in zip(rows, states, strict=True) if state.state == "concern"
    ]
    return table_slides(
        committee_pack.STREAMS, "", committee_pack.STREAM_COLUMNS, STREAMS, rows, tuple(concerns)
    )


def _to_decide(found: Agenda, selection: Selection) -> list[Table]:
    rows = [
        *(committee_pack.duty_decision_cells(duty) for duty in found.duties),
        *(
            committee_pack.decision_cells(result, owner(result, selection))
            for result in (*found.worse, *found.misses)
        ),
    ]
    if not rows:
        nothing = agenda_text.nothing_to_discuss(found)
        return [Table(committee_pack.TO_DECIDE, nothing, decides=True)]
    return table_slides(
        committee_pack.TO_DECIDE,
        "",
        committee_pack.DECIDE_COLUMNS,
        DECISIONS,
        rows,
        decides=True,
    )
