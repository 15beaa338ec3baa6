"""The whole load of one CSV against DuckDB's own typed read of the same file."""

import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from bench.processes import PROJECT, python
from etl.words.commands import STEPS


@dataclass(frozen=True)
class Loads:
    """Medians of a typed read and of a load in seconds, the load's peak memory, and the seconds of
    each of its steps in a run of its own."""

    csv_mb: float
    read_s: float
    load_s: float
    peak_mb: float
    steps_s: dict[str, float]


def in_turns(path: Path, scratch: Path, runs: int) -> Loads:
    """A typed read of an export and its load into an empty data folder, so often in turns."""
    scratch.mkdir(parents=True, exist_ok=True)
    typed, data = scratch / "typed.duckdb", scratch / "data"
    reads, loads, peaks = [], [], []
    for _ in range(runs):
        typed.unlink(missing_ok=True)
        reads.append(python("-m", "bench.typed_read", path, typed)[0])
        shutil.rmtree(data, ignore_errors=True)
        seconds, peak = python("-m", "etl", "load", path, "--data", data)
        loads.append(seconds)
        peaks.append(peak)
    typed.unlink(missing_ok=True)
    shutil.rmtree(data)
    steps = step_seconds(path, data)
    shutil.rmtree(data)
    return Loads(
        path.stat().st_size / 1e6,
        statistics.median(reads),
        statistics.median(loads),
        max(peaks) / 1e6,
        steps,
    )


def step_seconds(path: Path, data: Path) -> dict[str, float]:
    """How long each step of a load takes, from the line by which it says that it begins."""
    names = {word: name for name, word in STEPS.items()}
    command = [sys.executable, "-m", "etl", "load", str(path), "--data", str(data)]
    seconds: dict[str, float] = {"start": 0.0}
    step, since = "start", time.perf_counter()
    process = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    for line in chain(process.stderr, [None]):  # None ends the last step
        begun = next((name for word, name in names.items() if line and line.startswith(word)), None)
        if line is None or begun:
            now = time.perf_counter()
            seconds[step] = seconds.get(step, 0.0) + now - since
            step, since = begun or step, now
    if process.wait():
        raise RuntimeError(f"{command} ended with {process.returncode}")
    return seconds
