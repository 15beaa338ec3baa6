"""`python -m board doctor`: each check says what is wrong with a literal machine or folder."""

import http.server
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

import ward_clock
from board.commands import doctor
from board.commands.doctor import disk, machine, serving, snapshot
from board.text import doctor as doctor_text
from board.text import snapshots
from tests.conftest import PROJECT, command
from tests.literal import filled

POSIX = pytest.mark.skipif(os.name == "nt", reason="rights of a POSIX system")
EXPORT = "id | status | received | due | finished\n1 | 9 | 02/06 | 05/06 | 04/06"
JULY = date(2025, 7, 2)


@pytest.fixture(scope="module")
def healthy(tmp_path_factory) -> Path:
    """A data folder with a published snapshot of 01/07/2025; not to be changed."""
    return filled(tmp_path_factory.mktemp("healthy"), {"2025-07-01": EXPORT})


@pytest.fixture
def data(healthy, tmp_path, monkeypatch) -> Path:
    """A copy of that folder, which the board opens."""
    copy = shutil.copytree(healthy, tmp_path / "data")
    monkeypatch.setenv("BOARD_DATA", str(copy))
    return copy


def published(data: Path) -> Path:
    name = (data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    return data / "warehouse" / f"{name}.duckdb"


def test_every_check_has_a_line_and_one_that_is_not_fine_fails_the_command(data):
    done = command("board", "doctor", data=data)
    lines = done.stdout.splitlines()
    assert [line.split(" – ")[1].split(":")[0] for line in lines] == [*doctor_text.CHECKS.values()]
    assert lines[4].startswith(
        f"Cần xử lý – Bản số liệu: Bản {published(data).stem} có số liệu đến 01/07/2025, đã "
    )
    assert lines[6] == f"Tốt – Tệp và danh mục: {doctor_text.FILES_ARE_FINE}"
    assert done.returncode == 1


def test_for_programs_it_is_a_list_and_where_all_is_fine_the_command_succeeds(data, monkeypatch):
    fine, wrong = (doctor.Check("python", is_fine, "Một câu.") for is_fine in (True, False))
    for checks, code in (([fine], 0), ([fine, wrong], 1)):
        monkeypatch.setattr(doctor, "examine", lambda checks=checks: checks)
        done = command("board", "doctor", "--json", data=data)
        assert done.returncode == code
        assert json.loads(done.stdout) == [
            {"key": "python", "is_fine": check.is_fine, "sentence": "Một câu."} for check in checks
        ]


@pytest.mark.parametrize(
    "found, is_fine", [((3, 11, 0), True), ((3, 14, 2), True), ((3, 10, 9), False), ((2, 7), False)]
)
def test_python_is_as_new_as_the_product_needs(found, is_fine):
    check = machine.python(found, ">=3.11")
    assert check.is_fine is is_fine
    assert is_fine or "cần từ 3.11. Cài bản mới" in check.sentence


LOCK = """# made by make lock
duckdb==2.0.0 \\
    --hash=sha256:0123
numpy==1.0 ; python_full_version < '3.0' \\
    --hash=sha256:4567
numpy==2.5.5 ; python_full_version >= '3.0' \\
    --hash=sha256:4567
tzdata==2026.6 ; sys_platform == 'no such system'
segno==1.6.6
"""


def test_libraries_are_those_of_the_lock_on_this_system():
    wanted = machine.locked(LOCK)
    assert wanted == {"duckdb": "2.0.0", "numpy": "2.5.5", "segno": "1.6.6"}
    assert machine.libraries(wanted, wanted.get) == (
        "libraries",
        True,
        "Cả 3 thư viện đúng bản đã khoá.",
    )
    have = wanted | {"duckdb": "1.4.1", "segno": None}
    assert machine.libraries(wanted, have.get) == (
        "libraries",
        False,
        "Khác bản đã khoá: cần duckdb 2.0.0 (đang có 1.4.1), segno 1.6.6 (chưa cài). Chạy make "
        "run, hoặc pip install -r requirements.txt.",
    )
    many = {f"lib{n}": "1" for n in range(7)}
    assert " và 2 thư viện khác. " in machine.libraries(many, lambda name: None).sentence


def test_the_lock_of_the_product_names_what_is_installed_here():
    wanted = machine.locked((PROJECT / "requirements.lock").read_text("utf-8"))
    assert {"streamlit", "duckdb", "pandas"} <= set(wanted)
    assert machine.installed("no-such-library") is None
    assert machine.installed("duckdb") == wanted["duckdb"]


def test_a_library_that_is_missing_is_one_sentence_of_every_command(tmp_path):
    (tmp_path / "pandas.py").write_text("raise ImportError('gone', name='pandas')")
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "board", "doctor"],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "Thiếu thư viện pandas. Chạy make run, hoặc pip install -r requirements.txt.\n"
    )


def test_a_data_folder_that_is_not_there_or_cannot_be_written_is_named(tmp_path, monkeypatch):
    missing = tmp_path / "mistyped"
    assert disk.folders(missing).sentence == (
        f"Không có thư mục số liệu {missing}. Kiểm tra biến môi trường BOARD_DATA, hoặc tạo thư "
        "mục ấy."
    )
    assert not missing.exists()
    assert disk.folders(tmp_path).is_fine
    (tmp_path / "papers").write_text("a file stands where the folder should")
    check = disk.folders(tmp_path)
    assert not check.is_fine
    assert check.sentence.startswith(f"Không ghi được vào {tmp_path / 'papers'} (")
    assert check.sentence.endswith("Cấp quyền ghi cho tài khoản chạy chương trình.")


@POSIX
@pytest.mark.parametrize("opened", ["", "tasks", "tasks/a.csv", "tasks/b.refused"])
def test_entries_that_others_can_read_are_named(tmp_path, opened):
    entries = tmp_path / "inbox" / "entries"
    (entries / "tasks").mkdir(parents=True)
    for path in (entries, entries / "tasks"):
        path.chmod(0o700)
    for path in (entries / "tasks" / name for name in ("a.csv", "b.refused")):
        path.write_text("x")
        path.chmod(0o600)
    assert disk.folders(tmp_path).is_fine
    (entries / opened).chmod(0o755)
    check = disk.folders(tmp_path)
    assert not check.is_fine and "Chạy “python -m etl load” để đóng lại." in check.sentence


def test_a_disk_without_room_for_the_next_load_is_named():
    assert disk.free_space(5_000_000_000, 4_000_000_000).is_fine
    check = disk.free_space(3_900_000_000, 4_000_000_000)
    assert not check.is_fine
    assert check.sentence.startswith("Còn 3,9 GB, cần ít nhất 4,0 GB cho lần nạp sau. Dọn đĩa")


def state(today: date = JULY, stale_after_days: int = 10) -> tuple[bool, str]:
    check = snapshot.snapshot(snapshot.open_snapshot(), today, stale_after_days)
    return check.is_fine, check.sentence


def test_a_snapshot_is_fine_as_long_as_it_is_whole_sealed_and_recent(data):
    name = published(data).stem
    assert state() == (True, f"Bản {name}, số liệu đến 01/07/2025, nguyên như lúc dựng.")
    assert state(date(2025, 7, 11))[0] is True
    assert state(date(2025, 7, 12)) == (
        False,
        f"Bản {name} có số liệu đến 01/07/2025, đã 11 ngày. Đặt tệp xuất mới vào data/inbox rồi "
        "chạy “python -m etl load”.",
    )
    published(data).with_suffix(".seal").unlink()
    assert state() == (
        False,
        f"Bản {name} không có tệp .seal đi kèm nên không biết có bị sửa hay không. Chạy “python -m "
        "etl rebuild”.",
    )


@pytest.mark.parametrize(
    "spoil, sentence",
    [
        (lambda path: path.write_bytes(b""), snapshots.SNAPSHOT_LOST),
        (lambda path: path.write_bytes(path.read_bytes() + b"x"), snapshots.SNAPSHOT_LOST),
        (Path.unlink, snapshots.SNAPSHOT_LOST),
        (lambda path: path.with_name("CURRENT").unlink(), snapshots.NO_WAREHOUSE),
    ],
)
def test_a_snapshot_that_cannot_be_shown_is_named(data, spoil, sentence):
    spoil(published(data))
    assert state() == (False, sentence)


def test_without_a_snapshot_the_other_checks_are_made_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    checks = {check.key: check for check in doctor.examine()}
    assert [*checks] == [*doctor_text.CHECKS]
    assert checks["calendar"] == ("calendar", False, doctor_text.CALENDAR_UNKNOWN)
    assert checks["folders"].is_fine and checks["time_zone"].is_fine


def test_a_check_that_fails_itself_is_a_line_and_the_others_are_made(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    monkeypatch.setattr(doctor, "PROJECT", tmp_path)  # an installation that lacks its files
    checks = {check.key: check for check in doctor.examine()}
    assert [*checks] == [*doctor_text.CHECKS]
    for key in ("python", "libraries", "server"):
        assert checks[key].sentence.startswith("Không kiểm tra được (FileNotFoundError). Cài lại")
    assert checks["folders"].is_fine


def test_a_snapshot_of_another_version_is_named(tmp_path, monkeypatch):
    shutil.unpack_archive(PROJECT / "tests" / "data" / "folder_of_schema_5.zip", tmp_path)
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    assert state() == (False, snapshots.WRONG_SCHEMA)


def test_the_last_good_snapshot_in_the_place_of_a_damaged_one_is_named(data):
    good = published(data)
    (data / "warehouse" / "CURRENT").write_text("2025-07-02-00000000\n")
    assert state() == (
        False,
        snapshots.fallback_shown("2025-07-02-00000000", good.stem, date(2025, 7, 1)),
    )


def test_the_calendar_reaches_as_far_as_dossiers_of_today_may_take(data):
    last = snapshot.last_day_of_calendar(snapshot.open_snapshot())
    assert last == date(2026, 12, 31)
    assert snapshot.calendar(last, date(2026, 11, 30)) == (
        "calendar",
        True,
        "Ngày nghỉ lễ đã biết đến hết 31/12/2026.",
    )
    check = snapshot.calendar(last, date(2026, 12, 1))
    assert not check.is_fine and "thêm năm sau vào calendar_years.csv" in check.sentence


def test_what_status_finds_wrong_in_files_and_reference_tables_is_printed(data, tmp_path):
    assert disk.files(disk.problems(data)) == ("files", True, doctor_text.FILES_ARE_FINE)
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    (reference / "targets.csv").write_text("measure;target\n")
    (note,) = data.glob("staged/*/*.json")
    note.write_bytes(b"")
    check = disk.files(disk.problems(data))
    assert not check.is_fine
    assert "Tệp tham chiếu targets.csv" in check.sentence and note.name in check.sentence


def test_the_address_is_what_streamlit_run_would_take():
    assert serving.bound({"address": "localhost"}, {}) == ("localhost", 8501)
    environment = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "STREAMLIT_SERVER_PORT": "80"}
    assert serving.bound({"address": "localhost", "port": 8600}, environment) == ("0.0.0.0", 80)
    assert serving.bound({"port": 8600}, {}) == ("", 8600)


OWN = "http://localhost:8501"


@pytest.mark.parametrize(
    "given, sentence",
    [
        (
            ("localhost", 8501, [], OWN, None),
            "http://localhost:8501, chưa mở, chỉ máy này vào được.",
        ),
        (("localhost", 8501, [], OWN, "board"), "http://localhost:8501, đang mở, chỉ máy này vào"),
        (("127.0.0.1", 80, ["a.localhost"], "http://A.localhost", None), "http://127.0.0.1:80, ch"),
        (("", 8501, [], OWN, None), "Không chạy Bảng điều hành ở mọi địa chỉ của máy: "),
        (("localhost", 8501, ["bang.vn"], OWN, None), "Không chạy Bảng điều hành dưới tên bang.vn"),
        (("localhost", 8501, [], OWN, "other"), "Cổng 8501 đang do chương trình khác dùng. "),
        (
            ("localhost", 8501, [], "http://bang.phuong.vn", None),
            "Mã QR trên tài liệu dẫn đến http://bang.phuong.vn, nhưng Bảng điều hành không trả lời",
        ),
    ],
)
def test_an_address_at_which_the_dashboard_would_not_start_or_answer_is_named(given, sentence):
    *settings, who = given
    check = serving.server(*settings, {settings[1]: who}.get)
    assert check.sentence.startswith(sentence)
    assert check.is_fine is sentence.startswith("http://")


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers as the dashboard does where its server says so, else as anything else."""

    def do_GET(self):
        self.send_response(200 if self.server.text else 404)
        if self.server.is_gated:
            self.send_header("Content-Security-Policy", "default-src 'none'")
        self.end_headers()
        self.wfile.write(self.server.text)

    def log_message(self, *given):
        pass


@pytest.mark.parametrize(
    "text, is_gated, who",
    [
        (b"ok", True, "board"),
        (b"ok", False, "other"),  # another program that is made with Streamlit
        (b"welcome", True, "other"),
        (b"", False, "other"),
    ],
)
def test_who_answers_on_the_port_is_asked(text, is_gated, who):
    with http.server.HTTPServer(("localhost", 0), Answer) as other:
        other.text, other.is_gated = text, is_gated
        threading.Thread(target=other.handle_request, daemon=True).start()
        assert serving.who_answers(other.server_port) == who


def test_a_port_on_which_nothing_answers_is_free():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert serving.who_answers(port) is None


def test_the_clock_stands_after_what_was_built_and_its_zone_is_printed():
    now = datetime(2025, 7, 2, 9, 30, tzinfo=ward_clock.WARD_ZONE)
    check = machine.time_zone(now, now - timedelta(hours=1))
    assert check.is_fine and check.sentence.startswith("Bây giờ là 02/07/2025 09:30 giờ Việt Nam;")
    assert machine.time_zone(now, None).is_fine
    check = machine.time_zone(now, now + timedelta(days=2))
    assert check == (
        "time_zone",
        False,
        "Đồng hồ máy chỉ 02/07/2025 09:30, trước lúc dựng bản số liệu (04/07/2025 09:30). Chỉnh "
        "lại ngày giờ của máy.",
    )
