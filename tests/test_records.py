"""Registers: records from files and from entries, field by field; nothing of a person kept."""

import duckdb
import pytest

from etl.build import full
from etl.contract import contracts
from etl.load import rebuild
from etl.progress import Progress
from etl.records import make_records, registers
from tests.registers import LEAST, register
from tests.snapshots import ask, csv_of, put, settings, take

TASKS = "Mã nhiệm vụ,Đơn vị,Mảng nội dung,Nhiệm vụ,Hạn hoàn thành,Ngày hoàn thành,Tiến độ (%)\n"
ENTRY = (
    "task_id,unit_code,workstream,title,due_on,done_on,progress_percent,is_void,"
    "recorded_at,recorded_by,change_reason,changed_fields\n"
)
TASK_ROW = (
    "1,16528,1,Rà soát quy trình,2025-06-15,{done},{progress},{void},{at},{by},{why},{fields}\n"
)
PETITIONS = (
    "Mã đơn,Đơn vị,Loại đơn,Ngày nhận đơn,Ngày giải quyết xong,Nội dung đơn,Mã hồ sơ,Họ tên\n"
)


def entry(at, fields, done="", progress="", by="16528-01", why="đã làm", void=""):
    result = dict(at=at, done=done, progress=progress, by=by, why=why, void=void)
    return ENTRY + TASK_ROW.format(fields=f'"{fields}"', **result)


def tasks(data):
    return ask(
        data, "select task_id, due_on::varchar, done_on::varchar, progress_percent from tasks"
    )


def test_a_register_takes_its_own_template_and_has_a_table_of_its_own_name(tmp_path):
    for source in LEAST:
        put(tmp_path, f"{source}_2025-06-30.csv", register(source, {}))
    files = take(tmp_path)["files"]
    assert sorted((file["source"], file["rows_accepted"]) for file in files) == [
        (source, 1) for source in sorted(LEAST)
    ]
    for source in LEAST:
        key = contracts()[source].record["key"][0]
        assert ask(tmp_path, f"select {key}, unit_code, unit_key from {source}") == [
            (LEAST[source][key], "16528", "16528@2018-01-01")
        ]
    known = ask(tmp_path, "select source, unit_key from coverage order by all")
    assert known == [(source, "16528@2018-01-01") for source in sorted(LEAST)]


def test_every_register_is_in_this_test():
    assert [contract.source for contract in registers()] == sorted(LEAST)


def test_entries_that_change_different_fields_of_one_record_lose_nothing(tmp_path):
    put(tmp_path, "nhiemvu_2025-06-01.csv", TASKS + "1,16528,1,Rà soát quy trình,15/06/2025,,20\n")
    # Both saw 20 percent and no end; the earlier one says what was done, the later one how far.
    put(tmp_path, "a_2025-06-10.csv", entry("2025-06-10T09:00:00", "done_on", done="2025-06-09"))
    put(
        tmp_path,
        "b_2025-06-10.csv",
        entry("2025-06-10T09:00:01", "progress_percent", progress="90"),
    )
    take(tmp_path)
    assert tasks(tmp_path) == [("1", "2025-06-15", "2025-06-09", 90)]
    assert ask(
        tmp_path,
        "select record, recorded_at::varchar, recorded_by, change_reason, changed_fields "
        "from record_changes order by recorded_at",
    ) == [
        ("1", "2025-06-10 09:00:00", "16528-01", "đã làm", "done_on"),
        ("1", "2025-06-10 09:00:01", "16528-01", "đã làm", "progress_percent"),
    ]


@pytest.mark.parametrize(
    ("order", "loads"),  # each pair either way
    [((0, 1, 2), "in one load"), ((2, 1, 0), "each in its own"), ((1, 2, 0), "in one load")],
)
def test_the_order_in_which_files_and_entries_arrive_does_not_matter(tmp_path, order, loads):
    files = [
        ("nhiemvu_2025-06-01.csv", TASKS + "1,16528,1,Rà soát quy trình,15/06/2025,,20\n"),
        # On one day an entry goes over a file, whenever it was made.
        ("nhiemvu_2025-06-10.csv", TASKS + "1,16528,1,Rà soát quy trình,20/06/2025,,40\n"),
        ("e_2025-06-10.csv", entry("2025-06-10T07:00:00", "progress_percent", progress="60")),
    ]
    paths = [put(tmp_path, *files[place]) for place in order]
    for arrived in [paths] if loads == "in one load" else [[path] for path in paths]:
        take(tmp_path, *arrived)
    assert tasks(tmp_path) == [("1", "2025-06-20", None, 60)]


def test_a_row_of_a_file_that_an_entry_of_the_same_day_contradicts_is_counted(tmp_path):
    rows = "1,16528,1,Rà soát quy trình,15/06/2025,,20\n2,16528,1,Rà soát,15/06/2025,,20\n"
    put(tmp_path, "nhiemvu_2025-06-10.csv", TASKS + rows)
    put(tmp_path, "nhiemvu_2025-06-11.csv", TASKS + rows)  # of another day: nothing to say
    put(tmp_path, "a.2025-06-10.csv", entry("2025-06-10T09:00:00", "done_on,progress_percent"))
    warnings = take(tmp_path)["warnings"]
    assert [(w["detail"], w["rows"]) for w in warnings if w["code"] == "entry_overrules_file"] == [
        ("nhiemvu_2025-06-10.csv", 1)  # task 1 has 20 percent there, and none in the entry
    ]


def test_an_entry_that_says_what_the_file_of_its_day_says_contradicts_nothing(tmp_path):
    put(tmp_path, "nhiemvu_2025-06-10.csv", TASKS + "1,16528,1,Rà soát,15/06/2025,,20\n")
    # It named the title otherwise, but changed only the progress.
    result = entry("2025-06-10T09:00:00", "progress_percent", progress="20")
    put(tmp_path, "a_2025-06-10.csv", result)
    assert [w["code"] for w in take(tmp_path)["warnings"]] == []


def test_what_an_export_guards_against_a_spreadsheet_is_read_as_it_was(tmp_path):
    titles = ["'=1+1", "''=1+1", "'Rà soát", "'- việc", "=1+1"]
    rows = [f"{n},16528,1,{title},15/06/2025,,\n" for n, title in enumerate(titles)]
    put(tmp_path, "nhiemvu_2025-06-10.csv", TASKS + "".join(rows))
    take(tmp_path)
    assert ask(tmp_path, "select title from tasks order by task_id") == [
        ("=1+1",),
        ("'=1+1",),
        ("'Rà soát",),
        ("- việc",),
        ("=1+1",),
    ]


def test_a_cell_that_an_entry_empties_is_empty_and_a_void_record_is_gone_but_logged(tmp_path):
    put(tmp_path, "nhiemvu_2025-06-01.csv", TASKS + "1,16528,1,Rà soát,15/06/2025,05/06/2025,100\n")
    put(tmp_path, "a_2025-06-10.csv", entry("2025-06-10T09:00:00", "done_on,progress_percent"))
    take(tmp_path)
    assert tasks(tmp_path) == [("1", "2025-06-15", None, None)]
    put(tmp_path, "b_2025-06-11.csv", entry("2025-06-11T09:00:00", "is_void", void="yes"))
    take(tmp_path)
    assert tasks(tmp_path) == []
    assert ask(tmp_path, "select count(*), count(*) filter (is_void) from record_changes") == [
        (2, 1)
    ]


def test_two_units_may_number_alike_and_an_old_name_means_the_unit_that_it_was(tmp_path):
    rows = "1,Quảng Thọ,1,Việc,15/06/2025,,\n1,Quảng Châu,1,Việc,15/06/2025,,\n"
    rows += "1,Sầm Sơn,1,Việc,15/07/2025,,\n"
    put(tmp_path, "nhiemvu_2025-07-31.csv", TASKS + rows)
    take(tmp_path)
    assert ask(tmp_path, "select unit_key from tasks order by all") == [
        ("16528@2018-01-01",),
        ("16531@2018-01-01",),
        ("16531@2025-07-01",),
    ]


def test_of_what_a_merged_unit_exports_under_its_own_code_only_a_known_number_is_the_old_units(
    tmp_path,
):
    def tasks_file(*rows: str) -> str:
        return TASKS + "".join(f"{row},,\n" for row in rows)

    before = ["1,16528,1,Việc,15/06/2025", "2,16528,1,Việc,15/06/2025", "2,16534,1,Việc,15/06/2025"]
    before += ["3,16528,1,Việc,15/06/2025", "3,14830,1,Việc,15/06/2025"]
    before += ["5,16528,1,Việc,15/06/2025"]
    put(tmp_path, "nhiemvu_2025-06-30.csv", tasks_file(*before))
    # 16531 is Sầm Sơn's, which 16528 and 14830 went into and 16534 did not; it was Quảng Châu's.
    after = ["1,16531,1,của 16528", "2,16531,1,của 16528", "3,16531,1,của ai?", "4,16531,1,mới?"]
    after += ["5,16528,1,của 16528", "5,16531,1,không phải của 16528"]
    put(tmp_path, "nhiemvu_2025-07-31.csv", tasks_file(*(f"{row},15/06/2025" for row in after)))
    warnings = take(tmp_path)["warnings"]
    assert ask(tmp_path, "select task_id, unit_code, title from tasks order by all") == [
        ("1", "16528", "của 16528"),
        ("2", "16528", "của 16528"),
        ("2", "16534", "Việc"),
        ("3", "14830", "Việc"),
        ("3", "16528", "Việc"),
        ("3", "16531", "của ai?"),
        ("4", "16531", "mới?"),
        ("5", "16528", "của 16528"),
        ("5", "16531", "không phải của 16528"),
    ]
    doubts = [(w["detail"], w["rows"]) for w in warnings if w["code"] == "carried_from_old_unit"]
    assert doubts == [("nhiemvu_2025-07-31.csv", 3)]


def test_a_denunciation_is_counted_and_nothing_else_of_it_is_ever_written(tmp_path):
    rows = [
        "7,16528,Tố cáo,02/06/2025,,Ông Hải tố cáo,H56.14-240531-0001,Trần Thị Lan",
        "8,16528,TỐ CÁO,02/06/2025,20/06/2025,Bà Mai tố cáo,,Lê Văn Tám",
        "9,16528,Phản ánh,03/06/2025,,Đường hỏng,,Hồ Bảy",
    ]
    put(tmp_path, "don_2025-06-15.csv", PETITIONS + rows[0] + "\n" + rows[2] + "\n")
    put(tmp_path, "don_2025-06-30.csv", PETITIONS + "\n".join(rows) + "\n")
    take(tmp_path)
    # The newer file covers June whole: two, not three.
    assert ask(tmp_path, "select month::varchar, received, settled from denunciations") == [
        ("2025-06-01", 2, 1)
    ]
    assert ask(tmp_path, "select petition_id, summary from petitions") == [("9", "Đường hỏng")]
    for held in parquet_texts(tmp_path):
        for secret in ("Hải", "Mai", "Lan", "Tám", "Bảy", "H56.14-240531-0001", "'7'", "'8'"):
            assert secret not in held


def parquet_texts(data) -> list[str]:
    """The rows of every Parquet file that a load left, as text: landed and checked ones."""
    texts = []
    for path in sorted(data.rglob("*.parquet")):
        with duckdb.connect() as con:
            rows = con.execute("from read_parquet($path)", {"path": str(path)}).fetchall()
        texts.append(str(rows))
    assert len(texts) >= 2 and all("Phản ánh" in text or "reflection" in text for text in texts)
    return texts


def test_of_a_petition_whose_kind_nobody_knows_nothing_but_its_days_is_written(tmp_path):
    kinds = ["Tố cáo (nặc danh)", "Tố giác", "Khiếu nại; tố cáo", "t/c", ""]
    rows = [
        f"{n},16528,{kind},02/06/2025,,Ông Hải tố cáo,H56.14-240531-000{n},Trần Thị Lan\n"
        for n, kind in enumerate(kinds, 71)
    ]
    known = "9,16528,Phản ánh,03/06/2025,,Ổ gà,,\n"
    put(tmp_path, "don_2025-06-30.csv", PETITIONS + "".join(rows) + known)
    take(tmp_path, reject_limit=1.0)
    refused = ask(tmp_path, 'select line, "column" from rejected_rows order by 1')
    assert refused == [(line, "Loại đơn") for line in range(2, 7)]
    assert ask(tmp_path, "select summary from petitions") == [("Ổ gà",)]
    for held in parquet_texts(tmp_path):
        for secret in ("Hải", "Lan", "H56.14-240531-0", *(f"'{n}'" for n in range(71, 76))):
            assert secret not in held


def test_a_newer_file_with_fewer_denunciations_is_believed_and_counted(tmp_path):
    row = "7,16528,Tố cáo,02/06/2025,,,,\n"
    put(tmp_path, "don_2025-06-15.csv", PETITIONS + 3 * row)
    put(tmp_path, "don_2025-06-30.csv", PETITIONS + row)
    warnings = take(tmp_path)["warnings"]
    assert ask(tmp_path, "select received from denunciations") == [(1,)]
    counted = [(w["detail"], w["rows"]) for w in warnings if w["code"] == "fewer_denunciations"]
    assert counted == [("don_2025-06-30.csv", 2)]


def test_a_record_of_a_unit_that_is_not_known_is_kept_and_counted(tmp_path):
    put(tmp_path, "t_2025-06-30.csv", register("tasks", {}, {"task_id": "2", "unit_code": "Xa"}))
    warnings = take(tmp_path)["warnings"]
    counted = [(w["detail"], w["rows"]) for w in warnings if w["code"] == "unknown_unit"]
    assert counted == [("Xa", 1)]
    assert ask(tmp_path, "select unit_key from tasks order by all") == [
        ("16528@2018-01-01",),
        ("Xa",),
    ]


def test_a_pledge_keeps_a_code_and_a_name_that_no_list_knows_goes_no_further(tmp_path):
    pledge_rows = [{"officer_code": "16528-77"}, {"officer_code": "Trần Thị Lan"}]
    put(tmp_path, "camket_2025-06-30.csv", register("pledges", *pledge_rows))
    take(tmp_path, reject_limit=1.0)
    assert ask(tmp_path, "select officer_code from pledges") == [("16528-77",)]
    assert ask(tmp_path, 'select line, "column", value from rejected_rows') == [
        (4, "Mã cán bộ", None)
    ]


BROKEN = [
    (
        "tasks",
        {"starts_on": "10/06/2025", "done_on": "09/06/2025"},
        "Ngày hoàn thành",
    ),
    ("tasks", {"first_due_on": "16/06/2025"}, "Hạn hoàn thành"),
    ("officers", {"valid_to": "31/12/2023"}, "Giữ chức đến ngày"),
    ("pledges", {"ended_on": "04/12/2023"}, "Cam kết hết hiệu lực"),
    ("letters", {"signed_on": "05/06/2025", "delivered_on": "04/06/2025"}, "Ngày gửi thư"),
    ("letters", {"drafted_on": "05/06/2025", "signed_on": "04/06/2025"}, "Ngày soạn thư"),
    ("letters", {"waived_on": "05/06/2025"}, "Lý do không gửi"),
    ("receptions", {"planned_on": ""}, "Ngày theo lịch"),
    ("receptions", {"issues_raised": "1", "issues_settled": "2"}, "Số vụ việc đã giải quyết"),
    (
        "receptions",
        {"held_on": "02/06/2025", "replied_on": "01/06/2025"},
        "Ngày trả lời sau buổi tiếp",
    ),
    ("petitions", {"petition_id": ""}, "Mã đơn"),
    ("petitions", {"accepted_on": "01/06/2025"}, "Ngày nhận đơn"),
    (
        "petitions",
        {"accepted_on": "05/06/2025", "settled_on": "04/06/2025"},
        "Ngày giải quyết xong",
    ),
    ("activities", {"planned_on": ""}, "Ngày theo kế hoạch"),
    ("activities", {"findings": "1", "findings_mended": "2"}, "Số tồn tại đã khắc phục"),
    ("scores", {"period_start": "01/07/2025"}, "Kỳ chấm đến ngày"),
]


def test_what_cannot_be_rejects_its_row_and_names_the_column(tmp_path):
    for source in LEAST:
        broken = [row for of, row, _ in BROKEN if of == source]
        put(tmp_path, f"{source}_2025-06-30.csv", register(source, {}, *broken))
    files = take(tmp_path, reject_limit=1.0)["files"]
    assert all(file["rows_accepted"] == 1 for file in files)
    for source in LEAST:
        # After the headings, the line that explains them and one good row.
        columns = enumerate((column for of, _, column in BROKEN if of == source), start=4)
        query = (
            f"select line, \"column\" from rejected_rows where source = '{source}' order by line"
        )
        assert ask(tmp_path, query) == list(columns), source


def test_a_register_that_no_file_holds_has_the_columns_of_one_with_rows(tmp_path, monkeypatch):
    columns: dict[str, list] = {}

    def both_ways(con, contract, has_rows):
        made = [f"{contract.source}_{part}" for part in ("states", "records")]
        for with_rows in (False, True):
            make_records(con, contract, with_rows)
            columns.setdefault(contract.source, []).append(
                [con.execute(f"describe {table}").fetchall() for table in made]
            )
            if not with_rows:
                for table in made:
                    con.execute(f"drop table {table}")

    put(tmp_path, "hoso_2025-06-30.csv", csv_of({}))
    take(tmp_path)
    monkeypatch.setattr(full, "make_records", both_ways)
    rebuild(settings(tmp_path), Progress())
    assert len(columns) == len(registers())
    for source, (without, with_rows) in columns.items():
        assert without == with_rows, source
