"""Whether the data folder can be written, has room, and holds files that are whole."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile

from board.commands.doctor.check import Check
from board.text import doctor
from board.warehouse.snapshots import Snapshot
from config_file import PROJECT
from disk_errors import disk_reason

OF_LOADS = ("staged", "warehouse", "checked", "last_good", "damaged", "withdrawals")
FOLDERS = ("", "inbox", "inbox/entries", "papers", *OF_LOADS)
LEAST_FREE = 1_000_000_000  # bytes: what the engine spills while it builds tables of a ward's size
AS_MUCH_AS = 3  # snapshots: the one that is built, its tables on the way, the files that it reads
STATUS_WITHIN = 120  # seconds


def folders(data: Path) -> Check:
    """Whether the data folder and those in it can be written, and entries are their owner's."""
    if not data.is_dir():
        return Check("folders", False, doctor.no_data_folder(data))
    wrong = []
    for path in (data / name for name in FOLDERS):
        try:
            if os.path.lexists(path):
                with TemporaryFile(dir=path) as probe:
                    probe.write(b"x")
        except OSError as error:
            wrong.append(doctor.folder_not_written(path, disk_reason(error.errno)))
    entries = data / "inbox" / "entries"
    entry_paths = (*entries.glob("*/*.csv"), *entries.glob("*/*.refused"))
    if any(map(_is_open_to_others, (entries, *entries.glob("*"), *entry_paths))):
        wrong.append(doctor.entries_are_open(entries))
    return Check("folders", not wrong, " ".join(wrong) or doctor.folders_are_fine(data))


def free_and_needed(data: Path, found: Snapshot | None) -> tuple[int, int]:
    """The bytes that are free where the data lie, and those that the next load may need."""
    size = found.path.stat().st_size if found else 0
    there = next(path for path in (data, *data.parents) if path.exists())
    return shutil.disk_usage(there).free, LEAST_FREE + AS_MUCH_AS * size


def free_space(free: int, needed: int) -> Check:
    """Whether the disk has room for the next load."""
    words = doctor.little_space if free < needed else doctor.space_is_free
    return Check("free_space", free >= needed, words(free, needed))


def problems(data: Path) -> list[str]:
    """What `python -m etl status` finds wrong in the data folder and the reference files."""
    command = [sys.executable, "-m", "etl", "status", "--json", "--data", str(data)]
    try:
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, timeout=STATUS_WITHIN)
        status = json.loads(done.stdout)
    except (OSError, subprocess.TimeoutExpired, ValueError):
        return [doctor.STATUS_UNREADABLE]
    return status.get("problems", [status.get("sentence", doctor.STATUS_UNREADABLE)])


def files(found: list[str]) -> Check:
    """Whether the files of the data folder and the reference tables are whole."""
    return Check("files", not found, " ".join(found) or doctor.FILES_ARE_FINE)


def _is_open_to_others(path: Path) -> bool:
    return os.name == "posix" and path.exists() and bool(path.stat().st_mode & 0o077)
