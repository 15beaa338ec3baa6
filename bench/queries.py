"""Every question that every page asks, asked again and again without the answers kept."""

import os
import statistics
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from streamlit.testing.v1 import AppTest

from bench.processes import PROJECT
from board.text import pages
from board.warehouse import ask, snapshots
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import Snapshot

TIMES = 20
ADDRESS = {"period": "2025-q2", "compare": "previous"}
ONE, ALL = "one unit", "all units"


class Timed(NamedTuple):
    """A question over one data folder, for one unit or for all: its median and p95 in ms."""

    question: str
    page: str
    at: str
    units: str
    median_ms: float
    p95_ms: float


class Asked(NamedTuple):
    """A question with its parameters, and the page that asked it."""

    question: str
    page: str
    used: frozenset


def asked_by_pages(data: Path, unit: str) -> set[Asked]:
    """What the pages ask of a data folder for the unit of that key and for all units."""
    os.environ["BOARD_DATA"] = str(data)
    kept, asked = ask._answer, {}

    def listening(snapshot, question, used):
        seen.setdefault((question, used), page)
        return kept(snapshot, question, used)

    ask._answer = listening
    try:
        for page in pages.PAGES.keys() - pages.ONLY_FOR.keys():
            seen = {}
            app = AppTest.from_file(PROJECT / "board" / "ui" / "shell.py", default_timeout=120)
            for key, value in ADDRESS.items():
                app.query_params[key] = value
            app.run()
            if page != "overview":
                app.switch_page(f"../../pages/{page}.py").run()
            for chosen in (unit, ""):
                if boxes := [box for box in app.sidebar.selectbox if box.key == "unit"]:
                    boxes[0].set_value(chosen).run()
            if app.exception:
                raise RuntimeError(f"{page}: {app.exception[0].value}")
            asked |= seen
    finally:
        ask._answer = kept
    return {Asked(question, page, used) for (question, used), page in asked.items()}


def timed(folders: Mapping[str, Path], times: int = TIMES) -> list[Timed]:
    """Each question at each data folder, by its name, for one unit and for all, as the page asks it
    that asks it longest; the folders are asked in turns."""
    found: list[Timed] = []
    opened: dict[str, Snapshot] = {}
    asked: dict[str, set[Asked]] = {}
    for at, data in folders.items():
        os.environ["BOARD_DATA"] = str(data)
        opened[at] = snapshots.current(EVERYTHING)
        asked[at] = asked_by_pages(data, ask.ask(opened[at], "units")["unit_key"].iloc[0])
    for question in sorted({way.question for ways in asked.values() for way in ways}):
        taken: dict[tuple[str, Asked], list[float]] = {
            (at, way): [] for at, ways in asked.items() for way in ways if way.question == question
        }
        for _ in range(times):
            for (at, way), seconds in taken.items():
                started = time.perf_counter()
                ask._answer.__wrapped__(opened[at], question, way.used)
                seconds.append(1000 * (time.perf_counter() - started))
        for at in asked:
            for units in (ONE, ALL):
                rows = [
                    Timed(question, way.page, at, units, statistics.median(ms), _p95(ms))
                    for (there, way), ms in taken.items()
                    if there == at and units in _units_of(way)
                ]
                found += [max(rows, key=lambda row: row.median_ms)] if rows else []
    return found


def _units_of(way: Asked) -> tuple[str, ...]:
    """Whether a question is of one unit or of all; one that knows no unit is of both."""
    parameters = dict(way.used)
    if "unit" not in parameters:
        return ONE, ALL
    return (ALL,) if parameters["unit"] is None else (ONE,)


def _p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1] if len(taken) > 1 else taken[0]
