"""Tasks on a time line, one row a task."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go

from board.charts.marks import hang_notes, upright
from board.charts.row_frame import row_sheet
from board.charts.style import Palette, dot, plain

RIGHT_PX = 14
LATE = ("broken", "late")


def gantt(tasks: pd.DataFrame, *, palette: Palette, on: date, on_text: str) -> go.Figure:
    """Each task as a line from its start to its due date, where it was done as a dot, its first due
    date hollow where that was put off.

    `tasks`: [row, starts_on, first_due_on, due_on, done_on, outcome, hover], a row each in order.
    Late and broken ones are orange. `on`: the day of the data, an upright line with `on_text`.
    Raises ValueError if there is no task.
    """
    if tasks.empty:
        raise ValueError("a chart of tasks needs at least one task")
    sheet = row_sheet(list(tasks["row"]), [None] * len(tasks), palette, right=RIGHT_PX)
    drawn = tasks.assign(y=range(len(tasks)))
    for is_late, colour in ((False, palette.gray), (True, palette.orange)):
        mine = drawn[drawn["outcome"].isin(LATE) == is_late]
        ends = [(r.starts_on, max(r.due_on, r.first_due_on), r.y) for r in mine.itertuples()]
        sheet.scatter(
            name="tasks",
            x=[day for start, end, _ in ends for day in (_iso(start), _iso(end), None)],
            y=[level for *_, y in ends for level in (y, y, None)],
            mode="lines",
            line={"color": colour, "width": 3},
            hoverinfo="skip",
        )
        _dots(sheet, mine, "due_on", colour, palette, symbol="line-ns-open")
        done = mine.dropna(subset=["done_on"])
        _dots(sheet, done, "done_on", colour, palette)
        put_off = mine[mine["first_due_on"] < mine["due_on"]]
        _dots(sheet, put_off, "first_due_on", colour, palette, hollow=True)
    days = drawn[["starts_on", "due_on", "done_on"]].stack()
    first, last = min(days.min(), pd.Timestamp(on)), max(days.max(), pd.Timestamp(on))
    first, last = first - pd.Timedelta(days=5), last + pd.Timedelta(days=8)
    sheet.x.update(
        type="date",
        range=[_iso(first), _iso(last)],
        tickformat="%m\n%Y",
        nticks=5,
        tickangle=0,
        ticks="outside",
        showgrid=True,
    )
    sheet.shapes.append(upright(_iso(on), palette))
    hang_notes(sheet, [((pd.Timestamp(on) - first) / (last - first), on_text)], palette)
    return sheet.figure()


def _dots(sheet, tasks: pd.DataFrame, day: str, colour: str, palette: Palette, **look) -> None:
    symbol = look.pop("symbol", None)
    marker = dot(palette, hollow=look.get("hollow", False), size=8, colour=colour)
    sheet.scatter(
        name=day,
        x=[_iso(value) for value in tasks[day]],
        y=list(tasks["y"]),
        mode="markers",
        marker=marker | ({"symbol": symbol, "size": 9} if symbol else {}),
        hovertext=[plain(text) for text in tasks["hover"]],
        hoverinfo="text",
    )


def _iso(day) -> str:
    return f"{day:%Y-%m-%d}"
