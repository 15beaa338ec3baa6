"""The warehouse folder: one writer at a time, immutable snapshots, and the pointer CURRENT.

A snapshot gets its name only when it is whole and every audit returned no rows; publishing is one
atomic replace of CURRENT. HELD names the snapshot that a rollback left behind, so that a load
without news does not bring it back.
"""

import json
import os
import shutil
import socket
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

import ward_clock
from audit_log import append, asking_account
from etl import words
from etl.contract import SQL
from etl.settings import Settings
from etl.snapshots import current, named_by_papers, opens, reading, snapshots
from etl.words import Refusal
from snapshot_file import built_at, file_hash, hashes_of, seal_of, seal_text
from whole_file import prepare, put, write_whole

HASHES_LOGGED = 20  # of the files of one load


@contextmanager
def writing(settings: Settings) -> Iterator[Path]:
    """Holds the warehouse for one writer and gives it an empty scratch folder.

    Waits `lock_wait_seconds`, then raises Refusal with who holds the lock. The lock is the
    operating system's: it goes with the process, however that ends.
    """
    folder = settings.warehouse
    folder.mkdir(parents=True, exist_ok=True)
    holder = folder / "LOCK.holder"
    lock = FileLock(folder / "LOCK")
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not settings.lock_wait_seconds:
                raise
            holder_text = _holder(holder)
            print(
                words.data_folder.waiting(holder_text, settings.lock_wait_seconds),
                file=sys.stderr,
                flush=True,
            )
            lock.acquire(timeout=settings.lock_wait_seconds)
    except Timeout as error:
        holder_text = _holder(holder)
        raise Refusal(words.data_folder.locked(holder_text, settings.lock_wait_seconds)) from error
    scratch = folder / f"scratch-{os.getpid()}"
    try:
        # First of all, so that what a killed load left does not fill the disk for good.
        _sweep(settings)
        started = ward_clock.now().strftime("%H:%M:%S %d/%m/%Y")
        holder_text = words.data_folder.lock_holder(os.getpid(), socket.gethostname(), started)
        with suppress(OSError):
            holder.write_text(holder_text, "utf-8")
        scratch.mkdir(0o700)
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        with suppress(OSError):  # who waits reads who holds the lock
            holder.unlink(missing_ok=True)
        lock.release()


def publish(
    built: Path,
    snapshot: str,
    settings: Settings,
    reports: Sequence[dict] = (),
    is_audited: bool = False,
) -> None:
    """Audits `built`, gives it its name and points CURRENT at it, once the log of use has a line of
    the files that `reports` are of. What its build audited where it changed is not audited whole.

    `built` may be a snapshot that has its name already. Raises Refusal when an audit returns a
    row; then nothing is changed.
    """
    _settle(built)
    if not is_audited:
        _audit(built)
    folder = settings.warehouse
    # Written before the snapshot gets its name, so that a full disk leaves neither.
    pointer = prepare(folder / "CURRENT", f"{snapshot}\n")
    try:
        append(settings.data, "load", asking_account(), snapshot=snapshot, **_files(reports))
        if built != folder / f"{snapshot}.duckdb":
            _name(built, folder / f"{snapshot}.duckdb")
        put(pointer, folder / "CURRENT")
    finally:
        pointer.unlink(missing_ok=True)
    (folder / "HELD").unlink(missing_ok=True)
    _prune(settings)


def _files(reports: Sequence[dict]) -> dict:
    """What the log of use holds of the files of a load."""
    loaded = [file for file in reports if file["outcome"] == "loaded"]
    return {
        "files": dict(Counter(file["source"] for file in loaded)),
        "sha256": [file["sha256"][:12] for file in loaded[:HASHES_LOGGED]],
        "refused": sum(file["outcome"] == "refused" for file in reports),
    }


def _name(built: Path, target: Path) -> None:
    """Seals a snapshot and gives it its name. A rebuild puts its equal in the place of a snapshot;
    who reads the old one reads on."""
    own, now = file_hash(built), ward_clock.now()
    # Until it is in its place the seal allows both, for a load may be killed in between.
    write_whole(seal_of(target), seal_text([own, *hashes_of(target)], now))
    try:
        put(built, target)
    except PermissionError:
        if not opens(target.parent, target.stem):
            raise
        return  # Windows: a page holds it open, and it is as good as its equal
    write_whole(seal_of(target), seal_text([own], now))


def note_last_load(warehouse: Path, summary: dict, of_entries: bool) -> None:
    """Leaves the summary of the last load where a page finds it, refusals and all; a load of
    entries alone leaves one of its own, so that it hides no refused file from who loaded it."""
    path = warehouse / ("last_entries.json" if of_entries else "last_load.json")
    write_whole(path, json.dumps(summary, ensure_ascii=False, indent=1))


def _sweep(settings: Settings) -> None:
    """Takes away what killed loads left behind. Only the holder of the lock may do so."""
    for left in settings.warehouse.glob("scratch-*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in [
        *settings.warehouse.glob("*.new"),
        *settings.data.glob("checked/*/*.new"),
        *settings.data.glob("withdrawals/*.new"),
        *settings.staged.glob("*/*.new"),
        # Rows whose note was never written: the file is not known, and will be read again.
        *(p for p in settings.staged.glob("*/*.parquet") if not p.with_suffix(".json").exists()),
    ]:
        if not left.is_dir():  # a folder is nothing that a load leaves
            left.unlink()


def _holder(path: Path) -> str:
    """Who holds the lock, as they wrote it down."""
    try:
        return path.read_text("utf-8").strip() or words.data_folder.HOLDER_UNKNOWN
    except (OSError, UnicodeDecodeError):
        return words.data_folder.HOLDER_UNKNOWN


def _settle(built: Path) -> None:
    """Writes into a database file what is still in its log beside it.

    DuckDB's close says nothing of a disk that is full: it leaves the log, from which an audit
    would read the tables well, and the file alone is broken. The checkpoint here raises.
    """
    if built.with_name(f"{built.name}.wal").exists():
        with duckdb.connect(str(built)) as con:
            con.execute("checkpoint")


def _audit(built: Path) -> None:
    failed = []  # all of them: what one finds in the dossiers, another explains by the units
    with reading(built) as con:
        for path in sorted((SQL / "checks").glob("*.sql")):
            if rows := con.execute(path.read_text("utf-8")).fetchall():
                first = ", ".join(str(value) for value in rows[0])
                failed.append(words.data_folder.audit_failed(path.stem, len(rows), first))
    if failed:
        raise Refusal("\n".join(failed))


def _last_of_days(settings: Settings, newest_first: list[str]) -> list[str]:
    """The last snapshot built on each of the last `days_kept` days, today among them."""
    last: dict[date, str] = {}
    for name in newest_first:
        built = ward_clock.at(built_at(settings.warehouse / f"{name}.duckdb"))
        last.setdefault(built.date(), name)
    earliest = ward_clock.today() - timedelta(days=settings.days_kept - 1)
    return [name for day, name in last.items() if day >= earliest]


def _prune(settings: Settings) -> None:
    names = snapshots(settings.warehouse)
    retained = {current(settings.warehouse), *names[: settings.snapshots_kept]}
    # Entries publish many times a day: without these an hour of them would be all that is left.
    retained |= set(_last_of_days(settings, names))
    # What a paper that was sent names, so that its figures can always be shown again.
    retained |= named_by_papers(settings)
    for old in names:
        if old in retained:
            continue
        try:
            (settings.warehouse / f"{old}.duckdb").unlink()
            seal_of(settings.warehouse / f"{old}.duckdb").unlink(missing_ok=True)
        except PermissionError:
            continue  # Windows: a page still holds it open; the next publish takes it
