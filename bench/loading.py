"""The whole load of one CSV against DuckDB's own typed read of the same file."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DAY_ROWS = 200


def python(*arguments: object) -> tuple[float, int]:
    """Runs `python …` in the project; (seconds, peak bytes). Raises RuntimeError if it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=PROJECT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{arguments} ended with {status}")
    return time.perf_counter() - started, usage.ru_maxrss * 1024


def sample(dossiers: int, folder: Path) -> Path:
    """The sample's dossier file of that size, made once; its path."""
    if not list(folder.glob("hoso_*.csv")):
        python("-m", "etl", "sample", "--dossiers", dossiers, "--out", folder)
    return next(folder.glob("hoso_*.csv"))


def loading(dossiers: int, folder: Path, runs: int) -> dict:
    """Medians of alternating runs, their ratio, and the load's peak memory.

    Leaves the last load, with the sample's ratings, in `folder`/data.
    """
    path = sample(dossiers, folder)
    typed, data = folder / "typed.duckdb", folder / "data"
    reads, loads, peaks = [], [], []
    for _ in range(runs):
        typed.unlink(missing_ok=True)
        reads.append(python("-m", "bench.typed_read", path, typed)[0])
        shutil.rmtree(data, ignore_errors=True)
        seconds, peak = python("-m", "etl", "load", path, "--data", data)
        loads.append(seconds)
        peaks.append(peak)
    typed.unlink(missing_ok=True)
    python("-m", "etl", "load", folder, "--data", data)  # the ratings too, for the pages
    read, load = statistics.median(reads), statistics.median(loads)
    return {
        "dossiers": dossiers,
        "csv_mb": path.stat().st_size / 1e6,
        "typed_read_s": read,
        "load_s": load,
        "ratio": load / read,
        "peak_mb": max(peaks) / 1e6,
    }


def one_more_day(folder: Path) -> float:
    """Seconds to add one day's file to what is loaded in `folder`/data.

    The file lies outside `folder` and its dossiers have codes that no run had before, or it would
    be known already. Raises RuntimeError if nothing was loaded.
    """
    source, data = next(folder.glob("hoso_*.csv")), folder / "data"
    with source.open(encoding="utf-8") as rows:
        header, *first = (next(rows) for _ in range(DAY_ROWS + 1))
    code = f"H{time.time_ns()}"
    with tempfile.TemporaryDirectory() as inbox:
        day = Path(inbox) / "hoso_2025-07-01.csv"
        day.write_text(header + "".join(row.replace("H56", code, 1) for row in first), "utf-8")
        seconds, _ = python("-m", "etl", "load", day, "--data", data)
    output = json.loads((data / "warehouse" / "last_load.json").read_text("utf-8"))
    accepted = [file.get("rows_accepted") for file in output["files"]]
    if not output["published"] or accepted != [DAY_ROWS]:
        raise RuntimeError(f"{day.name}: {output}")
    return seconds
