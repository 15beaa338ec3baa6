"""What Tiếp dân – Đơn thư shows of receptions: quotas met, and the schedule."""

import pandas as pd

from board import charts
from board.measures.readable_rows import readable
from board.measures.results import Fact
from board.selection.selection import Choice
from board.text import labels, receptions_petitions
from board.ui.components import blocks, tables
from board.warehouse.ask import ask

MONTHS_SHOWN = 13
SCHEDULE = ("state", "planned_on", "host_role", "reception_kind", "missed_reason", "unit")


def quota_card(fact: Fact, choice: Choice) -> None:
    """Days held against days owed of one role, by the month in which the week or month ended."""
    months = fact.months.tail(MONTHS_SHOWN)
    known = months["n"] > 0
    rows = pd.DataFrame(
        {
            "period_start": months["period_start"],
            "held": months["numerator"].where(known),
            "owed": months["n"].where(known),
        }
    )
    if not known.any():
        return blocks.sentence(receptions_petitions.NO_QUOTA[fact.measure.key])
    named = rows.assign(month=rows["period_start"].dt.strftime("%m/%Y"))
    return blocks.chart(
        receptions_petitions.quota_title(fact, rows),
        charts.held_against_owed(
            rows, palette=blocks.palette(), incomplete_last=fact.incomplete_last
        ),
        labels.columns_named(
            named[["month", "held", "owed"]], receptions_petitions.RECEPTION_COLUMNS
        ),
        f"tiep_dan_{fact.measure.key}",
        choice,
        fact.measure,
    )


def schedule_table(choice: Choice) -> None:
    """What is planned ahead, and what passed in the period without being held."""

    def planned(limit: int) -> pd.DataFrame:
        return ask(
            choice.snapshot,
            "reception_schedule",
            limit=limit,
            unit=choice.filters.unit,
            **{"from": choice.period.start, "to": choice.period.end},
        )

    def shown(found: pd.DataFrame) -> pd.DataFrame:
        made = readable(found, choice)
        made["state"] = made["is_ahead"].map(receptions_petitions.SCHEDULE_STATES)
        left_out = {"unit"} if choice.filters.unit else set()
        return made[[column for column in SCHEDULE if column not in left_out]]

    if planned(1).empty:
        return blocks.sentence(receptions_petitions.NO_SCHEDULE)
    return tables.listed(
        planned, shown, "lich_tiep_dan", choice, columns=receptions_petitions.RECEPTION_COLUMNS
    )
