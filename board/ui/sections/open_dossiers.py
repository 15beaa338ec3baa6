"""What the page on open dossiers shows: its list, its age, its risk and its flow."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from board import charts
from board.measures import late_risk
from board.measures.compute import asked
from board.measures.dated_notes import notes
from board.measures.dossiers import open_counts
from board.measures.readable_rows import readable
from board.methods import flow
from board.runtime.settings import SETTINGS
from board.selection.periods import clipped, months_back
from board.selection.selection import Selection
from board.text import headings, numbers, open_dossiers, pages
from board.text.dates import month
from board.text.numbers import number, share
from board.ui.address_bar import url_select
from board.ui.components import blocks
from board.ui.components.tables import ROWS_DOWNLOADED, ROWS_IN_SIGHT, ROWS_SHOWN, table
from board.ui.session import note_page_filter
from board.warehouse.ask import ask

MONTHS_SHOWN = 13
ROWS_BESIDE_OTHERS = 6
UNDATED = open_dossiers.UNDATED
NEVER_LATE = ("due_today", "due_soon", "waiting", UNDATED)
COLUMNS = (
    "dossier_id",
    "procedure",
    "due_on",
    "late_working_days",
    "days_left",
    "officer",
    "share_late",
    "share_of_procedure",
    "like_n",
    "like_level",
    "status",
    "note",
    "field",
    "unit",
    "received_on",
    "age_working_days",
    "due_changes",
    "overdue_reason",
)


def state_picked(now: pd.Series) -> str:
    """Which list a reader sees: until one is picked what is due on the day, else what is overdue.

    What is finished without a day has a list of its own further down; an address may name it here.
    """
    named = st.query_params.get("state")
    states = [state for state in open_dossiers.STATES if state != UNDATED or state == named]
    first = next((state for state in ("due_today", "overdue", "due_soon") if now[state]), "all")
    state = url_select("state", states, open_dossiers.STATES.get, first)
    if state == "overdue" and not now["due_today"] and now["overdue"]:
        st.caption(open_dossiers.none_due_today(now))
    return state


def search_box() -> str:
    """The part of a dossier's code that is looked for, "" where none is."""
    sought = st.text_input(
        open_dossiers.SEARCH,
        placeholder=open_dossiers.SEARCH,
        icon=":material/search:",
        label_visibility="collapsed",
        key="search",
    )
    if sought.strip():
        note_page_filter(open_dossiers.SEARCH, sought.strip())
    return sought.strip().upper()


def open_table(
    rows: Callable[[int], pd.DataFrame],
    state: str,
    selection: Selection,
    rows_in_sight: int = ROWS_IN_SIGHT,
) -> None:
    """Open dossiers, the two columns that identify them in front; `rows` asks for so many.

    The soonest due first; those due soon by how likely they are to end late, with that share.
    """
    listed = _likeliest_late_first(rows, selection) if state == "due_soon" else rows

    def shown(found: pd.DataFrame) -> pd.DataFrame:
        """The rows as a reader sees them."""
        made = readable(found, selection)
        made["late_working_days"] = made["late_working_days"].where(made["state"] == "overdue")
        made["note"] = [open_dossiers.open_note(row) for row in found.itertuples()]
        left_out = {"unit"} if selection.filters.unit else set()
        left_out |= {"late_working_days"} if state in NEVER_LATE else set()
        return made[[c for c in COLUMNS if c in made and c not in left_out]]

    found = listed(ROWS_SHOWN)
    if state == "due_soon":
        st.caption(open_dossiers.SIMILARITY_NOTES[late_risk.tested(selection.snapshot).is_better])
    table(
        shown(found),
        f"dang_giai_quyet_{state}",
        selection,
        int(found["found"].iloc[0]),
        lambda: shown(listed(ROWS_DOWNLOADED)),
        columns=open_dossiers.OPEN_COLUMNS,
        rows_in_sight=rows_in_sight,
    )


def listed_as(state: str, selection: Selection, search: str = "") -> Callable[[int], pd.DataFrame]:
    """Asks for so many of the dossiers in a state, the soonest due first."""
    asked_for = selection.filters.parameters() | {"state": state, "search": search}
    soon = SETTINGS.due_soon_working_days
    return lambda limit: ask(
        selection.snapshot, "open_list", limit=limit, due_soon_days=soon, **asked_for
    )


def overdue_list(selection: Selection) -> None:
    """What is overdue at the data date, the longest first, on a page of something else; nothing
    where nothing is."""
    now = open_counts(selection)
    if now["overdue"]:
        blocks.section(open_dossiers.overdue_title(now["overdue"]), open_dossiers.judged_on(now))
        open_table(listed_as("overdue", selection), "overdue", selection, ROWS_BESIDE_OTHERS)


def undated_list(now: pd.Series, selection: Selection) -> None:
    """What is finished and lacks its day, to be mended; nothing where nothing is."""
    if now[UNDATED]:
        blocks.section(open_dossiers.undated_title(now[UNDATED]), open_dossiers.UNDATED_NOTE)
        open_table(listed_as(UNDATED, selection), UNDATED, selection, ROWS_BESIDE_OTHERS)


def _likeliest_late_first(rows: Callable, selection: Selection) -> Callable[[int], pd.DataFrame]:
    """The dossiers due soon, the most likely late first. The order needs all of them at once."""
    found = late_risk.scored(selection.snapshot, rows(ROWS_DOWNLOADED))
    column = (
        "share_late" if late_risk.tested(selection.snapshot).is_better else "share_of_procedure"
    )
    found = found.assign(
        days_left=-found["late_working_days"],
        like_n=[number(n) if n else numbers.ABSENT for n in found["like_n"]],
        like_level=[
            open_dossiers.similarity(level, n)
            for level, n in zip(found["like_level"], found["like_n"], strict=True)
        ],
        **{column: [share(value) for value in found["share_late"]]},
    )
    if column != "share_late":
        found = found.drop(columns="share_late")
    return found.head


def ageing_card(selection: Selection) -> None:
    """How old the open dossiers are, in bands."""
    bands = ask(
        selection.snapshot,
        "ageing",
        due_soon_days=SETTINGS.due_soon_working_days,
        **selection.filters.parameters(),
    )
    bands = bands.assign(
        label=[open_dossiers.band(b.from_days, b.to_days) for b in bands.itertuples()]
    )
    shown = bands[["label", "within", "waiting", "overdue"]]
    blocks.chart(
        open_dossiers.AGEING,
        charts.ageing(shown, palette=blocks.palette()),
        headings.columns_named(shown),
        "tuoi_ho_so",
        selection,
        note=open_dossiers.AGEING_NOTE,
    )


def flow_card(selection: Selection) -> None:
    """What came, what went and what is left, month by month, with its table."""
    period = clipped(selection.period, selection.data_date)
    last = period.end if period else selection.data_date
    months = months_back(last, MONTHS_SHOWN + 1)
    counts = asked("counts", selection.snapshot, selection.filters, months, None)
    counts = counts[["in_hand", "received", "settled"]].fillna(0).astype("int64")
    rows = flow.flow(counts["in_hand"], counts["received"][1:], counts["settled"][1:])
    rows.insert(0, "period_start", [pd.Timestamp(counted.start) for counted in months[1:]])
    seen = (rows.drop(columns="period_start") != 0).any(axis=1).cummax()
    rows = rows[seen]
    if rows.empty:
        return blocks.sentence(pages.NOTHING)
    note = open_dossiers.flow_note(rows.iloc[-1])
    if len(rows) < charts.FEWEST_POINTS:
        st.caption(f"{open_dossiers.FLOW_TOO_FEW} {note}")
    else:
        blocks.chart(
            open_dossiers.flow_title(rows["period_start"]),
            charts.flow(
                rows,
                palette=blocks.palette(),
                incomplete_last=months[-1].end > selection.data_date,
                events=notes(selection, rows["period_start"]),
            ),
            headings.columns_named(_by_month(rows), open_dossiers.OPEN_COLUMNS),
            "luong_ho_so",
            selection,
            note=note,
        )
    with st.expander(open_dossiers.FLOW_TABLE):
        table(
            _by_month(rows[::-1]),
            "luong_ho_so_bang",
            selection,
            title=open_dossiers.FLOW_TABLE,
            columns=open_dossiers.OPEN_COLUMNS,
        )
    return None


def _by_month(rows: pd.DataFrame) -> pd.DataFrame:
    """The flow as a table; the column of departures only where there is one."""
    columns = ["month", "in_hand_before", "received", "settled", "in_hand_after"]
    columns += ["unexplained"] if rows["unexplained"].any() else []
    return rows.assign(month=[month(start) for start in rows["period_start"]])[columns]
