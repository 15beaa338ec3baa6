"""Hồ sơ đang giải quyết: what is open, what is late, what can be saved, what piles up."""

import streamlit as st

from board.measures.dossiers import open_counts
from board.runtime.settings import SETTINGS
from board.text import open_dossiers, pages
from board.ui.address_bar import url_select
from board.ui.components import blocks, tables
from board.ui.sections import open_dossiers as open_dossiers_section
from board.ui.session import current_selection
from board.warehouse.ask import ask

selection = current_selection()
blocks.head("open_dossiers", selection)
now = open_counts(selection)
if not now["in_hand"]:
    blocks.sentence(open_dossiers.NONE_IN_STATE["all"])
    st.stop()

blocks.answer(open_dossiers.open_answer(selection, now))
blocks.to_do_tiles(now)

blocks.section(pages.SECTION["open_list"], open_dossiers.judged_on(now))
state = url_select("state", list(open_dossiers.STATES), open_dossiers.STATES.get, "overdue")
if state != "finished_without_date" and now["finished_without_date"]:
    st.caption(open_dossiers.undated_line(now["finished_without_date"]))
search = open_dossiers_section.search_box()
parameters = selection.filters.parameters() | {
    "state": state,
    "search": search,
    "due_soon_days": SETTINGS.due_soon_working_days,
}


def listed(limit: int):
    """The dossiers of the list, the soonest due first, so many of them."""
    return ask(selection.snapshot, "open_list", limit=limit, **parameters)


if listed(tables.ROWS_SHOWN).empty:
    blocks.sentence(open_dossiers.NO_SUCH_DOSSIER if search else open_dossiers.NONE_IN_STATE[state])
else:
    open_dossiers_section.open_table(listed, state, selection)

blocks.section(pages.SECTION["ageing"])
open_dossiers_section.ageing_card(selection)

blocks.section(pages.SECTION["flow"])
open_dossiers_section.flow_card(selection)
