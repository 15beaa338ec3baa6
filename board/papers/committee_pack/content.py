"""What the committee's pack holds, slide by slide; two writers put it on paper."""

from dataclasses import dataclass
from functools import lru_cache
from textwrap import shorten

from board.charts.axes import ends_note
from board.charts.trend_series import Trend
from board.measures.dated_notes import notes
from board.measures.dossiers import open_counts
from board.measures.results import MATRIX, MeasureResult, over_time, owner
from board.meeting.agenda import Agenda, agenda
from board.papers.committee_pack.figures import pack_figures
from board.papers.office.text_fit import paged
from board.registers import reach
from board.registers.workstreams import Workstream, outside, tasks, workstreams
from board.selection.known_days import known_until
from board.selection.selection import Selection
from board.text import agenda as agenda_text
from board.text import committee_pack, overview, pages, papers
from board.text import tasks as tasks_text
from board.text.markdown import plain
from board.warehouse.ask import ask

MONTHS_SHOWN = 25
MONTHS_NAMED = 9  # as many names as stand side by side under a chart
LONGEST = 160  # letters of what a register says in a cell; the rest is cut with "…"


@dataclass(frozen=True)
class Cover:
    """The first slide: what of, then label and text of all that a paper says of itself."""

    title: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """A slide of rows; `widths` are shares of its breadth, `size` in points. A cell whose text is
    one of `highlight` needs a decision. Without rows the note stands alone."""

    title: str
    note: str
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    size: int = 0
    highlight: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signal:
    """A slide of one measure: its months, one sentence, and what the meeting fills in."""

    title: str
    sentence: str
    trend: Trend
    note: str
    blanks: tuple[tuple[str, str], ...]


Slide = Cover | Table | Signal


@dataclass(frozen=True, eq=False)
class PackContent:
    """The pack of one selection: its slides, and what they are made of: the measures that they name
    with the place of each on the agenda, those that have a slide of their own, in order, and the
    workstreams."""

    selection: Selection
    slides: tuple[Slide, ...]
    named: tuple[tuple[str, MeasureResult], ...]
    explained: tuple[MeasureResult, ...]
    streams: list[Workstream]

    @property
    def figures(self) -> list[dict]:
        """Every figure of the slides."""
        trends = (slide.trend for slide in self.slides if isinstance(slide, Signal))
        months = zip(self.explained, trends, strict=True)
        return pack_figures(self.named, months, self.streams)


@lru_cache(maxsize=8)  # on a projector each slide asks for it
def pack_content(selection: Selection) -> PackContent:
    """The pack, its slides in the order of the meeting.

    What was decided last and what became of it, what comes before the meeting, the measures, a
    slide for each that got worse or misses its target, the workstreams, what to decide.
    """
    found, streams = agenda(selection).outside, outside(workstreams(selection))
    explained, matrix = (*found.worse, *found.misses), _matrix_measures(found)
    slides = (
        Cover(
            committee_pack.PACK_TITLE, tuple(papers.about("committee-pack", selection, ""))[1:-1]
        ),
        *_last_tasks(selection),
        *_agenda(found, selection),
        *_matrix(matrix, selection),
        *(_signal(result, selection) for result in explained),
        *_streams(streams, selection),
        *_to_decide(found, selection),
    )
    duties = [("duties", result) for result in found.places["duties"]]
    return PackContent(selection, slides, (*duties, *matrix), explained, streams)


def _last_tasks(selection: Selection) -> list[Table]:
    if reach.reached("tasks", selection) is None:
        return [Table(committee_pack.LAST_TASKS, committee_pack.NO_TASK_REGISTER)]
    given = tasks(selection)
    last = given[given["of_last_meeting"]]
    if last.empty:
        return [Table(committee_pack.LAST_TASKS, tasks_text.NO_LAST_TASKS)]
    note = committee_pack.last_tasks_note(last, last["known_until"].max())
    of_all = selection.filters.unit is None
    names = ask(selection.snapshot, "units").set_index("unit_key")["name"]
    rows = [
        tasks_text.task_cells(row, names[row.unit_key] if of_all else None)
        for row in last.itertuples()
    ]
    rows = [tuple(shorten(text, LONGEST, placeholder="…") for text in row) for row in rows]
    widths = (0.27, 0.16, 0.15, 0.17, 0.09, 0.16) if of_all else (0.35, 0.18, 0.16, 0.21, 0.1)
    columns, highlight = committee_pack.task_columns(of_all), (tasks_text.OUTCOMES["broken"],)
    return _paged(committee_pack.LAST_TASKS, note, columns, rows, widths, highlight)


def _agenda(found: Agenda, selection: Selection) -> list[Table]:
    answer = committee_pack.no_dossiers(selection)
    if known_until(selection.snapshot, selection.filters.unit):
        due = over_time(("rate_due_on_time",), selection)["rate_due_on_time"].outside
        answer = plain(overview.overview_answer(selection, due, open_counts(selection)))
        answer = f"{answer} {overview.difference_line(due, selection)}".strip()
    rows = committee_pack.agenda_rows(found)
    if not rows:
        return [Table(committee_pack.AGENDA, f"{answer} {agenda_text.nothing_to_discuss(found)}")]
    return _paged(
        committee_pack.AGENDA, answer, committee_pack.AGENDA_COLUMNS, rows, (0.05, 0.2, 0.75)
    )


def _matrix_measures(found: Agenda) -> list[tuple[str, MeasureResult]]:
    """The measures of the matrix with the place of each: what the agenda says of measures, which
    duties are not, and the others that an overview shows first."""
    return [
        (place, result)
        for place, results in found.places.items()
        for result in results
        if place != "duties"
        and (place != "others" or (result.measure.key in MATRIX and not result.field))
    ]


def _matrix(matrix: list[tuple[str, MeasureResult]], selection: Selection) -> list[Table]:
    if not matrix:
        return []
    rows = [committee_pack.matrix_cells(result, place) for place, result in matrix]
    widths = (0.24, 0.09, 0.08, 0.085, 0.08, 0.155, 0.16, 0.11)
    note, columns = pages.period_and_unit(selection), committee_pack.matrix_columns(selection)
    title = committee_pack.matrix_title([place for place, _ in matrix])
    highlight = tuple(agenda_text.PLACES[place] for place in ("worse", "misses"))
    return _paged(title, note, columns, rows, widths, highlight)


def _streams(streams: list[Workstream], selection: Selection) -> list[Table]:
    rows, widths = [committee_pack.stream_cells(stream) for stream in streams], (0.3, 0.45, 0.25)
    note, columns = pages.period_and_unit(selection), committee_pack.STREAM_COLUMNS
    return _paged(committee_pack.STREAMS, note, columns, rows, widths)


def _to_decide(found: Agenda, selection: Selection) -> list[Table]:
    rows = [
        *(committee_pack.duty_decision_cells(duty) for duty in found.duties),
        *(
            committee_pack.decision_cells(result, owner(result, selection))
            for result in (*found.worse, *found.misses)
        ),
    ]
    if not rows:
        return [Table(committee_pack.TO_DECIDE, agenda_text.nothing_to_discuss(found))]
    note, columns = pages.period_and_unit(selection), committee_pack.DECIDE_COLUMNS
    widths = (0.27, 0.22, 0.23, 0.18, 0.1)
    return _paged(committee_pack.TO_DECIDE, note, columns, rows, widths)


def _paged(title, note, columns, rows, widths, highlight=()) -> list[Table]:
    """A table on as many slides as its rows need."""
    size, slides = paged(note, columns, rows, widths)
    return [
        Table(
            title + (committee_pack.CONTINUED if i else ""),
            note,
            columns,
            tuple(part),
            widths,
            size,
            highlight,
        )
        for i, part in enumerate(slides)
    ]


def _signal(result: MeasureResult, selection: Selection) -> Signal:
    trend, register = result.trend(MONTHS_SHOWN), result.measure.register
    months = result.months["period_start"].tail(MONTHS_SHOWN)
    events = notes(selection, months, result.measure.key)
    reached = reach.reached(register, selection) if register else None
    ends = ends_note(trend.scale.low, trend.scale.high)
    return Signal(
        title=committee_pack.signal_title(result),
        sentence=committee_pack.signal_sentence(result, selection),
        trend=trend,
        note=committee_pack.chart_note(result, ends, events, reached),
        blanks=committee_pack.to_fill_in(result, owner(result, selection)),
    )
