"""Who reads and writes: what is seen of a snapshot, and what may be done in which units."""

from dataclasses import dataclass

from board.warehouse.scope import EVERYTHING, Scope

DEEDS = ("tasks", "letters", "receptions", "registers", "papers", "load", "withdraw", "administer")


@dataclass(frozen=True)
class Viewer:
    """An account, None where nobody signs in; the titles of its roles of today; what it sees; and
    for each of DEEDS that it may do the codes of units where it may, None for all."""

    account: str | None
    titles: tuple[str, ...]
    scope: Scope
    deeds: tuple[tuple[str, frozenset[str] | None], ...]

    @property
    def has_no_role(self) -> bool:
        """Whether somebody signed in who has no role today, and so sees no figures."""
        return self.account is not None and not self.titles

    def units_for(self, deed: str) -> frozenset[str] | None:
        """The codes of units where something may be done, None for all."""
        return dict(self.deeds).get(deed, frozenset())

    def may(self, deed: str, unit: str | None = None) -> bool:
        """Whether something may be done in a unit, by its code; in any where none is named."""
        units = self.units_for(deed)
        return units is None or (bool(units) if unit is None else unit in units)


ANYBODY = Viewer(None, (), EVERYTHING, tuple((deed, None) for deed in DEEDS))


def deed_of(source: str) -> str:
    """What somebody does who writes in a register."""
    return source if source in DEEDS else "registers"
