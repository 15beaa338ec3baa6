"""Small files that are damaged: each is set aside in data/damaged and named; the rest goes on."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import ward_clock
from etl import words
from etl.settings import Settings
from etl.staged_file import noted
from snapshot_file import PointerDamaged, load_note, pointed_to
from whole_file import replace
from withdrawal_file import record_of, record_paths

MAGIC = b"PAR1"  # a Parquet file begins and ends so; one that was cut does not end so
POINTERS = ("CURRENT", "HELD")
TEXTS = ("name", "code", "file", "sent_on", "snapshot", "data_date", "sha256", "unit_name")
PAPER = dict.fromkeys(TEXTS, str) | {"url": dict, "figures": list}  # what a page lists it by
SUMMARIES = ("last_load.json", "last_entries.json")


def damaged(settings: Settings) -> Iterator[tuple[str, str, list[Path]]]:
    """Each damaged file: its kind, a key of `words.data_folder.DAMAGED`, its name, and what goes
    with it."""
    for note in sorted(settings.staged.glob("*/*.json")):
        rows = note.with_suffix(".parquet")
        try:
            file = noted(note).file
        except (OSError, ValueError):
            yield "note", note.name, [note, rows]
            continue
        if not is_whole(rows):
            yield "rows", file, [note, rows]
    for note in sorted((settings.data / "papers").glob("[0-9]*.json")):
        paper = _read(note)
        if not all(isinstance(paper.get(key), kind) for key, kind in PAPER.items()):
            yield "paper", _shown(note), [note]
    for record in record_paths(settings.data):
        if record_of(record) is None:
            yield "withdrawal", record.name, [record]
    for name in POINTERS:
        try:
            pointed_to(settings.warehouse / name)
        except PointerDamaged:
            yield "pointer", name, [settings.warehouse / name]
    for name in SUMMARIES:
        path = settings.warehouse / name
        if path.exists() and load_note(path) is None:
            yield "summary", name, [path]


def set_aside(settings: Settings) -> list[str]:
    """Moves what is damaged into data/damaged, and takes cut files out of the cache `checked/`;
    gives a sentence for each that was moved. Only the holder of the lock may do so."""
    for cached in settings.data.glob("checked/*/*.parquet"):
        if not is_whole(cached) and not cached.is_dir():
            cached.unlink()
    sentences = []
    for kind, name, paths in [*damaged(settings)]:
        move_aside(settings, paths)
        sentences.append(words.data_folder.set_aside(kind, name))
    return sentences


def move_aside(settings: Settings, paths: list[Path]) -> None:
    """Moves files into data/damaged, under names that say from where and when."""
    folder = settings.data / "damaged"
    folder.mkdir(exist_ok=True)
    when = f"{ward_clock.now():%Y-%m-%dT%H%M%S%f}"
    for path in paths:
        if os.path.lexists(path):  # also a link that leads nowhere
            replace(path, folder / f"{when}_{path.parent.name}_{path.name}")


def is_whole(path: Path) -> bool:
    """Whether a Parquet file was written to its end."""
    try:
        with path.open("rb") as stream:
            begins = stream.read(4)
            stream.seek(-8, 2)  # its last eight bytes: the length of what describes it, and PAR1
            return begins == MAGIC == stream.read()[4:]
    except OSError:
        return False


def _read(path: Path) -> dict:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _shown(path: Path) -> str:
    return path.name.encode("utf-8", "backslashreplace").decode()
