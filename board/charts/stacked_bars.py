"""Rows divided into parts: outcomes, ratings, and what is open by its age."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from board.charts import axes
from board.charts.marks import upright
from board.charts.row_frame import across, print_values, rest_last, row_sheet
from board.charts.sheet import Sheet
from board.charts.style import Palette, wrapped
from board.text import numbers

LEVEL_WORDS = {
    3: ("không hài lòng", "hài lòng", "rất hài lòng"),
    5: ("rất không hài lòng", "không hài lòng", "bình thường", "hài lòng", "rất hài lòng"),
}
GAP = 0.08  # between who is content and the middle


@dataclass(frozen=True)
class Part:
    """One part of every row: its column of counts, its word and its colour."""

    column: str
    word: str
    colour: str


def verdict_stack(rows: pd.DataFrame, *, palette: Palette, ordered: bool = False) -> go.Figure:
    """Settled dossiers before time, on time and overdue, each row 100%; the overdue share printed.

    `rows`: [label, before_time, on_time, overdue], counts of dossiers whose sum is n; the
    largest overdue share first, or `ordered` as given.
    A row without dossiers prints "–". Raises ValueError if there is no row.
    """
    parts = [
        Part("before_time", "trước hạn", palette.before_time),
        Part("on_time", "đúng hạn", palette.on_time),
        Part("overdue", "quá hạn", palette.overdue),
    ]
    rows = _counted(rows, parts, printed=["overdue"])
    if not ordered:
        rows = rest_last(rows.sort_values("printed", ascending=False, kind="stable"))
    sheet = row_sheet(list(rows["label"]), axes.column(rows, "n"), palette)
    _hundred(sheet, rows, parts, palette, "hồ sơ")
    sheet.add_key([(p.colour, p.word) for p in parts], colours=palette)
    return sheet.figure()


def likert(
    rows: pd.DataFrame,
    *,
    palette: Palette,
    scale: int,
    ordered: bool = False,
) -> go.Figure:
    """Ratings by level about one upright line, every part in one scale: who is not content at its
    left, the worst level farthest out, who is content at its right; the middle of five stands
    apart, at the right of both, for it is neither.

    `rows`: [label, level_1 … level_3] or [… level_5], counts of ratings; `scale` 3 or 5.
    Printed is the share satisfied: levels 2 and 3 of 3 (counter rating), 4 and 5 of 5 (SIPAS);
    the lowest first, or `ordered` as given. A row without ratings prints "–".
    Raises ValueError if there is no row, KeyError for another scale.
    """
    words = LEVEL_WORDS[scale]
    tones = palette.levels if scale == 5 else palette.levels[::2]
    parts = [Part(f"level_{i}", w, t) for i, (w, t) in enumerate(zip(words, tones, strict=True), 1)]
    middle = parts[2:3] if scale == 5 else []
    against = parts[: scale // 2]
    content = parts[len(against) + len(middle) :]
    rows = _counted(rows, parts, printed=[part.column for part in content])
    if not ordered:
        rows = rest_last(rows.sort_values("printed", kind="stable"))
    key = [(p.colour, p.word) for p in (*against, *content, *middle)]
    lines = [key] if scale == 3 else [key[:2], key[2:]]
    sheet = row_sheet(list(rows["label"]), axes.column(rows, "n"), palette, things="lượt")
    n = rows["n"].where(rows["n"] > 0)
    shares = {part.column: rows[part.column] / n for part in parts}
    left, apart = (
        _quarters(sum(shares[part.column] for part in side)) for side in (against, middle)
    )
    inside = 1 + GAP if middle else 1
    _about_zero(sheet, left, inside, apart, palette)
    base = 0 * n
    for part in reversed(against):
        base = base - shares[part.column]
        _add_part(sheet, rows, part, shares[part.column], base, palette, "lượt")
    base = 0 * n
    for part in content:
        _add_part(sheet, rows, part, shares[part.column], base, palette, "lượt")
        base = base + shares[part.column]
    for part in middle:
        _add_part(sheet, rows, part, shares[part.column], inside + 0 * n, palette, "lượt")
    print_values(sheet, [numbers.share(v) for v in rows["printed"]], [palette.ink] * len(rows))
    sheet.add_key(*lines, [("", "từ hài lòng trở lên")], colours=palette)
    return sheet.figure()


def _quarters(shares: pd.Series | int) -> float:
    """The least number of quarters that holds every share; 0 of none."""
    return 0 if isinstance(shares, int) else max(0.25, math.ceil(shares.max() * 4 - 1e-9) / 4)


def _about_zero(sheet: Sheet, left: float, inside: float, apart: float, palette: Palette) -> None:
    """An axis of shares to both sides of zero and, from `inside` on, of the middle."""
    across(sheet, 1)
    sheet.x.update(range=[-left, inside + apart])
    sheet.shapes += [upright(x, palette) for x in ((0, inside) if apart else (0,))]
    sheet.layout["barmode"] = "overlay"


def ageing(rows: pd.DataFrame, *, palette: Palette) -> go.Figure:
    """Open dossiers by age band: within time, waiting (supplement, fee, paused), overdue.

    `rows`: [label, within, waiting, overdue], counts of dossiers, in the order of the bands;
    bars from zero on one scale, the count of overdue printed at the right.
    Raises ValueError if there is no row.
    """
    parts = [
        Part("within", "trong hạn", palette.on_time),
        Part("waiting", "đang chờ", palette.waiting),
        Part("overdue", "quá hạn", palette.overdue),
    ]
    rows = _counted(rows, parts, printed=["overdue"])
    sheet = row_sheet(list(rows["label"]), axes.column(rows, "n"), palette)
    sheet.x.update(range=[0, max(rows["n"].max(), 1)], visible=False)
    counts = [axes.column(rows, part.column) for part in parts]
    _add_parts(sheet, rows, parts, counts, palette, "hồ sơ")
    overdue = counts[-1]
    print_values(
        sheet,
        [numbers.number(v) for v in overdue],
        [palette.orange_text if v else palette.text for v in overdue],
    )
    sheet.add_key([(p.colour, p.word) for p in parts], colours=palette)
    return sheet.figure()


def _counted(rows: pd.DataFrame, parts: Sequence[Part], printed: Sequence[str]) -> pd.DataFrame:
    """The rows with n and the share of the columns `printed` (NaN where n is 0)."""
    n = rows[[part.column for part in parts]].sum(axis=1)
    return rows.assign(n=n, printed=rows[list(printed)].sum(axis=1) / n.where(n > 0))


def _hundred(
    sheet: Sheet, rows: pd.DataFrame, parts: Sequence[Part], palette: Palette, things: str
) -> None:
    """Parts as shares of their row on an axis of 0 to 100, the printed share at the right."""
    across(sheet, 1)
    n = rows["n"].where(rows["n"] > 0)
    shares = [axes.values(rows[part.column] / n) for part in parts]
    _add_parts(sheet, rows, parts, shares, palette, things)
    texts = [numbers.share(v) for v in rows["printed"]]
    print_values(sheet, texts, [palette.ink] * len(texts))


def _add_parts(
    sheet: Sheet,
    rows: pd.DataFrame,
    parts: Sequence[Part],
    lengths: Sequence[Sequence[float | None]],
    palette: Palette,
    things: str,
) -> None:
    """One stacked bar a part, with a thin gap of background between them."""
    sheet.layout["barmode"] = "stack"
    for part, x in zip(parts, lengths, strict=True):
        _add_part(sheet, rows, part, x, None, palette, things)


def _add_part(
    sheet: Sheet,
    rows: pd.DataFrame,
    part: Part,
    lengths: Sequence[float | None] | pd.Series,
    base: pd.Series | None,
    palette: Palette,
    things: str,
) -> None:
    """A bar of one part in every row, which begins at `base`, else where the one before it ends."""
    sheet.bar(
        name=part.column,
        orientation="h",
        y=list(range(len(rows))),
        x=axes.values(lengths),
        marker={"color": part.colour, "line": {"color": palette.background, "width": 1}},
        hovertext=[
            f"{wrapped(label)}<br>{part.word}: {_count(count, n, things)}"
            for label, count, n in zip(rows["label"], rows[part.column], rows["n"], strict=True)
        ],
        hoverinfo="text",
        **({} if base is None else {"base": axes.values(base)}),
    )


def _count(count: float, n: float, things: str) -> str:
    share = count / n if n else None
    text = f"{numbers.number(count)} {things}, {numbers.share(share)} ({numbers.n_text(n, things)})"
    return numbers.keep_together(text)
