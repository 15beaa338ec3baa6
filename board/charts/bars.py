"""Level bars: one row a thing, one value a row."""

from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.axes import Unit
from board.charts.label_places import above_plot
from board.charts.marks import note, upright
from board.charts.row_frame import COLUMN_PX, across, print_values, row_frame
from board.charts.style import Palette, text_width


def bars(
    rows: pd.DataFrame,
    *,
    palette: Palette,
    unit: Unit,
    decimals: int | None = None,
    highlighted: Collection[str] = (),
    target: float | None = None,
    ordered: bool = False,
) -> go.Figure:
    """Level bars from zero, largest first, each with its value.

    `rows`: [label, value] and, if there are any, [n, low, high]: n stands beside the name, low
    and high are drawn as a thin whisker. Shares as fractions. An absent value prints "–" and
    has no bar. `decimals`: of the printed value (else 1, counts 0). `highlighted`: labels that
    need a decision, in orange. `ordered`: keep the rows' own order.
    A share's axis ends at 100 or, where all stay below half, earlier (`axis_note`).
    Raises ValueError if there is no row.
    """
    rows = rows if ordered else rows.sort_values("value", ascending=False, kind="stable")
    names = ("value", "n", "low", "high")
    values, counts, lows, highs = (axes.column(rows, name) for name in names)
    texts = [axes.value_text(v, unit, decimals) for v in values]
    share = unit == "share"
    right = COLUMN_PX if share else 14 + round(max(map(text_width, texts), default=0))
    frame = row_frame(
        list(rows["label"]),
        counts,
        palette,
        right=right,
        top=6 if target is None else 26,
        ticks=share,
    )
    sheet = frame.sheet
    end = max((v for v in [*values, *highs, target] if v is not None), default=1) or 1
    if share:
        end = axes.value_range([0, end], unit)[1]
        sheet.layout["meta"] = axes.ends_note(0, end)
    across(sheet, end, share=share)
    highlight = [label in highlighted for label in rows["label"]]
    sheet.bar(
        name="actual",
        orientation="h",
        y=frame.places,
        x=values,
        width=frame.bar,
        marker={"color": [palette.orange if is_loud else palette.gray for is_loud in highlight]},
        error_x=axes.whiskers(values, lows, highs, palette.ink),
        hovertext=axes.hover_texts(
            list(rows["label"]), values, counts, lows, highs, unit, decimals
        ),
        hoverinfo="text",
    )
    ends = [max(v or 0, high or 0) for v, high in zip(values, highs, strict=True)]
    colours = [palette.orange_text if is_loud else palette.ink for is_loud in highlight]
    print_values(frame, texts, colours, at=None if share else ends)
    if target is not None:
        text = f"mục tiêu {axes.short_value(target, unit)}"
        (label,) = above_plot(
            [(target / end, text)],
            plot_px=frame.plot_px,
            left_px=sheet.layout["margin"]["l"],
            right_px=right,
        )
        sheet.shapes.append(upright(target, palette))
        sheet.annotate(**note(label, palette, ink=True))
    return sheet.figure()
