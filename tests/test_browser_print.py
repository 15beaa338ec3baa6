"""In a real browser: a page on paper, and by keys."""

import io

import pypdf
import pytest
from playwright.sync_api import Page

from board.text import choices
from tests.test_browser import PATHS, cells, open_page

# Sheets that a page fills, with the sample.
SHEETS = {"overview": 2, "open_dossiers": 2, "model_progress": 2, "meeting": 1}
LEAST_LETTERS = 40  # a sheet that holds less is as good as blank
MARK = """(style => style.outlineStyle === 'solid' ? parseFloat(style.outlineWidth) : 0)(
    getComputedStyle(document.activeElement))"""


def printed(page: Page) -> list[str]:
    """The text of each sheet, as the browser's own print gives it."""
    cells(page)  # its tables are drawn
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in sheets)
    return [sheet.extract_text() for sheet in sheets]


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=() if n in SHEETS else pytest.mark.long) for n in PATHS]
)
def test_a_page_is_printed_without_the_sidebar_and_without_a_blank_sheet(page, served, name):
    open_page(page, f"{served}/{PATHS[name]}?unit=16528&period=2025-q2&state=all")
    sheets = printed(page)
    assert choices.LABELS["kind"] not in "".join(sheets)
    assert all(len(sheet.strip()) >= LEAST_LETTERS for sheet in sheets), sheets
    assert len(sheets) <= SHEETS.get(name, len(sheets))


def test_a_link_that_the_keys_are_on_is_outlined(page, served):
    open_page(page, f"{served}/?unit=16528&period=2025-q2")
    links = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.tagName") == "A":
            links.append(page.evaluate("document.activeElement.innerText"))
            assert page.evaluate(MARK) >= 2, links[-1]
    assert len(links) > 20
