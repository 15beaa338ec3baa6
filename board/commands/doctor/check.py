"""What one look at the installation gives."""

from typing import NamedTuple


class Check(NamedTuple):
    """One thing that was looked at, by its key in `doctor.CHECKS`, and what is said of it."""

    key: str
    is_fine: bool
    sentence: str
