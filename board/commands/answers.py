"""What the answer of every command shares: what it was asked of, and how far the data reach."""

from datetime import date

from board.selection.coverage import DOSSIERS, coverage
from board.selection.filters import unit_key
from board.selection.known_days import data_date, known_until
from board.selection.periods import Period
from board.text import command
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import Snapshot, current


def scope(start: date, end: date, unit: str | None) -> tuple[Period, Snapshot, str | None]:
    """The period, the published snapshot, of which whoever runs commands sees everything, and the
    unit's key in it.

    Raises ValueError, in Vietnamese, for a unit that is not known and for an end before the start.
    """
    period, snapshot = Period(start, end, "range"), current(EVERYTHING)
    key = None if unit is None else unit_key(snapshot, unit, end)
    if unit is not None and not key:
        raise ValueError(command.no_such_unit(unit))
    return period, snapshot, key


def provenance(
    period: Period,
    snapshot: Snapshot,
    unit: str | None,
    sources: tuple[str, ...] = DOSSIERS,
    known_after_days: int = 0,
) -> dict:
    """Of when, of whom and from which data an answer is, and how far these reach; `data_date` is
    None where nobody sent one of the sources."""
    known = coverage(snapshot, unit, period, sources, known_after_days)
    if sources == DOSSIERS:
        reached = data_date(snapshot, unit)
    else:
        days = [day for source in sources if (day := known_until(snapshot, unit, source))]
        reached = min(days) if len(days) == len(sources) else None
    return {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "unit": unit,
        "data_date": reached and reached.isoformat(),
        "snapshot": snapshot.name,
        "coverage": {
            "state": known.state,
            "units": known.units,
            "missing": [
                {
                    "unit": gap.unit_key,
                    "name": gap.name,
                    "source": gap.source,
                    "known_until": gap.until and gap.until.isoformat(),
                }
                for gap in known.missing
            ],
        },
    }
