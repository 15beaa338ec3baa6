"""python -m bench [PART…] [--out FOLDER] [--small] [--check]: measures, writes docs/benchmarks.md.

Each part writes its figures into FOLDER and its own section of the page. The data are made once
and stay in FOLDER, where parts find them again.
"""

import argparse
import logging
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench.data_sets import DataSets
from bench.figures import Measure, passed_limits
from bench.page import BEFORE, PAGE, Measured, put_section, read_figures, section, write_figures
from bench.parts import PARTS


def main(
    arguments: list[str] | None = None,
    parts: Mapping[str, tuple[str, Measure]] = PARTS,
    page: Path = PAGE,
    before: Path = BEFORE,
) -> int:
    """Measures the parts that are named, or all in turn; gives the exit code, with `--check` 1
    where a figure is over its limit. `before` holds the figures to be shown beside the new ones."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(parts))
    parser.add_argument("--out", type=Path, default=Path(tempfile.gettempdir()) / "board-bench")
    parser.add_argument("--small", action="store_true", help="little data, to try the bench alone")
    parser.add_argument("--check", action="store_true", help="fail where a limit is passed")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.parts if name not in parts]:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(parts)}")
    data_sets = DataSets(options.out, options.small)
    over: list[str] = []
    for name in options.parts or parts:
        title, measure = parts[name]
        made_in, started = data_sets.seconds, time.monotonic()
        tables = measure(data_sets)
        # The data are made once, whichever part comes first.
        minutes = (time.monotonic() - started - (data_sets.seconds - made_in)) / 60
        measured = Measured(name, tables, minutes)
        write_figures(measured, options.out / "figures")
        text = section(title, measured, read_figures(name, before))
        print(text, flush=True)
        if not options.small:
            put_section(page, text, [*parts])
        over += [f"{name}: {line}" for line in passed_limits(tables)]
    for line in over:
        print(f"over its limit: {line}", file=sys.stderr)
    return int(options.check and bool(over))


if __name__ == "__main__":
    logging.disable(logging.WARNING)  # Streamlit's, of each page that runs without a server
    sys.exit(main())
