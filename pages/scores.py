"""Bảng chấm điểm: what a unit claims, what was granted, and what the figures give."""

import streamlit as st

from board.registers import reach, scorecards
from board.text import pages
from board.text import scores as scores_text
from board.ui.components import blocks, register_parts
from board.ui.sections import scores
from board.ui.session import current_selection
from board.warehouse.ask import ask

selection = current_selection()
blocks.head("scores", selection)
cards = ask(selection.snapshot, "scorecards", on=selection.period.end)
if cards.empty:
    blocks.sentence(scores_text.no_card_in_force(selection.period.end))
    st.stop()
selected_card = scores.selected_card(cards)
scorecard = selected_card.name
selection = scores.for_unit(selection, selection.filters.unit)
card = scorecards.criteria(selection, scorecard)
claimed = scorecards.claims(selection, scorecard)
unit = scorecards.subject(selection, claimed)

units = scorecards.by_unit(selection, card, claimed)
if unit is None:
    blocks.answer(scores_text.scored_units(selection, units, claimed))
else:
    subject_choice = scores.for_unit(selection, unit)
    own = claimed[claimed["unit_key"] == unit]
    rows = scorecards.sheet(card, own, scorecards.figures(card["measure"].dropna(), subject_choice))
    totals = scorecards.totals(rows)
    blocks.answer(scores_text.scores_answer(subject_choice, totals.iloc[-1]))
st.caption(blocks.escaped(scores_text.card_note(selected_card)))
if claimed.empty:
    scores.no_claims(selection, scorecard)
else:
    register_parts.note("scores", reach.of_register("scores", selection))
scores.other_periods(selection, scorecard)

if unit is not None:
    if len(own):
        blocks.section(scores_text.SCORE_SECTION["score_doubts"], scores_text.SCORE_DOUBTS_NOTE)
        scores.doubts_table(rows, subject_choice)
    blocks.section(scores_text.SCORE_SECTION["score_groups"], scores_text.SCORE_GROUPS_NOTE)
    scores.groups_table(totals, subject_choice)
    blocks.section(scores_text.SCORE_SECTION["score_criteria"], scores_text.SCORE_CRITERIA_NOTE)
    scores.criteria_table(rows, subject_choice)
    blocks.section(scores_text.SCORE_SECTION["score_measures"], pages.period_note(subject_choice))
    scores.measure_links(rows, subject_choice)
    if totals["open"].iloc[-1]:
        blocks.section(scores_text.SCORE_SECTION["score_open"], scores_text.SCORE_OPEN_NOTE)
        scores.open_lines(rows)
if units["unit_key"].nunique() > 1:
    blocks.section(scores_text.SCORE_SECTION["score_units"], scores_text.SCORE_UNITS_NOTE)
    scores.units_table(units, claimed, selection)
