"""What the page on letters draws: the way of an apology, who waits for one, what was waived."""

import pandas as pd

from board import charts
from board.measures.compute import asked
from board.measures.dossiers import newest_rows
from board.measures.readable_rows import readable
from board.selection.selection import Selection
from board.text import headings, letters
from board.ui.components import blocks, tables
from board.warehouse.ask import ask

STEPS = ("owed", "drafted", "numbered", "signed", "sent")
COLUMNS = (
    "dossier_id",
    "procedure",
    "step",
    "days_waiting",
    "due_on",
    "owed_on",
    "drafted_on",
    "numbered_on",
    "signed_on",
    "status",
    "field",
    "unit",
    "officer",
)


def chain_card(selection: Selection) -> None:
    """How many legal apologies came how far: owed, drafted, numbered, signed, delivered, and of the
    new dates that could be judged how many were kept."""
    sums = asked("letters", selection.snapshot, selection.filters, [selection.period], None).iloc[0]
    counts = [sums[f"legal_{step}"] for step in STEPS] + [sums["new_dates_kept"]]
    rows = pd.DataFrame({"label": list(letters.STEPS.values()), "value": counts}).fillna(0)
    blocks.chart(
        letters.CHAIN,
        charts.bars(rows, palette=blocks.palette(), unit="count", ordered=True),
        headings.columns_named(rows.rename(columns={"value": "letters"}), letters.LETTER_COLUMNS),
        "xin_loi_tung_buoc",
        selection,
        note=letters.chain_note(sums),
    )


def waiting_table(selection: Selection) -> None:
    """The overdue dossiers of the period without a delivered legal apology, the oldest first."""
    rows = newest_rows("apology_legal", "not_sent", selection, "rows_letters")

    def shown(found: pd.DataFrame) -> pd.DataFrame:
        """The columns of this list, with the step that the draft has reached."""
        made = readable(found, selection)
        made["step"] = [letters.step_reached(row) for row in found.itertuples()]
        left_out = {"unit"} if selection.filters.unit else set()
        return made[[c for c in COLUMNS if c in made and c not in left_out]]

    if rows(1).empty:
        blocks.sentence(letters.NO_APOLOGY_WAITS)
        return
    tables.listed(rows, shown, "cho_xin_loi", selection, columns=letters.LETTER_COLUMNS)


def register_table(selection: Selection) -> None:
    """What the register itself holds of the period: delivered and waived, a row a kind."""
    found = ask(
        selection.snapshot,
        "letters_by_kind",
        **{"from": selection.period.start, "to": selection.period.end},
        **selection.filters.parameters(),
    )
    found["kind"] = found["kind"].map(letters.LETTERS)
    tables.table(
        found.rename(columns={"kind": "letter"}),
        "so_thu",
        selection,
        columns=letters.LETTER_COLUMNS,
    )
