"""In a real browser: nothing that a reader began to read is pushed away while the rest loads."""

from tests.test_browser import PATHS, open_page

# Where each heading stood, in every frame in which it had moved.
NOTES_HEADINGS = """
window.headings = {};
const look = () => {
    const main = document.querySelector('[data-testid="stMain"]');
    for (const heading of main ? main.querySelectorAll('h3') : []) {
        const y = Math.round(heading.getBoundingClientRect().top + main.scrollTop);
        const seen = window.headings[heading.textContent.trim()] ??= [];
        if (seen.at(-1) !== y) seen.push(y);
    }
    requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
A_LINE_PX = 24


def test_tables_of_the_data_page_keep_their_place_while_they_load(page, served):
    page.add_init_script(NOTES_HEADINGS)
    open_page(page, f"{served}/{PATHS['data_intake']}")
    page.locator('[data-testid="stDataFrame"] td').first.wait_for(state="attached")
    moved = {name: max(ys) - min(ys) for name, ys in page.evaluate("headings").items()}
    assert len(moved) > 4
    assert max(moved.values()) < A_LINE_PX, moved
