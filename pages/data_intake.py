"""Dữ liệu: what was loaded, what was refused and why, and what the calendar covers."""

import streamlit as st

from board.registers.entry_policy import why_closed_to_loads
from board.selection.known_days import days_reached
from board.text import coverage, data_intake, dropped_files, pages
from board.ui.components import blocks, downloads, tables
from board.ui.sections import data_intake_drop, data_intake_lists
from board.ui.session import current_selection
from board.warehouse.ask import ask
from board.warehouse.snapshots import last_load

selection = current_selection()
blocks.head("data_intake", selection)
loads = ask(selection.snapshot, "loads")
rejected = ask(selection.snapshot, "rejected_rows")
sources = ask(selection.snapshot, "sources")
titles = dict(zip(sources["source"], sources["title"], strict=True))
blocks.answer(data_intake.intake_answer(loads))
data_intake_drop.refused_files((last_load() or {}).get("files", []))
for trouble in (last_load() or {}).get("troubles", []):
    st.warning(blocks.escaped(trouble), icon=":material/warning:")

blocks.section(dropped_files.DROP, dropped_files.DROP_NOTE)
data_intake_lists.last_result()
if why := why_closed_to_loads(selection):
    blocks.sentence(why)
else:
    data_intake_drop.drop_part(selection)

blocks.section(pages.SECTION["loads"], data_intake.LOADS_NOTE)
data_intake_lists.loads_part(loads, titles, selection)
data_intake_lists.withdrawn_part(selection)
blocks.section(pages.SECTION["coverage"], coverage.COVERAGE_NOTE)
reached = days_reached(selection.snapshot, selection.filters.unit, selection.period.end)
tables.table(coverage.coverage_table(reached, titles), "so_lieu_den", selection)
blocks.section(pages.SECTION["rejected"], data_intake.REJECTED_NOTE)
if rejected.empty:
    blocks.sentence(data_intake.NONE_REJECTED)
else:
    tables.table(
        rejected.assign(source=rejected["source"].map(titles)),
        "dong_bi_loai",
        selection,
        columns=data_intake.REJECTED_COLUMNS,
    )
doubts = ask(selection.snapshot, "warnings")
if len(doubts):
    blocks.section(pages.SECTION["doubts"], data_intake.DOUBTS_NOTE)
    tables.table(doubts, "dieu_can_xem", selection, columns=data_intake.DOUBT_COLUMNS)
blocks.section(pages.SECTION["calendar"], data_intake.CALENDAR_NOTE)
tables.table(
    ask(selection.snapshot, "calendar_cover"),
    "lich_lam_viec",
    selection,
    columns=data_intake.YEAR_COLUMNS,
)
with st.expander(data_intake.CALENDAR_DAYS):
    tables.table(
        ask(selection.snapshot, "calendar_exceptions"),
        "ngay_nghi",
        selection,
        columns=data_intake.DAY_COLUMNS,
    )

blocks.section(pages.SECTION["templates"], data_intake.TEMPLATES_NOTE)
with st.container(horizontal=True, gap="small"):
    for source in sources.itertuples():
        downloads.template_buttons(source.title, source.source, selection.snapshot)
data_intake_lists.mappings_part(selection)
data_intake_lists.lists_part(selection)
