"""Dates and moments as Vietnamese readers write them: 05/02/2026."""

from datetime import date, datetime

from board.text.numbers import ABSENT, is_absent


def day(value: date | None) -> str:
    """A date or a moment as dd/mm/yyyy."""
    return ABSENT if is_absent(value) else f"{value:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """A moment as dd/mm/yyyy hh:mm, in the zone it carries."""
    return ABSENT if is_absent(value) else f"{value:%d/%m/%Y %H:%M}"


def month(value: date | None) -> str:
    """The month of a date as mm/yyyy."""
    return ABSENT if is_absent(value) else f"{value:%m/%Y}"
