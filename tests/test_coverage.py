"""What files do not say is not said: how far each source of each unit reaches, and what follows."""

import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from board.commands.form import form_06a
from board.form_06a.form import CELLS, form_of
from board.measures.results import over_time
from board.papers import PAPERS
from board.selection.coverage import coverage
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import coverage as coverage_text
from board.warehouse.ask import ask
from tests.literal import answer, snapshot
from tests.snapshots import ask as rows_of
from tests.snapshots import csv_of, put, take

QUANG_THO, QUANG_CHAU = "16528@2018-01-01", "16531@2018-01-01"
JUNE = parse("2025-06")


def dossiers(**count_of: int) -> str:
    """A table of finished dossiers: `b0506=3` are 3 of unit b (16531) received on 05/06."""
    lines, number = ["id | unit | status | received | due | finished"], 0
    for spec, count in count_of.items():
        unit = {"a": "16528", "b": "16531"}[spec[0]]
        day = f"{spec[1:3]}/{spec[3:5]}"
        for _ in range(count):
            number += 1
            lines.append(f"{number} | {unit} | 10 | {day} | {day} | {day}")
    return "\n".join(lines)


def result(of, key: str, period: str, **filters):
    return over_time((key,), selection_of(of, Filters(**filters), parse(period)))[key]


@pytest.fixture(scope="module")
def two_units(tmp_path_factory):
    """Quảng Thọ is known to 30/06, Quảng Châu to 10/06."""
    folder = tmp_path_factory.mktemp("two")
    return snapshot(
        folder,
        {
            "2025-06-10": dossiers(b0505=8, b0506=3),
            "2025-06-30": dossiers(a0605=80, a0606=53).replace("\n", "\n9", 133),
        },
    )


def test_a_month_is_compared_by_the_units_that_both_months_have(two_units):
    # June: 53 of Quảng Thọ; the 3 of Quảng Châu to 10/06 are no June. May: 80, without its 8.
    received = result(two_units, "dossiers_received", "2025-06")
    assert (received.now["value"], received.compared["value"], received.before["value"]) == (
        53,
        53,
        80,
    )
    known = received.coverage
    assert (known.state, known.whole) == ("partial", (QUANG_THO,))
    lacking = {gap.unit_key: gap.until for gap in known.missing}
    assert lacking.pop(QUANG_CHAU) == date(2025, 6, 10)
    # The other eight units of the city sent nothing.
    assert len(lacking) == 8 and set(lacking.values()) == {None}
    # Month by month the same unit alone: 80 in May, 53 in June.
    assert received.months["value"].tolist()[-2:] == [80, 53]
    # May is known of both.
    assert result(two_units, "dossiers_received", "2025-05").now["value"] == 88


def test_of_one_unit_a_part_of_a_month_is_neither_compared_nor_judged(two_units):
    received = result(two_units, "rate_settled_on_time", "2025-06", unit=QUANG_CHAU)
    assert (received.now["n"], received.before, received.verdict) == (3, None, None)
    assert (received.coverage.state, received.incomplete_last) == ("partial", True)
    assert coverage_text.coverage_sentence(received.coverage) == (
        "Kỳ chưa đủ số liệu (có đến ngày 10/06/2025), nên chưa so sánh và chưa đánh giá."
    )


def test_the_units_that_are_missing_are_named_with_the_day_that_they_reach(two_units):
    sentence = coverage_text.coverage_sentence(coverage(two_units, None, JUNE))
    assert sentence.startswith("1/10 đơn vị có đủ số liệu của kỳ. Không tính ")
    assert "Phường Quảng Châu (đến 10/06/2025)" in sentence
    assert "Phường Trung Sơn (chưa gửi)" in sentence
    assert sentence.endswith("; số kỳ trước và các tháng cũng vậy.")


RATINGS = """
rating | id | rated | source | overall
1      | 1  | 05/05 | Kiosk  | Hài lòng
2      | 2  | 05/05 | Kiosk  | Hài lòng
"""


def test_without_its_ratings_file_a_quarter_says_nothing_of_ratings(tmp_path):
    # Ratings come to 31/05, dossiers to 30/06: June has 10 finished dossiers and no ratings.
    of = snapshot(
        tmp_path,
        {"2025-06-30": dossiers(a0505=10, a0506=10)},
        {"2025-05-31": RATINGS.replace("Kiosk", "Máy đánh giá")},
    )
    for key in ("response_rate", "share_complained_of", "satisfaction_qd766", "share_satisfied"):
        found = result(of, key, "2025-06", unit=QUANG_THO)
        assert found.coverage.state == "absent", key
        assert (found.now["n"], found.before, found.verdict) == (0, None, None), key
        assert found.now[["value", "numerator", "denominator"]].isna().all(), key
        assert not answer(key, of, "01/06", "30/06", unit=QUANG_THO)["value"] >= 0, key
    # May is known: 2 of 10 rated, none complained of.
    may = result(of, "response_rate", "2025-05", unit=QUANG_THO)
    assert (may.now["numerator"], may.now["n"]) == (2, 10)
    assert result(of, "share_complained_of", "2025-05", unit=QUANG_THO).now["value"] == 0


def test_a_unit_without_ratings_is_left_out_of_the_response_rate_of_all(tmp_path):
    of = snapshot(
        tmp_path,
        {"2025-06-30": dossiers(a0506=10, b0506=30)},
        {"2025-06-30": RATINGS.replace("05/05", "05/06").replace("Kiosk", "Máy đánh giá")},
    )
    # 2 of Quảng Thọ's 10, and not 2 of 40: nobody sent ratings of Quảng Châu.
    rate = result(of, "response_rate", "2025-06").now
    assert (rate["numerator"], rate["n"]) == (2, 10)
    by_unit = answer("response_rate", of, "01/06", "30/06", by="unit")
    assert set(by_unit) == {QUANG_THO}
    # Of the dossiers both are known.
    assert result(of, "dossiers_received", "2025-06").now["value"] == 40


def test_the_month_that_ends_on_the_exports_day_is_whole_for_rate_c_a_day_later(tmp_path):
    table = """
    id | status | received | due   | finished
    1  | 10     | 02/06    | 20/06 | 20/06
    2  | 10     | 02/06    | 30/06 | 30/06
    """
    same_day = snapshot(tmp_path / "same", {"2025-06-30": table})
    rate = result(same_day, "rate_due_on_time", "2025-06", unit=QUANG_THO)
    assert (rate.now["n"], rate.coverage.state) == (1, "partial")
    settled = result(same_day, "rate_settled_on_time", "2025-06", unit=QUANG_THO)
    assert (settled.now["n"], settled.coverage.state) == (2, "complete")
    later = snapshot(tmp_path / "later", {"2025-07-01": table})
    rate = result(later, "rate_due_on_time", "2025-06", unit=QUANG_THO)
    assert (rate.now["n"], rate.coverage.state) == (2, "complete")


def test_before_the_first_file_nothing_is_known_and_a_count_is_no_nought(tmp_path):
    of = snapshot(tmp_path, {"2025-06-30": dossiers(a0506=3)})
    for key in ("dossiers_received", "open_overdue", "rate_settled_on_time"):
        row = answer(key, of, "01/03", "31/03")
        assert row["n"] == 0 and row[["value", "numerator"]].isna().all(), key
    assert answer("dossiers_received", of, "01/06", "30/06")["value"] == 3
    # In June nothing was open at the end, and that is known.
    assert answer("open_overdue", of, "01/06", "30/06")["value"] == 0


def test_a_quarter_of_which_only_the_last_month_was_sent_is_no_whole_quarter(tmp_path):
    of = snapshot(tmp_path, {"2025-06-30": dossiers(a0506=3)})
    assert coverage(of, QUANG_THO, parse("2025-q2")).state == "partial"
    received = result(of, "dossiers_received", "2025-q2", unit=QUANG_THO).coverage
    assert coverage_text.coverage_sentence(received, date(2025, 6, 30)) == (
        "Kỳ chưa đủ số liệu (có từ ngày 01/06/2025 đến ngày 30/06/2025), nên chưa so sánh và chưa "
        "đánh giá."
    )
    assert coverage_text.coverage_short(received, date(2025, 6, 30)) == "chưa đủ kỳ"
    assert coverage(of, QUANG_THO, JUNE).state == "complete"
    assert coverage(of, QUANG_THO, parse("2025-q1")).state == "absent"


def test_registers_alone_give_the_periods_that_they_cover(tmp_path):
    of = snapshot(
        tmp_path,
        {},
        petitions={"2025-06-30": [{"received_on": "10/02/2025"}, {"petition_id": "2"}]},
    )
    extent = ask(of, "extent").iloc[0]
    assert (extent["first_day"].date(), extent["last_day"].date()) == (
        date(2025, 2, 10),
        date(2025, 6, 30),
    )
    assert result(of, "petitions_received", "2025-q1", unit=QUANG_THO).now["value"] == 1
    assert result(of, "dossiers_received", "2025-q1", unit=QUANG_THO).coverage.state == "absent"


# (unit, the period in the file's name, rows of coverage.csv) → (first day, whence it is known)
FIRST_DAYS = {
    ("16528", "2025-06-30", ""): ("2025-05-05", "rows"),
    ("16531", "2025-04-01_2025-06-30", ""): ("2025-04-01", "file"),
    ("14830", "2025-06-30", "dossiers,14830,2025-01-01,"): ("2025-01-01", "reference"),
    ("14833", "2025-06-30", "feedback,14833,2025-01-01,"): ("2025-05-05", "rows"),
}
OF_ALL = {("16528", "2025-06-30", "dossiers,,2025-03-01,"): ("2025-03-01", "reference")}


@pytest.mark.parametrize("cases", [FIRST_DAYS, OF_ALL], ids=["of units", "of all units"])
def test_the_first_day_is_of_the_files_name_else_of_the_table_else_of_the_rows(
    tmp_path, reference_copy, cases
):
    rows = [row for _, _, row in cases if row]
    (reference_copy / "coverage.csv").write_text(
        "\n".join(["source,unit_code,first_day,note", *rows, ""]), "utf-8"
    )
    for unit, days, _ in cases:
        received = ("05/05/2025", "05/05/2025", "25/06/2025")
        dossiers_of_it = [
            {"id": f"{unit}-{n}", "unit": unit, "status": "10", "due": day, "finished": day}
            | {"received": day}
            for n, day in enumerate(received)
        ]
        put(tmp_path, f"hoso_{unit}_{days}.csv", csv_of(*dossiers_of_it))
    take(tmp_path, reference=reference_copy)
    query = (
        "select unit_key, first_day::varchar, first_day_from, last_day::varchar from coverage "
        "where source = 'dossiers' and first_day is not null order by all"
    )
    first_days = {key[:5]: rest for key, *rest in rows_of(tmp_path, query)}
    for (unit, _, _), found in cases.items():
        assert first_days[unit] == [*found, "2025-06-30"], unit


@pytest.fixture(scope="module")
def stopped_unit(tmp_path_factory):
    """Quảng Thọ is known to 31/03 and left 6 dossiers open, Quảng Châu sent April to June."""
    folder = tmp_path_factory.mktemp("stopped")
    left_open = "\n".join(f"7{n} | 16528 | 4 | 20/03 | 25/03 |" for n in range(6))
    return snapshot(
        folder,
        {
            "2025-03-31": f"{dossiers(a0503=4)}\n{left_open}",
            "2025-06-30": dossiers(b0204=5, b0506=3).replace("\n", "\n8"),
        },
    )


def test_a_quarter_that_nobody_sent_has_no_form(stopped_unit, monkeypatch):
    # The 6 open ones are no (6), (11) and (13) of a quarter that no file covers.
    monkeypatch.setenv("BOARD_DATA", str(stopped_unit.path.parent.parent))
    form_rows = form_06a(date(2025, 4, 1), date(2025, 6, 30), "16528")
    assert (form_rows["rows"], form_rows["coverage"]["state"]) == ([], "absent")
    assert {form_rows["total"][cell] for cell in (*CELLS, "open_late")} == {None}
    selection = selection_of(stopped_unit, Filters(unit=QUANG_THO), parse("2025-q2"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(PAPERS["form06a"].make(".xlsx", selection)))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert rows[8] == ["", "Tổng cộng", *["–"] * 11]
    assert rows[10][0].startswith("Kỳ này chưa có số liệu hồ sơ.")
    # Of the quarter before it everything is known.
    form_rows = form_06a(date(2025, 3, 1), date(2025, 3, 31), "16528")["total"]
    assert (form_rows["c5"], form_rows["c7"], form_rows["c13"], form_rows["open_late"]) == (
        10,
        4,
        6,
        6,
    )


def test_what_went_into_a_unit_that_is_missing_is_missing_with_it(tmp_path):
    # Of 2026-q2 only Nam Sầm Sơn is known. Quảng Minh, which it took over, left 7 dossiers open;
    # the 12 of Quảng Thọ are known by Sầm Sơn alone, which stopped on 31/03/2026.
    rows = ["id | unit | status | received | due | finished"]
    rows += [f"{n} | 16528 | 4 | 10/05 | 15/05 |" for n in range(12)]
    rows += [f"{n} | 16513 | 4 | 10/05 | 15/05 |" for n in range(20, 27)]
    new = ["id | unit | status | received | due | finished"]
    of = snapshot(
        tmp_path,
        {
            "2025-06-30": "\n".join(rows),
            "2026-03-31": "\n".join([*new, *_done("16531", range(30, 33), "10/02/2026")]),
            "2026-06-30": "\n".join(
                [
                    *new,
                    *_done("16516", range(40, 44), "10/02/2026"),
                    *_done("16516", range(50, 55), "10/05/2026"),
                ]
            ),
        },
    )
    late = result(of, "open_late", "2026-q2")
    assert (late.now["value"], late.months["value"].iloc[-1]) == (7, 7)
    selection = selection_of(of, Filters(), parse("2026-q2"))
    total = form_of(of, selection.filters, selection.period).iloc[-1]
    assert (total["c5"], total["c6"], total["c7"], total["c13"]) == (5, 7, 5, 7)
    # Of the quarter before both are known: 12 + 7.
    assert result(of, "open_late", "2026-q1").now["value"] == 19


def _done(unit: str, numbers, day: str) -> list[str]:
    return [f"{number} | {unit} | 10 | {day} | {day} | {day}" for number in numbers]


@pytest.fixture
def reference_copy(tmp_path):
    import shutil

    from tests.conftest import PROJECT

    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    return tmp_path / "reference"
