"""What the registers of the chosen unit tell, so that nothing takes silence for zero."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from board.measures.results import MeasureResult, over_time
from board.selection.known_days import known_until
from board.selection.selection import Selection, among_known
from board.warehouse.ask import ask


def reached(source: str, selection: Selection) -> date | None:
    """The day to which a register of the chosen unit is known; None where it sent none."""
    return known_until(selection.snapshot, selection.filters.unit, source)


def of_register(source: str, selection: Selection) -> Selection:
    """The same selection with the data date of a register, of the units whose register reaches the
    period.

    Raises LookupError where the chosen unit keeps no such register.
    """
    until = reached(source, selection)
    if until is None:
        raise LookupError(source)
    return replace(among_known(selection, (source,)), data_date=until)


def known_results(keys: Sequence[str], selection: Selection) -> dict[str, MeasureResult | None]:
    """Each measure as `over_time` gives it; None where nobody sent for the period what it needs."""
    results = over_time(tuple(keys), selection)
    return {
        key: None if result.coverage.state == "absent" else result
        for key, result in results.items()
    }


def units_in_force(selection: Selection) -> set[str]:
    """The units that are there on a day of the period: of no other a file of it is missed."""
    days = {"from": selection.period.start, "to": selection.period.end}
    units = ask(selection.snapshot, "report_units", **days)
    return set(units[units["is_in_force"]]["unit_key"])
