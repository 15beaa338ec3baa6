"""Tiếp dân – Đơn thư: days of reception held of those owed, petitions settled in time."""

import streamlit as st

from board.measures.results import over_time
from board.registers import reach
from board.text import labels, receptions_petitions
from board.ui.components import blocks, register_parts
from board.ui.components.entry_form import entry_form
from board.ui.components.trend_card import trend_card
from board.ui.components.unit_funnels import share_funnels
from board.ui.sections import petitions, receptions
from board.ui.session import chosen

ROLES = ("share_receptions_secretary", "share_receptions_chair")
RECEPTIONS = (
    *ROLES,
    "receptions_held",
    "people_received",
    "share_issues_settled",
    "share_replies_on_time",
)
COMPARED = ("share_replies_on_time", "share_issues_settled", *ROLES)
PETITIONS = (
    "petitions_received",
    "share_petitions_on_time",
    "share_petitions_accepted_on_time",
    "share_opinions_answered",
    "petitions_open_overdue",
)

choice = chosen()
blocks.head("receptions_petitions", choice)
of = {
    source: reach.of_register(source, choice)
    for source in ("receptions", "petitions")
    if reach.reached(source, choice) is not None
}
received = over_time(RECEPTIONS, of["receptions"]) if "receptions" in of else None
petitioned = over_time(PETITIONS, of["petitions"]) if "petitions" in of else None
if of:
    blocks.answer(receptions_petitions.receptions_answer(choice, received, petitioned))
    st.caption(receptions_petitions.ONLY_UNIT_AND_PERIOD)

if received:
    blocks.section(receptions_petitions.REGISTER_SECTION["receptions"], labels.period_note(choice))
    register_parts.note("receptions", of["receptions"])
    blocks.tiles(list(received.values()), of["receptions"])
    for cell, key in zip(st.columns(2), ROLES, strict=True):
        with cell:
            receptions.quota_card(received[key], of["receptions"])
    blocks.section(
        receptions_petitions.REGISTER_SECTION["schedule"], receptions_petitions.SCHEDULE_NOTE
    )
    receptions.schedule_table(of["receptions"])
    blocks.section(
        receptions_petitions.REGISTER_SECTION["receptions_by_unit"], labels.period_note(choice)
    )
    register_parts.unit_table("receptions", list(RECEPTIONS), of["receptions"])
    share_funnels(COMPARED, of["receptions"])
else:
    register_parts.none_sent("receptions", choice)

if petitioned:
    blocks.section(receptions_petitions.REGISTER_SECTION["petitions"], labels.period_note(choice))
    register_parts.note("petitions", of["petitions"])
    blocks.tiles(list(petitioned.values()), of["petitions"])
    petitions.kinds_table(of["petitions"])
    trend_card(petitioned["share_petitions_on_time"], of["petitions"])
    blocks.section(
        receptions_petitions.REGISTER_SECTION["open_petitions"],
        receptions_petitions.OPEN_PETITIONS_NOTE,
    )
    petitions.open_parts(of["petitions"])
    blocks.section(
        receptions_petitions.REGISTER_SECTION["denunciations"],
        receptions_petitions.DENUNCIATIONS_NOTE,
    )
    petitions.denunciations_table(of["petitions"])
    blocks.section(
        receptions_petitions.REGISTER_SECTION["petitions_by_unit"], labels.period_note(choice)
    )
    register_parts.unit_table("petitions", list(PETITIONS), of["petitions"])
    share_funnels(PETITIONS, of["petitions"])
else:
    register_parts.none_sent("petitions", choice)

for source in ("receptions", "petitions"):
    entry_form(source, choice)
