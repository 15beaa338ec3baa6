"""Kể từ kỳ họp trước: what the next meeting follows up, and what is new for it to discuss."""

import streamlit as st

from board.measures.results import standing
from board.meeting import between_days
from board.registers.task_decisions import tasks_left
from board.text import coverage, since_last_meeting
from board.ui.components import blocks
from board.ui.sections import since_last_meeting as since_last_meeting_section
from board.ui.sections.since_last_meeting_tasks import tasks_section
from board.ui.session import current_selection

selection = current_selection()
blocks.head("since_last_meeting", selection)
answer = st.container()  # the first line is the answer, though it needs the two dates below it
then, now = since_last_meeting_section.two_dates(selection)
earlier, missing = between_days.snapshot_of(selection, then)
before, after = standing(selection, then), standing(selection, now)
overdue = between_days.overdue_between(selection, then, now, earlier)
left = tasks_left(selection, now)
tasks_section(left, selection)
if overdue.counted.empty and not any(result.months["n"].any() for result in after):
    blocks.sentence(coverage.no_dossiers_in(selection))
    st.stop()
signals = between_days.signals_between(before, after)
corrected = period = None
if earlier:
    period = between_days.last_complete(selection, earlier, then)
    corrected = between_days.corrected_between(selection, earlier, period)
with answer:
    blocks.answer(
        since_last_meeting.since_answer(
            selection, then, now, left, signals, overdue, corrected, period
        )
    )

titles, nothing = since_last_meeting.SINCE_SECTION, since_last_meeting.NOTHING
if signals.empty:
    blocks.section(titles["signals"], nothing)
else:
    blocks.section(titles["signals"], since_last_meeting.SIGNALS_NOTE)
    since_last_meeting_section.signal_rows(signals, before, after, selection)

if overdue.counted.empty:
    blocks.section(titles["overdue"], nothing)
else:
    blocks.section(titles["overdue"])
    since_last_meeting_section.overdue_lists(overdue, selection, has_earlier=earlier is not None)

if corrected is None or not (earlier and period):
    blocks.section(titles["corrected"])
elif corrected.empty:
    blocks.section(titles["corrected"], since_last_meeting.nothing_corrected(period))
else:
    blocks.section(titles["corrected"], since_last_meeting.corrected_note(period, earlier))
    found = between_days.causes_between(selection, earlier, period)
    since_last_meeting_section.corrected_table(corrected, found, selection)
if missing:
    st.caption(blocks.escaped(missing))

lines = between_days.redefined_lines(selection, then, now)
blocks.section(titles["redefined"], "" if lines else nothing)
st.markdown("\n".join(f"- {blocks.escaped(line)}" for line in lines))
