"""PART=load: the whole load of a CSV against a typed read of it, and of other formats."""

from bench import loading
from bench.data_sets import DataSets
from bench.figures import Figure, Table
from bench.formats import COLUMNS, LIMIT, ROWS, by_format

RATIO = 4
RUNS = {False: (5, 3), True: (1, 1)}  # at each size; of little data, once


def tables(data_sets: DataSets) -> list[Table]:
    """The load at each size, where its time goes, and the load by format."""
    sizes, scratch = data_sets.sizes, data_sets.out / "scratch"
    loads = [
        loading.in_turns(data_sets.dossiers(size), scratch, runs)
        for size, runs in zip(sizes, RUNS[data_sets.small], strict=True)
    ]
    whole = [
        figure
        for size, taken, gigabytes in zip(sizes, loads, (2, 4), strict=True)
        for figure in (
            Figure(f"{size:,}", "CSV, MB", taken.csv_mb),
            Figure(f"{size:,}", "typed read, s", taken.read_s),
            Figure(f"{size:,}", "load, s", taken.load_s),
            Figure(f"{size:,}", "ratio", taken.load_s / taken.read_s, RATIO),
            Figure(f"{size:,}", "peak memory, MB", taken.peak_mb, 1000 * gigabytes),
        )
    ]
    steps = [
        figure
        for size, taken in zip(sizes, loads, strict=True)
        for name, seconds in taken.steps_s.items()
        for figure in (
            Figure(name, f"at {size:,}, s", seconds),
            Figure(name, f"at {size:,}, typed reads", seconds / taken.read_s),
        )
    ]
    runs = 1 if data_sets.small else 3
    formats = [
        figure
        for row in by_format(data_sets.dossiers(sizes[0]), data_sets.out / "formats", runs)
        for figure in (
            Figure(row["format"], "file, MB", row["file_mb"]),
            Figure(row["format"], "load, s", row["load_s"]),
            Figure(row["format"], "ratio", row["ratio"], LIMIT.get(row["format"])),
            Figure(row["format"], "peak memory, MB", row["peak_mb"]),
        )
    ]
    return [
        Table(
            "The whole load",
            "Against `create table as select` from a typed `read_csv` of the same file into a "
            "database file, in turns; medians.",
            "dossiers",
            whole,
        ),
        Table(
            "Where its time goes",
            "Seconds from the line by which a load says that a step begins to the next, and as "
            "multiples of the typed read.",
            "step",
            steps,
        ),
        Table(
            f"By format: {ROWS:,} rows of {COLUMNS} columns",
            "The same dossiers in every format, against their CSV, which is read where it lies. No "
            "xls: it holds 65,536 rows at most.",
            "format",
            formats,
        ),
    ]
