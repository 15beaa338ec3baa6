"""What /healthz says: whether the published snapshot opens, how old it is, how the last load ended.

For a program that asks each second: keys and kinds in English, no name of a file or of a person.
"""

from datetime import datetime
from functools import lru_cache
from pathlib import Path

import ward_clock
from board.intake import publishing
from board.warehouse import snapshots
from config_file import data_folder
from snapshot_file import built_at, load_note, stamp

CLOSED = {
    snapshots.NoWarehouse: "nothing_published",
    snapshots.WrongSchema: "snapshot_of_another_version",
    snapshots.SnapshotLost: "snapshot_lost",
}


def health() -> dict:
    """The state of the dashboard; `is_well` only where the snapshot that CURRENT names opens.

    `last_error` is what keeps it closed, else how the last load failed, else that it refused files.
    """
    state = {"is_well": False, "snapshot": None, "data_date": None, "age_seconds": None}
    last_load = _last_load()
    try:
        snapshot = snapshots.current()
        state |= {
            "is_well": snapshot.in_place_of is None,
            "snapshot": snapshot.name,
            "data_date": snapshot.data_date.isoformat(),
            "age_seconds": max(0, round(ward_clock.now().timestamp() - built_at(snapshot.path))),
        }
        closed = "snapshot_damaged" if snapshot.in_place_of else None
    except tuple(CLOSED) as error:
        closed = CLOSED[type(error)]
    except OSError:
        closed = "snapshot_lost"  # taken away between two looks
    return state | {
        "last_load": last_load,
        "last_error": closed or _failed_by(last_load),
    }


def _failed_by(last_load: dict | None) -> str | None:
    if publishing.failure():
        return "load_failed"
    return "files_refused" if last_load and last_load["refused"] else None


def _last_load() -> dict | None:
    """When the newest load ended and how many files it took; None where no note of one is whole."""
    known = []
    for name in publishing.NOTES:
        path = data_folder() / "warehouse" / name
        try:
            known.append((path.stat().st_mtime, path, stamp(path)))
        except OSError:
            continue
    return _summary_of(*max(known)[1:]) if known else None


@lru_cache(maxsize=4)  # the note of many files is long, and stays the same between two loads
def _summary_of(path: Path, made: tuple[int, ...]) -> dict | None:
    note = load_note(path)
    if note is None or not isinstance(published := note.get("published"), bool):
        return None
    outcomes = [file["outcome"] for file in note["files"]]
    ended_at = datetime.fromtimestamp(made[-1] / 1e9, ward_clock.now().tzinfo)
    counts = {name: outcomes.count(name) for name in ("loaded", "known", "refused")}
    return {
        "ended_at": ended_at.isoformat(timespec="seconds"),
        "published": published,
        **counts,
    }
