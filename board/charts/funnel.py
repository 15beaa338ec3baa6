"""A funnel: how far each unit is from what is expected, within the limits of chance for its n."""

import pandas as pd
import plotly.graph_objects as go

from board.charts.label_places import TEXT_PX, Plot, Spot
from board.charts.marks import target_label
from board.charts.sheet import Sheet, blank
from board.charts.style import HOVER_PX, NARROW_PX, Palette, dot, joined, plain, text_width, wrap
from board.text import numbers

LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 44, 8, 8, 26
HEIGHT_PX, DOT_PX, BAR_PX, LABEL_PX = 320, 10, 6, 150
LIMITS = ("low_998", "low_95", "high_95", "high_998")


def funnel(
    units: pd.DataFrame, *, palette: Palette, level_text: str, things: str = "hồ sơ"
) -> go.Figure:
    """Units as dots over their number of `things`, each at its distance from what is
    expected of it and before an upright bar, pale where chance reaches in 99.8%, darker where in
    95%; no two need share limits.

    `units`: [label, n, value, low_998, low_95, high_95, high_998, tone, is_outside] in the order in
    which they are read: distances as fractions, drawn in percentage points. Tone colours a dot
    (concern, improvement, else grey) and only those outside are named, beside their dots.
    `level_text`: the words of the line at 0. Raises ValueError if there is no unit.
    """
    if not len(units):
        raise ValueError("a funnel needs at least one unit")
    sheet = blank(
        palette, height=HEIGHT_PX, left=LEFT_PX, right=RIGHT_PX, top=TOP_PX, bottom=BOTTOM_PX
    )
    counts = [float(n) for n in units["n"]]
    values = [float(v) * 100 for v in units["value"]]
    ends = {name: [float(v) * 100 for v in units[name]] for name in LIMITS}
    drawn = [0.0, *values, *ends["low_998"], *ends["high_998"]]
    room = (max(drawn) - min(drawn)) * 0.04 or 1
    sheet.y.update(range=[min(drawn) - room, max(drawn) + room], nticks=6, ticks="")
    sheet.y.update(tickformat=",.0f", ticklabelstandoff=3)
    most = max(counts) * 1.04
    sheet.x.update(range=[0, most], nticks=6, tickformat=",.0f", ticks="outside", tickangle=0)
    sheet.x.update(showgrid=False, showline=True)
    for name in ("998", "95"):
        bars = zip(counts, ends[f"low_{name}"], ends[f"high_{name}"], strict=True)
        sheet.scatter(
            name=f"limits_{name}",
            x=[x for n in counts for x in (n, n, None)],
            y=[y for _, low, high in bars for y in (low, high, None)],
            mode="lines",
            line={"color": palette.pale, "width": BAR_PX},
            hoverinfo="skip",
        )
    sheet.scatter(
        name="level",
        x=[0, most],
        y=[0, 0],
        mode="lines",
        line={"color": palette.ink, "width": 1},
        hoverinfo="skip",
    )
    sheet.scatter(
        name="units",
        x=counts,
        y=values,
        mode="markers",
        cliponaxis=False,
        marker=dot(palette, size=DOT_PX, colour=[palette.tone(tone) for tone in units["tone"]]),
        hovertext=[
            _hover(label, n, value, things)
            for label, n, value in zip(units["label"], counts, values, strict=True)
        ],
        hoverinfo="text",
    )
    places = list(zip(counts, values, strict=True))
    labels = zip(places, units["label"], units["is_outside"], strict=True)
    outside = [(place, label) for place, label, is_outside in labels if is_outside]
    _write_names(sheet, places, outside, level_text, palette)
    return sheet.figure()


def _write_names(
    sheet: Sheet,
    places: list[tuple[float, float]],
    outside: list[tuple[tuple[float, float], str]],
    level_text: str,
    palette: Palette,
) -> None:
    """The words of the line at 0, then the units outside, each where it covers no dot."""
    size = (NARROW_PX - LEFT_PX - RIGHT_PX, HEIGHT_PX - TOP_PX - BOTTOM_PX)
    (_, most), (low, high) = sheet.x["range"], sheet.y["range"]

    def fraction(place: tuple[float, float]) -> tuple[float, float]:
        """A place in n and share as fractions of the plot."""
        return place[0] / most, (place[1] - low) / (high - low)

    _, line = fraction((0, 0))
    plot = Plot(*size, [_around(fraction(place), *size) for place in places])
    spot = plot.free_spot(line, text_width(level_text)) or Spot(1, "right", "bottom")
    sheet.annotate(**target_label(level_text, 0, spot, palette))
    level_box = plot.outline(spot, line, text_width(level_text))
    plot.curves.extend([level_box, [(0, line), (1, line)]])
    named = Plot(*size, [level_box])
    for place, label in outside:
        _name(sheet, plot, named, fraction(place), label, palette)


def _around(at: tuple[float, float], width: float, height: float) -> list[tuple[float, float]]:
    """A dot's box as a curve, so that labels keep off it."""
    x, y = DOT_PX / 2 / width, DOT_PX / 2 / height
    corners = ((-x, -y), (x, -y), (x, y), (-x, y), (-x, -y))
    return [(at[0] + dx, at[1] + dy) for dx, dy in corners]


def _name(
    sheet: Sheet, plot: Plot, named: Plot, at: tuple[float, float], label: str, palette: Palette
) -> None:
    """A unit's name at the side of its dot that is freest; none where it would be cut off or lie
    over another name, which the dot's own hover text and the sentence below still say."""
    (text,) = wrap(label, LABEL_PX, lines=1)
    wide, aside = text_width(text), DOT_PX / plot.width_px
    half, apart = TEXT_PX / 2 / plot.height_px, DOT_PX / plot.height_px
    spots = [
        (Spot(at[0] + aside, "left", "bottom"), at[1] - half),
        (Spot(at[0] - aside, "right", "bottom"), at[1] - half),
        (Spot(at[0], "left", "bottom"), at[1] + apart),
        (Spot(at[0], "left", "top"), at[1] - apart),
        (Spot(at[0], "right", "bottom"), at[1] + apart),
        (Spot(at[0], "right", "top"), at[1] - apart),
    ]
    free = [place for place in spots if not named.crossings(*place, wide)]
    if not free:
        return
    spot, y = min(free, key=lambda place: plot.crossings(*place, wide))
    sheet.annotate(
        text=plain(text),
        # Apart from its dot by pixels, which stay the same on a wide screen.
        x=at[0],
        xref="paper",
        xanchor=spot.xanchor,
        xshift=round((spot.x - at[0]) * plot.width_px),
        y=at[1],
        yref="paper",
        yanchor=spot.yanchor,
        yshift=round((y - at[1]) * plot.height_px),
        font={"color": palette.ink},
    )
    for taken in (plot, named):
        taken.curves.append(plot.outline(spot, y, wide))


def _hover(label: str, n: float, value: float, things: str) -> str:
    name = joined(wrap(label, HOVER_PX, lines=6))
    text = f"{numbers.signed(value, 1)} điểm phần trăm"
    return numbers.keep_together(f"{name}<br>{text} ({numbers.n_text(n, things)})")
