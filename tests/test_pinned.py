"""An address that names a snapshot shows that one, though a newer one is published."""

import pytest
from streamlit.testing.v1 import AppTest

from board.text import snapshots
from board.text.dates import day
from board.text.markdown import plain
from tests.conftest import PROJECT
from tests.literal import filled, opened

HEADING = "id | unit | status | received | due | finished\n"
FIRST = HEADING + "1 | 16528 | 9 | 02/06 | 05/06 | 04/06"
THEN = FIRST + "\n2 | 16528 | 9 | 02/06 | 05/06 | 06/06"


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """A data folder with two snapshots, and both of them: the old one and the published one."""
    folder = tmp_path_factory.mktemp("pinned")
    old = opened(filled(folder, {"2025-06-10": FIRST}))
    return folder, old, opened(filled(folder, {"2025-06-10": FIRST, "2025-06-11": THEN}))


def shown(data, monkeypatch, **address) -> AppTest:
    monkeypatch.setenv("BOARD_DATA", str(data))
    app = AppTest.from_file(str(PROJECT / "board" / "ui" / "shell.py"), default_timeout=300)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def captions(app: AppTest) -> str:
    return plain(" ".join(caption.value for caption in app.main.caption))


def test_the_address_of_an_older_snapshot_shows_its_numbers_until_the_reader_leaves_it(
    two, monkeypatch
):
    data, old, new = two
    app = shown(data, monkeypatch, snapshot=old.name, period="2025-06")
    assert day(old.data_date) in captions(app) and day(new.data_date) not in captions(app)
    assert app.query_params["snapshot"] == old.name
    assert snapshots.PINNED in [plain(caption.value) for caption in app.sidebar.caption]
    text = " ".join(element.value for element in (*app.main.markdown, *app.main.caption))
    assert snapshots.pinned(old.data_date) in text and "Số liệu đã cũ" not in text
    next(button for button in app.sidebar.button if button.label == snapshots.UNPIN).click().run()
    assert day(new.data_date) in captions(app)
    assert "snapshot" not in app.query_params


def test_the_address_of_the_published_snapshot_pins_nothing(two, monkeypatch):
    data, _, new = two
    app = shown(data, monkeypatch, snapshot=new.name, period="2025-06")
    assert day(new.data_date) in captions(app)
    assert not app.sidebar.button


def test_a_snapshot_that_is_kept_no_more_gets_a_sentence_and_no_numbers(two, monkeypatch):
    data, _, _ = two
    app = shown(data, monkeypatch, snapshot="2020-01-01-00000000")
    assert "nay không còn được giữ" in app.info[0].value
    assert not app.metric and not app.dataframe
