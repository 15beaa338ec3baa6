"""Every question that every page asks, asked again and again without the answers kept."""

import os
import statistics
import time
from pathlib import Path

from streamlit.testing.v1 import AppTest

from bench.loading import PROJECT
from board.text import pages
from board.warehouse import ask, snapshots
from board.warehouse.scope import EVERYTHING

TIMES = 20


def asked_by_pages(data: Path, address: dict[str, str]) -> dict[str, set]:
    """Page → the (question, parameters) that it asks."""
    os.environ["BOARD_DATA"] = str(data)
    kept, asked = ask._answer, {}

    def listening(snapshot, question, used):
        seen.add((question, used))
        return kept(snapshot, question, used)

    ask._answer = listening
    try:
        for page in pages.PAGES.keys() - pages.ONLY_FOR.keys():
            seen = asked[page] = set()
            app = AppTest.from_file(PROJECT / "board" / "ui" / "shell.py", default_timeout=120)
            for key, value in address.items():
                app.query_params[key] = value
            app.run()
            if page != "overview":
                seen.clear()
                app.switch_page(f"../../pages/{page}.py").run()
            if app.exception:
                raise RuntimeError(f"{page}: {app.exception[0].value}")
    finally:
        ask._answer = kept
    return asked


def timed(asked: dict[str, set]) -> list[dict]:
    """One row a question: the page that asks it longest, median and p95 in milliseconds."""
    snapshot = snapshots.current(EVERYTHING)
    slowest: dict[str, dict] = {}
    for page, questions in asked.items():
        for question, used in questions:
            taken = []
            for _ in range(TIMES):
                started = time.perf_counter()
                ask._answer.__wrapped__(snapshot, question, used)
                taken.append(1000 * (time.perf_counter() - started))
            row = {
                "question": question,
                "page": page,
                "median_ms": statistics.median(taken),
                "p95_ms": statistics.quantiles(taken, n=20)[-1],
            }
            if question not in slowest or slowest[question]["p95_ms"] < row["p95_ms"]:
                slowest[question] = row
    return sorted(slowest.values(), key=lambda row: -row["p95_ms"])
