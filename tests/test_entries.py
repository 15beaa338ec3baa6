"""Entries as files: none is lost, none is half, and an export loads back as it was."""

import csv
import io
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest

from board.registers import entry_files, record_fields, record_places
from board.text import data_intake
from board.ui.components import downloads
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from etl.contract import contracts
from tests.checked import checked
from tests.conftest import PROJECT, slice_of
from tests.editing import RECORDS, edits
from tests.registers import LEAST, register
from tests.snapshots import ask as rows_of
from tests.snapshots import put, take

ENTERED = ("tasks", "letters", "receptions", "petitions")
HOSTILE = ["=1+1", "'=1+1", "''=a", "-2 việc", "+84 nhánh", "<b>đậm</b>", 'nói "thôi", rồi', "'x'"]


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    return tmp_path


def fields(source: str):
    return ask(current(EVERYTHING), "source_fields", source=source)


def record(source: str, key: str) -> dict[str, str]:
    """A published record as a page sees it: each own field as text."""
    own = fields(source)["field"].tolist()
    held = entry_files.records(source, current(EVERYTHING))
    found = next(record for record in held if record[own[0]] == key)
    return {name: found[name] for name in own}


LAST = """
    select
        record,
        arg_max(record_values ->> 'progress_percent', recorded_at)
            filter (changed_fields = 'progress_percent'),
        arg_max(record_values ->> 'note', recorded_at) filter (changed_fields = 'note')
    from record_changes
    group by all
    order by all
"""


@pytest.mark.parametrize("each", [RECORDS, pytest.param(100, marks=pytest.mark.long)])
def test_of_edits_by_eight_threads_in_two_processes_none_is_lost(data, each):
    rows = [{"task_id": f"NV{n}"} for n in range(RECORDS)]
    put(data, "nhiemvu_2025-06-01.csv", register("tasks", *rows))
    take(data)
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=edits, args=(process, each)) for process in (0, 1)]
    for writer in both:
        writer.start()
    for writer in both:
        writer.join(300)
    assert [writer.exitcode for writer in both] == [0, 0]
    assert len(entry_files.waiting("tasks", current(EVERYTHING))) == 2 * each
    take(data)
    assert entry_files.waiting("tasks", current(EVERYTHING)) == []
    reasons = rows_of(data, "select change_reason from record_changes order by all")
    assert reasons == sorted((f"sửa {process}-{n}",) for process in (0, 1) for n in range(each))
    # Each task was edited by either process, once or more; of both the last one stands in it.
    last = rows_of(data, LAST)
    assert len(last) == RECORDS and all(progress and note for _, progress, note in last)
    assert (
        rows_of(data, "select task_id, progress_percent::varchar, note from tasks order by all")
        == last
    )


WRITER = """
import os, sys
from board.registers import entry_files, record_fields
record = {"task_id": "1", "unit_code": "16528", "workstream": "1", "title": "x" * 100_000}
print("writes", flush=True)
while True:
    entry_files.append("tasks", record, [], "16528-01", "")
"""


def test_a_writer_that_is_killed_leaves_no_half_file_that_a_load_takes(data):
    for _ in range(3):
        first_process = subprocess.Popen(
            [sys.executable, "-c", WRITER],
            cwd=PROJECT,
            env=os.environ | {"BOARD_DATA": str(data)},
            stdout=subprocess.PIPE,
        )
        first_process.stdout.readline()
        before = len([*entry_files.folder("tasks").glob("*.csv")])
        while (
            first_process.poll() is None
            and len([*entry_files.folder("tasks").glob("*.csv")]) == before
        ):
            time.sleep(0.001)
        first_process.send_signal(signal.SIGKILL)
        first_process.wait()
    paths = [*entry_files.folder("tasks").glob("*.csv")]
    assert len(paths) >= 3  # each had written, and was writing the next
    for path in paths:
        (heading, row) = csv.reader(io.StringIO(path.read_text("utf-8")))
        assert len(row) == len(heading) and len(row[3]) == 100_000
    (entry_files.folder("tasks") / "2025-06-15T000000-half.new").write_text(
        "task_id,unit_co", "utf-8"
    )
    for path in paths:
        path.unlink()
    put(data, "nhiemvu_2025-06-01.csv", register("tasks", {}))
    assert [file["file"] for file in take(data)["files"]] == ["nhiemvu_2025-06-01.csv"]


def test_what_is_entered_is_read_as_it_was_written(data):
    put(data, "nhiemvu_2025-06-01.csv", register("tasks", {}))
    take(data)
    base = record("tasks", "1")
    for n, title in enumerate(HOSTILE):
        entry_files.append(
            "tasks", base | {"task_id": f"H{n}", "title": title}, [], "16528-01", title
        )
    waiting = entry_files.waiting("tasks", current(EVERYTHING))
    assert sorted(entry.values["title"] for entry in waiting) == sorted(HOSTILE)
    take(data)
    rows = rows_of(data, "select title from tasks where task_id like 'H%' order by task_id")
    assert rows == [(title,) for title in HOSTILE]
    assert rows_of(data, "select distinct recorded_by from record_changes") == [("16528-01",)]


def test_entries_are_one_line_a_register_among_the_files_and_all_rows_add_up(data):
    put(data, "nhiemvu_2025-06-01.csv", register("tasks", {}, {"task_id": "2"}))
    take(data)
    for note in ("a", "b", "c"):
        values = record("tasks", "1") | {"note": note}
        path = entry_files.append("tasks", values, ["note"], "16528-01", "x")
    take(data)
    loads = ask(current(EVERYTHING), "loads")
    assert loads[["rows_read", "rows_accepted", "entries"]].values.tolist() == [
        [3, 3, 3],
        [2, 2, 0],
    ]
    named = data_intake.loads_named(loads, {"tasks": "Sổ nhiệm vụ"})["file"].tolist()
    day = date.fromisoformat(path.name[:10])
    assert named[0].startswith(f"Ghi trên trang: 3 lần, lần cuối {day:%d/%m/%Y} ")
    assert named[1:] == ["nhiemvu_2025-06-01.csv"]
    assert data_intake.in_use_lines(loads) == [
        "Đang dùng: 1 tệp và 3 lần ghi trên trang, 5 dòng đã đọc: 5 nhận, 0 loại, 0 trùng."
    ]


def test_an_entry_is_of_the_wards_day_and_its_moment_is_kept(data):
    put(data, "nhiemvu_2025-06-01.csv", register("tasks", {}))
    take(data)
    path = entry_files.append("tasks", record("tasks", "1"), ["note"], "16528-01", "x")
    take(data)
    ((as_of, estimated, at),) = rows_of(
        data,
        "select as_of::varchar, as_of_is_estimated, recorded_at::varchar "
        f"from loads join record_changes using (file) where file = '{path.name}'",
    )
    assert (as_of, estimated) == (path.name[:10], False)
    assert at.startswith(path.name[:10]) and at[11:19].replace(":", "") == path.name[11:17]


FULL = {
    "tasks": {"title": "=1+1", "done_on": "14/06/2025", "progress_percent": "100", "note": "'=a"},
    "letters": {"kind": "Văn bản xin lỗi", "drafted_on": "02/06/2025", "reason": "-2 ngày"},
    "receptions": {"held_on": "03/06/2025", "people": "3", "note": "<b>"},
    "petitions": {"settled_on": "10/06/2025", "summary": "@a, b", "is_complex": "Có"},
}


@pytest.mark.parametrize("source", slice_of(ENTERED, "tasks", "letters"))
def test_an_export_loads_back_as_the_same_records(data, source, tmp_path_factory):
    key = fields_of(source)[0]
    put(data, f"so_{source}_2025-06-30.csv", register(source, {}, {key: "2"} | FULL[source]))
    take(data)
    frame = record_fields.exported(fields(source), entry_files.records(source, current(EVERYTHING)))
    assert frame.columns.tolist() == fields(source)["title"].tolist()
    text = downloads.to_csv(frame).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
    again = tmp_path_factory.mktemp("again")
    put(again, f"xuat_{source}_2025-06-30.csv", downloads.to_csv(frame))
    take(again)
    query = f"select * exclude (source_file, source_line) from {source} order by all"
    assert rows_of(again, query) == rows_of(data, query)
    assert len(rows_of(data, query)) == 2


def test_an_export_of_a_merged_unit_loads_back_with_each_record_in_its_own_unit(
    data, tmp_path_factory
):
    # 16531 is phường Quảng Châu until 30/06 and Sầm Sơn from then on; 16528 went into it too.
    number_1 = [{"petition_id": "1"}, {"petition_id": "1", "unit_code": "16531"}]
    new = {"petition_id": "2", "unit_code": "16531", "received_on": "02/07/2025"}
    put(data, "so_2025-06-30.csv", register("petitions", *number_1))
    put(data, "so_2025-07-31.csv", register("petitions", new))
    take(data)
    held = entry_files.records("petitions", current(EVERYTHING))
    frame = record_fields.exported(fields("petitions"), held)
    again = tmp_path_factory.mktemp("again")
    put(again, "xuat_2025-07-31.csv", downloads.to_csv(frame))
    take(again)
    query = "select * exclude (source_file, source_line, as_of) from petitions order by all"
    assert rows_of(again, query) == rows_of(data, query)
    assert [row[1] for row in rows_of(again, "select petition_id, unit_key from petitions")] == [
        "16528@2018-01-01",
        "16531@2018-01-01",
        "16531@2025-07-01",
    ]


def fields_of(source: str) -> list[str]:
    return list(LEAST[source])


def test_every_word_of_an_export_is_one_that_a_load_reads_as_the_same_value(data):
    from etl.contract import key

    put(data, "nhiemvu_2025-06-30.csv", register("tasks", {}))
    take(data)
    for source in ENTERED:
        contract = contracts()[source]
        for field in contract.own_fields:
            described = fields(source).set_index("field").loc[field["name"]]
            for value, word in (described["words"] or {}).items():
                assert (
                    contract.words(field).get(word, contract.words(field).get(key(word))) == value
                )


def test_a_waiting_entry_changes_what_it_names_and_a_new_one_comes_first():
    def entry(key: str, changed: str, **values: str) -> entry_files.Entry:
        record = {"task_id": key, "unit_code": "16528", "title": "cũ", "note": ""} | values
        record |= dict.fromkeys(entry_files.BOOKKEEPING, "") | {"changed_fields": changed}
        return entry_files.Entry(None, record, None)

    published = [{"task_id": "1", "unit_code": "16528", "title": "nay", "note": "", "as_of": "x"}]
    merged = record_places.with_waiting(
        published,
        [
            entry("1", "note", note="thêm"),
            entry("2", "", title="mới"),
            entry("2", "note", note="b"),
        ],
        "task_id",
    )
    assert [
        (record["task_id"], record["title"], record["note"], record["waits"]) for record in merged
    ] == [
        ("2", "mới", "b", True),
        ("1", "nay", "thêm", True),
    ]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"title": "-"}, "Nhiệm vụ: phải ghi."),
        ({"workstream": "10"}, "Mảng nội dung: không đọc được “10”."),
        ({"due_on": "2100-01-01"}, "Hạn hoàn thành: 01/01/2100 ngoài khoảng cho phép."),
        ({"due_on": "31/02"}, "Hạn hoàn thành: không đọc được “31/02”."),
        ({"progress_percent": "101"}, "Tiến độ (%): 101 ngoài khoảng cho phép."),
    ],
)
def test_a_form_refuses_what_the_contract_refuses(tasks, values, fault):
    assert record_fields.faults(fields("tasks"), record("tasks", "1")) == []
    assert record_fields.faults(fields("tasks"), record("tasks", "1") | values) == [fault]


def test_a_form_and_a_load_refuse_the_same_values(tasks, tmp_path):
    values = [
        *({"title": text} for text in ("-", "", "NULL", "Rà soát")),
        *({"workstream": text} for text in ("0", "1", "9", "10")),
        *({"due_on": day} for day in ("2100-01-01", "2025-06-30", "2025-02-31", "1899-12-31")),
        *({"progress_percent": text} for text in ("-1", "0", "100", "101", "x")),
    ]
    rows = [{"task_id": str(number)} | value for number, value in enumerate(values)]
    path = put(tmp_path, "nhiemvu_2025-06-01.csv", register("tasks", *rows))
    by_load = checked(tmp_path / "checked", path, "bad_reason is not null")
    known, whole = fields("tasks"), record("tasks", "1")
    by_form = [bool(record_fields.faults(known, whole | cell)) for cell in values]
    assert by_form == [is_bad for (is_bad,) in by_load]
    assert {True, False} == set(by_form)


def test_a_form_takes_for_nothing_what_every_register_does():
    registers = [contract for contract in contracts().values() if contract.record]
    assert {frozenset(contract.missing) for contract in registers} == {
        frozenset(record_fields.ABSENT)
    }


def test_waiting_entries_stand_as_a_load_then_publishes_them(data):
    put(data, "nhiemvu_2025-06-01.csv", register("tasks", *({"task_id": n} for n in "12")))
    take(data)
    before = entry_files.records("tasks", current(EVERYTHING))
    for key, changed, changes in (
        ("1", ["note"], {"note": "thêm", "title": "không kể"}),
        ("3", [], {"title": "mới"}),
        ("3", ["title", "note"], {"title": "mới hơn", "note": "sửa"}),
        ("1", ["title"], {"title": "đổi tên"}),
    ):
        values = record("tasks", "2") | {"task_id": key} | changes
        entry_files.append("tasks", values, changed, "16528-01", "sửa")
    waiting = entry_files.waiting("tasks", current(EVERYTHING))
    stand = record_places.with_waiting(before, waiting, "task_id")
    take(data)
    own = fields("tasks")["field"].tolist()

    def texts(records: list[dict]) -> list[list[str]]:
        return sorted([record[name] for name in own] for record in records)

    assert texts(stand) == texts(entry_files.records("tasks", current(EVERYTHING)))
    named = {row["task_id"]: (row["title"], row["note"]) for row in stand}
    assert (named["1"], named["3"]) == (("đổi tên", "thêm"), ("mới hơn", "sửa"))


@pytest.fixture(scope="module")
def tasks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tasks")
    put(folder, "nhiemvu_2025-06-01.csv", register("tasks", {}))
    take(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(folder))
        yield


def test_new_numbers_are_short_and_differ():
    made = {entry_files.new_key(date(2025, 7, 1)) for _ in range(1000)}
    assert len(made) == 1000 and all(entry_files.KEY.fullmatch(key) for key in made)
    assert {len(key) for key in made} == {9}


@pytest.mark.parametrize(
    "content",
    ["Mã,Ghi chú\n1,đã xong\n".encode("utf-16"), b"\xd0\xe3\n1\n", b"a\0b\n", b"", b"a,b\n1,2,3\n"],
)
def test_somebodys_own_file_among_entries_hides_no_entry(data, content):
    put(data, "nhiemvu_2025-06-01.csv", register("tasks", {"task_id": "NV1"}))
    take(data)
    values = record("tasks", "NV1") | {"note": "đã họp"}
    entry_files.append("tasks", values, ["note"], "16528-01", "sửa")
    (entry_files.folder("tasks") / "cua-toi.csv").write_bytes(content)
    (entry_files.folder("tasks") / "thu-muc.csv").mkdir()
    waiting = entry_files.waiting("tasks", current(EVERYTHING))
    assert [entry.values["note"] for entry in waiting] == ["đã họp"]
