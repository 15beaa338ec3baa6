"""Files taken back: out of the build and in again, and a rollback that stays."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

import ward_clock
from board.registers import entry_files
from board.text.data_intake import done_line
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current as shown
from etl import last_file
from etl.rollback import rollback
from etl.snapshots import current, held, snapshots
from etl.words import Refusal
from tests.conftest import PROJECT, command
from tests.registers import register
from tests.snapshots import ask, csv_of, put, settings, take
from withdrawal_file import record_paths, withdrawn

PHONE, NAME = "0912 345 678", "Nguyễn Văn An"
OFFICER, WHY = "16531-11", f"nhầm, {PHONE} {NAME}"
UNDO = "python -m etl withdraw --undo"
DUES = "select dossier_id, due_at::date from dossiers order by all"


def export(data: Path, number: int, *more: str) -> Path:
    """A file of the number-th of June with dossier `number`, and one row for each of `more`."""
    rows = [{"id": str(number), "received": "02/06/2025"}, *({"id": name} for name in more)]
    return put(data, f"hoso_2025-06-{number:02d}.csv", csv_of(*rows))


def dossiers(data: Path) -> list[str]:
    return [name for (name,) in ask(data, "select dossier_id from dossiers order by all")]


def does(data: Path, *arguments: str) -> dict:
    """What a command that must succeed gives as JSON."""
    done = command("etl", *arguments, "--json", data=data)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def refuses(data: Path, *arguments: str) -> str:
    """The sentence of a command that must fail, and change nothing."""
    before = state(data)
    done = command("etl", *arguments, data=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert state(data) == before
    return done.stderr.splitlines()[-1]


def state(data: Path) -> dict[str, bytes]:
    """The pointers, the records and the staged files."""
    kept = [*data.glob("warehouse/[CH]*"), *data.glob("withdrawals/*"), *data.glob("staged/*/*")]
    return {str(path): path.read_bytes() for path in kept}


def code_of(data: Path, name: str) -> str:
    notes = (json.loads(path.read_bytes()) for path in data.glob("staged/*/*.json"))
    return next(note["sha256"] for note in notes if note["file"] == name)


@pytest.fixture(scope="module")
def three(tmp_path_factory) -> Path:
    """Three snapshots, of one, two and three files, each with a dossier; not to be changed."""
    data = tmp_path_factory.mktemp("three")
    for number in (1, 2, 3):
        export(data, number)
        take(data)
    return data


@pytest.fixture
def data(three, tmp_path) -> Path:
    """A copy of that folder, for one test."""
    return shutil.copytree(three, tmp_path / "data")


def test_a_file_is_withdrawn_stays_out_and_is_restored(data):
    third = current(data / "warehouse")
    done = does(data, "withdraw", "hoso_2025-06-02.csv", "--by", OFFICER, "--why", WHY)
    code = code_of(data, "hoso_2025-06-02.csv")
    assert (done["published"], dossiers(data)) == (True, ["1", "3"])
    assert done["snapshot"] not in snapshots(data / "warehouse")[1:]
    assert {"file": "hoso_2025-06-02.csv", "sha256": code, "undone": False}.items() <= (
        done["decision"].items()
    )
    # The record says who and why, and nothing of a person; the staged file stays.
    (file,) = withdrawn(data).values()
    assert (file.sha256, file.by, file.why) == (code, OFFICER, "nhầm, [đã che] [đã che]")
    assert file.at.startswith(str(ward_clock.today()))
    (record,) = record_paths(data)
    assert PHONE not in record.read_text("utf-8") and NAME not in record.read_text("utf-8")
    assert len([*data.glob("staged/dossiers/*.parquet")]) == 3
    # It lies in the inbox still: a load says so and does not take it, whatever it is called.
    put(data, "ban-sao.csv", (data / "inbox" / "hoso_2025-06-02.csv").read_bytes())
    export(data, 4)
    printed_lines = command("etl", "load", data=data).stdout.splitlines()
    day = f"{ward_clock.today():%d/%m/%Y}"
    again = f"hoso_2025-06-02.csv: đã rút ngày {day}, không nạp; muốn dùng lại: {UNDO} {code[:12]}"
    copy = again.replace(": ", ": chính là tệp hoso_2025-06-02.csv, ", 1)
    copy = copy.replace("hoso_2025-06-02.csv", "ban-sao.csv", 1)
    assert again in printed_lines and copy in printed_lines
    assert dossiers(data) == ["1", "3", "4"]
    assert does(data, "load")["published"] is False
    looked = does(data, "preview", str(data / "inbox" / "ban-sao.csv"))
    assert (looked["outcome"], looked["sentence"]) == ("withdrawn", copy)
    # A rebuild and the state of things honour it too.
    assert command("etl", "rebuild", data=data).returncode == 0
    assert dossiers(data) == ["1", "3", "4"]
    assert [f["sha256"] for f in does(data, "status")["withdrawn"]] == [code]
    assert (
        f"- hoso_2025-06-02.csv (mã {code[:12]}): đã rút ngày {day} bởi {OFFICER}, lý do: nhầm, "
        "[đã che] [đã che]."
    ) in command("etl", "status", data=data).stdout
    assert refuses(data, "withdraw", "hoso_2025-06-02.csv") == (
        f"Tệp hoso_2025-06-02.csv đã rút ngày {day}, không rút lại lần nữa. Muốn dùng lại: {UNDO} "
        f"{code[:12]}"
    )
    # Restored, by the start of its hash; the records stay, each as it was written.
    first = record.read_bytes()
    assert does(data, "withdraw", "--undo", code[:12])["decision"]["undone"] is True
    assert dossiers(data) == ["1", "2", "3", "4"]
    assert (withdrawn(data), record.read_bytes()) == ({}, first)
    assert len(record_paths(data)) == 2
    assert third in snapshots(data / "warehouse")  # as every snapshot that a paper may name


@pytest.mark.long
def test_a_new_file_is_compared_with_no_file_that_is_withdrawn(data):
    later = export(data / "elsewhere", 3, "5")
    assert does(data, "preview", str(later))["before"]["file"] == "hoso_2025-06-03.csv"
    does(data, "withdraw", "hoso_2025-06-03.csv")
    assert does(data, "preview", str(later))["before"]["file"] == "hoso_2025-06-02.csv"


def test_withdrawing_the_newest_points_to_the_snapshot_without_it_and_back(data):
    third, second, _ = snapshots(data / "warehouse")
    assert does(data, "withdraw", "hoso_2025-06-03.csv")["snapshot"] == second
    assert does(data, "withdraw", "--undo", "hoso_2025-06-03.csv")["snapshot"] == third


@pytest.mark.long
def test_a_file_with_a_wrong_day_is_withdrawn_and_loaded_under_the_right_one(data):
    wrong = data / "inbox" / "hoso_2025-06-03.csv"
    does(data, "withdraw", wrong.name)
    right = wrong.rename(wrong.with_name("hoso_2025-06-05.csv"))
    assert does(data, "preview", str(right))["outcome"] == "ready"
    (file,) = (f for f in does(data, "load")["files"] if f["outcome"] == "loaded")
    assert (file["file"], file["as_of"]) == ("hoso_2025-06-05.csv", "2025-06-05")
    assert (withdrawn(data), dossiers(data)) == ({}, ["1", "2", "3"])
    names = ask(data, "select file from loads order by all")
    assert names[-1] == ("hoso_2025-06-05.csv",) and len(names) == 3


def test_of_two_files_of_a_day_the_older_rows_come_back_and_a_name_that_both_have_is_no_answer(
    tmp_path, monkeypatch
):
    name = "hoso_2025-06-25.csv"
    for folder, due in (("a", "20/06/2025"), ("b", "02/07/2025")):
        put(tmp_path, f"{folder}/{name}", csv_of({"due": due}))
    take(tmp_path)
    assert ask(tmp_path, DUES) == [("1", date(2025, 7, 2))]
    message = refuses(tmp_path, "withdraw", name)
    notes = [json.loads(path.read_bytes()) for path in tmp_path.glob("staged/*/*.json")]
    codes = [note["sha256"] for note in sorted(notes, key=lambda note: note["landed_order"])]
    assert message == (
        f"Có 2 tệp là “{name}”: {codes[0][:12]} (ngày xuất 25/06/2025), {codes[1][:12]} "
        "(ngày xuất 25/06/2025). Ghi mã của tệp thay cho tên."
    )
    does(tmp_path, "withdraw", codes[1][:8])
    assert ask(tmp_path, DUES) == [("1", date(2025, 6, 20))]
    # Of the two only one is in use now: its name is an answer, and it is the last.
    monkeypatch.setattr(last_file, "SAMPLE", tmp_path / "gone")
    assert refuses(tmp_path, "withdraw", name) == (
        f"Tệp {name} là tệp cuối cùng đang dùng, và không có số liệu mẫu để thay: rút thì không "
        "còn gì để xem, nên không rút. Nạp tệp đúng trước rồi rút tệp này."
    )


def test_a_file_that_has_the_name_of_one_of_the_sample_is_withdrawn_and_restored_by_it(
    tmp_path, monkeypatch
):
    sample = PROJECT / "data" / "sample" / "hoso_2023-07-31.csv"
    monkeypatch.setattr(last_file, "SAMPLE", sample)
    put(tmp_path, sample.name, csv_of({"id": "1", "received": "03/07/2023"}))
    take(tmp_path)
    assert does(tmp_path, "withdraw", sample.name)["decision"]["only_sample"] is True
    assert "1" not in dossiers(tmp_path)
    does(tmp_path, "withdraw", "--undo", sample.name)
    assert dossiers(tmp_path) == ["1"]


def test_the_last_file_is_withdrawn_for_the_sample_and_restored(tmp_path, monkeypatch):
    sample = PROJECT / "data" / "sample" / "hoso_2023-07-31.csv"
    monkeypatch.setattr(last_file, "SAMPLE", sample)
    export(tmp_path, 1)
    first = take(tmp_path)["snapshot"]
    done = command("etl", "withdraw", "hoso_2025-06-01.csv", data=tmp_path)
    assert (done.returncode, done.stdout.splitlines()[1]) == (
        0,
        "Không còn tệp thật nào được dùng: các trang hiện số liệu mẫu.",
    )
    assert ask(tmp_path, "select data_date, is_sample from snapshot") == [(date(2023, 7, 31), True)]
    assert "1" not in dossiers(tmp_path) and len(dossiers(tmp_path)) > 0
    # Neither a load nor a rebuild brings it back; the sample itself is still not withdrawn.
    assert does(tmp_path, "load")["published"] is False
    assert refuses(tmp_path, "withdraw", sample.name).startswith(
        f"Tệp {sample.name} là số liệu mẫu"
    )
    restored = does(tmp_path, "withdraw", "--undo", "hoso_2025-06-01.csv")
    assert (restored["snapshot"], restored["decision"]["only_sample"]) == (first, False)
    assert ask(tmp_path, "select dossier_id from dossiers") == [("1",)]
    # The sample lies ready now: the next time nothing is loaded before.
    again = does(tmp_path, "withdraw", "hoso_2025-06-01.csv")
    assert done_line(again) == (
        "Đã rút hoso_2025-06-01.csv khỏi số liệu. Không còn tệp thật nào được dùng: các trang hiện "
        "số liệu mẫu."
    )
    export(tmp_path, 2)
    assert does(tmp_path, "load")["published"] is True
    assert dossiers(tmp_path) == ["2"]


def test_what_cannot_be_withdrawn_is_refused_in_one_sentence(data, tmp_path, monkeypatch):
    assert refuses(data, "withdraw", f"{NAME}.csv") == (
        "Không có tệp nào đã nạp mang tên hoặc mã “[đã che].csv”. Xem tên tệp ở trang Dữ liệu rồi "
        "chạy lại."
    )
    assert refuses(data, "withdraw", "--undo", "hoso_2025-06-01.csv") == (
        "Tệp hoso_2025-06-01.csv đang được dùng, chưa bị rút."
    )
    assert refuses(data, "withdraw", "hoso_2025-06-01.csv", "--by", NAME) == (
        "Không có cán bộ đương chức nào mang mã “[đã che]”. Ghi mã trong officers.csv, hoặc bỏ "
        "--by."
    )


def test_an_entry_is_voided_on_its_page_and_neither_withdrawn_nor_rolled_back(
    tmp_path, monkeypatch
):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    put(tmp_path, "nhiemvu_2025-06-01.csv", register("tasks", {"task_id": "NV1"}))
    take(tmp_path)
    (task,) = entry_files.records("tasks", shown(EVERYTHING))
    own = {name: task[name] for name in task if name not in entry_files.BOOKKEEPING}
    put(tmp_path, "nhiemvu_2025-06-02.csv", register("tasks", {"task_id": "NV2"}))
    take(tmp_path)
    entry = entry_files.append("tasks", own | {"note": "đã họp"}, ["note"], "16528-01", "")
    take(tmp_path, tmp_path / "inbox" / "entries")
    third, _, first = snapshots(tmp_path / "warehouse")
    notes = "select task_id, coalesce(note, '') from tasks order by all"
    assert ask(tmp_path, notes) == [("NV1", "đã họp"), ("NV2", "")]
    assert refuses(tmp_path, "withdraw", entry.name) == (
        f"{entry.name} là điều đã ghi trên trang, không rút được: mở sổ ấy trên trang, chọn bản "
        "ghi rồi huỷ."
    )
    printed_lines = command("etl", "rollback", first, data=tmp_path).stdout.splitlines()
    assert printed_lines == [
        f"Đã quay lại bản {first}.",
        "Đã rút 1 tệp mà bản ấy không có: nhiemvu_2025-06-02.csv. Lần nạp sau không đưa lại; muốn "
        f"dùng lại: {UNDO} TỆP, hoặc python -m etl rollback {third}.",
        "1 điều ghi trên trang sau bản ấy không bị rút, có lại ở lần nạp có gì mới; điều nào sai "
        "thì huỷ trên trang.",
    ]
    # Without news it stays; with an entry more both entries are there, the file is not.
    assert take(tmp_path)["snapshot"] == first
    entry_files.append("tasks", own | {"note": "đã xong"}, ["note"], "16528-01", "")
    take(tmp_path, tmp_path / "inbox" / "entries")
    assert ask(tmp_path, notes) == [("NV1", "đã xong")]
    sources = "select count(*) from loads where file like '%T%Z%' or file like '20%-%.csv'"
    assert ask(tmp_path, sources) == [(2,)]


def test_a_build_that_fails_leaves_the_file_in_use(data, monkeypatch):
    monkeypatch.setattr("etl.withdrawals.release", lambda *of: (_ for _ in ()).throw(Refusal("x")))
    assert refuses(data, "withdraw", "hoso_2025-06-03.csv") == "x"
    assert record_paths(data) == []


def test_a_rollback_stays_and_the_next_load_says_what_it_does_not_bring_back(data):
    third, _, first = snapshots(data / "warehouse")
    assert does(data, "rollback")["withdrawn"] == ["hoso_2025-06-03.csv"]
    assert does(data, "rollback")["withdrawn"] == ["hoso_2025-06-02.csv"]
    assert (current(data / "warehouse"), held(data / "warehouse")) == (first, third)
    # Without news nothing is published, though the inbox holds all three.
    summary = take(data)
    assert (summary["published"], summary["snapshot"]) == (False, first)
    assert [file["outcome"] for file in summary["files"]] == ["known", "withdrawn", "withdrawn"]
    # A new file from elsewhere: what it would have brought back is named.
    (data / "inbox" / "hoso_2025-06-03.csv").unlink()
    new = export(data / "elsewhere", 4)
    printed_lines = command("etl", "load", str(new), data=data).stdout.splitlines()
    assert (
        "Không đưa lại 2 tệp đã rút khi quay lui: hoso_2025-06-03.csv, hoso_2025-06-02.csv. Muốn "
        f"dùng lại: {UNDO} TỆP, hoặc python -m etl rollback kèm tên bản mới hơn."
    ) in printed_lines
    assert (dossiers(data), held(data / "warehouse")) == (["1", "4"], None)
    # Back by default goes to none that holds what was taken back.
    assert does(data, "rollback")["snapshot"] == first
    # One file alone comes back, or all of a snapshot that has its name said.
    does(data, "withdraw", "--undo", "hoso_2025-06-03.csv")
    assert dossiers(data) == ["1", "3"]
    done = does(data, "rollback", third)
    assert (done["restored"], dossiers(data)) == (["hoso_2025-06-02.csv"], ["1", "2", "3"])
    assert [file.file for file in withdrawn(data).values()] == ["hoso_2025-06-04.csv"]
    assert take(data)["snapshot"] == third


def test_rolled_back_and_forward_nothing_is_withdrawn_and_a_load_goes_on(data):
    third, _, first = snapshots(data / "warehouse")
    rollback(settings(data), first)
    rollback(settings(data), third)
    assert (withdrawn(data), held(data / "warehouse")) == ({}, None)
    export(data, 4)
    take(data)
    assert dossiers(data) == ["1", "2", "3", "4"]


@pytest.mark.long
def test_a_rebuild_after_a_rollback_builds_what_was_rolled_back_to(data):
    second = snapshots(data / "warehouse")[1]
    rollback(settings(data), None)
    assert does(data, "rebuild")["snapshot"] == second
    assert dossiers(data) == ["1", "2"]


def test_a_rollback_goes_to_no_snapshot_with_a_file_that_a_person_withdrew(data):
    third, _, first = snapshots(data / "warehouse")
    does(data, "withdraw", "hoso_2025-06-02.csv")  # both newer ones hold it
    code = code_of(data, "hoso_2025-06-02.csv")
    assert refuses(data, "rollback", third) == (
        f"Bản {third} có tệp đã rút (hoso_2025-06-02.csv), không quay lại được. Muốn dùng lại tệp "
        f"ấy: {UNDO} {code[:12]}"
    )
    assert does(data, "rollback")["snapshot"] == first


@pytest.mark.long
def test_a_rollback_over_a_change_of_reference_files_alone_stays_until_there_is_news(tmp_path):
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    export(tmp_path, 1)
    take(tmp_path)
    with (tmp_path / "reference" / "targets.csv").open("a", encoding="utf-8") as stream:
        stream.write("open_late,,,3,2018-01-01,,QĐ của phường\n")
    take(tmp_path)
    second, first = snapshots(tmp_path / "warehouse")
    printed_lines = command("etl", "rollback", data=tmp_path).stdout.splitlines()
    assert printed_lines[1].startswith(
        "Hai bản dựng từ cùng các tệp; danh mục trong thư mục reference không"
    )
    assert (take(tmp_path)["snapshot"], withdrawn(tmp_path)) == (first, {})
    export(tmp_path, 2)
    assert take(tmp_path)["published"]
    targets = ask(tmp_path, "select count(*) from targets where source = 'QĐ của phường'")
    assert (targets, dossiers(tmp_path)) == ([(1,)], ["1", "2"])
    assert second in snapshots(tmp_path / "warehouse")


def test_withdrawals_are_backed_up_restored_and_a_damaged_record_is_set_aside(data, tmp_path):
    does(data, "withdraw", "hoso_2025-06-01.csv")
    archive, back = tmp_path / "b.zip", tmp_path / "back"
    assert command("etl", "backup", str(archive), data=data).returncode == 0
    assert command("etl", "restore", str(archive), data=back).returncode == 0
    assert withdrawn(back) == withdrawn(data)
    assert take(back)["published"] is False
    (record,) = record_paths(back)
    record.write_bytes(record.read_bytes()[:40])
    assert does(back, "status")["problems"] == [
        "Tờ ghi 000001.json về tệp bị rút bị hỏng. Chạy “python -m etl load”: tệp hỏng được chuyển "
        "vào thư mục damaged."
    ]
    done = command("etl", "load", data=back)
    assert done.returncode == 3
    assert (
        "Tờ ghi 000001.json về tệp bị rút bị hỏng: đã chuyển vào thư mục damaged; tệp mà tờ ấy rút "
        "được dùng lại: xem trang Dữ liệu và rút lại nếu cần."
    ) in done.stdout
    assert dossiers(back) == ["1", "2", "3"]


@pytest.mark.long
def test_the_sample_is_not_withdrawn_and_comes_back_where_nothing_real_is_left(
    sample_data, tmp_path
):
    data = shutil.copytree(sample_data, tmp_path / "data")
    name = next(path.name for path in (PROJECT / "data" / "sample").glob("*.csv"))
    assert refuses(data, "withdraw", name) == (
        f"Tệp {name} là số liệu mẫu, không cần rút: số liệu mẫu tự lùi lại khi có tệp thật."
    )
    sample = current(data / "warehouse")
    export(data, 1)
    take(data)
    printed_lines = command("etl", "withdraw", "hoso_2025-06-01.csv", data=data).stdout.splitlines()
    assert printed_lines[1] == "Không còn tệp thật nào được dùng: các trang hiện số liệu mẫu."
    assert current(data / "warehouse") == sample
