"""What keeps a reader out of a page, as axe finds it, but for what is Streamlit's own."""

import tomllib

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from board.text import headings
from tests.conftest import PROJECT
from tests.test_browser import TWO_FRAMES, settled, until

ENTRIES = tomllib.loads((PROJECT / "tests" / "axe_allowed.toml").read_text("utf-8"))["allowed"]
ALLOWED = {(entry["rule"], entry["selector"]): entry["reason"] for entry in ENTRIES}
GROUND = "getComputedStyle(document.querySelector('[data-testid=\"stApp\"]')).backgroundColor"
MATCHES = "([target, selector]) => document.querySelector(target).matches(selector)"


def found(page: Page) -> set[tuple[str, str]]:
    """The entries of the list that a page needs. Raises AssertionError for what none allows."""
    needed, wrong = set(), []
    for violation in Axe().run(page).response["violations"]:
        entries = [entry for entry in ALLOWED if entry[0] == violation["id"]]
        for node in violation["nodes"]:
            (target,) = node["target"]
            fits = {e for e in entries if page.evaluate(MATCHES, [target, e[1]])}
            needed |= fits
            if not fits:
                wrong.append(f"{page.url}: {violation['help']}: {target}: {node['html'][:300]}")
    assert not wrong, "\n".join(wrong)
    return needed


def found_where_tables_are_plain(page: Page) -> set[tuple[str, str]]:
    """The same, of a page whose tables are drawn plain, which are canvases again after it."""
    switch, canvas = page.get_by_text(headings.PLAIN_TABLES), page.get_by_test_id("stDataFrame")
    switch.click()
    expect(canvas).to_have_count(0)
    settled(page)
    needed = found(page)
    switch.click()
    expect(canvas.first).to_be_visible()
    settled(page)
    return needed


def found_in_both_themes(page: Page) -> set[tuple[str, str]]:
    """The same, of a page as it is and in the other theme, in which it is left."""
    needed, ground = found(page), page.evaluate(GROUND)
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    page.emulate_media(color_scheme="light" if is_dark else "dark")
    until(page, f"{GROUND} !== '{ground}'")
    page.evaluate(TWO_FRAMES)
    settled(page)
    return needed | found(page)
