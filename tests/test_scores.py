"""Bảng chấm điểm: claimed, granted and computed points side by side, and what stays open."""

import re
import shutil
from datetime import date

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from board.methods.points import points
from board.registers import scorecards
from board.selection.filters import Filters
from board.selection.periods import Period
from board.selection.selection import selection_of
from board.text import pages
from board.ui.components import blocks
from tests.conftest import PROJECT
from tests.literal import filled, opened
from tests.screen import session
from tests.snapshots import ask

THO, CHAU, VINH = "16528@2018-01-01", "16531@2018-01-01", "16534@2018-01-01"
SAM_SON = "16531@2025-07-01"
Q1 = Period(date(2025, 1, 1), date(2025, 3, 31), "quarter")
Q2 = Period(date(2025, 4, 1), date(2025, 6, 30), "quarter")
# On MAU the first criterion is worth 10 points until 31/03/2025, 12 from the day after it.
CARD = """
MAU,A1,A. Hồ sơ,Đúng hạn,10,0.95,0,rate_due_on_time,share_of_target,,2018-01-01,2025-03-31,mẫu
MAU,A1,A. Hồ sơ,Đúng hạn,12,0.95,0,rate_due_on_time,share_of_target,,2025-04-01,,mẫu
MAU,A2,A. Hồ sơ,Trực tuyến,5,0.70,1,share_online,share_of_target,,2018-01-01,,mẫu
MAU,A3,A. Hồ sơ,Cam kết,3,,0,share_pledged,share,,2018-01-01,,mẫu
MAU,B1,B. Nền nếp,Trang phục,8,,1,,,chấm theo minh chứng,2018-01-01,,mẫu
MAU,B2,B. Nền nếp,Khắc phục,2,,0,share_findings_mended,share,,2018-01-01,,mẫu
""".lstrip()


def dossiers() -> str:
    """Quảng Thọ: eight due in the second quarter, six of them in time; six came online."""
    lines = ["id | unit | channel | status | received | due | finished"]
    for number in range(1, 9):
        channel = "Trực tuyến" if number <= 6 else "Trực tiếp"
        done = "09/06" if number <= 6 else "12/06"
        lines.append(f"{number} | 16528 | {channel} | 9 | 02/06 | 10/06 | {done}")
    lines += ["20 | 16534 | Trực tiếp | 9 | 02/06 | 10/06 | 09/06"]
    lines += ["21 | 16531 | Trực tiếp | 9 | 02/07 | 10/07 | 09/07"]
    return "\n".join(lines)


def score(criterion: str, claimed: str = "", granted: str = "", **other: str) -> dict[str, str]:
    return {
        "scorecard": "MAU",
        "criterion": criterion,
        "self_points": claimed,
        "appraised_points": granted,
    } | other


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("scores")
    shutil.copytree(PROJECT / "data" / "reference", folder / "reference")
    with (folder / "reference" / "scorecards.csv").open("a", encoding="utf-8") as file:
        file.write("MAU,Bộ mẫu,,2018-01-01,,mẫu\n")
    with (folder / "reference" / "criteria.csv").open("a", encoding="utf-8") as file:
        file.write(CARD)
    rows = [
        score("A1", "11", '"9,5"'),
        score("a2", '"4,5"', evidence="Báo cáo 12"),
        score("B1", "9"),
        score("Z9", "1"),
        score("B1", "6", unit_code="Quảng Châu"),
        score("II", "18", scorecard="qd766"),
        # Of a time without dossiers, so that the sidebar has no such period.
        score("A1", "9", period_start="01/01/2018", period_end="31/03/2018"),
    ]
    return filled(folder, {"2025-07-31": dossiers()}, scores={"2025-07-31": rows})


@pytest.fixture(scope="module")
def of(data):
    return opened(data)


def filled_in(of, unit: str, card: str = "MAU", period: Period = Q2) -> pd.DataFrame:
    selection = selection_of(of, Filters(unit), period)
    criteria = scorecards.criteria(selection, card)
    figures = scorecards.figures(criteria["measure"].dropna(), selection)
    claimed = scorecards.claims(selection, card)
    return scorecards.sheet(criteria, claimed[claimed["unit_key"] == unit], figures)


@pytest.mark.parametrize(
    ("value", "max_points", "rule", "target", "made"),
    [
        (0.75, 20, "share", None, 15.0),
        (1.0, 20, "share", None, 20.0),
        (0.0, 20, "share", None, 0.0),
        (0.75, 12, "share_of_target", 0.95, 9.47),  # 12 × 0.789473… = 9.4736…
        (0.70, 5, "share_of_target", 0.70, 5.0),
        (0.90, 5, "share_of_target", 0.70, 5.0),  # beyond the target there is no more
        (0.535, 5, "share", None, 2.68),  # 2.675, a half, goes up
    ],
)
def test_points_come_of_a_share_by_the_rule_of_their_criterion(
    value, max_points, rule, target, made
):
    assert points(value, max_points, rule, target) == made


def test_points_of_an_absent_share_are_absent_and_of_another_rule_refused():
    assert pd.isna(points(float("nan"), 5, "share"))
    with pytest.raises(ValueError, match="no such rule"):
        points(0.5, 5, "half")


def test_a_sheet_has_claims_grants_and_computed_points_side_by_side(of):
    rows = filled_in(of, THO).set_index("criterion")
    shown = rows[["max_points", "self_points", "appraised_points", "computed_points", "difference"]]
    assert shown.astype(object).where(shown.notna(), None).to_dict("index") == {
        # 6 of 8 in time = 0.75; 12 × 0.75 ÷ 0.95 = 9.47; 11 − 9.47 = 1.53
        "A1": dict(zip(shown, (12, 11, 9.5, 9.47, 1.53), strict=True)),
        # 6 of 8 online = 0.75, over the target of 0.70: all 5; 4.5 − 5
        "A2": dict(zip(shown, (5, 4.5, None, 5, -0.5), strict=True)),
        "A3": dict(zip(shown, (3, None, None, None, None), strict=True)),
        "B1": dict(zip(shown, (8, 9, None, None, None), strict=True)),
        "B2": dict(zip(shown, (2, None, None, None, None), strict=True)),
        "Z9": dict(zip(shown, (None, 1, None, None, None), strict=True)),
    }
    assert list(rows.index[rows["exceeds"]]) == ["B1"]  # 9 of 8
    assert list(rows.index[rows["lacks_evidence"]]) == ["B1"]  # A2 has evidence
    assert list(rows.index[~rows["is_on_card"]]) == ["Z9"]


def test_groups_and_the_whole_say_how_many_points_are_open(of):
    totals = scorecards.totals(filled_in(of, THO))
    assert totals.astype(object).where(totals.notna(), None).values.tolist() == [
        # group, max, self, granted, computed, out of, self of these, open, claimed, criteria
        ["A. Hồ sơ", 20, 15.5, 9.5, 14.47, 17, 15.5, 3, 2, 3],
        ["B. Nền nếp", 10, 9, None, None, 0, None, 10, 1, 2],
        [None, 30, 24.5, 9.5, 14.47, 17, 15.5, 13, 3, 5],  # Z9 counts nowhere
    ]


def test_the_version_of_a_criterion_is_that_of_the_last_day_of_the_period(of):
    assert filled_in(of, THO, period=Q1)["max_points"].iloc[0] == 10
    assert filled_in(of, THO, period=Q2)["max_points"].iloc[0] == 12


def test_what_has_nothing_to_divide_by_or_too_few_has_no_points(of):
    before = filled_in(of, THO, period=Q1)
    assert before["computed_points"].isna().all()
    few = filled_in(of, VINH).set_index("criterion")  # one dossier
    assert few.at["A1", "n"] == 1 and pd.isna(few.at["A1", "computed_points"])


def test_of_qd766_only_what_the_dossiers_tell_is_computed_and_the_rest_is_open(of):
    totals = scorecards.totals(filled_in(of, THO, "QD766")).iloc[-1]
    # Progress: (8 settled − 2 overdue) ÷ 8, of 20 points: 15. Content: nobody sent ratings.
    assert totals["computed_points"] == 15
    assert (totals["max_points"], totals["computable"], totals["open"]) == (100, 20, 80)


def test_points_of_what_went_into_a_unit_are_shown_as_theirs_and_never_added_up(of):
    selection = selection_of(of, Filters(SAM_SON), Q2)
    both = scorecards.claims(selection, "MAU")
    assert set(both["unit_key"]) == {THO, CHAU}
    assert scorecards.subject(selection, both) is None
    claims = scorecards.claims(selection, "QD766")
    assert scorecards.subject(selection, claims) == THO
    units = scorecards.by_unit(selection, scorecards.criteria(selection, "MAU"), both)
    whole = units[units["group_name"].isna()].set_index("unit_key")["self_points"]
    assert whole.astype(object).where(whole.notna(), None).to_dict() == {
        THO: 24.5,
        CHAU: 6,
    }


def test_no_card_is_shown_of_all_units_together(of):
    selection = selection_of(of, Filters(), Q2)
    assert scorecards.subject(selection, scorecards.claims(selection, "QD766")) is None


def test_the_periods_that_were_scored_are_known(of):
    assert scorecards.scored_periods(selection_of(of, Filters(THO), Q1), "MAU") == [Q2]
    assert scorecards.scored_periods(selection_of(of, Filters(VINH), Q1), "MAU") == []


def test_points_above_the_maximum_and_criteria_not_on_the_card_are_doubts_and_stay(data):
    found = ask(data, "select code, rows from warnings where code in "
                "('criterion_not_on_card', 'points_above_max') order by code")  # fmt: skip
    assert found == [("criterion_not_on_card", 1), ("points_above_max", 1)]
    assert ask(data, "select count(*) from scores") == [(7,)]


@pytest.fixture
def shown(monkeypatch):
    def show(folder, **address: str) -> AppTest:
        monkeypatch.setenv("BOARD_DATA", str(folder))
        app = session()
        for key, value in ({"period": "2025-q2"} | address).items():
            app.query_params[key] = value
        app.switch_page("../../pages/scores.py").run()
        assert blocks.escaped(pages.BROKEN) not in [info.value for info in app.info]
        return app

    return show


def plain(text: str) -> str:
    return re.sub(r"\\(\W)", r"\1", text).replace("\u00a0", " ")


def test_the_page_answers_with_three_sums_and_what_is_open(shown, data):
    app = shown(data, unit="16528", card="MAU")
    assert plain(app.header[0].value) == (
        "Quý II/2025, phường Quảng Thọ: tự chấm **24,5 điểm** cho 3 trong 5 tiêu chí, thẩm định "
        "9,5 điểm, trên 30 điểm chuẩn; trên 17 điểm tính được từ số liệu, tự chấm 15,5, số liệu "
        "cho **14,47 điểm**; còn 13 điểm chưa tính được."
    )


def test_claims_above_the_figures_come_first_with_what_else_is_doubtful(shown, data):
    doubts = shown(data, unit="16528", card="MAU").dataframe[0].value
    assert [(row.criterion, plain(row.doubt)) for row in doubts.itertuples()] == [
        ("A1", "tự chấm hơn số liệu 1,53 điểm"),
        ("B1", "vượt điểm chuẩn 8; thiếu minh chứng"),
        ("Z9", "tiêu chí không có trong bộ ở ngày cuối kỳ, không cộng vào tổng"),
    ]


def test_each_criterion_says_from_what_it_is_computed_or_why_it_is_open(shown, data):
    app = shown(data, unit="16528", card="MAU")
    table = app.dataframe[2].value.set_index("criterion")
    assert {key: plain(figure) for key, figure in table["figure"].items()} == {
        "A1": "75,0% (8 hồ sơ), cần 95%",
        "A2": "75,0% (8 hồ sơ), cần 70%",
        **dict.fromkeys(["A3", "B1", "B2", "Z9"], "–"),
    }
    lines = [line for block in app.markdown for line in plain(block.value).splitlines()]
    assert [line for line in lines if line.startswith("- ")] == [
        "- A3. Cam kết (3 điểm): Đã ký cam kết: chưa có số liệu.",
        "- B1. Trang phục (8 điểm): chấm theo minh chứng.",
        "- B2. Khắc phục (2 điểm): Tồn tại đã khắc phục: chưa có số liệu.",
    ]
    few = [plain(block.value) for block in shown(data, unit="16534", card="MAU").markdown]
    assert any(
        "- A1. Đúng hạn (12 điểm): Đúng hạn, trên hồ sơ đến hạn: 1 hồ sơ, dưới 5" in text
        for text in few
    )


def test_every_computed_criterion_leads_to_the_rows_of_its_measure(shown, data):
    links = [
        plain(link.proto.label) for link in shown(data, unit="16528", card="MAU").get("page_link")
    ]
    assert [label for label in links if label.startswith("A")] == [
        "A1: Đúng hạn, trên hồ sơ đến hạn 75,0% (8 hồ sơ; dưới 30, đọc thận trọng)",
        "A2: Trực tuyến 75,0% (8 hồ sơ; dưới 30, đọc thận trọng)",
    ]


def test_units_stand_beside_each_other_and_who_sent_none_says_so(shown, data):
    app = shown(data, card="MAU")
    assert "**2 trong 3 đơn vị** đã gửi điểm" in plain(app.header[0].value)
    table = app.dataframe[-1].value.set_index("unit")
    assert table["scored"].to_dict() == {
        "Phường Quảng Châu": "có",
        "Phường Quảng Thọ": "có",
        "Phường Quảng Vinh": "chưa có số liệu",
    }
    # Of Quảng Vinh's one dossier the total less what Quảng Thọ computes would tell.
    assert table.at["Phường Quảng Thọ", "Cộng"] == "24,5 | 9,5 | –"
    assert table.at["Phường Quảng Châu", "B. Nền nếp"] == "6 | – | –"


def test_a_unit_without_points_reads_how_to_send_them_and_sees_what_is_computed(shown, data):
    app = shown(data, unit="16534", card="MAU")
    assert any("chưa gửi bảng chấm điểm" in plain(info.value) for info in app.info)
    assert any("Tải mẫu bảng chấm điểm" in button.label for button in app.get("download_button"))
    assert "chưa tự chấm, chưa thẩm định" in plain(app.header[0].value)


def test_a_period_that_was_not_scored_leads_to_those_that_were(shown, data):
    app = shown(data, unit="16528", card="MAU", period="2025-q3")
    assert any("mở một kỳ đã chấm" in plain(info.value) for info in app.info)
    app.button(key="scored_2025-q2").click().run()
    assert "Quý II/2025" in app.header[0].value.replace("\u00a0", " ")
    assert app.query_params["period"] == "2025-q2"
