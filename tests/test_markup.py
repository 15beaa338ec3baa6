"""No text from data, an address or a table is markup on a page: every page × every source of text ×
every payload. That what is escaped shows as it stands, tests/test_browser_markup.py sees."""

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from textwrap import shorten

import pytest
from streamlit.testing.v1 import AppTest

from board.papers.archive.sent import Filed
from board.papers.figures import figure
from board.registers import entry_files
from board.text import entries as entries_text
from board.text import pages as pages_text
from board.text.markdown import escaped, plain
from board.ui.sidebar import CHIP_LETTERS
from tests.hostile import MARK, PAYLOADS, hostile
from tests.literal import opened
from tests.screen import session
from tests.test_pages import infos

UNIT = "16531@2025-07-01"
CODE = "23456789"  # of a paper that was sent
BLOCKS = ("draft", *(f"entries_{source}" for source in entries_text.ENTER))
# What is chosen: nothing, a unit, and what the payload itself names.
SELECTIONS = {
    "all": {},
    "unit": {"unit": UNIT},
    "unit of the payload": {"unit": "$"},
    "field of the payload": {"field": "$"},
    "of the unit by procedure": {"unit": UNIT, "by": "procedure", "certification": "0"},
    "of all by unit": {"by": "unit", "measure": "rate_settled_on_time", "card": "QD766"},
}
# What no page may open: a sentence then says so, with what the address holds.
LED_ASTRAY = (
    *(("overview", key) for key in ("unit", "period", "field", "procedure", "channel", "compare")),
    *(("overview", "snapshot"), ("rows", "measure"), ("rows", "part"), ("rows", "cell")),
    *(("open_dossiers", "state"), ("scores", "card"), ("meeting", "slide"), ("reports", "code")),
    *(("since_last_meeting", "since"), ("since_last_meeting", "which"), ("processing_times", "by")),
)
ALL_IN_ONE = " ".join(PAYLOADS[key] for key in ("image", "tag", "styles"))
LONG = pytest.mark.long
# `make test` looks at every page of one unit, with three payloads in one; the rest is long.
CROSS = [
    pytest.param(
        name, page, selection, marks=() if name == "in one" and selection == "unit" else LONG
    )
    for name in ("in one", *PAYLOADS)
    for selection in SELECTIONS
    for page in pages_text.PAGES
    if page not in pages_text.ONLY_FOR
]


@pytest.fixture(scope="module")
def folders(tmp_path_factory):
    """A data folder for each payload, made when it is first asked for."""
    made = {}

    def folder(name: str):
        if name not in made:
            payload = PAYLOADS.get(name, ALL_IN_ONE)
            made[name] = hostile(tmp_path_factory.mktemp("hostile"), payload)
            sent(made[name], payload)
            waits(made[name], payload)
        return made[name]

    return folder


def sent(data, payload: str) -> None:
    """A paper that was sent, of a snapshot that is gone; its note says the payload throughout."""
    values = dict.fromkeys(("said", "counts", "field", "unit_key", "period"), payload)
    note = Filed(
        *("form06a", CODE, payload, "2026-09-30", "2026-09-30-gone", "2026-09-30", "0" * 64),
        unit_name=payload,
        url={"period": "2026-q3", "snapshot": "2026-09-30-gone"},
        figures=[figure(payload, payload, 1.0, n=1.0, **values)],
        version=payload,
    )
    (data / "papers").mkdir()
    (data / "papers" / "2026-09-30_form06a.json").write_text(json.dumps(asdict(note)), "utf-8")


def waits(data, payload: str) -> None:
    """A task that waits, in every cell of which somebody wrote the payload."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(data))
        record = entry_files.records("tasks", opened(data), UNIT, limit=1)[0]
        free = ("title", "owner", "evidence", "note")
        values = {key: record[key] for key in record if key not in ("unit_key", "unit_word")}
        values |= dict.fromkeys(free, payload) | {"task_id": "NV99"}
        entry_files.append("tasks", values, (), "16531-11", payload)


def shown(page: str, data, **address: str) -> AppTest:
    """A page with all its blocks open."""
    app = session()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(data))
        for key, value in address.items():
            app.query_params[key] = value
        for block in BLOCKS:
            app.session_state[block] = True
        app.switch_page(f"../../pages/{page}.py").run()
    assert pages_text.BROKEN not in infos(app) and not app.exception
    return app


@cache
def of_the_unit(page: str, data: Path) -> AppTest:
    """A page of one unit, run once for all who only look at it."""
    return shown(page, data, period="2026-q3", unit=UNIT)


def markdown(app: AppTest) -> list[str]:
    """Every text that a page draws as markdown, in the sidebar and at the screen's foot too."""
    found = []
    for node in (node for root in app._tree.children.values() for node in root):
        found += [getattr(node.proto, part, "") for part in ("body", "label", "help", "delta")]
        if node.type in ("button_group", "radio"):
            found += [getattr(option, "content", option) for option in node.proto.options]
        if node.type == "table":
            found += [*map(str, node.value.columns), *node.value.astype(str).to_numpy().ravel()]
    return [getattr(text, "body", text) for text in found if text]


def as_markup(app: AppTest, *payloads: str) -> list[str]:
    """The texts in which one of the payloads stands otherwise than escaped."""
    found = markdown(app)
    for payload in payloads:
        # On the chip of a filter a long name is cut before it is escaped.
        for written in (payload, shorten(payload, CHIP_LETTERS, placeholder="…")):
            found = [text.replace(escaped(written), "") for text in found]
    return [text for text in found if MARK in text]


@pytest.mark.parametrize(("name", "page", "selection"), CROSS)
def test_a_page_shows_text_from_data_and_tables_as_text(name, page, selection, folders):
    payload = PAYLOADS.get(name, ALL_IN_ONE)
    address = {key: value.replace("$", payload) for key, value in SELECTIONS[selection].items()}
    app = (
        of_the_unit(page, folders(name))
        if selection == "unit"
        else shown(page, folders(name), period="2026-q3", **address)
    )
    assert as_markup(app, payload) == []


@pytest.mark.parametrize("payload", ["in one", *(pytest.param(p, marks=LONG) for p in PAYLOADS)])
@pytest.mark.parametrize(("page", "key"), LED_ASTRAY)
def test_a_page_shows_what_its_address_holds_as_text(page, key, payload, folders):
    payload_text = PAYLOADS.get(payload, ALL_IN_ONE)
    address = {"unit": UNIT, "period": "2026-q3"} | {key: payload_text}
    assert as_markup(shown(page, folders("in one"), **address), ALL_IN_ONE, payload_text) == []


def test_a_paper_that_was_sent_is_shown_as_text(folders):
    app = shown("reports", folders("in one"), unit=UNIT, period="2026-q3", code=CODE)
    texts = markdown(app)
    assert any(escaped(ALL_IN_ONE) in text and "30/09/2026" in text for text in texts)
    assert as_markup(app, ALL_IN_ONE) == []


def test_the_crawl_meets_the_payload_where_units_owners_and_workstreams_are_named(folders):
    """So that it looks at something: what the issue found is on these pages."""
    pages = (
        "overview",
        "model_progress",
        "scores",
        "meeting",
        "open_dossiers",
        "since_last_meeting",
    )
    for page in pages:
        texts = markdown(of_the_unit(page, folders("in one")))
        assert any(escaped(ALL_IN_ONE) in text for text in texts), page


@pytest.mark.parametrize("text", [*PAYLOADS.values(), "a@b.vn -> c", "08:30", "Tổ 1-2 (mới)"])
def test_what_is_escaped_reads_as_it_stood(text):
    assert plain(f"**{escaped(text)}**") == text


def test_text_of_several_lines_is_one_line():
    assert escaped(" a\n\n# b\r\n    c\td ") == "a \\# b c d"
