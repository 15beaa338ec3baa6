"""Contract → SQL: a landed file's text becomes typed rows, each with the reason if it is refused.

The result, `checked/<source>/<sha256>-<fingerprint>.parquet`, is a cache: it can be deleted and is
made again from the staged file, the contract and the source's staging query.
"""

import glob
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl import words
from etl.contract import SQL, check_fingerprint, contracts
from etl.land import PARQUET, parsed
from etl.staged_file import Staged
from etl.typed_rows import no_typed_rows, typed_rows
from whole_file import replace


@dataclass(frozen=True)
class Rejections:
    """What was refused in a file: a number of rows and the commonest reason, as a sentence."""

    rows: int
    commonest: str | None


def checked_path(staged: Staged, data: Path) -> Path:
    """Where the checked rows of a landed file lie under the present contract and code."""
    name = f"{staged.sha256}-{check_fingerprint(staged.source)}.parquet"
    return data / "checked" / staged.source / name


def check(
    con: duckdb.DuckDBPyConnection,
    source: str,
    profile: dict,
    landed: Path,
    out: Path,
    apart: str | None = None,
) -> None:
    """Judges every row of `landed` and writes them all to `out`, refused ones marked. Where it
    holds rows of several files of a register, the column `apart`, which stays, tells which.

    `con` knows the macros, as for `land`: it is from `engine.connect`.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    new = out.with_suffix(".new")
    select, parameters = typed_rows(contracts()[source], profile, apart)
    # Each row carries its line, so no reader needs them in order, and keeping it costs a tenth.
    con.execute("set preserve_insertion_order = false")
    query = f"copy ({_judged(source, select, apart)}) to $out ({PARQUET})"
    try:
        con.execute(
            parsed(query), parameters | {"landed": glob.escape(str(landed)), "out": str(new)}
        )
        replace(new, out)
    finally:
        new.unlink(missing_ok=True)
    con.execute("reset preserve_insertion_order")


def check_none(con: duckdb.DuckDBPyConnection, source: str, out: Path) -> None:
    """Writes to `out` what `check` does of a file without rows: the columns alone."""
    query = f"copy ({_judged(source, no_typed_rows(contracts()[source]))}) to $out (format parquet)"
    con.execute(query, {"out": str(out)})


def _judged(source: str, select: str, apart: str | None = None) -> str:
    """The query that judges typed rows by the source's own query and, in a register, by others."""
    record = contracts()[source].record
    staging = (SQL / f"stg_{source}.sql").read_text("utf-8").rstrip().rstrip(";")
    judged = (
        (SQL / "staged_record.sql")
        .read_text("utf-8")
        .replace("<apart>", f"{apart}, " if apart else "")
        .replace("<key>", ", ".join(record["key"]))
        .replace("<numbered_by>", ", ".join(record.get("numbered_by", ["null"])))
        if record
        else "from staged"
    )
    # Once more for what a staging query asks of the whole file costs less than to keep every row.
    return f"with typed as not materialized ({select}), staged as ({staging}) {judged}"


def rejections(con: duckdb.DuckDBPyConnection, staged: Staged, checked: Path) -> Rejections:
    """How many rows of a checked file were refused, its faults included, and the chief reason."""
    path = {"path": glob.escape(str(checked))}
    reasons = con.execute(_query("rejections"), path).fetchall()
    counts: dict[str, int] = {reason: rows for reason, rows, _ in reasons}
    for fault in staged.faults:
        counts[fault["reason"]] = counts.get(fault["reason"], 0) + 1
    commonest = max(sorted(counts), key=lambda reason: counts[reason], default=None)
    values = {reason: value for reason, _, value in reasons}
    sentence = commonest and words.rows.reason(commonest, values.get(commonest))
    return Rejections(sum(counts.values()), sentence)


def lost_levels(con: duckdb.DuckDBPyConnection, checked: Path) -> list[tuple[int, str]]:
    """The first two rows whose word is of five levels though they say that there are three."""
    path = {"path": glob.escape(str(checked))}
    return con.execute(_query("lost_levels"), path).fetchall()


def newest_day(
    con: duckdb.DuckDBPyConnection, staged: Staged, checked: Path
) -> tuple[date | None, int]:
    """The newest day, up to its as-of, on which an accepted row says that something happened, and
    for a register the most days of its period between two such: in it a silence is usual."""
    contract = contracts()[staged.source]
    days = ", ".join(f"{name}::date" for name in contract.happened)
    bound = {"path": glob.escape(str(checked)), "as_of": staged.as_of}
    [(newest, silence)] = con.execute(
        _query("newest_day").replace("<days>", days), bound | {"start": staged.period_start}
    ).fetchall()
    return newest, (silence or 0) if contract.record else 0


def _query(name: str) -> str:
    return (SQL / "checked" / f"{name}.sql").read_text("utf-8")
