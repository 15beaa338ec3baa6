"""/healthz: 200 only where the snapshot that CURRENT names opens, and why not in one word."""

import asyncio
import json
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import duckdb
import pytest
from filelock import FileLock

import ward_clock
from board.access.gate import Gate
from board.access.health import health
from board.access.routes import Routes
from board.intake import publishing
from board.warehouse import snapshots
from tests.conftest import command
from tests.literal import filled

TABLE = "id | status | received | due\n1 | 4 | 02/06 | 05/06"
HOST = (b"host", b"localhost:8501")


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory) -> Path:
    return filled(tmp_path_factory.mktemp("loaded"), {"2025-06-20": TABLE})


@pytest.fixture
def data(loaded_once, tmp_path, monkeypatch) -> Path:
    """A data folder with one published snapshot."""
    folder = shutil.copytree(loaded_once, tmp_path / "data")
    monkeypatch.setenv("BOARD_DATA", str(folder))
    return folder


def published(data: Path) -> Path:
    return next((data / "warehouse").glob("*.duckdb"))


async def streamlit_alone(scope, receive, send):
    raise AssertionError(f"Streamlit was asked for {scope['path']}")


def gate(app=streamlit_alone) -> Gate:
    index_html = '<html lang="en"><title>Streamlit</title><noscript>No</noscript></html>'
    routes = Routes(
        app,
        index_html=index_html,
        home="tong-quan",
        pages=["thu"],
        upload_limit_mb=1,
        grace_seconds=0,
        when_ended=lambda ids: 0,
    )
    return Gate(routes, hosts=[], index_html=index_html)


async def asked(of: Gate, *heads: tuple[bytes, bytes], path: str = "/healthz") -> list[dict]:
    """What the gate sends to a request."""
    sent: list[dict] = []

    async def note(message):
        sent.append(message)

    scope = {"type": "http", "scheme": "http", "method": "GET", "path": path}
    await of(scope | {"server": ("127.0.0.1", 8501), "headers": [*heads]}, None, note)
    return sent


def run(coroutine):
    """Its result, from a thread of its own: a browser's driver may keep a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_a_published_snapshot_that_opens_is_well_and_streamlit_is_not_asked(data):
    start, body = run(asked(gate(), HOST))
    heads = dict(start["headers"])
    assert start["status"] == 200
    assert (heads[b"content-type"], heads[b"cache-control"]) == (b"application/json", b"no-store")
    assert b"content-security-policy" in heads and b"set-cookie" not in heads
    answer = json.loads(body["body"])
    age, ended_at = answer.pop("age_seconds"), answer["last_load"].pop("ended_at")
    assert answer == {
        "is_well": True,
        "snapshot": published(data).stem,
        "data_date": "2025-06-20",
        "last_load": {"published": True, "loaded": 1, "known": 0, "refused": 0},
        "last_error": None,
    }
    assert age >= 0
    assert ward_clock.now() - datetime.fromisoformat(ended_at) < timedelta(days=1)


def test_the_age_counts_from_when_the_snapshot_was_built(data):
    seal = published(data).with_suffix(".seal")
    an_hour_ago = (ward_clock.now() - timedelta(hours=1)).isoformat()
    seal.write_text(json.dumps(json.loads(seal.read_text()) | {"built_at": an_hour_ago}))
    assert 3600 <= health()["age_seconds"] < 3700


def no_snapshot(data: Path) -> None:
    shutil.rmtree(data / "warehouse")


def snapshot_gone(data: Path) -> None:
    published(data).unlink()


def snapshot_cut(data: Path) -> None:
    content = published(data).read_bytes()
    published(data).write_bytes(content[: len(content) // 2])


def snapshot_altered(data: Path) -> None:
    with duckdb.connect(str(published(data))) as con:
        con.execute("delete from dossiers")


def of_another_version(data: Path) -> None:
    with duckdb.connect(str(published(data))) as con:
        con.execute("update snapshot set schema_version = 1")


def pointer_leads_out(data: Path) -> None:
    (data / "warehouse" / "CURRENT").write_text("../elsewhere", "utf-8")


def pointer_at_none_and_another_is_good(data: Path) -> None:
    (data / "warehouse" / "CURRENT").write_text("2020-01-01-00000000\n", "utf-8")


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (no_snapshot, "nothing_published"),
        (snapshot_gone, "snapshot_lost"),
        (snapshot_cut, "snapshot_lost"),
        (snapshot_altered, "snapshot_lost"),
        (of_another_version, "snapshot_of_another_version"),
        (pointer_leads_out, "snapshot_damaged"),
        (pointer_at_none_and_another_is_good, "snapshot_damaged"),
    ],
)
def test_what_does_not_open_is_not_well_and_the_kind_is_named(data, damage, why):
    damage(data)
    start, body = run(asked(gate(), HOST))
    answer = json.loads(body["body"])
    assert (start["status"], answer["is_well"], answer["last_error"]) == (503, False, why)
    # Where another stands in, the pages show that one.
    assert (answer["snapshot"] is not None) == (why == "snapshot_damaged")


def test_a_mended_folder_is_well_again_without_a_restart(data):
    good = published(data).read_bytes()
    snapshot_cut(data)
    assert not health()["is_well"]
    published(data).write_bytes(good)
    assert health()["is_well"]


def test_refused_files_and_a_failed_load_are_named_and_the_snapshot_stays_well(data, monkeypatch):
    file = data / "inbox" / "Nguyễn Văn A 0912345678_2025-06-21.csv"
    file.write_text("gì đó,khác\n1,2\n", "utf-8")
    command("etl", "load", data=data)
    answer = health()
    assert (answer["is_well"], answer["last_error"]) == (True, "files_refused")
    assert answer["last_load"] | {"ended_at": ""} == {
        "ended_at": "",
        "published": False,
        "loaded": 0,
        "known": 1,
        "refused": 1,
    }
    why = f"Không ghi được vào {data}."
    monkeypatch.setitem(publishing._failed, data, (why, time.time() + 1))
    answer = health()
    assert (answer["is_well"], answer["last_error"]) == (True, "load_failed")
    text = json.dumps(answer, ensure_ascii=False)
    assert str(data) not in text and "Nguyễn" not in text and "0912" not in text
    assert ".csv" not in text


def test_a_note_of_the_last_load_that_is_damaged_is_no_note(data):
    for note in ("{", "[]", '{"files": [1]}', '{"files": []}'):
        (data / "warehouse" / "last_load.json").write_text(note, "utf-8")
        answer = health()
        assert (answer["is_well"], answer["last_load"]) == (True, None)


def test_it_answers_while_a_load_holds_the_warehouse(data):
    with FileLock(data / "warehouse" / "LOCK"):
        (data / "warehouse" / "scratch-1").mkdir()
        assert run(asked(gate(), HOST))[0]["status"] == 200


@pytest.mark.parametrize(
    "heads", [(), ((b"host", b"evil.example"),), (HOST, (b"origin", b"http://evil.example"))]
)
def test_a_foreign_host_or_page_learns_nothing(data, heads):
    start, body = run(asked(gate(), *heads))
    assert start["status"] == 403 and published(data).stem.encode() not in body["body"]


def test_only_the_path_itself_is_answered(data):
    for path in ("/healthz/", "/healthz/x", "/under/healthz"):
        start, _ = run(asked(gate(), HOST, path=path))
        assert start["status"] == 404, path


def test_while_a_look_takes_long_others_are_answered_and_looks_wait_without_threads(data):
    async def page(scope, receive, send):
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def ask_both() -> tuple[int, int]:
        of = gate(page)
        looks = [asyncio.create_task(asked(of, HOST)) for _ in range(40)]
        await asyncio.sleep(0.05)
        assert not any(look.done() for look in looks)
        busy = len(asyncio.get_running_loop()._default_executor._threads)
        (other,) = await asked(of, HOST, path="/thu")
        goes_on.set()
        return other["status"], busy, [(await look)[0]["status"] for look in looks]

    def hold() -> None:
        with snapshots.opening:  # as the opening of a large snapshot does
            holds.set()
            goes_on.wait(60)

    holds, goes_on = Event(), Event()
    assert health()["is_well"]
    snapshots._own_row.cache_clear()
    Thread(target=hold, daemon=True).start()
    holds.wait(60)
    assert run(ask_both()) == (204, 1, [200] * 40)
