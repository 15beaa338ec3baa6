"""In a real browser, which measures texts: no label of a chart is cut off or meets another."""

import pytest

from tests.test_browser import PATHS, open_page, settled, until

WIDTHS = (1366, 400, 360)
PAGES = (
    "processing_times",
    "open_dossiers",
    "satisfaction",
    "receptions_petitions",
    "letters",
    "model_progress",
    "definitions",
)
CLOSED = '[data-testid="stMain"] details:not([open]) > summary:visible'
# Of each chart as wide as its place: the labels that stand out of its box, and pairs that overlap.
FAULTY = """() => [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].flatMap(chart => {
    const drawn = chart.querySelector('svg.main-svg');
    if (!chart.clientWidth) return [];
    if (!drawn) return ['not drawn'];
    const box = drawn.getBoundingClientRect();
    const labels = [...chart.querySelectorAll('svg.main-svg text')]
        .map(e => [e.textContent, e.getBoundingClientRect()])
        .filter(([text, at]) => text.trim() && at.width);
    const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
    if (labels.length && Math.abs(box.width - chart.clientWidth) > 2) return ['not yet as wide'];
    return [
        ...labels.filter(([, at]) => at.left < box.left - 1 || at.right > box.right + 1
            || at.top < box.top - 1 || at.bottom > box.bottom + 1).map(([text]) => text),
        ...labels.flatMap(([text, at], i) => labels.slice(0, i)
            .filter(([, other]) => meet(at, other)).map(([other]) => `${other} | ${text}`))];
})"""


@pytest.mark.parametrize("name", PAGES)
def test_no_label_of_a_chart_is_cut_off_or_meets_another(page, served, name):
    # Of all units: events of two of them, units compared, the longest lists of names.
    open_page(page, f"{served}/{PATHS[name]}?period=2025-q2&unit=")
    for _ in range(page.locator(CLOSED).count()):
        page.locator(CLOSED).first.click()
        settled(page)
    assert page.locator('[data-testid="stPlotlyChart"]:visible').count()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        until(page, f"({FAULTY})().length == 0")
