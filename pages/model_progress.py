"""Tiến độ mô hình: nine workstreams, from records; what was decided last, and what became of it."""

import streamlit as st

from board.registers import reach
from board.registers.workstreams import tasks, workstreams
from board.selection.selection import Selection
from board.text import model_progress
from board.ui.components import blocks, register_parts
from board.ui.components.entry_form import entry_form
from board.ui.components.unit_funnels import share_funnels
from board.ui.sections import model_progress as model_progress_section
from board.ui.sections import model_progress_activities, model_progress_pledges
from board.ui.session import current_selection, note_section

COMPILED = (
    "share_tasks_kept",
    "tasks_overdue",
    "share_pledged",
    "share_letters_sent",
    "share_receptions_secretary",
    "share_receptions_chair",
    "share_petitions_on_time",
    "share_activities_held",
    "share_findings_mended",
    "people_trained",
    "rate_due_on_time",
    "share_satisfied",
)


def by_unit(selection: Selection) -> None:
    """The measures of registers unit by unit, for who compiles them."""
    register_parts.unit_table("mo_hinh", COMPILED, selection)
    share_funnels(COMPILED, selection)


selection = current_selection()
blocks.head("model_progress", selection)
streams = workstreams(selection)
has_tasks = reach.reached("tasks", selection) is not None
blocks.answer(model_progress.model_answer(streams, selection, has_tasks))
if has_tasks:
    register_parts.note("tasks", reach.of_register("tasks", selection))

given = tasks(selection)
last = given[given["of_last_meeting"]]
if len(last):
    blocks.section(
        model_progress.MODEL_SECTION["last_meeting"],
        model_progress.given_on(last["given_on"].max()),
    )
    model_progress_section.task_table(last, "viec_ky_truoc", selection)

blocks.section(model_progress.MODEL_SECTION["workstreams"], model_progress.WORKSTREAMS_NOTE)
model_progress_section.workstream_rows(streams, selection)
if has_tasks:
    model_progress_section.gantt_card(streams, selection)
else:
    register_parts.none_sent("tasks", selection)

blocks.section(model_progress.MODEL_SECTION["commitments"], model_progress.COMMITMENTS_NOTE)
model_progress_section.commitment_cards(selection)
for name, draw in (
    ("pledges", model_progress_pledges.pledge_parts),
    ("activities", model_progress_activities.activities_section),
    ("model_by_unit", by_unit),
):
    part = st.expander(model_progress.MODEL_SECTION[name], on_change="rerun", key=f"phan_{name}")
    if part.open:
        with part:
            note_section(model_progress.MODEL_SECTION[name])
            draw(selection)
entry_form("tasks", selection)
