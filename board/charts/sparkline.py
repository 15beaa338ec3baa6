"""The little line that stands beside a measure."""

from collections.abc import Sequence

import plotly.graph_objects as go

from board.charts import axes
from board.charts.marks import bands, level
from board.charts.sheet import blank
from board.charts.style import Palette, dot, plain


def sparkline(
    values: Sequence[float | None],
    *,
    palette: Palette,
    target: float | None = None,
    mean: Sequence[float | None] = (),
    lower: Sequence[float | None] = (),
    upper: Sequence[float | None] = (),
    tone: str | None = None,
    incomplete_last: bool = False,
    height: int = 44,
    hover: Sequence[str] | None = None,
) -> go.Figure:
    """The little line of a measure (13 periods, say): only the last point is marked.

    `values`: oldest first, None or NaN is a gap; `height` 44 to 72 pixels. `hover`: one text a
    value. `mean`, `lower`, `upper`: the natural limits around a mean, drawn as a pale band. `tone`:
    what the last point says, as in `Palette.tone`. The vertical scale is its own, so two of them
    are not to be compared.
    Raises ValueError if there is no value at all.
    """
    levels = axes.values(values)
    known = [v for v in levels if v is not None]
    if not known:
        raise ValueError("a small chart needs at least one value")
    known += [] if target is None else [float(target)]
    limits = [axes.values(column) for column in (mean, lower, upper)]
    known += [end for ends in limits[1:] for end in ends if end is not None]
    sheet = blank(palette, height=height, left=0, right=8, top=4, bottom=4)
    pad = (max(known) - min(known)) * 0.12 or abs(known[0]) * 0.05 or 1
    last = len(levels) - 1
    sheet.x.update(visible=False, range=[0, max(last, 1)])
    sheet.y.update(visible=False, range=[min(known) - pad, max(known) + pad])
    sheet.layout["hovermode"] = "closest" if hover else False
    texts = [plain(text) for text in hover] if hover else None
    info = "text" if hover else "skip"
    line = {"color": palette.gray, "width": 2}
    for trace in bands(list(range(len(levels))), *limits, palette):
        sheet.scatter(**trace)
    if target is not None:
        sheet.scatter(**level(target, 0, max(last, 1), palette))
    sheet.scatter(
        name="actual",
        x=list(range(len(levels))),
        y=[*levels[:-1], None] if incomplete_last else levels,
        mode="lines",
        line=line,
        hovertext=texts,
        hoverinfo=info,
    )
    if incomplete_last and last > 0:
        sheet.scatter(
            name="link",
            x=[last - 1, last],
            y=levels[-2:],
            mode="lines",
            line={**line, "dash": "dot"},
            hoverinfo="skip",
        )
    sheet.scatter(
        name="last",
        x=[last],
        y=levels[-1:],
        mode="markers",
        cliponaxis=False,
        marker=dot(palette, hollow=incomplete_last, size=9, colour=palette.tone(tone)),
        hovertext=texts[-1:] if texts else None,
        hoverinfo=info,
    )
    return sheet.figure()
