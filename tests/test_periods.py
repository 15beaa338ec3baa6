from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.selection.periods import (
    KINDS,
    Period,
    clipped,
    containing,
    is_complete,
    months_back,
    parse,
    periods_between,
    previous,
    same_last_year,
    spanning,
)

DAY = timedelta(days=1)
TILING = ("week", "month", "quarter", "half", "year")  # nine months leave the last three out

days = st.dates(date(1901, 1, 1), date(2099, 12, 31))
ranges = st.tuples(days, days).map(lambda pair: Period(min(pair), max(pair), "range"))
calendar_periods = st.one_of(
    st.builds(containing, st.sampled_from(TILING), days),
    days.map(lambda day: Period(date(day.year, 1, 1), date(day.year, 9, 30), "nine_months")),
)
periods = calendar_periods | ranges

# Every kind, both halves, all four quarters: kind, first and last day, name in a URL, name.
NAMED = [
    ("week", "2025-06-23", "2025-06-29", "2025-w26", "Tuần 26/2025 (23/06–29/06)"),
    # The first week of 2025 begins on Monday the 30th of December, the last of 2026 is its 53rd.
    ("week", "2024-12-30", "2025-01-05", "2025-w01", "Tuần 1/2025 (30/12–05/01)"),
    ("week", "2026-12-28", "2027-01-03", "2026-w53", "Tuần 53/2026 (28/12–03/01)"),
    ("month", "2025-06-01", "2025-06-30", "2025-06", "Tháng 6/2025"),
    ("month", "2024-02-01", "2024-02-29", "2024-02", "Tháng 2/2024"),
    ("month", "2025-12-01", "2025-12-31", "2025-12", "Tháng 12/2025"),
    ("quarter", "2025-01-01", "2025-03-31", "2025-q1", "Quý I/2025"),
    ("quarter", "2025-04-01", "2025-06-30", "2025-q2", "Quý II/2025"),
    ("quarter", "2025-07-01", "2025-09-30", "2025-q3", "Quý III/2025"),
    ("quarter", "2025-10-01", "2025-12-31", "2025-q4", "Quý IV/2025"),
    ("half", "2025-01-01", "2025-06-30", "2025-h1", "6 tháng đầu năm 2025"),
    ("half", "2025-07-01", "2025-12-31", "2025-h2", "6 tháng cuối năm 2025"),
    ("nine_months", "2025-01-01", "2025-09-30", "2025-9m", "9 tháng năm 2025"),
    ("year", "2025-01-01", "2025-12-31", "2025", "Năm 2025"),
    ("range", "2025-02-03", "2025-05-17", "2025-02-03..2025-05-17", "Từ 03/02/2025 đến 17/05/2025"),
]


def keys(some):
    return [period.key for period in some]


@pytest.mark.parametrize(("kind", "start", "end", "key", "label"), NAMED)
def test_a_period_has_a_key_for_the_url_and_a_name_for_the_reader(kind, start, end, key, label):
    period = parse(key)
    assert (period.kind, str(period.start), str(period.end)) == (kind, start, end)
    assert (period.key, period.label) == (key, label)


@given(periods)
def test_a_key_reads_back_as_the_same_period(period):
    assert parse(period.key) == period


@pytest.mark.parametrize(
    "key",
    [
        "",
        "quý 2",
        "25-06",
        "2025-6",
        "2025-00",
        "2025-13",
        "2025-q0",
        "2025-q5",
        "2025-Q2",
        "2025-h3",
        "2025-8m",
        "2025 ",
        " 2025",
        "+2025",
        "20250",
        "２０２５",
        "1899",
        "2100",
        "0000",
        "2025-06-01",
        "2025-02-30..2025-03-01",
        "20250203..20250517",
        "2025-W06-1..2025-02-09",
        "2025-02-03..",
        "..2025-02-03",
        "2025-02-03..2025-02-04..2025-02-05",
        "2025-02-03...2025-02-04",
        "2025-02-03..2100-01-01",
        "2025-01..2025-03",
    ],
)
def test_a_key_that_is_none_is_refused_in_a_sentence(key):
    with pytest.raises(ValueError, match="Không có kỳ báo cáo như đã ghi"):
        parse(key)


@given(st.text("0123456789-.qhmWQ ２٢é/", max_size=25))
def test_whatever_a_url_holds_is_a_period_or_a_vietnamese_sentence(key):
    try:
        assert parse(key).key == key
    except ValueError as refusal:
        assert str(refusal).startswith(("Không có kỳ báo cáo", "Ngày cuối kỳ"))


def test_a_range_that_ends_before_it_starts_is_refused_with_both_days():
    sentence = r"Ngày cuối kỳ \(03/02/2025\) đứng trước ngày đầu kỳ \(17/05/2025\)\."
    with pytest.raises(ValueError, match=sentence):
        parse("2025-05-17..2025-02-03")


@pytest.mark.parametrize(
    ("kind", "start", "end"),
    [
        ("month", "2025-06-01", "2025-06-29"),
        ("month", "2025-02-01", "2025-03-31"),
        ("quarter", "2025-05-01", "2025-07-31"),
        ("nine_months", "2025-04-01", "2025-12-31"),
        ("year", "2025-01-01", "2026-12-31"),
        ("week", "2025-06-03", "2025-06-09"),
        ("week", "2025-06-02", "2025-06-15"),
        ("fortnight", "2025-06-02", "2025-06-15"),
    ],
)
def test_no_other_days_can_carry_the_name_of_a_whole_period(kind, start, end):
    with pytest.raises(ValueError):
        Period(date.fromisoformat(start), date.fromisoformat(end), kind)


@given(st.sampled_from(TILING), days)
def test_a_day_lies_in_the_period_that_contains_it(kind, day):
    period = containing(kind, day)
    assert period.kind == kind
    assert period.start <= day <= period.end


def test_nine_months_contain_the_end_of_september_and_no_later_day():
    assert containing("nine_months", date(2025, 9, 30)).key == "2025-9m"
    with pytest.raises(ValueError, match="Ngày 01/10/2025 không nằm trong kỳ 9 tháng nào"):
        containing("nine_months", date(2025, 10, 1))


def test_no_free_range_contains_a_day_of_itself():
    with pytest.raises(ValueError):
        containing("range", date(2025, 6, 1))
    with pytest.raises(ValueError):
        periods_between("range", date(2025, 6, 1), date(2025, 6, 30))


@given(st.sampled_from(TILING), days)
def test_periods_tile_the_calendar(kind, day):
    period = containing(kind, day)
    before = previous(period)
    assert before.end + DAY == period.start
    assert before == containing(kind, period.start - DAY)
    assert period == previous(containing(kind, period.end + DAY))


@pytest.mark.parametrize(
    ("key", "before", "year_before"),
    [
        ("2025-01", "2024-12", "2024-01"),
        ("2025-03", "2025-02", "2024-03"),
        ("2024-02", "2024-01", "2023-02"),
        ("2025-q1", "2024-q4", "2024-q1"),
        ("2025-q3", "2025-q2", "2024-q3"),
        ("2025-h1", "2024-h2", "2024-h1"),
        ("2025-h2", "2025-h1", "2024-h2"),
        ("2025-9m", "2024-9m", "2024-9m"),
        ("2025", "2024", "2024"),
        # 26 days of February from the 3rd, 31 of March, 30 of April, 17 of May = 104; 104 days back
        # from 03/02/2025 are 2 of February, 31 of January, 31, 30 and 10 of October from the 22nd.
        ("2025-02-03..2025-05-17", "2024-10-22..2025-02-02", "2024-02-03..2024-05-17"),
        ("2025-06-01..2025-06-01", "2025-05-31..2025-05-31", "2024-06-01..2024-06-01"),
        ("2024-02-29..2024-03-01", "2024-02-27..2024-02-28", "2023-02-28..2023-03-01"),
        ("2024-01-15..2024-02-29", "2023-11-30..2024-01-14", "2023-01-15..2023-02-28"),
        ("2025-02-01..2025-02-28", "2025-01-04..2025-01-31", "2024-02-01..2024-02-28"),
    ],
)
def test_the_period_before_and_the_same_one_last_year(key, before, year_before):
    assert previous(parse(key)).key == before
    assert same_last_year(parse(key)).key == year_before


@given(ranges)
def test_before_a_free_range_stand_as_many_days(period):
    before = previous(period)
    assert before.end + DAY == period.start
    assert before.days == period.days


def test_the_same_week_last_year_lies_52_weeks_back():
    assert same_last_year(parse("2025-w26")).key == "2024-w26"
    assert same_last_year(parse("2026-w53")).key == "2026-w01"  # 29/12/2025 to 04/01/2026


@given(calendar_periods.filter(lambda period: period.kind != "week"))
def test_the_same_period_last_year_has_the_same_months(period):
    earlier = same_last_year(period)
    assert earlier.kind == period.kind
    assert earlier.start == period.start.replace(year=period.start.year - 1)
    assert (earlier.end.year, earlier.end.month) == (period.end.year - 1, period.end.month)


def test_a_selector_lists_every_period_that_the_data_touch_newest_first():
    first, last = date(2023, 7, 1), date(2024, 2, 10)
    assert keys(periods_between("month", first, last)) == [
        "2024-02",
        "2024-01",
        "2023-12",
        "2023-11",
        "2023-10",
        "2023-09",
        "2023-08",
        "2023-07",
    ]
    assert keys(periods_between("quarter", first, last)) == ["2024-q1", "2023-q4", "2023-q3"]
    assert keys(periods_between("half", first, last)) == ["2024-h1", "2023-h2"]
    assert keys(periods_between("nine_months", first, last)) == ["2024-9m", "2023-9m"]
    assert keys(periods_between("year", first, last)) == ["2024", "2023"]


def test_a_selector_is_empty_where_there_is_no_day_or_no_such_period():
    assert periods_between("month", date(2025, 6, 2), date(2025, 6, 1)) == []
    assert periods_between("month", date(2025, 6, 1), date(2024, 6, 1)) == []
    assert periods_between("nine_months", date(2025, 10, 1), date(2025, 12, 31)) == []


@given(st.sampled_from(TILING), days, st.integers(0, 2000))
def test_a_selector_leaves_no_gap(kind, first, more):
    last = min(first + more * DAY, date(2099, 12, 31))
    listed = periods_between(kind, first, last)
    assert listed[0] == containing(kind, last)
    assert listed[-1] == containing(kind, first)
    assert [previous(period) for period in listed[:-1]] == listed[1:]


def test_thirteen_months_back_start_in_the_month_of_last_year():
    assert keys(months_back(date(2025, 6, 30))) == [
        "2024-06",
        "2024-07",
        "2024-08",
        "2024-09",
        "2024-10",
        "2024-11",
        "2024-12",
        "2025-01",
        "2025-02",
        "2025-03",
        "2025-04",
        "2025-05",
        "2025-06",
    ]
    assert keys(months_back(date(2025, 1, 31), n=2)) == ["2024-12", "2025-01"]
    assert months_back(date(2025, 1, 31), n=0) == []


def test_a_period_is_complete_on_its_last_day_and_not_before():
    assert is_complete(parse("2025-06"), date(2025, 6, 30))
    assert not is_complete(parse("2025-06"), date(2025, 6, 29))


@pytest.mark.parametrize(
    ("key", "data_date", "part"),
    [
        ("2025-06", "2025-06-30", "2025-06"),
        ("2025-06", "2025-08-01", "2025-06"),
        ("2025-06", "2025-06-29", "2025-06-01..2025-06-29"),
        ("2025-q2", "2025-05-17", "2025-04-01..2025-05-17"),
        ("2025", "2025-01-01", "2025-01-01..2025-01-01"),
        ("2025-02-03..2025-05-17", "2025-03-01", "2025-02-03..2025-03-01"),
    ],
)
def test_a_period_is_clipped_to_the_data_date_and_then_a_range(key, data_date, part):
    assert clipped(parse(key), date.fromisoformat(data_date)).key == part


def test_of_a_period_that_has_not_begun_there_is_no_part():
    assert clipped(parse("2025-06"), date(2025, 5, 31)) is None


@given(periods, days)
def test_a_clipped_period_holds_the_days_that_have_figures(period, data_date):
    part = clipped(period, data_date)
    if part is None:
        assert data_date < period.start
    else:
        assert (part.start, part.end) == (period.start, min(period.end, data_date))
        assert (part == period) == is_complete(period, data_date)


def test_every_kind_is_tried_here():
    assert {row[0] for row in NAMED} == set(KINDS)


def test_a_range_of_whole_months_stays_a_range():
    assert parse("2025-06-01..2025-06-30") != parse("2025-06")
    assert previous(parse("2025-06-01..2025-06-30")).key == "2025-05-02..2025-05-31"


@pytest.mark.parametrize(
    ("start", "end", "key"),
    [
        (date(2025, 6, 1), date(2025, 6, 30), "2025-06"),
        (date(2025, 4, 1), date(2025, 6, 30), "2025-q2"),
        (date(2025, 1, 1), date(2025, 9, 30), "2025-9m"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2025, 4, 1), date(2025, 6, 29), "2025-04-01..2025-06-29"),
    ],
)
def test_days_that_are_a_calendar_period_get_its_name(start, end, key):
    assert spanning(start, end).key == key
