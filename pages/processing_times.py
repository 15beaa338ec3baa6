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
    "share_paused_after_due",
    "share_withdrawn_after_due",
    "share_paused_on_last_day",
)

selection = current_selection()
blocks.head("processing_times", selection)
results = over_time((*TILES, "rate_first_due_on_time", "due_waiting", *COUNTERWEIGHTS), selection)
if not results["share_overdue"].now["n"] and not results["rate_due_on_time"].now["n"]:
    blocks.sentence(coverage.no_dossiers_in(selection))
    st.stop()

blocks.answer(processing_times.processing_answer(selection, results))
blocks.tiles([results[key] for key in TILES], selection)
blocks.first_due_line(results["rate_first_due_on_time"], results["due_waiting"], selection)
line_of_measures(
    processing_times.COUNTERWEIGHT, [results[key] for key in COUNTERWEIGHTS], selection
)

trend_card(results["rate_due_on_time"], selection)
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
    dots_card(GROUPED, by, selection)
with right:
    late_card(GROUPED, by, selection)
left, right = st.columns(2)
with left:
    trend_card(results["p90_working_days"], selection, short=True)
with right:
    distribution_card(results, selection)
finished_card(results, selection)

blocks.section(pages.SECTION["groups"], processing_times.groups_note(selection))
picked = group_table(GROUPED, by, selection)
blocks.group_links(picked, by, TILES, selection)
funnel_card(selection)
