"""In a real browser: a file is fetched by the browser whose page made it, and a page's policy."""

import pytest

from board import words
from tests.conftest import POLICY, serving
from tests.test_browser import PATHS, open_page


@pytest.fixture(scope="module")
def brief(hostile_data):
    """A server whose sessions end soon after their tab."""
    with serving(hostile_data, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="2") as address:
        yield address


def test_a_file_is_fetched_by_the_browser_whose_page_made_it_until_its_session_ends(browser, brief):
    mine, other = browser.new_context(), browser.new_context()
    page, others = mine.new_page(), other.new_page()
    for one in (page, others):
        one.set_default_timeout(120_000)
        open_page(one, f"{brief}/{PATHS['form_06a']}?unit=16528")
    with page.expect_download() as waiting:
        page.locator('[class*="st-key-csv_"] button').first.click()
    file = waiting.value.url
    assert file.startswith(f"{brief}/media/")
    answer = mine.request.get(file)
    assert answer.status == 200 and answer.headers["cache-control"] == "no-store"
    for stranger in (other, browser.new_context()):
        refused = stranger.request.get(file)
        assert (refused.status, refused.text()) == (403, words.NOT_YOUR_FILE)
    page.close()
    for _ in range(600):
        if mine.request.get(file).status == 403:
            break
        others.wait_for_timeout(100)
    assert mine.request.get(file).status == 403
    mine.close()
    other.close()


def test_a_page_that_breaks_the_policy_is_seen(page, served, office):
    """What the whole tour is held to is noticed at all, in a context of its own."""
    context = page.context.browser.new_context()
    lines, broken = [], context.new_page()
    broken.on("console", lambda line: lines.append(line.text))
    open_page(broken, served)
    broken.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', done);
            const image = document.createElement('img');
            image.src = 'http://evil.invalid/x.png';
            document.body.append(image);
        })"""
    )
    assert any(POLICY in line for line in lines)
    context.close()
