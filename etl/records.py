"""Registers: sources whose rows are states of records that change, by files and by entries.

For each such source the build finds two temporary tables that its own query may use:
`<source>_states`, one row a state in the order of their moments, and `<source>_records`, one
row a record, each field as the last state that names it says. So two people who change different
fields of one record lose nothing, in whatever order their entries arrive.
"""

import duckdb

from etl.contract import ENTRY, SQL, Contract, contracts

WITH_ROWS = (
    *("named", "with_unit", "carried", "numbered", "states", "duplicates", "same_day_rows"),
    *("source_files", "kept_on_page", "record_changes", "records", "entry_conflicts"),
)
WITHOUT_ROWS = ("no_states", "no_records")
BOOKKEEPING = [field["name"] for field in ENTRY]


def registers() -> list[Contract]:
    """The contracts of the sources that are registers."""
    return [contract for contract in contracts().values() if contract.record]


def make_records(con: duckdb.DuckDBPyConnection, contract: Contract, has_rows: bool) -> None:
    """Makes `<source>_states` and `<source>_records`, and adds identical rows to `duplicates`;
    without rows where no file is of the register.

    A state counts from the moment of its entry, or from the beginning of the day of its file: on
    one day an entry, which a person made with a reason, goes over a file. A register has fields and
    keys of its own, so the queries have places for names out of the contract, and only for these.
    """
    record, own = contract.record, _own(contract)
    numbered_by = record.get("numbered_by")
    queries = WITH_ROWS if has_rows else WITHOUT_ROWS
    if has_rows and numbered_by:
        queries = (*queries, "unclear_years")
    for query in queries:
        con.execute(
            (SQL / "records" / f"{query}.sql")
            .read_text("utf-8")
            .replace("<source>", contract.source)
            .replace("<key>", ", ".join(record["key"]))
            .replace("<dated_by>", ", ".join(record["dated_by"]))
            .replace("<numbered_by>", ", ".join(numbered_by or ["null"]))
            .replace("<fields>", ",\n    ".join(f"{_newest(name)} as {name}" for name in own))
            .replace("<own_fields>", ", ".join(own))
            .replace("<last_day>", _last_day(record.get("ends")))
            .replace("<is_void>", _newest("is_void"))
            .replace("<names>", ", ".join(f"'{name}'" for name in own))
        )


def _own(contract: Contract) -> list[str]:
    """The fields of a record but for its key and its unit, which tell it apart."""
    apart = {*contract.record["key"], "unit_code", *BOOKKEEPING}
    return [field["name"] for field in contract.fields if field["name"] not in apart]


def _last_day(ends: str | None) -> str:
    """The last day of a record that lasts, far away while it is open; null for one of its day."""
    return f"coalesce({ends}, date '9999-12-31')" if ends else "null::date"


def _newest(name: str) -> str:
    """A field as the last state that names it says; a struct, for arg_max passes over nulls."""
    named = f"changed is null or list_contains(changed, '{name}')"
    return f"struct_extract(arg_max({{'value': {name}}}, turn) filter ({named}), 'value')"
