"""Text table → `staged/<source>/<sha256>.parquet` and its `.json`; personal data dropped here.

Only the contract's columns are written, so no other column is ever in memory as a value. Officers
become codes, comments and odd values are masked. The `.json` holds all else that a build needs:
the file's name, its as-of, its headers, its faults and the profile it was read with.
"""

import glob
import re
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from config_file import PROJECT
from etl import words
from etl.contract import contracts, key
from etl.engine_path import engine_path
from etl.export_day import as_of_date, period_start
from etl.free_text import kept_names
from etl.headers import Match, match_headers
from etl.profile import Profile
from etl.read import Layout, Rows, TextTable, as_found
from etl.read.sheet import HEAD_ROWS
from etl.redact import kept_columns
from etl.settings import Settings
from etl.staged_file import Staged
from personal_data import file_name_kept, heading_kept

VALUE = re.compile(r"\d{6}|\d[/.-]\d{1,2}[/.-]\d|@")
# Where few cells are alike the search for those that are is given up early, at about the same size.
# A row group is about what the CSV reader gives to one core at a time (8 MB): so none waits.
# The lightest compression gives files of the same size sooner; nobody asks what a file lacks.
PARQUET = (
    "format parquet, compression zstd, compression_level 1, write_bloom_filter false, "
    "dictionary_size_limit 2000, row_group_size 30720"
)


@lru_cache(maxsize=64)
def parsed(query: str) -> duckdb.Statement:
    """A query's statement, kept for the next file that is read alike: entries made on pages come by
    the hundred, and to parse takes a fifth of what such a file does."""
    (statement,) = duckdb.extract_statements(query)
    return statement


@dataclass(frozen=True)
class FileToLand:
    """One file as it was read: its hash, by which profile, and its as-of where somebody gave it."""

    layout: Layout
    sha256: str
    profile: Profile
    as_of: date | None = None


def land(
    con: duckdb.DuckDBPyConnection,
    to_land: FileToLand,
    settings: Settings,
    officers: dict[str, str],
    scratch: Path,
    progress,
) -> tuple[Staged, Path]:
    """Writes the kept columns of a file to a Parquet file in `scratch`, not yet staged. `officers`
    is an officer's name or code as files write it → the code that is kept.

    Raises Refusal for a file that is no table or fits no contract.
    """
    file, sha256, profile = to_land.layout, to_land.sha256, to_land.profile
    path = file.path
    progress.step("land", file_name_kept(path.name))
    if is_a_row(file.header, profile):
        raise words.Refusal(words.files.no_heading(path.name))
    match = match_headers(path.name, file.header, profile)
    out = scratch / f"{sha256}.parquet"
    names, names_dropped = kept_names(file, match, settings.reference) or (None, 0)
    faults, not_data, carried = [], {}, set()
    rows, found = None, 0
    if file.is_plain:
        table = as_found(file)
        rows = _copy_as_found(con, table, match, profile, officers, names, out)
        if rows != table.rows or (table.rows > HEAD_ROWS and _has_doubtful(con, match, out)):
            rows = None
        found = table.rows
    if rows is None:
        judged = Rows(file, match)
        rows = _copy_judged(con, judged, match, profile, officers, names, out)
        faults, not_data, carried = judged.faults, judged.not_data, judged.carried
        found = judged.found
        if rows != judged.rows:
            raise words.Refusal(
                words.data_folder.engine_failed(f"{path.name}: {rows} ≠ {judged.rows}.")
            )
    if rows + len(faults) == 0:
        raise words.Refusal(words.files.no_rows(path.name))
    staged = note_of(to_land, match, rows + len(faults))
    return replace(
        staged,
        headers=staged.headers
        | {name: words.rows.GROUP_ROW for name in sorted(carried - match.columns.keys())},
        faults=[asdict(fault) for fault in faults],
        names_dropped=names_dropped,
        not_data=not_data,
        rows_found=found,
    ), out


def note_of(to_land: FileToLand, match: Match, rows: int) -> Staged:
    """The note of a file whose `rows` rows are all data and sound."""
    file, path = to_land.layout, to_land.layout.path
    day, estimated = as_of_date(path, to_land.as_of)
    first_day = period_start(path)
    return Staged(
        source=match.contract.source,
        file=file_name_kept(path.name),
        sha256=to_land.sha256,
        as_of=day.isoformat(),
        as_of_is_estimated=estimated,
        landed_at=datetime.now(UTC).isoformat(timespec="seconds"),
        is_sample=path.resolve().is_relative_to(PROJECT / "data" / "sample"),
        rows_read=rows,
        headers={name: heading_kept(file.header[i]) for name, i in match.columns.items()},
        dropped_columns=[heading_kept(title) for title in match.dropped if title],
        profile=to_land.profile.as_staged() | _returned_column(match, to_land.profile),
        period_start=first_day and first_day.isoformat(),
        rows_found=rows,
        read_as=file.notes,
    )


def _returned_column(match: Match, profile: Profile) -> dict:
    """By which field `check` decides the status of a book that has none."""
    returned = match.inferred.get("status_code")
    return {"returned_when_filled": returned} if returned and not profile.filled() else {}


def is_a_row(heading: list[str], profile: Profile) -> bool:
    """Whether the heading row is a row of values, whose cells no sentence may repeat."""
    known = {k for contract in contracts().values() for k in contract.header_keys}
    known |= {key(header) for header in (*profile.columns.values(), *profile.drop)}
    return known.isdisjoint(map(key, heading)) and any(map(VALUE.search, heading))


def _copy_as_found(
    con, table: TextTable, match: Match, profile: Profile, officers: dict, names, out: Path
) -> int | None:
    """Writes the contract's columns, masked; gives the number of rows that are not blank, or None
    for a table that the strict reader will not take, or whose name it cannot be given."""
    path = engine_path(table.path)
    if path is None:
        return None
    columns = {name: f"c{index}" for name, index in match.columns.items()}
    columns_sql, values = kept_columns(match.contract, columns, profile, officers, names)
    texts = {f"c{place}": "VARCHAR" for place in range(table.width)}
    values |= {"path": path, "delimiter": table.delimiter, "out": str(out)}
    try:
        # Identifiers come from the contract, never from the file; values are bound.
        query = (
            f"copy (select null::bigint as line, {columns_sql} from read_csv($path, "
            f"columns = {texts}, "
            "auto_detect = false, header = true, delim = $delimiter, quote = '\"', escape = '\"', "
            "strict_mode = true, null_padding = false, hive_partitioning = false) "
            f"where coalesce({', '.join(columns.values())}) is not null) "
            f"to $out ({PARQUET})"
        )
        return con.execute(parsed(query), values).fetchone()[0]
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return None


def _has_doubtful(con, match: Match, landed: Path) -> bool:
    """Whether among rows that were taken as found there may be some that are no data: without a
    day where days stand and without a code where codes do."""
    fields = {field["name"]: field for field in match.contract.fields}
    days = [n for n in match.columns if fields[n]["type"] in ("date", "datetime")]
    codes = [n for n in match.columns if fields[n].get("text") == "code"]
    doubts = [f"coalesce(not {day}[1] between '0' and '9', true)" for day in days]
    doubts += [f"coalesce(not regexp_full_match({code}, '\\S*\\d\\S*'), true)" for code in codes]
    query = (
        "select count(*) from read_parquet($landed, hive_partitioning = false) "
        f"where {' and '.join(doubts)}"
    )
    ((doubtful,),) = con.execute(query, {"landed": glob.escape(str(landed))}).fetchall()
    return doubtful > 0


def _copy_judged(
    con, rows: Rows, match: Match, profile: Profile, officers: dict, names, out: Path
) -> int:
    """The same for rows that were judged one by one: they go to the engine in memory, and only what
    is masked is written. Raises Refusal where the rows end with one."""
    import pyarrow  # few files need it, and it takes a quarter of what a load of an entry does

    columns = rows.names()
    columns_sql, values = kept_columns(match.contract, columns, profile, officers, names)
    texts = [(name, pyarrow.string()) for name in rows.held]
    schema = pyarrow.schema([*texts, ("line", pyarrow.int64())])
    ended_by: list[words.Refusal] = []

    def batches():
        """The rows as Arrow batches; a Refusal ends them and is raised later."""
        try:
            for batch in rows.batches():
                arrays = [pyarrow.array(c, t) for c, t in zip(batch, schema.types, strict=True)]
                yield pyarrow.record_batch(arrays, schema)
        except words.Refusal as refusal:  # the engine would make another error of it
            ended_by.append(refusal)

    con.register("judged_rows", pyarrow.RecordBatchReader.from_batches(schema, batches()))
    try:
        query = f"copy (select line, {columns_sql} from judged_rows) to $out ({PARQUET})"
        written = con.execute(query, values | {"out": str(out)}).fetchone()[0]
    finally:
        con.unregister("judged_rows")
    if ended_by:
        raise ended_by[0]
    return written
