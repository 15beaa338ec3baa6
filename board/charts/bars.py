"""Level bars: one row a thing, one value a row."""

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.axes import Unit
from board.charts.row_frame import across, print_values, rest_last, row_sheet
from board.charts.style import Palette
from board.text import numbers


def bars(
    rows: pd.DataFrame,
    *,
    palette: Palette,
    unit: Unit,
    ordered: bool = False,
    things: str = "hồ sơ",
) -> go.Figure:
    """Level bars from zero, largest first and “Khác” last, each with its value.

    `rows`: [label, value] and, if there are any, [n, low, high]: n `things` stand beside the
    name, low and high are drawn as a thin whisker. Shares as fractions. An absent value prints "–"
    and has no bar. `ordered`: keep the rows' own order.
    A share's axis ends at 100 or, where all stay below half, earlier (`axis_note`).
    Raises ValueError if there is no row.
    """
    rows = rows if ordered else rest_last(rows.sort_values("value", ascending=False, kind="stable"))
    names = ("value", "n", "low", "high")
    values, counts, lows, highs = (axes.column(rows, name) for name in names)
    labels, texts = list(rows["label"]), [numbers.in_unit(v, unit) for v in values]
    sheet = row_sheet(labels, counts, palette, things=things)
    ends = [max(v or 0, high or 0) for v, high in zip(values, highs, strict=True)]
    end = max(ends) or 1
    ink = {"color": palette.ink}
    if unit == "share":
        end = axes.value_range([0, end], unit)[1]
        sheet.layout["meta"] = axes.ends_note(0, end)
        across(sheet, end)
        print_values(sheet, texts, [palette.ink] * len(texts))
        written = {}
    else:
        sheet.x.update(range=[0, end], visible=False)
        written = {"text": texts, "textposition": "outside", "textfont": ink}
    sheet.bar(
        name="actual",
        orientation="h",
        y=list(range(len(rows))),
        # A bar of no length bears the words of what is absent.
        x=[v or 0 for v in values],
        cliponaxis=False,
        marker={"color": palette.gray},
        error_x=axes.whiskers(values, lows, highs, palette.ink),
        hovertext=axes.hover_texts(labels, values, counts, lows, highs, unit, things),
        hoverinfo="text",
        **written,
    )
    return sheet.figure()
