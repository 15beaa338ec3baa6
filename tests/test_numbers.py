"""Numbers and dates as readers see them, each expected text typed by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

import numpy as np
import pandas as pd
import pytest

from board.catalogue import MEASURES
from board.text import alphabet, dates, numbers, since_last_meeting

SHARE, TIME, COUNT, LETTER, DUTY = (
    MEASURES[key]
    for key in (
        *("rate_due_on_time", "p90_working_days", "open_overdue", "median_days_to_apology"),
        "share_receptions_secretary",
    )
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1208, 0, "1.208"),
        (1234567, 0, "1.234.567"),
        (1234.5, 1, "1.234,5"),
        (97.25, 1, "97,3"),
        (97.35, 1, "97,4"),
        (2.675, 2, "2,68"),
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (-1234.5, 1, "−1.234,5"),
        (-0.04, 1, "0,0"),
        (6.5, 1, "6,5"),
        (7, 1, "7,0"),
        (np.int64(1208), 0, "1.208"),
        (np.float64(0.125), 2, "0,13"),
        (Decimal("1234.5"), 1, "1.234,5"),
        (10**15, 0, "1.000.000.000.000.000"),
    ],
)
def test_a_number_has_points_between_thousands_and_halves_go_up(value, decimals, text):
    assert numbers.number(value, decimals) == text


@pytest.mark.parametrize(
    ("fraction", "decimals", "text"),
    [
        (0.973, 1, "97,3%"),
        (0.9725, 1, "97,3%"),  # 97,25 rounds up; the binary 0.9725 * 100 would print 97,2
        (1, 1, "100,0%"),
        (0, 1, "0,0%"),
        (0.95, 0, "95%"),
        (2 / 3, 1, "66,7%"),
        (0.29, 0, "29%"),  # 0.29 * 100 is 28.999… in floats
    ],
)
def test_a_share_is_a_fraction_as_percent(fraction, decimals, text):
    assert numbers.share(fraction, decimals) == text


@pytest.mark.parametrize("absent", [None, float("nan"), np.nan, pd.NaT, pd.NA])
def test_what_is_absent_is_a_dash_everywhere(absent):
    for write in (
        numbers.number,
        numbers.share,
        numbers.days,
        dates.day,
        dates.moment,
        dates.month,
    ):
        assert write(absent) == "–"
    assert numbers.share_range(absent, 0.9) == "–"
    assert numbers.share_range(0.9, absent) == "–"


def test_an_infinite_number_is_an_error_not_a_text():
    with pytest.raises(InvalidOperation):
        numbers.number(float("inf"))


def test_an_interval_says_its_unit_once():
    assert numbers.share_range(0.919, 0.947) == "từ 91,9 đến 94,7%"


def test_less_than_a_working_day_is_shown_in_its_eight_hours_and_nothing_else_is():
    assert [numbers.duration(days) for days in (0.125, 0.375, 0.4, 0.9999)] == [
        *("1 giờ", "3 giờ", "3,2 giờ", "8 giờ"),
    ]
    assert numbers.duration(0.375, in_full=True) == "3 giờ làm việc"
    # Without an hour in the file a finish on the day of receipt is 0: nobody knows the hours.
    assert [numbers.duration(days) for days in (0, 1, 14.75, None, float("nan"))] == [
        *("0 ngày", "1 ngày", "14,8 ngày", "–", "–"),
    ]
    assert numbers.duration(0.5, "calendar_days") == "0,5 ngày"
    assert [numbers.tile_value(TIME, days) for days in (0.375, 15, None)] == ["3", "15", "–"]
    assert numbers.tile_value(COUNT, 1208) == "1.208"


def test_a_duration_names_its_unit():
    assert numbers.days(6.5) == "6,5 ngày"
    assert numbers.days(7, 0) == "7 ngày"


@pytest.mark.parametrize(
    ("measure", "value", "text", "in_full"),
    [
        (SHARE, 0.934, "93,4%", "93,4%"),
        (TIME, 7, "7 ngày", "7 ngày làm việc"),
        (LETTER, 7.5, "7,5 ngày", "7,5 ngày"),
        (COUNT, 1208, "1.208", "1.208 hồ sơ"),
        (SHARE, None, "–", "–"),
        (TIME, float("nan"), "–", "–"),
        (COUNT, None, "–", "–"),
    ],
)
def test_a_value_has_its_unit_and_alone_says_of_what_it_is(measure, value, text, in_full):
    assert numbers.value_text(measure, value) == text
    assert numbers.value_text(measure, value, in_full=True) == in_full


def test_a_short_value_has_no_empty_decimal():
    shares = [numbers.in_unit_short(value, "share") for value in (0.95, 0.975, 0.9504, None)]
    assert shares == ["95%", "97,5%", "95,0%", "–"]
    assert numbers.in_unit_short(7, "days") == "7 ngày"
    assert numbers.in_unit_short(1208, "count") == "1.208"


def test_beside_its_unit_a_value_is_a_number_alone():
    assert numbers.bare_value(SHARE, 0.934) == "93,4%"
    assert numbers.bare_value(TIME, 7) == "7,0"
    assert numbers.bare_value(COUNT, 1208) == "1.208"


@pytest.mark.parametrize(
    ("measure", "value", "n", "plain", "words", "mark"),
    [
        (SHARE, 0.934, 1208, "93,4% (1.208 hồ sơ)", "93,4% (1.208 hồ sơ)", "93,4% (1.208 hồ sơ)"),
        (SHARE, 0.5, 30, "50,0% (30 hồ sơ)", "50,0% (30 hồ sơ)", "50,0% (30 hồ sơ)"),
        (
            *(TIME, 6.5, 29, "6,5 ngày (29 hồ sơ)"),
            *("6,5 ngày (29 hồ sơ; dưới 30, đọc thận trọng)", "6,5 ngày (29 hồ sơ*)"),
        ),
        (
            *(SHARE, 0.8, 5, "80,0% (5 hồ sơ)"),
            *("80,0% (5 hồ sơ; dưới 30, đọc thận trọng)", "80,0% (5 hồ sơ*)"),
        ),
        (
            *(SHARE, 0.5, 4, "50,0% (4 hồ sơ)"),
            *("50,0% (4 hồ sơ; dưới 30, đọc thận trọng)", "50,0% (4 hồ sơ*)"),
        ),
        (SHARE, None, 4, "– (4 hồ sơ)", *["– (4 hồ sơ, dưới 5 nên không hiện)"] * 2),
        (SHARE, None, 0, *["– (0 hồ sơ)"] * 3),
        (COUNT, 14, 14, "14", "14", "14"),
        (COUNT, None, float("nan"), "–", "–", "–"),
    ],
)
def test_an_n_that_is_small_is_marked_and_of_one_too_small_nothing_is_shown(
    measure, value, n, plain, words, mark
):
    row = {"value": value, "n": n}
    printed = [
        numbers.value_and_n(measure, row, few=few).replace("\u00a0", " ")
        for few in (None, numbers.few_words, numbers.few_mark)
    ]
    assert printed == [plain, words, mark]


@pytest.mark.parametrize(
    ("measure", "row", "lines"),
    [
        (SHARE, (0.934, 1128, 1208, 0.919, 0.947), ["1.208 hồ sơ", "từ 91,9 đến 94,7%"]),
        (
            SHARE,
            (0.5, 6, 12, 0.25, 0.75),
            ["12 hồ sơ", "từ 25,0 đến 75,0%; dưới 30, đọc thận trọng"],
        ),
        (SHARE, (None, None, 3, None, None), ["3 hồ sơ, dưới 5 nên không hiện"]),
        (
            *(SHARE, (1 / 3, 1, 3, 0.061, 0.792)),
            ["1/3 hồ sơ", "từ 6,1 đến 79,2%; dưới 30, đọc thận trọng"],
        ),
        (SHARE, (None, 0, 0, None, None), ["0 hồ sơ"]),
        (DUTY, (0.5, 3, 6, 0.188, 0.812), ["3/6 ngày tiếp"]),
        (DUTY, (None, 0, 0, None, None), ["0 ngày tiếp"]),
        (SHARE, (None, None, 0, None, None), []),
        (TIME, (0.5, None, 40, None, None), ["giờ làm việc", "40 hồ sơ"]),
        (TIME, (7, None, 29, None, None), ["ngày làm việc", "29 hồ sơ; dưới 30, đọc thận trọng"]),
        (COUNT, (14, 14, 14, None, None), ["hồ sơ"]),
        (COUNT, (0, 0, 0, None, None), ["hồ sơ"]),
    ],
)
def test_next_to_a_value_a_page_says_what_it_is_computed_from(measure, row, lines):
    row = dict(zip(("value", "numerator", "n", "low", "high"), row, strict=True))
    assert [line.replace("\u00a0", " ") for line in numbers.n_lines(measure, row)] == lines


def test_what_else_belongs_to_a_value_stands_after_its_n():
    row = {"value": 0.934, "n": 1208}
    printed = numbers.value_and_n(SHARE, row, more="từ 91,9 đến 94,7%")
    assert printed == "93,4% (1.208\u00a0hồ\u00a0sơ; từ 91,9 đến 94,7%)"
    count = numbers.value_and_n(COUNT, {"value": 3, "n": 3}, in_full=True, more="1/2 đơn vị")
    assert count.replace("\u00a0", " ") == "3 hồ sơ (1/2 đơn vị)"


def test_in_a_column_of_its_own_n_says_whether_it_is_few_or_too_few():
    rows = [{"value": 0.5 if n > 4 else None, "n": n} for n in (0, 3, 5, 29, 30, 1208)]
    assert [numbers.n_cell(SHARE, row) for row in rows] == [
        *("0", "3 (dưới 5)", "5*", "29*", "30", "1.208"),
    ]
    # What a page may show of few is marked; of a duty, which is no sample, nothing is.
    assert numbers.n_cell(SHARE, {"value": 0.5, "n": 2}) == "2*"
    assert numbers.n_cell(DUTY, {"value": 0.5, "n": 6}) == "6"


def test_a_share_stands_with_its_interval_and_without_one_alone():
    assert numbers.share_and_interval(0.934, 0.919, 0.947) == "93,4% (91,9–94,7)"
    assert numbers.share_and_interval(None, None, None) == "–"
    assert numbers.share_and_interval(0.5, float("nan"), float("nan")) == "50,0%"


def test_a_share_with_its_counts_warns_where_they_are_few():
    counted = {"value": 0.935, "numerator": 704, "n": 753}
    assert numbers.value_and_counts(SHARE, counted) == "93,5% (704/753)"
    few = {"value": 0.5, "numerator": 3, "n": 6}
    warned = numbers.value_and_counts(SHARE, few).replace("\u00a0", " ")
    assert warned == "50,0% (3/6; dưới 30, đọc thận trọng)"
    assert numbers.value_and_counts(SHARE, {"value": None, "numerator": 1, "n": 2}).startswith("–")


def test_a_difference_has_its_sign_and_one_that_rounds_to_nothing_is_not_printed():
    assert since_last_meeting.difference(0.012, "share", "hồ sơ") == "+1,2 điểm phần trăm"
    assert since_last_meeting.difference(3, "count", "hồ sơ") == "+3 hồ sơ"
    assert since_last_meeting.difference(-0.5, "days", "hồ sơ") == "−0,5 ngày"
    assert since_last_meeting.difference(0.0001, "share", "hồ sơ") == ""
    assert since_last_meeting.difference(None, "share", "hồ sơ") == "–"


def test_dates_are_day_month_year():
    assert dates.day(date(2026, 2, 5)) == "05/02/2026"
    assert dates.day(pd.Timestamp("2026-02-05 07:15")) == "05/02/2026"
    assert dates.moment(datetime(2026, 2, 5, 7, 15, 59)) == "05/02/2026 07:15"
    assert dates.moment(datetime(2026, 2, 5, 7, 15, tzinfo=UTC)) == "05/02/2026 07:15"
    assert dates.month(date(2026, 2, 28)) == "02/2026"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("Trực tuyến", "74,7%", "Trực tuyến: 74,7%"),
        ("90% hồ sơ xong trong", "15 ngày làm việc", "90% hồ sơ xong trong 15 ngày làm việc"),
    ],
)
def test_a_name_that_leads_on_to_its_value_has_no_colon(name, value, text):
    assert numbers.name_and_value(name, value) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("đúng hạn (1.208 hồ sơ)", "đúng hạn (1.208_hồ_sơ)"),
        ("Quý II/2025, phường Quảng Thọ", "Quý_II/2025, phường Quảng Thọ"),
        ("14 hồ sơ đang quá hạn", "14_hồ_sơ đang quá hạn"),
        ("xong trong 6,5 ngày làm việc", "xong trong 6,5_ngày_làm_việc"),
        ("tháng 6 năm 2025", "tháng_6 năm_2025"),
        ("không có gì phải giữ", "không có gì phải giữ"),
    ],
)
def test_a_count_is_not_torn_from_its_unit(text, kept):
    assert numbers.keep_together(text) == kept.replace("_", "\u00a0")


def test_names_stand_in_the_order_of_the_vietnamese_alphabet():
    names = ["Xã Đại Hùng", "Xã Dân Lực", "Xã Âu", "Xã An", "Xã Ấp", "xã ăn", "Xã 2", "Xã Eo"]
    ordered = pd.Series(names).sort_values(key=alphabet.alphabetical)
    # Digits before letters; a before ă before â; d before đ before e.
    assert list(ordered) == [
        "Xã 2",
        "Xã An",
        "xã ăn",
        "Xã Ấp",
        "Xã Âu",
        "Xã Dân Lực",
        "Xã Đại Hùng",
        "Xã Eo",
    ]
    marks = pd.Series(["Quảng Thọ", "Quang Tho", "Quảng Tho b"])
    assert list(marks.sort_values(key=alphabet.alphabetical)) == [
        "Quang Tho",
        "Quảng Thọ",
        "Quảng Tho b",
    ]


def test_the_ends_of_an_interval_are_rounded_as_a_share_is():
    # 0.0045 times 100 is 0.44999… as a binary float.
    assert numbers.share_and_interval(0.0045, 0.0045, 0.0185) == "0,5% (0,5–1,9)"
