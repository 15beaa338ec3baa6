"""Thời gian giải quyết: how long it takes and how much of it is within the printed date."""

import streamlit as st

from board.measures.results import over_time
from board.meeting.agenda import fields_that_miss
from board.text import codes, coverage, pages, processing_times
from board.ui.components import blocks
from board.ui.components.group_table import group_table
from board.ui.components.tiles import tiles
from board.ui.components.trend_card import line_of_measures, trend_card
from board.ui.components.unit_funnels import funnel_card
from board.ui.sections.open_dossiers import overdue_list
from board.ui.sections.processing_times import (
    distribution_card,
    dots_card,
    finished_card,
    late_card,
)
from board.ui.session import current_selection

TILES = (
    "rate_due_on_time",
    "rate_first_due_on_time",
    "median_working_days",
    "p90_working_days",
)
GROUPED = (
    "rate_due_on_time",
    "share_before_time",
    "share_on_time",
    "share_overdue",
    "median_working_days",
    "p90_working_days",
    "dossiers_settled",
)
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
results = over_time((*TILES, "share_overdue", "due_waiting", *COUNTERWEIGHTS), selection)
if not results["share_overdue"].now["n"] and not results["rate_due_on_time"].now["n"]:
    blocks.sentence(coverage.no_dossiers_in(selection))
    st.stop()

fields = fields_that_miss(selection)
blocks.answer(processing_times.processing_answer(selection, results, fields))
tiles([results[key] for key in TILES], selection)
if results["due_waiting"].now["value"]:
    line = processing_times.waiting_line(results["due_waiting"])
    blocks.rows_link(results["due_waiting"].measure, selection, line)
line_of_measures(
    processing_times.COUNTERWEIGHT, [results[key] for key in COUNTERWEIGHTS], selection
)

left, right = st.columns(2)
with left:
    trend_card(results["rate_due_on_time"], selection, short=True)
with right:
    trend_card(results["p90_working_days"], selection, short=True)
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
overdue_list(selection)

blocks.section(pages.SECTION["groups"], processing_times.groups_note(selection))
picked = group_table(GROUPED, by, selection)
blocks.group_links(picked, by, GROUPED[:-1], selection)
funnel_card(selection)
more = st.expander(processing_times.MORE, on_change="rerun", key="xem_them")
if more.open:
    with more:
        distribution_card(results, selection)
        finished_card(results, selection)
