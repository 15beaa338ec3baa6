"""What a file's rows are: counted, rejected, of unknown words, and beside the export before."""

import glob
from dataclasses import replace
from pathlib import Path

import duckdb

import ward_clock
from etl.check import check, checked_path, newest_day
from etl.contract import Contract, contracts
from etl.entry_files import is_named_by_page
from etl.in_use import in_use
from etl.other_units import rows_of_other_units
from etl.preview.columns import EXAMPLES, shown
from etl.rejected_lines import RejectedLine
from etl.settings import Settings
from etl.staged_file import staged_files
from etl.take import Taken
from withdrawal_file import withdrawn

LINES = 5  # of each reason
MOST_LOOKED_AT = 20  # files of a source, for the last one of the same unit
FROM_CHECKED = "from read_parquet($checked, hive_partitioning = false)"


def counts(con: duckdb.DuckDBPyConnection, taken: Taken) -> dict[str, int]:
    """The rows of a file: found, read, accepted, rejected, duplicate, not_data."""
    staged = taken.staged
    key = _key(contracts()[staged.source])
    query = (
        f"select count(*) - count(distinct row_hash) {FROM_CHECKED} "
        f"where bad_reason is null and concat({', '.join(key)}) <> ''"
    )
    ((duplicate,),) = con.execute(query, bound_to(taken.checked)).fetchall()
    rejected = taken.rejected.rows
    return {
        "found": staged.rows_found or staged.rows_read,
        "read": staged.rows_read,
        "accepted": staged.rows_read - rejected - duplicate,
        "rejected": rejected,
        "duplicate": duplicate,
        "not_data": sum(staged.not_data.values()),
    }


def duplicates(con: duckdb.DuckDBPyConnection, taken: Taken) -> list[dict]:
    """The first lines that say once more what another line of the file says: each with that line
    and the code of both, None where a preview would not show it as an example."""
    contract = contracts()[taken.staged.source]
    key = _key(contract)
    query = (
        f"select line, min(line) over same, {key[0]} {FROM_CHECKED} "
        f"where bad_reason is null and concat({', '.join(key)}) <> '' "
        "window same as (partition by row_hash) "
        "qualify row_number() over (partition by row_hash order by line) > 1 order by line "
        f"limit {EXAMPLES}"
    )
    field = next(f for f in contract.fields if f["name"] == key[0])
    return [
        {
            "line": line,
            "repeats": first,
            "code": next(iter(shown([str(code)], field, contract)), None),
        }
        for line, first, code in con.execute(query, bound_to(taken.checked)).fetchall()
    ]


def rejected(lines: list[RejectedLine]) -> list[dict]:
    """Each reason with its number of rows and the first of them."""
    found: dict[tuple[str, str], list[dict]] = {}
    for refused_line in lines:
        shown = {
            "line": refused_line.line,
            "column": refused_line.title,
            "value": refused_line.value,
        }
        found.setdefault((refused_line.reason, refused_line.sentence), []).append(shown)
    return [
        {"reason": reason, "sentence": sentence, "rows": len(of), "lines": of[:LINES]}
        for (reason, sentence), of in sorted(
            found.items(), key=lambda item: (-len(item[1]), item[0])
        )
    ]


def newest(con: duckdb.DuckDBPyConnection, taken: Taken) -> str | None:
    """The newest day on which something in the file happened, up to today."""
    staged = replace(taken.staged, as_of=ward_clock.today().isoformat())
    day, _ = newest_day(con, staged, taken.checked)
    return day and day.isoformat()


def before(
    con: duckdb.DuckDBPyConnection, taken: Taken, settings: Settings, scratch: Path
) -> dict | None:
    """The last export of the same source that is of the same unit or records, and how many of
    its records this one has no more; None where there is none."""
    staged, now = taken.staged, _records(con, taken.checked, taken.staged.source)
    earlier = [
        other
        for other in in_use(staged_files(settings.staged), settings, withdrawn(settings.data))
        if other.source == staged.source
        and other.sha256 != staged.sha256
        and other.as_of <= staged.as_of
        and not other.is_sample
        and not is_named_by_page(Path(other.file))
    ]
    for other in reversed(earlier[-MOST_LOOKED_AT:]):
        checked = checked_path(other, settings.data)
        if not checked.exists():
            checked = checked_path(other, scratch)
            check(con, other.source, other.profile, other.parquet(settings.staged), checked)
        if rows_of_other_units(other, checked, settings):
            continue  # how many rows other units send is not for whoever loads for some
        then = _records(con, checked, staged.source)
        units = [{unit for unit in records.values() if unit} for records in (then, now)]
        if then.keys() & now.keys() or units[0] & units[1] or not all(units):
            return {
                "file": other.file,
                "as_of": other.as_of,
                "records": len(then),
                "now": len(now),
                "missing": len(then.keys() - now.keys()),
            }
    return None


def _records(con: duckdb.DuckDBPyConnection, checked: Path, source: str) -> dict[str, str | None]:
    """Each record of a checked file → its unit; alike rows without a key are numbered."""
    contract = contracts()[source]
    unit = "fold(unit)" if "unit_code" in contract.field_names else "null"
    query = (
        f"select coalesce(nullif(concat_ws(' ', {', '.join(_key(contract))}), ''), "
        f"concat_ws(' ', row_hash, row_number() over (partition by row_hash))), {unit} "
        f"{FROM_CHECKED} where bad_reason is null"
    )
    return dict(con.execute(query, bound_to(checked)).fetchall())


def _key(contract: Contract) -> list[str]:
    """What a record of a source is known by."""
    known = {"feedback": ["rating_id"], "pauses": ["dossier_id", "kind", "began_at"]}
    return contract.record.get("key") or known.get(contract.source, ["dossier_id"])


def bound_to(checked: Path) -> dict:
    """What FROM_CHECKED reads."""
    return {"checked": glob.escape(str(checked))}


def scale(con: duckdb.DuckDBPyConnection, taken: Taken) -> int:
    """Of how many levels a file's ratings are."""
    if taken.staged.source != "feedback":
        return 3
    query = f"select coalesce(max(scale), 3) {FROM_CHECKED}"
    [(levels,)] = con.execute(query, bound_to(taken.checked)).fetchall()
    return levels
