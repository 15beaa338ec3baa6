"""PART=browser: six pages in a real browser against bare ones, and where everybody signs in."""

from bench import signing_in
from bench.data_sets import DataSets
from bench.figures import Figure, Table
from bench.painting import TIMES, paints

RATIO = 1.3


def tables(data_sets: DataSets) -> list[Table]:
    """First paint and a filter's change of each page at each size; first paint of who signed in."""
    folders = {f"{size:,}": data_sets.loaded(size) for size in data_sets.sizes}
    scratch, turns = data_sets.out / "scratch", 1 if data_sets.small else TIMES
    pages = [
        figure
        for paint in paints(folders, scratch / "recorded", turns)
        for figure in (
            Figure(paint.page, f"{paint.at}: first paint, s", paint.first),
            Figure(paint.page, f"{paint.at}: times bare", paint.first / paint.bare_first, RATIO),
            Figure(paint.page, f"{paint.at}: filter's change, s", paint.change),
            Figure(
                paint.page,
                f"{paint.at}: change, times bare",
                paint.change / paint.bare_change,
                RATIO,
            ),
        )
    ]
    times = 1 if data_sets.small else signing_in.TIMES
    door = signing_in.painted(next(iter(folders.values())), scratch, times)
    return [
        Table(
            "Six pages",
            "Against a bare Streamlit page with the same charts, tables and lines with a number, "
            "of constant data, which shows, as ours does, others when another unit is chosen; "
            f"medians of {turns} in turns, each in a browser that has kept nothing.",
            "page",
            pages,
        ),
        Table(
            "First paint where everybody signs in",
            "The overview of one unit in a browser that has kept nothing, with an account and "
            f"without any, in turns; medians of {times}.",
            "page",
            [
                Figure("overview", "without accounts, s", door["without"]),
                Figure("overview", "signed in, s", door["signed_in"]),
                Figure("overview", "ratio", door["ratio"], signing_in.LIMIT),
            ],
        ),
    ]
