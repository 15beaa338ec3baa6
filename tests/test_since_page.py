"""The page Kể từ kỳ họp trước: which dates it compares, and what it says where something lacks."""

import re

# `opened` is a fixture of another module, which a test takes by naming it.
# ruff: noqa: F401, F811
import shutil
from urllib.parse import parse_qs

import pytest

from board.text import choices, since_last_meeting
from tests.conftest import PROJECT
from tests.literal import filled
from tests.test_pages import infos, opened, plain, texts
from tests.test_since import CORRECTED_NOW, CORRECTED_THEN

PAGE = "since_last_meeting"
UNIT = {"unit": "16528", "period": "2025-q2"}


def with_reference(data, **files: str):
    """A data folder with the project's reference files, some of them as the test writes them."""
    shutil.copytree(PROJECT / "data" / "reference", data / "reference")
    for name, content in files.items():
        (data / "reference" / f"{name}.csv").write_text(content, "utf-8")
    return data


def options(shown, key: str) -> list[str]:
    return list(shown.selectbox(key=key).options)


def test_by_default_it_compares_the_newest_meeting_with_the_data_date(opened, sample_data):
    newest = {"unit": "16531@2025-07-01", "period": "2026-q3"}
    shown = opened(PAGE, sample_data, newest)
    assert shown.header[0].value.startswith("Từ 10/07/2026 đến 30/09/2026, phường Sầm Sơn: ")
    assert shown.query_params["since"] == "2026-07-10"
    assert shown.query_params["until"] == "2026-09-30"
    assert options(shown, "since")[0] == "Từ 10/07/2026 (Đảng ủy phường)"
    assert options(shown, "until")[0] == "Đến 30/09/2026 (ngày số liệu)"
    # Its own five, and the seven of Quảng Thọ, which went into it.
    assert len(options(shown, "since")) == 12


def test_both_dates_can_be_chosen_and_the_later_is_never_past_the_period(opened, sample_data):
    address = UNIT | {"period": "2025-q1", "since": "2024-07-10", "until": "2025-01-10"}
    shown = opened(PAGE, sample_data, address)
    assert shown.header[0].value.startswith("Từ 10/07/2024 đến 10/01/2025")
    assert options(shown, "until")[0] == "Đến 31/03/2025 (cuối kỳ đã chọn)"
    assert options(shown, "since")[0].startswith("Từ 10/10/2024")
    shown.selectbox(key="until").set_value("2025-03-31").run()
    assert shown.header[0].value.startswith("Từ 10/07/2024 đến 31/03/2025")
    assert shown.query_params["until"] == "2025-03-31"


@pytest.mark.parametrize("key", ["since", "until"])
def test_a_date_that_is_gone_gets_a_sentence_and_no_lists(key, opened, sample_data):
    shown = opened(PAGE, sample_data, UNIT | {key: "2025-04-11"})
    assert infos(shown) == [choices.unknown_on_page(choices.LABELS[key], "2025-04-11")]
    assert not shown.header and not shown.dataframe


def test_without_meetings_it_names_the_file_and_takes_the_quarter_before(opened, tmp_path):
    data = with_reference(tmp_path / "data", meetings="held_on,unit_code,body,note\n")
    filled(data, {"2025-06-30": CORRECTED_NOW})
    shown = opened(PAGE, data)
    (note,) = (info for info in infos(shown) if "meetings.csv" in info)
    assert "data/reference/meetings.csv" in note and "31/03/2025" in note
    assert shown.header[0].value.startswith("Từ 31/03/2025 đến 30/06/2025")


def test_a_meeting_of_another_unit_is_not_taken(opened, sample_data):
    shown = opened(PAGE, sample_data, UNIT | {"unit": "14842"})
    assert any("meetings.csv" in info for info in infos(shown))


def test_with_one_snapshot_it_says_from_when_old_figures_can_be_compared(opened, sample_data):
    shown = opened(PAGE, sample_data, UNIT)
    assert "chưa đối chiếu được với số liệu cũ" in shown.header[0].value
    (sentence,) = (text for text in texts(shown) if text.startswith("Không còn bản số liệu nào"))
    assert "ngày 10/04/2025 trở về trước" in sentence and "30/09/2026" in sentence


def test_with_an_earlier_snapshot_it_shows_the_figure_then_the_figure_now_and_why(opened, tmp_path):
    targets = (
        "measure,unit_code,field,target,valid_from,valid_to,source\n"
        "rate_due_on_time,,,0.95,2018-01-01,2025-04-30,cũ\n"
        "rate_due_on_time,,,0.97,2025-05-01,,QĐ 9\n"
    )
    changes = (
        "measure,changed_on,what,why\nshare_online,2025-04-10,Không kể,vì chưa\n"
        "share_online,2025-04-11,Kể bưu chính,Văn bản 1\n,2025-06-30,Lịch mới,Văn bản 2\n"
    )
    data = with_reference(tmp_path / "data", targets=targets, definition_changes=changes)
    filled(data, {"2025-03-31": CORRECTED_THEN})
    filled(data, {"2025-06-30": CORRECTED_NOW})
    shown = opened(PAGE, data, UNIT)
    rows = {row["measure"]: row for row in shown.dataframe[-2].value.to_dict("records")}
    rate = rows["Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn"]
    # 4 ÷ 6 and 5 ÷ 7, as tests/test_since.py counts them: 71,43 − 66,67 = 4,76.
    assert list(rate.values())[1:] == ["66,7%", "6", "71,4%", "7", "+4,8 điểm phần trăm"]
    text = " ".join(texts(shown))
    assert "1 hồ sơ vào số liệu muộn, 1 hồ sơ sửa ngày xong, 1 hồ sơ đổi hạn trả." in text
    assert sorted(shown.dataframe[-1].value["dossier_id"].str[-1]) == ["2", "3", "7"]
    assert f"{len(rows)} con số của quý I/2025 nay khác bản trước." in text
    assert "mục tiêu 95% → 97%. Nguồn: QĐ 9." in text
    # After the day of the meeting, until the other day itself.
    assert "11/04/2025, Tỷ lệ hồ sơ nộp trực tuyến: Kể bưu chính. Lý do: Văn bản 1." in text
    assert "30/06/2025, Mọi chỉ số: Lịch mới. Lý do: Văn bản 2." in text
    assert "Không kể" not in text


def test_each_signals_link_opens_to_the_rows_of_its_month(opened, sample_data):
    sam_son = {"unit": "16531@2025-07-01", "period": "2026-q3"}
    links = opened(PAGE, sample_data, sam_son).get("page_link")
    assert links
    for link in links:
        asked = {key: value[0] for key, value in parse_qs(link.proto.query_string).items()}
        # Rates by due dates wait for the day after the export's.
        assert asked["period"] in ("2026-08", "2026-09")
        rows = opened("rows", sample_data, asked)
        count = re.search(r"([\d.]+) (?:hồ sơ|lượt)", plain(link.proto.label)).group(1)
        assert f"{count} " in plain(rows.header[0].value)


def test_a_fields_count_opens_to_its_dossiers(opened, sample_data):
    shown = opened(PAGE, sample_data, {"period": "2025-q2"})
    (fields,) = shown.get("button_group")[1:2]
    label = next(o.content for o in fields.proto.options)
    name, count = label.rstrip(")").rsplit(" (", 1)
    assert len(shown.dataframe[0].value) > int(count)
    shown.session_state["overdue_field_new"] = name
    shown.run()
    assert set(shown.dataframe[0].value["field"]) == {name}
    assert len(shown.dataframe[0].value) == int(count)


def test_a_block_with_nothing_says_so_in_a_word_beside_its_heading(opened, tmp_path):
    data = filled(tmp_path / "data", {"2025-06-30": CORRECTED_NOW})
    shown = opened(PAGE, data, UNIT)
    notes = [note.value for note in shown.caption]
    assert notes.count(since_last_meeting.NOTHING) == 3  # signals, overdue, definitions
    assert since_last_meeting.NO_TASK_REGISTER in notes
    assert not shown.dataframe and not shown.get("button_group")
