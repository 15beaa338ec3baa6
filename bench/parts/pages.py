"""PART=pages: every question of the pages, for one unit and for all, as the data grow."""

from bench.data_sets import DataSets
from bench.figures import Figure, Table
from bench.queries import ALL, ONE, TIMES, Timed, timed

# What answers with rows of dossiers, and what is asked of each dossier; the others are sums.
LISTS = {"since_overdue", "overdue_counts", "open_list", "late_since", "alternative_readings"}
LISTS_P95_MS = 250
GROWTH = 1.5
FEW_MS = 5  # of less, growth is told from noise by this


def tables(data_sets: DataSets) -> list[Table]:
    """Medians and p95s, a table for sums and one for lists, of one unit and of all."""
    folders = {f"{size:,}": data_sets.loaded(size) for size in data_sets.sizes}
    folders[f"{data_sets.most:,}"] = data_sets.multiplied()
    times = 2 if data_sets.small else TIMES
    found = timed(folders, times)
    smallest = next(iter(folders))
    return [
        made
        for units in (ONE, ALL)
        for made in (
            _sums([row for row in found if row.units == units], smallest, units, times),
            _lists([row for row in found if row.units == units], units, times),
        )
    ]


def is_list(question: str) -> bool:
    """Whether a question answers with rows, or of each dossier, rather than with sums."""
    return question in LISTS or question.startswith("rows_")


def _sums(found: list[Timed], smallest: str, units: str, times: int) -> Table:
    sums = _slowest_first([row for row in found if not is_list(row.question)])
    of_smallest = {row.question: row.median_ms for row in sums if row.at == smallest}
    figures = []
    for row in sums:
        least = of_smallest.get(row.question)
        figures.append(Figure(row.question, f"{row.at}: median, ms", row.median_ms))
        figures.append(Figure(row.question, f"{row.at}: p95, ms", row.p95_ms))
        if least and row.at != smallest:
            ratio = row.median_ms / max(least, FEW_MS)
            figures.append(Figure(row.question, f"{row.at}: growth", ratio, GROWTH))
    return Table(
        f"Sums, {units}",
        f"Uncached, {times} times in turns. Growth: the median as a multiple of that at {smallest} "
        f"dossiers, or of {FEW_MS} ms where that is more.",
        "question",
        figures,
    )


def _lists(found: list[Timed], units: str, times: int) -> Table:
    figures = [
        figure
        for row in _slowest_first([row for row in found if is_list(row.question)])
        for figure in (
            Figure(row.question, f"{row.at}: median, ms", row.median_ms),
            Figure(row.question, f"{row.at}: p95, ms", row.p95_ms, LISTS_P95_MS),
        )
    ]
    note = f"Uncached, {times} times in turns; the first rows and their count."
    return Table(f"Lists, {units}", note, "question", figures)


def _slowest_first(found: list[Timed]) -> list[Timed]:
    """Rows in the order of the slowest median of their question."""
    slowest: dict[str, float] = {}
    for row in found:
        slowest[row.question] = max(slowest.get(row.question, 0.0), row.median_ms)
    return sorted(found, key=lambda row: -slowest[row.question])
