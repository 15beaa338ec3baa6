"""Thời gian giải quyết: how long it takes and how much of it is within the printed date."""

import streamlit as st

from board.measures.results import over_time
from board.text import codes, coverage, pages, processing_times
from board.ui.components import blocks
from board.ui.components.group_table import group_table
from board.ui.components.trend_card import line_of_measures, trend_card
from board.ui.components.unit_funnels import funnel_card
from board.ui.sections.processing_times import (
    distribution_card,
    dots_card,
    finished_card,
    late_card,
)
from board.ui.session import current_selection

TILES = (
    "rate_due_on_time",
    "share_before_time",
    "share_on_time",
    "share_overdue",
    "median_working_days",
    "p90_working_days",
)
GROUPED = (*TILES, "dossiers_settled")
COUNTERWEIGHTS = (
    "share_refused",
    "share_supplemented_twice",
    "share_due_moved_late",
    "share_on_last_day",
    "share_paused_on_last_day",
)

choice = current_selection()
blocks.head("processing_times", choice)
facts = over_time((*TILES, "rate_first_due_on_time", "due_waiting", *COUNTERWEIGHTS), choice)
if not facts["share_overdue"].now["n"] and not facts["rate_due_on_time"].now["n"]:
    blocks.sentence(coverage.no_dossiers_in(choice))
    st.stop()

blocks.answer(processing_times.processing_answer(choice, facts))
blocks.tiles([facts[key] for key in TILES], choice)
blocks.first_due_line(facts["rate_first_due_on_time"], facts["due_waiting"], choice)
line_of_measures(processing_times.COUNTERWEIGHT, [facts[key] for key in COUNTERWEIGHTS], choice)

trend_card(facts["rate_due_on_time"], choice)
by = st.segmented_control(
    processing_times.BY,
    list(codes.GROUPS),
    format_func=lambda group: codes.GROUPS[group],
    default="field",
    required=True,
    label_visibility="collapsed",
    key="by",
)
left, right = st.columns(2)
with left:
    dots_card(GROUPED, by, choice)
with right:
    late_card(GROUPED, by, choice)
left, right = st.columns(2)
with left:
    trend_card(facts["p90_working_days"], choice, narrow=True)
with right:
    distribution_card(facts, choice)
finished_card(facts, choice)

blocks.section(pages.SECTION["groups"], processing_times.groups_note(choice))
picked = group_table(GROUPED, by, choice)
blocks.group_links(picked, by, TILES, choice)
funnel_card(choice)
