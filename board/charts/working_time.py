"""How long things take: median and P90 by row, and their distribution."""

from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.marks import hang_notes, upright
from board.charts.row_frame import rest_last, row_sheet
from board.charts.sheet import blank
from board.charts.style import Palette, dot, wrapped
from board.text import numbers

MEDIAN, P90 = "một nửa", "90% hồ sơ"


def median_p90_dots(rows: pd.DataFrame, *, palette: Palette, ordered: bool = False) -> go.Figure:
    """Median (filled) and P90 (hollow) of each row in working days, a band between, P90 printed.

    `rows`: [label, median, p90] and n if there is one; absent values print "–" without dots.
    Largest P90 first, or `ordered` as given.
    Raises ValueError if there is no row.
    """
    if not ordered:
        rows = rest_last(rows.sort_values("p90", ascending=False, kind="stable"))
    medians, p90s = axes.column(rows, "median"), axes.column(rows, "p90")
    counts = axes.column(rows, "n")
    sheet = row_sheet(list(rows["label"]), counts, palette)
    sheet.add_key([("", f"● {MEDIAN}"), ("", f"○ {P90}")], colours=palette)
    end = max((v for v in [*medians, *p90s] if v is not None), default=1) * 1.06 or 1
    sheet.x.update(
        range=[0, end],
        nticks=5,
        tickformat=",.0f" if end >= 4 else ",.1f",
        ticks="",
        showline=True,
    )
    hover = [
        _row_text(label, median, p90, n)
        for label, median, p90, n in zip(rows["label"], medians, p90s, counts, strict=True)
    ]
    sheet.bar(
        name="between",
        orientation="h",
        y=list(range(len(rows))),
        base=medians,
        x=axes.values(rows["p90"] - rows["median"]),
        width=0.25,
        marker={"color": palette.pale},
        hoverinfo="skip",
    )
    for name, x, hollow in (("median", medians, False), ("p90", p90s, True)):
        sheet.scatter(
            name=name,
            x=x,
            y=list(range(len(rows))),
            mode="markers",
            cliponaxis=False,
            marker=dot(palette, hollow=hollow, size=11),
            hovertext=hover,
            hoverinfo="text",
        )
    sheet.scatter(
        name="printed",
        x=[v or 0 for v in p90s],
        y=list(range(len(rows))),
        mode="text",
        text=[f"\u00a0\u00a0 {numbers.number(v, 1)}" for v in p90s],
        textposition="middle right",
        textfont={"color": palette.ink},
        cliponaxis=False,
        hoverinfo="skip",
    )
    return sheet.figure()


def _row_text(label: str, median: float | None, p90: float | None, n: float | None) -> str:
    lines = [
        wrapped(label),
        f"{MEDIAN} {numbers.days(median)}",
        f"{P90} {numbers.days(p90)}",
    ]
    lines += [] if n is None else [numbers.n_text(n)]
    return numbers.keep_together("<br>".join(lines))


def histogram(
    bins: pd.DataFrame,
    *,
    palette: Palette,
    median: float | None = None,
    p90: float | None = None,
    height: int = 240,
) -> go.Figure:
    """How many dossiers took how many working days, with upright marks for median and P90.

    `bins`: [from_days, to_days, count], in order, [from, to); a last `to_days` that is absent
    means "and more" and is drawn as wide as the bin before. Raises ValueError without bins.
    """
    edges, counts = _edges(bins), [v or 0 for v in axes.column(bins, "count")]
    is_open = numbers.is_absent(bins["to_days"].iloc[-1])
    low, high = edges[0], edges[-1]
    # What lies in "and more" is marked in its middle.
    most = (edges[-2] + high) / 2 if is_open else high
    marks = [
        (min(v, most), v, name)
        for v, name in ((median, MEDIAN), (p90, P90))
        if v is not None and not numbers.is_absent(v)
    ]
    sheet = blank(palette, height=height)
    notes = [((x - low) / (high - low), f"{name} {numbers.days(v)}") for x, v, name in marks]
    hang_notes(sheet, notes, palette)
    sheet.x.update(
        range=[low, high],
        **_ticks(edges, is_open),
        showgrid=False,
        showline=True,
        ticks="outside",
        tickangle=0,
    )
    sheet.y.update(range=[0, max(counts) * 1.05 or 1], nticks=5, tickformat=",.0f", ticks="")
    sheet.bar(
        name="count",
        x=[(a + b) / 2 for a, b in pairwise(edges)],
        y=counts,
        width=[b - a for a, b in pairwise(edges)],
        marker={"color": palette.gray, "line": {"color": palette.background, "width": 1}},
        hovertext=_bin_texts(bins, counts),
        hoverinfo="text",
    )
    sheet.shapes += [upright(x, palette) for x, _, _ in marks]
    return sheet.figure()


def _edges(bins: pd.DataFrame) -> list[float]:
    """Where the bins meet; "and more" is as wide as the bin before it."""
    if not len(bins):
        raise ValueError("a histogram needs at least one bin")
    starts = [float(start) for start in bins["from_days"]]
    end = axes.column(bins, "to_days")[-1]
    if end is None:
        end = starts[-1] + (starts[-1] - starts[-2] if len(starts) > 1 else 1)
    return [*starts, end]


def _ticks(edges: list[float], is_open: bool) -> dict:
    """Some six edges by name; of "and more" its start alone."""
    shown = edges[:-1] if is_open else edges
    every = -(-(len(edges) - 1) // 6)
    named = [x for i, x in enumerate(shown) if i % every == 0]
    words = [numbers.number(x) for x in named]
    if is_open and named[-1] == shown[-1]:
        words[-1] = f"từ {words[-1]}"
    return {"tickvals": named, "ticktext": words}


def _bin_texts(bins: pd.DataFrame, counts: list[float]) -> list[str]:
    ends = zip(bins["from_days"], axes.column(bins, "to_days"), counts, strict=True)
    return [_bin_text(start, end, count, sum(counts)) for start, end, count in ends]


def _bin_text(start: float, end: float | None, count: float, total: float) -> str:
    first = numbers.number(start, _decimals(start))
    if end is None:
        text = f"từ {first} ngày làm việc trở lên<br>"
    else:
        text = f"từ {first} đến dưới {numbers.number(end, _decimals(end))} ngày làm việc<br>"
    text += f"{numbers.number(count)} hồ sơ"
    if total:
        text += f", {numbers.share(count / total)} ({numbers.n_text(total)})"
    return numbers.keep_together(text)


def _decimals(value: float) -> int:
    return 0 if float(value).is_integer() else 1
