"""Registers entered on a page: the form, what waits, the log and the export agree."""

import shutil
import time
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

import ward_clock
from board.access.accounts import store
from board.intake import publishing
from board.registers import entry_files, entry_policy, record_places
from board.runtime.settings import EntrySettings
from board.text import entries as entries_text
from board.text import numbers, pages
from board.ui.components.blocks import escaped
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.conftest import PROJECT
from tests.literal import filled
from tests.screen import session
from tests.snapshots import ask as rows_of
from tests.test_pages import infos

SAM_SON, QUANG_THO = "16531@2025-07-01", "16528@2018-01-01"
DOSSIERS = {"2025-07-10": "id | unit | status | received\n1 | 16531 | 4 | 02/07"}
TASK = {"unit_code": "16531", "title": "Rà soát <b>quy trình</b>", "due_on": "15/07/2025"}
OFFICER = {"unit_code": "16531", "officer_code": "16531-01", "valid_from": "01/07/2025"}
# One who left, one who is still to come, one of another ward.
NOT_IN_POST = [
    OFFICER | {"officer_code": "16531-02", "valid_to": "31/08/2025"},
    OFFICER | {"officer_code": "16531-03", "valid_from": "01/01/2099"},
    OFFICER | {"officer_code": "16516-01", "unit_code": "16516"},
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Sầm Sơn with one task, NV1, and one officer who is in post today; Quảng Thọ, which went into
    it, with one reception. It is not changed."""
    return filled(
        tmp_path_factory.mktemp("entered"),
        DOSSIERS,
        tasks={"2025-07-10": [{"task_id": "NV1"} | TASK]},
        officers={"2025-07-10": [OFFICER, *NOT_IN_POST]},
        receptions={"2025-06-30": [{"reception_id": "TD1"}]},
    )


@pytest.fixture
def data(folder, tmp_path, monkeypatch):
    """A copy of that folder, for one test."""
    copy = shutil.copytree(folder, tmp_path / "data")
    monkeypatch.setenv("BOARD_DATA", str(copy))
    return copy


def shown(page: str = "model_progress", source: str = "tasks", **address: str | None) -> AppTest:
    app = session()
    for key, value in ({"unit": SAM_SON, "period": "2025-07"} | address).items():
        if value:
            app.query_params[key] = value
    app.session_state[f"entries_{source}"] = True
    app.switch_page(f"../../pages/{page}.py").run()
    assert pages.BROKEN not in infos(app) and not app.exception
    return app


def widget(kind, label: str):
    return next(widget for widget in kind if widget.label == label)


def press(app: AppTest, label: str) -> AppTest:
    widget(app.button, label).click().run()
    assert pages.BROKEN not in infos(app) and not app.exception
    return app


def signed(app: AppTest, why: str = "", by: str = "16531-01") -> AppTest:
    """The form with who writes and why."""
    box = widget(app.selectbox, f"{entries_text.ENTRY_BY} *")
    box.options = [*dict.fromkeys([*box.options, by])]  # a code may be typed that is not listed
    box.set_value(by)
    for label in (entries_text.ENTRY_WHY, f"{entries_text.ENTRY_WHY} *"):
        for field in app.text_input:
            if field.label == label:
                field.set_value(why)
    return app


def errors(app: AppTest) -> list[str]:
    return [error.value.replace("\\", "") for error in app.error]


def settled(data) -> None:
    """Waits until the load that the page started has published."""
    end = time.monotonic() + 300
    while publishing.is_publishing() and time.monotonic() < end:
        time.sleep(0.1)
    assert not publishing.is_publishing() and publishing.failure() is None


@pytest.mark.long  # the same is done in a browser in `make test`
def test_a_task_is_added_and_done_and_page_log_and_export_agree(data):
    app = shown()
    widget(app.text_input, "Nhiệm vụ *").set_value("=1+1")
    widget(app.selectbox, "Mảng nội dung *").set_value("4")
    widget(app.date_input, "Hạn hoàn thành *").set_value(date(2025, 7, 31))
    press(signed(app), entries_text.SAVE)
    assert not errors(app)
    table = next(f.value for f in app.dataframe if "entry_state" in f.value)
    new = table.iloc[0]
    assert new[["entry_state", "Nhiệm vụ", "Hạn hoàn thành"]].tolist() == [
        entries_text.WAITS,
        "=1+1",
        "31/07/2025",
    ]
    assert table["entry_state"].tolist() == [entries_text.WAITS, ""]
    assert any(c.value.startswith("1 lần ghi chờ cập nhật") for c in app.caption)
    settled(data)

    app = shown()
    key = new["Mã nhiệm vụ"]
    widget(app.selectbox, entries_text.RECORD_LABEL).set_value(f"16531 {key}").run()
    widget(app.date_input, "Ngày hoàn thành").set_value(date(2025, 7, 20))
    press(signed(app, "có biên bản"), entries_text.SAVE)
    settled(data)

    assert rows_of(
        data, "select task_id, title, workstream, done_on::varchar from tasks order by title"
    ) == [(key, "=1+1", 4, "2025-07-20"), ("NV1", "Rà soát <b>quy trình</b>", 1, None)]
    app = shown()
    table = next(f.value for f in app.dataframe if "entry_state" in f.value)
    row = table[table["Mã nhiệm vụ"] == key].iloc[0]
    assert row[["entry_state", "Ngày hoàn thành"]].tolist() == ["", "20/07/2025"]
    log = next(f.value for f in app.dataframe if "what" in f.value)
    assert log["record"].tolist() == [key, key]
    assert log["what"].iloc[0] == "Ngày hoàn thành: 20/07/2025"
    assert (
        log["what"].iloc[1].startswith(f"{entries_text.ADDED}; Mã nhiệm vụ: {key}; Đơn vị: 16531")
    )
    assert log["change_reason"].tolist() == ["có biên bản", numbers.ABSENT]
    assert log["recorded_by"].tolist() == ["16531-01"] * 2


def test_of_two_who_have_one_record_open_the_second_sees_the_first_and_undoes_nothing(
    data, monkeypatch
):
    """The two are accounts: each writes in its own name, and no box offers an officer's code."""
    headers: dict[str, str] = {}
    context = "streamlit.runtime.context.ContextProxy.headers"
    monkeypatch.setattr(context, property(lambda self: headers))
    accounts = ("tk-01", "tk-02")
    for account in accounts:
        store.add(account, "biển xanh cát trắng", 0)
        store.give_role(account, "mot-cua", ["16531"], date(2025, 1, 1), None, also=False)

    def as_account(place: int) -> None:
        headers["X-Board-Account"] = accounts[place]

    both = []
    for place in (0, 1):
        as_account(place)
        both.append(shown())
        widget(both[place].selectbox, entries_text.RECORD_LABEL).set_value("16531 NV1").run()
        assert entries_text.ENTRY_BY not in "".join(box.label for box in both[place].selectbox)
        widget(both[place].text_input, f"{entries_text.ENTRY_WHY} *").set_value("x")
    first, second = both
    widget(first.date_input, "Ngày hoàn thành").set_value(date(2025, 7, 12))
    widget(second.text_input, "Ghi chú").set_value("thêm")  # its box of that day is empty
    as_account(0)
    press(first, entries_text.SAVE)
    as_account(1)
    press(second, entries_text.SAVE)
    sentence = escaped(entries_text.changed_meanwhile([("Ngày hoàn thành", "–", "12/07/2025")]))
    assert sentence in [warning.value for warning in second.warning]
    assert len(list(entry_files.folder("tasks").glob("*.csv"))) == 1
    press(second, entries_text.SAVE)
    assert not errors(first) and not errors(second)
    settled(data)
    assert [entry.changed for entry in entry_files.waiting("tasks", current(EVERYTHING))] == []
    assert rows_of(data, "select done_on::varchar, note from tasks") == [("2025-07-12", "thêm")]
    changed = "select changed_fields, recorded_by from record_changes order by recorded_at"
    assert rows_of(data, changed) == [("done_on", "tk-01"), ("note", "tk-02")]


def test_a_role_that_was_taken_away_writes_nothing_in_a_form_that_is_open(data, monkeypatch):
    headers = {"X-Board-Account": "tk-01"}
    context = "streamlit.runtime.context.ContextProxy.headers"
    monkeypatch.setattr(context, property(lambda self: headers))
    store.add("tk-01", "biển xanh cát trắng", 0)
    store.give_role("tk-01", "mot-cua", ["16531"], date(2025, 1, 1), None, also=False)
    app = shown()
    widget(app.selectbox, entries_text.RECORD_LABEL).set_value("16531 NV1").run()
    widget(app.text_input, "Ghi chú").set_value("thêm")
    widget(app.text_input, f"{entries_text.ENTRY_WHY} *").set_value("x")
    store.give_role("tk-01", "dang-uy", ["16531"], date(2025, 1, 1), None, also=False)
    press(app, entries_text.SAVE)
    assert not list(entry_files.folder("tasks").glob("*"))
    assert escaped(entries_text.NOT_ALLOWED) in [info.value for info in app.info]


def test_what_a_load_would_refuse_gets_a_sentence_and_no_file(data):
    app = press(shown(), entries_text.SAVE)
    assert errors(app) == [
        "Mảng nội dung: phải ghi.",
        "Nhiệm vụ: phải ghi.",
        "Hạn hoàn thành: phải ghi.",
        entries_text.ENTRY_BY_MISSING,
    ]
    widget(app.selectbox, entries_text.RECORD_LABEL).set_value("16531 NV1").run()
    assert errors(press(signed(app), entries_text.SAVE)) == [
        entries_text.ENTRY_WHY_MISSING,
        entries_text.NOTHING_CHANGED,
    ]
    assert not list(entry_files.folder("tasks").glob("*"))


NAMED = ["16531-99", "16531-02", "16531-03", "16516-01", "99999-01", "Lan", "[x](http://a.invalid)"]


def test_nothing_is_written_or_made_void_by_who_is_not_in_post_in_that_unit_today(data):
    """The code of nobody, of one who left, is to come, or is of another ward; no code."""
    app = shown()
    widget(app.selectbox, entries_text.RECORD_LABEL).set_value("16531 NV1").run()
    widget(app.text_input, "Ghi chú").set_value("thêm")
    for by in NAMED:
        for button in (entries_text.SAVE, entries_text.VOID):
            press(signed(app, "x", by), button)
            refused = escaped(entries_text.not_in_post(by, ward_clock.today()))
            assert [error.value for error in app.error] == [refused], by
    assert not list(entry_files.folder("tasks").glob("*"))


def test_where_the_register_of_posts_names_nobody_a_sentence_asks_for_it(tmp_path, monkeypatch):
    exports = {"2025-07-10": [{"task_id": "NV1"} | TASK]}
    monkeypatch.setenv("BOARD_DATA", str(filled(tmp_path, DOSSIERS, tasks=exports)))
    app = shown()
    widget(app.selectbox, entries_text.RECORD_LABEL).set_value("16531 NV1").run()
    assert errors(press(signed(app, "x"), entries_text.VOID)) == [
        entries_text.nobody_in_post(ward_clock.today())
    ]
    assert not entry_files.folder("tasks").exists()


@pytest.mark.parametrize("sought", ["", "không có trong sổ"])
def test_a_number_that_stands_is_not_given_again_whatever_is_sought(data, sought):
    app = shown()
    widget(app.text_input, entries_text.SEEK).set_value(sought).run()
    widget(app.text_input, "Mã nhiệm vụ").set_value("NV1")
    widget(app.text_input, "Nhiệm vụ *").set_value("Việc")
    widget(app.selectbox, "Mảng nội dung *").set_value("4")
    widget(app.date_input, "Hạn hoàn thành *").set_value(date(2025, 7, 31))
    assert errors(press(signed(app), entries_text.SAVE)) == [entries_text.entry_key_taken("NV1")]


def test_a_record_is_made_void_with_a_reason_and_stays_in_the_log(data):
    app = shown()
    widget(app.selectbox, entries_text.RECORD_LABEL).set_value("16531 NV1").run()
    press(signed(app, "ghi nhầm"), entries_text.VOID)
    settled(data)
    assert rows_of(data, "select count(*) from tasks") == [(0,)]
    assert rows_of(data, "select record, is_void, change_reason from record_changes") == [
        ("NV1", True, "ghi nhầm")
    ]


def test_an_entry_that_a_load_refuses_says_why_and_is_laid_aside(data):
    record = entry_files.records("tasks", current(EVERYTHING), SAM_SON)[0]
    values = {name: record[name] for name in record if name in fields("tasks")["field"].tolist()}
    values |= {"starts_on": "2025-07-10", "done_on": "2025-07-01"}
    path = entry_files.append("tasks", values, ["starts_on", "done_on"], "16531-01", "x")
    publishing.publish()
    end = time.monotonic() + 300
    while publishing.is_publishing() and time.monotonic() < end:
        time.sleep(0.1)
    app = shown()
    assert (
        app.warning[0]
        .value.replace("\\", "")
        .endswith(" bị từ chối: Ngày hoàn thành trước ngày bắt đầu thực hiện.")
    )
    press(app, entries_text.LAY_ASIDE)
    assert not app.warning and not path.exists() and path.with_suffix(".refused").exists()


def test_a_refused_entry_is_mended_in_the_form_with_what_was_written(data):
    app = shown()
    widget(app.text_input, "Nhiệm vụ *").set_value("Họp dân")
    widget(app.selectbox, "Mảng nội dung *").set_value("4")
    widget(app.date_input, "Hạn hoàn thành *").set_value(date(2025, 7, 31))
    widget(app.date_input, "Ngày bắt đầu thực hiện").set_value(date(2025, 7, 9))
    widget(app.date_input, "Ngày hoàn thành").set_value(date(2025, 7, 2))
    press(signed(app), entries_text.SAVE)
    end = time.monotonic() + 300
    while publishing.is_publishing() and time.monotonic() < end:
        time.sleep(0.1)
    app = press(shown(), entries_text.MEND)
    assert not app.warning and widget(app.text_input, "Nhiệm vụ *").value == "Họp dân"
    widget(app.date_input, "Ngày hoàn thành").set_value(date(2025, 7, 12))
    press(signed(app), entries_text.SAVE)
    assert not errors(app)
    settled(data)
    query = "select title, starts_on::varchar, done_on::varchar from tasks where title = 'Họp dân'"
    assert rows_of(data, query) == [("Họp dân", "2025-07-09", "2025-07-12")]


def fields(source: str):
    return ask(current(EVERYTHING), "source_fields", source=source)


def test_where_no_unit_is_chosen_a_sentence_says_so_and_the_published_is_no_old_one(
    folder, monkeypatch
):
    monkeypatch.setenv("BOARD_DATA", str(folder))
    assert entries_text.ENTRIES_NO_UNIT in sentences(shown(unit=None))
    pinned = sentences(shown(snapshot=current().name))
    assert entries_text.ENTRIES_PINNED not in pinned  # the published one is no old one


def test_in_a_unit_that_is_no_more_an_old_record_can_be_changed_and_none_added(folder, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(folder))
    app = shown("receptions_petitions", "receptions", unit=QUANG_THO)
    assert entries_text.ENTRIES_UNIT_OVER in sentences(app)
    assert entries_text.SAVE not in [button.label for button in app.button]
    boxes = [box for box in app.selectbox if box.label == entries_text.RECORD_LABEL]
    boxes[0].set_value("16528 TD1 2025").run()
    assert entries_text.ENTRIES_UNIT_OVER not in sentences(app)
    assert entries_text.SAVE in [button.label for button in app.button]


def test_on_the_sample_and_where_the_house_only_reads_nothing_is_entered(
    folder, sample_data, monkeypatch
):
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    app = shown("letters", "letters", unit="16531", period="2025-06")
    assert entries_text.ENTRIES_ON_SAMPLE in sentences(app)
    assert entries_text.SAVE not in [button.label for button in app.button]
    monkeypatch.setenv("BOARD_DATA", str(folder))
    monkeypatch.setattr(entry_policy, "ENTRIES", EntrySettings(allowed=False))
    app = shown()
    assert entries_text.ENTRIES_OFF in sentences(app)
    assert entries_text.SAVE not in [button.label for button in app.button]


def test_a_unit_without_a_register_begins_one_on_the_page(data):
    app = shown("letters", "letters")
    widget(app.selectbox, "Loại thư *").set_value("thanks")
    press(signed(app), entries_text.SAVE)
    settled(data)
    assert rows_of(data, "select kind, unit_key from letters") == [("thanks", SAM_SON)]


def test_a_denunciation_is_not_offered(data):
    app = shown("receptions_petitions", "petitions")
    kinds = widget(app.selectbox, "Loại đơn *").options
    assert "Tố cáo" not in kinds and len(kinds) == 4  # none, two complaints, a reflection
    assert "Đơn tố cáo chỉ được đếm, không ghi trên trang; nạp bằng tệp." in [
        caption.value for caption in app.caption
    ]


def sentences(app: AppTest) -> list[str]:
    return [info.value.replace("\\", "") for info in app.info]


@pytest.fixture
def two_years(tmp_path, monkeypatch):
    """Sầm Sơn with petition 1 of each of two years."""
    petition = {"unit_code": "16531", "petition_id": "1"}
    days = [petition | {"received_on": f"10/07/{year}"} for year in (2025, 2026)]
    registers = {"petitions": {"2026-07-31": days}, "officers": {"2025-07-10": [OFFICER]}}
    made = filled(tmp_path, DOSSIERS, **registers)
    monkeypatch.setenv("BOARD_DATA", str(made))
    return made


def test_of_two_petitions_of_one_number_the_picked_one_is_changed(two_years):
    app = shown("receptions_petitions", "petitions")
    picks = next(box for box in app.selectbox if box.label == entries_text.RECORD_LABEL)
    assert picks.options == [entries_text.NEW_RECORD, "1 · 2026-07-10", "1 · 2025-07-10"]
    picks.set_value("16531 1 2025").run()
    widget(app.text_input, "Kết quả giải quyết").set_value("Đã trả lời")
    press(signed(app, "đã trả lời"), entries_text.SAVE)
    settled(two_years)
    query = "select record_year, result from petitions order by 1"
    assert rows_of(two_years, query) == [(2025, "Đã trả lời"), (2026, None)]


@pytest.mark.parametrize(("day", "is_taken"), [((2026, 7, 20), True), ((2024, 7, 20), False)])
def test_a_number_is_taken_only_in_its_year(day, is_taken, two_years):
    app = shown("receptions_petitions", "petitions")
    widget(app.text_input, "Mã đơn").set_value("1")
    widget(app.selectbox, "Loại đơn *").set_value("reflection")
    widget(app.date_input, "Ngày nhận đơn *").set_value(date(*day))
    press(signed(app), entries_text.SAVE)
    assert (entries_text.entry_key_taken("1") in " ".join(errors(app))) == is_taken
    settled(two_years)
    query = "select count(*) from petitions"
    assert rows_of(two_years, query) == [(2 if is_taken else 3,)]


def test_a_day_is_not_moved_into_a_year_in_which_the_number_is_of_another(two_years):
    app = shown("receptions_petitions", "petitions")
    picks = next(box for box in app.selectbox if box.label == entries_text.RECORD_LABEL)
    picks.set_value("16531 1 2025").run()
    widget(app.date_input, "Ngày nhận đơn *").set_value(date(2026, 1, 2))
    press(signed(app, "sửa ngày"), entries_text.SAVE)
    assert entries_text.entry_key_taken("1") in " ".join(errors(app))
    assert entry_files.waiting("petitions", current(EVERYTHING)) == []


DATED = ["drafted_on", "signed_on"]


def test_what_waits_is_laid_over_the_record_of_its_year():
    def letter(year: str, **values: str) -> dict:
        values = {
            "unit_code": "16531",
            "letter_id": "1",
            "drafted_on": "",
            "signed_on": "",
        } | values
        return values | ({"record_year": year} if year else {})

    def waiting(changed: str, **values: str) -> entry_files.Entry:
        own = {"changed_fields": changed, "is_void": "", "note": "x"}
        return entry_files.Entry(PROJECT, letter("", **values) | own, None)

    old, new = letter("2025", drafted_on="2025-05-01"), letter("2026", drafted_on="2026-05-01")
    for entry, changes in (
        (waiting("note", drafted_on="2025-05-01"), old),
        (waiting("note", signed_on="2026-06-01"), new),
        (waiting("drafted_on", drafted_on="2024-12-31"), new),  # of no year that stands: the last
    ):
        laid = record_places.with_waiting([old, new], [entry], "letter_id", DATED)
        assert [row["record_year"] for row in laid if row["waits"]] == [changes["record_year"]]
    undated = letter("")
    (laid,) = record_places.with_waiting(
        [undated], [waiting("drafted_on", drafted_on="2026-06-01")], "letter_id", DATED
    )
    assert (laid["drafted_on"], laid["waits"]) == ("2026-06-01", True)
    added = waiting("", drafted_on="2024-05-01")
    assert len(record_places.with_waiting([old, new], [added], "letter_id", DATED)) == 3
