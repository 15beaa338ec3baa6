"""A real export of another system, loaded by its profile alone, against that system's verdicts.

The file holds street addresses, so it stands beside the project and not in it; where it is absent
these tests are skipped.
"""

import csv
from datetime import datetime

import duckdb
import pytest

from tests.conftest import PROJECT, loaded

REAL = PROJECT.parent / "shared" / "real" / "service_requests_2016.csv"
PROFILE = PROJECT / "docs" / "profiles" / "service_requests_2016.toml"
AS_OF = "2022-09-16"  # the day after the last close in the file
ROWS = 7494


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    """The file as Python's csv module reads it: nothing of the ETL stands between."""
    if not REAL.is_file():
        pytest.skip("the real file is not here")
    with REAL.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def real(rows, tmp_path_factory):
    """The data folder and the summary of a load of the file."""
    data = tmp_path_factory.mktemp("real")
    return data, loaded(data, "--profile", str(PROFILE), "--as-of", AS_OF, str(REAL))


@pytest.fixture(scope="module")
def con(real):
    data, summary = real
    path = data / "warehouse" / f"{summary['snapshot']}.duckdb"
    with duckdb.connect(str(path), read_only=True) as con:
        yield con


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M:%S")


def test_every_row_loads_or_is_rejected_for_closing_before_it_opened(rows, real, con):
    impossible = [
        (
            "service_requests_2016.csv",
            line,
            "closed_dt",
            "Ngày kết thúc xử lý trước ngày tiếp nhận.",
        )
        for line, row in enumerate(rows, start=2)
        if row["closed_dt"] and moment(row["closed_dt"]) < moment(row["open_dt"])
    ]
    assert len(impossible) == 5
    rejected = con.execute('select file, line, "column", reason from rejected_rows').fetchall()
    assert sorted(rejected) == impossible
    (file,) = real[1]["files"]
    assert (file["rows_read"], file["rows_accepted"]) == (ROWS, ROWS - 5)
    assert (file["rows_rejected"], file["rows_duplicate"]) == (5, 0)
    assert len(rows) == ROWS


def test_every_value_arrives_as_the_file_has_it(rows, con):
    channels = {
        "Constituent Call": "counter",
        "City Worker App": "counter",
        "Employee Generated": "counter",
        "Citizens Connect App": "online",
        "Self Service": "online",
        "Twitter": "online",
    }

    def text(value: str) -> str | None:
        return value.strip() or None

    def when(value: str) -> datetime | None:
        return moment(value) if value else None

    expected = {
        row["case_enquiry_id"]: (
            line,
            row["department"],
            row["type"],
            row["reason"],
            channels[row["source"]],
            {"Open": 4, "Closed": 9}[row["case_status"]],
            when(row["open_dt"]),
            when(row["sla_target_dt"]),
            when(row["closed_dt"]),
            text(row["neighborhood"]),
        )
        for line, row in enumerate(rows, start=2)
        if not row["closed_dt"] or moment(row["closed_dt"]) >= moment(row["open_dt"])
    }
    arrived = con.execute(
        "select dossier_id, source_line, unit_code, procedure, field, channel, status_code, "
        "received_at, due_at, finished_at, neighbourhood from dossiers"
    ).fetchall()
    found = {row[0]: row[1:] for row in arrived}
    assert found.keys() == expected.keys()
    # To show how all differ would take pytest minutes.
    assert [(row, expected[code]) for code, row in found.items() if row != expected[code]][:5] == []


def test_our_verdict_is_the_citys_but_where_dates_and_the_clock_differ(rows, con):
    """A finish after the hour of the target, on the target's own day, is late by the clock and
    on time by dates (the province's rule compares dates, never times)."""
    judged = [row for row in rows if row["sla_target_dt"] and row["closed_dt"]]
    by_clock_only = {
        row["case_enquiry_id"]
        for row in judged
        if moment(row["closed_dt"]) > moment(row["sla_target_dt"])
        and moment(row["closed_dt"]).date() == moment(row["sla_target_dt"]).date()
    }
    ours = dict(
        con.execute(
            "select dossier_id, if(finished_at::date > due_at::date, 'OVERDUE', 'ONTIME') "
            "from dossiers where due_at is not null and finished_at is not null"
        ).fetchall()
    )
    judged = [row for row in judged if moment(row["closed_dt"]) >= moment(row["open_dt"])]
    assert ours.keys() == {row["case_enquiry_id"] for row in judged}
    differing = {
        row["case_enquiry_id"]: (ours[row["case_enquiry_id"]], row["on_time"])
        for row in judged
        if ours[row["case_enquiry_id"]] != row["on_time"]
    }
    assert differing == dict.fromkeys(by_clock_only, ("ONTIME", "OVERDUE"))
    assert (len(ours), len(by_clock_only)) == (3922, 25)
    assert list(ours.values()).count("OVERDUE") == 78


def test_the_days_that_the_calendar_does_not_cover_are_said_not_guessed(rows, real, con):
    closed = sum(bool(row["closed_dt"]) for row in rows) - 5
    assert con.execute(
        "select count(*) from dossiers where working_days is not null"
    ).fetchone() == (0,)
    outside = [w["rows"] for w in real[1]["warnings"] if w["code"] == "outside_calendar"]
    assert outside == [closed]


def test_no_address_of_the_file_stands_anywhere_in_what_a_load_leaves(rows, real, con):
    data = real[0]
    places = {row[c].strip() for row in rows for c in ("location", "location_street_name")}
    # A house number and a street; every seventh of them, so that the search stays short.
    addresses = [a for a in sorted(places) if a[:1].isdigit() and len(a) > 8][::7]
    assert len(addresses) > 500

    texts = _texts_of(con)
    for parquet in data.rglob("*.parquet"):
        with duckdb.connect() as reading:
            reading.execute("create table t as from read_parquet($path)", {"path": str(parquet)})
            texts |= _texts_of(reading)
    kept = "\n".join(texts)
    assert "Dorchester" in kept  # the search finds what is there: neighbourhoods are kept
    assert [address for address in addresses if address in kept] == []

    files = [path for path in data.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".duckdb", ".parquet", ".json"}
    raw = b"\n".join(path.read_bytes() for path in files)
    assert b"service_requests_2016.csv" in raw
    assert [address for address in addresses[::10] if address.encode() in raw] == []


def _texts_of(con) -> set[str]:
    """Every distinct text in every table, lists and maps included."""
    columns = con.execute(
        "select schema_name || '\".\"' || table_name, column_name from duckdb_columns() "
        "where not internal"
    ).fetchall()
    return {
        text
        for table, column in columns
        for (text,) in con.execute(
            f'select distinct "{column}"::varchar from "{table}" where "{column}" is not null'
        ).fetchall()
    }
