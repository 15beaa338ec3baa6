"""A bullet bar as a small picture for a cell: a value against its target, from 0 to 100%."""

from base64 import b64encode

from board.charts.style import Palette

WIDTH_PX, HEIGHT_PX, BAR_PX = 80, 16, 8


def bullet(value: float | None, target: float | None, *, palette: Palette) -> str:
    """The address of an SVG that a markdown cell draws: a pale track of 100%, the share as a solid
    bar from 0, the target as a thin upright line; an absent one (None, NaN) is left out."""
    parts = [_bar(1.0, palette.grid)]
    if value is not None and 0 <= value <= 1:  # not NaN either
        parts.append(_bar(value, palette.gray))
    if target is not None and 0 <= target <= 1:
        at = min(max(target * WIDTH_PX, 1), WIDTH_PX - 1)  # the whole line, also at 0 and 100%
        parts.append(f'<path d="M{at:.1f} 0v{HEIGHT_PX}" stroke="{palette.ink}" stroke-width="2"/>')
    size = f'width="{WIDTH_PX}" height="{HEIGHT_PX}"'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'
    return "data:image/svg+xml;base64," + b64encode(drawn.encode()).decode()


def _bar(share: float, colour: str) -> str:
    top = (HEIGHT_PX - BAR_PX) / 2
    size = f'width="{share * WIDTH_PX:.1f}" height="{BAR_PX}"'
    return f'<rect y="{top:g}" {size} fill="{colour}"/>'
