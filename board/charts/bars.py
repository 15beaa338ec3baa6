"""Level bars: one row a thing, one value a row."""

from collections.abc import Collection, Sequence

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.axes import Unit
from board.charts.label_places import above_plot
from board.charts.marks import note, upright
from board.charts.row_frame import COLUMN_PX, Frame, across, print_values, row_frame
from board.charts.style import Palette, text_width
from board.text import numbers


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
    labels, texts = list(rows["label"]), [numbers.in_unit(v, unit, decimals) for v in values]
    share = unit == "share"
    widest = 14 + round(max(map(text_width, texts), default=0))
    frame = row_frame(
        labels,
        counts,
        palette,
        right=COLUMN_PX if share else widest,
        top=6 if target is None else 26,
        ticks=share,
    )
    sheet, end = frame.sheet, _end([*values, *highs, target], unit)
    sheet.layout["meta"] = axes.ends_note(0, end) if share else None
    across(sheet, end, share=share)
    highlights = [label in highlighted for label in labels]
    sheet.bar(
        name="actual",
        orientation="h",
        y=frame.places,
        x=values,
        width=frame.bar,
        marker={"color": [palette.orange if marked else palette.gray for marked in highlights]},
        error_x=axes.whiskers(values, lows, highs, palette.ink),
        hovertext=axes.hover_texts(labels, values, counts, lows, highs, unit, decimals),
        hoverinfo="text",
    )
    colours = [palette.orange_text if marked else palette.ink for marked in highlights]
    print_values(frame, texts, colours, at=None if share else _ends(values, highs))
    if target is not None:
        _draw_target(frame, target, f"mục tiêu {numbers.in_unit_short(target, unit)}", end, palette)
    return sheet.figure()


def _ends(values: Sequence[float | None], highs: Sequence[float | None]) -> list[float]:
    """Where each bar ends, with its whisker."""
    return [max(value or 0, high or 0) for value, high in zip(values, highs, strict=True)]


def _end(levels: Sequence[float | None], unit: Unit) -> float:
    """Where the axis of lengths ends, so that all levels are on it."""
    end = max((v for v in levels if v is not None), default=1) or 1
    return axes.value_range([0, end], unit)[1] if unit == "share" else end


def _draw_target(frame: Frame, target: float, text: str, end: float, palette: Palette) -> None:
    """The target as an upright line with its words above it."""
    (label,) = above_plot(
        [(target / end, text)],
        plot_px=frame.plot_px,
        left_px=frame.sheet.layout["margin"]["l"],
        right_px=frame.right_px,
    )
    frame.sheet.shapes.append(upright(target, palette))
    frame.sheet.annotate(**note(label, palette, ink=True))
