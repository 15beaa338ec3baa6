"""python -m docs.pictures: takes the user guide's pictures anew, from the committed sample.

The sample goes into a data folder of its own and is served as `streamlit run dashboard.py` does, so
the pictures show what a reader sees after a first start. On the sample nothing is entered, so the
form is shown over a copy of a few of its files, which counts as a ward's own.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from board.access.accounts import store
from board.text.dropped_files import COLUMNS_READ, DROP_MORE, LOOK_AGAIN, load_files
from board.text.entries import ENTER, RECORD_LABEL
from board.text.pages import ONLY_FOR, PAGES
from tests.browser_setup import installed
from tests.conftest import config_without_accounts
from tests.files import odd_export, one_stop_book

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = Path(__file__).resolve().parent / "pictures"
LARGEST = 250_000  # bytes; a guide with pictures must still open quickly from a shared folder
SAMPLE = PROJECT / "data" / "sample"
OWN = ("hoso_2026-09-30.csv", "nhiemvu_2026-09-30.csv", "canbo_2026-09-30.csv")
CHOICE = "unit=16531&period=2026-q3"
ASKED = {"rows": "measure=rate_due_on_time&part=not_met", "meeting": "slide=4"}
QUIET_SECONDS = 1.5
WAIT_SECONDS = 60


@dataclass(frozen=True)
class Shot:
    """One picture: which page, how wide and at most how tall in pixels, and in which theme."""

    name: str
    page: str
    width: int = 1366
    tallest: int = 2600  # what lies further down a page is tables
    theme: str = "light"
    entered: str | None = None  # the register whose form is opened, and alone is shown
    dropped: str | None = None  # the file of `DROPPED` that is dropped on the page first
    loads: bool = False  # whether it is then loaded


SHOTS = (
    *(Shot(path, page) for page, (_, _, path) in PAGES.items() if page not in ONLY_FOR),
    Shot("tong-quan-dien-thoai", "overview", width=400, tallest=1100),
    Shot("tong-quan-nen-toi", "overview", theme="dark"),
)
FORM = Shot("ghi-so", "model_progress", entered="tasks")
BOOK, ODD = "SoTheoDoiHoSo_2025-06-30.xlsx", "hoso_2026-07-31.csv"
DROPPED = {BOOK: one_stop_book, ODD: odd_export}
DROPS = (
    Shot("nap-tep", "data_intake", tallest=900, dropped=BOOK),
    Shot("nap-tep-hoi", "data_intake", tallest=1100, dropped=ODD),
    Shot("nap-tep-xong", "data_intake", tallest=800, dropped=ODD, loads=True),
)


DOOR = {"dang-nhap": (900, 600, "light"), "dang-nhap-dien-thoai": (400, 600, "dark")}


def main() -> None:
    """Takes every picture; the old ones go."""
    taken = taken_of(SHOTS, [SAMPLE])
    with TemporaryDirectory() as own:
        files = [Path(shutil.copy(SAMPLE / name, own)) for name in OWN]
        taken |= taken_of([FORM, *DROPS], files) | taken_at_the_door(files)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    PICTURES.mkdir(exist_ok=True)
    for name, image in taken.items():
        (PICTURES / f"{name}.png").write_bytes(image)
        print(f"{name}.png {len(image) // 1000} kB")


def taken_of(shots: Iterable[Shot], files: list[Path]) -> dict[str, bytes]:
    """Pictures of a dashboard over files, each by its name."""
    with (
        TemporaryDirectory() as folder,
        served(Path(folder), files) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        taken = {shot.name: take(browser, address, shot) for shot in shots}
        browser.close()
    return taken


def taken_at_the_door(files: list[Path]) -> dict[str, bytes]:
    """Pictures of the page to sign in at, each by its name."""
    with (
        TemporaryDirectory() as folder,
        served(Path(folder), files) as address,
        sync_playwright() as playwright,
    ):
        os.environ["BOARD_DATA"] = folder
        store.add("qt-01", "mot-mat-khau-lan-dau", 0)
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        taken = {}
        for name, (width, height, theme) in DOOR.items():
            size = {"width": width, "height": height}
            page = browser.new_page(viewport=size, color_scheme=theme)
            page.goto(address)
            taken[name] = small(page.screenshot())
        browser.close()
    return taken


@contextmanager
def served(data: Path, files: list[Path]) -> Iterator[str]:
    """The address of a dashboard over files, loaded into the empty folder `data`."""
    config = str(config_without_accounts())
    environment = os.environ | {"BOARD_DATA": str(data), "BOARD_CONFIG": config}
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")  # takes what is answered
    subprocess.run(
        [sys.executable, "-m", "etl", "load", *map(str, files)],
        cwd=PROJECT,
        env=environment,
        check=True,
        capture_output=True,
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)],
        cwd=PROJECT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://localhost:{port}"
    try:
        _until(lambda: _answers(f"{address}/_stcore/health"), "the dashboard does not answer")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    """One page as a PNG, as tall as the page is, up to a limit.

    Raises RuntimeError where the page shows an error in place of numbers.
    """
    context = browser.new_context(
        viewport={"width": shot.width, "height": 768}, color_scheme=shot.theme, locale="vi-VN"
    )
    try:
        page = context.new_page()
        page.goto(_address_of(address, shot.page))
        page.wait_for_selector("h1", timeout=WAIT_SECONDS * 1000)
        _settle(page)
        if shot.entered:
            page.get_by_text(ENTER[shot.entered]).click()
            _settle(page)
            box = page.get_by_role("combobox", name=RECORD_LABEL, exact=True)
            box.fill(" · ")  # a record, and not to add one
            box.press("ArrowDown")
            box.press("Enter")
            _settle(page)
        if shot.dropped:
            content = {"name": shot.dropped, "mimeType": "", "buffer": DROPPED[shot.dropped]()}
            page.locator('input[type="file"]').first.set_input_files([content])
            page.get_by_text(COLUMNS_READ).wait_for()
            _settle(page)
        if shot.loads:
            page.get_by_role("button", name=LOOK_AGAIN).click()
            _settle(page)
            page.get_by_role("button", name=load_files(1), exact=True).click()
            page.get_by_text(DROP_MORE).wait_for()
            _settle(page)
            page.locator("h1").scroll_into_view_if_needed()
        tall = page.evaluate("document.querySelector('[data-testid=\"stMain\"]').scrollHeight")
        page.set_viewport_size({"width": shot.width, "height": min(int(tall), shot.tallest)})
        _settle(page)
        if page.query_selector('[data-testid="stException"]'):
            raise RuntimeError(f"{shot.name} shows an error")
        shown = page.locator(f".st-key-entries_{shot.entered}") if shot.entered else page
        return small(shown.screenshot())
    finally:
        context.close()


def small(png: bytes) -> bytes:
    """The same picture in so few colours that it stays under the limit.

    Raises ValueError where it does not even with 16.
    """
    image = Image.open(io.BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32, 16):
        out = io.BytesIO()
        # No dithering: it would speckle plain areas, and text on them.
        image.quantize(colours, dither=Image.Dither.NONE).save(out, "png", optimize=True)
        if out.tell() <= LARGEST:
            return out.getvalue()
    raise ValueError(f"over {LARGEST} bytes even with {colours} colours")


def _address_of(address: str, page: str) -> str:
    path = "" if page == "overview" else PAGES[page][2]
    return f"{address}/{path}?" + "&".join(part for part in (CHOICE, ASKED.get(page)) if part)


def _settle(page: Page) -> None:
    """Waits until nothing is computed or drawn any more: no skeleton, no status, for a while."""
    busy = '[data-testid="stSkeleton"], [data-testid="stStatusWidget"], [data-stale="true"]'
    quiet_since = None

    def is_quiet() -> bool:
        nonlocal quiet_since
        now = time.monotonic()
        quiet_since = None if page.query_selector(busy) else quiet_since or now
        return quiet_since is not None and now - quiet_since > QUIET_SECONDS

    _until(is_quiet, "the page does not come to rest")


def _answers(url: str) -> bool:
    try:
        return urllib.request.urlopen(url, timeout=1).status == 200
    except OSError:
        return False


def _until(is_so, otherwise: str) -> None:
    """Waits for a condition; raises TimeoutError with `otherwise` where it never comes."""
    for _ in range(WAIT_SECONDS * 10):
        if is_so():
            return
        time.sleep(0.1)
    raise TimeoutError(otherwise)


if __name__ == "__main__":
    main()
