"""The table of groups: every measure of every field, procedure or unit side by side."""

import pandas as pd

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.results import by_group
from board.runtime.memory import cached
from board.selection.selection import Selection
from board.text import alphabet, codes, headings, numbers, processing_times
from board.text.sentences import inside_a_sentence
from board.ui.components import blocks, tables
from board.ui.components.unit_funnels import placed_units

WITH_N = ("rate_due_on_time", "median_working_days")  # the others stand on what was settled


@cached
def labelled_groups(
    keys: tuple[str, ...], by: str, selection: Selection, leaves_house: bool = False
) -> pd.DataFrame:
    """The measures of each group as `by_group` gives them, with the group's name as its label.

    The largest first, but units in the order of their names: nothing here ranks them; “Khác” and
    what nobody named last. It is cached: read, never changed.
    """
    names = blocks.group_names(by, selection)
    groups = by_group(list(keys), selection, by, leaves_house)
    groups = groups.assign(label=[names(group) for group in groups["group"]])
    if by == "unit":
        return groups.sort_values("label", key=alphabet.alphabetical)
    groups = groups.sort_values("dossiers_settled", ascending=False)
    return groups.sort_values("label", key=lambda labels: labels.map(codes.is_rest), kind="stable")


def group_table(keys: tuple[str, ...], by: str, selection: Selection) -> str | None:
    """The measures of every group side by side; gives the group picked.

    Shares stand with their interval. Values are text, in Vietnamese form, so the order is the
    frame's own; the CSV has the figures, without those of few cases. Of units it says
    where each stands in the funnel.
    """
    groups = labelled_groups(keys, by, selection)
    picked = tables.table(
        _printed(keys, by, selection),
        f"theo_{by}",
        selection,
        found=len(groups),
        whole=lambda: _for_file(keys, by, selection),
        pick=groups["group"],
        measures=keys,
    )
    return None if picked is None else groups["group"].iloc[picked]


@cached
def _printed(keys: tuple[str, ...], by: str, selection: Selection) -> pd.DataFrame:
    groups = labelled_groups(keys, by, selection)
    return pd.DataFrame(_front(groups, by, selection) | printed_figures(groups))


def _for_file(keys: tuple[str, ...], by: str, selection: Selection) -> pd.DataFrame:
    groups = labelled_groups(keys, by, selection, True)
    return pd.DataFrame(_front(groups, by, selection) | figures(groups))


def _front(groups: pd.DataFrame, by: str, selection: Selection) -> dict[str, list[str]]:
    front = {codes.GROUPS[by]: groups["label"].to_list()}
    if by == "unit":
        units = placed_units(selection)
        places = dict(zip(units["unit_key"], processing_times.placed_texts(units), strict=True))
        unplaced = processing_times.placed_text(None, None)
        verdicts = [places.get(group, unplaced) for group in groups["group"]]
        front[headings.COLUMNS["place"]] = verdicts
    return front


def printed_figures(groups: pd.DataFrame) -> dict[str, list[str]]:
    """Heading → what is printed for each group: a share with its interval in brackets."""
    made = {}
    for key in _keys(groups):
        measure = MEASURES[key]
        ends = zip(groups[key], groups[f"{key}_low"], groups[f"{key}_high"], strict=True)
        made[_heading(key)] = [
            numbers.bare_value(measure, value) + numbers.interval_text(low, high)
            for value, low, high in ends
        ]
        if key in WITH_N:
            made[_count_heading(measure)] = [numbers.number(n) for n in groups[f"{key}_n"]]
    return made


def figures(groups: pd.DataFrame) -> dict[str, list[float]]:
    """Heading → the figures of each group, with n and, of a share, its 95% interval."""
    made = {}
    for key in _keys(groups):
        measure = MEASURES[key]
        made[_heading(key)] = groups[key].to_list()
        if measure.unit != "count":
            made[_count_heading(measure)] = groups[f"{key}_n"].to_list()
        for part in ("low", "high") if measure.unit == "share" else ():
            made[f"{headings.COLUMNS[part]}, {measure.short}"] = groups[f"{key}_{part}"].to_list()
    return made


def _keys(groups: pd.DataFrame) -> list[str]:
    """The measures in a frame of groups, counts first."""
    return sorted(
        (c for c in groups.columns if c in MEASURES), key=lambda key: MEASURES[key].unit != "count"
    )


def _count_heading(measure: Measure) -> str:
    """The heading of the cases that a measure is computed from."""
    return f"Số {measure.noun}, {inside_a_sentence(measure.short)}"


def _heading(key: str) -> str:
    measure = MEASURES[key]
    return (
        f"{measure.short} ({numbers.UNITS[measure.unit]})"
        if measure.unit.endswith("days")
        else measure.short
    )
