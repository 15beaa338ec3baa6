"""The log of use, for etl and board alike: who did what, a line each, chained by hash.

It lies in data/access/audit and begins with the first account: before, nobody is known. A line is
one JSON object with its number `n`, the moment `at`, `kind`, `account` (None for a command), `what`
and `prev`, the hash of the line before it. A file holds a day. HEAD keeps the last line's number,
hash, file and end, so that lines cut off at the end are missed; who may write in the folder can
write all of it anew, HEAD too.
"""

import hashlib
import json
import logging
import os
import re
import threading
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from filelock import FileLock

import ward_clock
from config_file import ConfigWrong, config_path, read_config
from log_lines import note

FOLDER = Path("access") / "audit"
ACCOUNTS = Path("access") / "accounts.sqlite"
HEAD = "HEAD"  # sorts before the files, so that a backup never has it later than these
FILE = re.compile(r"log-(\d{4}-\d\d-\d\d)\.jsonl")
ACCOUNT = "BOARD_ACCOUNT"  # the variable by which a page hands its account to a command
FIRST = "0" * 64  # what stands in the first line in place of a hash
WAIT_SECONDS = 10  # for others that append
LOOKS_EACH = 0.001  # seconds
HEAD_BYTES = 160
BINARY = getattr(os, "O_BINARY", 0)  # Windows would write other line ends
EXPIRED = "expired"  # the kind of a line that says up to which number lines were let go
_turn = threading.Lock()


class Head(NamedTuple):
    """The last line: its number and hash, the name of its file, and the byte at which it ends."""

    n: int
    hash: str
    file: str
    end: int


def append(data: Path, kind: str, account: str | None, **what) -> None:
    """Adds a line to the log of a data folder, before what it says is done. Raises OSError where it
    cannot be written, so that nothing is done which no line says; without accounts adds nothing.

    `what` holds texts, numbers, lists and dicts of them, nothing that somebody typed.
    """
    if not is_kept(data):
        return
    folder = data / FOLDER
    folder.mkdir(0o700, exist_ok=True)
    lock = FileLock(folder / "LOCK", timeout=WAIT_SECONDS, mode=0o600, poll_interval=LOOKS_EACH)
    with _turn, lock:
        before = _whole(folder, head(folder) or _found(folder))
        # A clock that was set back starts no file before the last one.
        name = max(before.file, f"log-{ward_clock.today()}.jsonl")
        last = _add(folder, before, name, kind, account, what)
        if before.file and name != before.file:
            _let_go(folder, before, last)


def append_if_room(data: Path, kind: str, account: str | None, **what) -> None:
    """Adds a line about something that is only read: where the disk refuses it, reading goes on and
    the log of events says so."""
    try:
        append(data, kind, account, **what)
    except OSError:
        note("audit_not_written", logging.ERROR, error=True, kind=kind)


def is_kept(data: Path) -> bool:
    """Whether there are accounts, without which no log begins; one that has begun goes on."""
    return (data / ACCOUNTS).is_file() or (data / FOLDER).is_dir()


def asking_account() -> str | None:
    """The account of the page that started this command; None for a command that was typed."""
    return os.environ.get(ACCOUNT) or None


def line_hash(prev: str, line: bytes) -> str:
    """What the next line holds of a line, which is given without its end, and of all before it."""
    return hashlib.sha256(prev.encode() + line).hexdigest()


def files(folder: Path) -> list[Path]:
    """The files of a log, in their order."""
    return sorted(path for path in folder.glob("log-*.jsonl") if FILE.fullmatch(path.name))


def day_of(file: str) -> date:
    """The day whose lines a file holds."""
    return date.fromisoformat(file[4:14])


def head(folder: Path) -> Head | None:
    """What HEAD keeps; None where it is not there or damaged."""
    try:
        n, last, file, end = (folder / HEAD).read_text("utf-8").split()
        return Head(int(n), last, file, int(end))
    except (OSError, ValueError):
        return None


def numbers(lines: list[bytes]) -> list[int]:
    """The numbers of the lines that say theirs."""
    found = []
    for line in lines:
        try:
            found.append(int(json.loads(line)["n"]))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _found(folder: Path) -> Head:
    """In place of a HEAD that is lost: the last number that is there, and no hash, so that the next
    line shows the loss for good."""
    known = files(folder)
    if not known:
        return Head(0, FIRST, "", 0)
    content = known[-1].read_bytes()
    return Head(max(numbers(content.split(b"\n")), default=0), FIRST, known[-1].name, len(content))


def _whole(folder: Path, last: Head) -> Head:
    """`last`, after the lines that somebody wrote who was stopped before HEAD had them; one that
    was not written to its end counts too, as it stands."""
    try:
        with (folder / last.file).open("rb") as stream:
            stream.seek(last.end)
            left = stream.read()
    except OSError:
        return last  # lost, or none yet: the next line follows what HEAD keeps
    for line in left.split(b"\n"):
        if line:
            last = Head(last.n + 1, line_hash(last.hash, line), last.file, last.end)
    return last


def _add(folder: Path, before: Head, name: str, kind: str, account: str | None, what: dict) -> Head:
    """Writes one line after `before` into a file, and HEAD; on an error neither stays."""
    line = json.dumps(
        {
            "n": before.n + 1,
            "at": ward_clock.now().isoformat(timespec="milliseconds"),
            "kind": kind,
            "account": account,
            "what": what,
            "prev": before.hash,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8", "backslashreplace")
    path = folder / name
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | BINARY, 0o600)
    with os.fdopen(file, "r+b", buffering=0) as stream:
        end = stream.seek(0, os.SEEK_END)
        content = line + b"\n"
        if end and not _ends_a_line(stream):
            content = b"\n" + content  # somebody was stopped amid a line
        last = Head(before.n + 1, line_hash(before.hash, line), name, end + len(content))
        try:
            while content:
                content = content[stream.write(content) :]
            _keep(folder / HEAD, last)
        except OSError as error:
            stream.truncate(end)
            error.filename = error.filename or str(path)
            raise
    return last


def _ends_a_line(stream) -> bool:
    stream.seek(-1, os.SEEK_END)
    return stream.read(1) == b"\n"


def _keep(path: Path, last: Head) -> None:
    """Writes HEAD over itself, at one length, which a process that is killed leaves old or new."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | BINARY, 0o600)
    with os.fdopen(file, "r+b", buffering=0) as stream:
        try:
            stream.write(f"{' '.join(map(str, last)):<{HEAD_BYTES}}\n".encode())
        except OSError:
            if not stream.seek(0, os.SEEK_END):
                path.unlink()  # an empty one would be taken for damage
            raise


def _let_go(folder: Path, before: Head, last: Head) -> None:
    """Takes away the files of days that the setting no longer keeps, once a line says up to which
    number. Counted from the day before, so that a clock set far ahead takes none by itself."""
    with suppress(OSError, ConfigWrong):
        days = read_config(config_path())["audit"]["kept_days"]
        known, oldest = files(folder), day_of(before.file) - timedelta(days=days)
        gone = [path for path in known if days and day_of(path.name) < oldest]
        if gone:
            lines = known[len(gone)].read_bytes().split(b"\n")
            # One line of it says its number, from which that of the first follows.
            place = next(place for place, line in enumerate(lines) if numbers([line]))
            up_to = numbers([lines[place]])[0] - place - 1
            _add(folder, last, last.file, EXPIRED, None, {"up_to": up_to})
            for path in gone:
                path.unlink()
