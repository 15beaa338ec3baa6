"""Text table → `staged/<source>/<sha256>.parquet` and its `.json`; personal data dropped here.

Only the contract's columns are written, so no other column is ever in memory as a value. Officers
become codes, comments and odd values are masked. The `.json` holds all else that a build needs:
the file's name, its as-of, its headers, its faults and the profile it was read with.
"""

import glob
import json
import re
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from config_file import PROJECT
from etl import words
from etl.contract import MACRO_FILES, SQL, Match, contracts, key, match_headers
from etl.engine_path import engine_path
from etl.export_day import as_of_date, period_start
from etl.free_text import kept_names
from etl.profile import Profile
from etl.read import Layout, Rows, TextTable, as_found
from etl.read.sheet import HEAD_ROWS
from etl.redact import kept_columns
from etl.settings import Settings
from personal_data import file_name_kept, heading_kept
from whole_file import put, write_whole

NO_HEADING = (
    "Tệp {name} không có dòng tiêu đề: dòng đầu đã là số liệu. Thêm dòng tiêu đề như tệp mẫu "
    "(python -m etl template dossiers) rồi nạp lại."
)
VALUE = re.compile(r"\d{6}|\d[/.-]\d{1,2}[/.-]\d|@")
# Where few cells are alike the search for those that are is given up early, at about the same size.
# A row group is about what the CSV reader gives to one core at a time (8 MB): so none waits.
PARQUET = "format parquet, compression zstd, dictionary_size_limit 2000, row_group_size 30720"
MACROS = "".join((SQL / name).read_text("utf-8") for name in MACRO_FILES)


@lru_cache(maxsize=64)
def parsed(query: str) -> duckdb.Statement:
    """A query's statement, kept for the next file that is read alike: entries made on pages come by
    the hundred, and to parse takes a fifth of what such a file does."""
    (statement,) = duckdb.extract_statements(query)
    return statement


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
        return staged / self.source / f"{self.sha256}.parquet"

    def note(self, staged: Path) -> Path:
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
    """What a note in `staged/` says. Raises ValueError where it is no such note, or another's."""
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
    """Whether it is a fault as a note tells of one: a line and a reason."""
    return (
        isinstance(fault, dict)
        and isinstance(fault.get("line"), int)
        and isinstance(fault.get("reason"), str)
    )


def land(
    con: duckdb.DuckDBPyConnection,
    file: Layout,
    sha256: str,
    settings: Settings,
    profile: Profile,
    as_of: date | None,
    officers: dict[str, str],
    scratch: Path,
    progress,
) -> tuple[Staged, Path]:
    """Writes the kept columns of a file to a Parquet file in `scratch`, not yet staged.

    Raises Refusal for a file that is no table or fits no contract.
    """
    path = file.path
    progress.step("land", file_name_kept(path.name))
    if is_a_row(file.header, profile):
        raise words.Refusal(NO_HEADING.format(name=path.name))
    match = match_headers(
        path.name,
        file.header,
        profile.columns,
        profile.source,
        profile.drop,
        profile.filled(),
        profile.place_of,
    )
    out = scratch / f"{sha256}.parquet"
    names, names_dropped = kept_names(file, match, settings.reference) or (None, 0)
    faults, not_data, carried = [], {}, set()
    rows = found = None
    if file.is_plain:
        table = as_found(file)
        rows = _copy_as_found(con, table, match, profile, officers, names, out)
        if rows != table.rows or (rows > HEAD_ROWS and _has_doubtful(con, match, out)):
            rows = None
        found = rows
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
    day, estimated = as_of_date(path, as_of)
    first_day = period_start(path)
    staged = Staged(
        source=match.contract.source,
        file=file_name_kept(path.name),
        sha256=sha256,
        as_of=day.isoformat(),
        as_of_is_estimated=estimated,
        landed_at=datetime.now(UTC).isoformat(timespec="seconds"),
        is_sample=path.resolve().is_relative_to(PROJECT / "data" / "sample"),
        rows_read=rows + len(faults),
        headers={name: heading_kept(file.header[i]) for name, i in match.columns.items()}
        | {name: words.rows.GROUP_ROW for name in sorted(carried - match.columns.keys())},
        dropped_columns=[heading_kept(title) for title in match.dropped if title],
        faults=[asdict(fault) for fault in faults],
        profile=profile.as_staged() | _returned_column(match, profile),
        period_start=first_day and first_day.isoformat(),
        names_dropped=names_dropped,
        not_data=not_data,
        rows_found=found,
        read_as=file.notes,
    )
    return staged, out


def _returned_column(match: Match, profile: Profile) -> dict:
    """By which field `check` tells the status of a book that has none."""
    returned = match.inferred.get("status_code")
    return {"returned_when_filled": returned} if returned and not profile.filled() else {}


def is_a_row(heading: list[str], profile: Profile) -> bool:
    """Whether the heading row is a row of values, whose cells no sentence may repeat."""
    known = {k for contract in contracts().values() for k in contract.header_keys()}
    known |= {key(header) for header in (*profile.columns.values(), *profile.drop)}
    return known.isdisjoint(map(key, heading)) and any(map(VALUE.search, heading))


def keep(staged: Staged, landed: Path, folder: Path) -> None:
    """Moves a landed file into `staged/`: the rows first, then the `.json` that makes it known."""
    target = staged.parquet(folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    put(landed, target)
    write_whole(staged.note(folder), json.dumps(asdict(staged), ensure_ascii=False, indent=1))


def _copy_as_found(
    con, table: TextTable, match: Match, profile: Profile, officers: dict, names, out: Path
) -> int | None:
    """Writes the contract's columns, masked; gives the number of rows that are not blank, or None
    for a table that the strict reader will not take, or whose name it cannot be given."""
    path = engine_path(table.path)
    if path is None:
        return None
    columns = {name: f"c{index}" for name, index in match.columns.items()}
    kept, values = kept_columns(match.contract, columns, profile, officers, names)
    texts = {f"c{place}": "VARCHAR" for place in range(table.width)}
    values |= {"path": path, "delimiter": table.delimiter, "out": str(out)}
    try:
        # Identifiers come from the contract, never from the file; values are bound.
        query = (
            f"copy (select null::bigint as line, {kept} from read_csv($path, "
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
    kept, values = kept_columns(match.contract, columns, profile, officers, names)
    texts = [(name, pyarrow.string()) for name in rows.held]
    schema = pyarrow.schema([*texts, ("line", pyarrow.int64())])
    ended_by: list[words.Refusal] = []

    def batches():
        try:
            for batch in rows.batches():
                arrays = [pyarrow.array(c, t) for c, t in zip(batch, schema.types, strict=True)]
                yield pyarrow.record_batch(arrays, schema)
        except words.Refusal as refusal:  # the engine would make another error of it
            ended_by.append(refusal)

    con.register("judged_rows", pyarrow.RecordBatchReader.from_batches(schema, batches()))
    try:
        query = f"copy (select line, {kept} from judged_rows) to $out ({PARQUET})"
        written = con.execute(query, values | {"out": str(out)}).fetchone()[0]
    finally:
        con.unregister("judged_rows")
    if ended_by:
        raise ended_by[0]
    return written
