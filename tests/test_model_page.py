"""Tiến độ mô hình: from records; what no unit sent is said to be unknown."""

import re
from base64 import b64decode
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from board import charts
from board.papers.report_upward.content import ReportContent
from board.papers.report_upward.paragraphs import paragraph
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import model_progress, numbers, pages
from board.text.markdown import plain
from board.ui.components import blocks
from board.ui.sections.model_progress_activities import ACTIVITY_COLUMNS
from tests.literal import filled, opened
from tests.screen import session

DOSSIERS = {
    "2025-06-30": "id | unit | status | received\n1 | 16528 | 4 | 02/06\n2 | 16534 | 4 | 02/06"
}


def activity(number: int, kind: str, planned: str, held: str = "", **values: str) -> dict[str, str]:
    days = {"planned_on": f"{planned}/2025", "held_on": held and f"{held}/2025"}
    return (
        {"activity_id": f"HD{number}", "kind": kind, "title": f"Hoạt động {number}"} | days | values
    )


ACTIVITIES = [
    activity(1, "Kiểm tra", "05/06", "06/06", findings="4", findings_mended="3", evidence="BB1"),
    activity(2, "Giám sát", "10/06", findings="9"),  # not held: finds nothing
    activity(3, "Tập huấn", "12/06", "12/06", people="30", audience="Một cửa", officers="16528-07"),
    activity(4, "Tuyên truyền", "30/06", people="70"),  # its day is not over
    activity(5, "Công khai", "01/02", "02/02", item="Đường dây nóng", evidence="BB2"),
    activity(6, "Công khai", "20/06", "20/06", item="Đường dây nóng", evidence="BB3"),
    activity(7, "Công khai", "03/03", "03/03", item="Lịch tiếp dân"),  # on no evidence
    activity(8, "Công khai", "30/06", item="Thủ tục hành chính"),  # not posted yet
]


def task(number: int, due: str, done: str = "", **values: str) -> dict[str, str]:
    days = {"due_on": f"{due}/2025", "done_on": done and f"{done}/2025"}
    return {"task_id": f"NV{number}", "title": f"Việc {number}"} | days | values


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Four tasks of Quảng Thọ, given at two meetings; Quảng Vinh sent no register."""
    given, later = {"given_on": "10/04/2025"}, {"given_on": "10/06/2025"}
    rows = [
        task(1, "10/05", "09/05", **given),
        task(2, "20/05", **given),
        task(3, "25/06", "24/06", **later),
        task(4, "15/07", **later, title="<b>=1+1</b>", first_due_on="30/06/2025"),
    ]
    return filled(
        tmp_path_factory.mktemp("model"),
        DOSSIERS,
        tasks={"2025-06-30": rows},
        activities={"2025-06-30": ACTIVITIES},
        officers={"2025-06-30": [{"officer_code": f"16528-0{n}"} for n in range(1, 7)]},
    )


# What a reader opens on the page; nothing of it is drawn before.
FOLDED = ("phan_pledges", "phan_activities", "phan_model_by_unit", "bieu_do_ket_qua")


@pytest.fixture
def shown(monkeypatch):
    def show(folder, page: str = "model_progress", **address: str) -> AppTest:
        monkeypatch.setenv("BOARD_DATA", str(folder))
        app = session()
        for key, value in ({"period": "2025-q2"} | address).items():
            app.query_params[key] = value
        for part in FOLDED:
            app.session_state[part] = True
        app.switch_page(f"../../pages/{page}.py").run()
        assert blocks.escaped(pages.BROKEN) not in [info.value for info in app.info]
        return app

    return show


def test_the_answer_counts_tasks_by_what_became_of_them(shown, data):
    header_text = shown(data, unit="16528").header[0].value.replace("\u00a0", " ")
    assert "trong 4 nhiệm vụ đã giao, **2 việc đã xong** (trễ hạn 0)" in header_text
    assert "**1 việc quá hạn chưa xong**, 1 việc chưa đến hạn." in header_text


def test_the_follow_ups_of_the_last_meeting_come_first(shown, data):
    first = shown(data, unit="16528").dataframe[0].value
    assert first[["title", "outcome", "postponements"]].values.tolist() == [
        ["Việc 3", "Xong đúng hạn", 0],
        ["<b>=1+1</b>", "Chưa đến hạn", 1],
    ]


def test_a_workstream_opens_to_its_tasks(shown, data):
    app = shown(data, unit="16528")
    assert sum(expander.label.startswith("**") for expander in app.expander) == 9
    label = app.expander[0].label.replace("\u00a0", " ")
    assert plain(label).startswith("1. Cải cách thủ tục hành chính. ")
    assert "4 nhiệm vụ, :orange[1 quá hạn], 1 chưa đến hạn" in label
    assert "Đúng hạn, trên hồ sơ đến hạn: – (0 hồ sơ), mục tiêu 95%. " in label
    assert "Đã ký cam kết: chưa có số liệu. Chưa có nhiệm vụ" in app.expander[5].label


def test_the_overview_has_a_line_a_workstream_which_says_what_no_unit_sent(shown, data):
    def lines(**address: str) -> list[list[str]]:
        rows = shown(data, "overview", **address).table[0].value.values.tolist()
        return [[cell.replace("\u00a0", " ").replace("\\", "") for cell in row] for row in rows]

    result = lines(unit="16528")
    assert [row[0].split(". ")[0] for row in result] == [str(n) for n in range(1, 10)]
    assert result[0][0] == "1. Cải cách thủ tục hành chính"
    # One open dossier, without a due date: nothing to divide by. Half the tasks are done.
    assert result[0][1].endswith(") Đúng hạn, trên hồ sơ đến hạn: – (0 hồ sơ)")
    assert result[0][1].startswith("![–")
    assert result[0][2] == ":orange[:material/error: 1 nhiệm vụ quá hạn]"
    nothing = ":gray[:material/radio_button_unchecked:] chưa có số liệu"
    assert result[5][1:] == [" Đã ký cam kết: chưa có số liệu", nothing]
    assert result[8][1].endswith(" Trực tuyến: 0,0% (1 hồ sơ)")  # few are hidden in files alone
    assert not [row for row in lines(unit="16534") if "nhiệm vụ" in row[2]]
    whole = lines()  # of all units: those that sent a register are listed
    assert whole[0][2] == ":orange[:material/error: 1 nhiệm vụ quá hạn]"


def test_a_bullet_bar_is_as_long_as_its_share_and_its_line_stands_at_the_target():
    def drawn(value, target) -> tuple[list[str], list[str]]:
        address = charts.bullet(value, target, palette=charts.palette("light"))
        svg = b64decode(address.removeprefix("data:image/svg+xml;base64,")).decode()
        return re.findall(r'<rect[^>]* width="([\d.]+)"', svg), re.findall(r'd="M([\d.]+) ', svg)

    assert drawn(0.5, 0.75) == (["80.0", "40.0"], ["60.0"])  # of 80 pixels
    assert drawn(1.0, 1.0) == (["80.0", "80.0"], ["79.0"])  # the line is not cut off
    assert drawn(float("nan"), None) == (["80.0"], [])


def test_activities_stand_by_kind_with_what_was_planned_found_and_proved(shown, data):
    app = shown(data, unit="16528")
    tables = {frame.value.columns[0]: frame.value for frame in app.dataframe}
    by_kind = tables["activity"].astype(object).where(tables["activity"].notna(), None)
    assert by_kind.values.tolist() == [
        # Planned and over, of these held; held in the quarter, on evidence; people, findings.
        ["Tập huấn", 1, 1, 1, 0, 30, None, None],
        ["Tuyên truyền", 0, 0, 0, 0, 0, None, None],
        ["Kiểm tra, giám sát", 2, 1, 1, 1, None, 4, 3],
        ["Công khai", 1, 1, 1, 1, None, None, None],
        ["Cơ sở vật chất", 0, 0, 0, 0, None, None, None],
    ]
    posted = tables["item"]
    assert posted["evidence"].tolist() == ["BB3", numbers.ABSENT, numbers.ABSENT]
    assert [None if pd.isna(day) else f"{day:%d/%m}" for day in posted["posted_on"]] == [
        "20/06",
        "03/03",
        None,
    ]
    blocks = [block.value for block in app.markdown]
    assert any(
        "đã niêm yết 2/3 nội dung phải công khai, 1 có minh chứng" in block for block in blocks
    )
    # Those of the quarter, the newest first.
    listed = [frame.value for frame in app.dataframe if "activity" in frame.value][-1]
    assert listed["title"].tolist() == [f"Hoạt động {n}" for n in (4, 8, 6, 3, 2, 1)]
    assert listed.loc[3, ["audience", "people", "officers"]].tolist() == ["Một cửa", 30, "16528-07"]


def test_a_period_before_any_workstream_has_no_time_line_and_no_empty_table(shown, tmp_path):
    # The workstreams of data/reference begin on 30/11/2023.
    old = "id | unit | status | received\n1 | 16528 | 4 | 03/07/2023"
    tasks = {"2025-06-30": [task(1, "10/05")]}
    data = filled(tmp_path, {"2025-06-30": old}, tasks=tasks)
    app = shown(data, period="2023-07")
    assert app.header and not app.get("plotly_chart") and not app.exception
    none = "Đến cuối kỳ này chưa có mảng nội dung nào được giao."
    assert none in [caption.value for caption in app.caption]
    overview = shown(data, "overview", period="2023-07")
    assert none in [caption.value for caption in overview.caption]
    assert not overview.table


def test_a_unit_that_sent_no_register_of_activities_says_so_and_offers_a_template(shown, data):
    app = shown(data, unit="16534")
    assert any("chưa gửi sổ hoạt động" in info.value for info in app.info)
    assert any("Tải mẫu sổ hoạt động" in button.label for button in app.get("download_button"))
    assert not any("đã niêm yết" in block.value for block in app.markdown)
    named = [model_progress.MODEL_COLUMNS[column] for column in ACTIVITY_COLUMNS]
    assert named[2:4] == ["Theo kế hoạch", "Thực hiện"]  # not as receptions call their days
    units = shown(data).dataframe[-1].value.set_index("Đơn vị")
    assert units.loc["Phường Quảng Thọ", "Lượt tập huấn"] == "30"
    assert units.loc["Phường Quảng Vinh", "Lượt tập huấn"] == "chưa có số liệu"


def test_a_unit_that_sent_no_register_is_not_known_and_never_nought(shown, data):
    app = shown(data)
    units = app.dataframe[-1].value.set_index("Đơn vị")
    assert units["Nhiệm vụ quá hạn"].to_dict() == {
        "Phường Quảng Thọ": "1",
        "Phường Quảng Vinh": "chưa có số liệu",
    }
    alone = shown(data, unit="16534")
    assert "chưa có sổ nhiệm vụ" in alone.header[0].value
    assert any("chưa gửi sổ nhiệm vụ" in info.value for info in alone.info)
    assert any("Tải mẫu sổ nhiệm vụ" in button.label for button in alone.get("download_button"))


def test_officers_without_a_register_of_pledges_are_no_nought_of_six(shown, data):
    app = shown(data, unit="16528")
    assert [info.value.split(" nên ")[0] for info in app.info if "cam kết" in info.value] == [
        "Phường Quảng Thọ chưa gửi sổ ký cam kết “5 biết, 3 không, 4 thể hiện”"
    ]
    assert any("Tải mẫu sổ ký cam kết" in button.label for button in app.get("download_button"))
    assert any("Đã ký cam kết: chưa có số liệu" in expander.label for expander in app.expander)
    units = shown(data).dataframe[-1].value.set_index("Đơn vị")
    assert set(units["Đã ký cam kết"]) == {"chưa có số liệu"}
    selection = selection_of(opened(data), Filters("16528@2018-01-01"), parse("2025-q2"))
    assert "ký cam kết" in paragraph(ReportContent(selection), "cam_ket")
    content = ReportContent(selection)
    assert paragraph(content, "cam_ket") == content.not_sent("pledges")


def promised(number: int, **values: str) -> dict[str, str]:
    """A task of 2024 on rate (c), which was to move from January 2025 on."""
    named = {"measure": "rate_due_on_time", "effect_on": "01/01/2025"}
    dated = {"given_on": "01/10/2024", "due_on": "31/12/2024", "done_on": "20/12/2024"}
    return {"task_id": f"NV{number}", "title": f"Việc {number}"} | dated | named | values


def test_what_followed_a_task_is_judged_on_the_field_that_it_names_once_it_is_done(shown, tmp_path):
    # Fifty dossiers a month of either field: of land 15 are late each month of 2024 and 2 from
    # January 2025 on, of the others 1 and then 10.
    lines = ["id | field | status | received | due | finished"]
    for i in range(18):
        month = f"{i % 12 + 1:02}/{2024 + i // 12}"
        for field, late in (("Đất đai", 15 if i < 12 else 2), ("Hộ tịch", 1 if i < 12 else 10)):
            for n in range(50):
                done = 25 if n < late else 10
                lines.append(
                    f"{len(lines)} | {field} | 10 | 03/{month} | 20/{month} | {done}/{month}"
                )
    tasks = [
        promised(1, field="đất đai"),
        promised(2),
        promised(3, field="Đất đai", done_on=""),
        promised(4, field="Hộ tịch"),
        promised(5, field="Đất đai", measure="p90_working_days"),
    ]
    folder = filled(tmp_path, {"2025-07-05": "\n".join(lines)}, tasks={"2025-07-05": tasks})
    asked = {"unit": "16528@2018-01-01", "period": "2025-q2"}

    def followed(**address: str) -> list[str]:
        texts = [node.value for node in shown(folder, **asked, **address).markdown]
        (text,) = (text for text in texts if "Việc 2" in text)
        return text.replace("\u00a0", " ").splitlines()

    assert followed() == [
        "- Việc 1 (từ 01/2025): sau 6 tháng: tốt lên so với trước mốc.",
        "- Việc 4 (từ 01/2025): sau 6 tháng: kém đi so với trước mốc.",
        "- Sau 6 tháng chưa thấy thay đổi: Việc 2 (từ 01/2025).",
        "- Không xét thay đổi: Việc 5 (từ 01/2025).",
    ]
    # Of the field that a reader chose only what names it, or no field.
    assert followed(field="Hộ tịch") == [
        "- Việc 2 (từ 01/2025): sau 6 tháng: kém đi so với trước mốc.",
        "- Việc 4 (từ 01/2025): sau 6 tháng: kém đi so với trước mốc.",
    ]


def test_what_was_found_alike_of_several_tasks_is_one_line():
    day, found = date(2025, 1, 1), "sau 6 tháng: chưa thấy thay đổi"
    lines = model_progress.commitment_lines(
        [("A", day, found, False), ("B", day, found, False), ("A", day, found, False)]
    )
    assert [line.replace("\u00a0", " ") for line in lines] == [
        "- Sau 6 tháng chưa thấy thay đổi: A (từ 01/2025, 2 việc); B (từ 01/2025)."
    ]


def test_each_task_has_its_row_and_late_ones_are_orange():
    days = pd.to_datetime(["2025-01-01", "2025-01-10", "2025-03-01"])
    tasks = pd.DataFrame(
        {
            "row": ["1. Rà soát", "1. Công khai", "2. Trả lời"],
            "starts_on": days,
            "first_due_on": days + pd.Timedelta(days=20),
            "due_on": days + pd.Timedelta(days=30),
            "done_on": [days[0], pd.NaT, pd.NaT],
            "outcome": ["kept", "broken", "open"],
            "hover": ["a", "b", "<b>"],
        }
    )
    light = charts.palette("light")
    figure = charts.gantt(tasks, palette=light, on=date(2025, 6, 30), on_text="x")
    quiet, highlight = (trace for trace in figure.data if trace.name == "tasks")
    assert highlight.line.color == light.orange and list(highlight.x) == [
        "2025-01-10",
        "2025-02-09",
        None,
    ]
    assert (list(quiet.y), list(highlight.y)) == ([0, 0, None, 2, 2, None], [1, 1, None])
    assert list(figure.layout.yaxis.ticktext) == list(tasks["row"])
    with pytest.raises(ValueError, match="at least one task"):
        charts.gantt(tasks.iloc[:0], palette=light, on=days[0], on_text="")
