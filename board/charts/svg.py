"""A sheet as SVG: lines, bands, points, ticks and notes, as plotly would draw them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from board.charts.sheet import Sheet
from board.charts.style import plain

DASHES = {"dot": "1 2", "solid": ""}
ANCHORS = {"left": "start", "center": "middle", "right": "end"}
TEXT_FALLS = 0.35  # of a text's height, from its middle to its base line
Place = Callable[[float], float]


def drawn(sheet: Sheet, *, width: int, font: str) -> str:
    """A sheet whose axes have `range`, `tickvals` and `ticktext`, `width` pixels wide, as high as
    it says itself. Of traces it draws scatter; of notes those at a y of the plot."""
    height, margin = sheet.layout["height"], sheet.layout["margin"]
    left, right = margin["l"], width - margin["r"]
    top, bottom = margin["t"], height - margin["b"]
    x, y = _place(sheet.x["range"], left, right), _place(sheet.y["range"], bottom, top)
    size, colour = sheet.layout["font"]["size"], sheet.layout["font"]["color"]
    parts = []
    for value, text in zip(sheet.y["tickvals"], sheet.y["ticktext"], strict=True):
        line = {"stroke": sheet.y["gridcolor"], "stroke-width": 1}
        parts.append(_tag("path", d=f"M{left} {y(value):.1f}H{right}", **line))
        parts.append(_text(text, left - 8, y(value), size, "end", fill=colour))
    for value, text in zip(sheet.x["tickvals"], sheet.x["ticktext"], strict=True):
        parts.append(_text(text, x(value), bottom + size, size, "middle", fill=colour))
    for trace in sheet.data:
        parts += _trace(trace, x, y)
    for note in sheet.notes:
        at = right if note.get("xref") == "paper" else x(note["x"])
        look = {"fill": note["font"]["color"], "font-weight": note["font"].get("weight", 400)}
        at_y = y(note["y"]) - note.get("yshift", 0)
        anchor = ANCHORS[note["xanchor"]]
        parts.append(_text(note["text"], at + note.get("xshift", 0), at_y, size, anchor, **look))
    box = f'viewBox="0 0 {width} {height}" font-family="{plain(font)}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}</svg>'


def _place(ends: Sequence[float], start: float, end: float) -> Place:
    """Where a value of an axis stands, in pixels."""
    return lambda value: start + (value - ends[0]) / (ends[1] - ends[0]) * (end - start)


def _trace(trace: dict, x: Place, y: Place) -> Iterator[str]:
    points = list(zip(trace["x"], trace["y"], strict=True))
    if trace.get("fill") == "toself":
        yield _tag("path", d=f"{_path(points, x, y)}Z", fill=trace["fillcolor"])
    if "lines" in trace["mode"]:
        line = trace["line"]
        steps = DASHES[line.get("dash", "solid")].split()
        look = {"fill": "none", "stroke": line["color"], "stroke-width": line["width"]}
        if steps:
            look["stroke-dasharray"] = " ".join(f"{float(n) * line['width']:g}" for n in steps)
        for is_gap, stretch in groupby(points, lambda point: point[1] is None):
            if not is_gap:
                yield _tag("path", d=_path(list(stretch), x, y), **look)
    if "markers" in trace["mode"]:
        yield from _markers(points, trace["marker"], x, y)


def _path(points: Sequence[tuple], x: Place, y: Place) -> str:
    return "M" + "L".join(f"{x(a):.1f} {y(b):.1f}" for a, b in points)


def _markers(points: Sequence[tuple], marker: dict, x: Place, y: Place) -> Iterator[str]:
    forms, fills, rims = (
        part if isinstance(part, list) else [part] * len(points)
        for part in (marker["symbol"], marker["color"], marker["line"]["color"])
    )
    half = marker["size"] / 2
    for (a, b), form, fill, rim in zip(points, forms, fills, rims, strict=True):
        if b is None:
            continue
        look = {"fill": fill, "stroke": rim, "stroke-width": marker["line"]["width"]}
        at_x, at_y = x(a), y(b)
        if form == "circle":
            yield _tag("circle", cx=f"{at_x:.1f}", cy=f"{at_y:.1f}", r=half, **look)
        else:
            corners = {
                "square": ((-half, -half), (half, -half), (half, half), (-half, half)),
                "diamond": ((0, -1.3 * half), (1.3 * half, 0), (0, 1.3 * half), (-1.3 * half, 0)),
            }[form]
            outline = "L".join(f"{at_x + dx:.1f} {at_y + dy:.1f}" for dx, dy in corners)
            yield _tag("path", d=f"M{outline}Z", **look)


def _text(text: str, x: float, y: float, size: int, anchor: str, **look) -> str:
    """Text that is safe already, centred on y."""
    base = f"{y + TEXT_FALLS * size:.1f}"
    own = {"x": f"{x:.1f}", "y": base, "font-size": size, "text-anchor": anchor, **look}
    return f"<text{_attributes(own)}>{text}</text>"


def _tag(name: str, **attributes) -> str:
    return f"<{name}{_attributes(attributes)}/>"


def _attributes(attributes: dict) -> str:
    return "".join(f' {name}="{plain(value)}"' for name, value in attributes.items())
