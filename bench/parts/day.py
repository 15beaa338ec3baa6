"""PART=day: what one more day costs, an entry until it is seen, many entries, letters."""

import json
import shutil
import statistics
from contextlib import ExitStack
from pathlib import Path

from bench import writing
from bench.data_sets import DataSets, build_anew
from bench.day_files import DAY_ROWS, after, last_day, last_dossiers, write_day
from bench.figures import Figure, Table
from bench.processes import python

TURNS = 3
LIMITS_S = (1.5, 3)
MOST_GROWTH = 2.5  # from the first size to the second
MEMORY_MB = (2000, 4000)
DAY, MENDED, WITHDRAWN = "a day's file", "its mended copy", "that withdrawn"
WHOLE = "all built anew"


def tables(data_sets: DataSets) -> list[Table]:
    """One more day at each size, a cumulative export, entries and letters."""
    sizes = data_sets.sizes
    for size in sizes:
        data_sets.loaded(size)  # before the clock of the first runs
    days, exports = _days(data_sets), _cumulative(data_sets)
    medians = {
        size: {step: statistics.median(s) for step, s in days[size].items()} for size in sizes
    }
    figures = [
        figure
        for step in (DAY, MENDED, WITHDRAWN)
        for figure in (
            *(
                Figure(step, f"into {size:,}, s", medians[size][step], limit)
                for size, limit in zip(sizes, LIMITS_S, strict=True)
            ),
            Figure(
                step,
                "growth, times",
                medians[sizes[1]][step] / medians[sizes[0]][step],
                MOST_GROWTH,
            ),
            *(
                Figure(step, f"of a whole build of {size:,}, times", medians[size][step] / whole)
                for size in sizes
                for whole in (medians[size][WHOLE],)
            ),
        )
    ]
    figures += [
        Figure(WHOLE, f"into {size:,}, s", medians[size][WHOLE]) for size in data_sets.sizes
    ]
    return [
        Table(
            "One more day",
            f"A file of {DAY_ROWS} new codes and {DAY_ROWS} known ones, the whole command, into "
            f"data with registers and {data_sets.staged_files:,} staged files, against "
            "a load that finds nothing published and so builds everything of what was checked "
            "before, all in turns; medians.",
            "into the data goes",
            figures,
        ),
        Table(
            "One more export of everything",
            "Every code once more under a newer day, against the first load of the same file.",
            "dossiers",
            exports,
        ),
        writing.entries(data_sets),
        writing.letters(data_sets),
    ]


def _days(data_sets: DataSets) -> dict[int, dict[str, list[float]]]:
    taken: dict[int, dict[str, list[float]]] = {
        size: {step: [] for step in (WHOLE, DAY, MENDED, WITHDRAWN)} for size in data_sets.sizes
    }
    with ExitStack() as copies:
        folders = {
            size: copies.enter_context(data_sets.copy_of(data_sets.loaded(size))) for size in taken
        }
        for turn in range(1 if data_sets.small else TURNS):
            for size, data in folders.items():
                export, seconds = data_sets.dossiers(size), taken[size]
                rows, day = last_dossiers(export), after(last_day(export), 1 + turn)
                seconds[WHOLE].append(build_anew(data))
                path = data.parent / f"hoso_{day}.csv"
                write_day(path, rows, turn, day)
                seconds[DAY].append(load_day(path, data, 2 * DAY_ROWS))
                mended = data.parent / f"hoso_{day}_sua.csv"
                write_day(mended, rows, turn, day, known=DAY_ROWS - 1)
                seconds[MENDED].append(load_day(mended, data, 2 * DAY_ROWS - 1))
                took, _ = python("-m", "etl", "withdraw", mended.name, "--data", data)
                seconds[WITHDRAWN].append(took)
    return taken


def load_day(path: Path, data: Path, rows: int) -> float:
    """Seconds to load a file into a data folder. Raises RuntimeError unless a snapshot was
    published that took all its `rows`."""
    seconds, _ = python("-m", "etl", "load", path, "--data", data)
    summary = json.loads((data / "warehouse" / "last_load.json").read_text("utf-8"))
    accepted = [file.get("rows_accepted") for file in summary["files"]]
    if not summary["published"] or accepted != [rows]:
        raise RuntimeError(f"{path.name}: {accepted}, {summary['published']}")
    return seconds


def _cumulative(data_sets: DataSets) -> list[Figure]:
    figures = []
    for size, most in zip(data_sets.sizes, MEMORY_MB, strict=True):
        export = data_sets.dossiers(size)
        with data_sets.copy_of(data_sets.loaded(size)) as data:
            again = data.parent / f"hoso_{after(last_day(export), 9)}.csv"
            shutil.copyfile(export, again)
            with again.open("ab") as out:
                out.write(b"\n")  # or it is known, and not loaded
            alone = data.parent / "alone"
            first, _ = python("-m", "etl", "load", again, "--data", alone)
            shutil.rmtree(alone)
            took, peak = python("-m", "etl", "load", again, "--data", data)
        figures += [
            Figure(f"{size:,}", "first load, s", first),
            Figure(f"{size:,}", "once more, s", took),
            Figure(f"{size:,}", "ratio", took / first),
            Figure(f"{size:,}", "peak memory, MB", peak / 1e6, most),
        ]
    return figures
