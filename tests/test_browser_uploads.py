"""In a real browser: what is dropped on a page costs the server nothing and others nothing."""

import threading
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import expect

from board.text import form_06a_reconcile
from etl import words as etl_words
from tests.test_browser import PATHS, open_page, settled
from tests.test_workbook_attacks import ATTACKS

DROPPED = ("two cells in the corners", "32 million cells", "one long text in thousands of cells")
MOST_GROWN_MB = 100


def server_at(address: str) -> Path:
    """The folder of /proc of the server at an address."""
    port = address.rpartition(":")[2].encode()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # it has ended
        if b"streamlit" in arguments and port in arguments:
            return process
    raise AssertionError("no server")


def memory_mb(process: Path) -> float:
    """The memory that a process holds now."""
    lines = (process / "status").read_text().splitlines()
    return int(next(line for line in lines if "VmRSS" in line).split()[1]) / 1024


def watch(address: str, until: threading.Event, seconds: list, megabytes: list) -> None:
    """How long another browser waits for the server and what the server holds, again and again."""
    process = server_at(address)
    while not until.wait(0.05):
        began = time.monotonic()
        urllib.request.urlopen(f"{address}/_stcore/health", timeout=60).read()
        seconds.append(time.monotonic() - began)
        megabytes.append(memory_mb(process))


def test_workbooks_made_to_kill_are_refused_while_others_are_answered(page, served, tmp_path):
    open_page(page, f"{served}/{PATHS['form_06a']}?unit=16528&period=2025-q2")
    until, seconds, megabytes = threading.Event(), [], []
    other = threading.Thread(target=watch, args=(served, until, seconds, megabytes))
    other.start()
    for attack in DROPPED:
        file = tmp_path / f"{attack.replace(' ', '_')}.xlsx"
        file.write_bytes(ATTACKS[attack][0])
        page.locator('input[type="file"]').set_input_files(file)
        sentence = (
            etl_words.workbooks.too_many_cells(500_000)
            if attack != DROPPED[-1]
            else etl_words.workbooks.UNPACKS_TOO_LARGE
        )
        expect(page.get_by_text(sentence)).to_be_visible()
        settled(page)
        page.get_by_role("button", name="Remove").or_(
            page.get_by_test_id("stFileUploaderDeleteBtn").get_by_role("button")
        ).first.click()
        expect(page.get_by_text(form_06a_reconcile.RECONCILE_WAIT)).to_be_visible()
        settled(page)
    until.set()
    other.join()
    assert max(megabytes) - megabytes[0] < MOST_GROWN_MB
    assert len(seconds) > 10 and max(seconds) < 5
