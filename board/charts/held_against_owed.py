"""What was held against what was owed, month by month."""

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.axes import MonthSpan
from board.charts.sheet import blank
from board.charts.style import Palette
from board.text import dates, numbers

DAY_MS = 24 * 3600 * 1000
BAR_DAYS = 18
HELD, OWED = "■ đã tiếp", "□ phải tiếp"


def held_against_owed(rows: pd.DataFrame, *, palette: Palette, incomplete_last: bool) -> go.Figure:
    """Days held as solid bars, those owed as an outline around them; both from 0.

    `rows`: [period_start, held, owed], one row a month; a month that is not known has no bar.
    `incomplete_last`: the last month is not over, and owes only what has ended in it. Raises
    ValueError if there is no month, or a month stands twice.
    """
    shown = axes.months(rows)
    span = MonthSpan.of(list(shown.index))
    sheet = blank(palette, height=230)
    part = [f"{dates.month(shown.index[-1])} chưa đủ kỳ"] if incomplete_last else []
    sheet.add_key([("", word) for word in (HELD, OWED, *part)], colours=palette)
    sheet.x.update(span.axis())
    held, owed = (axes.column(shown, name) for name in ("held", "owed"))
    sheet.y.update(axes.value_axis(*axes.value_range([*held, *owed], "count"), "count"))
    bars = {
        "x": [axes.stand(month) for month in shown.index],
        "width": BAR_DAYS * DAY_MS,
        "offset": -BAR_DAYS * DAY_MS / 2,
        "hoverinfo": "text",
        "hovertext": [
            f"{dates.month(month)}: đã tiếp {numbers.number(k)} trong {numbers.number(n)} ngày "
            "phải tiếp"
            for month, k, n in zip(shown.index, held, owed, strict=True)
        ],
    }
    solid = {"color": palette.gray, "line": {"color": palette.gray, "width": 1}}
    outline = {"color": "rgba(0,0,0,0)", "line": {"color": palette.ink, "width": 1}}
    sheet.bar(name="held", y=held, marker=solid, **bars)
    sheet.bar(name="owed", y=owed, marker=outline, **bars)
    return sheet.figure()
