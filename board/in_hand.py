"""What the page on dossiers in hand shows: its list, its flow and its age, each with its table."""

from collections.abc import Callable

import pandas as pd

from board import words
from board.choice import Choice
from board.tables import ROWS_DOWNLOADED, ROWS_SHOWN, readable, table

COLUMNS = (
    "dossier_id",
    "procedure",
    "due_on",
    "late_working_days",
    "status",
    "note",
    "field",
    "unit",
    "officer",
    "received_on",
    "age_working_days",
    "due_changes",
    "overdue_reason",
)


def open_table(rows: Callable[[int], pd.DataFrame], state: str, choice: Choice) -> None:
    """Dossiers in hand, the soonest due first, the two columns that identify them in front.

    `rows` asks for so many of them.
    """

    def shown(found: pd.DataFrame) -> pd.DataFrame:
        made = readable(found, choice)
        made["late_working_days"] = made["late_working_days"].where(made["state"] == "overdue")
        made["note"] = [words.open_note(row) for row in found.itertuples()]
        return made[[c for c in COLUMNS if c != "unit" or not choice.filters.unit]]

    found = rows(ROWS_SHOWN)
    table(
        shown(found),
        f"dang_giai_quyet_{state}",
        choice,
        int(found["found"].iloc[0]),
        lambda: shown(rows(ROWS_DOWNLOADED)),
    )
