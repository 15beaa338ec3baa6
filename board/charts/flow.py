"""What comes in, what goes out, and what stays open, month by month."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.axes import MonthSpan
from board.charts.marks import event_notes, event_points, hang_notes, upright
from board.charts.sheet import blank
from board.charts.style import Palette, dot
from board.text import dates, numbers

DAY_MS = 24 * 3600 * 1000
BAR_DAYS = 11
HEIGHT_PX = 330
UPPER, LOWER = [0.46, 1], [0, 0.32]
RECEIVED, SETTLED = "□ nhận", "■ giải quyết"
IN_HAND = "đang giải quyết cuối tháng"


def flow(
    rows: pd.DataFrame,
    *,
    palette: Palette,
    incomplete_last: bool,
    events: Sequence[tuple[date, str]] = (),
) -> go.Figure:
    """Received and settled as bars above, what is open at each month's end as a line below.

    `rows`: [period_start, in_hand_before, received, settled, in_hand_after], one row a month,
    counts of dossiers. Both parts start at 0 and count the same things, each on its own scale.
    `incomplete_last`: the last month is not over, its point is hollow. `events`: (day, note); those
    outside the months shown are left out. Raises ValueError if there is no month, or a month
    stands twice.
    """
    shown = axes.months(rows)
    span = MonthSpan.of(list(shown.index))
    inside = [(day, text) for day, text in events if span.holds(day)]
    sheet = blank(palette, height=HEIGHT_PX)
    hang_notes(sheet, event_notes(inside, span), palette)
    part = [f"○ {dates.month(shown.index[-1])} chưa đủ kỳ"] if incomplete_last else []
    sheet.add_key([("", word) for word in (RECEIVED, SETTLED, *part)], colours=palette)
    sheet.x.update(span.axis(), anchor="y2")
    received, settled, open_after = (
        axes.column(shown, name) for name in ("received", "settled", "in_hand_after")
    )
    _upward(sheet.y, [*received, *settled], UPPER)
    lower = {name: value for name, value in sheet.y.items() if name != "domain"}
    _upward(lower, open_after, LOWER)
    sheet.layout["yaxis2"] = lower
    x = [axes.stand(month) for month in shown.index]
    hover = [
        _identity(month, row) for month, row in zip(shown.index, shown.itertuples(), strict=True)
    ]
    bars = {"x": x, "width": BAR_DAYS * DAY_MS, "hovertext": hover, "hoverinfo": "text"}
    sheet.bar(
        name="received",
        y=received,
        offset=-BAR_DAYS * DAY_MS,
        marker={"color": palette.pale, "line": {"color": palette.gray, "width": 1}},
        **bars,
    )
    sheet.bar(
        name="settled",
        y=settled,
        offset=0,
        marker={"color": palette.gray, "line": {"color": palette.gray, "width": 1}},
        **bars,
    )
    sheet.scatter(
        name="in_hand",
        x=x,
        y=open_after,
        yaxis="y2",
        mode="lines+markers",
        connectgaps=False,
        cliponaxis=False,
        line={"color": palette.gray, "width": 2},
        marker=dot(palette),
        hovertext=hover,
        hoverinfo="text",
    )
    if incomplete_last:
        sheet.scatter(
            name="incomplete",
            x=x[-1:],
            y=open_after[-1:],
            yaxis="y2",
            mode="markers",
            cliponaxis=False,
            marker=dot(palette, hollow=True),
            hovertext=hover[-1:],
            hoverinfo="text",
        )
    sheet.shapes += [upright(day.isoformat(), palette) for day, _ in inside]
    if inside:
        sheet.scatter(**event_points(inside, sheet.y["range"][1], palette))
    sheet.annotate(
        text=f"● {IN_HAND}",
        x=0,
        xref="paper",
        xanchor="left",
        y=LOWER[1],
        yref="paper",
        yanchor="bottom",
        yshift=2,
        font={"color": palette.text},
    )
    return sheet.figure()


def _upward(axis: dict, counts: list[float | None], domain: list[float]) -> None:
    """An axis of counts from 0 over a part of the sheet's height."""
    axis.update(axes.value_axis(*axes.value_range(counts, "count"), "count"), domain=domain)
    axis["nticks"] = 5 if domain is UPPER else 3


def _identity(month, row) -> str:
    """The month's identity in words: before + received − settled = after."""
    before, received, settled, after = (
        numbers.number(value)
        for value in (row.in_hand_before, row.received, row.settled, row.in_hand_after)
    )
    return (
        f"{dates.month(month)}: đầu tháng {before} + nhận {received} − giải quyết {settled}"
        f"<br>= cuối tháng {after}"
    )
