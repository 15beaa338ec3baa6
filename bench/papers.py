"""How long a paper takes that has a limit, from its command's start to the file."""

import os
import tempfile
from pathlib import Path

from bench.processes import python
from board.papers import PAPERS

LIMITS_S = {"committee-pack": 10, "report-upward": 20}
DAYS = ("--from", "2025-04-01", "--to", "2025-06-30")
UNITS = {"all": (), "one": ("--unit", "16528")}


def made(data: Path) -> list[dict]:
    """One row a paper and ending: the seconds for `all` units and for `one`, of a `start` of the
    command that makes nothing, and the limit of each paper."""
    os.environ["BOARD_DATA"] = str(data)
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, limit in LIMITS_S.items():
            for ending in PAPERS[name].writers if name in PAPERS else ():
                out = Path(folder) / f"paper{ending}"
                taken = {
                    which: python("-m", "board", "paper", name, *DAYS, *unit, "--out", out)[0]
                    for which, unit in UNITS.items()
                }
                taken["start"] = python("-m", "board", "paper", "--help")[0]
                rows.append({"paper": f"{name}{ending}", "limit_s": limit} | taken)
    return rows
