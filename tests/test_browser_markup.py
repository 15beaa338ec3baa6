"""In a real browser: text that is escaped is seen and copied as it stands, and no link, image or
request comes of it."""

import json

import pytest

from tests.conftest import PROJECT, serving
from tests.hostile import EVIL, PAYLOADS, UNSEEN, hostile
from tests.test_browser import PATHS, open_page, until

UNIT = "unit=16531%402025-07-01&period=2026-q3"
PLACES = 15  # where the page draws each payload
DRAWN = """named => [...document.querySelectorAll(
    `.st-key-payload_${named} [data-testid=stMarkdownContainer]`)].flatMap(
    e => e.innerText.trim().split("\\n").map(line => line.trim()).filter(line => line))"""
MARKUP = """[...document.querySelectorAll('[data-testid=stMarkdownContainer] :is(' +
    'a, img, script, code, em, del, ol, blockquote, hr, svg, .katex, sup, [role=img])')]
    .map(e => e.outerHTML)"""
LEADS_OUT = f"""[...document.querySelectorAll('[href*="{EVIL}" i], [src*="{EVIL}" i]')]
    .map(e => e.outerHTML)"""


@pytest.fixture
def asked(page):
    """The addresses that the page asks for."""
    urls = []
    page.on("request", lambda request: urls.append(request.url))
    return urls


def test_escaped_text_is_seen_as_it_stands_wherever_markdown_is_read(page, asked):
    with serving(PROJECT / "tests" / "no data", "tests/escaped_app.py") as address:
        page.goto(address)
        for name, payload in (PAYLOADS | UNSEEN).items():
            # What draws markdown is fetched when it is first wanted.
            until(page, f"({DRAWN})({json.dumps(name)}).length >= {PLACES}")
            assert set(page.evaluate(DRAWN, name)) == {payload}, name
        assert page.evaluate(MARKUP) == [] and page.evaluate(LEADS_OUT) == []
    assert not [url for url in asked if EVIL in url]


@pytest.mark.parametrize(
    "names",
    [
        ("model_progress",),
        # Without accounts the log of use names nothing.
        pytest.param(tuple(name for name in PATHS if name != "usage_log"), marks=pytest.mark.long),
    ],
)
def test_no_page_links_or_asks_where_its_data_or_its_address_say(page, asked, tmp_path, names):
    """The issue's own examples: the address, the unit's name, the owner, the workstream."""
    payload = f"{PAYLOADS['image']} [Đăng nhập lại](http://{EVIL}) www.{EVIL}"
    with serving(hostile(tmp_path, payload)) as address:
        for name in names:
            open_page(page, f"{address}/{PATHS[name]}?{UNIT}")
            assert "[Đăng nhập lại](" in page.inner_text("body"), name
            assert page.evaluate(LEADS_OUT) == [], name
        open_page(
            page, f"{address}/?snapshot=![im](http://{EVIL}/x) [Đăng nhập lại](http://{EVIL})"
        )
        assert f"[Đăng nhập lại](http://{EVIL})" in page.get_by_test_id("stAlert").inner_text()
        assert page.evaluate(LEADS_OUT) == []
    assert not [url for url in asked if EVIL in url and not url.startswith(address)]
