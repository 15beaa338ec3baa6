"""Publishing: one load at a time, snapshots that never change, the way back, and the audits."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import ward_clock
from etl.contract import SQL
from etl.publish import current, snapshots, writing
from etl.rollback import rollback
from etl.snapshots import held
from etl.words import Refusal
from snapshot_file import hashes_of, seal_of, seal_text
from tests.conftest import PROJECT, command, run
from tests.snapshots import ask, put, settings, take

HEADER = "Mã hồ sơ,Đơn vị,Mã TTHC,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả\n"


def export(data: Path, number: int) -> Path:
    """A file with one dossier of its own, H-<number>, of a later day than the file before it."""
    row = f"H-{number},16528,1.001193,Đang xử lý,02/06/2025 08:00,02/06/2025\n"
    return put(data, f"hoso_2025-06-{number:02d}.csv", HEADER + row)


def publish(data: Path, number: int, **changed) -> str:
    """The name of the snapshot with the dossiers H-1 to H-<number>."""
    export(data, number)
    return take(data, **changed)["snapshot"]


def hashes(data: Path) -> dict[str, str]:
    """The bytes of the pointers and of every snapshot."""
    kept = [*data.glob("warehouse/*.duckdb"), *data.glob("warehouse/[CH]*")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


def dossiers(data: Path) -> list[str]:
    return [row[0] for row in ask(data, "select dossier_id from dossiers order by all")]


def starts(data: Path, *arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "etl", "load", *arguments],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def three(tmp_path_factory) -> Path:
    """A data folder with three snapshots, of one, two and three dossiers; not to be changed."""
    data = tmp_path_factory.mktemp("three")
    for number in (1, 2, 3):
        publish(data, number)
    return data


@pytest.fixture
def data(three, tmp_path) -> Path:
    """A copy of that folder, for one test."""
    return shutil.copytree(three, tmp_path / "data")


def test_a_second_load_waits_for_the_first_and_then_publishes(data):
    export(data, 4)
    with writing(settings(data)):
        second = starts(data)
        waiting = second.stderr.readline()
        assert second.poll() is None
        assert len(dossiers(data)) == 3
    first, *_ = second.communicate(timeout=300)[1].splitlines()
    assert waiting.startswith(f"Đang chờ lần nạp khác (tiến trình {os.getpid()} trên ")
    assert (second.returncode, first) == (0, "[1/5] Đọc hoso_2025-06-01.csv")
    assert len(dossiers(data)) == 4


def test_of_two_loads_started_together_both_are_published(data, tmp_path):
    loads = [starts(data, str(export(tmp_path / str(n), n))) for n in (4, 5)]
    assert [load.communicate(timeout=300) and load.returncode for load in loads] == [0, 0]
    assert dossiers(data) == ["H-1", "H-2", "H-3", "H-4", "H-5"]


def test_a_load_that_must_not_wait_says_who_holds_the_lock_and_changes_nothing(data):
    export(data, 4)
    before = hashes(data)
    with writing(settings(data)):
        done = run("etl", "load", "--wait", "0", data=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Một lần nạp khác đang chạy (tiến trình {os.getpid()} trên ")
    assert done.stderr.endswith("đã chờ 0 giây. Đợi lần đó xong rồi chạy lại.\n")
    assert hashes(data) == before


def test_what_a_killed_load_left_is_swept_before_the_next(data):
    warehouse, staged = data / "warehouse", data / "staged" / "dossiers"
    (warehouse / "scratch-1" / "spill").mkdir(parents=True)
    left = [warehouse / "CURRENT.new", staged / "a.new", staged / "b.parquet"]
    for path in left:
        path.write_text("x", "utf-8")
    take(data)
    assert not any(path.exists() for path in [*left, warehouse / "scratch-1"])
    assert dossiers(data) == ["H-1", "H-2", "H-3"]


def test_rollback_goes_one_back_each_time_until_nothing_is_older(data):
    third, second, first = snapshots(data / "warehouse")
    assert [rollback(settings(data), None)["snapshot"] for _ in range(2)] == [second, first]
    assert dossiers(data) == ["H-1"]
    assert held(data / "warehouse") == third
    with pytest.raises(Refusal, match=r"Không còn bản nào cũ hơn để quay lại\."):
        rollback(settings(data), None)
    assert current(data / "warehouse") == first


def test_rollback_goes_to_a_snapshot_by_its_name_and_back_again(data):
    third, _, first = snapshots(data / "warehouse")
    done = command("etl", "rollback", first, data=data)
    assert done.returncode == 0 and f"Đã quay lại bản {first}." in done.stdout
    assert (current(data / "warehouse"), held(data / "warehouse")) == (first, third)
    rollback(settings(data), third)
    # The newest is in use again, so nothing is held back.
    assert (current(data / "warehouse"), held(data / "warehouse")) == (third, None)


def test_rollback_passes_over_a_snapshot_that_does_not_open(data):
    _, second, first = snapshots(data / "warehouse")
    damaged = data / "warehouse" / f"{second}.duckdb"
    times = damaged.stat()
    damaged.write_bytes(b"x" * 10_000)
    os.utime(damaged, ns=(times.st_atime_ns, times.st_mtime_ns))
    with pytest.raises(Refusal, match=f"Không có bản {second}"):
        rollback(settings(data), second)
    assert rollback(settings(data), None)["snapshot"] == first


def test_a_load_without_news_keeps_what_was_rolled_back_to(data):
    second = snapshots(data / "warehouse")[1]
    rollback(settings(data), None)
    summary = take(data)
    assert (summary["published"], summary["snapshot"]) == (False, second)


def test_inputs_that_come_back_point_to_the_snapshot_that_they_made_before(data):
    second, before = snapshots(data / "warehouse")[1], hashes(data)
    newest = next(p for p in data.glob("staged/*/*.json") if "06-03.csv" in p.read_text("utf-8"))
    for path in (newest, newest.with_suffix(".parquet"), data / "inbox" / "hoso_2025-06-03.csv"):
        path.unlink()
    summary = take(data)
    assert (summary["published"], summary["snapshot"]) == (True, second)
    assert hashes(data) == before | {"CURRENT": hashes(data)["CURRENT"]}


def test_only_the_last_snapshots_are_kept(data):
    newest = publish(data, 4, snapshots_kept=2)
    assert len(snapshots(data / "warehouse")) == 2
    assert snapshots(data / "warehouse")[0] == newest


def test_of_each_of_the_last_days_the_last_snapshot_is_kept_besides(data):
    third, second, first = snapshots(data / "warehouse")
    noon = ward_clock.now().replace(hour=12, minute=0).timestamp()
    # Two of yesterday; one of the day before the last three.
    for name, hours in ((third, 24), (second, 25), (first, 72)):
        path = data / "warehouse" / f"{name}.duckdb"
        built_at = ward_clock.at(noon - 3600 * hours)
        seal_of(path).write_text(seal_text(hashes_of(path), built_at), "utf-8")
    newest = publish(data, 4, snapshots_kept=1, days_kept=3)
    assert snapshots(data / "warehouse") == [newest, third]


def test_a_snapshot_that_a_sent_paper_names_is_kept(data):
    third, _, first = snapshots(data / "warehouse")
    (data / "papers").mkdir()
    (data / "papers" / "2025-06-02_form06a_ABCDEFGH.xlsx.json").write_text(
        json.dumps({"snapshot": first}), "utf-8"
    )
    (data / "papers" / "._2025.json").write_bytes(b"\x00\x05")  # another program's
    newest = publish(data, 4, snapshots_kept=1, days_kept=0)
    assert snapshots(data / "warehouse") == [newest, first]
    assert third != first
    # The note lacks all else and was set aside; what it names is kept as long as it lies there.
    (note,) = (data / "damaged").iterdir()
    assert json.loads(note.read_bytes()) == {"snapshot": first}


def test_the_published_snapshot_is_kept_however_few_are_to_be(data):
    newest = publish(data, 4, snapshots_kept=0)
    assert snapshots(data / "warehouse") == [newest]
    assert len(dossiers(data)) == 4


def test_a_reader_of_the_old_snapshot_reads_on_while_a_new_one_is_published(data):
    old = current(data / "warehouse")
    path = data / "warehouse" / f"{old}.duckdb"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with duckdb.connect(str(path), read_only=True) as con:
        export(data, 4)
        assert run("etl", "load", data=data).returncode == 0
        assert con.execute("select count(*) from dossiers").fetchone() == (3,)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert (current(data / "warehouse") != old, len(dossiers(data))) == (True, 4)


def test_failing_audits_are_named_and_nothing_is_published(data, tmp_path, monkeypatch):
    checks = shutil.copytree(SQL / "checks", tmp_path / "sql" / "checks")
    claim = "-- There is no dossier of {}.\nselect dossier_id, received_at::date from dossiers "
    for unit in ("16528", "16531"):
        text = claim.format(unit) + f"where unit_code = '{unit}' order by all;"
        (checks / f"no_dossier_of_{unit}.sql").write_text(text)
    monkeypatch.setattr("etl.publish.SQL", tmp_path / "sql")
    put(data, "hoso_2025-06-20.csv", HEADER + "H-9,16531,,Đang xử lý,03/06/2025,\n")
    before = hashes(data)
    with pytest.raises(Refusal) as refused:
        take(data)
    first, second = str(refused.value).splitlines()
    assert first == (
        "Bản mới không qua phép kiểm “no_dossier_of_16528” (3 dòng, ví dụ "
        "H-1, 2025-06-02), nên không công bố. Bản số liệu cũ vẫn nguyên. "
        "Nếu vừa sửa tệp trong thư mục reference thì xem lại tệp đó; không thì báo người hỗ trợ."
    )
    assert second.startswith(
        "Bản mới không qua phép kiểm “no_dossier_of_16531” (1 dòng, ví dụ H-9,"
    )
    assert hashes(data) == before
    monkeypatch.undo()
    assert take(data)["published"]
