"""A build that fails after its files were staged: they are taken back, and nothing else changes."""

import shutil
from pathlib import Path

import duckdb
import pytest

from etl.contract import SQL
from etl.engine import connect
from etl.words import Refusal
from tests.conftest import command
from tests.snapshots import put, settings, take
from tests.test_publish import HEADER, dossiers, export, hashes, publish

NAMED = "Chưa dùng các tệp của lần nạp này: {}; nạp lại được chính các tệp đó, hoặc nạp tệp khác."


@pytest.fixture
def data(tmp_path) -> Path:
    """A data folder with one dossier published."""
    publish(tmp_path / "data", 1)
    return tmp_path / "data"


@pytest.fixture
def no_dossier_of_16531(tmp_path, monkeypatch) -> None:
    """An audit that fails once a dossier of the unit 16531 was staged."""
    checks = shutil.copytree(SQL / "checks", tmp_path / "sql" / "checks")
    claim = "-- There is none.\nselect dossier_id from dossiers where unit_code = '16531';"
    (checks / "no_dossier_of_16531.sql").write_text(claim, "utf-8")
    monkeypatch.setattr("etl.publish.SQL", tmp_path / "sql")


def poison(data: Path) -> Path:
    """A file by which the audit fails."""
    return put(data, "hoso_2025-06-20.csv", HEADER + "H-9,16531,,Đang xử lý,03/06/2025,\n")


def staged(data: Path) -> list[str]:
    return sorted(path.name for path in (*data.glob("staged/*/*"), *data.glob("checked/*/*")))


def test_a_failed_build_takes_back_what_it_staged_and_names_it(data, no_dossier_of_16531):
    before, kept = hashes(data), staged(data)
    poison(data)
    done = command("etl", "load", data=data)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].endswith(NAMED.format("hoso_2025-06-20.csv"))
    assert (hashes(data), staged(data)) == (before, kept)


def test_the_next_load_of_another_file_does_not_fail_by_what_failed_before(
    data, no_dossier_of_16531
):
    bad = poison(data)
    with pytest.raises(Refusal):
        take(data, bad)
    assert take(data, export(data, 2))["published"]
    assert dossiers(data) == ["H-1", "H-2"]


def test_the_same_file_may_be_tried_again_once_the_cause_is_mended(data, monkeypatch, tmp_path):
    bad = poison(data)
    with monkeypatch.context() as patch:
        patch.setattr("etl.release.build", _out_of_memory)
        with pytest.raises(MemoryError) as raised:
            take(data, bad)
    assert raised.value.__notes__ == [NAMED.format("hoso_2025-06-20.csv")]
    summary = take(data, bad)
    assert (summary["published"], summary["files"][0]["outcome"]) == (True, "loaded")
    assert dossiers(data) == ["H-1", "H-9"]


def _out_of_memory(*given):
    raise MemoryError


def test_a_load_that_is_stopped_while_it_builds_leaves_nothing_staged(data, monkeypatch):
    kept, bad = staged(data), poison(data)
    monkeypatch.setattr("etl.release.build", _stopped)
    with pytest.raises(KeyboardInterrupt):
        take(data, bad)
    assert staged(data) == kept


def _stopped(*given):
    raise KeyboardInterrupt


def test_what_is_published_stays_staged_though_the_load_fails_afterwards(data, monkeypatch):
    monkeypatch.setattr("etl.publish._prune", _out_of_memory)
    with pytest.raises(MemoryError):
        take(data, export(data, 2))
    assert dossiers(data) == ["H-1", "H-2"]
    assert len([name for name in staged(data) if name.endswith(".json")]) == 2


def test_many_files_of_a_failed_build_are_named_by_the_first_and_the_last(
    data, no_dossier_of_16531
):
    for number in range(2, 9):
        export(data, number)
    poison(data)
    message = command("etl", "load", data=data).stderr
    assert "2025-06-02.csv, hoso_2025-06-03.csv" in message
    assert "… 3 tệp …, hoso_2025-06-20.csv" in message


def test_where_the_setting_is_empty_the_memory_is_half_of_the_machines(tmp_path):
    def limit(limit_text: str) -> float:
        with connect(settings(tmp_path, memory_limit=limit_text), tmp_path) as con:
            text = con.execute("select current_setting('memory_limit')").fetchone()[0]
        number, unit = text.split()
        return float(number) * 1024 ** {"MiB": 2, "GiB": 3, "TiB": 4}[unit]

    eighty_percent = duckdb.connect().execute("select current_setting('memory_limit')").fetchone()
    number, unit = eighty_percent[0].split()
    machine = float(number) * 1024 ** {"MiB": 2, "GiB": 3, "TiB": 4}[unit] / 0.8
    assert limit("") == pytest.approx(machine / 2, rel=0.05)
    assert limit("1500MB") == pytest.approx(1.5e9, rel=0.1)
