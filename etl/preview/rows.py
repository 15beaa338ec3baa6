"""What a file's rows are: counted, rejected, of unknown words, and beside the export before."""

import glob
from dataclasses import replace
from pathlib import Path

import duckdb

from etl import clock
from etl.build import read_reference
from etl.check import cell_text, cell_value, check, checked_path, newest_day
from etl.contract import SQL, Contract, contracts, fold
from etl.entry_files import is_named_by_page
from etl.in_use import in_use
from etl.land import staged_files
from etl.reference import reference_rows
from etl.rejected_lines import RejectedLine
from etl.settings import Settings
from etl.take import Taken
from etl.words import preview as text
from personal_data import masked
from personal_text import HIDDEN
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
    ((duplicate,),) = con.execute(query, _bound(taken.checked)).fetchall()
    rejected = taken.rejected.rows
    return {
        "found": staged.rows_found or staged.rows_read,
        "read": staged.rows_read,
        "accepted": staged.rows_read - rejected - duplicate,
        "rejected": rejected,
        "duplicate": duplicate,
        "not_data": sum(staged.not_data.values()),
    }


def rejected(lines: list[RejectedLine]) -> list[dict]:
    """Each reason with its number of rows and the first of them."""
    found: dict[tuple[str, str], list[dict]] = {}
    for one in lines:
        shown = {"line": one.line, "column": one.title, "value": one.value}
        found.setdefault((one.reason, one.sentence), []).append(shown)
    return [
        {"reason": reason, "sentence": sentence, "rows": len(of), "lines": of[:LINES]}
        for (reason, sentence), of in sorted(
            found.items(), key=lambda item: (-len(item[1]), item[0])
        )
    ]


def unknown_words(
    con: duckdb.DuckDBPyConnection, taken: Taken, settings: Settings
) -> list[tuple[str, str, int]]:
    """Each word of a list, a scale, a unit or a procedure that nobody knows: its field, itself, its
    rows. A word that may be a person's is a general one, and asked about by nobody."""
    staged, contract = taken.staged, contracts()[taken.staged.source]
    found = []
    for field in contract.own_fields:
        if field["name"] in staged.headers and contract.words(field):
            is_unknown = f"{cell_value(field, contract, staged.profile, bound := {})} is null"
        elif field["name"] in staged.headers and field.get("levels"):
            is_unknown, bound = (
                f"level({field['name']}, 5) = -1 and level({field['name']}, 3) = -1",
                {},
            )
        else:
            continue
        told = _unknown(con, field, contract, taken, is_unknown, bound)
        if (
            field.get("levels")
            and not field.get("column")
            and not _rates(con, field["name"], taken)
        ):
            continue  # a question that is no rating
        found += [(field["name"], word, rows) for word, rows in told]
    found += _named(con, taken, settings)
    units = {fold(row["name"]) for row in reference_rows(settings.reference, "units")}
    return _kept(con, found, units)


def _unknown(con, field: dict, contract: Contract, taken: Taken, is_unknown: str, bound: dict):
    name, profile = field["name"], taken.staged.profile
    if profile.keys() & {"returned_when_filled", "open_when_empty"} and name == "status_code":
        return []
    bound = {"missing": list(contract.missing), "landed": glob.escape(str(taken.landed))} | bound
    cells = f"select {name}, count(*) as rows from read_parquet($landed, hive_partitioning = false)"
    query = (
        f"select {name}, sum(rows)::bigint as rows "
        f"from (select {cell_text(field, contract, profile, bound)} as {name}, rows "
        f"from ({cells} group by all)) "
        f"where {name} is not null and {is_unknown} group by all order by rows desc, 1"
    )
    return con.execute(query, bound).fetchall()


def _rates(con, name: str, taken: Taken) -> bool:
    query = f"select coalesce(bool_or({name} is not null), false) {FROM_CHECKED}"
    return con.execute(query, _bound(taken.checked)).fetchone()[0]


def _named(con, taken: Taken, settings: Settings) -> list[tuple[str, str, int]]:
    """The units and procedures of a file that the reference tables do not have."""
    columns = [
        name
        for name, *_ in con.execute(f"describe {FROM_CHECKED}", _bound(taken.checked)).fetchall()
    ]
    con.execute("set variable checked = $checked", _bound(taken.checked))
    con.execute(
        "create or replace temp view judged as from read_parquet(getvariable('checked'), "
        "hive_partitioning = false)"
    )
    said = taken.staged.profile.get("values", {})
    found = []
    is_of_unit, is_of_procedure = _doubtful(con, columns, settings)
    if is_of_unit or is_of_procedure:
        read_reference(con, settings)
    if is_of_unit:
        con.execute(
            "create or replace temp view units_said as "
            "select distinct unit from judged where unit is not null"
        )
        con.execute((SQL / "words.sql").read_text("utf-8"))
        query = (
            "select 'unit_code', unit, count(*) as rows from judged "
            "where unit is not null and unit not in (select unit from unit_words) "
            "and not list_contains($said, unit) group by all order by rows desc, unit"
        )
        found += con.execute(query, {"said": list(said.get("unit_code", {}))}).fetchall()
    if is_of_procedure:
        con.execute("create or replace temp view dossiers_rows as from judged")
        con.execute((SQL / "procedure_words.sql").read_text("utf-8"))
        query = (
            "select 'procedure', procedure, count(*) as rows from judged "
            "where procedure is not null and not list_contains($said, procedure) and not exists ("
            "from procedure_words as known where known.procedure = judged.procedure "
            "and known.procedure_code is not distinct from judged.procedure_code) "
            "group by all having count(*) > 1 order by rows desc, procedure"
        )
        found += con.execute(query, {"said": list(said.get("procedure", {}))}).fetchall()
    return found


def _doubtful(con, columns: list[str], settings: Settings) -> tuple[bool, bool]:
    """Whether there is a unit that is no code of units.csv, and a procedure that neither its code
    nor its name tells as they stand: only then are both looked up in full, which takes long."""
    units = {row["code"] for row in reference_rows(settings.reference, "units")}
    procedures = reference_rows(settings.reference, "procedures")
    known = {row[name] for row in procedures for name in ("code", "name")} - {None}
    is_of_unit = is_of_procedure = False
    if "unit" in columns:
        found = con.execute("select distinct unit from judged where unit is not null").fetchall()
        is_of_unit = any(unit not in units for (unit,) in found)
    if "procedure_code" in columns:
        found = con.execute("select distinct procedure_code, procedure from judged").fetchall()
        is_of_procedure = any(
            name is not None and known.isdisjoint((code, name)) for code, name in found
        )
    return is_of_unit, is_of_procedure


def _kept(con, found: list[tuple[str, str, int]], units: set[str]) -> list[tuple[str, str, int]]:
    """The words as they may be shown, those that may not taken together; one that holds the name of
    a unit is no person's."""
    shown: dict[tuple[str, str], int] = {}
    for field, word, rows in found:
        is_of_unit = field == "unit_code" and any(name in fold(word) for name in units)
        kept = con.execute(
            "select shown_word($word, $rows)", {"word": word, "rows": 2 if is_of_unit else rows}
        ).fetchone()[0]
        if masked(kept) != kept or HIDDEN in kept:
            kept = text.HIDDEN_WORD
        shown[field, kept] = shown.get((field, kept), 0) + rows
    return [(field, word, rows) for (field, word), rows in shown.items()]


def newest(con: duckdb.DuckDBPyConnection, taken: Taken) -> str | None:
    """The newest day on which something in the file happened, up to today."""
    staged = replace(taken.staged, as_of=clock.today().isoformat())
    day, _ = newest_day(con, staged, taken.checked)
    return day and day.isoformat()


def before(
    con: duckdb.DuckDBPyConnection, taken: Taken, settings: Settings, scratch: Path
) -> dict | None:
    """The last export of the same source that tells of the same unit or records, and how many of
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
    return dict(con.execute(query, _bound(checked)).fetchall())


def _key(contract: Contract) -> list[str]:
    """What a record of a source is known by."""
    known = {"feedback": ["rating_id"], "pauses": ["dossier_id", "kind", "began_at"]}
    return (contract.record or {}).get("key") or known.get(contract.source, ["dossier_id"])


def _bound(checked: Path) -> dict:
    return {"checked": glob.escape(str(checked))}


def scale(con: duckdb.DuckDBPyConnection, taken: Taken) -> int:
    """Of how many levels a file's ratings are."""
    if taken.staged.source != "feedback":
        return 3
    query = f"select coalesce(max(scale), 3) {FROM_CHECKED}"
    return con.execute(query, _bound(taken.checked)).fetchone()[0]
