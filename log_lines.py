"""The log, for etl and board alike: an event a line, `key=value`, on stderr and in data/log.

What somebody wrote, or a file holds, is nowhere in it: events name sources, records and kinds, and
of an error the places in the code, for what an error says may hold a cell.
"""

import hashlib
import json
import logging
import os
import re
import secrets
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import ward_clock
from personal_data import masked

MEGABYTE = 1024 * 1024
BARE = re.compile(r"[\w.:/+-]+")  # a value that needs no quotes
LONGEST = 4000  # characters of a value, so that a request cannot fill the log
EVENTS = logging.getLogger("event")
EVENTS.addHandler(logging.NullHandler())  # a command whose log is kept nowhere says its own words
_SALT = secrets.token_bytes(16)


@dataclass(frozen=True)
class LogSettings:
    """What a ward may set about the log's files; none is kept where `file_mb` is 0."""

    file_mb: int
    files_kept: int


class Line(logging.Formatter):
    """A record as one line, whatever is in it. `place` gives the page and the session."""

    def __init__(self, place: Callable[[], dict[str, str]] = dict):
        super().__init__()
        self.place = place

    def format(self, record: logging.LogRecord) -> str:
        """The record as key=value; an error of a library stands without its words."""
        pairs = {
            "time": ward_clock.at(record.created).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "event": record.name,
            "page": "-",
            "session": "-",
            **self.place(),
        }
        if record.name == EVENTS.name:
            pairs |= {"event": record.msg, **vars(record)["fields"]}
        else:
            pairs["message"] = masked(record.getMessage())  # a library may quote an address
        if record.exc_info and record.exc_info[1]:
            pairs["error"] = error_text(record.exc_info[1])
            # Libraries write an error's words into their message too.
            pairs.pop("message", None)
        return " ".join(f"{key}={_value(value)}" for key, value in pairs.items())


class LogFile(RotatingFileHandler):
    """A log file that is its owner's alone; a disk that refuses it stops nothing."""

    def _open(self):
        Path(self.baseFilename).parent.mkdir(0o700, parents=True, exist_ok=True)
        return open(
            self.baseFilename,
            "a",
            encoding="utf-8",
            opener=lambda name, flags: os.open(name, flags, 0o600),
        )

    def handleError(self, record: logging.LogRecord) -> None:
        """Lets the line go: stderr has it, and a page must not fail for it."""


def note(event: str, level: int = logging.INFO, error: bool = False, **fields) -> None:
    """Writes an event; with `error` also the places of the error that is being handled."""
    EVENTS.log(level, event, exc_info=error, extra={"fields": fields})


def start_file(path: Path, settings: LogSettings) -> None:
    """Events go into a file too, which begins anew at its size; so many old ones are kept."""
    _use(LogFile, _file(path, settings), Line())


def start(path: Path, settings: LogSettings, place: Callable[[], dict[str, str]]) -> None:
    """Events, and all that libraries log, go to stderr, and into a file where it is set."""
    _use(logging.StreamHandler, logging.StreamHandler(sys.stderr), Line(place))
    _use(LogFile, _file(path, settings), Line(place))


def _file(path: Path, settings: LogSettings) -> LogFile | None:
    if not settings.file_mb:
        return None
    most = settings.file_mb * MEGABYTE
    return LogFile(path, maxBytes=most, backupCount=settings.files_kept, delay=True)


def _use(kind: type, handler: logging.Handler | None, line: Line) -> None:
    """Gives the root logger a handler, if any, in the place of the one of its kind."""
    EVENTS.setLevel(logging.INFO)
    root = logging.getLogger()
    for other in [handler for handler in root.handlers if type(handler) is kind]:
        root.removeHandler(other)
        other.close()
    if handler:
        handler.setFormatter(line)
        root.addHandler(handler)


def note_load(summary: dict, seconds: float) -> None:
    """Writes what a load did: a line for each file that it took or refused, and one of all."""
    files = summary["files"]
    for file in files:
        if file["outcome"] != "known":
            is_refused = file["outcome"] == "refused"
            counted = ("source", "rows_read", "rows_accepted", "rows_rejected", "rows_duplicate")
            note(
                "file",
                logging.WARNING if is_refused else logging.INFO,
                outcome=file["outcome"],
                sha256=file.get("sha256", "-")[:12],
                **{key: file[key] for key in (*counted, "reason") if key in file},
            )
    outcomes = [file["outcome"] for file in files]
    counts: dict[str, Any] = {n: outcomes.count(n) for n in ("loaded", "known", "refused")}
    note(
        "load",
        published=summary["published"],
        snapshot=summary["snapshot"],
        **counts,
        troubles=len(summary.get("troubles", ())),
        seconds=round(seconds, 1),
    )


def session_name(session: str) -> str:
    """What a session is called in the log: alike within one run of the server, and of no use to
    somebody who would take the session over."""
    return hashlib.blake2b(session.encode(), key=_SALT, digest_size=4).hexdigest()


def error_text(error: BaseException) -> str:
    """The kind of an error and where it came from, and of what it came from in turn."""
    chain, seen = [], set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        places = [
            f"{Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(cause.__traceback__)
        ]
        chain.append(f"{type(cause).__name__} at {' > '.join(places) or '-'}")
        cause = cause.__cause__ or cause.__context__
    return "; from ".join(chain)


def raised_in(error: BaseException) -> str:
    """The function that raised an error, as `module.function`: the kind of a refusal."""
    with suppress(IndexError):
        last = traceback.extract_tb(error.__traceback__)[-1]
        return f"{Path(last.filename).stem}.{last.name}"
    return "-"


def _value(value: object) -> str:
    """A value as it stands in a line: bare, else quoted with all that is no letter written out."""
    text = "-" if value is None else str(value)
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]}…"
    if BARE.fullmatch(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _written_out(sign) for sign in quoted)


def _written_out(sign: str) -> str:
    return json.dumps(sign)[1:-1] if ord(sign) > 0x7E else f"\\u{ord(sign):04x}"
