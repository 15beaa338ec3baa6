"""A full disk, a folder that cannot be written, files that are damaged: the old snapshot stands."""

import ctypes
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import PROJECT, command, slice_of
from tests.test_publish import dossiers, export, hashes, publish

POSIX = pytest.mark.skipif(os.name == "nt", reason="limits of a POSIX system")
DROP_FROM_BOUNDING_SET, WRITES_ANYWHERE, READS_ANYWHERE = 24, 1, 2  # linux/prctl.h, capability.h


@pytest.fixture(scope="module")
def published_folder(tmp_path_factory) -> Path:
    """A data folder with one dossier published; not to be changed."""
    data = tmp_path_factory.mktemp("one")
    publish(data, 1)
    return data


@pytest.fixture
def data(published_folder, tmp_path) -> Path:
    """A copy of that folder, for one test, and a new file in its inbox."""
    copy = shutil.copytree(published_folder, tmp_path / "data")
    export(copy, 2)
    return copy


def load(data: Path, limited=None) -> subprocess.CompletedProcess:
    """`python -m etl load`; where it is to be `limited`, in a process in which that ran first."""
    if limited is None:
        return command("etl", "load", data=data)
    return subprocess.run(
        [sys.executable, "-m", "etl", "load"],
        cwd=PROJECT,
        text=True,
        encoding="utf-8",
        capture_output=True,
        env=os.environ | {"BOARD_DATA": str(data)},
        preexec_fn=limited,
    )


def refused(data: Path, limited=None) -> str:
    """The sentence of a load that must fail and leave the published snapshot as it is."""
    before = hashes(data)
    done = load(data, limited)
    assert (done.returncode, done.stdout) == (1, "")
    *steps, sentence = done.stderr.splitlines()
    assert all(step.startswith("[") for step in steps), done.stderr
    assert hashes(data) == before
    assert dossiers(data) == ["H-1"]
    return sentence


def recovers(data: Path) -> None:
    done = load(data)
    assert done.returncode == 0, done.stderr
    assert dossiers(data) == ["H-1", "H-2"]


def sizes(*three: int, more: tuple[int, ...]) -> list:
    """Bytes of room: three, each of which another step runs out of, and more in the long tests."""
    return [*three, *(pytest.param(size, marks=pytest.mark.long) for size in more)]


@POSIX
@pytest.mark.parametrize("bytes_a_file", sizes(0, 100_000, 2_500_000, more=(2_500, 300_000)))
def test_a_disk_that_takes_no_more_is_named_in_one_sentence(data, bytes_a_file):
    import resource

    def limited():  # Python ignores SIGXFSZ, so a write fails as on a full disk
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_a_file, bytes_a_file))

    sentence = refused(data, limited)
    assert sentence.startswith(f"Không ghi được vào {data}")
    assert "(tệp vượt cỡ cho phép)" in sentence
    assert "Kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại." in sentence
    recovers(data)


@contextmanager
def small_disk(folder: Path, size: str):
    """A file system of its own in memory. Skips the test where mounting is not allowed."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@POSIX
@pytest.mark.parametrize("free", sizes(0, 400_000, 2_500_000, more=(8_192,)))
def test_a_full_disk_is_named_and_a_load_goes_on_once_there_is_room(data, tmp_path, free):
    with small_disk(tmp_path / "disk", "64m") as disk:
        full = shutil.copytree(data, disk / "data")
        left = shutil.disk_usage(disk).free
        with (disk / "filler").open("wb") as filler:
            filler.truncate(left - free)
            os.posix_fallocate(filler.fileno(), 0, left - free)
        sentence = refused(full)
        assert sentence.startswith(f"Không ghi được vào {full}") and "(đĩa đã đầy)" in sentence
        (disk / "filler").unlink()
        recovers(full)


def without_rights() -> None:
    """Takes from this process what lets root write where nobody may."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for right in (WRITES_ANYWHERE, READS_ANYWHERE):
            libc.prctl(DROP_FROM_BOUNDING_SET, right, 0, 0, 0)


@contextmanager
def read_only(folder: Path):
    folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    files = [path for path in folder.rglob("*") if path.is_file()]
    try:
        for path in folders:
            path.chmod(0o555)
        for path in files:
            path.chmod(0o444)
        yield
    finally:
        for path in folders:
            path.chmod(0o755)
        for path in files:
            path.chmod(0o644)


@POSIX
@pytest.mark.parametrize("part", slice_of([".", "warehouse", "staged", "checked"], ".", "staged"))
def test_a_folder_that_cannot_be_written_is_named(data, part):
    with read_only(data / part):
        sentence = refused(data, without_rights)
    assert sentence.startswith(f"Không ghi được vào {data}")
    recovers(data)


@POSIX
def test_a_file_that_may_not_be_read_is_refused_and_the_others_are_loaded(data):
    closed = export(data, 3)
    closed.chmod(0)
    done = load(data, without_rights)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith(
        f"Không đọc được tệp {closed.name} (không có quyền)"
    )
    assert dossiers(data) == ["H-1", "H-2"]


BROKEN = {
    "units.csv": "code,name\n16528,Quảng Thọ,phường\n",
    "procedures.csv": "code\n1\n",
    "targets.csv": "measure,target,valid_from\nshare_on_time,cao,2018-01-01\n",
    "events.csv": "day,unit_code,note\nhôm qua,16528,Ra mắt\n",
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_reference_file_is_named(data, name):
    shutil.rmtree(data / "last_good")  # else a load would go by that
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    (reference / name).write_text(BROKEN[name], "utf-8")
    assert refused(data).startswith(f"Tệp tham chiếu {name} không đọc được: ")


@pytest.mark.parametrize("name", ["calendar.csv", "working_hours.csv"])
def test_a_broken_calendar_is_named(data, name):
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    text = (reference / name).read_text("utf-8")
    (reference / name).write_text(text + "hôm qua,?,?,?\n", "utf-8")
    assert refused(data).startswith("Tệp tham chiếu ")


def test_a_list_of_officers_that_is_missing_is_named(data):
    shutil.rmtree(data / "last_good")  # else a load would go by that
    reference = shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    (reference / "officers.csv").unlink()
    assert refused(data) == (
        f"Tệp tham chiếu officers.csv không đọc được: thiếu tệp trong thư mục {reference}. "
        "Sửa tệp rồi chạy lại."
    )
