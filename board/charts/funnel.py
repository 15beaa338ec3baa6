"""A funnel: how far each unit is from what is expected, within the limits of chance for its n."""

import pandas as pd
import plotly.graph_objects as go

from board.charts.marks import hang_notes, upright
from board.charts.row_frame import print_values, row_sheet
from board.charts.style import Palette, dot, wrapped
from board.text import numbers


def funnel(
    units: pd.DataFrame, *, palette: Palette, level_text: str, things: str = "hồ sơ"
) -> go.Figure:
    """Units as dots at their distance from what is expected of each, one row a unit with its number
    of `things`, before a bar, pale where chance reaches in 99.8%, darker where in 95%; no two need
    share limits.

    `units`: [label, n, value, low_998, low_95, high_95, high_998, tone] in the order in which they
    are read: distances as fractions, drawn in percentage points. Tone colours a dot (concern,
    improvement, else grey). `level_text`: the words of the line at 0. Raises ValueError if there is
    no unit.
    """
    counts = [float(n) for n in units["n"]]
    sheet = row_sheet(list(units["label"]), counts, palette, things=things)
    points = units[["value", "low_998", "low_95", "high_95", "high_998"]].astype(float) * 100
    low, high = min(0.0, points.to_numpy().min()), max(0.0, points.to_numpy().max())
    room = (high - low) * 0.04 or 1
    low, high = low - room, high + room
    sheet.x.update(range=[low, high], nticks=4, tickformat=",.0f", ticks="outside", tickangle=0)
    y = list(range(len(units)))
    sheet.layout["barmode"] = "overlay"
    for name in ("998", "95"):
        start, end = points[f"low_{name}"], points[f"high_{name}"]
        sheet.bar(
            name=f"limits_{name}",
            orientation="h",
            y=y,
            base=start.tolist(),
            x=(end - start).tolist(),
            marker={"color": palette.pale},
            hoverinfo="skip",
        )
    sheet.shapes.append(upright(0, palette))
    hang_notes(sheet, [(-low / (high - low), level_text)], palette)
    values = points["value"].tolist()
    sheet.scatter(
        name="units",
        x=values,
        y=y,
        mode="markers",
        cliponaxis=False,
        marker=dot(palette, size=11, colour=[palette.tone(tone) for tone in units["tone"]]),
        hovertext=[
            _hover(label, n, value, things)
            for label, n, value in zip(units["label"], counts, values, strict=True)
        ],
        hoverinfo="text",
    )
    print_values(sheet, [numbers.signed(v, 1) for v in values], [palette.ink] * len(values))
    return sheet.figure()


def _hover(label: str, n: float, value: float, things: str) -> str:
    text = f"{numbers.signed(value, 1)} điểm phần trăm"
    return numbers.keep_together(f"{wrapped(label)}<br>{text} ({numbers.n_text(n, things)})")
