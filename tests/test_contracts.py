"""The contracts: standard Table Schema, the words and headers they know, and who judges by them.

Frictionless is the oracle: it reads the same contract on its own. It knows one form of a date and
no headers but field names, so it judges canonical files; what we take besides is listed below.
"""

import csv
import json
import re
from pathlib import Path

import duckdb
import pytest
from frictionless import Resource, Schema, system
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.check import check, check_none
from etl.contract import FOLDER, contracts, key
from etl.engine import MACROS, connect
from etl.redact import add_mask_macro
from tests.conftest import loaded
from tests.snapshots import settings as of_folder

CONTRACT_REASONS = {"required", "unknown_word", "not_a_moment", "not_a_number", "out_of_range"}
GOOD = {
    "dossiers": {
        "dossier_id": "H56.14-240531-0001",
        "status_code": "4",
        "received_at": "2024-05-31T08:00:00",
    },
    "feedback": {"rated_at": "2024-05-31T08:00:00", "source": "kiosk", "overall": "3"},
    "pauses": {
        "dossier_id": "H56.14-240531-0001",
        "kind": "fee",
        "began_at": "2024-05-31T08:00:00",
    },
}


def descriptor(source: str) -> dict:
    return json.loads((FOLDER / f"{source}.json").read_text("utf-8"))


def checked(source: str, rows: list[dict], folder: Path) -> list[dict]:
    """What `check` makes of rows of text, as if they had landed under their field names."""
    landed, out = folder / "landed.parquet", folder / "checked.parquet"
    names = contracts()[source].field_names
    with duckdb.connect() as con:
        add_mask_macro(con)
        con.execute(MACROS)
        con.execute(f"create table t (line bigint, {', '.join(f'{n} varchar' for n in names)})")
        con.executemany(
            f"insert into t values ({', '.join('?' * (len(names) + 1))})",
            [[line, *(row.get(n, "") for n in names)] for line, row in enumerate(rows)],
        )
        con.execute("copy t to $landed (format parquet)", {"landed": str(landed)})
        check(con, source, {}, landed, out)
        found = con.execute("from read_parquet($out) order by line", {"out": str(out)})
        columns = [column[0] for column in found.description]
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def write(path: Path, source: str, rows: list[dict]) -> Path:
    names = contracts()[source].field_names
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def refused_by_frictionless(source: str, path: Path) -> list[tuple[int, str]]:
    """(line, field) of each cell that breaks the contract, in Frictionless's own judgement."""
    with system.use_context(trusted=True):
        schema = Schema.from_descriptor(descriptor(source))
        report = Resource(path=str(path), schema=schema).validate()
    return sorted(set(map(tuple, report.flatten(["rowNumber", "fieldName"]))))


# field, cell, the reason worked out by hand (None: the contract takes it)
CELLS = {
    "dossiers": [
        ("dossier_id", "", "required"),
        ("dossier_id", "NULL", "required"),
        ("dossier_id", "-", "required"),
        ("unit_code", "Quảng Thọ", None),
        ("procedure_code", "1.001190", None),
        ("channel", "", None),
        ("channel", "online", None),
        ("channel", "postal", None),
        ("channel", "fax", "unknown_word"),
        ("channel", "1.5", "unknown_word"),
        ("status_code", "", "required"),
        ("status_code", "null", "required"),
        ("status_code", "1", None),
        ("status_code", "10", None),
        ("status_code", "04", None),
        ("status_code", "0", "unknown_word"),
        ("status_code", "11", "unknown_word"),
        ("status_code", "-1", "unknown_word"),
        ("status_code", "4.5", "unknown_word"),
        ("status_code", "xong", "unknown_word"),
        ("submitted_at", "2000-01-01T00:00:00", None),
        ("submitted_at", "1999-12-31T23:59:59", "out_of_range"),
        ("due_at", "2099-12-31T23:59:59", None),
        ("due_at", "2100-01-01T00:00:00", "out_of_range"),
        ("due_at", "0024-05-31T00:00:00", "out_of_range"),
        ("due_at", "2024-02-29T00:00:00", None),
        ("due_at", "2023-02-29T00:00:00", "not_a_moment"),
        ("due_at", "2024-13-01T00:00:00", "not_a_moment"),
        ("due_at", "2024-05-31T25:00:00", "not_a_moment"),
        ("due_at", "2024-05-31T23:60:00", "not_a_moment"),
        ("due_at", "mai", "not_a_moment"),
        ("due_at", "454430", "not_a_moment"),
        ("supplement_requests", "0", None),
        ("supplement_requests", "99", None),
        ("supplement_requests", "100", "out_of_range"),
        ("supplement_requests", "-1", "out_of_range"),
        ("supplement_requests", "1.5", "not_a_number"),
        ("supplement_requests", "1e2", "not_a_number"),
        ("supplement_requests", "0x10", "not_a_number"),
        ("supplement_requests", "hai", "not_a_number"),
        ("paused_days", "1.5", None),
        ("paused_days", "-0.5", "out_of_range"),
        ("paused_days", "10000", "out_of_range"),
        ("paused_days", "1.2.3", "not_a_number"),
        ("paused_days", "nan", "not_a_number"),
        ("paused_days", "Infinity", "not_a_number"),
        ("neighbourhood", "Tổ dân phố 3", None),
    ],
    "feedback": [
        ("rated_at", "", "required"),
        ("rated_at", "31", "not_a_moment"),
        ("rated_at", "1999-05-31T08:00:00", "out_of_range"),
        ("source", "", "required"),
        ("source", "survey", None),
        ("source", "phone", "unknown_word"),
        ("scale", "3", None),
        ("scale", "5", None),
        ("scale", "4", "unknown_word"),
        ("scale", "ba", "unknown_word"),
        ("overall", "", None),
        ("comment", "Cán bộ nhiệt tình", None),
    ],
    "pauses": [
        ("dossier_id", "", "required"),
        ("kind", "", "required"),
        ("kind", "supplement", None),
        ("kind", "pause", None),
        ("kind", "rest", "unknown_word"),
        ("began_at", "", "required"),
        ("began_at", "1999-12-31T00:00:00", "out_of_range"),
        ("began_at", "hôm qua", "not_a_moment"),
        ("ended_at", "", None),
        ("ended_at", "2024-06-31T00:00:00", "not_a_moment"),
        ("ended_at", "2100-01-01T00:00:00", "out_of_range"),
        ("reason", "Thiếu giấy tờ", None),
    ],
}


@pytest.mark.parametrize("source", CELLS)
def test_frictionless_and_a_load_refuse_the_same_rows_of_the_same_file(source, tmp_path):
    rows = [GOOD[source] | {field: cell} for field, cell, _ in CELLS[source]]
    more = 5 * len(rows)  # enough sound rows, or the whole file is refused
    path = write(tmp_path / "tep_2024-06-30.csv", source, [*rows, *[GOOD[source]] * more])
    expected = [(n + 2, field) for n, (field, _, reason) in enumerate(CELLS[source]) if reason]
    assert refused_by_frictionless(source, path) == expected

    summary = loaded(tmp_path / "data", str(path))
    snapshot = tmp_path / "data" / "warehouse" / f"{summary['snapshot']}.duckdb"
    with duckdb.connect(str(snapshot), read_only=True) as con:
        ours = con.execute('select line, "column" from rejected_rows order by all').fetchall()
    assert ours == expected


@pytest.mark.parametrize("source", CELLS)
def test_each_refused_cell_has_its_reason(source, tmp_path):
    rows = [GOOD[source] | {field: cell} for field, cell, _ in CELLS[source]]
    found = [row["bad_reason"] for row in checked(source, rows, tmp_path)]
    assert found == [reason for _, _, reason in CELLS[source]]


@pytest.mark.parametrize(
    ("field", "cell", "typed"),
    [
        # What we take and Frictionless, with one form a type, does not.
        ("status_code", "4.0", 4),
        ("status_code", "Đang xử lý", 4),
        ("supplement_requests", "2,0", 2),
        ("paused_days", "1,5", 1.5),
        ("channel", "Trực tuyến", "online"),
        ("channel", "2.0", "online"),
        ("channel", " online\u00a0", "online"),
        ("due_at", "31/05/2024 14:05", "2024-05-31 14:05:00"),
        ("due_at", "2024-05-31", "2024-05-31 00:00:00"),
        ("due_at", "01/01/0001", None),
        ("due_at", "1900-01-01T00:00:00", None),
    ],
)
def test_what_systems_write_besides_the_canonical_form_is_taken(field, cell, typed, tmp_path):
    (row,) = checked("dossiers", [GOOD["dossiers"] | {field: cell}], tmp_path)
    assert row["bad_reason"] is None
    assert (str(row[field]) if field == "due_at" and row[field] else row[field]) == typed


FRACTIONS = st.builds("{}.{:02}".format, st.integers(-5, 12000), st.integers(1, 99))
NUMBERS = st.integers(-3, 200).map(str) | FRACTIONS
MOMENTS = (
    st.datetimes()
    .map(lambda moment: moment.isoformat(timespec="seconds"))
    # These days are how systems write "none".
    .filter(lambda cell: not cell.startswith(("0001-01-01", "1899-12-30", "1900-01-01")))
)


def spoiled(field: dict) -> st.SearchStrategy[tuple[str, str]]:
    """A field and a canonical cell of it, good or bad."""
    listed = [str(value) for value in field.get("constraints", {}).get("enum", [])]
    cells = st.sampled_from(["", "-", "NULL", "x", *listed])
    if field["type"] == "datetime":
        cells |= MOMENTS  # a number is a day there, counted as spreadsheets count
    elif field["type"] != "string":  # a listed text also knows the numbers 1, 2, 3
        cells |= NUMBERS
    return cells.map(lambda cell: (field["name"], cell))


@pytest.mark.parametrize("source", CELLS)
@settings(max_examples=10)
@given(data=st.data())
def test_any_canonical_cell_is_judged_as_frictionless_judges_it(source, data, tmp_path_factory):
    folder = tmp_path_factory.mktemp(source)
    fields = [field for field in contracts()[source].fields if "levels" not in field]
    cells = data.draw(st.lists(st.one_of(map(spoiled, fields)), min_size=30, max_size=60))
    rows = [GOOD[source] | dict([cell]) for cell in cells]
    ours = [
        (line, row["bad_field"])
        for line, row in enumerate(checked(source, rows, folder), start=2)
        if row["bad_reason"] in CONTRACT_REASONS
    ]
    assert ours == refused_by_frictionless(source, write(folder / "t.csv", source, rows))


@pytest.mark.parametrize("source", sorted(contracts()))
def test_a_contract_is_a_valid_table_schema_of_plain_names_that_share_no_header(source):
    assert Schema.validate_descriptor(descriptor(source)).valid
    contract = contracts()[source]
    # Field names are the one thing of a contract that is written into SQL.
    assert [n for n in contract.field_names if not re.fullmatch(r"[a-z][a-z0-9_]*", n)] == []
    headers = {
        (key(header), field["name"])
        for field in contract.fields
        for header in (field["name"], field["title"], *field.get("aliases", ()))
    }
    assert len(headers) == len({folded for folded, _ in headers})
    assert {key(header) for header in contract.personal}.isdisjoint(contract.header_keys)


@pytest.mark.parametrize("source", sorted(contracts()))
def test_a_source_without_files_has_the_columns_of_its_checked_files(source, tmp_path):
    """What is worked out of no rows is `null` of the same types in the same order."""
    landed, checked_rows, none = (tmp_path / f"{name}.parquet" for name in ("a", "b", "c"))
    fields = ", ".join(f"null::varchar as {name}" for name in contracts()[source].field_names)
    with connect(of_folder(tmp_path), tmp_path) as con:
        con.execute(
            f"copy (select null::bigint as line, {fields} limit 0) to $out (format parquet)",
            {"out": str(landed)},
        )
        check(con, source, {}, landed, checked_rows)
        check_none(con, source, none)
        described = [
            con.execute("describe from read_parquet($path)", {"path": str(path)}).fetchall()
            for path in (checked_rows, none)
        ]
    assert described[0] == described[1] and len(described[0]) > len(fields.split(","))


def test_a_contract_that_check_could_not_keep_is_refused(tmp_path, monkeypatch):
    broken = descriptor("feedback")
    broken["fields"][0]["constraints"] = {"pattern": "[0-9]+"}
    (tmp_path / "feedback.json").write_text(json.dumps(broken), "utf-8")
    monkeypatch.setattr("etl.contract.FOLDER", tmp_path)
    with pytest.raises(ValueError, match="rating_id: no check for \\['pattern'\\]"):
        contracts.__wrapped__()
