"""What was predicted against what happened."""

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.row_frame import across, print_values, row_sheet
from board.charts.style import Palette, dot
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
    sheet = row_sheet(list(rows["label"]), axes.column(rows, "n"), palette)
    sheet.add_key([("", f"○ {PREDICTED}"), ("", f"● {OBSERVED}")], colours=palette)
    top = max(v for v in [*predicted, *observed, *highs, 0] if v is not None)
    end = axes.value_range([0, top], "share")[1]
    across(sheet, end)
    sheet.layout["meta"] = axes.ends_note(0, end)
    hover = [
        numbers.keep_together(
            f"{PREDICTED} {numbers.share(s)}, {OBSERVED} {numbers.share(h)} "
            f"({numbers.n_text(n)})<br>khoảng tin cậy 95%: {numbers.share_range(low, high)}"
        )
        for s, h, n, low, high in zip(predicted, observed, rows["n"], lows, highs, strict=True)
    ]
    dots = {"y": list(range(len(rows))), "mode": "markers", "cliponaxis": False}
    dots |= {"hovertext": hover, "hoverinfo": "text"}
    sheet.scatter(
        name="observed",
        x=observed,
        marker=dot(palette, size=11),
        error_x=axes.whiskers(observed, lows, highs, palette.ink),
        **dots,
    )
    sheet.scatter(name="predicted", x=predicted, marker=dot(palette, hollow=True, size=11), **dots)
    print_values(sheet, [numbers.share(v) for v in observed], [palette.ink] * len(observed))
    return sheet.figure()
