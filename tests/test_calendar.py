"""The working calendar against the government's announcements, typed here from those texts."""

import shutil
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from etl.calendar import calendar_days
from etl.engine import MACROS
from etl.redact import add_mask_macro
from etl.words import Refusal

REFERENCE = Path(__file__).parent.parent / "data" / "reference"

# Weekdays off, each span from its first to its last day off, weekends inside it included.
# "Điều 111, 112" are those of Bộ luật Lao động 45/2019/QH14: the public holidays, and the next
# working day off where one falls on a weekly day off.
DAYS_OFF = [
    # 2021. The number of the announcement is not checked in its text; its days are those that
    # Hà Nội mới and SGGP News (09/12/2020) printed.
    ("2021-01-01", "2021-01-01", "Tết Dương lịch, Điều 112"),
    ("2021-02-10", "2021-02-16", "Tết Tân Sửu, Thông báo 4875/TB-LĐTBXH"),
    ("2021-04-21", "2021-04-21", "Giỗ Tổ 10/3 âm lịch, Điều 112"),
    ("2021-04-30", "2021-05-03", "30/4 and 1/5; Saturday 1/5 in lieu on 3/5, Điều 111, 112"),
    ("2021-09-02", "2021-09-03", "Quốc khánh, Thông báo 4875/TB-LĐTBXH"),
    # 2022
    ("2022-01-03", "2022-01-03", "Saturday 1/1 in lieu, Điều 111, 112"),
    ("2022-01-31", "2022-02-04", "Tết Nhâm Dần, Công văn 245/VPCP-KGVX ngày 11/01/2022"),
    ("2022-04-11", "2022-04-11", "Giỗ Tổ on Sunday 10/4 in lieu, Điều 111, 112"),
    ("2022-05-02", "2022-05-03", "30/4 and 1/5 on a weekend, both in lieu, Điều 111, 112"),
    ("2022-09-01", "2022-09-02", "Quốc khánh, Công văn 245/VPCP-KGVX ngày 11/01/2022"),
    # 2023
    ("2023-01-02", "2023-01-02", "Sunday 1/1 in lieu, Điều 111, 112"),
    ("2023-01-20", "2023-01-26", "Tết Quý Mão, Thông báo 5034/TB-LĐTBXH ngày 07/12/2022"),
    ("2023-05-01", "2023-05-03", "1/5; Giỗ Tổ 29/4 and 30/4 in lieu, Điều 111, 112"),
    ("2023-09-01", "2023-09-04", "Quốc khánh, Thông báo 5034/TB-LĐTBXH ngày 07/12/2022"),
    # 2024
    ("2024-01-01", "2024-01-01", "Tết Dương lịch, Điều 112"),
    ("2024-02-08", "2024-02-14", "Tết Giáp Thìn, Văn bản 8662/VPCP-KGVX ngày 03/11/2023"),
    ("2024-04-18", "2024-04-18", "Giỗ Tổ 10/3 âm lịch, Điều 112"),
    ("2024-04-29", "2024-05-01", "30/4, 1/5; 29/4 swapped, Công văn 2450/VPCP-KGVX ngày 12/4/2024"),
    ("2024-09-02", "2024-09-03", "Quốc khánh, Văn bản 8662/VPCP-KGVX ngày 03/11/2023"),
    # 2025
    ("2025-01-01", "2025-01-01", "Tết Dương lịch, Điều 112"),
    ("2025-01-27", "2025-01-31", "Tết Ất Tỵ, Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024"),
    ("2025-04-07", "2025-04-07", "Giỗ Tổ 10/3 âm lịch, Điều 112"),
    ("2025-04-30", "2025-05-02", "30/4, 1/5; 2/5 swapped, Thông báo 6150/TB-BLĐTBXH"),
    ("2025-09-01", "2025-09-02", "Quốc khánh, Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024"),
    # 2026. For 24/11 the texts seen are the Politburo's; a law, or a swap beside that day, is not.
    ("2026-01-01", "2026-01-02", "2/1 swapped, Văn bản 12729/VPCP-KGVX ngày 25/12/2025"),
    ("2026-02-16", "2026-02-20", "Tết Bính Ngọ, Thông báo 9441/TB-BNV ngày 16/10/2025"),
    ("2026-04-27", "2026-04-27", "Giỗ Tổ on Sunday 26/4 in lieu, Điều 111, 112"),
    ("2026-04-30", "2026-05-01", "30/4 and 1/5, Điều 112"),
    ("2026-08-31", "2026-09-02", "Quốc khánh; 31/8 swapped, Thông báo 9441/TB-BNV ngày 16/10/2025"),
    ("2026-11-24", "2026-11-24", "Ngày Văn hoá Việt Nam, Nghị quyết 80-NQ/TW ngày 07/01/2026"),
]
SATURDAYS_WORKED = {
    "2024-05-04": "for 29/4, Công văn 2450/VPCP-KGVX ngày 12/4/2024",
    "2025-04-26": "for 2/5, Thông báo 6150/TB-BLĐTBXH ngày 03/12/2024",
    "2026-01-10": "for 2/1, Văn bản 12729/VPCP-KGVX ngày 25/12/2025",
    "2026-08-22": "for 31/8, Thông báo 9441/TB-BNV ngày 16/10/2025",
}

YEARS = "year,source\n2025,một văn bản\n"
OVERRIDES = "day,is_working,note,source\n"
HOURS = "valid_from,valid_to,starts,ends\n2018-01-01,,07:00,11:30\n2018-01-01,,13:30,17:00\n"


@pytest.fixture(scope="module")
def days():
    return calendar_days(REFERENCE)


@pytest.fixture(scope="module")
def warehouse(days):
    """The calendar as the build loads it, and the macro that reads it."""
    con = duckdb.connect()
    add_mask_macro(con)
    con.execute(MACROS)
    con.execute("set variable calendar = $days", {"days": days})
    con.execute(
        "create table calendar as select unnest(getvariable('calendar'), recursive := true)"
    )
    yield con
    con.close()


@pytest.fixture
def reference(tmp_path):
    """Writes the three files, each as given or as a plain 2025, and gives their folder."""

    def write(years=YEARS, overrides=OVERRIDES, hours=HOURS):
        (tmp_path / "calendar_years.csv").write_text(years, "utf-8")
        (tmp_path / "calendar.csv").write_text(overrides, "utf-8")
        (tmp_path / "working_hours.csv").write_text(hours, "utf-8")
        return tmp_path

    return write


def every_day(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def by_day(days):
    return {row["day"]: row for row in days}


def working_minutes(con, received, finished):
    moments = {"r": datetime.fromisoformat(received), "f": datetime.fromisoformat(finished)}
    return con.execute(
        "select working_minutes_until(finish, $f) - working_minutes_until(receipt, $r) "
        "from calendar as receipt, calendar as finish "
        "where receipt.day = $r::date and finish.day = $f::date",
        moments,
    ).fetchone()[0]


def test_every_day_of_2021_to_2026_is_worked_or_off_as_announced(days):
    off = {day for first, last, _ in DAYS_OFF for day in every_day(first, last)}
    worked = {date.fromisoformat(day) for day in SATURDAYS_WORKED}
    expected = {
        day: day in worked or (day.isoweekday() <= 5 and day not in off)
        for day in every_day("2021-01-01", "2026-12-31")
    }
    assert len(expected) == 2191  # 6 years of 365 days and 29/02/2024
    assert [row["day"] for row in days] == list(expected)
    assert {row["day"]: row["is_working"] for row in days} == expected


@pytest.mark.parametrize(
    ("year", "working_days"),
    [
        (2021, 250),  # 261 weekdays − 11
        (2022, 249),  # 260 weekdays − 11
        (2023, 249),  # 260 weekdays − 11
        (2024, 251),  # 262 weekdays − 12 + 1 Saturday
        (2025, 250),  # 261 weekdays − 12 + 1 Saturday
        (2026, 249),  # 261 weekdays − 14 + 2 Saturdays
    ],
)
def test_a_year_has_as_many_working_days_as_counted_by_hand(days, year, working_days):
    assert sum(row["is_working"] for row in days if row["day"].year == year) == working_days


def test_working_days_and_minutes_run_on_from_the_first_covered_day(days):
    row = by_day(days)
    running = [
        (
            row[date.fromisoformat(day)]["work_day_number"],
            row[date.fromisoformat(day)]["minutes_before"],
        )
        for day in ("2021-01-01", "2021-01-04", "2021-01-05", "2021-01-09", "2026-12-31")
    ]
    # 01/01 is off, Monday 04/01 the first working day; Saturday 09/01 follows five of them;
    # 31/12/2026 is the last of 250 + 249 + 249 + 251 + 250 + 249 = 1498.
    assert running == [(0, 0), (1, 0), (2, 480), (5, 2400), (1498, 1497 * 480)]


def test_a_day_has_its_reason_in_vietnamese_whatever_the_language_of_the_machine(monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LANGUAGE", "en_US")
    row = by_day(calendar_days(REFERENCE))
    notes = {
        day: row[date.fromisoformat(day)]["note"]
        for day in (
            "2025-01-02",
            "2025-01-04",
            "2025-01-29",
            "2025-04-26",
            "2025-05-02",
            "2022-05-02",
            "2026-01-02",
            "2026-01-10",
        )
    }
    assert notes == {
        "2025-01-02": "",
        "2025-01-04": "Nghỉ hằng tuần",
        "2025-01-29": "Tết Nguyên Đán",
        "2025-04-26": "Làm bù",
        "2025-05-02": "Ngày nghỉ (thay cho ngày 26/04/2025)",
        "2022-05-02": "Ngày Chiến thắng (nghỉ bù)",
        "2026-01-02": "Nghỉ Tết Dương lịch (làm bù ngày 10/01/2026)",
        "2026-01-10": "Làm bù cho ngày 02/01/2026",
    }


@pytest.mark.parametrize(
    ("received", "finished", "minutes"),
    [
        # Friday's last half hour and Monday's first hour.
        ("2025-06-13 16:30", "2025-06-16 08:00", 30 + 60),
        # Tết Ất Tỵ: Friday 24/01 from 16:00, Monday 03/02 until 09:00, nothing between.
        ("2025-01-24 16:00", "2025-02-03 09:00", 60 + 120),
        # Inside the noon break, then across it.
        ("2025-06-16 11:35", "2025-06-16 13:20", 0),
        ("2025-06-16 11:00", "2025-06-16 14:00", 30 + 30),
        # Saturday, off: counted from Monday 07:00.
        ("2025-06-14 10:00", "2025-06-16 09:00", 120),
        # Sunday to Sunday: Monday to Friday.
        ("2025-06-15 12:00", "2025-06-22 12:00", 5 * 480),
        # A Saturday that was worked: 90 before noon, 210 after, 60 on Monday.
        ("2025-04-26 10:00", "2025-04-28 08:00", 90 + 210 + 60),
        # 30/4, 1/5, Friday 2/5 swapped, a weekend.
        ("2025-04-29 16:00", "2025-05-05 07:30", 60 + 30),
        # Over New Year 2026, with Friday 02/01 off; then Saturday 10/01 worked.
        ("2025-12-31 16:00", "2026-01-05 08:00", 60 + 60),
        ("2026-01-09 16:30", "2026-01-10 08:00", 30 + 60),
        # Before the doors open and after they close.
        ("2025-06-16 05:00", "2025-06-16 21:00", 480),
        ("2025-06-16 17:00", "2025-06-17 07:00", 0),
        ("2025-06-16 09:15", "2025-06-16 09:15", 0),
    ],
)
def test_elapsed_working_minutes_are_those_counted_by_hand(warehouse, received, finished, minutes):
    assert working_minutes(warehouse, received, finished) == minutes


def test_the_table_has_these_columns_and_types(warehouse):
    described = warehouse.execute("describe calendar").fetchall()
    assert [(name, kind) for name, kind, *_ in described] == [
        ("day", "DATE"),
        ("is_working", "BOOLEAN"),
        ("note", "VARCHAR"),
        ("work_day_number", "INTEGER"),
        ("minutes_before", "INTEGER"),
        ("am_starts", "INTEGER"),
        ("am_ends", "INTEGER"),
        ("pm_starts", "INTEGER"),
        ("pm_ends", "INTEGER"),
    ]


def test_an_override_turns_a_day_off_and_a_weekend_or_a_holiday_on(reference):
    row = by_day(
        calendar_days(
            reference(
                overrides=OVERRIDES
                + (
                    "2025-06-16,0,Nghỉ phòng chống bão,Công điện\n"
                    "2025-06-21,1,Làm bù,Công điện\n"
                    "2025-09-02,1,,Công điện\n"
                )
            )
        )
    )
    seen = [
        (row[date(2025, m, d)]["is_working"], row[date(2025, m, d)]["note"])
        for m, d in ((6, 16), (6, 17), (6, 21), (9, 2))
    ]
    assert seen == [
        (False, "Nghỉ phòng chống bão"),
        (True, ""),
        (True, "Làm bù"),
        (True, "Theo calendar.csv"),
    ]


@pytest.mark.parametrize(
    ("year", "saturday"),
    [
        (2019, date(2019, 1, 5)),  # for 31/12/2018
        (2014, date(2014, 12, 27)),  # for 02/01/2015, Bộ Lao động's announcement of 2015
    ],
)
def test_a_saturday_worked_for_a_day_of_the_neighbouring_year_is_worked(reference, year, saturday):
    folder = reference(years=f"year,source\n{year},a\n", hours=HOURS.replace("2018", "2010"))
    assert [
        row["day"]
        for row in calendar_days(folder)
        if row["is_working"] and row["day"].isoweekday() == 6 and row["day"].month in (1, 12)
    ] == [saturday]


def test_working_hours_change_on_their_day_and_the_running_minutes_follow(reference):
    row = by_day(
        calendar_days(
            reference(
                hours=(
                    "valid_from,valid_to,starts,ends\n"
                    "2018-01-01,2025-06-30,13:30,17:00\n"
                    "2018-01-01,2025-06-30,07:00,11:30\n"
                    "2025-07-01,,07:30,11:30\n"
                    "2025-07-01,,13:00,16:00\n"
                )
            )
        )
    )
    columns = ("am_starts", "am_ends", "pm_starts", "pm_ends")
    monday, tuesday, wednesday = date(2025, 6, 30), date(2025, 7, 1), date(2025, 7, 2)
    assert [row[monday][c] for c in columns] == [420, 690, 810, 1020]
    assert [row[tuesday][c] for c in columns] == [450, 690, 780, 960]
    assert row[tuesday]["minutes_before"] - row[monday]["minutes_before"] == 270 + 210
    assert row[wednesday]["minutes_before"] - row[tuesday]["minutes_before"] == 240 + 180


def test_years_stand_in_any_order_and_blank_lines_and_a_byte_order_mark_are_passed_over(reference):
    years = "\ufeffyear,source\n2026,b\n\n,\n2025,a\n"
    days = calendar_days(reference(years=years))
    assert (days[0]["day"], days[-1]["day"]) == (date(2025, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"years": "year,source\n2021,a\n2022,b\n2025,c\n"},
            "calendar_years.csv không đọc được: dòng 4: năm 2025 không liền với năm 2022; "
            "thêm các năm 2023–2024 hoặc bỏ dòng này.",
        ),
        (
            {"years": "year,source\n2025,a\n2023,b\n"},
            "calendar_years.csv không đọc được: dòng 2: năm 2025 không liền với năm 2023; "
            "thêm năm 2024 hoặc bỏ dòng này.",
        ),
        (
            {"years": "year,source\n2025,a\n2025,b\n"},
            "calendar_years.csv không đọc được: dòng 3 lặp lại dòng 2 (cùng year); bỏ một dòng.",
        ),
        (
            {"years": "year,source\nhai nghìn,a\n"},
            "calendar_years.csv không đọc được: dòng 2 có year là “hai nghìn”, không "
            "phải số nguyên; ghi như 15.",
        ),
        (
            {"years": "year,source\n20255,a\n"},
            "calendar_years.csv không đọc được: dòng 2: “20255” không phải năm từ 1901 đến 2100.",
        ),
        (
            {"years": "year,source\n"},
            "calendar_years.csv không đọc được: dòng 2: chưa có năm nào; ghi ít nhất một năm.",
        ),
        (
            {"years": ""},
            "calendar_years.csv không đọc được: tệp trống; dòng đầu phải là “year,source”.",
        ),
        (
            {"overrides": OVERRIDES + "2025-01-06,0,a,b\n06/01/2025,0,a,b\n"},
            "calendar.csv không đọc được: dòng 3 có day là “06/01/2025”, không phải ngày dạng "
            "yyyy-mm-dd; ghi như 2025-01-06.",
        ),
        (
            {"overrides": OVERRIDES + "2025-02-29,0,a,b\n"},
            "calendar.csv không đọc được: dòng 2 có day là “2025-02-29”, không phải ngày dạng "
            "yyyy-mm-dd; ghi như 2025-06-30.",
        ),
        (
            {"overrides": OVERRIDES + "20250106,0,a,b\n"},
            "calendar.csv không đọc được: dòng 2 có day là “20250106”, không phải ngày dạng "
            "yyyy-mm-dd; ghi như 2025-06-30.",
        ),
        (
            {"overrides": OVERRIDES + "2025-01-06,có,a,b\n"},
            "calendar.csv không đọc được: dòng 2 có is_working khác 0 và 1.",
        ),
        (
            {"overrides": OVERRIDES + "2025-01-06,,a,b\n"},
            "calendar.csv không đọc được: dòng 2 để trống một ô phải có (is_working).",
        ),
        (
            {"overrides": OVERRIDES + "2025-01-06,0,a,b\n\n2025-01-06,1,a,b\n"},
            "calendar.csv không đọc được: dòng 4 lặp lại dòng 2 (cùng day); bỏ một dòng.",
        ),
        (
            {"overrides": OVERRIDES + "2027-01-04,0,a,b\n"},
            "calendar.csv không đọc được: dòng 2: năm 2027 chưa có trong calendar_years.csv; "
            "thêm năm đó hoặc bỏ dòng này.",
        ),
        (
            {"overrides": OVERRIDES + "2025-01-06,0,Nghỉ, hoán đổi,b\n"},
            "calendar.csv không đọc được: dòng 2 có 5 ô, cần 4 ô; đặt ô có dấu phẩy "
            "trong dấu ngoặc kép.",
        ),
        (
            {"overrides": OVERRIDES + '2025-01-06,0,"Nghỉ,b\n'},
            "calendar.csv không đọc được: dòng 2 có dấu ngoặc kép đặt sai.",
        ),
        (
            {"overrides": "day;is_working;note;source\n2025-01-06;0;a;b\n"},
            "calendar.csv không đọc được: dòng 1 ngăn các cột bằng dấu chấm phẩy; thay bằng dấu "
            "phẩy, hoặc đổi dấu phân cách danh sách (List separator) của Windows thành "
            "dấu phẩy rồi "
            "lưu lại.",
        ),
        (
            {"hours": HOURS + "2025-07-01,,17:30,19:00\n"},
            "working_hours.csv không đọc được: dòng 2, 3, 4: ngày 01/07/2025 có 3 buổi làm việc; "
            "mỗi ngày phải có đúng hai buổi, sáng và chiều.",
        ),
        (
            {"hours": "valid_from,valid_to,starts,ends\n2018-01-01,,07:00,15:00\n"},
            "working_hours.csv không đọc được: dòng 2: ngày 01/01/2025 có 1 buổi làm việc; "
            "mỗi ngày phải có đúng hai buổi, sáng và chiều.",
        ),
        (
            {"hours": HOURS.replace(",,", ",2025-06-30,")},
            "working_hours.csv không đọc được: ngày 01/07/2025 chưa có giờ làm việc; "
            "thêm hai dòng cho buổi sáng và buổi chiều.",
        ),
        (
            {"hours": HOURS.replace("13:30", "11:00")},
            "working_hours.csv không đọc được: dòng 2, 3: hai buổi làm việc của ngày 01/01/2025 "
            "chồng lên nhau.",
        ),
        (
            {"hours": HOURS.replace("07:00", "7 giờ")},
            "working_hours.csv không đọc được: dòng 2 có starts là “7 giờ”, không phải "
            "giờ; cần dạng HH:MM, ví dụ 07:00.",
        ),
        (
            {"hours": HOURS.replace("17:00", "13:30")},
            "working_hours.csv không đọc được: dòng 3: giờ kết thúc (ends) phải sau "
            "giờ bắt đầu (starts).",
        ),
        (
            {"hours": HOURS.replace(",,", ",2017-12-31,")},
            "working_hours.csv không đọc được: dòng 2 có valid_to đứng trước valid_from.",
        ),
    ],
)
def test_a_mistake_in_a_file_is_one_sentence_with_its_line(reference, files, sentence):
    with pytest.raises(Refusal) as refusal:
        calendar_days(reference(**files))
    assert str(refusal.value) == f"Tệp tham chiếu {sentence} Sửa tệp rồi chạy lại."


def test_the_calendar_differs_from_the_package_only_where_it_says_so(days, tmp_path):
    for name in ("calendar_years.csv", "working_hours.csv"):
        shutil.copy(REFERENCE / name, tmp_path / name)
    (tmp_path / "calendar.csv").write_text(OVERRIDES, "utf-8")
    package = by_day(calendar_days(tmp_path))
    differs = {
        str(row["day"]): row["is_working"]
        for row in days
        if row["is_working"] != package[row["day"]]["is_working"]
    }
    assert differs == {"2026-01-02": False, "2026-01-10": True}
