"""Mức độ hài lòng: who is content, with what, and who did not say."""

import streamlit as st

from board.measures.results import over_time
from board.selection.selection import among_known
from board.text import coverage, satisfaction
from board.ui.components import blocks
from board.ui.components.tiles import tiles
from board.ui.components.trend_card import line_of_measures, trend_card
from board.ui.sections.satisfaction import (
    bridge_card,
    drivers_card,
    factors_card,
    group_card,
    reasons_card,
)
from board.ui.sections.satisfaction_comments import comments_table, themes_part
from board.ui.session import current_selection

TILES = ("share_satisfied", "share_satisfied_survey", "response_rate", "satisfaction_qd766")
BY_STAFF = ("share_satisfied_staff", "response_rate_staff")
RATINGS = ("share_satisfied", "share_satisfied_survey", "share_satisfied_staff")

selection = current_selection()
blocks.head("satisfaction", selection)
results = over_time((*TILES, *BY_STAFF, "share_overdue", "share_complained_of"), selection)
if not any(results[key].now["n"] for key in RATINGS):
    nobody_sent = results["share_satisfied"].coverage.state == "absent"
    blocks.sentence(
        coverage.not_sent_for(satisfaction.RATINGS) if nobody_sent else satisfaction.NO_RATINGS
    )
    st.stop()

blocks.answer(satisfaction.satisfaction_answer(selection, results))
tiles([results[key] for key in TILES], selection)
if results["share_satisfied_staff"].now["n"]:
    line_of_measures(satisfaction.STAFF_RECORDED, [results[key] for key in BY_STAFF], selection)
rated = among_known(selection, ("feedback",))
left, right = st.columns(2)
with left:
    trend_card(results["share_satisfied"], selection, short=True)
with right:
    group_card(["share_satisfied", "share_satisfied_staff"], "source", selection)
left, right = st.columns(2)
with left:
    factors_card(3, rated)
    reasons_card(rated)
with right:
    factors_card(5, rated)
themes_part(rated)
comments_table(rated)
if results["satisfaction_qd766"].coverage.state == "absent":
    blocks.sentence(coverage.not_sent_for(results["satisfaction_qd766"].measure.name))
else:
    bridge_card(results, selection)
more = st.expander(satisfaction.MORE, on_change="rerun", key="xem_them")
if more.open:
    with more:
        group_card(["share_satisfied"], "field", selection)
        drivers_card(3, rated)
        drivers_card(5, rated)
        trend_card(results["response_rate"], selection, short=True)
