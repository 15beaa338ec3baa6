"""What docs/operations.md has people install: the services are ones that their systems take."""

import re
import shutil
import subprocess

import pytest

from etl.backed_up import FOLDERS
from tests.conftest import PROJECT

SERVICE = PROJECT / "docs" / "service"
UNITS = sorted([*SERVICE.glob("*.service"), *SERVICE.glob("*.timer")])
HOME = "/opt/bang-dieu-hanh"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="a machine without systemd")
def test_systemd_takes_the_units_without_a_word(tmp_path):
    for unit in UNITS:
        text = unit.read_text("utf-8").replace(HOME, str(PROJECT))
        (tmp_path / unit.name).write_text(re.sub("(?m)^User=.*", "User=root", text), "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_folders_and_user_of_the_units_are_those_of_the_text():
    text = (PROJECT / "docs" / "operations.md").read_text("utf-8")
    units = "".join(unit.read_text("utf-8") for unit in UNITS)
    folders = set(re.findall(r"/(?:opt|var)/[\w./-]+bang-dieu-hanh|/opt/bang-dieu-hanh", units))
    assert folders == {HOME, "/var/lib/bang-dieu-hanh", "/var/backups/bang-dieu-hanh"}
    assert [folder for folder in folders if folder not in text] == []
    assert set(re.findall(r"^User=(.*)$", units, re.M)) == {"bangdieuhanh"}
    assert [unit.name for unit in UNITS if unit.suffix == ".timer" and unit.name not in text] == []


def test_the_windows_script_is_ascii_which_every_powershell_reads_alike():
    assert (SERVICE / "windows.ps1").read_bytes().isascii()


def test_every_folder_that_lies_among_the_data_is_documented():
    ignored = (PROJECT / ".gitignore").read_text("utf-8").split()
    folders = {line.split("/")[1] for line in ignored if line.startswith("data/")} | {"reference"}
    text = (PROJECT / "docs" / "operations.md").read_text("utf-8")
    assert {"inbox", "log"} < folders
    assert folders == set(re.findall(r"^\| … `(\w+)` \|", text, re.M))


def test_of_each_folder_the_document_says_rightly_whether_it_is_backed_up():
    text = (PROJECT / "docs" / "operations.md").read_text("utf-8")
    durations = dict(re.findall(r"^\| … `(\w+)` \|.*\| ([^|]+) \|$", text, re.M))
    assert {name for name, is_kept in durations.items() if is_kept == "có"} == {*FOLDERS}
    assert {is_kept for name, is_kept in durations.items() if name not in FOLDERS} == {
        "không",
        "bản đang dùng và bản mà tài liệu dẫn",
    }
