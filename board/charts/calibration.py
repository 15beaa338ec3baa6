"""What was predicted against what happened."""

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.row_frame import COLUMN_PX, across, print_values, row_frame
from board.charts.style import LINE_PX, Palette, dot
from board.text import numbers

PREDICTED, OBSERVED = "dự báo", "thực tế"


def calibration_chart(rows: pd.DataFrame, *, palette: Palette) -> go.Figure:
    """Shares predicted (hollow) and observed (filled, with their 95% interval), by row.

    `rows`: [label, n, predicted, observed, low, high], shares as fractions, in the order of what
    was predicted; what happened is printed at the right. Where a hollow dot lies within the
    whisker, the two agree. Raises ValueError if there is no row.
    """
    predicted, observed = axes.column(rows, "predicted"), axes.column(rows, "observed")
    lows, highs = axes.column(rows, "low"), axes.column(rows, "high")
    frame = row_frame(
        list(rows["label"]), axes.column(rows, "n"), palette, right=COLUMN_PX, top=9 + LINE_PX
    )
    sheet = frame.sheet
    top = max(v for v in [*predicted, *observed, *highs, 0] if v is not None)
    end = axes.value_range([0, top], "share")[1]
    across(sheet, end, share=True)
    sheet.layout["meta"] = axes.ends_note(0, end)
    hover = [
        numbers.keep_together(
            f"{PREDICTED} {numbers.share(s)}, {OBSERVED} {numbers.share(h)} "
            f"({numbers.n_text(n)})<br>khoảng tin cậy 95%: {numbers.share_range(low, high)}"
        )
        for s, h, n, low, high in zip(predicted, observed, rows["n"], lows, highs, strict=True)
    ]
    dots = {"y": frame.places, "mode": "markers", "cliponaxis": False}
    dots |= {"hovertext": hover, "hoverinfo": "text"}
    sheet.scatter(
        name="observed",
        x=observed,
        marker=dot(palette, size=11),
        error_x=axes.whiskers(observed, lows, highs, palette.ink),
        **dots,
    )
    sheet.scatter(name="predicted", x=predicted, marker=dot(palette, hollow=True, size=11), **dots)
    print_values(frame, [numbers.share(v) for v in observed], [palette.ink] * len(observed))
    sheet.annotate(
        text=f"○ {PREDICTED}\u00a0\u00a0 ● {OBSERVED}",
        x=1,
        xref="paper",
        xanchor="right",
        xshift=frame.right_px,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=2,
        font={"color": palette.text},
    )
    return sheet.figure()
