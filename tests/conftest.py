"""What tests share: a data folder of their own, the command line, a served dashboard."""

import csv
import gc
import importlib
import io
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from datetime import timedelta
from functools import cache
from pathlib import Path
from threading import Event

import pytest
from filelock import FileLock
from hypothesis import settings

import ward_clock
from board.intake import publishing
from etl.settings import read_settings
from tests.browser_setup import installed
from tests.load_cache import LOADS, forget_other_code, load_or_unpack

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = PROJECT / "data" / "sample"
BROWSERS = "test_browser"  # how files of tests in a browser are called
TODAY = ward_clock.today()
LATELY = f"{TODAY - timedelta(days=40)}..{TODAY}"  # holds every date of `hostile_data`
EVIL = "http://evil.invalid"
POLICY = "Content Security Policy"  # how a browser calls it where a page breaks it
LINK = f"[bấm vào đây]({EVIL})"
ANCHOR = f'<a href="{EVIL}">bấm vào đây</a>'
COMMENTS = (LINK, ANCHOR, f'<img src="{EVIL}/x.png">', "=1+1", "-1 **đậm** $x$", "@SUM(1)")

# How many examples a property is tried on, in `make test` the same every time; no deadline, for a
# busy machine is late.
settings.register_profile("slice", deadline=None, max_examples=30, derandomize=True)
settings.register_profile("whole", deadline=None, max_examples=300, derandomize=False)
settings.load_profile("slice")

# Where Python is set to keep no compiled code, every process of the suite compiles all of it anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def slice_of(cases: Iterable, *short) -> list:
    """Every case of a cross, of which those that are not named run in `make test-long` alone."""
    return [pytest.param(case, marks=() if case in short else pytest.mark.long) for case in cases]


def run(*arguments: str, data: Path, **environment: str) -> subprocess.CompletedProcess:
    """`python -m …` in the project with `data` as the data folder."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=PROJECT,
        text=True,
        encoding="utf-8",
        capture_output=True,
        env=os.environ | {"BOARD_DATA": str(data)} | environment,
    )


def command(*arguments: str, data: Path) -> subprocess.CompletedProcess:
    """What `run` gives, in the test's own process, which spares a start of Python."""
    main = importlib.import_module(f"{arguments[0]}.__main__").main
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    stops = signal.getsignal(signal.SIGTERM)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setenv("BOARD_DATA", str(data))
        code = main(list(arguments[1:]))
    signal.signal(signal.SIGTERM, stops)
    for stream in (out, err):
        stream.seek(0)
    return subprocess.CompletedProcess(arguments, code, out.read(), err.read())


def loaded(data: Path, *arguments: str) -> dict:
    """The summary of a load that must succeed."""
    if any(argument.startswith("--") for argument in arguments):
        done = command("etl", "load", "--json", *arguments, data=data)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)
    summary = load_or_unpack(read_settings(data), [Path(argument) for argument in arguments])
    refused = [file["sentence"] for file in summary["files"] if file["outcome"] == "refused"]
    assert not refused, refused
    return summary


@contextmanager
def loads_held() -> Iterator[None]:
    """Loads that the board starts begin at the end of the block, so that a page that waits for one
    is seen, however slow it is and however fast the load."""
    seen, load_once = Event(), publishing._load_once
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "_load_once", lambda *of: seen.wait(300) and load_once(*of))
        try:
            yield
        finally:
            seen.set()


def pytest_configure(config: pytest.Config) -> None:
    """Before any worker starts, forgets the loads that other code made."""
    if not hasattr(config, "workerinput"):
        forget_other_code()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the tests of the browser first, since together they take longest."""
    items.sort(key=lambda item: not item.path.stem.startswith(BROWSERS))


def pytest_collection_finish() -> None:
    """Spares the search for garbage all that stays to the end anyway: the modules and the tests."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Has it search them once more at the end, for the engine says what was never freed."""
    gc.unfreeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """Each file goes to one worker whole; those of the browser share one, with one browser and one
    server of the sample."""
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return BROWSERS if Path(file).name.startswith(BROWSERS) else file

    return ByFile(config, log)


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory) -> Path:
    """A data folder into which the committed sample was loaded; not to be changed."""
    data = tmp_path_factory.mktemp("sample")
    LOADS.mkdir(parents=True, exist_ok=True)
    with FileLock(LOADS / "sample.lock"):  # one worker loads it, the others unpack it
        loaded(data, str(SAMPLE))
    return data


@pytest.fixture(autouse=True)
def nothing_has_left_the_house(request) -> None:
    """What tests took out of the shared sample before hides nothing from this one."""
    if "sample_data" in request.fixturenames:
        data = request.getfixturevalue("sample_data")
        (data / "access" / "released.sqlite").unlink(missing_ok=True)


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory) -> Path:
    """A data folder with an export of today, in whose texts somebody wrote links, tags and
    formulas; not to be changed. No dossier in it came by post."""
    data = tmp_path_factory.mktemp("hostile")
    inbox = data / "inbox"
    inbox.mkdir()
    early, late, soon = (TODAY + timedelta(days=days) for days in (-20, -10, 30))
    _write(
        inbox / f"hoso_{TODAY}.csv",
        "Mã hồ sơ,Đơn vị,Tên TTHC,Lĩnh vực,Kênh thực hiện,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,"
        "Ngày kết thúc xử lý,Lý do quá hạn",
        # Two are open, the first of them overdue; six are done, the last of them after its date.
        ["X-01", "16528", LINK, LINK, "Trực tiếp", "Đang xử lý", early, late, "", "=1+1"],
        ["X-02", "16528", ANCHOR, ANCHOR, "Trực tuyến", "Đang xử lý", early, soon, "", ""],
        *(
            [
                f"X-0{i}",
                "16528",
                LINK,
                LINK,
                "Trực tiếp",
                "Đã trả kết quả",
                early,
                late,
                late,
                "",
            ]
            for i in range(3, 8)
        ),
        ["X-08", "16528", "-2+3", "@a", "Trực tiếp", "Đã trả kết quả", early, late, TODAY, "+1"],
    )
    _write(
        inbox / f"danhgia_{TODAY}.csv",
        "Mã phiếu,Ngày đánh giá,Đơn vị,Mã hồ sơ,Nguồn đánh giá,Thang đo,Đánh giá chung,"
        "Lý do không hài lòng,Ý kiến góp ý",
        *(
            [f"P-{i}", late, "16528", f"X-0{i}", "Phiếu", 3, "Không hài lòng", ANCHOR, comment]
            for i, comment in enumerate(COMMENTS, 3)
        ),
    )
    loaded(data)
    return data


@pytest.fixture(scope="module")
def workbooks_in_process() -> Iterator[None]:
    """Workbooks are read in the test's own process."""
    from tests.reading_workbooks import in_this_process

    with in_this_process():
        yield


def _write(path: Path, header: str, *rows: list) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header.split(","), *rows])


@contextmanager
def serving(data: Path, script: str = "dashboard.py", **more: str) -> Iterator[str]:
    """The address of the dashboard over a data folder, or of another script, as `streamlit run`
    serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # An edit of the code while the tests run must not reach a page that is open.
    environment = {
        "BOARD_DATA": str(data),
        "BOARD_CONFIG": str(config_without_accounts()),
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
    } | more
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)],
        cwd=PROJECT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    scheme = "https" if "STREAMLIT_SERVER_SSL_CERT_FILE" in more else "http"
    address = f"{scheme}://localhost:{port}"
    try:
        _wait_for_health(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=60)


@cache
def config_without_accounts() -> Path:
    """A copy of config.toml by which nobody signs in, whatever data are loaded."""
    path = Path(tempfile.mkdtemp()) / "config.toml"
    text = (PROJECT / "config.toml").read_text("utf-8")
    path.write_text(text.replace("without_accounts = false", "without_accounts = true"), "utf-8")
    return path


def _wait_for_health(address: str, process: subprocess.Popen) -> None:
    end = time.monotonic() + 300
    while time.monotonic() < end and process.poll() is None:
        try:
            anybodys = ssl._create_unverified_context()  # a certificate of the test's own
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1, context=anybodys)
            return
        except urllib.error.HTTPError:
            return  # it answers, and asks who we are
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")


@pytest.fixture(scope="session")
def served(sample_data) -> Iterator[str]:
    """The address of the dashboard over the sample."""
    with serving(sample_data) as address:
        yield address


@pytest.fixture(scope="session")
def browser():
    """A real browser. Where CI is set its absence fails the test, elsewhere it skips it."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        except Error:
            if os.environ.get("CI"):
                raise
            pytest.skip("no browser: run `python -m tests.browser_setup`")
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def office(browser):
    """A browser at the size of an office screen, which keeps what it has fetched. Whatever is done
    in it, no page breaks the dashboard's Content-Security-Policy and nothing is refused to it."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    context.set_default_timeout(120_000)
    wrong = []
    context.on("console", lambda line: wrong.append(line.text) if POLICY in line.text else None)
    context.on("response", lambda got: wrong.append(got.url) if got.status == 403 else None)
    yield context
    context.close()
    assert wrong == []


@pytest.fixture
def page(office):
    """A new page, and with it a new session of the dashboard."""
    new_page = office.new_page()
    yield new_page
    new_page.close()
