"""Thư: the letters sent of those owed, the two apologies apart, and who still waits for one."""

import streamlit as st

from board.measures.results import over_time
from board.registers import reach
from board.text import letters, pages
from board.ui.components import blocks, letter_drafts, register_parts
from board.ui.components.entry_form import entry_form
from board.ui.components.tiles import tiles
from board.ui.components.trend_card import trend_card
from board.ui.components.unit_funnels import share_funnels
from board.ui.sections import letters as letters_section
from board.ui.session import current_selection

TILES = (
    "share_apologies_legal",
    "share_apologies_courtesy",
    "median_days_to_apology",
    "share_letters_birth",
    "share_letters_marriage",
    "share_letters_condolence",
)
BY_UNIT = ("share_letters_sent", *TILES, "share_new_dates_kept")
MORE = ("share_letters_sent", "share_new_dates_kept", "p90_days_to_apology")

selection = current_selection()
blocks.head("letters", selection)
if reach.reached("letters", selection) is None:
    register_parts.none_sent("letters", selection)
    entry_form("letters", selection)
    st.stop()
selection = reach.of_register("letters", selection)
results = over_time((*TILES, *MORE), selection)

blocks.answer(letters.letters_answer(selection, results))
register_parts.note("letters", selection)
if results["share_letters_sent"].now["n"]:  # else the answer says that none is owed
    tiles([results[key] for key in TILES], selection)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for key in MORE:
            blocks.rows_link(results[key].measure, selection, letters.letter_measure(results[key]))

    left, right = st.columns(2)
    with left:
        letters_section.chain_card(selection)
    with right:
        trend_card(results["share_apologies_legal"], selection, short=True)

    blocks.section(letters.LETTER_SECTION["no_apology"], letters.NO_APOLOGY_NOTE)
    letters_section.waiting_table(selection)
letter_drafts.drafting(current_selection())
blocks.section(letters.LETTER_SECTION["letters_by_unit"], pages.period_note(selection))
register_parts.unit_table("letters", BY_UNIT, selection)
share_funnels(BY_UNIT, selection)
blocks.section(letters.LETTER_SECTION["letters_register"], letters.LETTERS_REGISTER_NOTE)
letters_section.register_table(selection)
entry_form("letters", selection)
