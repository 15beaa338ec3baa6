"""The command line: exit codes, the one JSON document, and which data folder is meant."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import PROJECT, command, loaded, run, slice_of
from tests.snapshots import put
from tests.test_kill import tables

HEADER = "Mã hồ sơ,Đơn vị,Mã TTHC,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả\n"
GOOD = HEADER + "H-1,16528,1.001193,Đang xử lý,02/06/2025 08:00,02/06/2025\n"
OTHER = HEADER + "H-2,16528,1.001193,Đang xử lý,03/06/2025 08:00,03/06/2025\n"
EMPTY_SENTENCE = "Tệp trong.csv trống. Xuất lại tệp từ hệ thống một cửa rồi nạp lại."


@pytest.fixture(scope="module")
def published(tmp_path_factory) -> Path:
    """A data folder with one dossier published; not to be changed."""
    data = tmp_path_factory.mktemp("published")
    put(data, "hoso_2025-06-30.csv", GOOD)
    loaded(data)
    return data


@pytest.fixture
def data(published, tmp_path) -> Path:
    """A copy of that folder, for one test."""
    return shutil.copytree(published, tmp_path / "data")


def state(data: Path) -> dict[str, bytes]:
    """What a failing command must leave as it was."""
    kept = [
        *data.glob("warehouse/*.duckdb"),
        *data.glob("warehouse/[CH]*"),
        *data.glob("staged/*/*"),
    ]
    return {str(path): path.read_bytes() for path in kept}


def fails(data: Path, *arguments: str) -> str:
    """The one sentence of a command that must fail, said alike with and without --json."""
    before = state(data)
    plain = command("etl", *arguments, data=data)
    as_json = command("etl", *arguments, "--json", data=data)
    assert plain.stdout == ""
    assert plain.returncode == as_json.returncode and plain.returncode not in (0, 3)
    output = json.loads(as_json.stdout)
    assert output["published"] is False
    message_lines = [line for line in plain.stderr.splitlines() if not line.startswith("[")]
    assert message_lines == output["sentence"].splitlines()
    assert state(data) == before
    return output["sentence"]


def test_a_load_without_news_exits_0_and_publishes_nothing(data):
    done = run("etl", "load", "--json", data=data)
    output = json.loads(done.stdout)
    assert (done.returncode, output["published"]) == (0, False)
    assert [file["outcome"] for file in output["files"]] == ["known"]
    assert "Không có gì mới" in command("etl", "load", data=data).stdout


def test_a_good_and_a_refused_file_exit_3_and_the_refused_one_is_named(data, tmp_path):
    new = [put(tmp_path, "hoso_2025-07-01.csv", OTHER), put(tmp_path, "trong.csv", "")]
    done = run("etl", "load", "--json", *map(str, new), data=data)
    output = json.loads(done.stdout)
    assert (done.returncode, output["published"]) == (3, True)
    assert [(f["file"], f["outcome"]) for f in output["files"]] == [
        ("hoso_2025-07-01.csv", "loaded"),
        ("trong.csv", "refused"),
    ]
    assert done.stderr.splitlines()[-1] == EMPTY_SENTENCE
    assert len(tables(data)["dossiers"]) == 2


def test_only_refused_files_change_nothing_and_say_why(data, tmp_path):
    path = put(tmp_path, "trong.csv", "")
    assert fails(data, "load", str(path)) == EMPTY_SENTENCE
    # The intake page reads there what became of the last load.
    last = json.loads((data / "warehouse" / "last_load.json").read_text("utf-8"))
    assert [file["sentence"] for file in last["files"]] == [EMPTY_SENTENCE]


def test_only_refused_files_in_a_new_data_folder_publish_nothing(tmp_path):
    path = put(tmp_path, "trong.csv", "")
    assert fails(tmp_path / "new", "load", str(path)) == EMPTY_SENTENCE


def test_a_copy_of_a_refused_file_is_refused_too(data, tmp_path):
    paths = [put(tmp_path, name, HEADER) for name in ("a.csv", "b.csv")]
    done = command("etl", "load", "--json", *map(str, paths), data=data)
    assert [file["outcome"] for file in json.loads(done.stdout)["files"]] == ["refused"] * 2


def test_a_path_that_does_not_exist_is_named(data):
    assert fails(data, "load", "/khong/co") == (
        f"Không tìm thấy {Path('/khong/co')}. Kiểm tra lại đường dẫn."
    )


def test_a_data_folder_without_files_says_where_to_put_them(tmp_path):
    assert fails(tmp_path, "load").startswith("Chưa có tệp nào để nạp.")


def test_a_day_that_is_none_shows_how_a_day_is_written(data):
    assert fails(data, "load", "--as-of", "31/06/2025") == (
        "“31/06/2025” không phải ngày; cần dạng dd/mm/yyyy hoặc yyyy-mm-dd, ví dụ 30/06/2025."
    )


def test_a_command_line_that_cannot_be_read_is_a_sentence_too(data):
    assert fails(data, "load", "--khong-co").startswith("Không hiểu lệnh (")
    assert fails(data, "xoa").startswith("Không hiểu lệnh (")


def test_doubts_of_one_kind_are_one_line(tmp_path):
    for number in range(1, 6):
        row = f"x{number},16528,1.001193,Đang xử lý,02/06/2025 08:00,02/06/2025\n"
        put(tmp_path, f"hoso_2025-06-0{number}.csv", HEADER + row)
    lines = command("etl", "load", data=tmp_path).stdout.splitlines()
    assert [line for line in lines if line.startswith("Lưu ý: Mã hồ sơ không đúng mẫu.")] == [
        "Lưu ý: Mã hồ sơ không đúng mẫu. Tổng cộng 5 dòng: hoso_2025-06-01.csv 1 dòng, "
        "hoso_2025-06-02.csv 1 dòng, hoso_2025-06-03.csv 1 dòng, và 2 mục khác."
    ]


def test_rollback_to_an_unknown_snapshot_lists_the_known_ones(data):
    held = (data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    assert fails(data, "rollback", "x") == f"Không có bản x. Các bản đang giữ: {held}."


def test_status_gives_the_snapshot_its_date_and_its_rows(data):
    output = json.loads(command("etl", "status", "--json", data=data).stdout)
    assert output["snapshot"] == (data / "warehouse" / "CURRENT").read_text("utf-8").strip()
    assert (output["data_date"], output["staged"]) == ("2025-06-30", 1)
    assert output["rows"] == {"dossiers": 1, "feedback": 0, "rejected_rows": 0, "loads": 1}
    assert output["snapshots"] == [output["snapshot"]]
    text = command("etl", "status", data=data).stdout
    assert f"Đang dùng bản {output['snapshot']}, số liệu đến 30/06/2025." in text


def test_status_of_an_empty_folder_says_what_to_do(tmp_path):
    done = run("etl", "status", data=tmp_path)
    assert done.returncode == 0 and done.stdout.startswith("Chưa có bản số liệu nào.")
    output = json.loads(command("etl", "status", "--json", data=tmp_path).stdout)
    assert output["snapshot"] is None


def test_status_of_a_damaged_snapshot_says_what_is_wrong_and_does_not_fail(data):
    snapshot = next((data / "warehouse").glob("*.duckdb"))
    snapshot.write_bytes(b"x" * 5000)
    done = command("etl", "status", data=data)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Cần xử lý: Bản đang công bố ")


def test_a_filled_template_loads_and_its_line_of_explanation_is_not_counted(tmp_path):
    text = command("etl", "template", "dossiers", data=tmp_path).stdout.removeprefix("\ufeff")
    titles, explained = csv.reader(io.StringIO(text))
    assert titles[:2] == ["Mã hồ sơ", "Đơn vị"] and explained[0].startswith("# ")
    row = dict.fromkeys(titles, "") | {
        "Mã hồ sơ": "H-1",
        "Đơn vị": "16528",
        "Mã TTHC": "1.001193",
        "Trạng thái": "Đang xử lý",
        "Ngày tiếp nhận": "02/06/2025",
    }
    path = put(tmp_path, "hoso_2025-06-30.csv", "\ufeff" + text + ",".join(row.values()) + "\n")
    (file,) = loaded(tmp_path / "data", str(path))["files"]
    assert (file["rows_read"], file["rows_accepted"], file["rows_rejected"]) == (1, 1, 0)
    assert file["dropped_columns"] == []


def test_a_template_of_an_unknown_source_names_the_known_ones(data):
    assert fails(data, "template", "x") == (
        "Không có nguồn “x”. Các nguồn: activities, dossiers, feedback, letters, officers, pauses, "
        "petitions, pledges, receptions, scores, tasks."
    )


def test_the_data_option_goes_before_the_environment_on_either_side_of_the_command(data, tmp_path):
    for arguments in (["--data", str(data), "status"], ["status", "--data", str(data)]):
        output = json.loads(command("etl", *arguments, "--json", data=tmp_path / "other").stdout)
        assert output["inbox"] == str(data / "inbox")
    output = json.loads(command("etl", "status", "--json", data=tmp_path / "other").stdout)
    assert output["inbox"] == str(tmp_path / "other" / "inbox")


def test_a_rebuild_gives_the_same_tables(data):
    before = tables(data)
    checked = [*data.glob("checked/*/*.parquet")]
    assert checked
    for cached in checked:
        cached.write_bytes(b"damaged")
    done = command("etl", "rebuild", "--json", data=data)
    assert (done.returncode, json.loads(done.stdout)["published"]) == (0, True)
    assert tables(data) == before


def test_a_snapshot_that_was_deleted_is_built_again_by_a_plain_load(data):
    before = tables(data)
    next((data / "warehouse").glob("*.duckdb")).unlink()
    assert loaded(data)["published"]
    assert tables(data) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("step", slice_of(["[1/5]", "[4/5]"], "[4/5]"))
def test_a_load_that_is_stopped_says_so_and_leaves_the_old_snapshot(
    published, tmp_path, step, stop
):
    """On a busy machine a load may be over before it is stopped: then another one is."""
    for attempt in range(10):
        data = shutil.copytree(published, tmp_path / f"data{attempt}")
        before = state(data)
        put(data, "hoso_2025-07-01.csv", OTHER)
        code, out, err = stopped(data, step, stop)
        if code != 0:
            break
    assert code == 1, err
    assert json.loads(out)["sentence"] == err.splitlines()[-1]
    stopped_at, *taken_back = err.splitlines()[-1].split(" Chưa dùng ")
    assert stopped_at == "Đã dừng theo yêu cầu. Bản số liệu cũ vẫn nguyên."
    assert bool(taken_back) == (step == "[4/5]")
    after = state(data)
    assert {path: after[path] for path in before} == before
    assert len([*data.glob("warehouse/*.duckdb")]) == 1
    assert not [*data.glob("warehouse/scratch-*"), *data.glob("warehouse/LOCK.holder")]
    assert loaded(data)["published"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_is_called_so_whatever_error_a_library_makes_of_it(tmp_path, stop):
    """It may come within one that catches all: a load once said TypeError where it was stopped."""
    script = f"""
import os, sys, time
from etl import __main__, commands

def status(options, settings):
    try:
        os.kill(os.getpid(), {int(stop)})
        time.sleep(60)
    except BaseException as error:
        raise TypeError("not a function") from error

commands.COMMANDS["status"] = status
sys.exit(__main__.main(["status"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert (done.returncode, done.stderr) == (
        1,
        "Đã dừng theo yêu cầu. Bản số liệu cũ vẫn nguyên.\n",
    )


def stopped(data: Path, step: str, stop: signal.Signals) -> tuple[int, str, str]:
    """The exit code and what was said of a load that gets a signal a while into a step."""
    process = subprocess.Popen(
        [sys.executable, "-m", "etl", "load", "--json"],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A shell's background job ignores Ctrl+C, and would hand that on to the load.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not process.stderr.readline().startswith(step):
        pass
    time.sleep(0.02)
    process.send_signal(stop)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err
