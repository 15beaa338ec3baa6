"""The warehouse folder: one writer at a time, immutable snapshots, and the pointer CURRENT.

A snapshot gets its name only when it is whole and every audit returned no rows; publishing is one
atomic replace of CURRENT. HELD names the snapshot that a rollback left behind, so that a load
without news does not bring it back.
"""

import json
import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from etl import words
from etl.contract import SQL
from etl.settings import Settings
from etl.words import Refusal


@contextmanager
def writing(settings: Settings) -> Iterator[Path]:
    """Holds the warehouse for one writer and gives it an empty scratch folder.

    Waits `lock_wait_seconds`, then raises Refusal with who holds the lock. The lock is the
    operating system's: it goes with the process, however that ends.
    """
    folder = settings.warehouse
    folder.mkdir(parents=True, exist_ok=True)
    holder = folder / "LOCK.holder"
    lock = FileLock(folder / "LOCK", timeout=settings.lock_wait_seconds)
    try:
        lock.acquire()
    except Timeout as error:
        said = holder.read_text("utf-8") if holder.exists() else "không rõ"
        raise Refusal(words.locked(said, settings.lock_wait_seconds)) from error
    try:
        started = time.strftime("%H:%M:%S %d/%m/%Y")
        holder.write_text(
            f"tiến trình {os.getpid()} trên {socket.gethostname()} từ {started}", "utf-8"
        )
        for left in [
            *folder.glob("scratch-*"),
            *settings.data.glob("checked/*/*.new"),
            *settings.staged.glob("*/*.new"),
        ]:
            shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink()
        scratch = folder / f"scratch-{os.getpid()}"
        scratch.mkdir()
        try:
            yield scratch
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
            holder.unlink(missing_ok=True)
    finally:
        lock.release()


def current(warehouse: Path) -> str | None:
    """The published snapshot's name, or None."""
    return _read(warehouse / "CURRENT")


def held(warehouse: Path) -> str | None:
    """The snapshot that the last rollback turned away from, or None."""
    return _read(warehouse / "HELD")


def snapshots(warehouse: Path) -> list[str]:
    """The snapshots at hand, newest built first."""
    files = sorted(warehouse.glob("*.duckdb"), key=lambda p: (p.stat().st_mtime_ns, p.name))
    return [p.stem for p in reversed(files)]


def publish(built: Path, snapshot: str, settings: Settings) -> None:
    """Audits `built`, gives it its name and points CURRENT at it.

    Raises Refusal when an audit returns a row; then nothing is changed.
    """
    _audit(built)
    target = settings.warehouse / f"{snapshot}.duckdb"
    _flush(built)
    os.replace(built, target)
    point_to(settings.warehouse, snapshot)
    (settings.warehouse / "HELD").unlink(missing_ok=True)
    _prune(settings)


def point_to(warehouse: Path, snapshot: str) -> None:
    """Makes `snapshot` the published one: one atomic replace."""
    new = warehouse / "CURRENT.new"
    new.write_text(snapshot + "\n", "utf-8")
    _flush(new)
    os.replace(new, warehouse / "CURRENT")


def rollback(settings: Settings, snapshot: str | None) -> str:
    """Points CURRENT at `snapshot`, else at the one built before it; gives the name."""
    known, now = snapshots(settings.warehouse), current(settings.warehouse)
    if snapshot is None:
        older = known[known.index(now) + 1 :] if now in known else known
        if not older:
            raise Refusal(words.NO_OLDER_SNAPSHOT)
        snapshot = older[0]
    if snapshot not in known:
        raise Refusal(words.snapshot_unknown(snapshot, known))
    (settings.warehouse / "HELD").write_text(f"{known[0]}\n", "utf-8")
    point_to(settings.warehouse, snapshot)
    return snapshot


def note_last_load(warehouse: Path, summary: dict) -> None:
    """Leaves the summary of the last load where the intake page finds it, refusals and all."""
    new = warehouse / "last_load.new"
    new.write_text(json.dumps(summary, ensure_ascii=False, indent=1), "utf-8")
    os.replace(new, warehouse / "last_load.json")


def _read(path: Path) -> str | None:
    return path.read_text("utf-8").strip() if path.exists() else None


def _audit(built: Path) -> None:
    with duckdb.connect(str(built), read_only=True) as con:
        for path in sorted((SQL / "checks").glob("*.sql")):
            if rows := con.execute(path.read_text("utf-8")).fetchall():
                first = ", ".join(str(value) for value in rows[0])
                raise Refusal(words.audit_failed(path.stem, len(rows), first))


def _flush(path: Path) -> None:
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def _prune(settings: Settings) -> None:
    for old in snapshots(settings.warehouse)[settings.snapshots_kept :]:
        try:
            (settings.warehouse / f"{old}.duckdb").unlink()
        except PermissionError:
            continue  # Windows: a page still holds it open; the next publish takes it
