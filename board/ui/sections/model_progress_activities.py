"""What Tiến độ mô hình draws of activities: by kind, what is posted, and the list with evidence."""

import pandas as pd
import streamlit as st

from board.measures.compute import asked
from board.measures.dossiers import newest_rows
from board.measures.readable_rows import readable
from board.measures.results import over_time
from board.registers import reach
from board.selection.selection import Selection
from board.text import model_progress
from board.ui.components import blocks, register_parts, tables
from board.warehouse.ask import ask

MEASURES = ("share_activities_held", "share_findings_mended", "people_trained")
ACTIVITY_COLUMNS = (
    "title",
    "activity",
    "activity_planned_on",
    "activity_held_on",
    "audience",
    "people",
    "officers",
    "findings",
    "findings_mended",
    "evidence",
    "unit",
)
WITH_PEOPLE = ("training", "communication")


def activities_section(selection: Selection) -> None:
    """The activities of the period: their measures, a line a kind, what is posted, the list."""
    if reach.reached("activities", selection) is None:
        register_parts.none_sent("activities", selection)
        return
    selection = reach.of_register("activities", selection)
    register_parts.note("activities", selection)
    results = over_time(MEASURES, selection)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        for key in MEASURES:
            blocks.rows_link(
                results[key].measure, selection, model_progress.measure_phrase(key, results[key])
            )
    tables.table(
        by_kind(selection), "hoat_dong_theo_loai", selection, columns=model_progress.MODEL_COLUMNS
    )
    posted = disclosures(selection)
    st.markdown(model_progress.posted_sentence(posted))
    left_out = ["unit_key", "unit"] if selection.filters.unit else ["unit_key"]
    made = readable(posted, selection).drop(columns=left_out)
    tables.table(
        made.assign(item=made["item"].map(model_progress.DISCLOSED)),
        "cong_khai",
        selection,
        title=model_progress.POSTED,
        columns=model_progress.MODEL_COLUMNS,
    )
    st.markdown(f"**{model_progress.ACTIVITIES_OF_PERIOD}**")
    if not activity_list("period", selection, model_progress.ACTIVITIES_OF_PERIOD):
        st.caption(model_progress.NO_ACTIVITY)


def by_kind(selection: Selection) -> pd.DataFrame:
    """A row a kind of activity, also one without any: planned and held, those held in the period,
    with evidence, people, findings and those mended; absent where a kind has no such thing."""
    sums = asked("activities", selection.snapshot, selection.filters, [selection.period], "kind")
    sums = sums.set_index("group").reindex(list(model_progress.ACTIVITIES)).drop(columns="period")
    sums = sums.fillna(0).astype(int).reset_index(names="activity")
    inspects = sums["activity"] == "inspection"
    return pd.DataFrame(
        {
            "activity": sums["activity"].map(model_progress.ACTIVITIES),
            "activities_planned": sums["planned"],
            "activities_planned_held": sums["planned_held"],
            "activities_held": sums["held"],
            "held_with_evidence": sums["held_with_evidence"],
            "people": sums["people"].where(sums["activity"].isin(WITH_PEOPLE)),
            "findings": sums["findings"].where(inspects),
            "findings_mended": sums["findings_mended"].where(inspects),
        }
    )


def disclosures(selection: Selection) -> pd.DataFrame:
    """The newest posting of each thing that the model wants posted, a row a unit and thing."""
    return ask(
        selection.snapshot,
        "disclosures",
        unit=selection.filters.unit,
        **{"from": selection.period.start, "to": selection.period.end},
    )


def activity_list(rows: str, selection: Selection, title: str) -> bool:
    """The activities of a workstream's number, or all of the period ("period"), with evidence;
    gives whether there are any. `title`: what the table is called."""
    found = newest_rows(rows, "all", selection, "rows_activities")

    def shown(some: pd.DataFrame) -> pd.DataFrame:
        """The rows as a reader sees them."""
        made = readable(some, selection)
        return made[[c for c in ACTIVITY_COLUMNS if c != "unit" or not selection.filters.unit]]

    if found(1).empty:
        return False
    tables.listed(found, shown, f"hoat_dong_{rows}", selection, title, model_progress.MODEL_COLUMNS)
    return True
