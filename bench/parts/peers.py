"""PART=peers: our overview beside a page over the same dossiers as tutorials write it."""

import os
import statistics
import time
from contextlib import ExitStack
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, sync_playwright

from bench.data_sets import DataSets
from bench.figures import Figure, Table
from bench.painting import TIMES, changed, first_paint, recorded, visitor
from bench.serving import held_megabytes, served
from tests.browser_setup import installed

TUTORIAL, TUTORIAL_CHARTS = "bench/peers/tutorial.py", 6
OURS, CSV, PARQUET = "ours", "pandas over the CSV", "pandas over Parquet"


def tables(data_sets: DataSets) -> list[Table]:
    """The first visitor of a server, a new one, a reload, a filter's change and memory, of each."""
    size = data_sets.sizes[0]
    data, export = data_sets.loaded(size), data_sets.dossiers(size)
    scratch = data_sets.out / "scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    parquet = scratch / "dossiers.parquet"
    pd.read_csv(export).to_parquet(parquet)
    charts = _charts_of_overview(data, scratch / "overview.json")
    turns = 1 if data_sets.small else TIMES
    with ExitStack() as servers, sync_playwright() as playwright:
        pages = {
            OURS: served("dashboard.py", BOARD_DATA=str(data)),
            CSV: served(TUTORIAL, BENCH_EXPORT=str(export)),
            PARQUET: served(TUTORIAL, BENCH_EXPORT=str(parquet)),
        }
        started = {name: servers.enter_context(page) for name, page in pages.items()}
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        counts = {OURS: charts, CSV: TUTORIAL_CHARTS, PARQUET: TUTORIAL_CHARTS}
        taken: dict[str, list[dict[str, float]]] = {name: [] for name in started}
        for _ in range(turns + 1):
            for name, (address, _) in started.items():
                taken[name].append(_visit(browser, address, counts[name]))
        memory = {name: held_megabytes(process) for name, (_, process) in started.items()}
        browser.close()
    figures = []
    for name, visits in taken.items():
        first, *later = visits
        figures.append(Figure(name, "first visitor of a server, s", first["new visitor, s"]))
        figures += [
            Figure(name, kind, statistics.median(visit[kind] for visit in later)) for kind in first
        ]
        figures.append(Figure(name, "memory, MB", memory[name]))
    return [_table(figures, size, turns)]


def _visit(browser: Browser, address: str, charts: int) -> dict[str, float]:
    """What somebody with an empty browser waits for: the page, the page again, another unit."""
    with visitor(browser) as page:
        new = first_paint(page, address, charts)
        again = first_paint(page, address, charts)
        time.sleep(0.5)  # what the page still does is not the change's
        return {
            "new visitor, s": new,
            "warm reload, s": again,
            "filter's change, s": changed(page, 0),
        }


def _charts_of_overview(data: Path, scratch: Path) -> int:
    os.environ["BOARD_DATA"] = str(data)
    return len(recorded("overview", scratch)[0]["figures"])


def _table(figures: list[Figure], size: int, turns: int) -> Table:
    ours = {figure.column: figure.value for figure in figures if figure.row == OURS}
    ratios = [
        Figure(f"{figure.row}, times ours", figure.column, figure.value / ours[figure.column])
        for figure in figures
        if figure.row != OURS
    ]
    return Table(
        f"The overview at {size:,} dossiers",
        "`bench/peers/tutorial.py`: read whole by pandas, kept by `st.cache_data`, drawn by plotly "
        f"express; four figures, {TUTORIAL_CHARTS} charts, a table, four filters. Medians of "
        f"{turns} in turns, after the first visitor of each server; a new visitor's browser has "
        "kept nothing.",
        "page",
        [*figures, *ratios],
    )
