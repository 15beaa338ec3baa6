"""How long a workbook of many rows takes, against XlsxWriter alone with the same cells."""

import io
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from board.papers.office.sheet import FONT, Sheet
from board.papers.office.workbook import workbook_of
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import Selection, selection_of
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current

ROWS, COLUMNS = 100_000, 21
LIMIT = 1.5
TURNS = 3
KINDS = ("@", "dd/mm/yyyy", "#,##0.0##")
TEXTS = (
    "Đăng ký khai sinh", "Chứng thực bản sao từ bản chính", "Hộ tịch", "Trực tuyến",
    "Đăng ký biến động quyền sử dụng đất, tài sản gắn liền với đất", "=1+1", "Phường Sầm Sơn",
)  # fmt: skip


def cells() -> pd.DataFrame:
    """ROWS × COLUMNS: codes that differ, words that come again, days, numbers, and gaps in each."""
    chance = np.random.default_rng(17)
    columns: dict[str, object] = {
        "Mã hồ sơ": [f"000.00.16.H56-2609{place:06}" for place in range(ROWS)]
    }
    for place in range(9):
        columns[f"Chữ {place}"] = chance.choice([*TEXTS, None], ROWS)
    first = np.datetime64("2026-01-01")
    for place in range(5):
        days = first + chance.integers(0, 270, ROWS).astype("timedelta64[D]")
        columns[f"Ngày {place}"] = pd.Series(days.astype("datetime64[s]")).mask(
            chance.random(ROWS) < 0.1
        )
    for place in range(COLUMNS - len(columns)):
        columns[f"Số {place}"] = pd.Series(chance.integers(0, 400, ROWS) / 8).mask(
            chance.random(ROWS) < 0.1
        )
    return pd.DataFrame(columns)


def alone(rows: list[list]) -> bytes:
    """The same cells by XlsxWriter in constant memory: no headings, no heights, three formats."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"constant_memory": True})
    tab = made.add_worksheet()
    forms = [made.add_format(FONT | {"border": 1, "num_format": kind}) for kind in KINDS]
    for row, values in enumerate(rows):
        for column, (value, kind) in enumerate(values):
            if kind:
                tab.write_number(row, column, value, forms[kind])
            else:
                tab.write_string(row, column, value, forms[kind])
    made.close()
    return out.getvalue()


def plain(frame: pd.DataFrame) -> list[list]:
    """The rows of a frame, each value with its place in KINDS, days as spreadsheets count."""

    def cell(value) -> tuple:
        """A value and its kind."""
        if isinstance(value, str):
            return value, 0
        if value is None or value != value:
            return "–", 0
        if isinstance(value, pd.Timestamp):
            return (value - pd.Timestamp(1899, 12, 30)) / pd.Timedelta(days=1), 1
        return value, 2

    return [[cell(value) for value in values] for values in frame.itertuples(index=False)]


def ours(frame: pd.DataFrame, selection: Selection) -> bytes:
    """The same frame as a page gives it away, after a first sheet."""
    return workbook_of(selection, lambda made: made.add_worksheet("1"), [Sheet("2", "", frame)])


def in_turns(data: Path) -> dict[str, float]:
    """The seconds of each, medians of TURNS runs in turns, and their ratio; the first sheet is that
    of the newest snapshot of a data folder."""
    os.environ["BOARD_DATA"] = str(data)
    selection = selection_of(current(EVERYTHING), Filters(), parse("2025-q2"))
    frame = cells()
    rows = plain(frame)
    ways: dict[str, Callable[[], bytes]] = {
        "alone_s": lambda: alone(rows),
        "ours_s": lambda: ours(frame, selection),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, make in ways.items():
            start = time.perf_counter()
            make()
            taken[name].append(time.perf_counter() - start)
    medians = {name: statistics.median(times) for name, times in taken.items()}
    return medians | {"ratio": medians["ours_s"] / medians["alone_s"]}
