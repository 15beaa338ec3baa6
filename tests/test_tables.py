"""The tables and columns on which board/ and others rely, pinned with their types."""

import re

import pytest

from tests.snapshots import PAUSE, RATING, ask, csv_of, put, take

PINNED = {
    "dossiers": {
        "dossier_id": "VARCHAR",
        "unit_code": "VARCHAR",
        "procedure_code": "VARCHAR",
        "procedure": "VARCHAR",
        "field": "VARCHAR",
        "channel": "VARCHAR",
        "status_code": "TINYINT",
        "submitted_at": "TIMESTAMP",
        "received_at": "TIMESTAMP",
        "due_at": "TIMESTAMP",
        "first_due_at": "TIMESTAMP",
        "due_changes": "INTEGER",
        "due_moved_late": "BOOLEAN",
        "finished_at": "TIMESTAMP",
        "finish_is_estimated": "BOOLEAN",
        "returned_at": "TIMESTAMP",
        "settled_on": "DATE",
        "first_seen_on": "DATE",
        "settled_seen_on": "DATE",
        "supplement_requests": "INTEGER",
        "paused_days": "DOUBLE",
        "overdue_reason": "VARCHAR",
        "officer": "VARCHAR",
        "neighbourhood": "VARCHAR",
        "topic": "VARCHAR",
        "working_days": "DOUBLE",
        "source_file": "VARCHAR",
        "source_line": "BIGINT",
        "as_of": "DATE",
    },
    "feedback": {
        "rated_at": "TIMESTAMP",
        "unit_code": "VARCHAR",
        "dossier_id": "VARCHAR",
        "officer": "VARCHAR",
        "source": "VARCHAR",
        "scale": "TINYINT",
        "overall": "TINYINT",
        "attitude": "TINYINT",
        "access": "TINYINT",
        "procedure": "TINYINT",
        "staff": "TINYINT",
        "result": "TINYINT",
        "complaint_handling": "TINYINT",
        "reason": "VARCHAR",
        "comment": "VARCHAR",
        "source_file": "VARCHAR",
        "source_line": "BIGINT",
    },
    "pauses": {
        "dossier_id": "VARCHAR",
        "kind": "VARCHAR",
        "began_at": "TIMESTAMP",
        "ended_at": "TIMESTAMP",
        "reason": "VARCHAR",
        "working_days": "DOUBLE",
        "source_file": "VARCHAR",
        "source_line": "BIGINT",
        "as_of": "DATE",
        "unit_key": "VARCHAR",
    },
    "events": {
        "day": "DATE",
        "unit_code": "VARCHAR",
        "measure": "VARCHAR",
        "rebase": "BOOLEAN",
        "reason": "VARCHAR",
        "note": "VARCHAR",
    },
    "meetings": {
        "held_on": "DATE",
        "unit_code": "VARCHAR",
        "body": "VARCHAR",
        "note": "VARCHAR",
    },
    "owners": {
        "measure": "VARCHAR",
        "unit_code": "VARCHAR",
        "field": "VARCHAR",
        "owner": "VARCHAR",
        "valid_from": "DATE",
        "valid_to": "DATE",
    },
    "comment_themes": {"theme": "VARCHAR", "word": "VARCHAR"},
    "rejected_rows": {
        "source": "VARCHAR",
        "file": "VARCHAR",
        "line": "BIGINT",
        "column": "VARCHAR",
        "value": "VARCHAR",
        "reason": "VARCHAR",
    },
    "loads": {
        "file": "VARCHAR",
        "sha256": "VARCHAR",
        "as_of": "DATE",
        "rows_read": "BIGINT",
        "rows_accepted": "BIGINT",
        "rows_rejected": "BIGINT",
        "rows_duplicate": "BIGINT",
    },
}
EXTRA = {
    "dossiers": {
        *("unit_key", "finished_without_date"),
        *("late_when_paused", "late_when_withdrawn", "missed_due_on"),
    },
    "feedback": {"unit_key", "field", "procedure_key", "channel", "is_own"},
    "pauses": {"field", "procedure_key", "topic", "channel", "is_begun_on_last_day"},
    "events": set(),
    "meetings": set(),
    "owners": {"note"},
    "comment_themes": set(),
    "rejected_rows": set(),
    "loads": {
        "source",
        "original_sha256",
        "as_of_is_estimated",
        "dropped_columns",
        "rows_found",
        "rows_not_data",
    },
}
BAD_DOSSIERS = [
    {"id": ""},
    {"status": "Chờ xem"},
    {"received": "31/06/2025"},
    {"due": "01/06/1925"},
    {"received": ""},
    {"status": "9", "finished": "01/06/2025"},
    {"paused": "hai"},
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A data folder into which every table got a row, and every reason rejected one."""
    data = tmp_path_factory.mktemp("tables")
    put(
        data,
        "hoso_2025-06-30.csv",
        csv_of({}, *BAD_DOSSIERS) + '"8","16528"\n"1","2"x\n' + '"9",' + '"",' * 8 + "1\n",
    )
    put(data, "danhgia_2025-06-30.csv", csv_of({}, {"overall": "8"}, but=RATING))
    put(data, "tamdung_2025-06-30.csv", csv_of({}, {"ended": "02/06/2025"}, but=PAUSE))
    take(data, reject_limit=1.0)
    return data


@pytest.mark.parametrize("table", PINNED)
def test_a_table_has_its_pinned_columns_in_order_with_their_types(data, table):
    found = {name: kind for name, kind, *_ in ask(data, f"describe {table}")}
    assert {name: found.pop(name, None) for name in PINNED[table]} == PINNED[table]
    assert set(found) == EXTRA[table]
    assert ask(data, f"select count(*) > 0 from {table}") == [(True,)]


def test_the_pinned_tables_are_there_when_nothing_is_in_them(tmp_path):
    put(tmp_path, "danhgia_2025-06-30.csv", csv_of({}, but=RATING))
    take(tmp_path)
    found = {name: kind for name, kind, *_ in ask(tmp_path, "describe dossiers")}
    assert {name: found.get(name) for name in PINNED["dossiers"]} == PINNED["dossiers"]
    assert ask(tmp_path, "select count(*) from dossiers") == [(0,)]


def test_codes_stand_in_english_and_fields_in_vietnamese(data):
    assert ask(data, "select channel, field, status_code from dossiers") == [
        ("counter", "Chưa rõ", 4)
    ]
    assert ask(data, "select source, scale, overall from feedback") == [("slip", 3, 2)]


def test_every_rejected_row_has_its_line_and_a_vietnamese_column_and_sentence(data):
    rows = ask(data, 'select source, file, line, "column", value, reason from rejected_rows')
    assert len(rows) == len(BAD_DOSSIERS) + 3 + 1 + 1
    assert {(row[0], row[1]) for row in rows} == {
        ("dossiers", "hoso_2025-06-30.csv"),
        ("feedback", "danhgia_2025-06-30.csv"),
        ("pauses", "tamdung_2025-06-30.csv"),
    }
    assert [row[2] for row in rows if row[0] == "dossiers"] == list(range(3, 13))
    for _, _, _, column, _, reason in rows:
        assert column is None or column[0].isupper()
        assert reason[0].isupper() and reason.endswith(".")
        assert re.search(r"[à-ỹđ]", reason), reason
    assert {row[3] for row in rows} == {
        None, "Mã hồ sơ", "Trạng thái", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý",
        "Số ngày tạm dừng", "Đánh giá chung", "Ngày kết thúc tạm dừng",
    }  # fmt: skip


def test_the_counts_of_each_file_add_up(data):
    counts = "rows_read, rows_accepted, rows_rejected, rows_duplicate"
    assert ask(data, f"select source, {counts} from loads order by 1") == [
        ("dossiers", 11, 1, 10, 0),
        ("feedback", 2, 1, 1, 0),
        ("pauses", 2, 1, 1, 0),
    ]
