"""What Tiến độ mô hình draws: the workstreams, their tasks on a time line, what followed a date."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from board import charts
from board.catalogue import MEASURES
from board.measures.judged import effect
from board.measures.readable_rows import readable
from board.measures.results import MeasureResult, by_field
from board.meeting.standing import standing
from board.registers import reach
from board.registers.workstreams import Workstream
from board.selection.selection import Selection
from board.text import change_words, headings, model_progress, workstream_state
from board.text import tasks as tasks_text
from board.text.numbers import is_absent
from board.ui.components import blocks, tables
from board.ui.components.judged_rows import measure_rows
from board.ui.components.trend_card import trend_card
from board.ui.sections import model_progress_activities
from board.warehouse.ask import ask

TASK_COLUMNS = (
    "title",
    "outcome",
    "deadline",
    "first_deadline",
    "postponements",
    "done_on",
    "owner",
    "progress_percent",
    "evidence",
    "given_on",
    "unit",
)


def task_table(tasks: pd.DataFrame, name: str, selection: Selection, title: str = "") -> None:
    """Tasks with their outcome, the soonest due first; `title` where no heading names them."""
    tasks = tasks.rename(columns={"due_on": "deadline", "first_due_on": "first_deadline"})
    table = readable(tasks, selection)
    left_out = {"unit"} if selection.filters.unit else set()
    tables.table(
        table[[c for c in TASK_COLUMNS if c not in left_out]],
        name,
        selection,
        title=title,
        columns=model_progress.MODEL_COLUMNS,
    )


def workstream_rows(streams: Sequence[Workstream], selection: Selection) -> None:
    """One row a workstream, which opens to its measures, tasks and activities."""
    if not streams:
        st.caption(model_progress.NO_WORKSTREAMS)
    for stream in streams:
        icon = workstream_state.STATE_ICONS[standing(stream).state]
        row = st.expander(
            model_progress.workstream_line(stream),
            icon=icon,
            on_change="rerun",
            key=f"mang_{stream.number}",
        )
        if not row.open:
            continue
        with row:
            known = [result for result in stream.results.values() if result is not None]
            if known:
                measure_rows(known, selection, highlight=False)
            for key, result in stream.results.items():
                if result is None:
                    st.markdown(blocks.escaped(model_progress.measure_unknown(MEASURES[key])))
            if stream.tasks is not None and len(stream.tasks):
                title = model_progress.tasks_of(stream)
                task_table(stream.tasks, f"nhiem_vu_{stream.number}", selection, title)
            model_progress_activities.activity_list(
                str(stream.number), selection, model_progress.activities_of(stream)
            )


def workstream_table(streams: Sequence[Workstream], selection: Selection) -> None:
    """A line a workstream: the measure that stands for it against its target, and how it stands by
    the worst of its measures, duties and tasks. One element, since each is a message to the
    browser."""
    if not streams:
        st.caption(model_progress.NO_WORKSTREAMS)
        return
    rows = [
        (
            blocks.escaped(model_progress.workstream_row(stream)),
            f"{_bullet(stream)} {model_progress.lead_measure(stream)}",
            workstream_state.state_cell(stream, standing(stream)),
        )
        for stream in streams
    ]
    table = pd.DataFrame(rows, columns=model_progress.WORKSTREAM_COLUMNS)
    st.table(table, border="horizontal", hide_index=True, alt=model_progress.WORKSTREAMS_ALT)


def workstreams_link(selection: Selection) -> None:
    """From the table of workstreams to their page."""
    st.page_link(
        "../../pages/model_progress.py",
        label=model_progress.ALL_WORKSTREAMS,
        icon=":material/arrow_forward:",
        query_params=selection.url_parameters,
    )


def _bullet(stream: Workstream) -> str:
    """The bar of a share, nothing for another measure or where no register was sent."""
    _, result = stream.lead or (None, None)
    if result is None or result.measure.unit != "share":
        return ""
    bar = charts.bullet(result.now["value"], result.target, palette=blocks.palette())
    return f"![{model_progress.bullet_alt(result)}]({bar})"


def gantt_card(streams: Sequence[Workstream], selection: Selection) -> None:
    """The tasks that were not done before the period on a time line, each by its name; nothing
    where there is none, as before any workstream was in force."""
    start = pd.Timestamp(selection.period.start)
    given = [
        stream.tasks.assign(workstream_name=model_progress.workstream_row(stream))
        for stream in streams
        if stream.tasks is not None
    ]
    tasks = pd.concat(given) if given else pd.DataFrame(columns=["outcome", "done_on"])
    tasks = tasks[tasks["outcome"].isin(["broken", "open"]) | (tasks["done_on"] >= start)]
    if tasks.empty:
        return
    tasks["row"] = [model_progress.task_row(row) for row in tasks.itertuples()]
    on = tasks["known_until"].max().date()
    tasks["hover"] = [tasks_text.task_hover(row) for row in tasks.itertuples()]
    figure = charts.gantt(
        tasks,
        palette=blocks.palette(),
        on=on,
        on_text=model_progress.register_day(on),
    )
    data = tasks.assign(outcome=tasks["outcome"].map(tasks_text.OUTCOMES))
    data = data.rename(columns={"due_on": "deadline", "first_due_on": "first_deadline"})
    data = data.drop(columns="row").rename(columns={"workstream_name": "row"})
    data = data[["row", "title", "starts_on", "first_deadline", "deadline", "done_on", "outcome"]]
    blocks.chart(
        model_progress.GANTT,
        figure,
        headings.columns_named(data, model_progress.MODEL_COLUMNS),
        "tien_do",
        selection,
        note=model_progress.GANTT_NOTE,
    )


def commitment_cards(selection: Selection) -> None:
    """What followed each finished task or dated event in the measure that it was to move, a line
    each; the measures' charts only when asked for."""
    filters = selection.filters
    found = ask(
        selection.snapshot,
        "commitments",
        to=selection.period.end,
        unit=filters.unit,
        field=filters.field,
    )
    found = found[found["measure"].isin(MEASURES) & found["is_done"]].astype(object)
    if found.empty:
        st.markdown(model_progress.NO_COMMITMENT)
        return
    results = reach.known_results(list(found["measure"].unique()), selection)
    # Of a register there are no fields.
    found.loc[[bool(MEASURES[key].register) for key in found["measure"]], "field"] = None
    by_result = found.groupby(["measure", "field"], sort=False, dropna=False)
    cards, followed = [], []
    for number, ((key, field), promises) in enumerate(by_result):
        result = _of_field(results[key], field, selection)
        if result is None:
            st.markdown(blocks.escaped(model_progress.measure_unknown(MEASURES[key])))
            continue
        marks = [
            (promise.on_day.date(), promise.what)
            for promise in promises.itertuples()
            if promise.kind == "task"
        ]
        cards.append((result, marks, number))
        for promise in promises.itertuples():
            seen = effect(key, selection, promise.on_day.date(), result.field)
            what, words = blocks.escaped(promise.what), change_words.effect(seen)
            followed.append((what, promise.on_day, words, bool(seen and seen.change)))
    st.markdown("\n".join(model_progress.commitment_lines(followed)))
    more = st.expander(model_progress.EFFECT_CHARTS, on_change="rerun", key="bieu_do_ket_qua")
    if more.open:
        with more:
            for result, marks, number in cards:
                trend_card(result, selection, marks=marks, number=number)


def _of_field(
    result: MeasureResult | None, field: str | None, selection: Selection
) -> MeasureResult | None:
    """The result of a measure's field where one is named, None where it has no dossier."""
    if result is None or is_absent(field) or field == selection.filters.field:
        return result
    of_fields = by_field(result.measure.key, selection)
    return next((of for of in of_fields if of.field == field), None)
