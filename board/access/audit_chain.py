"""The log of use as it is read: its lines, and whether each still follows the one before."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from audit_log import EXPIRED, FIRST, FOLDER, Head, day_of, files, head, line_hash


class Line(NamedTuple):
    """A line: its number, when, what kind, whose account and what; `prev` is what it holds of the
    lines before, `hash` what the next one should hold. Of a line that was not written to its end
    `at` is None and nothing else is known."""

    n: int
    prev: str
    hash: str
    at: datetime | None = None
    kind: str = ""
    account: str | None = None
    what: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True)
class Verdict:
    """What a look at the whole chain found. `first` and `last`: the numbers of its lines, 0 without
    any; `mark`: the hash of the last. `broken`: the kind of the first break and the numbers it is
    of, None where there is none. `torn`: the lines that were not written to their end.
    `missing_at_end`: how many are gone there, None where HEAD, which would say so, is lost.
    `has_mark`: whether a line has the mark that was asked for."""

    first: int
    last: int
    mark: str
    broken: tuple[str, int, int] | None
    torn: tuple[int, ...]
    missing_at_end: int | None
    has_mark: bool

    @property
    def is_whole(self) -> bool:
        """Whether nothing is broken or missing as far as can be known."""
        return self.broken is None and self.missing_at_end == 0


def lines(data: Path, first_day: date = date.min, last_day: date = date.max) -> Iterator[Line]:
    """The lines of the days asked for, all where none is, in their order."""
    n, prev = 0, FIRST
    for path in files(data / FOLDER):
        if first_day <= day_of(path.name) <= last_day:
            for content in path.read_bytes().split(b"\n"):
                if content:
                    line = _line(content, n + 1, prev)
                    n, prev = line.n, line.hash
                    yield line


def verify(data: Path, mark: str = "", first_day: date = date.min) -> Verdict:
    """Whether every line follows the one before, from the first of a day, or that is kept, to the
    last.

    `mark` is the hash of a line, or its start, that somebody wrote down elsewhere. What cannot be
    known: who may write in the folder can write the whole chain anew, HEAD too, and then only such
    a mark shows it.
    """
    kept = head(data / FOLDER)  # before the files, for others may append meanwhile
    first = before = broken = None
    torn, expired_to, has_mark = [], 0, False
    for line in lines(data, first_day):
        first = first or line
        broken = broken or _break(before, line, kept)
        if line.at is None:
            torn.append(line.n)
        if line.kind == EXPIRED:
            expired_to = max(expired_to, line.what.get("up_to", 0))
        has_mark = has_mark or bool(mark and line.hash.startswith(mark))
        before = line
    if first and first_day == date.min and first.n - 1 > expired_to:
        broken = ("absent", expired_to + 1, first.n - 1)
    last = before.n if before else 0
    return Verdict(
        first.n if first else 0,
        last,
        before.hash if before else FIRST,
        broken,
        tuple(torn),
        max(0, kept.n - last) if kept else None if first else 0,
        has_mark,
    )


def _break(before: Line | None, line: Line, kept: Head | None) -> tuple[str, int, int] | None:
    """What is wrong between two lines that stand one after the other, or with a line itself."""
    n = line.n
    if before is not None:
        if n > before.n + 1:
            return "absent", before.n + 1, n - 1
        if n <= before.n:
            return "foreign", n, n
        if line.prev != before.hash:
            return ("head_lost", n, n) if line.prev == FIRST else ("changed", before.n, before.n)
    elif n == 1 and line.prev != FIRST:
        return "changed", n, n
    return ("changed", n, n) if kept and n == kept.n and line.hash != kept.hash else None


def _line(content: bytes, n: int, prev: str) -> Line:
    """A line by its own text; one without a number takes that of its place."""
    try:
        parsed = json.loads(content)
        stated = str(parsed["prev"])
        return Line(
            int(parsed["n"]),
            stated,
            line_hash(stated, content),
            datetime.fromisoformat(parsed["at"]),
            str(parsed["kind"]),
            parsed["account"],
            dict(parsed["what"]),
        )
    except (ValueError, KeyError, TypeError):
        return Line(n, prev, line_hash(prev, content))
