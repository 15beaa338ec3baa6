"""A snapshot's version, and what stands beside it and points to it, for etl and board alike.

`<snapshot>.seal` holds the hash of the snapshot's file and when it was built. The hash is of the
file, so an altered one is known whoever altered it; the time does not change when files are copied.
"""

import hashlib
import json
import re
from datetime import datetime
from functools import lru_cache
from pathlib import Path

SCHEMA_VERSION = 12  # goes up when a page asks for a new column or a meaning changes
NAME = re.compile(r"\w[\w.-]*")  # one part of a path: none leads out of the folder


class PointerDamaged(ValueError):
    """A pointer that names no snapshot: its bytes are no text, or it leads out of the folder."""


def pointed_to(pointer: Path) -> str | None:
    """The snapshot that CURRENT or HELD names, or None where there is no such file.

    Raises PointerDamaged.
    """
    try:
        name = pointer.read_bytes().decode("utf-8").strip()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise PointerDamaged(pointer.name) from error
    if not NAME.fullmatch(name):
        raise PointerDamaged(pointer.name)
    return name


def seal_of(snapshot: Path) -> Path:
    """Where the hash of a snapshot's file stands."""
    return snapshot.with_suffix(".seal")


def seal_text(hashes: list[str], built_at: datetime) -> str:
    """What a seal says; of several hashes any is right, for the moment of a replacement."""
    return json.dumps({"sha256": hashes, "built_at": built_at.isoformat()}) + "\n"


def hashes_of(snapshot: Path) -> list[str]:
    """The hashes that a snapshot's seal allows; none where it has no seal, or a damaged one."""
    hashes = _seal(snapshot).get("sha256")
    return [str(text) for text in hashes] if isinstance(hashes, list) else []


def load_note(path: Path) -> dict | None:
    """What a load reports in the note that it left, each file with its outcome and a refused
    one with its sentence; None where there is no such note, or a damaged one."""
    try:
        note = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(note, dict) or not isinstance(files := note.get("files"), list):
        return None
    troubles = note.get("troubles", [])
    is_sound = isinstance(troubles, list) and all(isinstance(text, str) for text in troubles)
    return note if is_sound and all(map(_is_file_of_load, files)) else None


def _is_file_of_load(file: object) -> bool:
    if not isinstance(file, dict):
        return False
    needed = {"file", "outcome"} | ({"sentence"} if file.get("outcome") == "refused" else set())
    return all(isinstance(file.get(key), str) for key in needed)


def built_at(snapshot: Path) -> float:
    """When a snapshot was built, in seconds since 1970; its file's time where no seal says it, 0
    where there is no file."""
    try:
        return datetime.fromisoformat(_seal(snapshot)["built_at"]).timestamp()
    except (KeyError, TypeError, ValueError, OverflowError):
        pass
    try:
        return snapshot.stat().st_mtime
    except OSError:  # a load took it away since it was listed, or its link leads nowhere
        return 0.0


def is_altered(snapshot: Path) -> bool:
    """Whether a snapshot's file is another than the one that was published. One without a seal, of
    an older version, is believed. The file is hashed once as long as it stays the same file."""
    allowed = hashes_of(snapshot)
    return bool(allowed) and _hash(snapshot, *stamp(snapshot)) not in allowed


def stamp(path: Path) -> tuple[int, int, int]:
    """A file's inode, size and time of change: what differs once it is another file."""
    seen = path.stat()
    return seen.st_ino, seen.st_size, seen.st_mtime_ns


def file_hash(path: Path) -> str:
    """The SHA-256 of a file as it is now, in hex. Raises OSError where it cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@lru_cache(maxsize=256)
def _hash(path: Path, *stamp: int) -> str:
    return file_hash(path)


def _seal(snapshot: Path) -> dict:
    try:
        seal = json.loads(seal_of(snapshot).read_bytes())
    except (OSError, ValueError):
        return {}
    return seal if isinstance(seal, dict) else {}
