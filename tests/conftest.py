"""What tests share: a data folder of their own, the command line, a served dashboard."""

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.browser_setup import installed

PROJECT = Path(__file__).resolve().parent.parent
SAMPLE = PROJECT / "data" / "sample"


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


def loaded(data: Path, *arguments: str) -> dict:
    """The JSON summary of a load that must succeed."""
    done = run("etl", "load", "--json", *arguments, data=data)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory) -> Path:
    """A data folder into which the committed sample was loaded; not to be changed."""
    data = tmp_path_factory.mktemp("sample")
    loaded(data, str(SAMPLE))
    return data


@pytest.fixture(scope="session")
def served(sample_data) -> str:
    """The address of the dashboard over the sample, served as `streamlit run dashboard.py` does."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(sample_data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def browser():
    """A real browser. Where CI is set its absence fails the test, elsewhere it skips it."""
    from playwright.sync_api import Error, sync_playwright

    with sync_playwright() as playwright:
        try:
            one = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        except Error:
            if os.environ.get("CI"):
                raise
            pytest.skip("no browser: run `python -m tests.browser_setup`")
        yield one
        one.close()


@pytest.fixture
def page(browser):
    """A new page at the size of an office screen."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN")
    yield context.new_page()
    context.close()
