"""The snapshots of a folder: what points to them, their order, and which of them can be used."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import duckdb

from etl.contract import SQL
from etl.settings import Settings
from snapshot_file import NAME, SCHEMA_VERSION, PointerDamaged, built_at, is_altered, pointed_to

IN_POST = (SQL / "officer_in_post.sql").read_text("utf-8")


def current(warehouse: Path) -> str | None:
    """The published snapshot's name; None where there is none, or CURRENT is damaged."""
    return _pointed_to(warehouse / "CURRENT")


def held(warehouse: Path) -> str | None:
    """The snapshot that the last rollback turned away from; None as for `current`."""
    return _pointed_to(warehouse / "HELD")


def snapshots(warehouse: Path) -> list[str]:
    """The snapshots of the folder, newest built first."""
    files = sorted(warehouse.glob("*.duckdb"), key=lambda p: (built_at(p), p.name))
    return [p.stem for p in reversed(files)]


def named_by_papers(settings: Settings) -> set[str]:
    """The snapshots that papers which were sent name, and those that damaged notes name, set aside
    or not, where that can be read."""
    named = set()
    aside = (settings.data / "damaged").glob("*_papers_[0-9]*.json")
    for note in (*(settings.data / "papers").glob("[0-9]*.json"), *aside):
        with suppress(OSError, ValueError, AttributeError, TypeError):
            named.add(json.loads(note.read_bytes()).get("snapshot"))
    return {name for name in named if isinstance(name, str) and NAME.fullmatch(name)}


def reading(path: Path) -> duckdb.DuckDBPyConnection:
    """A snapshot opened as the board opens it: of one file a process has one configuration."""
    config: dict = {"enable_external_access": False, "lock_configuration": True}
    return duckdb.connect(str(path), read_only=True, config=config)


def opens(warehouse: Path, snapshot: str | None) -> bool:
    """Whether the snapshot stands as it was published, of this version, and says its name."""
    return snapshot is not None and why_closed(warehouse, snapshot) is None


def files_of(warehouse: Path, snapshot: str) -> set[str]:
    """The hashes of the files that a snapshot was built from."""
    with reading(warehouse / f"{snapshot}.duckdb") as con:
        return {sha256 for (sha256,) in con.execute("select sha256 from loads").fetchall()}


def in_post(warehouse: Path, code: str, on: date) -> bool:
    """Whether the published register of officers has a code on a day."""
    name = current(warehouse)
    if not opens(warehouse, name):
        return False
    with reading(warehouse / f"{name}.duckdb") as con:
        return bool(con.execute(IN_POST, {"code": code, "on": on}).fetchall())


def why_closed(warehouse: Path, snapshot: str) -> str | None:
    """Why a snapshot cannot be used: a key of words.CLOSED; None where it can."""
    path = warehouse / f"{snapshot}.duckdb"
    try:
        with reading(path) as con:
            [(version,)] = con.execute("select schema_version from snapshot").fetchall()
            if version != SCHEMA_VERSION:  # its tables may lack what is asked below
                return "other_version"
            [(name,)] = con.execute("select snapshot_id from snapshot").fetchall()
        return "altered" if name != snapshot or is_altered(path) else None
    except (duckdb.Error, OSError, ValueError):
        return "damaged" if path.exists() else "missing"


def _pointed_to(pointer: Path) -> str | None:
    try:
        return pointed_to(pointer)
    except PointerDamaged:
        return None
