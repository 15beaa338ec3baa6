"""The charts of the page on processing times, each from its measures and with its own table."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from board import blocks, charts, formats, words
from board.choice import Choice
from board.facts import Fact, notes
from board.methods.survival import kaplan_meier, time_when_share_finished
from board.settings import SETTINGS
from board.warehouse import ask

ROWS_SHOWN = 8
MONTHS_SHOWN = 25
HISTOGRAM_STEPS = 16


def trend_card(
    fact: Fact, choice: Choice, narrow: bool = False, marks: Sequence[tuple[date, str]] = ()
) -> None:
    """One measure by month with its target, its limits, the dated notes and further `marks`."""
    months = fact.months.tail(MONTHS_SHOWN)
    figure = charts.trend(
        months,
        palette=blocks.palette(),
        unit=fact.measure.unit,
        target=fact.target,
        incomplete_last=fact.incomplete_last,
        events=[*notes(choice, months["period_start"].iloc[-1]), *marks],
    )
    blocks.chart(
        words.trend_title(fact, charts.axis_note(figure), narrow),
        figure,
        words.month_table(fact),
        f"theo_thang_{fact.measure.key}",
        choice,
        None if narrow else fact.measure,
        note=words.trend_note(fact),
    )


def counterweights(facts: list[Fact], choice: Choice) -> None:
    """What a good on-time rate may hide, on one quiet line; each number leads to its rows."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(words.COUNTERWEIGHT, width="content")
        for fact in facts:
            one = fact.measure
            if not fact.now["n"]:
                continue
            st.page_link(
                "../pages/rows.py",
                label=words.counterweight(fact, SETTINGS.hide_below_n, SETTINGS.warn_below_n),
                help=f"{one.definition} {one.formula}.",
                query_params=choice.url_parameters | {"measure": one.key, "part": one.rows_of},
            )


def dots_card(groups: pd.DataFrame, by: str, choice: Choice) -> None:
    """Median and P90 of each group."""
    named = _named(groups, by, choice).dropna(subset=["p90_working_days"])
    if named.empty:
        return blocks.sentence(words.NOTHING)
    shown = largest(named, "p90_working_days_n", by)
    rows = shown.rename(
        columns={
            "median_working_days": "median",
            "p90_working_days": "p90",
            "p90_working_days_n": "n",
        }
    )[["label", "median", "p90", "n"]]
    return blocks.chart(
        words.group_title(words.DOTS, by, len(shown), len(named)),
        charts.median_p90_dots(rows, palette=blocks.palette(), ordered=by == "unit"),
        words.columns_named(rows),
        f"trung_vi_p90_{by}",
        choice,
    )


def late_card(groups: pd.DataFrame, by: str, choice: Choice) -> None:
    """Before time, on time and overdue of each group."""
    named = _named(groups, by, choice)
    named = named[named["dossiers_settled"] > 0]
    if named.empty:
        return blocks.sentence(words.NOTHING)
    shown = largest(named, "dossiers_settled", by)
    rows = pd.DataFrame(
        {
            "label": shown["label"],
            "before_time": shown["share_before_time_numerator"],
            "on_time": shown["share_on_time_numerator"],
            "overdue": shown["share_overdue_numerator"],
        }
    )
    overdue = {
        words.OVERDUE_SHARE: shown["share_overdue"],
        **{part: shown[f"share_overdue_{part}"] for part in ("n", "low", "high")},
    }
    return blocks.chart(
        words.group_title(words.VERDICT_STACK, by, len(shown), len(named)),
        charts.verdict_stack(rows, palette=blocks.palette(), ordered=by == "unit"),
        words.columns_named(rows.assign(**overdue)),
        f"truoc_dung_qua_han_{by}",
        choice,
    )


def finished_card(facts: dict[str, Fact], choice: Choice) -> None:
    """How long until what came in during the period is finished, with what is still open in it."""
    counts = ask(
        choice.snapshot,
        "time_to_finish",
        **{"from": choice.period.start, "to": choice.period.end},
        **choice.filters.parameters(),
    )
    received = int(counts[["finished", "censored"]].to_numpy().sum())
    if received < SETTINGS.hide_below_n:
        return blocks.sentence(words.NOTHING)
    curve = kaplan_meier(counts["working_days"], counts["finished"], counts["censored"])
    times = {part: time_when_share_finished(curve, part) for part in (0.5, 0.9)}
    return blocks.chart(
        words.FINISHED,
        charts.finished_curve(curve, palette=blocks.palette(), marks=times),
        words.columns_named(curve.drop(columns="standard_error")),
        "bao_lau_thi_xong",
        choice,
        note=words.finished_note(
            received,
            int(counts["censored"].sum()),
            tuple(times.values()),
            [facts[key].now["value"] for key in ("median_working_days", "p90_working_days")],
        ),
    )


def distribution_card(facts: dict[str, Fact], choice: Choice) -> None:
    """How many dossiers took how long, with median and P90 marked."""
    p90 = facts["p90_working_days"].now["value"]
    if not facts["p90_working_days"].now["n"]:
        return blocks.sentence(words.NOTHING)
    width = next(
        (w for w in (0.125, 0.25, 0.5, 1, 2, 5, 10) if w * HISTOGRAM_STEPS >= 1.4 * p90), 20
    )
    counts = (
        ask(
            choice.snapshot,
            "distribution",
            width=width,
            steps=HISTOGRAM_STEPS,
            **{"from": choice.period.start, "to": choice.period.end},
            **choice.filters.parameters(),
        )
        .set_index("step")["count"]
        .reindex(range(HISTOGRAM_STEPS), fill_value=0)
    )
    bins = pd.DataFrame(
        {
            "from_days": [step * width for step in range(HISTOGRAM_STEPS)],
            "to_days": [(step + 1) * width for step in range(HISTOGRAM_STEPS - 1)] + [None],
            "count": counts.to_list(),
        }
    )
    return blocks.chart(
        words.DISTRIBUTION,
        charts.histogram(
            bins,
            palette=blocks.palette(),
            height=320,
            p90=p90,
            median=facts["median_working_days"].now["value"],
        ),
        words.columns_named(bins),
        "phan_bo",
        choice,
        note=words.DISTRIBUTION_NOTE,
    )


def largest(named: pd.DataFrame, count: str, by: str) -> pd.DataFrame:
    """The groups of most dossiers; units by name, for their order would be read as a rank."""
    largest = named.nlargest(ROWS_SHOWN, count)
    return largest.sort_values("label", key=formats.alphabetical) if by == "unit" else largest


def _named(groups: pd.DataFrame, by: str, choice: Choice) -> pd.DataFrame:
    names = blocks.group_names(by, choice)
    return groups.assign(label=[names(group) for group in groups["group"]])
