"""Which targets are in force for a choice on a day."""

from datetime import date

from board.filters import Filters
from board.warehouse import Snapshot, ask


def targets(snapshot: Snapshot, filters: Filters, on: date) -> dict[str, float]:
    """Measure → target in force on `on`; shares as fractions. Measures without one are absent."""
    rows = ask(snapshot, "targets_in_force", on=on, **filters.parameters())
    return dict(zip(rows["measure"], rows["target"], strict=True))
