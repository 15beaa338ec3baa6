"""Kể từ kỳ họp trước: what is new since a meeting, so that the next one discusses only that."""

import streamlit as st

from board.measures.results import standing
from board.meeting import between_days
from board.text import coverage, since_last_meeting
from board.ui.components import blocks
from board.ui.sections import since_last_meeting as since_last_meeting_section
from board.ui.session import current_selection

selection = current_selection()
blocks.head("since_last_meeting", selection)
answer = st.container()  # the first line is the answer, though it needs the two dates below it
then, now = since_last_meeting_section.two_dates(selection)
earlier, missing = between_days.snapshot_of(selection, then)
before, after = standing(selection, then), standing(selection, now)
overdue = between_days.overdue_between(selection, then, now, earlier)
if overdue.empty and not any(result.months["n"].any() for result in after):
    blocks.sentence(coverage.no_dossiers_in(selection))
    st.stop()
signals = between_days.signals_between(before, after)
corrected = period = None
if earlier:
    period = between_days.last_complete(selection, earlier, then)
    corrected = between_days.corrected_between(selection, earlier, period)
with answer:
    blocks.answer(
        since_last_meeting.since_answer(selection, then, now, signals, overdue, corrected, period)
    )

blocks.section(since_last_meeting.SINCE_SECTION["signals"], since_last_meeting.SIGNALS_NOTE)
if signals.empty:
    st.markdown(since_last_meeting.NO_SIGNAL_CHANGED)
else:
    since_last_meeting_section.signal_rows(signals, before, after, selection)

blocks.section(since_last_meeting.SINCE_SECTION["overdue"])
since_last_meeting_section.overdue_lists(overdue, selection, has_earlier=earlier is not None)

blocks.section(
    since_last_meeting.SINCE_SECTION["corrected"],
    since_last_meeting.corrected_note(period, earlier) if earlier else "",
)
if missing:
    st.markdown(blocks.escaped(missing))
if corrected is not None and corrected.empty:
    st.markdown(blocks.escaped(since_last_meeting.nothing_corrected(period, earlier)))
elif corrected is not None and earlier and period:
    found = between_days.causes_between(selection, earlier, period)
    since_last_meeting_section.corrected_table(corrected, found, selection)

blocks.section(since_last_meeting.SINCE_SECTION["redefined"])
lines = between_days.redefined_lines(selection, then, now)
redefined = "\n".join(f"- {blocks.escaped(line)}" for line in lines)
st.markdown(redefined or since_last_meeting.NOTHING_REDEFINED)
