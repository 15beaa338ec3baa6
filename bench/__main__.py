"""python -m bench [--out FOLDER] [--small]: measures and writes docs/benchmarks.md."""

import argparse
import os
import platform
import sys
import tempfile
from datetime import date
from pathlib import Path

from bench import signing_in, use, workbooks
from bench.formats import COLUMNS, ROWS, by_format
from bench.loading import PROJECT, loading, one_more_day, sample
from bench.pages import paints
from bench.papers import made
from bench.queries import asked_by_pages, timed

MILLION = 1_000_000
ADDRESS = {"period": "2025-q2", "compare": "previous"}


def main() -> int:
    """Runs everything and writes the page; gives the exit code: 1 where a limit is passed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "board-bench")
    parser.add_argument("--small", action="store_true", help="a quarter million, to try the bench")
    options = parser.parse_args()
    sizes = (210_000, 250_000) if options.small else (MILLION, 5 * MILLION)
    folders = {size: options.out / str(size) for size in sizes}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)

    loads = [loading(size, folders[size], runs=5 if size == sizes[0] else 1) for size in sizes]
    runs = 1 if options.small else 3
    formats = by_format(sample(sizes[0], folders[sizes[0]]), options.out / "formats", runs)
    asked = {size: timed(asked_by_pages(folders[size] / "data", ADDRESS)) for size in sizes}
    papers = made(folders[sizes[0]] / "data")
    workbook = workbooks.in_turns(folders[sizes[0]] / "data")
    painted = paints(folders[sizes[0]] / "data", options.out)
    door = signing_in.painted(folders[sizes[0]] / "data", options.out)
    uses = use.lines()
    day = one_more_day(folders[sizes[1]])
    text = page(loads, formats, asked, papers, workbook, painted, door, day, uses)
    print(text)
    if not options.small:
        (PROJECT / "docs" / "benchmarks.md").write_text(text, "utf-8")
    within = _within(loads, formats, asked[sizes[1]], papers, workbook, painted, door, uses)
    return int(not within)


def _within(
    loads: list[dict],
    formats: list[dict],
    asked: list[dict],
    papers: list[dict],
    workbook: dict[str, float],
    painted: list[dict],
    door: dict[str, float],
    uses: list[dict],
) -> bool:
    return (
        loads[0]["ratio"] <= 5
        and loads[0]["peak_mb"] < 2000
        and loads[1]["peak_mb"] < 4000
        and all(row["ratio"] <= 4 for row in formats if row["format"] == "xlsx")
        and all(row["p95_ms"] < 250 for row in asked)
        and all(max(row["all"], row["one"]) < row["limit_s"] for row in papers)
        and workbook["ratio"] <= workbooks.LIMIT
        and door["ratio"] <= signing_in.LIMIT
        and all(row["each_ms"] <= use.LIMIT_MS for row in uses)
        and all(row["first_ratio"] <= 2 and row["change_ratio"] <= 1.5 for row in painted)
    )


def page(
    loads: list[dict],
    formats: list[dict],
    asked: dict[int, list],
    papers: list[dict],
    workbook: dict[str, float],
    painted: list[dict],
    door: dict[str, float],
    day: float,
    uses: list[dict],
) -> str:
    """The measured figures as docs/benchmarks.md."""
    small, large = asked
    other = {row["question"]: row for row in asked[small]}
    lines = [
        "# Benchmarks",
        "",
        f"Made by `make bench` on {date.today():%d/%m/%Y}: {os.cpu_count()} cores, "
        f"{platform.system()}, Python {platform.python_version()}. Only the ratios within one run "
        "are to be compared; absolute times are those of one machine on one day.",
        "",
        "## Load: from CSV to published snapshot",
        "Against `create table as select` from a typed `read_csv` of the same file into a database "
        "file. Limits: 5 times and 2 GB at a million, 4 GB at five million.",
        "",
        "| dossiers | CSV, MB | typed read, s | load, s | ratio | peak memory, MB |",
        "|---|---|---|---|---|---|",
        *(
            f"| {r['dossiers']:,} | {r['csv_mb']:.0f} | {r['typed_read_s']:.2f} | "
            f"{r['load_s']:.2f} | {r['ratio']:.2f} | {r['peak_mb']:.0f} |"
            for r in loads
        ),
        "",
        f"One more day's file into {loads[1]['dossiers']:,} dossiers: {day:.1f} s; no old file is "
        "parsed again.",
        "",
        f"## Load by format: {ROWS:,} rows of {COLUMNS} columns",
        "The same dossiers in every format, against their CSV, which is read where it lies. The "
        "limit is 4 times, of the xlsx. No xls: it holds 65,536 rows at most.",
        "",
        "| format | file, MB | load, s | ratio | peak memory, MB |",
        "|---|---|---|---|---|",
        *(
            f"| {r['format']} | {r['file_mb']:.1f} | {r['load_s']:.2f} | {r['ratio']:.2f} | "
            f"{r['peak_mb']:.0f} |"
            for r in formats
        ),
        "",
        "## Questions of the pages",
        f"Uncached, {len(asked[large])} questions; the limit is a p95 of 250 ms at five million.",
        "",
        f"| question | page | p95, ms, at {small:,} | median, ms, at {large:,} | p95, ms |",
        "|---|---|---|---|---|",
        *(
            f"| {r['question']} | {r['page']} | {other[r['question']]['p95_ms']:.0f} | "
            f"{r['median_ms']:.0f} | {r['p95_ms']:.0f} |"
            for r in asked[large]
            if r["question"] in other
        ),
        "",
        f"## Papers at {small:,} dossiers",
        "From the command's start to the file, a quarter with the months before it.",
        "",
        "| paper | all units, s | one unit, s | limit, s |",
        "|---|---|---|---|",
        *(f"| {r['paper']} | {r['all']:.1f} | {r['one']:.1f} | {r['limit_s']} |" for r in papers),
        "",
        f"## A workbook of {workbooks.ROWS:,} rows of {workbooks.COLUMNS} columns",
        "As a page gives its rows away, against XlsxWriter in constant memory with the same cells, "
        f"in turns; the limit is {workbooks.LIMIT} times.",
        "",
        "| XlsxWriter alone, s | ours, s | ratio |",
        "|---|---|---|",
        "| {alone_s:.1f} | {ours_s:.1f} | {ratio:.2f} |".format(**workbook),
        "",
        "## A line of the log of use",
        f"{use.LINES:,} lines, by one writer and by {use.THREADS} threads at once, who wait for "
        f"each other; the limit is {use.LIMIT_MS} ms a line.",
        "",
        "| writers | a line, ms | waited, median, ms | waited, p95, ms |",
        "|---|---|---|---|",
        *(
            f"| {r['writers']} | {r['each_ms']:.2f} | {r['median_ms']:.2f} | {r['p95_ms']:.1f} |"
            for r in uses
        ),
        "",
        f"## In the browser at {small:,} dossiers",
        "Against a bare Streamlit page with the same charts, tables and lines with a number, of "
        "constant data, which shows, as ours does, others when another unit is chosen. Limits: "
        "first paint 2 times, a filter's change 1.5 times.",
        "",
        "| page | first paint, s | ratio | filter's change, s | ratio |",
        "|---|---|---|---|---|",
        *(
            f"| {r['page']} | {r['first_s']:.2f} | {r['first_ratio']:.2f} | "
            f"{r['change_s']:.2f} | {r['change_ratio']:.2f} |"
            for r in painted
        ),
        "",
        "## First paint where everybody signs in",
        "The overview of one unit in a browser that has kept nothing, with an account and without "
        f"any, in turns; the limit is {signing_in.LIMIT} times.",
        "",
        "| without accounts, s | signed in, s | ratio |",
        "|---|---|---|",
        "| {without:.2f} | {signed_in:.2f} | {ratio:.2f} |".format(**door),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
