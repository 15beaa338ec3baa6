"""Hồ sơ đang giải quyết: what is in hand, what is late, what can be saved, what piles up."""

import streamlit as st

from board import words
from board.choice import chosen
from board.drawing import blocks, in_hand, tables
from board.facts import open_counts
from board.runtime.settings import SETTINGS
from board.warehouse.ask import ask

choice = chosen()
blocks.head("open_dossiers", choice)
now = open_counts(choice)
if not now["in_hand"]:
    blocks.sentence(words.NOTHING_OPEN)
    st.stop()

blocks.answer(words.open_answer(choice, now))
blocks.to_do_tiles(now)

blocks.section(words.SECTION["open_list"], words.judged_on(now))
state = blocks.kept_in_address("state", list(words.STATES), words.STATES.get, "overdue")
if state != "finished_without_date" and now["finished_without_date"]:
    st.caption(words.undated_line(now["finished_without_date"]))
search = in_hand.search_box()
parameters = choice.filters.parameters() | {
    "state": state,
    "search": search,
    "due_soon_days": SETTINGS.due_soon_working_days,
}


def listed(limit: int):
    """The dossiers of the list, the soonest due first, so many of them."""
    return ask(choice.snapshot, "open_list", limit=limit, **parameters)


if listed(tables.ROWS_SHOWN).empty:
    blocks.sentence(words.NO_SUCH_DOSSIER if search else words.NONE_IN_STATE[state])
else:
    in_hand.open_table(listed, state, choice)

blocks.section(words.SECTION["ageing"])
left, right = st.columns(2)
with left:
    in_hand.ageing_card(choice)
with right:
    in_hand.risk_card(choice)

blocks.section(words.SECTION["flow"])
in_hand.flow_card(choice)
