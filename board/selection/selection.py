"""The selection of one run: a snapshot, filters, a period and what to compare it with."""

from dataclasses import dataclass, replace
from datetime import date

from board.selection.address import Address, encode
from board.selection.coverage import Coverage, coverage
from board.selection.filters import Filters
from board.selection.known_days import data_date
from board.selection.periods import Period, previous, same_last_year
from board.selection.viewer import ANYBODY, Viewer
from board.text import choices
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot, kept_until


@dataclass(frozen=True)
class Selection:
    """One run's selection. Its filters leave out units whose dossiers do not reach the period."""

    snapshot: Snapshot
    data_date: date  # the newest export of the unit chosen
    filters: Filters
    period: Period
    compared: Period | None
    compare: str  # previous | last_year
    unit_name: str
    url: tuple[tuple[str, str], ...]  # what the address bar holds, to hand on to links
    coverage: Coverage  # what is known of the period's dossiers
    kept_until: date | None = None  # the day to which registers kept on a page are known
    viewer: Viewer = ANYBODY

    @property
    def is_pinned(self) -> bool:
        """Whether its address names the snapshot."""
        return "snapshot" in self.url_parameters

    def sees(self, part: str) -> bool:
        """Whether its reader sees one of `scope.HIDDEN`."""
        scope = self.snapshot.scope
        return scope is not None and part in scope.sees

    @property
    def url_parameters(self) -> dict[str, str]:
        """The query parameters that give this selection again."""
        return dict(self.url)


def selection_of(
    snapshot: Snapshot,
    filters: Filters,
    period: Period,
    compare: str = "previous",
    pinned: bool = False,
    viewer: Viewer = ANYBODY,
) -> Selection:
    """The selection of dossiers, of a period and of what to compare it with, in a snapshot.

    `pinned`: its address names the snapshot too, so that it gives the same numbers for good.
    `viewer`: who writes; what is read is cut by the scope of the snapshot.
    """
    units = ask(snapshot, "units").set_index("unit_key")["name"]
    other = {"previous": previous, "last_year": same_last_year}[compare](period)
    known = coverage(snapshot, filters.unit, period)
    address = Address(filters, period, compare, snapshot.name if pinned else None)
    return Selection(
        snapshot=snapshot,
        data_date=data_date(snapshot, filters.unit),
        filters=filters.only(left_out=known.left_out),
        period=period,
        compared=other,
        compare=compare,
        unit_name=units.get(filters.unit, choices.all_units(snapshot.scope)),
        url=tuple(encode(address).items()),
        coverage=known,
        kept_until=kept_until(snapshot),
        viewer=viewer,
    )


def among_known(
    selection: Selection, sources: tuple[str, ...], known_after_days: int = 0
) -> Selection:
    """The same selection without the units whose `sources`, and not their dossiers, do not reach
    the period: for lists and counts shown with a measure of these sources."""
    known = coverage(
        selection.snapshot, selection.filters.unit, selection.period, sources, known_after_days
    )
    return replace(selection, filters=selection.filters.only(left_out=known.left_out))
