"""What Tiếp dân – Đơn thư draws: quotas of receptions and their schedule; petitions by kind, those
open, denunciations."""

import pandas as pd
import streamlit as st

from board import charts
from board.measures.compute import asked
from board.measures.readable_rows import readable
from board.measures.results import MeasureResult, by_group
from board.selection.selection import Selection
from board.text import headings, pages, receptions_petitions
from board.ui.components import blocks, register_parts, tables
from board.ui.components.tiles import tiles
from board.ui.components.trend_card import trend_card
from board.ui.components.unit_funnels import share_funnels
from board.warehouse.ask import ask

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
MONTHS_SHOWN = 13
SCHEDULE_COLUMNS = ("state", "planned_on", "host_role", "reception_kind", "missed_reason", "unit")
OPEN_COLUMNS = (
    "petition_id",
    "petition_kind",
    "settle_by",
    "days_to_limit",
    "age_days",
    "petition_channel",
    "received_on",
    "accept_by",
    "accepted_on",
    "due_is_computed",
    "summary",
    "field",
    "dossier_id",
    "unit",
)
AGES = (0, 15, 30, 60)  # calendar days


def receptions_part(results: dict[str, MeasureResult], selection: Selection) -> None:
    """What the register of receptions says of the period, by role, day and unit."""
    period = pages.period_note(selection)
    blocks.section(receptions_petitions.REGISTER_SECTION["receptions"], period)
    register_parts.note("receptions", selection)
    tiles(list(results.values()), selection)
    for cell, key in zip(st.columns(2), ROLES, strict=True):
        with cell:
            quota_card(results[key], selection)
    blocks.section(
        receptions_petitions.REGISTER_SECTION["schedule"], receptions_petitions.SCHEDULE_NOTE
    )
    schedule_table(selection)
    blocks.section(receptions_petitions.REGISTER_SECTION["receptions_by_unit"], period)
    register_parts.unit_table("receptions", list(RECEPTIONS), selection)
    share_funnels(COMPARED, selection)


def petitions_part(results: dict[str, MeasureResult], selection: Selection) -> None:
    """What the register of petitions says of the period, by kind, month and unit."""
    period = pages.period_note(selection)
    blocks.section(receptions_petitions.REGISTER_SECTION["petitions"], period)
    register_parts.note("petitions", selection)
    tiles(list(results.values()), selection)
    kinds_table(selection)
    trend_card(results["share_petitions_on_time"], selection)
    blocks.section(
        receptions_petitions.REGISTER_SECTION["open_petitions"],
        receptions_petitions.OPEN_PETITIONS_NOTE,
    )
    open_petitions_part(selection)
    blocks.section(
        receptions_petitions.REGISTER_SECTION["denunciations"],
        receptions_petitions.DENUNCIATIONS_NOTE,
    )
    denunciations_table(selection)
    blocks.section(receptions_petitions.REGISTER_SECTION["petitions_by_unit"], period)
    register_parts.unit_table("petitions", list(PETITIONS), selection)
    share_funnels(PETITIONS, selection)


def quota_card(result: MeasureResult, selection: Selection) -> None:
    """Days held against days owed of one role, by the month in which the week or month ended."""
    months = result.months.tail(MONTHS_SHOWN)
    known = months["n"] > 0
    rows = pd.DataFrame(
        {
            "period_start": months["period_start"],
            "held": months["numerator"].where(known),
            "owed": months["n"].where(known),
        }
    )
    if not known.any():
        return blocks.sentence(receptions_petitions.NO_QUOTA[result.measure.key])
    named = rows.assign(month=rows["period_start"].dt.strftime("%m/%Y"))
    return blocks.chart(
        receptions_petitions.quota_title(result, rows),
        charts.held_against_owed(
            rows, palette=blocks.palette(), incomplete_last=result.incomplete_last
        ),
        headings.columns_named(
            named[["month", "held", "owed"]], receptions_petitions.RECEPTION_COLUMNS
        ),
        f"tiep_dan_{result.measure.key}",
        selection,
        result.measure,
    )


def schedule_table(selection: Selection) -> None:
    """What is planned ahead, and what passed in the period without being held."""

    def planned(limit: int) -> pd.DataFrame:
        """The planned receptions, at most so many."""
        return ask(
            selection.snapshot,
            "reception_schedule",
            limit=limit,
            unit=selection.filters.unit,
            **{"from": selection.period.start, "to": selection.period.end},
        )

    def shown(found: pd.DataFrame) -> pd.DataFrame:
        """The rows as a reader sees them."""
        made = readable(found, selection)
        made["state"] = made["is_ahead"].map(receptions_petitions.SCHEDULE_STATES)
        left_out = {"unit"} if selection.filters.unit else set()
        return made[[column for column in SCHEDULE_COLUMNS if column not in left_out]]

    if planned(1).empty:
        return blocks.sentence(receptions_petitions.NO_SCHEDULE)
    return tables.listed(
        planned, shown, "lich_tiep_dan", selection, columns=receptions_petitions.RECEPTION_COLUMNS
    )


def kinds_table(selection: Selection) -> None:
    """Petitions of the period by kind: received, settled, due, in time, open, overdue."""
    counts = asked("petitions", selection.snapshot, selection.filters, [selection.period], "kind")
    shares = by_group(["share_petitions_on_time"], selection, "kind").set_index("group")
    shares = shares.loc[counts["group"]]
    rows = pd.DataFrame(
        {
            "petition_kind": counts["group"].map(receptions_petitions.PETITION_KINDS),
            "petitions_received": counts["received"],
            "petitions_settled": counts["settled"],
            "petitions_due": counts["due"],
            "share_in_time": [receptions_petitions.in_time(row) for row in shares.itertuples()],
            "petitions_open": counts["open"],
            "petitions_overdue": counts["open_overdue"],
        }
    )
    tables.table(
        rows, "don_thu_theo_loai", selection, columns=receptions_petitions.PETITION_COLUMNS
    )


def open_petitions_part(selection: Selection) -> None:
    """The open petitions and how old they are; a sentence where there are none."""
    if open_petitions(selection, 1).empty:
        return blocks.sentence(receptions_petitions.NO_OPEN_PETITION)
    ageing_card(selection)
    return open_petitions_table(selection)


def open_petitions(selection: Selection, limit: int) -> pd.DataFrame:
    """The petitions open at the register's day, the soonest due first, so many of them."""
    return ask(selection.snapshot, "open_petitions", limit=limit, unit=selection.filters.unit)


def open_petitions_table(selection: Selection) -> None:
    """The list of open petitions; a day that is past stands as a negative number of days left."""

    def shown(found: pd.DataFrame) -> pd.DataFrame:
        """The rows as a reader sees them."""
        made = readable(found, selection)
        left_out = {"unit"} if selection.filters.unit else set()
        return made[[column for column in OPEN_COLUMNS if column not in left_out]]

    tables.listed(
        lambda limit: open_petitions(selection, limit),
        shown,
        "don_dang_giai_quyet",
        selection,
        columns=receptions_petitions.PETITION_COLUMNS,
    )


def ageing_card(selection: Selection) -> None:
    """How old the open petitions are, in bands of calendar days."""
    found = open_petitions(selection, tables.ROWS_DOWNLOADED)
    band = pd.cut(found["age_days"], [*AGES, float("inf")], right=False, labels=False)
    counts = band.value_counts().reindex(range(len(AGES)), fill_value=0)
    rows = pd.DataFrame({"label": receptions_petitions.age_bands(AGES), "value": counts.to_list()})
    blocks.chart(
        receptions_petitions.PETITION_AGES,
        charts.bars(rows, palette=blocks.palette(), unit="count", ordered=True),
        headings.columns_named(
            rows.rename(columns={"value": "petitions"}), receptions_petitions.PETITION_COLUMNS
        ),
        "tuoi_don",
        selection,
    )


def denunciations_table(selection: Selection) -> None:
    """Denunciations by month of receipt, as counts only."""
    found = ask(
        selection.snapshot,
        "denunciations",
        unit=selection.filters.unit,
        **{"from": selection.period.start, "to": selection.period.end},
    )
    if found.empty:
        return blocks.sentence(receptions_petitions.NO_DENUNCIATIONS)
    found["month"] = found["month"].dt.strftime("%m/%Y")
    tables.table(found, "to_cao", selection, columns=receptions_petitions.PETITION_COLUMNS)
