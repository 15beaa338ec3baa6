"""Loads that the board starts for what was entered on its pages, one at a time."""

import json
import subprocess
import sys
import threading
from pathlib import Path

from board import words
from board.entries import folder
from board.settings import PROJECT, data_folder

# The data folders that a load of this process runs for, and whether another is to follow it.
_loads: dict[Path, bool] = {}
_failed: dict[Path, str | None] = {}
_turn = threading.Lock()


def publish() -> None:
    """Starts a load of all entries as a process of its own and does not wait for it; where one
    runs, another follows, for what came meanwhile."""
    data = data_folder()
    with _turn:
        runs = data in _loads
        _loads[data] = runs
    if not runs:
        threading.Thread(target=_load, args=(data, folder()), daemon=True).start()


def is_publishing() -> bool:
    """Whether a load that this process started is running."""
    return data_folder() in _loads


def failure() -> str | None:
    """Why the last load that this process started published nothing; None where it did."""
    return _failed.get(data_folder())


def _load(data: Path, entries: Path) -> None:
    again = True
    while again:
        said = _said(data, entries)
        with _turn:
            _failed[data] = said
            again = _loads.pop(data)
            if again:
                _loads[data] = False


def _said(data: Path, entries: Path) -> str | None:
    """Runs a load; gives None, or the sentence by which it failed."""
    command = [sys.executable, "-m", "etl", "load", "--json", "--data", str(data), str(entries)]
    try:
        done = subprocess.run(command, cwd=PROJECT, capture_output=True, encoding="utf-8")
        return json.loads(done.stdout).get("sentence")
    except (OSError, ValueError):
        return words.ENTRIES_NOT_LOADED
