"""What the log of use holds of pages and commands, and what a disk without room for it stops."""

import json
import os
import re
import shutil
import time
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from audit_log import FOLDER, append, files
from board.access.accounts import sessions, store
from board.access.audit_chain import lines, verify
from board.access.settings_log import note_changed_settings
from board.intake import publishing
from board.intake.etl_command import result_of
from board.registers import entry_files
from board.text import audit, entries, pages
from board.text.command import not_written
from board.ui.components import downloads
from board.ui.components.blocks import escaped
from etl.contract import contracts
from tests.conftest import PROJECT, command
from tests.literal import filled
from tests.screen import session
from tests.snapshots import csv_of, put
from tests.test_disk import POSIX, small_disk
from tests.test_entry_form import DOSSIERS, OFFICER, SAM_SON, TASK, press, widget

PASSWORD = "mùa xuân ở biển"
ROLES = {"qt-01": "quan-tri", "mc-02": "mot-cua", "du-03": "dang-uy"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Sầm Sơn with a dossier and a task, and an account of each of three roles there; not to be
    changed."""
    data = filled(
        tmp_path_factory.mktemp("used"),
        DOSSIERS,
        tasks={"2025-07-10": [{"task_id": "NV1"} | TASK]},
        officers={"2025-07-10": [OFFICER]},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(data))
        for name, role in ROLES.items():
            store.add(name, PASSWORD, 0)
            store.give_role(name, role, ["16531"], date(2025, 1, 1), None, also=False)
        store.give_role("qt-01", "quan-tri", ["all"], date(2025, 1, 1), None, also=False)
    return data


@pytest.fixture
def data(folder, tmp_path, monkeypatch) -> Path:
    """A copy of that folder, for one test."""
    copy = shutil.copytree(folder, tmp_path / "data")
    monkeypatch.setenv("BOARD_DATA", str(copy))
    return copy


@pytest.fixture
def shown(monkeypatch):
    """Opens a page as an account, in whose name the gate asks."""

    def open_page(page: str, who: str, **address: str) -> AppTest:
        header = property(lambda context: {"X-Board-Account": who})
        monkeypatch.setattr(type(st.context), "headers", header)
        app = session()
        for key, value in ({"unit": SAM_SON, "period": "2025-07"} | address).items():
            app.query_params[key] = value
        app.switch_page(f"../../pages/{page}.py").run()
        assert pages.BROKEN not in [info.value for info in app.info] and not app.exception
        return app

    return open_page


def since(data: Path, n: int) -> list[tuple[str, str | None, dict]]:
    """The kind, account and content of each line after the n-th."""
    return [(line.kind, line.account, dict(line.what)) for line in lines(data) if line.n > n]


def filters(**more: str) -> dict:
    return {
        "unit": SAM_SON,
        "period": "2025-07",
        "compare": "previous",
        "snapshot": more.pop("snapshot"),
    } | more


def published(data: Path) -> str:
    return (data / "warehouse" / "CURRENT").read_text().strip()


def test_every_change_of_an_account_is_a_line_and_none_holds_a_password(data):
    before = verify(data).last
    store.add("th-04", PASSWORD, 0)
    store.give_role("th-04", "tong-hop", ["all"], date(2026, 1, 2), date(2026, 6, 30), also=True)
    store.change_password("th-04", PASSWORD, "biển xanh cát trắng")
    store.reset("th-04", PASSWORD)
    store.set_disabled("th-04", True)
    store.set_disabled("th-04", False)
    with pytest.raises(ValueError, match="Đã có tài khoản"):
        store.add("th-04", PASSWORD, 0)
    role = {"role": "tong-hop", "units": ["all"], "from": "2026-01-02", "to": "2026-06-30"}
    assert since(data, before) == [
        ("account", None, {"how": "add", "of": "th-04"}),
        ("account", None, {"how": "role", "of": "th-04"} | role),
        ("password_changed", "th-04", {}),
        ("account", None, {"how": "reset", "of": "th-04"}),
        ("account", None, {"how": "disable", "of": "th-04"}),
        ("account", None, {"how": "enable", "of": "th-04"}),
    ]
    kept = b"".join(path.read_bytes() for path in files(data / FOLDER)).decode()
    assert PASSWORD not in kept and "biển xanh" not in kept


def test_a_list_that_is_opened_is_a_line_once_and_what_was_typed_is_masked(data, shown):
    before, snapshot = verify(data).last, published(data)
    app = shown("open_dossiers", "mc-02", state="all")
    app.run()
    opened = {"page": "open_dossiers", "what": "dossiers", "rows": 1}
    first = opened | {"filters": filters(snapshot=snapshot, state="all")}
    assert since(data, before) == [("opened", "mc-02", first)]
    app.text_input(key="search").set_value("Nguyễn Thị Lan 0912345678").run()
    app.text_input(key="search").set_value("1").run()
    typed = opened | {"filters": filters(snapshot=snapshot, state="all", search="đã che")}
    assert since(data, before)[1:] == [("opened", "mc-02", typed)]
    shown("definitions", "mc-02")
    assert len(since(data, before)) == 2


def test_a_file_that_is_taken_is_a_line_with_its_rows_and_filters(data, shown, monkeypatch):
    taken = {}
    monkeypatch.setattr(
        downloads.st,
        "download_button",
        lambda label, content, *_, key, **__: taken.update({key: content}),
    )
    shown("open_dossiers", "mc-02", state="all")
    before, snapshot = verify(data).last, published(data)
    taken["csv_dang_giai_quyet_all"]()
    chosen = filters(snapshot=snapshot, state="all")
    export = {"page": "open_dossiers", "what": "dang_giai_quyet_all.csv", "rows": 1}
    assert since(data, before) == [("export", "mc-02", export | {"filters": chosen})]
    shown("reports", "mc-02")
    before = verify(data).last
    taken["paper_form06a.xlsx"]()
    [(kind, account, what)] = since(data, before)
    assert (kind, account) == ("paper", "mc-02")
    assert re.fullmatch("[0-9A-Z]{8}", what.pop("code"))
    assert what == {
        "page": "reports",
        "what": "form06a.xlsx",
        "filters": filters(snapshot=snapshot),
    }


def titled(shown, title: str) -> AppTest:
    """The form of task NV1 as one-stop staff changed its title in it, not yet sent."""
    app = shown("model_progress", "mc-02")
    app.session_state["entries_tasks"] = True
    widget(app.run().selectbox, entries.RECORD_LABEL).set_value("16531 NV1").run()
    widget(app.text_input, "Nhiệm vụ *").set_value(title)
    widget(app.text_input, f"{entries.ENTRY_WHY} *").set_value("đổi tên")
    return app


def test_an_entry_is_a_line_with_the_names_of_its_fields_and_nothing_of_their_text(
    data, shown, monkeypatch
):
    monkeypatch.setattr(publishing, "publish", lambda: None)  # a load has a test of its own
    app, before = titled(shown, "Họp với ông Nguyễn Văn Ba"), verify(data).last
    press(app, entries.SAVE)
    assert not app.error
    edit = {"what": "tasks", "how": "change", "record": "NV1", "fields": ["title"]}
    assert since(data, before) == [("edit", "mc-02", edit)]
    assert "Nguyễn" not in "".join(path.read_text("utf-8") for path in files(data / FOLDER))


@POSIX
def test_a_full_disk_refuses_what_is_written_and_lets_what_is_read_go_on(
    data, tmp_path, shown, monkeypatch
):
    with small_disk(tmp_path / "disk", "2m") as disk:
        # The log's disk alone: what is written elsewhere has room.
        shutil.move(data / "access", disk / "access")
        (data / "access").symlink_to(disk / "access")
        token = sessions.start("mc-02", time.time() - 600)
        app = titled(shown, "Việc khác")
        with (disk / "filler").open("wb") as filler, pytest.raises(OSError, match="space"):
            while True:
                os.write(filler.fileno(), b"x" * 4096)
        with pytest.raises(OSError, match="space"):  # what is left of the log's last block
            for _ in range(50):
                append(data, "x", None)  # shorter than any line below
        before, snapshot, accounts = verify(data).last, published(data), store.accounts()
        press(app, entries.SAVE)
        assert any("đĩa đã đầy" in error.value for error in app.error)
        assert not [*entry_files.folder("tasks").glob("*")]
        for change in ("disable", "reset"):
            done = command("board", "account", change, "du-03", data=data)
            assert (done.returncode, done.stderr) == (1, not_written("đĩa đã đầy") + "\n"), change
        assert store.accounts() == accounts
        done = command("etl", "rebuild", data=data)
        assert done.returncode == 1 and "(đĩa đã đầy)" in done.stderr
        # A session of ten minutes ago is looked up, a page is read and a list opened.
        limits = sessions.Limits(3600, 3600)
        assert sessions.find(token, limits, time.time(), is_used=True).account == "mc-02"
        app = shown("open_dossiers", "mc-02", state="all")
        assert app.dataframe and not app.error
        assert verify(data).is_whole and verify(data).last == before
        assert published(data) == snapshot
        (disk / "filler").unlink()
        monkeypatch.setattr(publishing, "publish", lambda: None)
        press(titled(shown, "Việc khác"), entries.SAVE)
        assert verify(data).is_whole and since(data, before)[-1][0] == "edit"


def test_what_a_page_has_a_command_do_is_in_the_name_of_its_account(data):
    """A file is withdrawn, which builds anew: a line for each, the first before it is done."""
    before = verify(data).last
    [note] = (json.loads(path.read_bytes()) for path in data.glob("staged/tasks/*.json"))
    result = result_of("withdraw", note["sha256"], "--by=qt-01", "--why=nhầm", account="qt-01")
    assert result["published"], result
    withdrawal = {"how": "withdraw", "sha256": [note["sha256"][:12]]}
    load = {"snapshot": result["snapshot"], "files": {}, "sha256": [], "refused": 0}
    assert since(data, before) == [
        ("withdraw", "qt-01", withdrawal),
        ("load", "qt-01", load),
    ]


def test_a_load_by_command_is_a_line_and_without_its_line_publishes_nothing(data):
    before, then = verify(data).last, published(data)
    put(data, "hoso_2025-07-12.csv", csv_of({"id": "H-2"}))
    log = files(data / FOLDER)[-1]
    aside = log.rename(log.with_suffix(".aside"))
    log.mkdir()  # it cannot be written
    done = command("etl", "load", data=data)
    assert done.returncode == 1 and done.stderr.splitlines()[-1].startswith("Không ghi được vào")
    assert published(data) == then
    log.rmdir()
    aside.rename(log)
    done = command("etl", "load", "--json", data=data)
    assert done.returncode == 0, done.stderr
    [(kind, account, what)] = since(data, before)
    assert (kind, account, what["snapshot"]) == ("load", None, published(data))
    assert (what["files"], what["refused"], len(what["sha256"])) == ({"dossiers": 1}, 0, 1)


def test_lists_of_reference_and_backups_are_lines_and_a_backup_brings_the_log_back(data, tmp_path):
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    before, archive = verify(data).last, tmp_path / "b.zip"
    unit = ("units", "--add=99999", "--name=Phường Thử", "--from=2026-01-01")
    assert command("etl", *unit, data=data).returncode == 0
    assert command("etl", "backup", str(archive), data=data).returncode == 0
    assert since(data, before) == [("reference", None, {"what": "units"}), ("backup", None, {})]
    append(data, "export", "mc-02", what="later.csv")
    done = command("etl", "restore", str(archive), "--set-aside", data=data)
    assert done.returncode == 0, done.stderr
    assert since(data, before)[2:] == [("restore", None, {"how": "after"})]
    assert verify(data).is_whole
    [replaced] = data.glob("replaced/*")
    assert since(replaced, before)[2:] == [
        ("export", "mc-02", {"what": "later.csv"}),
        ("restore", None, {"how": "before"}),
    ]
    assert verify(replaced).is_whole


def test_settings_that_changed_since_the_last_start_are_named_without_their_values(
    data, monkeypatch
):
    before = verify(data).last
    note_changed_settings(data)
    note_changed_settings(data)
    text = (PROJECT / "config.toml").read_text("utf-8")
    text = text.replace('report_recipient = ""', 'report_recipient = "ông Nguyễn Văn Ba"')
    config = data / "config.toml"
    config.write_text(text.replace("idle_minutes = 60", "idle_minutes = 30"), "utf-8")
    monkeypatch.setenv("BOARD_CONFIG", str(config))
    note_changed_settings(data)
    changed = ["papers.report_recipient", "access.idle_minutes"]
    assert since(data, before) == [
        ("settings", None, {"how": "first"}),
        ("settings", None, {"changed": changed}),
    ]


def test_the_page_shows_administrators_the_lines_by_day_kind_and_account(data, shown):
    append(data, "export", "mc-02", page="letters", what="thu.csv", rows=1200)
    app = shown("usage_log", "qt-01")
    assert app.title[0].value == pages.PAGES["usage_log"][0]
    assert app.header[0].value == "Có **8** dòng của 1 tài khoản."
    assert app.caption[0].value.startswith("Nhật ký sử dụng còn nguyên các dòng từ 1 đến 8.")
    table = app.dataframe[0].value
    assert table["use_of"].iloc[0] == "Thư, thu.csv, số dòng: 1.200"
    assert table["line"].tolist() == [8, 7, 6, 5, 4, 3, 2, 1]
    app = shown("usage_log", "qt-01", use="export", account="mc-02", days="1")
    assert app.dataframe[0].value["account"].tolist() == ["mc-02"]
    app = shown("usage_log", "qt-01", use="paper")
    assert not app.dataframe and [info.value for info in app.info] == [escaped(audit.NOTHING)]
    log = files(data / FOLDER)[-1]
    log.write_bytes(log.read_bytes().replace(b"thu.csv", b"tho.csv"))
    app = shown("usage_log", "qt-01")
    assert app.error[0].value.startswith("Dòng 8 đã bị sửa sau khi ghi")


@pytest.mark.parametrize(("units", "seen"), [(["16531"], {"mc-02"}), (["16516"], set())])
def test_who_administers_some_units_sees_the_lines_of_their_accounts_alone(
    data, shown, units, seen
):
    store.add("qt-05", PASSWORD, 0)
    store.give_role("qt-05", "quan-tri", units, date(2025, 1, 1), None, also=False)
    for account in ("mc-02", "qt-01", None):
        append(data, "export", account, page="letters", what="thu.csv", rows=8)
    app = shown("usage_log", "qt-05", unit="")
    assert {account for table in app.dataframe for account in table.value["account"]} == seen


@pytest.mark.parametrize("account", ["mc-02", "du-03"])
def test_whoever_else_opens_the_pages_address_gets_a_sentence(data, shown, account):
    app = shown("usage_log", account)
    assert [info.value for info in app.info] == [escaped(pages.NOT_FOR_YOU)]
    assert not app.dataframe and not app.title and not app.get("download_button")


def test_without_accounts_the_page_says_why_it_has_no_lines(folder, tmp_path, monkeypatch):
    copy = shutil.copytree(folder, tmp_path / "data")
    shutil.rmtree(copy / "access")
    monkeypatch.setenv("BOARD_DATA", str(copy))
    app = session()
    app.switch_page("../../pages/usage_log.py").run()
    assert [info.value for info in app.info] == [escaped(audit.NOT_KEPT)]
    assert not (copy / "access").exists()


def test_kinds_and_sources_have_their_words():
    code = "".join(
        path.read_text("utf-8")
        for path in (PROJECT / name for name in ("etl", "board", "audit_log.py"))
        for path in ([path] if path.is_file() else path.rglob("*.py"))
    )
    log = r"append(?:_if_room)?\((?:settings\.data|data_folder\(\)|data), |note_(?:use|sign_in)\("
    pattern = rf"(?:{log})\"(\w+)\""
    assert {*re.findall(pattern, code), "expired", "account"} == audit.KINDS.keys()
    assert audit.SOURCES.keys() == contracts().keys()


def test_a_day_in_a_line_is_read_as_every_other_day():
    given = {"what": "role", "account": "mc-02", "from": "2026-11-30"}
    assert audit.use_of(given).endswith("30/11/2026")
