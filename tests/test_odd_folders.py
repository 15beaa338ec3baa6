"""Folders of the data that are none, lead nowhere or bear a strange name: named, and no load stops
for one that it does not need."""

import json
import shutil
from pathlib import Path

import pytest

from board.commands.doctor import disk
from tests.conftest import PROJECT, command
from tests.literal import filled

TABLE = "id | status | received | due\n1 | 4 | 02/06 | 05/06"


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory) -> Path:
    """A data folder with one published snapshot and tables of its own; not to be changed."""
    data = tmp_path_factory.mktemp("loaded")
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    return filled(data, {"2025-06-20": TABLE})


@pytest.fixture
def data(loaded_once, tmp_path) -> Path:
    return Path(shutil.copytree(loaded_once, tmp_path / "data"))


def moved_away(folder: Path, link: bool) -> None:
    """In the folder's place stands a link to a drive that is not there, or a file."""
    if folder.exists():
        shutil.move(folder, folder.parent.parent / f"away-{folder.name}")
    folder.symlink_to("/nowhere/drive") if link else folder.write_text("x")


def test_an_inbox_that_leads_nowhere_is_no_empty_one(data):
    moved_away(data / "inbox", link=True)
    done = command("etl", "load", data=data)
    assert done.returncode == 1 and done.stderr.startswith(f"Không tìm thấy {data / 'inbox'}")


@pytest.mark.parametrize("link", [True, False])
def test_tables_of_its_own_that_cannot_be_reached_are_not_those_of_the_program(data, link):
    before = (data / "warehouse" / "CURRENT").read_text()
    moved_away(data / "reference", link)
    assert "Tệp tham chiếu units" in command("etl", "status", data=data).stdout
    done = command("etl", "load", data=data)
    assert done.returncode == 3 and "Tệp tham chiếu units" in done.stdout
    assert (data / "warehouse" / "CURRENT").read_text() == before


NAMES = (
    "warehouse/x.new",
    "warehouse/LOCK.holder",
    "staged/dossiers/x.new",
    "staged/dossiers/x.parquet",
    "checked/dossiers/x.parquet",
)


def test_a_folder_with_the_name_of_what_loads_leave_stops_none_and_stays(data):
    for name in NAMES:
        (data / name).mkdir(parents=True)
        (data / name / "own.txt").write_text("x")
    for _ in range(2):
        done = command("etl", "load", data=data)
        assert (done.returncode, "Không ghi được" in done.stderr) == (0, False)
    assert all((data / name / "own.txt").exists() for name in NAMES)


def test_a_note_that_leads_nowhere_is_set_aside_once(data):
    (data / "staged" / "dossiers" / "x.json").symlink_to("/nowhere/x.json")
    assert command("etl", "load", data=data).returncode == 3
    assert command("etl", "load", data=data).returncode == 0


@pytest.mark.parametrize("link", [True, False])
def test_a_backup_names_a_folder_that_it_cannot_take(data, tmp_path, link):
    for name in ("inbox", "papers", "reference", "last_good"):
        moved_away(data / name, link)
    done = command("etl", "backup", str(tmp_path / "b.zip"), "--json", data=data)
    assert done.returncode == 3
    assert [trouble.split(" (")[0] for trouble in json.loads(done.stdout)["troubles"]] == [
        f"Chưa sao lưu {name}" for name in ("inbox", "papers", "reference", "last_good")
    ]


@pytest.mark.parametrize("link", [True, False])
def test_the_doctor_names_a_folder_that_loads_or_pages_cannot_use(data, link):
    for name in ("inbox", "papers", "damaged"):
        moved_away(data / name, link)
    sentence = disk.folders(data).sentence
    assert all(f"Không ghi được vào {data / name} (" in sentence for name in ("inbox", "papers"))
    assert f"Không ghi được vào {data / 'damaged'} (" in sentence
