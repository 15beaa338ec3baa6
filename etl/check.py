"""Contract → SQL: a landed file's text becomes typed rows, each with the reason if it is refused.

The result, `checked/<source>/<sha256>-<fingerprint>.parquet`, is a cache: it can be deleted and is
made again from the staged file, the contract and the source's staging query.
"""

import os
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import words
from etl.contract import SQL, Contract, check_fingerprint, contracts, fold
from etl.land import MACROS, Staged


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
    con: duckdb.DuckDBPyConnection, source: str, profile: dict, landed: Path, out: Path
) -> None:
    """Judges every row of `landed` and writes them all to `out`, refused ones marked."""
    out.parent.mkdir(parents=True, exist_ok=True)
    new = out.with_suffix(".new")
    select, parameters = typed_rows(contracts()[source], profile)
    staging = (SQL / f"stg_{source}.sql").read_text("utf-8").rstrip().rstrip(";")
    con.execute(MACROS)
    con.execute(
        f"copy (with typed as ({select}) select * from ({staging}) as staged) "
        "to $out (format parquet, compression zstd)",
        parameters | {"landed": str(landed), "out": str(new)},
    )
    os.replace(new, out)


def rejections(con: duckdb.DuckDBPyConnection, staged: Staged, checked: Path) -> Rejections:
    """How many rows of a checked file were refused, its faults included, and the chief reason."""
    reasons = con.execute(
        "select bad_reason, count(*) from read_parquet($path) where bad_reason is not null "
        "group by all",
        {"path": str(checked)},
    ).fetchall()
    counts: dict[str, int] = dict(reasons)
    for fault in staged.faults:
        counts[fault["reason"]] = counts.get(fault["reason"], 0) + 1
    commonest = max(sorted(counts), key=counts.get, default=None)
    return Rejections(sum(counts.values()), words.REASONS.get(commonest))


def typed_rows(contract: Contract, profile: dict) -> tuple[str, dict]:
    """The query that types every field of a contract, and the values bound to it.

    Gives one row a row of the file: line, row_hash, each field typed under its own name, and
    bad_field, bad_value, bad_reason of the first field that breaks the contract. Only names out of
    the contract are written into the text; words, codes and limits are bound.
    """
    parameters: dict = {"missing": list(contract.missing)}
    texts, typed, faults = [], [], []
    for field in contract.fields:
        name = field["name"]
        texts.append(f"{_text(field, profile, parameters)} as {name}")
        value, reason = _typed(field, contract, profile, parameters)
        typed.append(f"{value} as {name}_typed")
        faults.append((name, reason))
    cases = {
        "bad_field": "".join(f" when {n}_fault is not null then '{n}'" for n, _ in faults),
        "bad_value": "".join(f" when {n}_fault is not null then {n}" for n, _ in faults),
        "bad_reason": f" when true then coalesce({', '.join(f'{n}_fault' for n, _ in faults)})",
    }
    names = contract.field_names
    query = f"""
        select line, row_hash, {", ".join(f"{n}_typed as {n}" for n in names)},
            {", ".join(f"case{when} end as {alias}" for alias, when in cases.items())}
        from (
            select *, {", ".join(f"({reason}) as {n}_fault" for n, reason in faults)}
            from (
                select *, {", ".join(typed)}, hash({", ".join(names)}) as row_hash
                from (
                    select coalesce(line, file_row_number + 2) as line, {", ".join(texts)}
                    from read_parquet($landed, file_row_number = true)
                )
            )
        )"""
    return query, parameters


def _text(field: dict, profile: dict, parameters: dict) -> str:
    """The cell as trimmed text; a profile's constant or words take its place."""
    name = field["name"]
    if name in profile.get("constants", {}):
        parameters[f"constant_{name}"] = profile["constants"][name]
        return f"$constant_{name}::varchar"
    text = f"clean({name})"
    text = f"case when list_contains($missing, {text}) then null else {text} end"
    if field["type"] == "datetime":
        text = f"case when is_no_moment(clean({name})) then null else {text} end"
    if field.get("text") == "officer":
        text = name  # '' must stay: it marks a name that was dropped
    if said := profile.get("values", {}).get(name):
        parameters[f"said_{name}"] = [fold(word) for word in said]
        parameters[f"meant_{name}"] = list(said.values())
        text = f"coalesce($meant_{name}[list_position($said_{name}, fold({name}))], {text})"
    if name == "status_code" and (empty := profile.get("open_when_empty")):
        text = f"coalesce({text}, case when clean({empty}) is null then '4' else '9' end)"
    return text


def _typed(field: dict, contract: Contract, profile: dict, parameters: dict) -> tuple[str, str]:
    """(the typed value, the reason code or null) of one field, as SQL."""
    name, kind, limits = field["name"], field["type"], field.get("constraints", {})
    reasons = []
    if limits.get("required"):
        reasons.append(f"when {name} is null then 'required'")
    if "values" in field:
        said = contract.words(field)
        parameters |= {f"words_{name}": list(said), f"codes_{name}": list(said.values())}
        value = f"$codes_{name}[list_position($words_{name}, fold({name}))]"
        value = f"try_cast({value} as integer)" if kind == "integer" else value
        fault = "unknown_word"
    elif kind == "datetime":
        value, fault = _moment(name, profile, parameters), "not_a_moment"
    elif kind in ("integer", "number"):
        cast = "bigint" if kind == "integer" else "double"
        value, fault = f"try_cast(replace({name}, ',', '.') as {cast})", "not_a_number"
    else:
        return name, f"case {' '.join(reasons)} else null end" if reasons else "null::varchar"
    typed = f"{name}_typed"
    reasons.append(f"when {name} is not null and {typed} is null then '{fault}'")
    for limit, sign in (("minimum", "<"), ("maximum", ">")):
        if limit in limits:
            parameters[f"{limit}_{name}"] = limits[limit]
            cast = {"datetime": "timestamp", "integer": "bigint", "number": "double"}[kind]
            bound = f"${limit}_{name}::{cast}"
            reasons.append(f"when {typed} {sign} {bound} then 'out_of_range'")
    return value, f"case {' '.join(reasons)} else null end"


def _moment(name: str, profile: dict, parameters: dict) -> str:
    """A timestamp on the ward's clock, by the profile's format and zone where it names them."""
    value = f"parse_moment({name})"
    if "date_format" in profile:
        parameters["date_format"] = profile["date_format"]
        value = f"try_strptime({name}, $date_format)"
    if "zone" in profile:
        parameters["zone"] = profile["zone"]
        value = f"(({value}) at time zone $zone) at time zone 'Asia/Ho_Chi_Minh'"
    return value
