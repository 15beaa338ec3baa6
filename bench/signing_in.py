"""python -m bench.signing_in: first paint where everybody signs in, against where nobody does."""

import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.painting import first_paint, recorded
from bench.processes import python
from bench.readers import PASSWORD, account_of, add_accounts
from bench.serving import PROJECT, served
from board.text.sign_in import SIGN_IN_PATH
from tests.browser_setup import installed

TIMES, LIMIT = 9, 1.1
READER = 2  # of bench.readers, whose role is to read


def painted(data: Path, scratch: Path, times: int = TIMES) -> dict[str, float]:
    """Medians of the overview's first paint in seconds, in turns and with nothing kept in the
    browser: `without` accounts, `signed_in` with an account of one unit; and their `ratio`."""
    signed = scratch / "signed_in"
    shutil.rmtree(signed, ignore_errors=True)
    shutil.copytree(data, signed)
    os.environ["BOARD_DATA"] = str(signed)
    add_accounts(READER + 1)
    os.environ["BOARD_DATA"] = str(data)
    charts = len(recorded("overview", scratch / "overview.json")[0]["figures"])
    taken: dict[str, list[float]] = {"without": [], "signed_in": []}
    with (
        sync_playwright() as playwright,
        served("dashboard.py", BOARD_DATA=str(data)) as (without, _),
        served("dashboard.py", BOARD_DATA=str(signed)) as (asking, _),
    ):
        browser = playwright.chromium.launch(executable_path=installed(), args=["--no-sandbox"])
        for number in range(times + 1):
            for who, address in (("without", without), ("signed_in", asking)):
                context = browser.new_context(
                    viewport={"width": 1366, "height": 3000}, bypass_csp=True
                )
                if who == "signed_in":
                    form = {"name": account_of(READER), "password": PASSWORD}
                    context.request.get(address + SIGN_IN_PATH)
                    context.request.post(
                        address + SIGN_IN_PATH, form=form, headers={"Origin": address}
                    )
                seconds = first_paint(context.new_page(), address, charts)
                if number:  # the first of a server fills its caches
                    taken[who].append(seconds)
                context.close()
        browser.close()
    shutil.rmtree(signed)
    medians = {who: statistics.median(seconds) for who, seconds in taken.items()}
    return medians | {"ratio": medians["signed_in"] / medians["without"]}


def main() -> int:
    """Measures it over the sample, prints it and gives the exit code: 1 over the limit."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        python("-m", "etl", "load", PROJECT / "data" / "sample", "--data", data)
        found = painted(data, Path(folder))
    print(found)
    return int(found["ratio"] > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
