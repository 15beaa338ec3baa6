"""What Biểu II.06a and its reconciliation draw: the form, a cell's dossiers, the differences."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from board.form_06a.form import ROWS_OF_CELL, form_of, late_in_13
from board.form_06a.reconcile import (
    CAUSE_OF,
    CAUSES,
    candidates,
    differences,
    effects,
    effects_on,
    explained,
    total_is_off,
)
from board.form_06a.upload import LARGEST_FILE_MIB, NotAForm, read_form
from board.measures.dossiers import newest_rows
from board.runtime.settings import SERVER
from board.selection.filters import Filters
from board.selection.periods import Period
from board.selection.selection import Selection
from board.text import codes, form_06a, form_06a_reconcile, numbers
from board.ui.components import blocks, downloads, tables
from board.ui.components.drawn_table import drawn_table

HEADINGS = {
    **{heading: cell for cell, (_, heading) in form_06a.FORM_HEADINGS.items()},
    **{name: cell for cell, name in form_06a.CELL_NAMES.items()},
}
WHY_COLUMNS = (
    "dossier_id",
    "effect",
    "edge",
    "status",
    "received_on",
    "due_at",
    "first_due_on",
    "finished_at",
    "first_seen_on",
    "settled_seen_on",
    "field",
)


def form_table(form: pd.DataFrame, selection: Selection) -> tuple[str, str | None] | None:
    """The form with its CSV; the cell that a reader picked and its field (None for the total)."""
    shown = form.set_axis(
        pd.MultiIndex.from_tuples([("", form_06a.FIELD_HEADING), *form_06a.FORM_HEADINGS.values()]),
        axis=1,
    )
    named = form.rename(columns={"c2": form_06a.FIELD_HEADING} | form_06a.CELL_NAMES)
    row, heading = drawn_table(
        shown.style.format(numbers.number, subset=shown.columns[1:]),
        lambda: named.map(_as_printed),
        form_06a.FORM_NAME,
        tables.pick_key("form_06a", form["c2"]),
        "single-cell",
    )
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.caption(form_06a.PICK_A_CELL, width="content")
        with st.container(horizontal=True, width="content", gap="small"):
            how()
            downloads.buttons(lambda: named, "bieu_ii_06a", selection, form_06a.FORM_NAME)
    if cell := HEADINGS.get(heading):
        return cell, None if row == len(form) - 1 else form["c2"].iloc[row]
    return None


def _as_printed(value: str | float) -> str:
    """A name as it is, a count in Vietnamese form."""
    return value if isinstance(value, str) else numbers.number(value)


def how() -> None:
    """The rules of the form, one press away."""
    with st.popover(form_06a.HOW_FORM, type="tertiary"):
        st.markdown(f"**{form_06a.FORM_NAME}**")
        st.markdown(form_06a.FORM_HOW)


def cell_rows(cell: str, field: str | None, selection: Selection) -> None:
    """The dossiers of a cell, and a link that gives them again."""
    address = {"cell": cell} | ({"field": field} if field else {})
    if field:
        selection = replace(selection, filters=selection.filters.only(field=field))
    rows = newest_rows(*ROWS_OF_CELL[cell], selection)
    found = rows(tables.ROWS_SHOWN)
    if found.empty:
        blocks.sentence(form_06a.NOTHING_IN_CELL)
        return
    count = int(found["found"].iloc[0])
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(blocks.escaped(form_06a.cell_count(cell, field, count)), width="content")
        st.page_link(
            "../../pages/rows.py",
            label=form_06a.OPEN_CELL,
            query_params=selection.url_parameters | address,
        )
    what_13_holds(cell, count, selection)
    tables.rows_table(rows, f"o_{cell}", selection, form_06a.cell_count(cell, field, count))


def what_13_holds(cell: str, count: int, selection: Selection) -> None:
    """With the dossiers of (13) how many of them are overdue, where not all are."""
    if cell == "c13":
        late = late_in_13(selection.snapshot, selection.filters, selection.period)
        if sentence := form_06a.cell_13_note(count, late):
            st.caption(sentence)


def reconcile(selection: Selection) -> None:
    """Takes the province's own form and shows where it differs, and what can explain it."""
    left, right = st.columns([3, 1])
    most_mib = min(LARGEST_FILE_MIB, SERVER.upload_limit_mb)
    file = left.file_uploader(
        form_06a_reconcile.RECONCILE_FILE,
        type=["xlsx", "xls", "ods", "csv"],
        max_upload_size=most_mib,
        key="theirs",
    )
    form_date = right.date_input(
        form_06a_reconcile.FORM_DATE,
        selection.period.end,
        format="DD/MM/YYYY",
        help=form_06a_reconcile.FORM_DATE_HELP,
        key=f"form_date_{selection.period.key}",
    )
    # Of a file that is refused the uploader shows a red name, and English on hovering over it.
    left.caption(form_06a_reconcile.files_taken(most_mib, SERVER.upload_limit_mb))
    if file is None:
        st.caption(form_06a_reconcile.RECONCILE_WAIT)
        return
    try:
        with st.spinner(form_06a_reconcile.READING_FILE):
            theirs = read_form(file.getvalue())
    except NotAForm as error:
        blocks.sentence(str(error))
        return
    if not _is_of_period(theirs.periods, file.file_id, selection):
        return
    if off := total_is_off(theirs.rows):
        blocks.sentence(form_06a_reconcile.total_is_off(off))
    whole = Filters(unit=selection.filters.unit)
    found = differences(theirs.rows, form_of(selection.snapshot, whole, selection.period))
    if found.empty:
        st.markdown(form_06a_reconcile.SAME)
        return
    edges = candidates(selection.snapshot, whole, selection.period, form_date)
    moved = effects(edges)
    made = explained(found, moved)
    st.markdown(form_06a_reconcile.reconciled(len(made), int((made["unexplained"] == 0).sum())))
    row = _differences_table(made, selection)
    if row is not None:
        _why(made.iloc[row], edges, moved, selection)


def _is_of_period(named: list[Period], file: str, selection: Selection) -> bool:
    """Whether a form may be compared with the chosen period: where its title names others, only
    once a reader insists, for every cell would differ."""
    days = (selection.period.start, selection.period.end)
    if not named:
        st.caption(form_06a_reconcile.form_without_period(selection.period.label))
    elif days not in [(period.start, period.end) for period in named]:
        blocks.sentence(form_06a_reconcile.form_of_another_period(named, selection.period.label))
        label = form_06a_reconcile.compare_anyway(selection.period.label)
        return st.checkbox(label, key=f"anyway_{file}_{selection.period.key}")
    return True


def _differences_table(made: pd.DataFrame, selection: Selection) -> int | None:
    shown = made.assign(cell=made["cell"].map(form_06a.CELL_NAMES))
    shown = shown.rename(columns=form_06a_reconcile.DIFFERENCE_HEADINGS)
    off = form_06a_reconcile.DIFFERENCE_HEADINGS["difference"]
    row, _ = drawn_table(
        shown.style.format(numbers.number, subset=shown.columns[2:]).format(
            numbers.signed, subset=[off]
        ),
        lambda: shown.assign(**{off: shown[off].map(numbers.signed)}).map(_as_printed),
        form_06a_reconcile.DIFFERENCES,
        tables.pick_key("differences", zip(made["field"], made["cell"], strict=True)),
        "single-row",
    )
    with downloads.row():
        st.caption(form_06a_reconcile.PICK_A_DIFFERENCE, width="stretch")
        downloads.buttons(
            lambda: shown, "doi_chieu_ii_06a", selection, form_06a_reconcile.DIFFERENCES
        )
    return row


def _why(
    difference: pd.Series, edges: pd.DataFrame, moved: pd.DataFrame, selection: Selection
) -> None:
    """The dossiers that can explain one difference, a cause at a time."""
    st.markdown(blocks.escaped(form_06a_reconcile.difference_sentence(difference)))
    moving = effects_on(moved, difference["field"], difference["cell"])
    moving = moving.assign(cause=moving["edge"].map(CAUSE_OF))
    causes = [cause for cause in CAUSES if (moving["cause"] == cause).any()]
    if not causes:
        st.caption(form_06a_reconcile.NO_CANDIDATES)
        return
    cause = st.segmented_control(
        form_06a_reconcile.CAUSE,
        causes,
        format_func=lambda cause: form_06a_reconcile.CAUSES[cause],
        default=max(causes, key=lambda c: difference[c]),
        required=True,
        label_visibility="collapsed",
        key=f"cause_{difference['field']}_{difference['cell']}",
    )
    rows = moving[moving["cause"] == cause].merge(edges, on=["dossier_id", "field", "edge"])
    st.caption(
        form_06a_reconcile.cause_sentence(cause, difference[cause], rows["dossier_id"].nunique())
    )
    rows = rows.assign(
        effect=rows["effect"].map(numbers.signed),
        edge=rows["edge"].map(form_06a_reconcile.EDGES),
        status=rows["status_code"].map(codes.STATUS),
    ).sort_values(["edge", "dossier_id"])[list(WHY_COLUMNS)]
    tables.table(
        rows.head(tables.ROWS_SHOWN),
        f"vi_sao_{difference['cell']}",
        selection,
        len(rows),
        lambda: rows,
        title=form_06a_reconcile.CAUSES[cause],
    )
