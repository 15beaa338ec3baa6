"""Which files are withdrawn from the build, for etl and board alike: what `data/withdrawals` says.

Each decision is a record of its own there, numbered, written once and never changed: a file is
withdrawn, or restored, by the last record that names it.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

NUMBERED = re.compile(r"\d{6,}\.json")
OF_FILE = ("sha256", "file", "source", "as_of")


@dataclass(frozen=True)
class Withdrawal:
    """A file that no build takes, and the decision: when, by the officer of which code, why."""

    sha256: str
    file: str
    source: str
    as_of: str
    at: str
    by: str | None
    why: str | None
    by_rollback: bool


def record_paths(data: Path) -> list[Path]:
    """The records of a data folder in the order of the decisions."""
    found = (p for p in (data / "withdrawals").glob("*.json") if NUMBERED.fullmatch(p.name))
    return sorted(found, key=lambda path: int(path.stem))


def record_of(path: Path) -> dict | None:
    """What a record says; None where it is damaged."""
    try:
        record = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) and _is_sound(record) else None


def records(data: Path) -> list[dict]:
    """Every record that can be read, in order."""
    return [record for record in map(record_of, record_paths(data)) if record]


def withdrawn(data: Path) -> dict[str, Withdrawal]:
    """The files that are withdrawn now, by their hash, in the order of the decisions."""
    found: dict[str, Withdrawal] = {}
    for record in records(data):
        for file in record["restored"]:
            found.pop(file["sha256"], None)
        for file in record["withdrawn"]:
            found[file["sha256"]] = Withdrawal(
                **{key: file[key] for key in OF_FILE},
                **{key: record[key] for key in ("at", "by", "why")},
                by_rollback=record["kind"] == "rollback",
            )
    return found


def _is_sound(record: dict) -> bool:
    files = [record.get("withdrawn"), record.get("restored")]
    return (
        all(isinstance(record.get(key), str) for key in ("kind", "at"))
        and all(isinstance(record.get(key, ""), str | None) for key in ("by", "why", "makes"))
        and {"by", "why"} <= record.keys()
        and all(isinstance(each, list) and all(map(_is_file, each)) for each in files)
    )


def _is_file(file: object) -> bool:
    return isinstance(file, dict) and all(isinstance(file.get(key), str) for key in OF_FILE)
