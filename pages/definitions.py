"""Định nghĩa chỉ số: every measure in words, from the table that computes it."""

import streamlit as st

from board import blocks, words
from board.choice import chosen
from board.metrics import MEASURES
from board.targets import targets

choice = chosen()
blocks.head("definitions", choice)
blocks.answer(words.DEFINITIONS_ANSWER)
aims = targets(choice.snapshot, choice.filters, choice.period.end)
for measure in MEASURES.values():
    with st.container(border=True):
        st.markdown(f"**{measure.name}**")
        st.markdown(measure.definition)
        st.caption(words.definition_line(measure, aims.get(measure.key)))
blocks.section(words.SECTION["notes"])
st.markdown(words.NOTES)
