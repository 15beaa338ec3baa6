"""In a real browser: a file is fetched by the browser whose page made it, and a page's policy."""

import pytest

from board.text import access
from tests.conftest import POLICY, serving
from tests.test_browser import PATHS, open_page


@pytest.fixture(scope="module")
def brief(hostile_data):
    """A server whose sessions end soon after their tab."""
    with serving(hostile_data, STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL="2") as address:
        yield address


@pytest.fixture(scope="module")
def readers(browser, brief):
    """The pages of two browsers at one server, on each the form."""
    contexts = [browser.new_context(), browser.new_context()]
    pages = [context.new_page() for context in contexts]
    for page in pages:
        page.set_default_timeout(120_000)
        open_page(page, f"{brief}/{PATHS['form_06a']}?unit=16528")
    yield pages
    for context in contexts:
        context.close()


def test_a_file_is_fetched_by_the_browser_whose_page_made_it_until_its_session_ends(
    browser, brief, readers
):
    page, others = readers
    mine = page.context
    with page.expect_download() as waiting:
        page.locator('[class*="st-key-csv_"] button').first.click()
    file = waiting.value.url
    assert file.startswith(f"{brief}/media/")
    answer = mine.request.get(file)
    assert answer.status == 200 and answer.headers["cache-control"] == "no-store"
    stranger = browser.new_context()
    for request in (others.context.request, stranger.request):
        refused = request.get(file)
        assert (refused.status, refused.text()) == (403, access.NOT_YOUR_FILE)
    stranger.close()
    page.close()
    for _ in range(600):
        if mine.request.get(file).status == 403:
            break
        others.wait_for_timeout(100)
    assert mine.request.get(file).status == 403


def test_a_page_that_breaks_the_policy_is_seen(readers):
    """What the whole tour is held to is noticed at all, in a context of its own."""
    lines, broken = [], readers[1]
    broken.on("console", lambda line: lines.append(line.text))
    broken.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', done);
            const image = document.createElement('img');
            image.src = 'http://evil.invalid/x.png';
            document.body.append(image);
        })"""
    )
    assert any(POLICY in line for line in lines)
