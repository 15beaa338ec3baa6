"""First paint and a filter's change in a real browser, against a bare page with the same charts and
numbers."""

import json
import os
import re
import statistics
import time
from pathlib import Path

import streamlit as st
from playwright.sync_api import Page, TimeoutError, sync_playwright
from streamlit.testing.v1 import AppTest

from bench.serving import PROJECT, served
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.browser_setup import installed

WATCHED = {"overview": "", "processing_times": "thoi-gian-giai-quyet"}
TIMES = 5
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
    first = first_paint(page, address, charts)
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
        return first, (page.evaluate("window.lastMessage") - started) / 1000
    return first, (page.evaluate("window.runEnded") - started) / 1000


def paints(data: Path, scratch: Path) -> list[dict]:
    """One row a page: medians of first paint and filter's change, ours, bare, and the ratios."""
    os.environ["BOARD_DATA"] = str(data)
    rows = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        for name, path in WATCHED.items():
            out = scratch / f"{name}.json"
            charts = len(recorded(name, out)[0]["figures"])
            with (
                served("dashboard.py", BOARD_DATA=str(data)) as (ours, _),
                served("bench/bare.py", BENCH_RECORDED=str(out)) as (bare, _),
            ):
                taken = {"ours": [], "bare": []}
                for _ in range(TIMES):
                    # Ours begins its list with all units, the bare one with what is shown.
                    for who, address, option in (("ours", f"{ours}/{path}", 0), ("bare", bare, 1)):
                        # `wait_for_function` is what the pages' policy forbids.
                        context = browser.new_context(
                            viewport={"width": 1366, "height": 3000}, bypass_csp=True
                        )
                        context.add_init_script(MESSAGES)
                        taken[who].append(watched(context.new_page(), address, charts, option))
                        context.close()
            first, change = (
                {who: statistics.median(t[i] for t in times) for who, times in taken.items()}
                for i in (0, 1)
            )
            rows.append(
                {
                    "page": name,
                    "first_s": first["ours"],
                    "first_ratio": first["ours"] / first["bare"],
                    "change_s": change["ours"],
                    "change_ratio": change["ours"] / change["bare"],
                }
            )
        browser.close()
    return rows
