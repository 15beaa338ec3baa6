"""Trình chiếu: what the meeting decides becomes a task of the register, on the decision slide."""

import streamlit as st

from board.meeting.agenda import agenda
from board.registers.task_decisions import TaskDraft, of_result
from board.selection.selection import Selection
from board.text import change_words
from board.text import task_decisions as task_words
from board.text.agenda import duty_line
from board.text.committee_pack import FIND_CAUSE, duty_task
from board.text.overview import result_name
from board.ui.components import blocks, task_boxes


def decision_boxes(selection: Selection) -> None:
    """The boxes by which a task is given, which what is to be decided fills at a press."""
    if why := task_boxes.why_none_assigned(selection):
        st.caption(blocks.escaped(why))
        return
    task_boxes.task_boxes("slide", _drafts(selection), selection)


def _drafts(selection: Selection) -> dict[str, TaskDraft]:
    """What the agenda puts before the meeting → the task that it asks for."""
    found, drafts = agenda(selection).outside, {}
    for duty in found.duties:
        title = task_words.task_on(duty_line(duty), duty_task(duty))
        drafts[duty.result.measure.short] = of_result(duty.result, title, selection)
    for result in (*found.worse, *found.misses):
        title = task_words.task_on(result_name(result), change_words.task(result) or FIND_CAUSE)
        drafts[result_name(result)] = of_result(result, title, selection)
    return drafts
