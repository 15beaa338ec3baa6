"""What Tiếp dân – Đơn thư shows of petitions: by kind, those open, denunciations."""

import pandas as pd

from board import charts
from board.measures.compute import asked
from board.measures.readable_rows import readable
from board.measures.results import by_group
from board.selection.selection import Choice
from board.text import labels, receptions_petitions
from board.ui.components import blocks, tables
from board.warehouse.ask import ask

OPEN = (
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


def kinds_table(choice: Choice) -> None:
    """Petitions of the period by kind: received, settled, due, in time, open, overdue."""
    counts = asked("petitions", choice.snapshot, choice.filters, [choice.period], "kind")
    told = by_group(["share_petitions_on_time"], choice, "kind").set_index("group")
    shares = told.loc[counts["group"]]
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
    tables.table(rows, "don_thu_theo_loai", choice, columns=receptions_petitions.PETITION_COLUMNS)


def open_parts(choice: Choice) -> None:
    """The open petitions and how old they are; a sentence where there are none."""
    if open_petitions(choice, 1).empty:
        return blocks.sentence(receptions_petitions.NO_OPEN_PETITION)
    ageing_card(choice)
    return open_table(choice)


def open_petitions(choice: Choice, limit: int) -> pd.DataFrame:
    """The petitions open at the register's day, the soonest due first, so many of them."""
    return ask(choice.snapshot, "open_petitions", limit=limit, unit=choice.filters.unit)


def open_table(choice: Choice) -> None:
    """The list of open petitions; a day that is past stands as a negative number of days left."""

    def shown(found: pd.DataFrame) -> pd.DataFrame:
        made = readable(found, choice)
        left_out = {"unit"} if choice.filters.unit else set()
        return made[[column for column in OPEN if column not in left_out]]

    tables.listed(
        lambda limit: open_petitions(choice, limit),
        shown,
        "don_dang_giai_quyet",
        choice,
        columns=receptions_petitions.PETITION_COLUMNS,
    )


def ageing_card(choice: Choice) -> None:
    """How old the open petitions are, in bands of calendar days."""
    found = open_petitions(choice, tables.ROWS_DOWNLOADED)
    band = pd.cut(found["age_days"], [*AGES, float("inf")], right=False, labels=False)
    counts = band.value_counts().reindex(range(len(AGES)), fill_value=0)
    rows = pd.DataFrame({"label": receptions_petitions.age_bands(AGES), "value": counts.to_list()})
    blocks.chart(
        receptions_petitions.PETITION_AGES,
        charts.bars(rows, palette=blocks.palette(), unit="count", ordered=True),
        labels.columns_named(
            rows.rename(columns={"value": "petitions"}), receptions_petitions.PETITION_COLUMNS
        ),
        "tuoi_don",
        choice,
    )


def denunciations_table(choice: Choice) -> None:
    """Denunciations by month of receipt, as counts only."""
    found = ask(
        choice.snapshot,
        "denunciations",
        unit=choice.filters.unit,
        **{"from": choice.period.start, "to": choice.period.end},
    )
    if found.empty:
        return blocks.sentence(receptions_petitions.NO_DENUNCIATIONS)
    found["month"] = found["month"].dt.strftime("%m/%Y")
    return tables.table(found, "to_cao", choice, columns=receptions_petitions.PETITION_COLUMNS)
