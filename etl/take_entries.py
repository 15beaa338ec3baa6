"""Entries made on pages, which come by the hundred: landed and checked by one query a register.

Only what is plain is taken so: one row, which the contract accepts. Any other entry is left to
`take`, which says of it alone what is wrong. What either makes of a file is the same.
"""

from itertools import groupby
from pathlib import Path

import duckdb

from etl.check import Rejections, check, checked_path
from etl.contract import contracts
from etl.export_day import as_of_date
from etl.free_text import kept_names
from etl.headers import Match, match_headers
from etl.land import PARQUET, FileToLand, is_a_row, note_of, parsed
from etl.read import Rows
from etl.redact import kept_columns, officer_codes
from etl.settings import Settings
from etl.staged_file import Staged
from etl.take import Taken
from etl.words import Refusal
from whole_file import replace

NONE_REFUSED = Rejections(0, None)


class PlainEntry:
    """An entry with one sound row of data: `cells` by the columns of a batch, `line` its line."""

    def __init__(self, to_land: FileToLand, match: Match, batch: Rows, cells: list):
        self.to_land, self.match, self.staged = to_land, match, note_of(to_land, match, 1)
        self.names, self.held, self.cells = batch.names(), batch.held, cells

    @property
    def alike(self) -> tuple[str, ...]:
        """What entries of one query have in common: register, day, profile, columns."""
        staged, profile = self.staged, repr(self.to_land.profile)
        return staged.source, staged.as_of, profile, *map("=".join, self.names.items())


def take_entries(
    con: duckdb.DuckDBPyConnection,
    files: list[FileToLand],
    settings: Settings,
    officers: list[dict],
    scratch: Path,
    progress,
) -> dict[str, Taken]:
    """What `take` makes of the plain ones among these files, by their hashes."""
    by_hash = {file.sha256: file for file in files}
    plain = [entry for file in by_hash.values() if (entry := plain_entry(file, settings))]
    taken: dict[str, Taken] = {}
    con.execute("pragma disable_optimizer; set threads = 1")  # so few rows are not worth a plan
    for _, alike in groupby(sorted(plain, key=lambda e: e.alike), lambda e: e.alike):
        entries = [*alike]
        progress.step("land", contracts()[entries[0].staged.source].title)
        for staged, landed, checked in _taken(con, entries, settings, officers, scratch):
            taken[staged.sha256] = Taken(staged, landed, checked, NONE_REFUSED)
    return taken


def plain_entry(file: FileToLand, settings: Settings) -> PlainEntry | None:
    """A file as a plain entry; None where it has not one row, which is data and sound."""
    layout = file.layout
    try:
        match = match_headers(layout.path.name, layout.header, file.profile)
        rows = Rows(layout, match)
        batches = [*rows.batches()]
    except Refusal:
        return None
    aside = rows.faults or rows.not_data or rows.carried
    if (rows.rows, rows.found) != (1, 1) or aside or is_a_row(layout.header, file.profile):
        return None
    if not match.contract.record or kept_names(layout, match, settings.reference):
        return None
    [batch] = batches
    return PlainEntry(file, match, rows, [column[0] for column in batch])


def _taken(
    con, entries: list[PlainEntry], settings: Settings, officers: list[dict], scratch: Path
) -> list[tuple[Staged, Path, Path]]:
    """The note, the landed and the checked rows of each entry that its contract accepts."""
    first = entries[0]
    source, profile = first.staged.source, first.staged.profile
    codes = officer_codes(officers, as_of_date(first.to_land.layout.path, first.to_land.as_of)[0])
    columns_sql, values = kept_columns(
        first.match.contract, first.names, first.to_land.profile, codes
    )
    landed, checked = scratch / "entries.parquet", scratch / "entries-checked.parquet"
    columns = ["sha256", *first.held, "line"]
    cells = zip(*((e.staged.sha256, *e.cells) for e in entries), strict=True)
    rows = {f"row_{name}": list(column) for name, column in zip(columns, cells, strict=True)}
    types = {"line": "bigint[]"}
    given = ", ".join(f"unnest($row_{n}::{types.get(n, 'varchar[]')}) as {n}" for n in columns)
    con.execute(
        f"copy (select sha256, line, {columns_sql} from (select {given})) to $out ({PARQUET})",
        values | rows | {"out": str(landed)},
    )
    check(con, source, profile, landed, checked, apart="sha256")
    tables = {"landed_entries": landed, "checked_entries": checked}
    for table, path in tables.items():
        con.execute(
            f"create or replace temp table {table} as from read_parquet($path)",
            {"path": str(path)},
        )
    accepted = {
        sha256
        for (sha256,) in con.execute(
            "select sha256 from checked_entries where bad_reason is null"
        ).fetchall()
    }
    found = []
    for entry in entries:
        sha256 = entry.staged.sha256
        if sha256 in accepted:
            out = scratch / f"{sha256}.parquet", checked_path(entry.staged, settings.data)
            for table, path in zip(tables, out, strict=True):
                new = path.with_suffix(".new")
                new.parent.mkdir(parents=True, exist_ok=True)
                con.execute(parsed(_own_row(table)), {"sha256": sha256, "out": str(new)})
                replace(new, path)
            found.append((entry.staged, *out))
    return found


def _own_row(table: str) -> str:
    return (
        f"copy (select * exclude (sha256) from {table} where sha256 = $sha256) to $out ({PARQUET})"
    )
