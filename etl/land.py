"""Text table → `staged/<source>/<sha256>.parquet` and its `.json`; personal data dropped here.

Only the contract's columns are written, so no other column is ever in memory as a value. Officers
become codes, comments and odd values are masked. The `.json` holds all else that a build needs:
the file's name, its as-of, its headers, its faults and the profile it was read with.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from etl import words
from etl.contract import Match, fold, match_headers
from etl.profile import Profile
from etl.read import TextTable, read, read_line_by_line
from etl.settings import PROJECT, Settings

WARD_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MACROS = (Path(__file__).parent / "sql" / "macros.sql").read_text("utf-8")


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

    def parquet(self, staged: Path) -> Path:
        return staged / self.source / f"{self.sha256}.parquet"

    def note(self, staged: Path) -> Path:
        return self.parquet(staged).with_suffix(".json")


def staged_files(staged: Path) -> list[Staged]:
    """Every landed file, in an order that does not depend on when it arrived."""
    found = [json.loads(p.read_text("utf-8")) for p in staged.glob("*/*.json")]
    return sorted((Staged(**f) for f in found), key=lambda s: (s.source, s.as_of, s.sha256))


def as_of_date(path: Path, given: date | None) -> tuple[date, bool]:
    """The export's own date and whether it is estimated: given, else in the name, else the mtime.

    Of several dates in a name the latest counts: a name often holds a whole period.
    """
    if given:
        return given, False
    if dates := dates_in(path.stem):
        return max(dates), False
    return datetime.fromtimestamp(path.stat().st_mtime, WARD_ZONE).date(), True


def dates_in(name: str) -> list[date]:
    """The dates written in a file name: yyyy-mm-dd or dd-mm-yyyy, joined by - _ . or nothing."""
    found = []
    for pattern, order in (
        (r"(?<!\d)(20\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)", (1, 3, 4)),
        (r"(?<!\d)(\d\d)([-_.]?)(\d\d)\2(20\d\d)(?!\d)", (4, 3, 1)),
    ):
        for match in re.finditer(pattern, name):
            try:
                found.append(date(*(int(match[part]) for part in order)))
            except ValueError:
                continue
    return found


def land(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    sha256: str,
    settings: Settings,
    profile: Profile,
    as_of: date | None,
    officers: dict[str, str],
    scratch: Path,
    progress,
) -> tuple[Staged, Path]:
    """Reads `path` and writes its kept columns to a Parquet file in `scratch`, not yet staged.

    Raises Refusal for a file that is no table or fits no contract.
    """
    table = read(path, scratch / "read.csv", progress.read)
    progress.step("land", path.name)
    match = match_headers(
        path.name,
        table.header,
        profile.columns,
        profile.source,
        profile.drop,
        profile.filled(),
    )
    out = scratch / f"{sha256}.parquet"
    try:
        rows = _copy(con, table, match, officers, out)
    except duckdb.Error as error:
        _raise_unless_of_the_file(error)
        rows = None
    if rows != table.rows:
        table = read_line_by_line(path, scratch / "read.csv")
        rows = _copy(con, table, match, officers, out)
    if rows + len(table.faults) == 0:
        raise words.Refusal(words.file_no_rows(path.name))
    day, estimated = as_of_date(path, as_of)
    staged = Staged(
        source=match.contract.source,
        file=path.name,
        sha256=sha256,
        as_of=day.isoformat(),
        as_of_is_estimated=estimated,
        landed_at=datetime.now(UTC).isoformat(timespec="seconds"),
        is_sample=path.resolve().is_relative_to(PROJECT / "data" / "sample"),
        rows_read=rows + len(table.faults),
        headers={name: table.header[index] for name, index in match.columns.items()},
        dropped_columns=match.dropped,
        faults=[asdict(fault) for fault in table.faults],
        profile=profile.as_staged(),
    )
    return staged, out


def keep(staged: Staged, landed: Path, folder: Path) -> None:
    """Moves a landed file into `staged/`: the rows first, then the `.json` that makes it known."""
    target = staged.parquet(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    os.replace(landed, target)
    note = staged.note(folder)
    new = note.with_suffix(".new")
    new.write_text(json.dumps(asdict(staged), ensure_ascii=False, indent=1), "utf-8")
    os.replace(new, note)


def _copy(con, table: TextTable, match: Match, officers: dict[str, str], out: Path) -> int:
    """Writes the contract's columns, masked; gives the number of rows."""
    width = len(table.header) + table.has_line_column
    line = f"c{width - 1}::bigint" if table.has_line_column else "null::bigint"
    kept = ", ".join(
        f"{_kept(field, match.columns.get(field['name']))} as {field['name']}"
        for field in match.contract.fields
    )
    columns = {f"c{i}": "VARCHAR" for i in range(width)}
    con.execute(MACROS)
    # Identifiers come from the contract, never from the file; values are bound.
    return con.execute(
        f"copy (select {line} as line, {kept} from read_csv($path, columns = {columns}, "
        "auto_detect = false, header = true, delim = $delimiter, quote = '\"', escape = '\"', "
        "strict_mode = true, null_padding = false)) "
        "to $out (format parquet, compression zstd)",
        {"path": str(table.path), "delimiter": table.delimiter, "out": str(out)}
        | (
            {"officer_keys": [fold(k) for k in officers], "officer_codes": list(officers.values())}
            if "$officer_keys" in kept
            else {}
        ),
    ).fetchone()[0]


def _kept(field: dict, index: int | None) -> str:
    if index is None:
        return "null::varchar"
    column = f"c{index}"
    if field.get("text") == "code":
        return column
    if field.get("text") == "officer":
        # '' marks a name that was dropped, so that it can be counted.
        return (
            f"case when clean({column}) is null then null else coalesce("
            f"$officer_codes[list_position($officer_keys, fold({column}))], '') end"
        )
    return f"mask_moment({column})" if field["type"] == "datetime" else f"mask({column})"


def _raise_unless_of_the_file(error: duckdb.Error) -> None:
    """A CSV that the strict reader will not take is read line by line; all else is an error."""
    if isinstance(error, duckdb.InvalidInputException | duckdb.ConversionException):
        return
    raise error
