"""What is always true of Biểu II.06a, whatever the period, the unit and the filters."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from board.form_06a.form import CELLS, form_of
from board.selection.filters import Filters
from board.selection.periods import Period
from board.warehouse.ask import ask
from tests.literal import form, opened

DAY = timedelta(days=1)
UNITS = [
    None,
    "16528@2018-01-01",  # Quảng Thọ
    "16531@2025-07-01",  # Sầm Sơn, with all that went into it
    "16516@2025-07-01",  # Nam Sầm Sơn, over two mergers
    "16516@2024-12-01",  # Đại Hùng
    "16516@2018-01-01",  # Quảng Hùng, until the merger
]
days = st.dates(date(2023, 6, 1), date(2025, 8, 31))
periods = st.tuples(days, st.integers(0, 400)).map(lambda p: (p[0], p[0] + p[1] * DAY))
choices = st.builds(
    Filters,
    unit=st.sampled_from(UNITS),
    field=st.sampled_from([None, "Hộ tịch", "Chứng thực", "Đất đai", "Không có lĩnh vực này"]),
    procedure=st.sampled_from([None, None, "1.001193", "1.012787"]),
    channel=st.sampled_from([None, "online", "counter", "postal"]),
    certification=st.booleans(),
)
often = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def sample(sample_data):
    return opened(sample_data)


@often
@given(period=periods, selection=choices)
def test_the_form_adds_up(sample, period, selection):
    cell = form(sample, *period, selection)
    assert cell[3] == cell[4] + cell[5] + cell[6]
    assert cell[7] == cell[8] + cell[9] + cell[10]
    assert cell[11] == cell[12] + cell[13]
    assert cell[3] == cell[7] + cell[11]
    assert min(cell.values()) >= 0


@often
@given(period=periods, selection=choices, later=st.integers(1, 200))
def test_a_period_takes_over_what_the_day_before_it_left(sample, period, selection, later):
    start, end = period
    last = end + later * DAY
    first = form(sample, start, end, selection)
    second = form(sample, end + DAY, last, selection)
    both = form(sample, start, last, selection)
    assert second[6] == first[11]
    # Flows of two periods side by side are those of both in one; what is open is the later's.
    assert all(both[n] == first[n] + second[n] for n in (4, 5, 7, 8, 9, 10))
    assert all(both[n] == second[n] for n in (11, 12, 13))


@often
@given(period=periods, selection=choices)
def test_with_and_without_certification_differ_by_certification(sample, period, selection):
    everything = form(sample, *period, selection.only(field=None, certification=True))
    without = form(sample, *period, selection.only(field=None, certification=False))
    alone = form(sample, *period, selection.only(field="Chứng thực", certification=True))
    assert everything == {n: without[n] + alone[n] for n in everything}


@often
@given(period=periods, selection=choices)
def test_the_table_by_field_adds_up_across_and_down(sample, period, selection):
    form_rows = form_of(sample, selection, Period(*period, "range"))
    if form_rows[CELLS].isna().all(axis=None):  # nobody sent a file for the period
        assert len(form_rows) == 1 and period[1] < date(2023, 7, 1)
        return
    assert (form_rows["c3"] == form_rows["c4"] + form_rows["c5"] + form_rows["c6"]).all()
    assert (form_rows["c7"] == form_rows["c8"] + form_rows["c9"] + form_rows["c10"]).all()
    assert (form_rows["c11"] == form_rows["c12"] + form_rows["c13"]).all()
    assert (form_rows["c3"] == form_rows["c7"] + form_rows["c11"]).all()
    assert (form_rows[CELLS] >= 0).all(axis=None)
    assert (form_rows[CELLS].iloc[:-1].sum() == form_rows[CELLS].iloc[-1]).all()


@often
@given(period=periods, selection=choices, later=st.integers(1, 200))
def test_each_field_takes_over_what_the_day_before_left(sample, period, selection, later):
    start, end = period
    after = end + DAY
    first = form_of(sample, selection, Period(start, end, "range")).set_index("c2")["c11"]
    second = form_of(sample, selection, Period(after, after + later * DAY, "range"))
    assert second.set_index("c2")["c6"].to_dict() == {
        field: first.get(field, 0) for field in second["c2"]
    }


@often
@given(selection=choices, periods=st.lists(periods, min_size=2, max_size=3))
def test_many_periods_in_one_question_are_each_as_if_asked_alone(sample, selection, periods):
    parameters = selection.parameters() | {"by": None}
    starts, ends = [p[0] for p in periods], [p[1] for p in periods]
    for question in ("counts", "working_time", "ratings", "pauses"):
        together = ask(sample, question, starts=starts, ends=ends, **parameters)
        alone = [
            ask(sample, question, starts=[start], ends=[end], **parameters)
            .drop(columns="period")
            .to_dict("records")
            for start, end in periods
        ]
        by_period = [
            together[together["period"] == i].drop(columns="period").to_dict("records")
            for i in range(len(periods))
        ]
        assert str(by_period) == str(alone), question
