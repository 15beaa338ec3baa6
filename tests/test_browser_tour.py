"""In a real browser: one tour that asserts on every page what holds of every page."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from board.text import pages
from tests.accessibility import (
    ALLOWED,
    found_in_both_themes,
    found_where_tables_are_plain,
)
from tests.test_browser import PATHS, cells, go_to, open_page, until

HOME = {"localhost", "127.0.0.1", ""}
NO_CHARTS = {
    "usage_log",
    *("since_last_meeting", "data_intake", "form_06a", "scores", "reports"),
    "meeting",  # its first slide
}
# On the tour Sầm Sơn has signals since its last meeting.
NO_CHARTS_ON_TOUR = NO_CHARTS - {"since_last_meeting"}
NO_CELLS = {"overview", "reports", "meeting", "definitions", "usage_log"}
SELECTION = ("unit=16531%402025-07-01", "period=2026-q3", "certification=0", "compare=last_year")
ROWS = "state=all&measure=dossiers_received&part=all"  # every list in full
PHONES = (400, 360)
CUT = """() => [...document.querySelectorAll(
    'h1, h2, h3, [data-testid="stMetricLabel"], [data-testid="stMetricValue"]')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1
        || [e, ...e.querySelectorAll('*')].some(
            x => x.scrollWidth > x.clientWidth + 1 && getComputedStyle(x).display !== 'inline'))
    .map(e => e.innerText)"""
WIDE = """() => Math.max(document.documentElement.scrollWidth,
    document.querySelector('[data-testid="stMain"]').scrollWidth)"""


def asserts_what_is_drawn(page: Page, name: str, no_charts: set[str] = NO_CHARTS) -> None:
    """Each chart has a text, no table prints None, and both are there where the page has them."""
    charts = page.get_by_test_id("stPlotlyChart")
    texts = [charts.nth(i).get_attribute("aria-label") or "" for i in range(charts.count())]
    assert all(len(text) > 15 and not text.startswith("Plot") for text in texts), name
    assert bool(texts) == (name not in no_charts), name
    shown = set(cells(page))
    assert not {"None", "nan", "NaN", "NaT", "null"} & shown, name
    assert bool(shown) == (name not in NO_CELLS), name


def fits_a_phone(page: Page) -> None:
    """Waits until the page scrolls down only and cuts no heading, on phones of either width."""
    for width in PHONES:
        page.set_viewport_size({"width": width, "height": 780})
        # A table is drawn anew a while after the page became narrower, the later the busier.
        until(page, f"({WIDE})() <= {width}")
        until(page, f"({CUT})().length == 0")


def test_a_tour_of_every_page_keeps_the_filters_and_stays_at_home(page, served, office):
    asked, allowed = [], set()
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    open_page(page, f"{served}/?{'&'.join(SELECTION)}")
    for name in [name for name in PATHS if name not in {*pages.NOT_IN_THE_LIST, *pages.ONLY_FOR}]:
        go_to(page, name)
        expect(page).to_have_url(re.compile(f"/{PATHS[name]}\\?"))
        assert set(SELECTION) <= set(page.url.partition("?")[2].split("&")), page.url
        expect(page).to_have_title(pages.PAGES[name][0])
        assert "Phường Sầm Sơn · Quý III/2026" in page.inner_text("body").replace("\u00a0", " ")
        asserts_what_is_drawn(page, name, NO_CHARTS_ON_TOUR)
        allowed |= found_in_both_themes(page)
        if name == "data_intake":  # with the most tables, and the widest
            allowed |= found_where_tables_are_plain(page)
        fits_a_phone(page)
        page.set_viewport_size({"width": 1366, "height": 768})
    other = office.new_page()
    open_page(other, page.url)
    expect(other.locator("h2").first).to_have_text(page.locator("h2").first.inner_text())
    other.close()
    for name in (*pages.NOT_IN_THE_LIST, "open_dossiers"):
        open_page(page, f"{served}/{PATHS[name]}?{'&'.join(SELECTION)}&{ROWS}")
        asserts_what_is_drawn(page, name)
        allowed |= found_in_both_themes(page)
        fits_a_phone(page)
        page.set_viewport_size({"width": 1366, "height": 768})
    assert allowed == set(ALLOWED), "tests/axe_allowed.toml allows what no longer occurs"
    page.wait_for_load_state("networkidle")
    assert any(url.startswith("ws://localhost") for url in asked)
    assert {urlsplit(url).hostname or "" for url in asked} <= HOME


@pytest.mark.long
def test_every_page_of_all_units_opened_by_its_address_describes_its_charts(page, served):
    for name in PATHS:
        open_page(page, f"{served}/{PATHS[name]}?period=2025-q2&{ROWS}")
        asserts_what_is_drawn(page, name)


@pytest.mark.long
def test_every_page_opened_on_a_phone_by_its_address_fits_it(page, served):
    page.set_viewport_size({"width": PHONES[0], "height": 780})
    for name in PATHS:
        open_page(page, f"{served}/{PATHS[name]}?unit=16528&period=2025-q2")
        fits_a_phone(page)
