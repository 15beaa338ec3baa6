"""A sheet with labels in tiers above its plot, as the charts over time and over days have them."""

from collections.abc import Sequence

from board.charts.label_places import above_plot, tiers
from board.charts.marks import note
from board.charts.sheet import Sheet, blank
from board.charts.style import LINE_PX, NARROW_PX, Palette

LEFT_PX, RIGHT_PX, TOP_PX, BOTTOM_PX = 44, 8, 26, 26
PLOT_PX = NARROW_PX - LEFT_PX - RIGHT_PX  # on a narrow phone
ROOMS = (PLOT_PX, LEFT_PX - 8, RIGHT_PX)  # of a label: the plot, the margins that it may run into


def labelled(palette: Palette, labels: Sequence[tuple[float, str, bool]], *, height: int) -> Sheet:
    """An empty sheet with `said` above its plot: (x as a fraction of the width, text, in ink).

    `height` is that with one line of text; the sheet is higher by what further lines need.
    """
    above = above_plot(
        [(x, text) for x, text, _ in labels],
        plot_px=ROOMS[0],
        left_px=ROOMS[1],
        right_px=ROOMS[2],
    )
    extra = LINE_PX * max(0, tiers(above) - 1)
    sheet = blank(
        palette,
        height=height + extra,
        left=LEFT_PX,
        right=RIGHT_PX,
        top=TOP_PX + extra,
        bottom=BOTTOM_PX,
    )
    for label, (_, _, ink) in zip(above, labels, strict=True):
        sheet.annotate(**note(label, palette, ink=ink))
    return sheet
