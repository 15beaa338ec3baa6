"""Loads that the board starts: at its first start, and for what is entered on its pages."""

import logging
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path

from filelock import FileLock, Timeout

from board.intake import etl_command
from board.registers.entry_files import folder
from board.text import data_intake
from config_file import data_folder
from log_lines import note, note_load

LOAD = (*etl_command.ETL, "load", "--json")
NOTES = ("last_load.json", "last_entries.json")  # what a load that comes to its end leaves
# The data folders that a load of this process runs for, and whether another is to follow it.
_loads: dict[Path, bool] = {}
# Why the last of them published nothing, and when it ended.
_failed: dict[Path, tuple[str | None, float]] = {}
_turn = threading.Lock()


def publish(source: Path | None = None) -> None:
    """Starts a load of a folder, else of all entries, as a process of its own and does not wait for
    it; where one runs, another follows, for what came meanwhile."""
    data = data_folder()
    with _turn:
        runs = data in _loads
        _loads[data] = runs
    if not runs:
        threading.Thread(target=_load, args=(data, source or folder()), daemon=True).start()


def wipe_scratch() -> None:
    """Takes away what killed loads left in the warehouse, unless a load is running."""
    warehouse = data_folder() / "warehouse"
    if left := [*warehouse.glob("scratch-*")]:
        with suppress(Timeout, OSError), FileLock(warehouse / "LOCK", timeout=0):
            for folder_left in left:
                shutil.rmtree(folder_left, ignore_errors=True)


def is_publishing() -> bool:
    """Whether a load that this process started is running."""
    return data_folder() in _loads


def failure() -> str | None:
    """Why the last load that this process started published nothing; None where it did, or where
    another load, started by a command, has come to its end since."""
    why, failed_at = _failed.get(data_folder(), (None, 0.0))
    return None if why and _ended_at(data_folder()) > failed_at else why


def _ended_at(data: Path) -> float:
    """When the newest load that came to its end left its note, in seconds since 1970; else 0."""
    ended = 0.0
    for name in NOTES:
        with suppress(OSError):
            ended = max(ended, (data / "warehouse" / name).stat().st_mtime)
    return ended


def _load_once(data: Path, source: Path) -> None:
    """Runs a load of a folder to its end, for at most `load_limit_seconds`."""
    try:
        why = _outcome([*LOAD, "--data", str(data), str(source)])
    except Exception:
        # Whatever went wrong, a reader is not left waiting.
        note("load_failed", logging.ERROR, error=True)
        why = data_intake.LOAD_UNREADABLE
    _failed[data] = why, time.time()


def _load(data: Path, source: Path) -> None:
    again = True
    while again:
        _load_once(data, source)
        with _turn:
            again = _loads.pop(data)
            if again:
                _loads[data] = False


def _outcome(command: list[str]) -> str | None:
    """Runs a load; gives None, or the sentence by which it failed."""
    started = time.monotonic()
    try:
        result, _ = etl_command.run(command)
    except etl_command.CommandFailed as failed:
        note("load_failed", logging.ERROR, reason=failed.reason, code=failed.number)
        return data_intake.load_failed(failed.reason, failed.number)
    if "files" in result:
        note_load(result, time.monotonic() - started)
    else:
        note("load_failed", logging.ERROR, reason=result.get("reason", "no_summary"))
    return result.get("sentence")
