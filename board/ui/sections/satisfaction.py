"""The charts of the page on satisfaction."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from board import charts
from board.measures.results import MeasureResult, by_group, may_leave
from board.measures.small_numbers import note_withheld
from board.methods.drivers import drivers
from board.methods.intervals import wilson
from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.text import codes, headings, satisfaction
from board.ui.components import blocks, downloads
from board.warehouse.ask import ask

FACTORS = {
    3: ["overall", "attitude"],
    5: ["overall", "access", "procedure", "staff", "result", "complaint_handling", "attitude"],
}
LEAST_COMPARED = 2
OVERALL = {3: "share_satisfied", 5: "share_satisfied_survey"}  # scale → its measure
OF_FACTOR = {(3, "attitude"): "share_attitude_satisfied"}  # that has a measure of its own
RATINGS = (*OVERALL.values(), "share_satisfied_staff")


def bridge_card(results: dict[str, MeasureResult], selection: Selection) -> None:
    """From all settled dossiers to QĐ 766's satisfaction, with what citizens answered."""
    with st.container(border=True):
        with downloads.row():
            qd766 = results["satisfaction_qd766"].measure
            st.markdown(
                f"**{satisfaction.BRIDGE}**", width="stretch", help=blocks.definition(qd766)
            )
            downloads.buttons(
                lambda: satisfaction.bridge_table(
                    {key: result.outside for key, result in results.items()}
                ),
                "bac_cau_hai_long",
                selection,
                satisfaction.BRIDGE,
                results,
            )
        st.markdown(satisfaction.bridge(results))
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for key in ("share_overdue", "share_complained_of"):
                measure = results[key].measure
                label = satisfaction.rows_of_part(measure, results[key].now["numerator"])
                blocks.rows_link(measure, selection, label, part=measure.rows_of)
        st.caption(satisfaction.BRIDGE_NOTE)


def group_card(keys: list[str], by: str, selection: Selection) -> None:
    """The share satisfied (three levels) of each source or field, with its interval; `keys`: the
    measures of which each group has its own; the groups of a later one stand below."""
    shown = _largest_groups(keys, by, selection)
    if shown.empty:
        return blocks.sentence(satisfaction.NO_RATINGS)
    figure = charts.bars(
        shown, palette=blocks.palette(), unit="share", ordered=len(keys) > 1, things="lượt"
    )
    return blocks.chart(
        satisfaction.satisfied_title(by, charts.axis_note(figure)),
        figure,
        lambda: headings.columns_named(_largest_groups(keys, by, selection, leaves_house=True)),
        f"hai_long_{by}",
        selection,
        note=satisfaction.SOURCE_NOTE if by == "source" else "",
        measures=keys,
    )


def _largest_groups(
    keys: list[str], by: str, selection: Selection, leaves_house: bool = False
) -> pd.DataFrame:
    """label, value, n, low and high of the largest groups, those of a later key below."""
    groups, parts = by_group(keys, selection, by, leaves_house), ("", "_n", "_low", "_high")
    rows = pd.concat(
        groups[["group", *(key + part for part in parts)]]
        .set_axis(["group", "value", "n", "low", "high"], axis=1)
        .assign(place=place)
        for place, key in enumerate(keys)
    )
    rows, names = rows[rows["n"] > 0], blocks.group_names(by, selection)
    rows = rows.assign(label=[names(group) for group in rows["group"]])
    shown = rows.nlargest(8, "n").sort_values(["place", "value"], ascending=[True, False])
    return shown[["label", "value", "n", "low", "high"]]


def factors_card(scale: int, selection: Selection) -> None:
    """How the ratings of each factor spread over the levels of one scale; drawn of a factor of
    `warn_below_n` answers or more."""
    answers = ask(
        selection.snapshot, "factors", **period_bounds(selection), **selection.filters.parameters()
    )
    answers = answers[answers["scale"] == scale].set_index("factor")
    levels = [f"level_{level}" for level in range(1, scale + 1)]
    few = answers[levels].sum(axis=1) < SETTINGS.warn_below_n
    present = [factor for factor in FACTORS[scale] if factor in answers.index and not few[factor]]
    if not present:
        st.caption(satisfaction.no_factor(scale))
        return
    rows = answers.loc[present, levels].assign(label=[codes.FACTORS[factor] for factor in present])[
        ["label", *levels]
    ]
    content = rows[levels[1 if scale == 3 else 3 :]].sum(axis=1)
    rows_of_file = with_share(rows, content, rows[levels].sum(axis=1))

    def in_file() -> pd.DataFrame:
        """The factors whose levels tell no more than what may leave the house."""
        measure_of = [OF_FACTOR.get((scale, factor), OVERALL[scale]) for factor in present]
        shown = may_leave(list(dict.fromkeys(measure_of)), selection)
        kept = rows_of_file[[key in shown for key in measure_of]]
        return headings.columns_named(kept, scale=scale)

    blocks.chart(
        satisfaction.factors_title(scale),
        charts.likert(rows, palette=blocks.palette(), scale=scale, ordered=True),
        in_file,
        f"yeu_to_{scale}",
        selection,
    )


def drivers_card(scale: int, selection: Selection) -> None:
    """Which factor goes with being satisfied overall, on one scale: association, not cause; a lone
    factor is told in a sentence."""
    counts = ask(
        selection.snapshot, "drivers", **period_bounds(selection), **selection.filters.parameters()
    )
    found = drivers(counts[counts["scale"] == scale], SETTINGS.warn_below_n)
    found = found.assign(label=found["factor"].map(codes.FACTORS))
    shown = found.dropna(subset=["difference"])
    if len(shown) < LEAST_COMPARED:
        lines = [satisfaction.driver_line(row) for row in shown.itertuples()]
        st.caption(blocks.escaped(" ".join(lines) or satisfaction.no_driver(scale)))
        return

    def in_file() -> pd.DataFrame:
        """The drivers as they leave the house."""
        is_shown = bool(may_leave([OVERALL[scale]], selection))
        made = drivers_in_file(found, is_shown).drop(columns="factor")
        return headings.columns_named(made.set_index("label").reset_index())

    blocks.chart(
        satisfaction.drivers_title(scale),
        charts.forest(
            shown.rename(columns={"difference": "value"}),
            palette=blocks.palette(),
            counts=[satisfaction.both_n(row) for row in shown.itertuples()],
        ),
        in_file,
        f"di_cung_hai_long_{scale}",
        selection,
        note=satisfaction.drivers_note(found),
    )


def drivers_in_file(found: pd.DataFrame, is_shown: bool) -> pd.DataFrame:
    """Rows of `drivers` without shares where the total of both sides is not shown, or would with
    those of one side give the other, of few, away."""
    columns = ["share_content", "share_not_content", "difference", "low", "high"]
    is_kept = found["difference"].notna() & is_shown
    if not is_kept.all():
        note_withheld()
    return found.assign(**{name: found[name].where(is_kept) for name in columns})


def reasons_card(selection: Selection) -> None:
    """Why citizens were not content, in the words they chose."""
    by_measure = ask(
        selection.snapshot, "reasons", **period_bounds(selection), **selection.filters.parameters()
    )
    reasons = reasons_of(RATINGS, by_measure)

    def in_file() -> pd.DataFrame:
        """The reasons of the ratings whose share satisfied may leave the house."""
        shown = may_leave(RATINGS, selection)
        return headings.columns_named(reasons_of(shown, by_measure), satisfaction.REASON_COLUMNS)

    if reasons.empty:
        return blocks.sentence(satisfaction.NO_REASONS)
    rows = reasons.rename(columns={"reason": "label", "ratings": "value"}).nlargest(8, "value")
    return blocks.chart(
        satisfaction.reasons_title(int(reasons["ratings"].sum())),
        charts.bars(rows, palette=blocks.palette(), unit="count"),
        in_file,
        "ly_do",
        selection,
    )


def reasons_of(keys: Sequence[str], by_measure: pd.DataFrame) -> pd.DataFrame:
    """The reasons of the ratings that some measures count, each with how many, “Khác” and none
    last."""
    mine = by_measure[by_measure["measure"].isin(keys)]
    found = mine.groupby(["is_last", "reason"], as_index=False)["ratings"].sum()
    by = ["is_last", "ratings", "reason"]
    return found.sort_values(by, ascending=[True, False, True])[["reason", "ratings"]]


def with_share(rows: pd.DataFrame, part: pd.Series, whole: pd.Series) -> pd.DataFrame:
    """The rows with n, share, low and high (95%, Wilson) of `part` in `whole`; absent where n is
    below `hide_below_n`."""
    least = SETTINGS.hide_below_n
    ends = [
        (k / n, *(wilson(k, n) or (None, None))) if n >= least else (None, None, None)
        for k, n in zip(part.astype(int), whole.astype(int), strict=True)
    ]
    shares = pd.DataFrame(ends, index=rows.index, columns=["share", "low", "high"], dtype=float)
    return rows.assign(n=whole, **shares)


def period_bounds(selection: Selection) -> dict:
    """The first and the last day of the period, as queries are given them."""
    return {"from": selection.period.start, "to": selection.period.end}
