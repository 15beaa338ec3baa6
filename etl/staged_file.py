"""A landed file's note, and its place in `staged/<source>/`: the rows and beside them the note."""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from functools import lru_cache
from pathlib import Path

from etl.contract import contracts
from snapshot_file import stamp
from whole_file import put_all, write_all


@dataclass(frozen=True)
class Staged:
    """One landed file: what its `.json` says. `rows_read` counts rows and faults."""

    source: str
    file: str
    sha256: str
    as_of: str
    as_of_is_estimated: bool
    landed_at: str
    is_sample: bool
    rows_read: int
    headers: dict[str, str]
    dropped_columns: list[str]
    faults: list[dict] = field(default_factory=list)
    profile: dict = field(default_factory=dict)
    period_start: str | None = None  # the first of several dates in the name
    names_dropped: int = 0  # rows of a free column that are no procedure's name
    landed_order: int = 0  # its place in the order of landing; 0 in notes of before there was one
    not_data: dict[str, int] = field(default_factory=dict)  # kind of row → how many, none read
    rows_found: int = 0  # all that stand below the heading; 0 in notes of before they were counted
    read_as: dict = field(default_factory=dict)  # the sheets that were read, left out or hidden
    part: dict = field(default_factory=dict)  # of which file this is a mended version, and by what

    def parquet(self, staged: Path) -> Path:
        """The file's kept columns, all text; named by the hash of the original."""
        return staged / self.source / f"{self.sha256}.parquet"

    def note(self, staged: Path) -> Path:
        """This record as JSON beside the Parquet file; written after it, so who finds it has
        both."""
        return self.parquet(staged).with_suffix(".json")


SHAPES = {
    "headers": dict,
    "dropped_columns": list,
    "faults": list,
    "profile": dict,
    "not_data": dict,
    "read_as": dict,
    "part": dict,
}


def staged_files(staged: Path) -> list[Staged]:
    """Every landed file by source and as-of, those of one as-of in the order of their landing. A
    damaged note is passed over: `etl.damage` names it."""
    found = []
    for note in staged.glob("*/*.json"):
        with suppress(OSError, ValueError):
            found.append(noted(note))
    return sorted(found, key=lambda s: (s.source, s.as_of, s.landed_order, s.landed_at, s.sha256))


def noted(note: Path) -> Staged:
    """What a note in `staged/` says, parsed once as long as it stays the same file. Raises
    ValueError where it is no such note, or another's, and OSError where it cannot be read."""
    return _noted(note, *stamp(note))


@lru_cache(maxsize=1 << 14)  # a load asks three times for each of thousands
def _noted(note: Path, *stamp: int) -> Staged:
    shape = {f.name: SHAPES.get(f.name, f.type) for f in fields(Staged)}
    try:
        staged = Staged(**json.loads(note.read_bytes()))
    except (TypeError, RecursionError) as error:
        raise ValueError(note.name) from error
    is_sound = (
        all(isinstance(getattr(staged, name), kind) for name, kind in shape.items())
        and all(isinstance(text, str) for text in staged.headers.values())
        and all(isinstance(text, str) for text in staged.dropped_columns)
        and all(map(_is_fault, staged.faults))
    )
    if not is_sound or note.stem != staged.sha256 or staged.source not in contracts():
        raise ValueError(note.name)
    for day in (staged.as_of, staged.period_start):
        if day is not None and date.fromisoformat(day).isoformat() != day:
            raise ValueError(note.name)  # a build reads no other form
    return staged


def _is_fault(fault: object) -> bool:
    """Whether it is a fault as a note holds it: a line and a reason."""
    return (
        isinstance(fault, dict)
        and isinstance(fault.get("line"), int)
        and isinstance(fault.get("reason"), str)
    )


def save(landed: Sequence[tuple[Staged, Path]], folder: Path) -> None:
    """Moves landed files into `staged/`: the rows first, then the `.json` that makes them known."""
    rows = {staged.parquet(folder): path for staged, path in landed}
    for target in {path.parent for path in rows}:
        target.mkdir(parents=True, exist_ok=True)
    put_all(rows)
    write_all({staged.note(folder): _text(staged) for staged, _ in landed})


def _text(staged: Staged) -> str:
    return json.dumps(asdict(staged), ensure_ascii=False, indent=1)
