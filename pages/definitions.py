"""Định nghĩa chỉ số: every measure in words, from the table that computes it."""

import streamlit as st

from board.catalogue import MEASURES
from board.text import definitions, pages
from board.ui.address_bar import url_select
from board.ui.components import blocks
from board.ui.sections import definitions as definitions_section
from board.ui.session import current_selection

selection = current_selection()
blocks.head("definitions", selection)
blocks.answer(definitions.DEFINITIONS_ANSWER)
key = url_select(
    "measure", list(MEASURES), lambda key: MEASURES[key].name, next(iter(MEASURES)), list_down=True
)
definitions_section.measure_card(MEASURES[key], selection)
definitions_section.index()
blocks.section(pages.SECTION["late_risk"])
definitions_section.risk_card(selection)
blocks.section(pages.SECTION["notes"])
st.markdown(definitions.NOTES)
