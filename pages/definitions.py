"""Định nghĩa chỉ số: every measure in words, from the table that computes it."""

import streamlit as st

from board.catalogue import MEASURES
from board.measures.targets import target_of
from board.text import definitions, pages
from board.ui.components import blocks
from board.ui.sections import definitions as definitions_section
from board.ui.session import current_selection

selection = current_selection()
blocks.head("definitions", selection)
blocks.answer(definitions.DEFINITIONS_ANSWER)
for measure in MEASURES.values():
    target = target_of(measure.key, selection.snapshot, selection.filters, selection.period.end)
    with st.container(border=True):
        st.markdown(f"**{measure.name}**")
        st.markdown(measure.definition)
        st.markdown(definitions.judged_line(measure))
        st.caption(definitions.definition_line(measure, target))
blocks.section(pages.SECTION["late_risk"])
definitions_section.risk_card(selection)
blocks.section(pages.SECTION["notes"])
st.markdown(definitions.NOTES)
