"""Kể từ kỳ họp trước: the tasks that are left of all meetings, and the presses that give a task."""

from functools import partial

import pandas as pd
import streamlit as st

from board.measures.targets import owner_of
from board.registers.task_decisions import TaskDraft, given_anew, next_week
from board.selection.selection import Selection
from board.text import since_last_meeting
from board.text import task_decisions as task_words
from board.text.tasks import OUTCOMES
from board.ui.components import blocks, tables, task_boxes

TASK_ROWS = 12  # the others stand in the table
OVERDUE, ON_TIME = "open_overdue", "rate_due_on_time"  # what is assigned, what it is to move


def tasks_section(left: pd.DataFrame | None, selection: Selection) -> None:
    """The tasks that are overdue or not yet due, a row each, the latest first, and the ways to give
    one again or another one."""
    why = task_boxes.why_none_assigned(selection)
    note = task_words.tasks_left(left)
    assign = None if why else partial(_assign_button, "assign_new", TaskDraft(), selection)
    blocks.section(since_last_meeting.SINCE_SECTION["tasks"], note, assign)
    if left is not None and len(left):
        _task_rows(left, selection, can_assign=why is None)
    with st.container():  # whatever is in it, what follows stays at its place
        if why:
            st.caption(blocks.escaped(why))
        else:
            task_boxes.dialog_or_recorded(selection)


def _assign_button(key: str, draft: TaskDraft, selection: Selection) -> None:
    st.button(
        task_words.ASSIGN,
        key=key,
        icon=":material/add_task:",
        on_click=task_boxes.open_dialog,
        args=(draft, selection),
    )


def _task_rows(left: pd.DataFrame, selection: Selection, can_assign: bool) -> None:
    names = blocks.group_names("unit", selection)
    of_several = selection.filters.unit is None
    with st.container(border=True, gap="xsmall"):
        for number, row in enumerate(left.head(TASK_ROWS).itertuples()):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                unit_name = names(row.unit_key) if of_several else None
                st.markdown(task_words.task_lines(row, unit_name), width="stretch")
                if can_assign and row.outcome == "broken":
                    _assign_again(row, f"assign_{number}", selection)
    made = left.assign(
        unit=left["unit_key"].map(names),
        outcome=left["outcome"].map(OUTCOMES),
        days_late=left["days_late"].clip(lower=0),
    ).rename(columns={"due_on": "task_due_on"})
    columns = ["title", "owner", "task_due_on", "days_late", "outcome", "given_on", "unit"]
    block = st.expander(since_last_meeting.TASKS_AS_TABLE, key="tasks_left", on_change="rerun")
    if block.open:
        with block:
            tables.table(
                made[columns], "viec_con_lai", selection, columns=since_last_meeting.SINCE_COLUMNS
            )


def _assign_again(row, key: str, selection: Selection) -> None:
    if st.button(
        task_words.ASSIGN_AGAIN,
        key=key,
        type="tertiary",
        help=task_words.assign_again_help(row.title),
    ):
        if draft := given_anew(row, selection):
            task_boxes.open_dialog(draft, selection)
        else:
            blocks.sentence(since_last_meeting.TASK_HAS_CHANGED)


def assign_overdue(count: int, field: str | None, selection: Selection) -> None:
    """A press by which somebody is given the newly overdue dossiers, of a field or of all."""
    if task_boxes.why_none_assigned(selection):
        return
    filters = selection.filters.only(field=field) if field else selection.filters
    owner = owner_of(OVERDUE, selection.snapshot, filters, selection.period.end) or ""
    title = task_words.settle_overdue(count, field)
    draft = TaskDraft(title, owner, next_week(), ON_TIME, field or "")
    _assign_button("assign_overdue", draft, selection)
