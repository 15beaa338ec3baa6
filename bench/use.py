"""What a line of the log of use costs, alone and while others write."""

import statistics
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from audit_log import ACCOUNTS, append

LINES, THREADS, LIMIT_MS = 2000, 8, 2
LINE = b"x" * 300 + b"\n"
FILTERS = {"unit": "16531@2025-07-01", "period": "2026-q3", "compare": "previous"}


def lines() -> list[dict]:
    """A row for one writer and one for several at once: the median and p95 of a line as its writer
    waits for it, for the others too, and its share of the time that all took, in milliseconds."""
    return [_timed(1), _timed(THREADS)]


def _timed(writers: int) -> dict:
    taken: list[float] = []
    with TemporaryDirectory() as folder:
        data = Path(folder)
        (data / ACCOUNTS).parent.mkdir()
        (data / ACCOUNTS).touch()

        def write() -> None:
            """A writer's share of the lines."""
            for turn in range(LINES // writers):
                started = time.perf_counter()
                append(data, "export", "mc-02", what="ho-so.csv", rows=turn, filters=FILTERS)
                taken.append(1000 * (time.perf_counter() - started))

        started = time.perf_counter()
        threads = [threading.Thread(target=write) for _ in range(writers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        passed = 1000 * (time.perf_counter() - started)
        alone = _appended(data / "alone.jsonl")
    return {
        "writers": writers,
        "median_ms": statistics.median(taken),
        "p95_ms": statistics.quantiles(taken, n=20)[-1],
        "each_ms": passed / LINES,
        "ratio": passed / alone,
    }


def _appended(path: Path) -> float:
    """Milliseconds that as many lines take which are only appended."""
    started = time.perf_counter()
    for _ in range(LINES):
        with path.open("ab") as out:
            out.write(LINE)
    return 1000 * (time.perf_counter() - started)
