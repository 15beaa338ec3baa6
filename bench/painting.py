"""First paint and a filter's change in a real browser, against a bare page with the same charts and
numbers."""

import json
import os
import re
import statistics
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from streamlit.testing.v1 import AppTest

from bench.serving import PROJECT, served
from board.text import pages
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.browser_setup import installed

PAGES = (
    *("overview", "processing_times", "open_dossiers", "satisfaction"),
    *("receptions_petitions", "letters"),
)
# Streamlit serves the first page at "/".
WATCHED = {name: "" if name == PAGES[0] else pages.PAGES[name][2] for name in PAGES}
TIMES = 7
ENDS = """() => {
    window.runEnded = 0
    const app = document.querySelector("[data-testid=stApp]")
    new MutationObserver(() => {
        if (app.dataset.testScriptState === "notRunning") window.runEnded = performance.now()
    }).observe(app, {attributes: true, attributeFilter: ["data-test-script-state"]})
}"""
MESSAGES = """window.WebSocket = class extends window.WebSocket {
    constructor(...given) {
        super(...given)
        this.addEventListener("message", () => { window.lastMessage = performance.now() })
    }
}"""
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"


class Paint(NamedTuple):
    """A page over one data folder: medians in seconds, and those of the bare page beside it."""

    page: str
    at: str
    first: float
    bare_first: float
    change: float
    bare_change: float


def recorded(page: str, out: Path) -> list[dict]:
    """The figures, metrics, tables and lines with a number that a page draws for the largest unit,
    which it opens on, and for all units, written to `out`."""
    figures, draw = [], st.plotly_chart

    def listening(figure, **options):
        figures.append(figure.to_json())
        return draw(figure, **options)

    st.plotly_chart = listening
    shown_of_unit = []
    try:
        app = AppTest.from_file(PROJECT / "board" / "ui" / "shell.py", default_timeout=120).run()
        if page != "overview":
            app.switch_page(f"../../pages/{page}.py").run()
        # By value: `select_index` would format an option's label once more, and stay where it was.
        for unit in (ask(current(EVERYTHING), "units")["unit_key"].iloc[0], ""):
            figures.clear()
            app.sidebar.selectbox(key="unit").set_value(unit).run()
            assert app.session_state["unit"] == unit
            lines = [element.value for element in (*app.main.markdown, *app.main.caption)]
            lines += [element.proto.label for element in app.main.get("page_link")]
            shown_of_unit.append(
                {
                    "figures": list(figures),
                    "metrics": [(metric.label, metric.value) for metric in app.metric],
                    "tables": [table.value.to_dict("split") for table in app.main.table],
                    "lines": [line for line in lines if re.search(r"\d", line)],
                }
            )
    finally:
        st.plotly_chart = draw
    out.write_text(json.dumps(shown_of_unit), "utf-8")
    return shown_of_unit


def first_paint(page: Page, address: str, charts: int) -> float:
    """Seconds until every chart of a page is drawn and nothing is computed any more."""
    started = time.perf_counter()
    page.goto(address)
    drawn = f"document.querySelectorAll('.js-plotly-plot .main-svg').length >= {charts}"
    page.wait_for_function(drawn, timeout=120_000)
    page.wait_for_selector(IDLE, timeout=120_000)
    return time.perf_counter() - started


def watched(page: Page, address: str, charts: int, option: int) -> tuple[float, float]:
    """(seconds to the first paint of every chart, seconds that a change of the unit takes, to the
    `option` of that place in its list)."""
    return first_paint(page, address, charts), changed(page, option)


def changed(page: Page, option: int) -> float:
    """Seconds that a change of the unit takes, to the `option` of that place in its list."""
    page.locator("[data-testid=stSidebar] [data-testid=stSelectbox]").first.click()
    other = page.get_by_role("option").nth(option)
    other.wait_for()
    page.evaluate(ENDS)  # a bare page's run is too short to be seen by asking again and again
    started = page.evaluate("performance.now()")
    other.click()
    try:
        page.wait_for_function("window.runEnded > 0", timeout=20_000)
    except TimeoutError:
        # Now and then a bare page's run is so short that React shows neither its beginning nor its
        # end; its last message is the earliest that it can have ended.
        page.wait_for_function("started => window.lastMessage > started", arg=started)
        return (page.evaluate("window.lastMessage") - started) / 1000
    return (page.evaluate("window.runEnded") - started) / 1000


def paints(folders: dict[str, Path], scratch: Path, turns: int = TIMES) -> list[Paint]:
    """One row a page and data folder, by its name: medians of first paint and of a filter's change,
    ours and those of a bare page with the same charts, all in turns."""
    os.environ["BOARD_DATA"] = str(next(iter(folders.values())))
    scratch.mkdir(parents=True, exist_ok=True)
    charts = {name: len(recorded(name, scratch / f"{name}.json")[0]["figures"]) for name in WATCHED}
    rows = []
    with ExitStack() as stack:
        servers = {
            at: stack.enter_context(served("dashboard.py", BOARD_DATA=str(data)))[0]
            for at, data in folders.items()
        }
        bare, _ = stack.enter_context(served("bench/bare.py", BENCH_RECORDED=str(scratch)))
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        for name, path in WATCHED.items():
            # Ours begins its list with all units, the bare one with what is shown.
            addresses = {at: (f"{address}/{path}", 0) for at, address in servers.items()}
            addresses[""] = f"{bare}/?page={name}", 1
            taken: dict[str, list[tuple[float, float]]] = {at: [] for at in addresses}
            for _ in range(turns):
                for at, (address, option) in addresses.items():
                    with visitor(browser) as page:
                        taken[at].append(watched(page, address, charts[name], option))
            first, change = (
                {at: statistics.median(t[i] for t in times) for at, times in taken.items()}
                for i in (0, 1)
            )
            rows += [
                Paint(name, at, first[at], first[""], change[at], change[""]) for at in servers
            ]
        browser.close()
    return rows


@contextmanager
def visitor(browser: Browser) -> Iterator[Page]:
    """A page of somebody whose browser has kept nothing."""
    # `wait_for_function` is what the pages' policy forbids.
    context = browser.new_context(viewport={"width": 1366, "height": 3000}, bypass_csp=True)
    context.add_init_script(MESSAGES)
    yield context.new_page()
    context.close()
