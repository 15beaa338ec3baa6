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
        for size, of, gigabytes in zip(sizes, loads, (2, 4), strict=True)
        for figure in (
            Figure(f"{size:,}", "CSV, MB", of.csv_mb),
            Figure(f"{size:,}", "typed read, s", of.read_s),
            Figure(f"{size:,}", "load, s", of.load_s),
            Figure(f"{size:,}", "ratio", of.load_s / of.read_s, RATIO),
            Figure(f"{size:,}", "peak memory, MB", of.peak_mb, 1000 * gigabytes),
        )
    ]
    steps = [
        figure
        for size, of in zip(sizes, loads, strict=True)
        for name, seconds in of.steps_s.items()
        for figure in (
            Figure(name, f"at {size:,}, s", seconds),
            Figure(name, f"at {size:,}, typed reads", seconds / of.read_s),
        )
    ]
    runs = 1 if data_sets.small else 3
    formats = [
        figure
        for of in by_format(data_sets.dossiers(sizes[0]), data_sets.out / "formats", runs)
        for figure in (
            Figure(of["format"], "file, MB", of["file_mb"]),
            Figure(of["format"], "load, s", of["load_s"]),
            Figure(of["format"], "ratio", of["ratio"], LIMIT.get(of["format"])),
            Figure(of["format"], "peak memory, MB", of["peak_mb"]),
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
