"""Biểu số II.06a/VPCP/KSTT: received, settled and open in a period, a row a field.

The rules of each cell stand in docs/assumptions.md; `queries/counts.sql` counts by them. Cells are
named as the form numbers them, c3 to c13.
"""

from datetime import timedelta

import pandas as pd

from board.measures.compute import asked, measure
from board.selection.coverage import coverage
from board.selection.filters import Filters
from board.selection.periods import Period
from board.text import form_06a
from board.text.numbers import is_absent
from board.warehouse.snapshots import Snapshot

# Cell → which dossiers of `queries/rows_dossiers.sql` it counts: rows, part.
ROWS_OF_CELL = {
    "c3": ("form", "all"),  # all that came in is settled by the end or open: (3) = (7) + (11)
    "c4": ("received", "online"),
    "c5": ("received", "counter"),
    "c6": ("before", "all"),
    "c7": ("settled", "all"),
    "c8": ("settled", "before_time"),
    "c9": ("settled", "on_time"),
    "c10": ("settled", "overdue"),
    "c11": ("in_hand", "all"),
    "c12": ("in_hand", "within"),
    "c13": ("in_hand", "cell_13"),
}
CELLS = list(ROWS_OF_CELL)
# Cell of a sum → the cells that it adds up.
SUMS = {"c3": ("c4", "c5", "c6"), "c7": ("c8", "c9", "c10"), "c11": ("c12", "c13")}
UNKNOWN_FIELD = "Chưa rõ"  # how the warehouse calls the field of a dossier that names none


def form(counts: pd.DataFrame) -> pd.DataFrame:
    """The form, from rows of the query `counts` by field: of the day before the period (period
    0, whose in_hand is (6)) and of the period itself (1).

    Columns c2 (the field) and c3 … c13, integers. The field with most dossiers stands first, an
    unknown one last, the total under them. Fields without dossiers are left out. Raises ValueError,
    in Vietnamese, where counts do not add up as the form must.
    """
    before, now = (counts[counts["period"] == p].set_index("group") for p in (0, 1))
    fields = now.index.union(before.index)
    now, opening = now.reindex(fields), before["in_hand"].reindex(fields)
    cells = pd.DataFrame(
        {
            "c4": now["received_online"],
            "c5": now["received"] - now["received_online"],
            "c6": opening,
            "c8": now["before_time"],
            "c9": now["on_time"],
            "c10": now["overdue"],
            "c12": now["in_hand_within"],
            "c13": now["in_hand_overdue"],
        }
    )
    cells = cells.fillna(0).astype("int64")
    for cell, parts in SUMS.items():
        cells[cell] = cells[list(parts)].sum(axis=1)
    counted = now[["settled", "in_hand"]].fillna(0).astype("int64")
    broken = (
        (cells["c3"] != cells["c7"] + cells["c11"])
        | (cells["c7"] != counted["settled"])
        | (cells["c11"] != counted["in_hand"])
        | (cells < 0).any(axis=1)
    )
    if broken.any():
        raise ValueError(form_06a.form_broken(list(fields[broken])))
    made = cells[CELLS].rename_axis("c2").reset_index()
    made = made[made["c3"] > 0]
    is_unknown = made["c2"] == UNKNOWN_FIELD
    order = made.assign(is_unknown=is_unknown, most=-made["c3"])
    made = made.loc[order.sort_values(["is_unknown", "most", "c2"]).index]
    total = {"c2": form_06a.TOTAL} | {cell: int(made[cell].sum()) for cell in CELLS}
    return pd.concat([made, pd.DataFrame([total])], ignore_index=True)


def form_of(snapshot: Snapshot, filters: Filters, period: Period) -> pd.DataFrame:
    """The form of the dossiers that a reader chose, for a period; columns as in `form`. Of a period
    for which nobody sent dossiers it is the total alone, its cells absent."""
    if coverage(snapshot, filters.unit, period).state == "absent":
        return pd.DataFrame([{"c2": form_06a.TOTAL} | dict.fromkeys(CELLS)], dtype=object)
    eve = period.start - timedelta(days=1)
    periods = [Period(eve, eve, "range"), period]
    return form(asked("counts", snapshot, filters, periods, "field"))


def late_in_13(snapshot: Snapshot, filters: Filters, period: Period) -> int | None:
    """How many of the dossiers in (13) are overdue; the others are finished and lack a day. None
    where nobody sent dossiers for the period."""
    late = measure(["open_late"], snapshot, filters, [period])["value"].iloc[0]
    return None if is_absent(late) else int(late)
