"""The published snapshots: which there are, which one CURRENT names, and how one is opened."""

import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

import duckdb

from board.warehouse.scope import Scope
from config_file import data_folder
from snapshot_file import (
    SCHEMA_VERSION,
    PointerDamaged,
    built_at,
    is_altered,
    load_note,
    pointed_to,
    stamp,
)
from ward_clock import today

CONNECTIONS_KEPT = 3


class NoWarehouse(Exception):
    """Nothing has been published yet."""


class WrongSchema(Exception):
    """The published snapshot was built by another version of the product."""


class SnapshotLost(Exception):
    """The snapshot that CURRENT names is not there, or is none."""


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot: where it lies, its name and the date its data reach."""

    path: Path
    name: str
    data_date: date
    is_sample: bool
    stamp: tuple[int, ...] = field(default=(), repr=False)  # of its file: no answer outlives that
    in_place_of: str | None = field(default=None, compare=False)  # a published one that is damaged
    scope: Scope | None = None  # of who asks it; without one it answers nothing


@dataclass
class _Open:
    """An open snapshot: the stamp that its file had, and its cursors that no question holds."""

    connection: duckdb.DuckDBPyConnection
    stamp: tuple[int, ...] | None
    idle: dict[Scope, list[duckdb.DuckDBPyConnection]] = field(default_factory=dict)
    asked_at_once: int = 0
    has_failed: bool = False

    def close(self) -> None:
        """Closes the file; a cursor that a question still holds closes with its question."""
        for cursor in (*chain.from_iterable(self.idle.values()), self.connection):
            cursor.close()


_open: OrderedDict[Path, _Open] = OrderedDict()
opening = threading.RLock()


def current(scope: Scope | None = None) -> Snapshot:
    """The snapshot that CURRENT names now, for a reader of a scope; where that one is damaged, or
    not as it was published, the last one built that is good, `in_place_of` it.

    Raises NoWarehouse when nothing was published, WrongSchema when its tables are of another
    version, SnapshotLost when neither it nor another can be opened.
    """
    warehouse = data_folder() / "warehouse"
    name = "CURRENT"
    try:
        name = pointed_to(warehouse / "CURRENT")
        if name is None:
            raise NoWarehouse
        return replace(_as_published(warehouse / f"{name}.duckdb"), scope=scope)
    except (PointerDamaged, SnapshotLost) as error:
        for path in _newest_built_first(warehouse):
            with suppress(WrongSchema, SnapshotLost):
                return replace(_as_published(path), in_place_of=name, scope=scope)
        raise SnapshotLost(name) from error


def named(snapshot: str, scope: Scope | None = None) -> Snapshot:
    """The snapshot of a name, for a reader of a scope; raises as `current` does, SnapshotLost if it
    is gone."""
    for path in (data_folder() / "warehouse").glob("*.duckdb"):
        if path.stem == snapshot:
            return replace(_as_published(path), scope=scope)
    raise SnapshotLost(snapshot)


def _as_published(path: Path) -> Snapshot:
    """What a snapshot says of itself, whose file is the one that was published."""
    snapshot = _described(path)
    if is_altered(path):
        _let_go(path)
        raise SnapshotLost(path.stem)
    return snapshot


def _newest_built_first(warehouse: Path) -> list[Path]:
    return sorted(warehouse.glob("*.duckdb"), key=built_at, reverse=True)


def list_snapshots() -> tuple[list[Snapshot], list[str]]:
    """The snapshots of this version, those of the newest data first and of these the newest built;
    and the names of those that another version built or that cannot be opened."""
    found, closed = [], []
    for path in _newest_built_first(data_folder() / "warehouse"):
        try:
            found.append(_described(path))
        except (WrongSchema, SnapshotLost):
            closed.append(path.stem)
    return sorted(found, key=lambda snapshot: snapshot.data_date, reverse=True), closed


def _described(path: Path) -> Snapshot:
    """What a snapshot says of itself; raises as `current` does."""
    try:
        read = _own_row(path, stamp(path))
    except OSError as error:
        raise SnapshotLost(str(error)) from error
    if read is None:
        raise WrongSchema(path.stem)
    return read


# Without a bound: every run of a page lists all snapshots, and to open one takes 15 ms.
@cache
def _own_row(path: Path, made: tuple[int, ...]) -> Snapshot | None:
    """The row that a snapshot file of a stamp `made` has of itself; None if of another version."""
    with opening:
        held = opened(path)
        try:
            # The version first: the other columns, and what the macros name, are this version's.
            asked = held.connection.execute("select schema_version from snapshot")
            [(version,)] = asked.fetchall()
            if version != SCHEMA_VERSION:
                return None
            asked = held.connection.execute(
                "select snapshot_id, data_date, is_sample from snapshot"
            )
            [(name, data_date, is_sample)] = asked.fetchall()
            return Snapshot(path, name, data_date, is_sample, made)
        except (duckdb.Error, ValueError) as error:
            _let_go(path)
            raise SnapshotLost(str(error)) from error


def kept_until(snapshot: Snapshot) -> date | None:
    """The day to which registers are known that are kept on a page: today for what is published,
    None for an older snapshot, which knows nothing of what was entered later."""
    try:
        is_current = pointed_to(snapshot.path.parent / "CURRENT") == snapshot.name
    except PointerDamaged:
        is_current = False
    return today() if is_current and not snapshot.is_sample else None


def opened(path: Path) -> _Open:
    """The open snapshot of a path; opened anew where its file is another by now, or has failed.
    Raises SnapshotLost where it does not open. Called with `opening` held."""
    now = _stamp(path)
    held = _open.get(path)
    if held and not held.asked_at_once and (held.has_failed or now not in (None, held.stamp)):
        # All its cursors are closed, for the engine gives a path that is open the old file.
        _open.pop(path).close()
        held = None
    if held is None:
        try:
            connection = duckdb.connect(
                str(path),
                read_only=True,
                config={"enable_external_access": False, "lock_configuration": True},
            )
        except duckdb.Error as error:
            raise SnapshotLost(str(error)) from error
        _open[path] = _Open(connection, now)
        while len(_open) > CONNECTIONS_KEPT:
            _open.popitem(last=False)  # closed once its last cursor is gone
    _open.move_to_end(path)
    return _open[path]


def _let_go(path: Path) -> None:
    """Closes a damaged snapshot, which on Windows could not be replaced as long as it is open."""
    with opening:
        held = _open.get(path)
        if held and held.asked_at_once:
            held.has_failed = True
        elif held:
            _open.pop(path).close()


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        return stamp(path)
    except OSError:
        return None  # it has gone; who holds it open reads on


def last_load(of: str = "load") -> dict | None:
    """What the last load said of itself (files refused included), or None, also where that note is
    damaged; `of` "entries": the last one that took nothing but entries made on a page."""
    return load_note(data_folder() / "warehouse" / f"last_{of}.json")
