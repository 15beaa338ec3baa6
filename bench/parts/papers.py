"""PART=papers: papers from the command to the file, a workbook of many rows, the log of use."""

from bench import use, workbooks
from bench.data_sets import DataSets
from bench.figures import Figure, Table
from bench.papers import made


def tables(data_sets: DataSets) -> list[Table]:
    """The papers that have a limit, a workbook against XlsxWriter alone, a line of the log."""
    size = data_sets.sizes[0]
    data = data_sets.loaded(size)
    papers = [
        figure
        for row in made(data)
        for figure in (
            Figure(row["paper"], "all units, s", row["all"], row["limit_s"]),
            Figure(row["paper"], "one unit, s", row["one"], row["limit_s"]),
            Figure(row["paper"], "all units, times a start", row["all"] / row["start"]),
        )
    ]
    workbook = workbooks.in_turns(data)
    log = [
        figure
        for row in use.lines()
        for figure in (
            Figure(f"{row['writers']}", "a line, ms", row["each_ms"], use.LIMIT_MS),
            Figure(f"{row['writers']}", "ratio", row["ratio"]),
            Figure(f"{row['writers']}", "waited, median, ms", row["median_ms"]),
            Figure(f"{row['writers']}", "waited, p95, ms", row["p95_ms"]),
        )
    ]
    rows = f"{workbooks.ROWS:,} × {workbooks.COLUMNS}"
    return [
        Table(
            f"Papers at {size:,} dossiers",
            "From the command's start to the file, a quarter with the months before it, against "
            "`python -m board paper --help`, which starts alike, in turns.",
            "paper",
            papers,
        ),
        Table(
            "A workbook of many rows",
            "As a page gives its rows away, against XlsxWriter in constant memory with the same "
            "cells, in turns; medians.",
            "cells",
            [
                Figure(rows, "XlsxWriter alone, s", workbook["alone_s"]),
                Figure(rows, "ours, s", workbook["ours_s"]),
                Figure(rows, "ratio", workbook["ratio"], workbooks.LIMIT),
            ],
        ),
        Table(
            "A line of the log of use",
            f"{use.LINES:,} lines, by one writer and by several threads at once, who wait for each "
            "other, against lines that are only appended to a file opened for each.",
            "writers",
            log,
        ),
    ]
