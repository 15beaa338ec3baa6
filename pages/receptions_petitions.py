"""Tiếp dân – Đơn thư: days of reception held of those owed, petitions settled in time."""

import streamlit as st

from board.measures.results import over_time
from board.registers.reach import of_register, reached
from board.text import receptions_petitions
from board.ui.components import blocks
from board.ui.components.entry_form import entry_form
from board.ui.components.register_parts import none_sent
from board.ui.sections import receptions_petitions as section
from board.ui.session import current_selection

selection = current_selection()
blocks.head("receptions_petitions", selection)
registers = {"receptions": section.RECEPTIONS, "petitions": section.PETITIONS}
of = {
    source: of_register(source, selection)
    for source in registers
    if reached(source, selection) is not None
}
results = {source: over_time(registers[source], of[source]) for source in of}
received, petitioned = results.get("receptions"), results.get("petitions")
if of:
    blocks.answer(receptions_petitions.receptions_answer(selection, received, petitioned))
    st.caption(receptions_petitions.ONLY_UNIT_AND_PERIOD)
if received:
    section.receptions_part(received, of["receptions"])
else:
    none_sent("receptions", selection)
if petitioned:
    section.petitions_part(petitioned, of["petitions"])
else:
    none_sent("petitions", selection)
for source in registers:
    entry_form(source, selection)
