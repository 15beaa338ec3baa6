"""Differences with their intervals: one row a thing, a dot and a thin line about zero."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.marks import upright
from board.charts.row_frame import print_values, row_sheet
from board.charts.style import Palette, dot, wrapped
from board.text import numbers


def forest(rows: pd.DataFrame, *, palette: Palette, counts: Sequence[str] = ()) -> go.Figure:
    """Differences of shares as dots with their 95% intervals, in the rows' own order.

    `rows`: [label, value, low, high] as fractions; drawn and printed in percentage points, an
    absent one as "–". `counts`: what stands beside each name, such as "(81; 11 lượt)". Zero, no
    difference, is an upright line and always in view. Raises ValueError if there is no row.
    """
    values, lows, highs = (
        [None if v is None else v * 100 for v in axes.column(rows, name)]
        for name in ("value", "low", "high")
    )
    labels = [
        f"{a} {b}".strip() for a, b in zip(rows["label"], counts or [""] * len(rows), strict=True)
    ]
    sheet = row_sheet(labels, [None] * len(rows), palette)
    known = [0.0, *(v for v in [*values, *lows, *highs] if v is not None)]
    room = (max(known) - min(known)) * 0.04 or 1
    sheet.x.update(
        range=[min(known) - room, max(known) + room],
        nticks=4,
        tickformat=",.0f",
        ticks="outside",
        tickangle=0,
        showgrid=False,
        showline=True,
    )
    sheet.shapes.append(upright(0, palette))
    sheet.scatter(
        name="difference",
        x=values,
        y=list(range(len(rows))),
        mode="markers",
        cliponaxis=False,
        marker=dot(palette, size=11),
        error_x=axes.whiskers(values, lows, highs, palette.gray),
        hovertext=[
            _hover(label, *ends) for label, *ends in zip(labels, values, lows, highs, strict=True)
        ],
        hoverinfo="text",
    )
    texts = [numbers.number(v, 1) for v in values]
    print_values(sheet, texts, [palette.ink] * len(texts))
    return sheet.figure()


def _hover(label: str, value: float | None, low: float | None, high: float | None) -> str:
    text = f"{wrapped(label)}<br>{numbers.number(value, 1)} điểm phần trăm"
    if low is not None and high is not None:
        ends = (numbers.number(v, 1) for v in (low, high))
        text += "<br>khoảng tin cậy 95%: từ {} đến {}".format(*ends)
    return numbers.keep_together(text)
