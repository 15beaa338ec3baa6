"""Hồ sơ đang giải quyết: what is due today, what is late, what can be saved, what piles up."""

import streamlit as st

from board.measures.dossiers import open_counts
from board.text import open_dossiers, pages
from board.ui.components import blocks, tables
from board.ui.sections import open_dossiers as open_dossiers_section
from board.ui.session import current_selection

selection = current_selection()
blocks.head("open_dossiers", selection)
now = open_counts(selection)
if not now["in_hand"]:
    blocks.sentence(open_dossiers.NONE_IN_STATE["all"])
    st.stop()

blocks.answer(open_dossiers.open_answer(selection, now))
blocks.to_do_tiles(now)

blocks.section(pages.SECTION["open_list"], open_dossiers.judged_on(now))
state = open_dossiers_section.state_picked(now)
search = open_dossiers_section.search_box()
listed = open_dossiers_section.listed_as(state, selection, search)
if listed(tables.ROWS_SHOWN).empty:
    blocks.sentence(open_dossiers.NO_SUCH_DOSSIER if search else open_dossiers.NONE_IN_STATE[state])
else:
    open_dossiers_section.open_table(listed, state, selection)
if state != open_dossiers.UNDATED:
    open_dossiers_section.undated_list(now, selection)

left, right = st.columns(2)
with left:
    blocks.section(pages.SECTION["ageing"])
    open_dossiers_section.ageing_card(selection)
with right:
    blocks.section(pages.SECTION["flow"])
    open_dossiers_section.flow_card(selection)
