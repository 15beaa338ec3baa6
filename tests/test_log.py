"""The log: an event is one line whatever is in it, and nothing of a person is."""

import io
import json
import logging
import os
import re
import shutil
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote

import pytest
import streamlit.logger
from streamlit.testing.v1 import AppTest

import dashboard
import log_lines
from board.access.answers import SENTENCES
from board.form_06a.upload import NotAForm, read_form
from board.intake import publishing
from board.registers import entry_files
from board.text import entries as entries_text
from board.ui import run_place
from board.ui.components import downloads
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from log_lines import EVENTS, Line, LogFile, LogSettings, note, session_name, start, start_file
from tests.conftest import PROJECT, command, config_without_accounts
from tests.literal import filled
from tests.test_entry_form import press, shown, signed, widget
from tests.test_health import HOST, asked, gate, run

FIELD = r'[\w.]+=(?:[\w.:/+-]+|"(?:[^"\\]|\\.)*")'
LINE = re.compile(rf"time=(\S+) level=(\w+) event=(\S+) page=(\S+) session=(\S+)((?: {FIELD})*)")
PHONE, NAME, COMMENT = "0912 345 678", "Nguyễn Thị Ẩn Danh", "thái độ chưa hoà nhã"
TASK = {"unit_code": "16531", "title": "Rà soát quy trình", "due_on": "15/07/2025"}
OFFICER = {"unit_code": "16531", "officer_code": "16531-01", "valid_from": "01/07/2025"}


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What events and libraries write, as the server formats it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Line(run_place.run_place))
    root, level = logging.getLogger(), EVENTS.level
    root.addHandler(handler)
    EVENTS.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    EVENTS.setLevel(level)


def without_moments(text: str) -> str:
    """The text without its times and the names of entries, which may have any digits."""
    return re.sub(r"(time|entry)=\S+", "", text)


def lines(text: str) -> list[dict[str, str]]:
    """Each line as a dict of its fields; every one has the form of a line."""
    found = []
    for line in text.splitlines():
        match = LINE.fullmatch(line)
        assert match, line
        datetime.fromisoformat(match[1])
        pairs = [pair.partition("=") for pair in re.findall(FIELD, line)]
        found.append(
            {k: json.loads(v) if v.startswith('"') else v for k, _, v in pairs if k != "time"}
        )
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Sầm Sơn with a dossier, a task and an officer; not to be changed."""
    return filled(
        tmp_path_factory.mktemp("logged"),
        {"2025-07-10": "id | unit | status | received\n1 | 16531 | 4 | 02/07"},
        tasks={"2025-07-10": [{"task_id": "NV1"} | TASK]},
        officers={"2025-07-10": [OFFICER]},
    )


@pytest.fixture
def data(folder, tmp_path, monkeypatch) -> Path:
    copy = shutil.copytree(folder, tmp_path / "data")
    monkeypatch.setenv("BOARD_DATA", str(copy))
    return copy


def test_a_line_has_its_time_level_event_page_and_session_first(written):
    note("export", page="overview", session="abc", what="x.csv", rows=12)
    (line,) = written.getvalue().splitlines()
    assert re.fullmatch(
        r"time=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00 level=INFO event=export page=overview "
        r"session=abc what=x\.csv rows=12",
        line,
    )


BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
FORGED = f"x{BREAKS}time=2026-01-01 level=INFO event=edit \x1b[2K\x00\u202e\ud800"


@pytest.mark.parametrize(
    "write",
    [
        lambda: note("refused", what=FORGED),
        lambda: note("refused", what='a" b="c'),
        lambda: logging.getLogger("a.library").warning("said %s", FORGED),
        lambda: logging.getLogger("a.library").error(FORGED, exc_info=ValueError(FORGED)),
        lambda: logging.getLogger("a.library").warning("%s", Exception(FORGED)),
    ],
)
def test_nothing_that_is_written_makes_a_second_line_or_another_field(written, write, monkeypatch):
    # What pytest captures it sends between its processes, which take no half of a surrogate pair.
    own = [handler for handler in logging.root.handlers if type(handler) is logging.StreamHandler]
    monkeypatch.setattr(logging.root, "handlers", own)
    write()
    assert len(written.getvalue().splitlines()) == 1
    assert all(sign.isprintable() for sign in written.getvalue().rstrip("\n"))
    (line,) = lines(written.getvalue())
    assert set(line) <= {"level", "event", "page", "session", "what", "message", "error"}
    assert line["event"] in ("refused", "a.library")


def test_a_long_value_is_cut(written):
    note("refused", what="x" * 1_000_000)
    assert len(written.getvalue()) < 5_000


def test_an_error_is_logged_with_its_kind_and_its_places_and_not_what_it_says(written):
    def fails(cell: str) -> None:
        try:
            int(cell)
        except ValueError as error:
            raise KeyError(cell) from error

    for write in (
        lambda: note("page_failed", logging.ERROR, error=True),
        lambda: logging.getLogger("a.library").exception("failed with %s", NAME),
    ):
        try:
            fails(f"{NAME} {PHONE}")
        except KeyError:
            write()
    for line in lines(written.getvalue()):
        assert re.fullmatch(
            r"KeyError at test_log\.py:\d+ test_an_error\w+ > test_log\.py:\d+ fails; "
            r"from ValueError at test_log\.py:\d+ fails",
            line["error"],
        )
    assert NAME not in written.getvalue() and "0912" not in without_moments(written.getvalue())


def test_what_a_library_quotes_is_masked_as_at_the_door(written):
    logging.getLogger("a.library").warning("no such option: %s, an.danh@vidu.vn", PHONE)
    (line,) = lines(written.getvalue())
    assert line["message"] == "no such option: [đã che], [đã che]"


def test_a_session_has_a_name_that_reveals_nothing_of_its_id():
    session = "3c5b9c1e-6e0e-4c39-9b7e-0c6d2d1f3a10"
    assert session_name(session) == session_name(session)
    assert re.fullmatch(r"[0-9a-f]{8}", session_name(session))
    assert session_name(session) not in session and session_name(session[:-1]) != session_name(
        session
    )
    before = session_name(session)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log_lines, "_SALT", b"another start")
        assert session_name(session) != before


def test_an_entry_is_an_edit_of_which_the_log_knows_source_and_number_alone(data, written):
    fields = ask(current(EVERYTHING), "source_fields", source="tasks")["field"].tolist()
    typed = dict.fromkeys(fields, "") | {
        "unit_code": "16531",
        "title": f"{NAME} gọi {PHONE}: {COMMENT}",
        "due_on": "2025-07-15",
        "note": COMMENT,
    }
    for key, changed, void in (
        ("26-ABC234", [], False),
        ("NV1", ["title", "note"], False),
        ("NV1", [], True),
        (NAME, [], False),
        (PHONE, [], False),
        ("0912345678", [], False),
    ):
        entry_files.append("tasks", typed | {"task_id": key}, changed, NAME, COMMENT, void)
    events = [
        (line["event"], line["source"], line["record"], line["kind"], line["fields"])
        for line in lines(written.getvalue())
    ]
    assert events == [
        ("edit", "tasks", "26-ABC234", "new", ""),
        ("edit", "tasks", "NV1", "change", "title,note"),
        ("edit", "tasks", "NV1", "void", ""),
        *[("edit", "tasks", "-", "new", "")] * 3,
    ]
    for secret in (NAME, "0912", "345", COMMENT, "Danh", "16531"):
        assert secret not in without_moments(written.getvalue())


def test_what_is_typed_into_a_form_is_in_no_line_and_who_is_unknown_is_refused(
    data, written, monkeypatch
):
    monkeypatch.setattr(publishing, "publish", lambda: None)  # no load is waited for
    app = shown()
    fields = ask(current(EVERYTHING), "source_fields", source="tasks").set_index("field")["title"]
    title = f"{fields['title']} *"
    widget(app.text_input, title).set_value(f"{NAME} {PHONE} {COMMENT}")
    widget(app.selectbox, "Mảng nội dung *").set_value("4")
    widget(app.date_input, "Hạn hoàn thành *").set_value(date(2025, 7, 31))
    for by in (NAME, "16531-77", "16531-01"):
        press(signed(app, COMMENT, by), entries_text.SAVE)
    events = [line for line in lines(written.getvalue()) if line["event"].startswith("edit")]
    assert [(event["event"], event["page"], event.get("reason")) for event in events] == [
        *[("edit_refused", "model_progress", "officer_not_in_post")] * 2,
        ("edit", "model_progress", None),
    ]
    assert len({event["session"] for event in events}) == 1 and events[0]["session"] != "-"
    for secret in (NAME, "Danh", "0912", COMMENT, "16531-77"):
        assert secret not in without_moments(written.getvalue())


def test_a_download_is_an_export_with_its_page_and_its_rows(data, written, monkeypatch):
    taken = []
    monkeypatch.setattr(
        downloads.st, "download_button", lambda label, content, *_, **__: taken.append(content)
    )
    app = AppTest.from_function(_draws_a_table)
    app.run()
    assert not app.exception and lines(written.getvalue()) == []
    for content in taken:
        content()  # as Streamlit asks, outside of the page's run
    events = lines(written.getvalue())
    assert [(event["event"], event["page"], event["what"], event["rows"]) for event in events] == [
        ("export", "overview", "bang.xlsx", "3"),
        ("export", "overview", "bang.csv", "3"),
    ]
    assert {event["session"] for event in events} != {"-"}


def _draws_a_table() -> None:
    import pandas as pd

    from board.selection.filters import Filters
    from board.selection.periods import parse
    from board.selection.selection import selection_of
    from board.ui.components import downloads
    from board.ui.session import start_page
    from board.warehouse.scope import EVERYTHING
    from board.warehouse.snapshots import current

    selection = selection_of(current(EVERYTHING), Filters(), parse("2025-07"))
    start_page(selection, "overview")
    downloads.buttons(lambda: pd.DataFrame({"Tên": ["a", "b", "c"]}), "bang", selection)


def test_a_file_that_is_no_form_is_a_refused_upload_once(written):
    for _ in range(3):
        with suppress(NotAForm):
            read_form(f"{NAME},{PHONE}\n1,2\n".encode())
    (line,) = lines(written.getvalue())
    assert (line["level"], line["event"], line["reason"]) == (
        "WARNING",
        "upload_refused",
        "upload._found_form",
    )


def test_what_the_gate_refuses_is_a_line_with_its_kind_and_nothing_of_the_address(written):
    evil = (b"host", b"evil.example\nlevel=INFO")
    origin = (HOST, (b"origin", b"http://evil.example"))
    run(asked(gate(), evil, path=f"/{NAME}"))
    run(asked(gate(), *origin))
    run(asked(gate(), HOST, path="/_stcore/metrics"))
    run(asked(gate(), HOST, path="/media/secret.csv"))
    events = [
        (line["level"], line["status"], line["reason"], line["place"])
        for line in lines(written.getvalue())
    ]
    assert events == [
        ("WARNING", "403", "foreign_host", "page"),
        ("WARNING", "403", "foreign_origin", "page"),
        ("WARNING", "404", "no_such_path", "_stcore"),
        ("WARNING", "403", "not_your_file", "media"),
    ]
    assert {reason for _, _, reason, _ in events} <= set(SENTENCES)
    assert "evil" not in written.getvalue() and "secret" not in written.getvalue()


def test_a_load_logs_each_file_that_it_took_or_refused_and_why(data, written):
    put = data / "inbox"
    good = next(put.glob("hoso*.csv")).read_text("utf-8")
    (put / f"hoso_{NAME}_0912345678_2025-07-11.csv").write_text(good.replace("-0001", "-0002"))
    (put / "trong_2025-07-11.csv").write_text("")
    (put / "la_2025-07-11.csv").write_text(f"{COMMENT},b\n1,2\n", "utf-8")
    assert command("etl", "load", data=data).returncode == 3
    *files, load = lines(written.getvalue())
    outcomes = sorted(
        (file["outcome"], file.get("source"), file.get("reason")) for file in files[:]
    )
    assert [file["event"] for file in files] == ["file"] * 3
    assert outcomes == [
        ("loaded", "dossiers", None),
        ("refused", None, "headers.match_headers"),
        ("refused", None, "kind.opened"),
    ]
    taken = next(file for file in files if file["outcome"] == "loaded")
    assert (taken["rows_read"], taken["rows_accepted"], taken["level"]) == ("1", "1", "INFO")
    assert (load["event"], load["published"], load["loaded"], load["known"], load["refused"]) == (
        *("load", "True"),
        *("1", "3", "2"),
    )
    for secret in (NAME, "0912", COMMENT, str(data)):
        assert secret not in without_moments(written.getvalue())


def test_a_command_that_fails_says_its_sentence_and_the_log_its_kind(data, written):
    done = command("etl", "load", str(data / f"{NAME}.csv"), data=data)
    assert done.returncode == 1 and "event=" not in done.stderr
    (line,) = lines(written.getvalue())
    assert (line["level"], line["event"], line["reason"]) == (
        *("WARNING", "command_failed"),
        "load._files",
    )
    assert NAME not in written.getvalue()


@pytest.fixture
def root_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    before = [*root.handlers]
    yield
    for handler in [handler for handler in root.handlers if handler not in before]:
        root.removeHandler(handler)
        handler.close()


def test_a_log_file_is_its_owners_alone_starts_afresh_at_its_size_and_keeps_so_many(
    tmp_path, root_as_it_was
):
    path = tmp_path / "log" / "board.log"
    start_file(path, LogSettings(file_mb=1, files_kept=2))
    for _ in range(1_200):
        note("export", what="x y" * 1_000)
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == ["board.log", "board.log.1", "board.log.2"]
    assert all(file.stat().st_size <= 1024 * 1024 for file in files)
    assert len(lines(path.read_text("utf-8"))) > 0
    if os.name == "posix":
        assert {stat.S_IMODE(kept_path.stat().st_mode) for kept_path in (*files, path.parent)} == {
            0o600,
            0o700,
        }


def test_without_a_setting_no_file_is_written_and_a_second_start_closes_the_first_ones(
    tmp_path, root_as_it_was
):
    start_file(tmp_path / "log" / "etl.log", LogSettings(1, 1))
    start_file(tmp_path / "log" / "etl.log", LogSettings(0, 5))
    note("export", what="x")
    assert not any(type(handler) is LogFile for handler in logging.getLogger().handlers)
    assert not (tmp_path / "log").exists()


def test_a_log_file_that_cannot_be_written_stops_nothing(tmp_path, root_as_it_was, capsys):
    (tmp_path / "log").write_text("")  # a file in the folder's place
    start(tmp_path / "log" / "board.log", LogSettings(1, 1), dict)
    note("export", what="x")
    printed = capsys.readouterr().err
    assert [line["what"] for line in lines(printed)] == ["x"]


def test_what_streamlit_says_is_a_line_too_whichever_of_its_loggers_comes_when(
    root_as_it_was, capsys, monkeypatch
):
    monkeypatch.setattr(streamlit.logger, "setup_formatter", streamlit.logger.setup_formatter)
    names = ("streamlit.early", "streamlit.late")
    streamlit.logger.get_logger(names[0])
    streamlit.logger.setup_formatter = dashboard.hand_on
    for name in names:
        dashboard.hand_on(streamlit.logger.get_logger(name))
    start(Path("no folder") / "x.log", LogSettings(0, 1), dict)
    for name in names:
        streamlit.logger.get_logger(name).warning("đọc\ntệp")
        streamlit.logger._loggers.pop(name)
    assert [(line["event"], line["message"]) for line in lines(capsys.readouterr().err)] == [
        (name, "đọc\ntệp") for name in names
    ]


def test_of_requests_the_server_says_nothing_for_an_address_holds_what_somebody_chose(
    root_as_it_was, capsys
):
    start(Path("no folder") / "x.log", LogSettings(0, 1), dict)
    access, error = (logging.getLogger(f"uvicorn-{name}-tried") for name in ("access", "error"))
    for logger in (access, error):
        logger.setLevel(logging.INFO)
        dashboard.hand_on(logger)
    access.info('%s - "%s %s HTTP/%s" %d', "127.0.0.1:1", "GET", f"/thu?unit={NAME}", "1.1", 200)
    error.info("connection open")
    error.warning("Invalid HTTP request received.")
    (line,) = lines(capsys.readouterr().err)
    assert line["message"] == "Invalid HTTP request received."


@pytest.mark.long
def test_a_server_writes_all_of_its_log_as_lines(folder, tmp_path):
    data = shutil.copytree(folder, tmp_path / "data")
    path = tmp_path / "stderr"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    address = f"http://localhost:{port}"
    with path.open("w") as stderr:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", port],
            cwd=PROJECT,
            env=os.environ
            | {"BOARD_DATA": str(data), "BOARD_CONFIG": str(config_without_accounts())},
            stdout=subprocess.DEVNULL,
            stderr=stderr,
        )
        end = time.monotonic() + 120
        while time.monotonic() < end:
            with suppress(OSError):
                urllib.request.urlopen(f"{address}/healthz", timeout=9)
                break
            time.sleep(0.2)
        urllib.request.urlopen(f"{address}/thu?unit={quote(NAME)}&procedure={quote(COMMENT)}")
        with pytest.raises(HTTPError, match="404"):
            urllib.request.urlopen(f"{address}/_stcore/metrics?x={quote(NAME)}")
        process.terminate()
        process.wait(60)
    events = [line["event"] for line in lines(path.read_text("utf-8"))]
    assert events == ["started", "refused", "stopped"]
