"""How far each register reaches, so that nothing takes silence for zero."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from board.choice import Choice
from board.facts import Fact, over_time
from board.filters import register_date
from board.measures import MEASURES


def reached(source: str, choice: Choice) -> date | None:
    """The day to which a register of the chosen unit is known; None where it sent none."""
    return register_date(source, choice.snapshot, choice.filters.unit)


def of_register(source: str, choice: Choice) -> Choice:
    """The same choice with the data date of a register, to which its months are judged complete.

    Raises LookupError where the chosen unit keeps no such register.
    """
    known_until = reached(source, choice)
    if known_until is None:
        raise LookupError(source)
    return replace(choice, data_date=known_until)


def known_facts(keys: Sequence[str], choice: Choice) -> dict[str, Fact | None]:
    """Each measure as `over_time` gives it, a register's to that register's day; None where the
    chosen unit keeps no such register."""
    told: dict[str, Fact | None] = {}
    for registers in dict.fromkeys(MEASURES[key].registers for key in keys):
        mine = tuple(key for key in keys if MEASURES[key].registers == registers)
        if not registers:
            told |= over_time(mine, choice)
        elif any(reached(register, choice) is None for register in registers):
            told |= dict.fromkeys(mine)
        else:
            told |= over_time(mine, of_register(registers[0], choice))
    return {key: told[key] for key in keys}
