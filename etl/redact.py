"""What is kept of each cell as a file is read: personal data is dropped or masked here."""

from datetime import date

import duckdb

from etl.contract import Contract, fold
from etl.profile import Profile
from personal_data import HINT_OF_PERSONS, masked
from personal_text import HIDDEN

# Most cells have nothing to hide, which the engine sees by itself; the others Python masks.
MASK = (
    "create or replace temp macro mask(x) as case when regexp_matches(x, "
    f"'{HINT_OF_PERSONS}') then without_persons(x) else x end;\n"
)

# A ward's number and a running number: no name and no telephone looks so.
SHAPED = "when regexp_full_match(clean({cell}), '[0-9]{{5}}-[0-9]{{2,3}}') then clean({cell})"
# An account of board/access/accounts/store.py, or a code: a name in full has no digit.
WRITER = (
    "when regexp_full_match(clean({cell}), '[a-z0-9][a-z0-9._-]{{1,63}}') "
    "and regexp_matches({cell}, '[0-9]') and mask({cell}) = {cell} then clean({cell})"
)


def add_mask_macro(con: duckdb.DuckDBPyConnection) -> None:
    """Gives a connection the macro `mask`, which hides what the rule that pages share hides."""
    con.create_function("without_persons", masked, ["VARCHAR"], "VARCHAR")
    con.execute(MASK)


def kept_columns(
    contract: Contract,
    columns: dict[str, str],
    profile: Profile,
    officers: dict[str, str],
    names: list[str] | None = None,
) -> tuple[str, dict]:
    """The select list that makes a file's columns the contract's, and the values bound to it.

    `columns`: field → the file's column; `names`: what is kept of a procedure's column of free
    text. Text is masked, officers become codes or nothing, and a row that is only to be counted
    keeps what its contract names.
    """
    cell_sql = {
        field["name"]: _cell_sql(field, columns.get(field["name"]), profile, bool(contract.record))
        for field in contract.fields
    }
    bound: dict = {}
    if names is not None:
        bound["procedure_names"] = names
        cell_sql["procedure"] = (
            f"case when list_contains($procedure_names, {columns['procedure']}) "
            f"then {cell_sql['procedure']} end"
        )
    if rule := contract.counts_only:
        bound["kept_whole"] = _words_kept_whole(contract, profile)
        cell = columns.get(rule["field"])
        if rule["field"] in profile.constants:
            bound["counted_as"] = profile.constants[rule["field"]]
            cell = "$counted_as::varchar"
        # A word that nobody knows may say the same in other letters: of its row no more is kept.
        whole = f"list_contains($kept_whole, coalesce(fold({cell}), ''))"
        for name in cell_sql.keys() - set(rule["keep"]):
            cell_sql[name] = f"case when {whole} then {cell_sql[name]} end"
    text = ", ".join(f"{cell} as {name}" for name, cell in cell_sql.items())
    if "$officer_keys" in text:
        by_name = {name: code for name, code in officers.items() if fold(name)}
        codes_of: dict[str, set[str]] = {}
        for name, code in by_name.items():
            codes_of.setdefault(fold(name), set()).add(code)
        by_key = {name: min(codes) for name, codes in codes_of.items() if len(codes) == 1}
        bound |= {"officer_names": list(by_name), "officer_codes": list(by_name.values())}
        bound |= {"officer_keys": list(by_key), "officer_key_codes": list(by_key.values())}
    if "$date_format" in text:
        forms = profile.date_format
        bound["date_format"] = [forms] if isinstance(forms, str) else list(forms)
    return text, bound


def officer_codes(rows: list[dict], as_of: date) -> dict[str, str]:
    """What names an officer in an export of a day → the code that stands for them: every code, and
    every name of `officers.csv`.

    A name that several codes have is that of the one in force on the day, and where not one alone
    is, nobody's ('').
    """
    codes_of: dict[str, set[str]] = {}
    in_force: dict[str, set[str]] = {}
    for row in rows:
        if row["name"]:
            codes_of.setdefault(row["name"], set()).add(row["code"])
            if row["valid_from"] <= as_of <= row["valid_to"]:
                in_force.setdefault(row["name"], set()).add(row["code"])
    codes = {}
    for name, found in codes_of.items():
        meant = found if len(found) == 1 else in_force.get(name, set())
        codes[name] = min(meant) if len(meant) == 1 else ""
    return codes | {row["code"]: row["code"] for row in rows}


def _words_kept_whole(contract: Contract, profile: Profile) -> list[str]:
    """The keys of the words of rows that are kept whole, not only counted."""
    rule = contract.counts_only
    field = next(f for f in contract.fields if f["name"] == rule["field"])
    meanings = contract.words(field) | profile.values.get(rule["field"], {})
    return sorted({fold(word) for word, value in meanings.items() if value != rule["value"]})


def _cell_sql(field: dict, column: str | None, profile: Profile, is_register: bool) -> str:
    if column is None:
        return "null::varchar"
    if is_register and field["type"] == "string":
        column = f"unguarded({column})"
    kind = field.get("text", "")
    if kind == "code":
        # Of what a row is not known by, a cell that is no code is dropped, and the row stands.
        is_key = field.get("constraints", {}).get("required", False)
        return f"kept_code({column})" if is_key else f"nullif(kept_code({column}), '{HIDDEN}')"
    if kind == "officer_codes":
        parts = f"string_split_regex({column}, '[;,]')"
        parts = f"list_transform({parts}, lambda part: {_officer_code('clean(part)', SHAPED)})"
        return f"nullif(array_to_string(list_filter({parts}, lambda part: part <> ''), ';'), '')"
    if kind == "officer_code":
        return _officer_code(column, SHAPED)
    if kind == "writer":
        return _officer_code(column, WRITER)
    if kind == "officer":
        return _officer_code(column)
    if field["type"] == "string" or "values" in field:
        return f"mask({column})"
    if field["type"] in ("datetime", "date") and profile.date_format:
        known = f"try_strptime(clean({column}), $date_format) is not null"
        return f"case when {known} then {column} else mask_typed({column}) end"
    return f"mask_typed({column})"


def _officer_code(cell: str, otherwise: str = "") -> str:
    """The code of whom a cell names, '' for a name that is dropped, so that it can be counted.

    To fold is dear, and nearly every name stands as the list has it.
    """
    place = f"list_position($officer_names, {cell})"
    return (
        f"case when {place} is not null then $officer_codes[{place}] "
        f"when clean_each({cell}) is null then null {otherwise.format(cell=cell)} else coalesce("
        f"$officer_key_codes[list_position($officer_keys, fold({cell}))], '') end"
    )
