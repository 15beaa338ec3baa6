"""Entries that an older version of the dashboard left as they were typed, open to everybody."""

import csv
import io
import os
from contextlib import suppress
from pathlib import Path

from etl.contract import ENTRY
from etl.settings import Settings
from formula_guard import guarded, unguarded
from personal_data import ENTRY_FILE, entry_kept
from whole_file import write_whole

BOOKKEEPING = {field["name"] for field in ENTRY}
ENDINGS = (".csv", ".refused", ".new")  # taken by a load, laid aside, cut off as it was written


def close_entries(settings: Settings) -> None:
    """Masks the entries that are open to others, as a page of today would have written them, and
    closes them and their folders to all but their owner. A file that cannot be changed stays."""
    if not settings.entries.is_dir():
        return
    for folder in (settings.entries, *(p for p in settings.entries.iterdir() if p.is_dir())):
        with suppress(OSError):
            folder.chmod(0o700)
        for path in folder.iterdir():
            with suppress(OSError, ValueError, csv.Error):
                if is_named_by_page(path) and _is_open(path):
                    _close(path)


def is_named_by_page(path: Path) -> bool:
    """Whether a page gave a file its name, under which no other file ever is."""
    name, _, _ = path.name.partition(".")
    return path.suffix in ENDINGS and bool(ENTRY_FILE.fullmatch(f"{name}.csv"))


def _is_open(path: Path) -> bool:
    """Windows knows no such rights: there each entry is looked at, which is masked or soon is."""
    return os.name != "posix" or bool(path.stat().st_mode & 0o077)


def _close(path: Path) -> None:
    text = path.read_text("utf-8")
    hidden = _hidden(text)
    if path.suffix == ".new" and os.name == "posix":
        path.unlink()  # nobody is writing it any more: a page of today would have closed it
    elif hidden == text:
        path.chmod(0o600)
    else:
        write_whole(path, hidden, 0o600)


def _hidden(text: str) -> str:
    """An entry's text, masked; a text that is no entry as it is."""
    rows = [*csv.reader(io.StringIO(text, newline=""))]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]) or not set(rows[0]) >= BOOKKEEPING:
        return text
    masked_cells = [_masked_cell(name, cell) for name, cell in zip(*rows, strict=True)]
    if masked_cells == rows[1]:
        return text
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows([rows[0], masked_cells])
    return out.getvalue()


def _masked_cell(field: str, cell: str) -> str:
    return guarded(entry_kept(field, unguarded(cell)))
