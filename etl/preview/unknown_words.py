"""The words of a file that nobody knows: of lists, of scales, for units and procedures."""

import glob

import duckdb

from etl.build import PROCEDURE_WORDS
from etl.contract import SQL, Contract, contracts, fold
from etl.preview.rows import FROM_CHECKED, bound_to
from etl.reference import reference_rows
from etl.reference_tables import read_reference
from etl.settings import Settings
from etl.take import Taken
from etl.typed_rows import cell_text, cell_value
from etl.words import preview as text
from personal_data import masked
from personal_text import HIDDEN


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
        rows_of = _unknown(con, field, contract, taken, is_unknown, bound)
        if (
            field.get("levels")
            and not field.get("column")
            and not _rates(con, field["name"], taken)
        ):
            continue  # a question that is no rating
        found += [(field["name"], word, rows) for word, rows in rows_of]
    found += _named(con, taken, settings)
    units = {fold(row["name"]) for row in reference_rows(settings.reference, "units")}
    return _shown_words(con, found, units)


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
    return con.execute(query, bound_to(taken.checked)).fetchone()[0]


def _named(con, taken: Taken, settings: Settings) -> list[tuple[str, str, int]]:
    """The units and procedures of a file that the reference tables do not have."""
    columns = [
        name
        for name, *_ in con.execute(f"describe {FROM_CHECKED}", bound_to(taken.checked)).fetchall()
    ]
    con.execute("set variable checked = $checked", bound_to(taken.checked))
    con.execute(
        "create or replace temp view judged as from read_parquet(getvariable('checked'), "
        "hive_partitioning = false)"
    )
    given = taken.staged.profile.get("values", {})
    found = []
    is_of_unit, is_of_procedure = _doubtful(con, columns, settings)
    if is_of_unit or is_of_procedure:
        read_reference(con, settings)
    if is_of_unit:
        con.execute(
            "create or replace temp view units_written as "
            "select distinct unit from judged where unit is not null"
        )
        con.execute((SQL / "unit_words.sql").read_text("utf-8"))
        query = (SQL / "checked" / "unknown_units.sql").read_text("utf-8")
        found += con.execute(query, {"given": list(given.get("unit_code", {}))}).fetchall()
    if is_of_procedure:
        con.execute("create or replace temp view dossiers_rows as from judged")
        for step in PROCEDURE_WORDS:
            con.execute((SQL / f"{step}.sql").read_text("utf-8"))
        query = (SQL / "checked" / "unknown_procedures.sql").read_text("utf-8")
        found += con.execute(query, {"given": list(given.get("procedure", {}))}).fetchall()
    return found


def _doubtful(con, columns: list[str], settings: Settings) -> tuple[bool, bool]:
    """Whether there is a unit that is no code of units.csv, and a procedure that neither its code
    nor its name decides as they stand: only then are both looked up in full, which takes long."""
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


def _shown_words(
    con, found: list[tuple[str, str, int]], units: set[str]
) -> list[tuple[str, str, int]]:
    """The words as they may be shown, those that may not taken together; one that holds the name of
    a unit is no person's."""
    shown: dict[tuple[str, str], int] = {}
    for field, word, rows in found:
        is_of_unit = field == "unit_code" and any(name in fold(word) for name in units)
        shown_word = con.execute(
            "select shown_word($word, $rows)", {"word": word, "rows": 2 if is_of_unit else rows}
        ).fetchone()[0]
        if masked(shown_word) != shown_word or HIDDEN in shown_word:
            shown_word = text.HIDDEN_WORD
        shown[field, shown_word] = shown.get((field, shown_word), 0) + rows
    return [(field, word, rows) for (field, word), rows in shown.items()]
