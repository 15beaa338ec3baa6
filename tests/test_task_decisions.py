"""A decision becomes a task of the register: on Kể từ kỳ họp trước and on the decision slide."""

import shutil
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

import ward_clock
from board.intake import publishing
from board.registers import entry_files
from board.registers.task_decisions import tasks_left
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import entries as entries_text
from board.text import task_decisions as words
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import current
from tests.literal import filled
from tests.snapshots import ask as rows_of
from tests.test_entry_form import errors, press, settled, shown, widget

SAM_SON = "16531@2025-07-01"
DOSSIERS = {
    "2025-07-31": "id | unit | status | received | due\n"
    "1 | 16531 | 4 | 02/07 | 15/07\n2 | 16531 | 4 | 02/07 | 16/07"
}
TASKS = [
    {"task_id": "1", "title": "Sớm *nhất*", "due_on": "15/07/2025", "given_on": "01/07/2025"},
    {"task_id": "2", "title": "Trễ ít", "due_on": "30/07/2025", "owner": "Bí thư"},
    {"task_id": "3", "title": "Còn hạn", "due_on": "05/08/2025", "given_on": "11/07/2025"},
    {"task_id": "4", "title": "Đã xong", "due_on": "10/07/2025", "done_on": "09/07/2025"},
    {"task_id": "5", "title": "Đã thôi", "due_on": "10/07/2025", "cancelled_on": "09/07/2025"},
    {"task_id": "6", "title": "Phường khác", "due_on": "10/07/2025", "unit_code": "16516"},
]
OWNER = "Chủ tịch Ủy ban nhân dân phường"  # who answers where owners.csv names nobody else
OFFICER = {"unit_code": "16531", "officer_code": "16531-01", "valid_from": "01/07/2025"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Sầm Sơn on 31/07/2025: two dossiers overdue since the meeting of 10/07, two tasks that are
    overdue and one that is not yet due, one officer in post. It is not changed."""
    return filled(
        tmp_path_factory.mktemp("decided"),
        DOSSIERS,
        tasks={"2025-07-31": [{"unit_code": "16531"} | task for task in TASKS]},
        officers={"2025-07-10": [OFFICER]},
    )


@pytest.fixture
def data(folder, tmp_path, monkeypatch):
    """A copy of that folder, for one test."""
    copy = shutil.copytree(folder, tmp_path / "data")
    monkeypatch.setenv("BOARD_DATA", str(copy))
    return copy


def page(**address: str | None) -> AppTest:
    return shown("since_last_meeting", since="2025-07-10", **address)


def signed(app: AppTest) -> AppTest:
    widget(app.selectbox, f"{entries_text.ENTRY_BY} *").set_value("16531-01")
    return app


def box(app: AppTest, name: str):
    label = f"{words.BOXES[name]} *"
    kinds = {"title": app.text_input, "owner": app.selectbox, "due_on": app.date_input}
    return widget(kinds[name], label)


def boxes(app: AppTest) -> list:
    return [box(app, name).value for name in words.BOXES]


def texts(app: AppTest) -> list[str]:
    return [part.value for part in app.markdown]


def test_the_tasks_left_are_those_of_all_meetings_the_latest_first_with_their_days_late(data):
    selection = selection_of(current(EVERYTHING), Filters(unit=SAM_SON), parse("2025-07"))
    found = tasks_left(selection, date(2025, 7, 31))
    # 31 − 15, 31 − 30, 31 − 36 (05/08); what is done, stopped or another ward's is not left.
    assert list(zip(found["title"], found["days_late"], strict=True)) == [
        ("Sớm *nhất*", 16),
        ("Trễ ít", 1),
        ("Còn hạn", -5),
    ]
    at_the_meeting = tasks_left(selection, date(2025, 7, 10))
    # Of then: what was given on 11/07 is not yet, and nothing is late.
    assert list(zip(at_the_meeting["title"], at_the_meeting["days_late"], strict=True)) == [
        ("Sớm *nhất*", -5),
        ("Trễ ít", -20),
    ]


def test_the_page_begins_with_the_tasks_each_with_owner_day_and_days_late(data):
    app = page()
    assert app.header[0].value.replace("\u00a0", " ") == (
        "Từ 10/07/2025 đến 31/07/2025, phường Sầm Sơn: **2 nhiệm vụ quá hạn**, "
        "1 nhiệm vụ chưa đến hạn; không có dấu hiệu mới; **2 hồ sơ mới quá hạn**, "
        "0 hồ sơ không còn quá hạn; chưa đối chiếu được với số liệu cũ."
    )
    assert app.subheader[0].value == "Nhiệm vụ các kỳ họp trước"
    rows = [text for text in texts(app) if text.startswith("**") and ":small" in text]
    assert rows == [
        "**Sớm \\*nhất\\***  \n:small[:orange[quá 16 ngày] "
        ":gray[· chưa ghi chủ trì · hạn 15/07/2025 · giao 01/07/2025]]",
        "**Trễ ít**  \n:small[:orange[quá 1 ngày] :gray[· chủ trì Bí thư · hạn 30/07/2025]]",
        "**Còn hạn**  \n:small[:gray[còn 5 ngày] "
        ":gray[· chưa ghi chủ trì · hạn 05/08/2025 · giao 11/07/2025]]",
    ]
    assert "2 quá hạn, 1 chưa đến hạn; sổ đến 31/07/2025" in [c.value for c in app.caption]


def test_a_press_on_the_overdue_dossiers_opens_the_boxes_filled_and_the_task_is_recorded(data):
    app = page()
    app.button(key="assign_overdue").click().run()
    next_week = ward_clock.today() + timedelta(days=7)
    assert boxes(app) == ["Giải quyết 2 hồ sơ mới quá hạn", OWNER, next_week]
    press(signed(app), entries_text.SAVE)
    assert not errors(app)
    settled(data)
    columns = "owner, due_on::varchar, given_on::varchar, workstream, measure"
    query = f"select {columns} from tasks where title = 'Giải quyết 2 hồ sơ mới quá hạn'"
    today = ward_clock.today().isoformat()
    assert rows_of(data, query) == [(OWNER, next_week.isoformat(), today, 1, "rate_due_on_time")]


def test_an_overdue_task_given_again_keeps_its_record_and_its_first_day(data):
    app = page()
    app.button(key="assign_1").click().run()
    assert boxes(app)[:2] == ["Trễ ít", "Bí thư"]
    press(signed(app), entries_text.SAVE)
    assert not errors(app)
    settled(data)
    new_day = ward_clock.today() + timedelta(days=7)
    columns = "owner, first_due_on::varchar, due_on::varchar"
    query = f"select {columns} from task_outcomes where task_id = '2'"
    assert rows_of(data, query) == [("Bí thư", "2025-07-30", new_day.isoformat())]
    log = "select record, changed_fields, change_reason from record_changes"
    assert rows_of(data, log) == [("2", "due_on", words.given_again_on(ward_clock.today()))]


@pytest.mark.parametrize("where", ["page", "slide"])
def test_empty_boxes_are_refused_in_one_sentence_and_nothing_is_written(where, data):
    app = page() if where == "page" else last_slide()
    if where == "page":
        app.button(key="assign_new").click().run()
    assert boxes(app) == ["", None, None]
    press(app, entries_text.SAVE)
    assert errors(app) == [
        "Chưa ghi được: còn để trống việc, chủ trì, hạn; người ghi: chọn mã cán bộ đương chức."
    ]
    assert not list(entry_files.folder("tasks").glob("*"))


def last_slide() -> AppTest:
    app = shown("meeting")
    count = next(text for text in texts(app) if text.startswith("**Trang 1/"))
    return shown("meeting", slide=count.removeprefix("**Trang 1/").rstrip("*"))


def test_on_the_decision_slide_a_task_is_recorded_and_its_text_stays_text(data):
    app = last_slide()
    box(app, "title").set_value("=1+1 <b>*họp*</b> tổ dân phố")
    owner = box(app, "owner")
    owner.options = [*owner.options, "Tổ trưởng"]  # a role may be typed that is not listed
    owner.set_value("Tổ trưởng")
    box(app, "due_on").set_value(date(2027, 1, 15))
    press(signed(app), entries_text.SAVE)
    assert not errors(app)
    line = "- **\\=1\\+1 \\<b\\>\\*họp\\*\\</b\\> tổ dân phố** · Tổ trưởng · hạn 15/01/2027"
    (decided,) = (text for text in texts(app) if words.RECORDED in text)
    assert decided.replace("\\", "").endswith(line.replace("\\", ""))
    settled(data)
    query = "select title, owner, due_on::varchar, workstream from tasks where owner = 'Tổ trưởng'"
    assert rows_of(data, query) == [("=1+1 <b>*họp*</b> tổ dân phố", "Tổ trưởng", "2027-01-15", 1)]
    assert entry_files.waiting("tasks", current(EVERYTHING)) == [] and publishing.failure() is None


def test_what_is_to_be_decided_fills_the_boxes_with_its_owner_and_its_workstream(data):
    app = last_slide()
    (about,) = (group for group in app.get("button_group") if group.label == words.ABOUT)
    assert [option.content for option in about.proto.options] == ["Nhiệm vụ quá hạn"]
    about.set_value("Nhiệm vụ quá hạn").run()
    title, owner, _ = boxes(app)
    assert title.replace("\u00a0", " ") == (
        "Giải quyết dứt điểm: nhiệm vụ quá hạn: 2 nhiệm vụ, lâu nhất 16 ngày"
    )
    assert owner == OWNER


def test_where_nothing_may_be_entered_a_sentence_says_why_and_no_button_stands(folder, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(folder))
    app = page(unit=None)
    assert entries_text.ENTRIES_NO_UNIT in [c.value.replace("\\", "") for c in app.caption]
    labels = [button.label for button in app.button]
    assert words.ASSIGN not in labels and words.ASSIGN_AGAIN not in labels
    rows = [text for text in texts(app) if text.startswith("**Phường khác**")]
    assert rows and "Phường Sầm Sơn" not in rows[0]
