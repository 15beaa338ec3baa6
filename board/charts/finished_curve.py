"""How long until it is finished: the share finished after each working time."""

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.marks import hang_notes, upright
from board.charts.sheet import Sheet, blank
from board.charts.style import Palette
from board.text import numbers

HEIGHT_PX = 300
SHOWN = 0.98  # the last few can take ten times as long as all others


def finished_curve(
    curve: pd.DataFrame,
    *,
    palette: Palette,
    marks: dict[float, float | None],
) -> go.Figure:
    """The share finished after each working time, as steps with a pale band of its 95% interval.

    `curve`: [time, survival, low, high] in order, as `methods.survival.kaplan_meier` gives it;
    low and high of the share still open, absent where there is none. `marks`: share → the time at
    which it has finished, drawn upright, or None where the curve never gets there. The time axis
    ends where 98% have finished, or with the last time. Raises ValueError without a time.
    """
    if not len(curve):
        raise ValueError("a curve needs at least one time")
    finished = 1 - curve["survival"]
    reached = curve["time"][finished >= SHOWN]
    known = [t for t in marks.values() if t is not None]
    last = float(reached.iloc[0] if len(reached) else curve["time"].iloc[-1])
    end = max(last, *known, 0) * 1.06 or 1
    notes = [
        (t / end, f"{numbers.share(share, 0)} xong: {numbers.days(t)}")
        for share, t in marks.items()
        if t is not None
    ]
    sheet = blank(palette, height=HEIGHT_PX)
    hang_notes(sheet, notes, palette)
    sheet.x.update(
        range=[0, end],
        nticks=6,
        tickformat=",.0f" if end >= 4 else ",.1f",
        tickangle=0,
        showgrid=False,
        showline=True,
        ticks="outside",
    )
    sheet.y.update(range=[0, 1.02], tickformat=".0%", nticks=6, ticks="")
    inside = curve[curve["time"] <= end]
    _draw_curve(sheet, inside, end, palette)
    sheet.shapes += [upright(t, palette) for t in known]
    return sheet.figure()


def _draw_curve(sheet: Sheet, inside: pd.DataFrame, end: float, palette: Palette) -> None:
    """The steps from 0 to the axis' end over the band of their interval."""
    times = [0.0, *axes.column(inside, "time"), end]
    finished = 1 - inside["survival"]
    # Where there is no interval the band closes on the line itself.
    lows, highs = ((1 - inside[name]).fillna(finished).tolist() for name in ("high", "low"))

    def steps(values: list[float]) -> list[float]:
        """A curve's values from 0, the last of them held to the axis' end."""
        return [0.0, *values, values[-1] if values else 0.0]

    hidden = {"mode": "lines", "line": {"shape": "hv", "width": 0}, "hoverinfo": "skip", "x": times}
    sheet.scatter(name="low", y=steps(lows), **hidden)
    sheet.scatter(name="band", y=steps(highs), fill="tonexty", fillcolor=palette.pale, **hidden)
    sheet.scatter(
        name="finished",
        x=times,
        y=steps(finished.tolist()),
        mode="lines",
        line={"shape": "hv", "width": 2, "color": palette.gray},
        hovertext=_texts(inside, lows, highs),
        hoverinfo="text",
    )


def _texts(inside: pd.DataFrame, lows: list[float], highs: list[float]) -> list[str]:
    rows = zip(inside["time"], 1 - inside["survival"], lows, highs, strict=True)
    texts = [
        numbers.keep_together(
            f"sau {numbers.days(t, 0 if float(t).is_integer() else 1)} làm việc: "
            f"{numbers.share(share)} đã xong"
            f"<br>khoảng tin cậy 95%: {numbers.share_range(low, high)}"
        )
        for t, share, low, high in rows
    ]
    return ["", *texts, texts[-1] if texts else ""]
