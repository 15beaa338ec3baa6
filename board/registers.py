"""How far each register reaches for the chosen unit, so that no page takes silence for zero."""

from dataclasses import replace
from datetime import date

from board.choice import Choice
from board.warehouse import ask


def reached(source: str, choice: Choice) -> date | None:
    """The day to which a register of the chosen unit is known; None where it sent none."""
    known = ask(choice.snapshot, "register_as_of", unit=choice.filters.unit).set_index("source")
    return known["as_of"][source].date() if source in known.index else None


def of_register(source: str, choice: Choice) -> Choice:
    """The same choice with the data date of a register, to which its months are judged complete.

    Raises LookupError where the chosen unit keeps no such register.
    """
    known_until = reached(source, choice)
    if known_until is None:
        raise LookupError(source)
    return replace(choice, data_date=known_until)
