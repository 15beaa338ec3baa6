"""A running server believes no snapshot that was damaged or altered, and recovers by itself."""

import json
import os
import shutil
from pathlib import Path

import duckdb
import pytest

import whole_file
from board.selection.filters import Filters
from board.warehouse import ask as ask_warehouse
from board.warehouse import snapshots as snapshots_warehouse
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import SnapshotLost, WrongSchema, current, list_snapshots, named
from etl.rollback import rollback
from etl.snapshots import opens, snapshots
from etl.words import Refusal
from tests.conftest import command, slice_of
from tests.screen import session
from tests.snapshots import settings
from tests.test_publish import export, publish


@pytest.fixture(scope="module")
def two(tmp_path_factory) -> Path:
    """A data folder with two snapshots, of one and of two dossiers; not to be changed."""
    data = tmp_path_factory.mktemp("two")
    publish(data, 1)
    publish(data, 2)
    return data


@pytest.fixture
def data(two, tmp_path, monkeypatch) -> Path:
    """A copy of that folder, which the board reads."""
    monkeypatch.setenv("BOARD_DATA", str(tmp_path / "data"))
    return shutil.copytree(two, tmp_path / "data")


def published(data: Path) -> Path:
    return data / "warehouse" / f"{snapshots(data / 'warehouse')[0]}.duckdb"


LESS = "delete from dossiers where dossier_id = 'H-2'; update strata set dossiers = 1"


def alter(path: Path, query: str = LESS) -> None:
    """Changes a snapshot as somebody with DuckDB would."""
    other = shutil.copy(path, path.with_name("altered"))
    with duckdb.connect(str(other)) as con:
        con.execute(query)
    path.write_bytes(other.read_bytes())
    other.unlink()


def count() -> int:
    return int(ask(current(EVERYTHING), "fields")["dossiers"].sum())


DAMAGES = {
    "gone": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "text": lambda path: path.write_bytes(b"no snapshot" * 1000),
    "cut short": lambda path: os.truncate(path, path.stat().st_size // 2),
    "zeroed": lambda path: path.write_bytes(path.read_bytes()[:12288] + bytes(9_000_000)),
    "rows deleted": alter,
    "a byte changed": lambda path: _change_a_byte(path),
    "CURRENT empty": lambda path: (path.parent / "CURRENT").write_bytes(b""),
    "CURRENT no text": lambda path: (path.parent / "CURRENT").write_bytes(b"\xff\xfe2\x00"),
    "CURRENT names none": lambda path: (path.parent / "CURRENT").write_text("2020-01-01-no"),
    "CURRENT leads outside": lambda path: (path.parent / "CURRENT").write_text("../../x"),
}


def _change_a_byte(path: Path) -> None:
    with path.open("rb+") as stream:
        stream.seek(path.stat().st_size - 5000)
        byte = stream.read(1)
        stream.seek(-1, os.SEEK_CUR)
        stream.write(bytes([byte[0] ^ 1]))


@pytest.mark.parametrize("damage", slice_of(DAMAGES, "gone", "rows deleted", "CURRENT no text"))
def test_in_place_of_a_damaged_snapshot_the_last_good_one_is_shown_and_a_load_mends_it(
    data, damage
):
    path = published(data)
    assert count() == 2
    DAMAGES[damage](path)
    shown = current(EVERYTHING)
    of_pointer = damage.startswith("CURRENT")
    assert shown.name == (path.stem if of_pointer else snapshots(data / "warehouse")[-1])
    assert shown.in_place_of == {"CURRENT names none": "2020-01-01-no"}.get(
        damage, "CURRENT" if of_pointer else path.stem
    )
    assert count() == (2 if of_pointer else 1)
    # No restart: the same process answers from what a load built anew.
    is_set_aside = damage in ("CURRENT empty", "CURRENT no text", "CURRENT leads outside")
    assert command("etl", "load", data=data).returncode == (3 if is_set_aside else 0)
    assert (current().name, current().in_place_of, count()) == (path.stem, None, 2)


def test_a_page_says_which_snapshot_it_shows_in_place_of_which(data):
    damaged, good = snapshots(data / "warehouse")
    alter(published(data))
    shown = session()
    shown.switch_page("../../pages/definitions.py").run()
    (warning,) = [warning.value.replace("\\", "") for warning in shown.warning]
    assert warning == (
        f"Bản số liệu đang công bố ({damaged}) bị hỏng hoặc bị sửa ngoài chương trình: đang xem "
        f"bản tốt gần nhất, {good}, số liệu đến 01/06/2025. Chạy “python -m etl load” để dựng lại."
    )


def test_where_no_snapshot_is_good_the_published_one_is_lost(data):
    for path in (data / "warehouse").glob("*.duckdb"):
        alter(path, "update dossiers set field = 'x'")
    with pytest.raises(SnapshotLost):
        current(EVERYTHING)


def test_an_altered_snapshot_is_not_opened_by_its_name_either(data):
    older = data / "warehouse" / f"{snapshots(data / 'warehouse')[1]}.duckdb"
    assert named(older.stem).name == older.stem
    alter(older, "delete from dossiers")
    with pytest.raises(SnapshotLost):
        named(older.stem)


def test_answers_of_a_file_are_not_given_for_another_of_its_name(data):
    path = published(data)
    (path.with_suffix(".seal")).unlink()
    assert count() == 2
    alter(path)
    assert count() == 1


def test_a_snapshot_that_fails_while_it_is_open_is_opened_anew(data):
    path, of = published(data), current(EVERYTHING)
    whole = path.read_bytes()
    ask(of, "fields")
    os.truncate(path, 20_000)
    with pytest.raises((duckdb.Error, SnapshotLost)):
        ask(of, "open_counts", due_soon_days=3, **_every())
    path.write_bytes(whole)
    assert int(ask(current(EVERYTHING), "fields")["dossiers"].sum()) == 2
    assert ask(current(EVERYTHING), "open_counts", due_soon_days=3, **_every()) is not None


def _every() -> dict:
    return Filters().parameters()


def test_a_snapshot_replaced_during_a_question_is_opened_anew_after_it(data):
    path = published(data)
    (path.with_suffix(".seal")).unlink()
    with ask_warehouse._cursor(current(EVERYTHING)) as cursor:
        other = path.with_name("other")
        shutil.copy(path, other)
        alter(other)
        os.replace(other, path)
        assert cursor.execute("select count(*) from dossiers").fetchone() == (2,)
    assert count() == 1


def test_the_file_is_hashed_once_as_long_as_it_is_the_same(data, monkeypatch):
    hashed = []
    own = snapshots_warehouse.is_altered.__globals__["file_hash"]
    monkeypatch.setitem(
        snapshots_warehouse.is_altered.__globals__,
        "file_hash",
        lambda p: hashed.append(p) or own(p),
    )
    for _ in range(5):
        current(EVERYTHING)
    list_snapshots()
    assert hashed == [published(data)]


def test_a_snapshot_without_a_seal_of_an_older_version_is_believed(data):
    for seal in (data / "warehouse").glob("*.seal"):
        seal.unlink()
    assert count() == 2
    assert command("etl", "load", data=data).stdout.startswith("hoso_2025-06-01.csv: đã nạp")


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"sha256": 3}', b"\xff"])
def test_a_damaged_seal_does_not_take_a_snapshot_away(data, text):
    published(data).with_suffix(".seal").write_bytes(text)
    assert current().in_place_of is None
    assert opens(data / "warehouse", published(data).stem)


def test_a_load_builds_an_altered_snapshot_anew_where_nothing_is_new(data):
    before = snapshots(data / "warehouse")
    alter(published(data))
    assert not opens(data / "warehouse", before[0])
    done = command("etl", "load", "--json", data=data)
    assert json.loads(done.stdout)["published"]
    assert snapshots(data / "warehouse") == before
    assert count() == 2


def test_snapshots_are_in_the_order_of_their_building_whatever_the_times_of_their_files(data):
    newest, older = snapshots(data / "warehouse")
    os.utime(data / "warehouse" / f"{newest}.duckdb", (0, 0))
    assert snapshots(data / "warehouse") == [newest, older]
    assert [snapshot_found.name for snapshot_found in list_snapshots()[0]] == [newest, older]
    assert rollback(settings(data), None)["snapshot"] == older


def test_a_rollback_passes_over_altered_snapshots_and_those_of_another_version(data):
    third, second, first = publish(data, 3), *snapshots(data / "warehouse")[1:]
    alter(data / "warehouse" / f"{second}.duckdb")
    alter(
        data / "warehouse" / f"{first}.duckdb",
        "update snapshot set schema_version = schema_version - 1",
    )
    for asked in (None, second, first):
        with pytest.raises(Refusal):
            rollback(settings(data), asked)
    assert current().name == third
    with pytest.raises(WrongSchema):
        named(first)


class HeldOpen:
    """Files that another process holds open, as Windows knows it: none can be replaced."""

    def __init__(self, monkeypatch):
        self.held: set[Path] = set()
        self.tries, self.lets_go_at = 0, None
        self.own = os.replace
        monkeypatch.setattr(whole_file.os, "replace", self)
        monkeypatch.setattr(whole_file, "WAITED_SECONDS", 5)

    def __call__(self, new, target):
        if Path(target) in self.held:
            self.tries += 1
            if self.tries == self.lets_go_at:
                self.held.clear()
            error = PermissionError(13, "held open", str(target))
            error.winerror = 32
            raise error
        self.own(new, target)


@pytest.mark.parametrize("name", slice_of(["CURRENT", "last_load.json"], "CURRENT"))
def test_a_file_that_is_held_open_for_a_moment_is_replaced_once_it_is_free(data, monkeypatch, name):
    lock = HeldOpen(monkeypatch)
    lock.held = {data / "warehouse" / name}
    lock.lets_go_at = 3
    export(data, 3)
    assert command("etl", "load", data=data).returncode == 0
    assert lock.tries == 3
    assert count() == 3
    assert json.loads((data / "warehouse" / "last_load.json").read_bytes())["published"]


def test_a_pointer_that_stays_held_open_is_named_and_nothing_is_left(data, monkeypatch):
    lock = HeldOpen(monkeypatch)
    monkeypatch.setattr(whole_file, "WAITED_SECONDS", 0.2)
    lock.held = {data / "warehouse" / "CURRENT"}
    export(data, 3)
    done = command("etl", "load", data=data)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith(f"Không ghi được vào {data}/warehouse/CURRENT")
    assert not list(data.rglob("*.new"))
    assert count() == 2


def test_a_rebuild_leaves_its_equal_that_a_page_holds_open(data, monkeypatch):
    lock = HeldOpen(monkeypatch)
    monkeypatch.setattr(whole_file, "WAITED_SECONDS", 0.2)
    path = published(data)
    lock.held = {path}
    done = command("etl", "rebuild", data=data)
    assert (done.returncode, done.stderr.splitlines()[-1][:5]) == (0, "[5/5]")
    assert (current().name, current().in_place_of, count()) == (path.stem, None, 2)
