"""python -m docs.samples: makes the papers of docs/samples anew, from the committed sample."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from board.papers import PAPERS
from board.selection.filters import Filters, unit_key
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current

PROJECT = Path(__file__).resolve().parent.parent
SAMPLES = Path(__file__).resolve().parent / "samples"
UNIT, QUARTER = "16531", (date(2026, 7, 1), date(2026, 9, 30))
DAYS = {"board-sheet": (date(2026, 9, 24), date(2026, 9, 30))}  # what is not of a quarter


def main() -> None:
    """Writes every paper; the old ones go."""
    with TemporaryDirectory() as folder:
        made = dict(papers(Path(folder)))
    for old in SAMPLES.glob("*"):
        old.unlink()
    for name, content in made.items():
        (SAMPLES / name).write_bytes(content)
        print(f"{name} {len(content) // 1000} kB")


def papers(data: Path) -> Iterator[tuple[str, bytes]]:
    """File name and content of every paper of one ward, from the sample, which is loaded into the
    empty folder `data`."""
    os.environ["BOARD_DATA"] = str(data)
    subprocess.run(
        [sys.executable, "-m", "etl", "load", str(PROJECT / "data" / "sample")],
        cwd=PROJECT,
        check=True,
        capture_output=True,
    )
    snapshot = current(EVERYTHING)
    for name, paper in PAPERS.items():
        days = DAYS.get(name, QUARTER)
        unit = Filters(unit=unit_key(snapshot, UNIT, days[1]))
        for ending in paper.writers:
            yield (
                f"{name}{ending}",
                paper.make(ending, selection_of(snapshot, unit, spanning(*days))),
            )


if __name__ == "__main__":
    main()
