"""Numbers and dates as readers see them, each expected text typed by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation

import numpy as np
import pandas as pd
import pytest

from board.text import alphabet, dates, numbers


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


def test_less_than_a_working_day_is_told_in_its_eight_hours_and_nothing_else_is():
    assert [numbers.hours(days) for days in (0.125, 0.375, 0.4, 0.9999)] == [
        "1 giờ",
        "3 giờ",
        "3,2 giờ",
        "8,0 giờ",
    ]
    # Without an hour in the file a finish on the day of receipt is 0: nobody knows the hours.
    assert [numbers.hours(days) for days in (0, 1, 14.75, None, float("nan"))] == [""] * 5


def test_a_duration_names_its_unit():
    assert numbers.days(6.5) == "6,5 ngày"
    assert numbers.days(7, 0) == "7 ngày"


def test_dates_are_day_month_year():
    assert dates.day(date(2026, 2, 5)) == "05/02/2026"
    assert dates.day(pd.Timestamp("2026-02-05 07:15")) == "05/02/2026"
    assert dates.moment(datetime(2026, 2, 5, 7, 15, 59)) == "05/02/2026 07:15"
    assert dates.moment(datetime(2026, 2, 5, 7, 15, tzinfo=UTC)) == "05/02/2026 07:15"
    assert dates.month(date(2026, 2, 28)) == "02/2026"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("đúng hạn (n = 1.208), dao động", "đúng hạn (n_=_1.208), dao_động"),
        ("n < 30, đọc thận trọng", "n_<_30, đọc thận trọng"),
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
