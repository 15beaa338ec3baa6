"""Hồ sơ đang giải quyết: what is in hand, what is late, what comes due next."""

import streamlit as st

from board import blocks, charts, in_hand, tables, words
from board.choice import chosen
from board.facts import open_counts
from board.settings import SETTINGS
from board.warehouse import ask

choice = chosen()
blocks.head("open_dossiers", choice)
now = open_counts(choice)
if not now["in_hand"]:
    blocks.sentence(words.NOTHING_OPEN)
    st.stop()

blocks.answer(words.open_answer(choice, now))
blocks.to_do_tiles(now, choice, link=False)

blocks.section(words.SECTION["open_list"], words.judged_on(now))
state = blocks.kept_in_address("state", list(words.STATES), words.STATES.get, "overdue")
search = st.text_input(
    words.SEARCH,
    placeholder=words.SEARCH,
    icon=":material/search:",
    label_visibility="collapsed",
    key="search",
)
parameters = choice.filters.parameters() | {
    "state": state,
    "search": search.strip().upper(),
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
bands = ask(
    choice.snapshot,
    "ageing",
    due_soon_days=SETTINGS.due_soon_working_days,
    **choice.filters.parameters(),
)
bands = bands.assign(label=[words.band(b.from_days, b.to_days) for b in bands.itertuples()])
shown = bands[["label", "within", "waiting", "overdue"]]
blocks.chart(
    words.AGEING,
    charts.ageing(shown, palette=blocks.palette()),
    words.columns_named(shown),
    "tuoi_ho_so",
    choice,
    note=words.AGEING_NOTE,
)
