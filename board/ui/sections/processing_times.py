"""The charts of the page on processing times, each from its measures and with its own table.

A chart is worked out once for a selection and a theme and cached, as its measures are; it holds all
that `blocks.chart` draws, is read and never changed; None where there is nothing to draw.
"""

import pandas as pd

from board import charts
from board.measures.results import MeasureResult
from board.methods.survival import kaplan_meier, time_when_share_finished
from board.runtime.memory import cached
from board.runtime.settings import SETTINGS
from board.selection.selection import Selection
from board.text import alphabet, headings, pages, processing_times
from board.ui.components import blocks
from board.ui.components.group_table import labelled_groups
from board.warehouse.ask import ask

ROWS_SHOWN = 8
HISTOGRAM_STEPS = 16


def dots_card(keys: tuple[str, ...], by: str, selection: Selection) -> None:
    """Median and P90 of each group."""
    _drawn(_dots(keys, by, selection, blocks.palette()))


@cached
def _dots(
    keys: tuple[str, ...], by: str, selection: Selection, palette: charts.Palette
) -> dict | None:
    named = labelled_groups(keys, by, selection).dropna(subset=["p90_working_days"])
    if named.empty:
        return None
    shown = largest(named, "p90_working_days_n", by)
    rows = shown.rename(
        columns={
            "median_working_days": "median",
            "p90_working_days": "p90",
            "p90_working_days_n": "n",
        }
    )[["label", "median", "p90", "n"]]
    in_file = labelled_groups(keys, by, selection, True).loc[shown.index]
    hidden = in_file["p90_working_days"].isna().to_numpy()
    in_file = {part: rows[part].mask(hidden) for part in ("median", "p90")}
    return {
        "title": processing_times.group_title(processing_times.DOTS, by, len(shown), len(named)),
        "figure": charts.median_p90_dots(rows, palette=palette, ordered=by == "unit"),
        "data": headings.columns_named(rows.assign(**in_file)),
        "name": f"trung_vi_p90_{by}",
        "selection": selection,
        "measures": ["median_working_days", "p90_working_days"],
    }


def late_card(keys: tuple[str, ...], by: str, selection: Selection) -> None:
    """Before time, on time and overdue of each group."""
    _drawn(_late(keys, by, selection, blocks.palette()))


@cached
def _late(
    keys: tuple[str, ...], by: str, selection: Selection, palette: charts.Palette
) -> dict | None:
    named = labelled_groups(keys, by, selection)
    named = named[named["dossiers_settled"] > 0]
    if named.empty:
        return None
    shown = largest(named, "dossiers_settled", by)
    rows = pd.DataFrame(
        {
            "label": shown["label"],
            "before_time": shown["share_before_time_numerator"],
            "on_time": shown["share_on_time_numerator"],
            "overdue": shown["share_overdue_numerator"],
        }
    )
    in_file = labelled_groups(keys, by, selection, True).loc[shown.index]
    overdue = {
        headings.OVERDUE_SHARE: in_file["share_overdue"],
        **{part: shown[f"share_overdue_{part}"] for part in ("n", "low", "high")},
    }
    return {
        "title": processing_times.group_title(
            processing_times.VERDICT_STACK, by, len(shown), len(named)
        ),
        "figure": charts.verdict_stack(rows, palette=palette, ordered=by == "unit"),
        "data": headings.columns_named(rows.assign(**overdue)),
        "name": f"truoc_dung_qua_han_{by}",
        "selection": selection,
        "measures": ["share_overdue", "dossiers_settled"],
    }


def finished_card(results: dict[str, MeasureResult], selection: Selection) -> None:
    """How long until what came in during the period is finished, with what is still open in it."""
    settled = [results[key] for key in ("median_working_days", "p90_working_days")]
    _drawn(
        _finished(*settled, selection, blocks.palette()),
        processing_times.too_few_to_draw(processing_times.FINISHED),
    )


@cached
def _finished(
    median: MeasureResult, p90: MeasureResult, selection: Selection, palette: charts.Palette
) -> dict | None:
    counts = ask(
        selection.snapshot,
        "time_to_finish",
        **{"from": selection.period.start, "to": selection.period.end},
        **selection.filters.parameters(),
    )
    received = int(counts[["finished", "censored"]].to_numpy().sum())
    if received < SETTINGS.warn_below_n:
        return None
    curve = kaplan_meier(counts["working_days"], counts["finished"], counts["censored"])
    times = {part: time_when_share_finished(curve, part) for part in (0.5, 0.9)}
    return {
        "title": processing_times.FINISHED,
        "figure": charts.finished_curve(curve, palette=palette, marks=times),
        "data": headings.columns_named(curve.drop(columns="standard_error")),
        "name": "bao_lau_thi_xong",
        "selection": selection,
        "measures": [median.measure.key, p90.measure.key],
        "note": processing_times.finished_note(
            received,
            int(counts["censored"].sum()),
            tuple(times.values()),
            [result.now["value"] for result in (median, p90)],
        ),
    }


def distribution_card(results: dict[str, MeasureResult], selection: Selection) -> None:
    """How many dossiers took how long, with median and P90 marked."""
    settled = [results[key] for key in ("median_working_days", "p90_working_days")]
    _drawn(
        _distribution(*settled, selection, blocks.palette()),
        processing_times.too_few_to_draw(processing_times.DISTRIBUTION),
    )


@cached
def _distribution(
    median: MeasureResult, p90: MeasureResult, selection: Selection, palette: charts.Palette
) -> dict | None:
    if p90.now["n"] < SETTINGS.warn_below_n:
        return None
    reach = 1.4 * p90.now["value"]
    width = next((w for w in (0.125, 0.25, 0.5, 1, 2, 5, 10) if w * HISTOGRAM_STEPS >= reach), 20)
    counts = (
        ask(
            selection.snapshot,
            "distribution",
            width=width,
            steps=HISTOGRAM_STEPS,
            **{"from": selection.period.start, "to": selection.period.end},
            **selection.filters.parameters(),
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
    return {
        "title": processing_times.DISTRIBUTION,
        "figure": charts.histogram(
            bins,
            palette=palette,
            height=320,
            p90=p90.now["value"],
            median=median.now["value"],
        ),
        "data": headings.columns_named(bins),
        "name": "phan_bo",
        "selection": selection,
        "measures": [median.measure.key, p90.measure.key],
        "note": processing_times.DISTRIBUTION_NOTE,
    }


def largest(named: pd.DataFrame, count: str, by: str) -> pd.DataFrame:
    """The groups of most dossiers; units by name, for their order would be read as a rank."""
    largest = named.nlargest(ROWS_SHOWN, count)
    return largest.sort_values("label", key=alphabet.alphabetical) if by == "unit" else largest


def _drawn(chart: dict | None, why_not: str = pages.NOTHING) -> None:
    blocks.sentence(why_not) if chart is None else blocks.chart(**chart)
