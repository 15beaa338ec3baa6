"""The only door to DuckDB: read-only, shut to the outside, safe for threads, never stale."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from board.catalogue import MEASURES
from board.measures.compute import measure
from board.selection.filters import Filters
from board.selection.periods import parse
from board.warehouse import ask as ask_warehouse
from board.warehouse import snapshots as snapshots_warehouse
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import NoWarehouse, SnapshotLost, WrongSchema, current, last_load
from tests.conftest import loaded
from tests.literal import day, filled, opened, snapshot

TABLE = "id | status | received | due\n1 | 4 | 02/06 | 05/06"
TWO = TABLE + "\n2 | 4 | 03/06 | 06/06"


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory) -> Path:
    return filled(tmp_path_factory.mktemp("loaded"), {"2025-06-20": TABLE})


@pytest.fixture
def data(loaded_once, tmp_path, monkeypatch) -> Path:
    """A data folder with one dossier in its published snapshot, which nobody has opened yet."""
    folder = shutil.copytree(loaded_once, tmp_path / "data")
    monkeypatch.setenv("BOARD_DATA", str(folder))
    return folder


def published(data: Path) -> Path:
    return next((data / "warehouse").glob("*.duckdb"))


@pytest.fixture
def questions(tmp_path, monkeypatch):
    """Gives a way to ask any SQL as pages ask: as a file among the queries."""
    folder = tmp_path / "queries"
    folder.mkdir()
    shutil.copy(ask_warehouse.QUERIES / "settings.sql", folder)
    monkeypatch.setattr(ask_warehouse, "QUERIES", folder)

    def asked(name: str, sql: str, **parameters) -> pd.DataFrame:
        (folder / f"{name}.sql").write_text(sql, "utf-8")
        return ask(current(EVERYTHING), name, **parameters)

    return asked


def test_the_snapshot_that_current_names_is_described(data):
    result = current(EVERYTHING)
    assert (result.path, result.name) == (published(data), published(data).stem)
    assert (result.data_date, result.is_sample) == (date(2025, 6, 20), False)
    assert last_load()["snapshot"] == result.name


def test_nothing_can_be_written(data, questions):
    before = published(data).read_bytes()
    for number, sql in enumerate(
        (
            "delete from dossiers",
            "update dossiers set field = 'x'",
            "create table mine as select 1 as one",
            "drop table feedback",
        )
    ):
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            questions(f"writes_{number}", sql)
    assert published(data).read_bytes() == before


def test_nothing_outside_the_snapshot_can_be_read_or_written(data, questions, tmp_path):
    outside = tmp_path / "outside.csv"
    outside.write_text("a\n1\n", "utf-8")
    for number, sql in enumerate(
        (
            f"select * from read_csv('{outside}')",
            f"select * from '{outside}'",
            f"select * from read_text('{outside}')",
            f"attach '{tmp_path}/other.duckdb' as other",
            f"copy dossiers to '{tmp_path}/taken.csv'",
            "install httpfs",
            "load httpfs",
        )
    ):
        with pytest.raises(duckdb.PermissionException):
            questions(f"outside_{number}", sql)
    with pytest.raises(duckdb.Error, match="locked"):
        questions("unlocks", "set enable_external_access = true")
    assert not (tmp_path / "taken.csv").exists()


def test_a_value_from_a_reader_is_a_value_and_never_sql(data):
    for text in ("' or 1=1 --", "'; drop table dossiers; --", "$field", "%", "\x00"):
        of = current(EVERYTHING)
        for filters in (Filters(field=text), Filters(unit=text), Filters(procedure=text)):
            rows = measure(MEASURES, of, filters, [parse("2025-06")])
            assert (rows["n"] == 0).all()
        listed = ask(of, "open_list", state="all", search=text, limit=9, due_soon_days=3, **EVERY)
        assert listed.empty


EVERY = Filters().parameters()


def test_a_caller_may_change_what_it_was_given(data):
    first = ask(current(EVERYTHING), "fields")
    first["field"] = "changed"
    first.loc[len(first)] = ["more", 1]
    again = ask(current(EVERYTHING), "fields")
    assert again.to_dict("list") == {"field": ["Hộ tịch"], "dossiers": [1]}


def test_parameters_that_a_question_does_not_use_are_left_out(data):
    rows = ask(current(EVERYTHING), "fields", nonsense=1, field="x", starts=[day("01/06")])
    assert list(rows["field"]) == ["Hộ tịch"]


def test_an_error_in_one_question_does_not_spoil_the_next(data, questions):
    for _ in range(3):
        with pytest.raises(duckdb.Error):
            questions("fails", "select error('no')")
        assert questions("works", "select count(*) as n from dossiers_as_of")["n"].tolist() == [1]


def test_eight_threads_at_once_get_the_answers_that_one_gets(sample_data):
    of = opened(sample_data)
    units = ["16528@2018-01-01", "16531@2025-07-01", "16516@2024-12-01", None]
    choices = [Filters(unit=unit, field=field) for unit in units for field in (None, "Đất đai")]
    periods = [parse("2025-q2"), parse("2024-12")]

    def answered(selection: Filters) -> pd.DataFrame:
        return measure(MEASURES, of, selection, periods)

    alone = [answered(selection) for selection in choices]
    ask_warehouse._answer.cache_clear()
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(answered, choices))
    for single, other in zip(alone, together, strict=True):
        pd.testing.assert_frame_equal(single, other)


def test_a_new_snapshot_is_seen_at_the_next_ask_and_the_old_one_still_answers(data):
    old = current(EVERYTHING)
    assert ask(old, "fields")["dossiers"].sum() == 1
    (data / "inbox" / "hoso_2025-06-21.csv").write_text(
        (data / "inbox" / "hoso0_2025-06-20.csv").read_text("utf-8").replace("-0001", "-0002"),
        "utf-8",
    )
    loaded(data)
    new = current(EVERYTHING)
    assert new.name != old.name and new.data_date == date(2025, 6, 21)
    # The same question of both, in turn: no answer of one is ever given for the other.
    for _ in range(2):
        assert ask(old, "fields")["dossiers"].sum() == 1
        assert ask(new, "fields")["dossiers"].sum() == 2
    (data / "warehouse" / "CURRENT").write_text(old.name, "utf-8")
    assert current(EVERYTHING) == old


def test_two_data_folders_with_one_snapshot_name_are_told_apart(tmp_path):
    single = snapshot(tmp_path / "one", {"2025-06-20": TABLE})
    folder = filled(tmp_path / "other", {"2025-06-20": TWO})
    published(folder).rename(published(folder).with_name(single.path.name))
    (folder / "warehouse" / "CURRENT").write_text(single.name, "utf-8")
    other = opened(folder)
    assert other.path.name == single.path.name
    assert [ask(of, "fields")["dossiers"].sum() for of in (single, other, single)] == [1, 2, 1]


def test_before_the_first_load_there_is_no_warehouse(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    with pytest.raises(NoWarehouse):
        current(EVERYTHING)
    assert last_load() is None


def test_a_snapshot_of_another_version_is_refused_by_its_own_name(data):
    path = published(data)
    with duckdb.connect(str(path)) as con:
        con.execute("update snapshot set schema_version = schema_version + 1")
        # Another version may lack what this one's questions name.
        con.execute("drop view unit_as_of")
        con.execute("alter table snapshot drop column is_sample")
    with pytest.raises(WrongSchema, match=path.stem):
        current(EVERYTHING)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.unlink(),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not a snapshot" * 1000),
        lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
        lambda path: path.write_bytes(path.read_bytes()[:12288] + bytes(path.stat().st_size)),
    ],
    ids=["gone", "empty", "text", "cut short", "zeroed"],
)
def test_a_snapshot_that_cannot_be_opened_is_lost(data, spoil):
    spoil(published(data))
    with pytest.raises(SnapshotLost):
        current(EVERYTHING)


def test_a_database_that_is_no_snapshot_is_lost(data):
    path = published(data)
    path.unlink()
    with duckdb.connect(str(path)) as con:
        con.execute("create table something (a integer)")
    with pytest.raises(SnapshotLost):
        current(EVERYTHING)


def test_no_more_snapshots_stay_open_than_the_limit(loaded_once, tmp_path):
    many = []
    for number in range(snapshots_warehouse.CONNECTIONS_KEPT + 2):
        many.append(opened(shutil.copytree(loaded_once, tmp_path / str(number))))
        assert ask(many[-1], "fields")["dossiers"].sum() == 1
    assert len(snapshots_warehouse._open) == snapshots_warehouse.CONNECTIONS_KEPT
    # One that was closed is opened again when it is asked, unless it has gone since.
    assert ask(many[0], "extent")["first_day"].iloc[0] == pd.Timestamp(2025, 6, 2)
    many[1].path.unlink()
    with pytest.raises(SnapshotLost):
        ask(many[1], "extent")


def test_a_list_of_forty_snapshots_opens_none_of_them_a_second_time(data):
    connection, current_one = published(data), current(EVERYTHING)
    for number in range(39):
        other = Path(
            shutil.copy(connection, connection.with_name(f"2025-01-01-{number:012}.duckdb"))
        )
        if number % 2:  # what another version built is listed at every run too
            with duckdb.connect(str(other)) as con:
                con.execute("update snapshot set schema_version = schema_version + 1")
    snapshots, closed = snapshots_warehouse.list_snapshots()
    assert (len(snapshots), len(closed)) == (21, 19)
    ask(current_one, "extent")
    stay_open = list(snapshots_warehouse._open)
    assert stay_open[-1] == connection
    assert snapshots_warehouse.list_snapshots() == (snapshots, closed)
    assert list(snapshots_warehouse._open) == stay_open
    # A file that was made anew under its name is read anew.
    shutil.copy(connection, snapshots[0].path)
    with duckdb.connect(str(snapshots[0].path)) as con:
        con.execute("update snapshot set data_date = date '2025-06-01'")
    assert snapshots_warehouse.named(snapshots[0].path.stem).data_date == date(2025, 6, 1)
