"""What became of a load that the board started: it hung, broke off, or could not start."""

import os
import sys
import time
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from board.intake import etl_command, publishing
from board.registers import entry_files
from board.text import snapshots
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.conftest import PROJECT, command, loads_held, slice_of
from tests.snapshots import ask as rows_of
from tests.test_entry_form import SAM_SON, data, folder, shown  # noqa: F401

WAITS = "tệp và lần ghi chưa nạp vẫn còn nguyên, lần nạp sau sẽ lấy"
TOO_LONG = f"Lệnh nạp chạy quá 1 giây (cài đặt load_limit_seconds) nên đã bị dừng: {WAITS}."
BROKEN_OFF = (
    f"Lệnh nạp dừng giữa chừng (mã lỗi 1): {WAITS}; chạy “python -m etl load” để xem lý do."
)
UNREADABLE = f"Lệnh nạp không trả lời rõ kết quả: {WAITS}; chạy “python -m etl load” để xem lý do."
SLEEPS = "import time; time.sleep(600)"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPS}"
REFUSES = 'import sys; print(\'{"published": false, "sentence": "Ổ đĩa đầy."}\'); sys.exit(1)'
CASES = {
    "it refuses in a sentence": (REFUSES, "Ổ đĩa đầy."),
    "it exits 1 with a message": ("import sys; sys.exit('KeyError: name')", BROKEN_OFF),
    "it says nothing": ("", UNREADABLE),
    "it says something else": ("print('done')", UNREADABLE),
    "it says a list": ("print([])", UNREADABLE),
    "it writes bytes of no text": ("import os; os.write(1, bytes([255, 254]))", UNREADABLE),
}


@pytest.fixture
def load(monkeypatch):
    """Puts a real process of another code in the place of the load's, with a limit of a second."""
    limits = replace(etl_command.SETTINGS, load_limit_seconds=1)
    monkeypatch.setattr(etl_command, "SETTINGS", limits)
    monkeypatch.setattr(etl_command, "STOPS_WITHIN", 1)

    def as_code(code: str) -> None:
        monkeypatch.setattr(publishing, "LOAD", (sys.executable, "-c", code))

    return as_code


def enter_a_task() -> None:
    record = entry_files.records("tasks", current(EVERYTHING), SAM_SON)[0]
    names = {name: record[name] for name in record if name not in entry_files.BOOKKEEPING}
    entry_files.append("tasks", names | {"title": "Họp dân"}, ["title"], "16531-01", "x")


def publish_to_the_end() -> None:
    publishing.publish()
    wait_until_loaded()


def wait_until_loaded() -> None:
    end = time.monotonic() + 300
    while publishing.is_publishing() and time.monotonic() < end:
        time.sleep(0.05)
    assert not publishing.is_publishing()


def warnings(app: AppTest) -> list[str]:
    return [warning.value.replace("\\", "") for warning in app.warning]


@pytest.mark.parametrize("code", slice_of([SLEEPS, DEAF], DEAF))
def test_a_load_that_hangs_is_stopped_and_the_page_says_so(data, load, tmp_path, code, monkeypatch):  # noqa: F811
    enter_a_task()
    mine = tmp_path / "pid"
    load(f"import os; open({str(mine)!r}, 'w').write(str(os.getpid())); {code}")
    publish_to_the_end()
    with pytest.raises(ProcessLookupError):
        os.kill(int(mine.read_text()), 0)
    app = shown()
    assert warnings(app) == [TOO_LONG]
    assert any(c.value == "1 lần ghi chờ cập nhật." for c in app.caption)
    monkeypatch.undo()
    monkeypatch.setenv("BOARD_DATA", str(data))
    # The next load takes what waited.
    publish_to_the_end()
    assert publishing.failure() is None
    assert rows_of(data, "select title from tasks") == [("Họp dân",)]
    assert warnings(shown()) == []


@pytest.mark.parametrize("case", slice_of(CASES, *list(CASES)[:3]))
def test_what_became_of_a_load_is_one_sentence_on_the_page(data, load, case):  # noqa: F811
    code, sentence = CASES[case]
    enter_a_task()
    load(code)
    publish_to_the_end()
    app = shown()
    assert warnings(app) == [sentence]
    assert any(c.value == "1 lần ghi chờ cập nhật." for c in app.caption)


def test_a_load_that_cannot_be_started_is_said_too(data, monkeypatch):  # noqa: F811
    enter_a_task()
    monkeypatch.setattr(publishing, "LOAD", (str(data / "no-such-program"),))
    publish_to_the_end()
    assert warnings(shown()) == [f"Không khởi động được lệnh nạp (máy báo lỗi 2): {WAITS}."]
    assert command("etl", "load", str(entry_files.folder()), data=data).returncode == 0
    assert publishing.failure() is None  # a command has loaded it since


@pytest.mark.parametrize(("code", "sentence"), [(SLEEPS, TOO_LONG), (REFUSES, "Ổ đĩa đầy.")])
def test_the_first_load_ends_too_and_every_page_says_how(
    tmp_path, monkeypatch, load, code, sentence
):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    app = AppTest.from_file(str(PROJECT / "board" / "ui" / "shell.py"), default_timeout=300)
    app.run()
    assert [info.value.replace("\\", "") for info in app.info] == [snapshots.NO_WAREHOUSE]
    load(code)
    with loads_held():
        dashboard.load_what_cannot_be_shown_yet()
        app.run()
        assert [info.value.replace("\\", "") for info in app.info] == [snapshots.MAKING_READY]
    wait_until_loaded()
    app.run()
    expected_text = f"Chưa chuẩn bị được số liệu. {sentence} Sau đó mở lại Bảng điều hành."
    assert [info.value.replace("\\", "") for info in app.info] == [expected_text]
