"""What differs between the files of the published snapshot and those that are staged now."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl.build.inputs import note_text
from etl.check import checked_path
from etl.staged_file import Staged


class BuildWhole(Exception):
    """The refusal to build from the published snapshot: what is staged now is too much another, or
    it is not sure that the result would be that of a build of everything."""


@dataclass(frozen=True)
class Differences:
    """The files in use now and in the published snapshot, in one order that is that of both, each
    with its side: `added` since, `removed` since, or `kept`."""

    files: list[tuple[Staged, str]]

    def of(self, source: str, *sides: str) -> list[Staged]:
        """The files of a source that are on one of the sides."""
        return [file for file, side in self.files if file.source == source and side in sides]

    @property
    def sources(self) -> set[str]:
        """The sources of which a file was added or removed."""
        return {file.source for file, side in self.files if side != "kept"}


def differences(
    con: duckdb.DuckDBPyConnection,
    inputs_now: list[tuple],
    staged: list[Staged],
    landed: Iterable[Staged],
    data: Path,
) -> Differences:
    """How `staged`, the files in use now, differ from those of the snapshot that is attached as
    `built`, by what `inputs` gives now; `landed` are all files that lie in `staged/`. Raises
    BuildWhole where more than files differs, or where of a file that is no longer in use nothing
    can be read."""
    try:
        before = con.execute("select input, fingerprint from built.build.inputs order by place")
        was = dict(before.fetchall())
    except duckdb.CatalogException as error:
        raise BuildWhole from error  # by an older version, which noted nothing
    now = dict(inputs_now)
    are_files = {file.sha256: file for file in staged}
    if any(was.get(name) != text for name, text in now.items() if name not in are_files):
        raise BuildWhole
    files_before = [name for name in was if name in are_files or name not in now]
    kept = [sha256 for sha256 in files_before if sha256 in are_files]
    if any(was[sha256] != now[sha256] for sha256 in kept):
        raise BuildWhole  # landed anew, with another day or read in another way
    if kept != [sha256 for sha256 in are_files if sha256 in was]:
        raise BuildWhole  # which of one day goes before which
    removed = _removed(files_before, was, are_files, landed, data)
    found = Differences([*_in_one_order(files_before, staged, removed)])
    _refuse_alike(found)
    return found


def _removed(files_before, was, are_files, landed: Iterable[Staged], data: Path) -> dict:
    """The files that were in use, by their hashes; their rows must be there to be taken out."""
    by_hash = {file.sha256: file for file in landed}
    removed = {}
    for sha256 in files_before:
        if sha256 in are_files:
            continue
        file = by_hash.get(sha256)
        note = file and hashlib.sha256(note_text(file).encode()).hexdigest()
        if file is None or note != was[sha256] or not checked_path(file, data).exists():
            raise BuildWhole
        removed[sha256] = file
    return removed


def _in_one_order(files_before: list[str], staged: list[Staged], removed: dict[str, Staged]):
    """The files of both, each with its side, so that those of each stand in their own order."""
    was, left = set(files_before), iter(files_before)
    for file in staged:
        if file.sha256 not in was:
            yield file, "added"
            continue
        while (sha256 := next(left)) != file.sha256:
            yield removed[sha256], "removed"
        yield file, "kept"
    yield from ((removed[sha256], "removed") for sha256 in left)


def _refuse_alike(found: Differences) -> None:
    """Raises BuildWhole where a file has the name and the day of one that stays: by them a table
    names the file of a row."""
    stay = {(file.source, file.file, file.as_of) for file, side in found.files if side == "kept"}
    for file, side in found.files:
        if side != "kept" and (file.source, file.file, file.as_of) in stay:
            raise BuildWhole
