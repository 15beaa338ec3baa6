"""The page Tiếp dân – Đơn thư: its numbers by hand, what it says of silence, and its lists."""

# `opened` is a fixture of another module, which a test takes by naming it.
# ruff: noqa: F401, F811

import pytest

from board.catalogue import MEASURES
from board.text import numbers, processing_times, receptions_petitions
from tests.literal import filled
from tests.test_pages import infos, opened, texts
from tests.test_petitions import TABLE, register_row
from tests.test_receptions import DOSSIERS, REGISTER, session

PAGE = "receptions_petitions"
JUNE = {"unit": "16528@2018-01-01", "period": "2025-06"}
AHEAD = [
    session(8, "", planned_on="03/07/2025"),
    session(9, "", planned_on="01/07/2025", role="Chủ tịch"),
    session(10, "", planned_on="10/05/2025"),  # passed before the period
]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    petitions = [register_row(line) for line in TABLE.strip().splitlines()]
    return filled(
        tmp_path_factory.mktemp("page") / "data",
        DOSSIERS | {"2025-06-29": "id | unit | status | received\n2 | 14830 | 4 | 02/06"},
        receptions={"2025-06-30": REGISTER + AHEAD},
        petitions={"2025-06-30": petitions},
    )


def test_the_page_says_in_one_sentence_what_was_held_and_what_is_overdue(kept, opened):
    shown = opened(PAGE, kept, JUNE)
    # As tests/test_receptions.py and tests/test_petitions.py count them by hand; here the register
    # begins on 10/05, so the chair owes the week that ends on 1/06 too.
    assert shown.header[0].value.replace("\u00a0", " ") == (
        "Tháng 6/2025, phường Quảng Thọ: Bí thư tiếp dân 2/2 ngày theo định mức, Chủ tịch tiếp dân "
        "1/5 ngày theo định mức; **2 đơn quá hạn** chưa giải quyết; **50,0%** đơn đến hạn được "
        "giải quyết đúng hạn (6 đơn)."
    )
    values = {m.label: m.value for m in shown.metric}
    assert values["Buổi đã tổ chức"] == "5" and values["Lượt người"] == "16"
    assert values["Đơn đã nhận"] == "10" and values["Đơn quá hạn"] == "2"
    assert receptions_petitions.ONLY_UNIT_AND_PERIOD in texts(shown)


def frames(shown) -> dict[str, list[dict]]:
    """The tables by their first column."""
    return {frame.value.columns[0]: frame.value.to_dict("records") for frame in shown.dataframe}


def test_the_schedule_shows_what_is_ahead_and_what_passed_in_the_period_unheld(kept, opened):
    rows = frames(opened(PAGE, kept, JUNE))["state"]
    assert [(row["state"], f"{row['planned_on']:%d/%m}", row["host_role"]) for row in rows] == [
        ("Sắp tới", "01/07", "Chủ tịch"),
        ("Sắp tới", "03/07", "Bí thư"),
        ("Đã qua, chưa tiếp", "26/06", "Bí thư"),
    ]


def test_open_petitions_stand_with_the_days_they_have_left_the_soonest_due_first(kept, opened):
    rows = frames(opened(PAGE, kept, JUNE))["petition_id"]
    days = [(row["petition_id"], row["days_to_limit"], row["age_days"]) for row in rows]
    # From 30/06: due on 25/06, 25/06, 30/06; 30 days after 11/06 and 13/06.
    assert days == [("3", -5, 26), ("7", -5, 10), ("6", 0, 21), ("8", 11, 28), ("9", 13, 27)]
    assert [row["due_is_computed"] for row in rows] == ["có", "", "có", "có", "có"]


def test_petitions_stand_by_kind_and_denunciations_as_counts_alone(kept, opened):
    tables = frames(opened(PAGE, kept, JUNE))
    assert [list(row.values()) for row in tables["petition_kind"]] == [
        ["Khiếu nại lần đầu", 3, 1, 1, "100,0% (20,7–100,0)", 2, 0],
        ["Kiến nghị, phản ánh", 7, 3, 5, "40,0% (11,8–76,9)", 3, 2],
    ]
    assert [list(row.values()) for row in tables["month"]] == [["06/2025", 1, 0, 0, 0, 0]]
    assert not any("Tố cáo" in str(row) for rows in tables.values() for row in rows)


def test_a_unit_that_sent_nothing_has_no_figures_among_the_units_and_no_page_of_its_own(
    kept, opened
):
    shown = opened(PAGE, kept, {"period": "2025-06"})
    of_petitions = shown.dataframe[-1].value.set_index("Đơn vị")
    assert of_petitions.loc["Phường Quảng Thọ", "Đơn đã nhận"] == "10"
    assert set(of_petitions.loc["Phường Quảng Châu"]) == {numbers.NO_FIGURES}
    alone = opened(PAGE, kept, JUNE | {"unit": "16531@2018-01-01"})
    assert [info for info in infos(alone) if "chưa gửi sổ đơn thư, phản ánh" in info]
    assert "Buổi đã tổ chức" in {m.label for m in alone.metric}


def test_without_registers_the_page_says_so_and_offers_both_templates(opened, tmp_path):
    shown = opened(PAGE, filled(tmp_path / "data", DOSSIERS), {"period": "2025-06"})
    assert [info.removeprefix("Chưa đơn vị nào gửi ")[:16] for info in infos(shown)] == [
        "sổ tiếp công dân",
        "sổ đơn thư, phản",
    ]
    assert not shown.metric and not shown.dataframe and not shown.header
    labels = [b.proto.label for b in shown.get("download_button")]
    assert labels == [
        "Tải mẫu sổ tiếp công dân, đối thoại", "CSV", "Tải mẫu sổ đơn thư, phản ánh", "CSV"
    ]  # fmt: skip


def test_the_rows_behind_a_count_of_people_are_the_sessions_that_brought_them(kept, opened):
    asked = JUNE | {"measure": "people_received", "part": "all"}
    shown = opened("rows", kept, asked)
    assert "4 buổi đứng sau chỉ số" in shown.header[0].value.replace("**", "").replace(
        "\u00a0", " "
    )
    assert shown.dataframe[0].value["people"].sum() == 16
    without = opened("rows", kept, asked | {"unit": "14830"})
    assert not without.dataframe


@pytest.mark.parametrize(
    ("page", "first", "last", "then"),
    [
        (PAGE, "Trả lời đúng hạn", "share_receptions_chair", "Chủ tịch tiếp"),
        ("letters", "Thư đã gửi", "share_new_dates_kept", "Giữ ngày hẹn lại"),
    ],
)
def test_units_that_keep_the_register_stand_in_a_funnel_and_in_no_order(
    page, first, last, then, opened, sample_data
):
    shown = opened(page, sample_data, {"period": "2025-q2"})
    page_texts = texts(shown)
    assert any(
        text.startswith(f"{first} của từng đơn vị so với mức mong đợi") for text in page_texts
    )
    assert any("Không phải bảng xếp hạng" in text for text in page_texts)
    picked = next(box for box in shown.main.selectbox if box.label == processing_times.FUNNEL_OF)
    assert MEASURES["share_findings_mended"].name not in picked.options
    page_texts = texts(picked.set_value(last).run())
    assert any(
        text.startswith(f"{then} của từng đơn vị so với mức mong đợi") for text in page_texts
    )
    assert not any(text.startswith(f"{first} của từng") for text in page_texts)


def test_where_one_unit_alone_is_chosen_no_funnel_is_offered(opened, sample_data):
    shown = opened("letters", sample_data, {"period": "2025-q2", "unit": "16528"})
    assert processing_times.FUNNEL_OF not in [box.label for box in shown.main.selectbox]
    assert processing_times.NO_FUNNEL not in texts(shown)


def test_where_no_two_units_have_enough_cases_a_line_says_so(kept, opened):
    assert processing_times.NO_FUNNEL in texts(opened(PAGE, kept, {"period": "2025-06"}))
