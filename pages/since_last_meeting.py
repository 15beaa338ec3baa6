"""Kể từ kỳ họp trước: what is new since a meeting, so that the next one discusses only that."""

import streamlit as st

from board import meetings, words
from board.choice import chosen
from board.drawing import blocks, meeting_parts
from board.facts import standing

choice = chosen()
blocks.head("since_last_meeting", choice)
answer = st.container()  # the first line is the answer, though it needs the two dates below it
then, now = meeting_parts.two_dates(choice)
earlier, missing = meetings.snapshot_of(choice, then)
before, after = standing(choice, then), standing(choice, now)
overdue = meetings.overdue_between(choice, then, now, earlier)
if overdue.empty and not any(fact.months["n"].any() for fact in after):
    blocks.sentence(words.no_dossiers_in(choice))
    st.stop()
signals = meetings.signals_between(before, after)
corrected = period = None
if earlier:
    period = meetings.last_complete(choice, earlier, then)
    corrected = meetings.corrected_between(choice, earlier, period)
with answer:
    blocks.answer(words.since_answer(choice, then, now, signals, overdue, corrected, period))

blocks.section(words.SINCE_SECTION["signals"], words.SIGNALS_NOTE)
if signals.empty:
    st.markdown(words.NO_SIGNAL_CHANGED)
else:
    meeting_parts.signal_rows(signals, before, after, choice)

blocks.section(words.SINCE_SECTION["overdue"])
meeting_parts.overdue_lists(overdue, choice, has_earlier=earlier is not None)

blocks.section(
    words.SINCE_SECTION["corrected"], words.corrected_note(period, earlier) if earlier else ""
)
if missing:
    st.markdown(blocks.escaped(missing))
if corrected is not None and corrected.empty:
    st.markdown(blocks.escaped(words.nothing_corrected(period, earlier)))
elif corrected is not None:
    found = meetings.causes_between(choice, earlier, period)
    meeting_parts.corrected_table(corrected, found, choice)

blocks.section(words.SINCE_SECTION["redefined"])
lines = meetings.redefined_lines(choice, then, now)
said = "\n".join(f"- {blocks.escaped(line)}" for line in lines)
st.markdown(said or words.NOTHING_REDEFINED)
