"""Tasks on a time line, one row a workstream."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from board.charts.label_places import above_plot
from board.charts.marks import note, upright
from board.charts.row_frame import row_frame
from board.charts.style import Palette, dot, plain

RIGHT_PX, TOP_PX = 14, 26
ROOM_PX, LANE_PX = 26, 9  # of a row for its tasks, and between two that overlap
LATE = ("broken", "late")


def gantt(
    tasks: pd.DataFrame, *, palette: Palette, rows: Sequence[str], on: date, on_text: str
) -> go.Figure:
    """Each task as a line from its start to its due date, where it was done as a dot, its first due
    date hollow where that was put off.

    `tasks`: [row, starts_on, first_due_on, due_on, done_on, outcome, hover]; `rows`: every row in
    order, also those without a task. Late and broken ones are orange. `on`: the day of the data,
    an upright line with `on_text`. Raises ValueError if there is no task.
    """
    if tasks.empty:
        raise ValueError("a chart of tasks needs at least one task")
    frame = row_frame(list(rows), [None] * len(rows), palette, right=RIGHT_PX, top=TOP_PX)
    sheet, place_of = frame.sheet, dict(zip(rows, frame.places, strict=True))
    drawn = pd.concat(
        [
            _in_lanes(mine, place_of[row])
            for row, mine in tasks.sort_values("starts_on").groupby("row")
        ]
    )
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
    span = (last - first).days or 1
    sheet.x.update(
        type="date",
        range=[_iso(first - pd.Timedelta(days=5)), _iso(last + pd.Timedelta(days=8))],
        tickformat="%m/%Y",
        nticks=5,
        tickangle=0,
        ticks="outside",
        showgrid=True,
    )
    (label,) = above_plot(
        [((pd.Timestamp(on) - first).days / span, on_text)],
        plot_px=frame.plot_px,
        left_px=sheet.layout["margin"]["l"],
        right_px=RIGHT_PX,
    )
    sheet.shapes.append(upright(_iso(on), palette))
    sheet.annotate(**note(label, palette, ink=True))
    return sheet.figure()


def _in_lanes(tasks: pd.DataFrame, centre: float) -> pd.DataFrame:
    """The tasks of a row with the height `y` of each, so that those of one time do not cover."""
    free: list[pd.Timestamp] = []
    lanes = []
    for task in tasks.itertuples():
        lane = next((i for i, until in enumerate(free) if until < task.starts_on), len(free))
        free[lane : lane + 1] = [max(task.due_on, task.first_due_on)]
        lanes.append(lane)
    step = min(LANE_PX, ROOM_PX / len(free))
    return tasks.assign(y=[centre + (lane - (len(free) - 1) / 2) * step for lane in lanes])


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
