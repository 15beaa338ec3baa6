"""What Bảng chấm điểm draws: what to look at again, the groups, each criterion, the units."""

import pandas as pd
import streamlit as st

from board.catalogue import MEASURES
from board.registers import reach, scorecards
from board.selection.filters import Filters
from board.selection.selection import Selection, selection_of
from board.text import alphabet, headings, numbers
from board.text import scores as scores_text
from board.ui import sidebar
from board.ui.address_bar import url_select
from board.ui.components import blocks, register_parts, tables

PERIODS_SHOWN = 8


def for_unit(selection: Selection, unit: str | None) -> Selection:
    """The same period of one whole unit: a card is not of a field, a procedure or a channel."""
    pinned = "snapshot" in selection.url_parameters
    return selection_of(
        selection.snapshot, Filters(unit), selection.period, selection.compare, pinned
    )


def selected_card(cards: pd.DataFrame) -> pd.Series:
    """The scorecard that the reader chose."""
    names = cards.set_index("scorecard")["name"]
    first = names.index[0]
    key = url_select("card", list(names.index), names.get, first)
    return cards.set_index("scorecard").loc[key]


def other_periods(selection: Selection, scorecard: str) -> None:
    """The newest periods that were scored, one press away, but for the one that is shown."""
    others = [
        p for p in scorecards.scored_periods(selection, scorecard) if p.key != selection.period.key
    ]
    if not others:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(scores_text.OTHER_SCORED, width="content")
        for period in others[:PERIODS_SHOWN]:
            st.button(
                period.label,
                key=f"scored_{period.key}",
                type="tertiary",
                # A link to the page that is open leaves the address as it was.
                on_click=sidebar.choose_period,
                args=[period],
            )


def no_claims(selection: Selection, scorecard: str) -> None:
    """Says that nobody scored this period; a unit that never did gets an empty file to fill in."""
    if reach.reached("scores", selection) is None:
        register_parts.none_sent("scores", selection)
    else:
        scored = bool(scorecards.scored_periods(selection, scorecard))
        blocks.sentence(scores_text.not_scored(selection, scored))


def doubts_table(rows: pd.DataFrame, selection: Selection) -> None:
    """The criteria to look at again: claims above the figures first, by how much."""
    why = [scores_text.score_doubts(criterion) for criterion in rows.itertuples()]
    found = rows.assign(doubt=why)[[bool(doubt) for doubt in why]]
    if found.empty:
        st.markdown(scores_text.NO_SCORE_DOUBT)
        return
    over = found["difference"].where(found["difference"] > 0)
    found = found.assign(over=over).sort_values("over", ascending=False, kind="stable")
    shown = _columns(found, ["self_points", "appraised_points", "computed_points"])
    shown.insert(2, "doubt", found["doubt"].to_list())
    tables.table(shown, "diem_can_xem", selection, columns=scores_text.SCORE_COLUMNS)


def groups_table(totals: pd.DataFrame, selection: Selection) -> None:
    """Points by group and in all, with what the figures say nothing of."""
    figures = totals.rename(columns={"group_name": "criterion_group", "open": "open_points"})
    figures["criterion_group"] = figures["criterion_group"].fillna(scores_text.ALL_GROUPS)
    computed = ["computable", "self_computable", "open_points"]
    front = ["criterion_group", "max_points", *scorecards.POINTS, *computed]
    figures = figures[front]
    shown = figures.copy()
    for column in front[1:]:
        shown[column] = [scores_text.points_text(value) for value in figures[column]]
    tables.table(
        shown,
        "diem_nhom",
        selection,
        found=len(figures),
        whole=lambda: figures,
        columns=scores_text.SCORE_COLUMNS,
    )


def criteria_table(rows: pd.DataFrame, selection: Selection) -> None:
    """Every criterion in the card's order: its points, what computes them and the evidence."""
    points = ["max_points", *scorecards.POINTS, "difference"]
    shown = _columns(rows, points)
    shown["figure"] = [
        scores_text.figure_text(criterion, MEASURES.get(criterion.measure))
        for criterion in rows.itertuples()
    ]
    shown["evidence"] = rows["evidence"].to_list()
    shown["note"] = rows["note"].to_list()
    whole = shown.assign(**{c: rows[c].to_list() for c in points})
    whole.insert(0, "criterion_group", rows["group_name"].to_list())
    tables.table(
        shown,
        "diem_tieu_chi",
        selection,
        found=len(rows),
        whole=lambda: whole,
        columns=scores_text.SCORE_COLUMNS,
    )


def measure_links(rows: pd.DataFrame, selection: Selection) -> None:
    """From each criterion that is computed to the rows of its measure."""
    with st.container(horizontal=True, gap="small"):
        for criterion in rows[rows["computed_points"].notna()].itertuples():
            measure = MEASURES[criterion.measure]
            label = scores_text.measure_link(criterion, measure)
            blocks.rows_link(measure, selection, blocks.escaped(label))


def open_lines(rows: pd.DataFrame) -> None:
    """Each criterion of the card that is not computed, its points and why."""
    found = rows[rows["is_on_card"] & rows["computed_points"].isna()]
    lines = [
        scores_text.open_line(criterion, MEASURES.get(criterion.measure))
        for criterion in found.itertuples()
    ]
    st.markdown("\n".join(f"- {blocks.escaped(line)}" for line in lines))


def units_table(totals: pd.DataFrame, claimed: pd.DataFrame, selection: Selection) -> None:
    """Every unit by group, in the order of names; one that sent no points says so."""
    names = blocks.group_names("unit", selection)
    totals = totals.assign(
        unit=[names(key) for key in totals["unit_key"]],
        criterion_group=totals["group_name"].fillna(scores_text.ALL_GROUPS),
        points=[scores_text.three_points(total) for _, total in totals.iterrows()],
    )
    totals = totals.sort_values("unit", key=alphabet.alphabetical, kind="stable")
    units = totals.drop_duplicates("unit_key").set_index("unit_key")["unit"]
    groups = totals["criterion_group"].drop_duplicates().to_list()
    shown = totals.pivot(index="unit_key", columns="criterion_group", values="points")
    shown = shown.loc[units.index, [groups[-1], *groups[:-1]]]  # the whole first
    sent = units.index.isin(claimed["unit_key"])
    shown.insert(0, "unit", units)
    shown.insert(1, "scored", [headings.YES if is_sent else numbers.NO_FIGURES for is_sent in sent])
    whole = totals.rename(columns={"open": "open_points"})[
        ["unit", "criterion_group", "max_points", *scorecards.POINTS, "computable", "open_points"]
    ]
    tables.table(
        shown,
        "diem_don_vi",
        selection,
        found=len(shown),
        whole=lambda: whole,
        columns=scores_text.SCORE_COLUMNS,
    )


def _columns(rows: pd.DataFrame, points: list[str]) -> pd.DataFrame:
    """The criterion and its points as they are printed."""
    front = {"criterion": rows["criterion"], "criterion_name": rows["name"]}
    texts = {c: [scores_text.points_text(value) for value in rows[c]] for c in points}
    return pd.DataFrame(front | texts).reset_index(drop=True)
