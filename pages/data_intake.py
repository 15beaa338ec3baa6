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

choice = current_selection()
blocks.head("data_intake", choice)
loads = ask(choice.snapshot, "loads")
rejected = ask(choice.snapshot, "rejected_rows")
sources = ask(choice.snapshot, "sources")
titles = dict(zip(sources["source"], sources["title"], strict=True))
blocks.answer(data_intake.intake_answer(loads))
data_intake_drop.refused_files((last_load() or {}).get("files", []))
for trouble in (last_load() or {}).get("troubles", []):
    st.warning(blocks.escaped(trouble), icon=":material/warning:")

blocks.section(dropped_files.DROP, dropped_files.DROP_NOTE)
data_intake_lists.last_result()
if why := why_closed_to_loads(choice):
    blocks.sentence(why)
else:
    data_intake_drop.drop_part(choice)

blocks.section(pages.SECTION["loads"], data_intake.LOADS_NOTE)
data_intake_lists.loads_part(loads, titles, choice)
data_intake_lists.withdrawn_part(choice)
blocks.section(pages.SECTION["coverage"], coverage.COVERAGE_NOTE)
reached = days_reached(choice.snapshot, choice.filters.unit, choice.period.end)
tables.table(coverage.coverage_table(reached, titles), "so_lieu_den", choice)
blocks.section(pages.SECTION["rejected"], data_intake.REJECTED_NOTE)
if rejected.empty:
    blocks.sentence(data_intake.NONE_REJECTED)
else:
    tables.table(
        rejected.assign(source=rejected["source"].map(titles)),
        "dong_bi_loai",
        choice,
        columns=data_intake.REJECTED_COLUMNS,
    )
doubts = ask(choice.snapshot, "warnings")
if len(doubts):
    blocks.section(pages.SECTION["doubts"], data_intake.DOUBTS_NOTE)
    tables.table(doubts, "dieu_can_xem", choice, columns=data_intake.DOUBT_COLUMNS)
blocks.section(pages.SECTION["calendar"], data_intake.CALENDAR_NOTE)
tables.table(
    ask(choice.snapshot, "calendar_cover"),
    "lich_lam_viec",
    choice,
    columns=data_intake.YEAR_COLUMNS,
)
with st.expander(data_intake.CALENDAR_DAYS):
    tables.table(
        ask(choice.snapshot, "calendar_exceptions"),
        "ngay_nghi",
        choice,
        columns=data_intake.DAY_COLUMNS,
    )

blocks.section(pages.SECTION["templates"], data_intake.TEMPLATES_NOTE)
with st.container(horizontal=True, gap="small"):
    for source in sources.itertuples():
        downloads.template_buttons(source.title, source.source, choice.snapshot)
data_intake_lists.mappings_part(choice)
data_intake_lists.lists_part(choice)
