"""How another system's export differs from a contract."""

from dataclasses import dataclass, field

MAPPING = "mapping"  # the table of who answered what and when, in a profile that is a mapping
FONTS = ("tcvn3", "vni")
DATE_ORDERS = ("day_first", "month_first")
LEVELS = ["0", "1", "2", "3", "4", "5"]  # of a rating; 0 is no answer


@dataclass(frozen=True)
class Profile:
    """How an export differs from the contract; the empty profile changes nothing.

    `columns` is field → header, `values` is field → word → the contract's value, `constants` is
    field → value, `date_format` the forms of a date in the order in which they are tried. Where
    the field `open_when_empty` is empty, a dossier without a status is being processed (4),
    otherwise it is finished (9). `date_order` says what stands first in a date, the day or the
    month, `letters` of which old font the texts are. `place_of` is header → where the profile names
    it, for a sentence.
    """

    source: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    date_format: tuple[str, ...] = ()
    zone: str | None = None
    open_when_empty: str | None = None
    date_order: str | None = None
    letters: str | None = None
    place_of: dict[str, str] = field(default_factory=dict)

    def filled(self) -> tuple[str, ...]:
        """The fields that need no column of their own."""
        return (*self.constants, *(["status_code"] if self.open_when_empty else []))

    def as_staged(self) -> dict:
        """The part that `check` needs, kept with the landed file."""
        needed = ("values", "constants", "date_format", "zone", "open_when_empty")
        needed += ("date_order", "letters")
        return {name: value for name in needed if (value := getattr(self, name))}


NO_PROFILE = Profile()
