"""Sums that are kept, beside the rows that they add up: on the sample and on literal rows."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING, Scope
from board.warehouse.snapshots import opened as open_file
from board.warehouse.snapshots import opening
from tests.literal import opened, snapshot

NO_FILTERS = {
    "unit": None,
    "field": None,
    "procedure": None,
    "channel": None,
    "certification": True,
}
WORDS = "field, procedure_key, topic, channel"
DATED = """
    from dossiers_as_of as d
    join strata as s on s.unit_key is not distinct from d.unit_key and s.field = d.field
        and s.procedure_key is not distinct from d.procedure_key
        and s.topic is not distinct from d.topic and s.channel = d.channel
"""
FINISHED = "is_finished and settled_on <= known_until and working_days is not null"
SUMS = f"sum(columns(* exclude (day, stratum, unit_key, {WORDS}, dossiers)))"
# Each roll-up, and the same worked out from what it adds up.
FACTS = {
    "strata": f"""
        select stratum, d.unit_key, {", ".join(f"d.{word}" for word in WORDS.split(", "))}, count(*)
        {DATED} group by all
    """,
    "dossier_months": f"""
        select date_trunc('month', day)::date, stratum, {SUMS}
        from dossier_days join strata using (stratum) group by all
    """,
    "days_of_all_units": f"""
        select day, {WORDS}, {SUMS}
        from dossier_days join strata using (stratum) group by all
    """,
    "months_of_all_units": f"""
        select date_trunc('month', day)::date, {WORDS}, {SUMS}
        from dossier_days join strata using (stratum) group by all
    """,
    "working_times": f"""
        select stratum, settled_on, working_days, count(*) {DATED} where {FINISHED} group by all
    """,
    "working_times_of_all_units": f"""
        select settled_on, {WORDS}, working_days, count(*)
        from dossiers_as_of where {FINISHED} group by all
    """,
    "working_time_months_of_all_units": f"""
        select date_trunc('month', settled_on)::date, {WORDS}, working_days, count(*)
        from dossiers_as_of where {FINISHED} group by all
    """,
    "pause_days_of_all_units": """
        select began_at::date as day, d.field, d.procedure_key, d.topic, d.channel, count(*),
            count(*) filter (began_at::date = due_on or began_at::date = first_due_on)
        from pauses join dossiers_as_of as d on d.dossier_id = pauses.dossier_id
        where began_at::date <= known_until group by all
    """,
    "rating_days_of_all_units": """
        select rated_at::date, field, procedure_key, channel, source,
            count(*) filter (scale = 3 and is_own and overall is not null),
            count(*) filter (scale = 3 and is_own and overall >= 2),
            count(*) filter (scale = 3 and source = 'staff' and overall is not null),
            count(*) filter (scale = 3 and source = 'staff' and overall >= 2),
            count(*) filter (scale = 5 and overall is not null),
            count(*) filter (scale = 5 and overall >= 4),
            count(*) filter (scale = 3 and is_own and attitude is not null),
            count(*) filter (scale = 3 and is_own and attitude >= 2)
        from feedback where coalesce(overall, attitude) is not null group by all
    """,
    "procedure_names": """
        select received_on, procedure_key, procedure, field, count(*)
        from dossiers_as_of where procedure_key is not null group by all
    """,
}
QUARTERS = [
    (date(year, month, 1), (pd.Timestamp(year, month, 1) + pd.offsets.QuarterEnd()).date())
    for year in (2023, 2024, 2025, 2026)
    for month in (1, 4, 7, 10)
]
# A part of a month, a day, days across months, a week across two, a year, all.
OTHER_SPANS = [
    (date(2025, 6, 10), date(2025, 6, 20)),
    (date(2025, 6, 30), date(2025, 6, 30)),
    (date(2024, 11, 15), date(2025, 2, 3)),
    (date(2025, 3, 31), date(2025, 4, 6)),
    (date(2024, 1, 1), date(2024, 12, 31)),
    (date(2020, 1, 1), date(2026, 12, 31)),
]


@pytest.fixture(scope="module")
def sample(sample_data):
    return opened(sample_data)


def spans(*of: tuple[date, date]) -> dict:
    return {"starts": [start for start, _ in of], "ends": [end for _, end in of]}


@pytest.mark.parametrize("table", FACTS)
def test_a_roll_up_has_the_rows_that_its_facts_add_up_to(sample, table):
    with opening:
        cursor = open_file(sample.path).connection.cursor()
    assert cursor.execute(f"select count(*) from {table}").fetchall()[0][0] > 0
    for left, right in ((f"from {table}", FACTS[table]), (FACTS[table], f"from {table}")):
        assert cursor.execute(f"({left}) except all ({right})").fetchall() == []


@pytest.mark.parametrize("query", ["counts", "pauses", "ratings", "working_time"])
def test_all_units_count_what_each_counts_in_every_quarter(sample, query):
    asked = NO_FILTERS | spans(*QUARTERS, *OTHER_SPANS)
    together = ask(sample, query, by=None, **asked).set_index("period").drop(columns="group")
    together = together.astype(float).fillna(0)
    of_units = ask(sample, query, by="unit", **asked).groupby("period").sum(numeric_only=True)
    # Shares of time and what is floored at nothing do not add up.
    summed = [
        c for c in together if c not in ("content_qd766", "median_working_days", "p90_working_days")
    ]
    assert together[summed].to_numpy().sum() > 1000
    pd.testing.assert_frame_equal(together[summed], of_units[summed], check_dtype=False)


@pytest.mark.parametrize("by", [None, "unit", "field"])
def test_working_times_are_those_of_the_dossiers_in_every_unit_and_quarter(sample, by):
    with opening:
        cursor = open_file(sample.path).connection.cursor()
    rows = cursor.execute(
        "select unit_key as unit, field, settled_on, working_days "
        f"from dossiers_as_of where {FINISHED}"
    ).df()
    found = ask(sample, "working_time", by=by, **NO_FILTERS, **spans(*QUARTERS, *OTHER_SPANS))
    expected = []
    for period, (start, end) in enumerate([*QUARTERS, *OTHER_SPANS]):
        of_it = rows[rows["settled_on"].between(pd.Timestamp(start), pd.Timestamp(end))]
        for group, times in of_it.groupby(by) if by else [(None, of_it)] if len(of_it) else []:
            days = times["working_days"].to_numpy(float)
            expected.append((period, group, len(days), *np.quantile(days, [0.5, 0.9])))
    assert len(expected) > len(QUARTERS) / 2
    assert found["timed"].to_list() == [row[2] for row in expected]
    assert found["group"].fillna("").to_list() == [row[1] or "" for row in expected]
    quantiles = found[["median_working_days", "p90_working_days"]].to_numpy(float)
    assert quantiles == pytest.approx(np.array([row[3:] for row in expected]))


@pytest.fixture(scope="module")
def two_units(tmp_path_factory):
    """Two units with dossiers in May and June, before the 10th, to the 20th and after it."""
    table = """
        id | unit  | status | received | due   | finished
        1  | 16528 | 10     | 02/06    | 20/06 | 04/06
        2  | 16528 | 10     | 11/06    | 20/06 | 12/06
        3  | 16528 | 10     | 11/06    | 12/06 | 20/06
        4  | 16531 | 10     | 12/06    | 30/06 | 23/06
        5  | 16531 | 4      | 12/06    | 13/06 |
        6  | 16531 | 10     | 12/05    | 13/05 | 10/06
    """
    return snapshot(tmp_path_factory.mktemp("two"), {"2025-06-30": table})


@pytest.mark.parametrize(
    ("start", "end", "received", "settled", "in_hand"),
    [
        ((2025, 6, 10), (2025, 6, 20), 4, 3, 2),
        ((2025, 6, 1), (2025, 6, 30), 5, 5, 1),
        ((2025, 5, 1), (2025, 6, 9), 2, 1, 1),
        ((2025, 5, 12), (2025, 5, 31), 1, 0, 1),
        ((2025, 5, 1), (2025, 5, 31), 1, 0, 1),
        ((2025, 6, 20), (2025, 6, 20), 0, 1, 2),
    ],
)
def test_a_part_of_a_month_has_its_own_days_alone(
    two_units, start, end, received, settled, in_hand
):
    asked = NO_FILTERS | spans((date(*start), date(*end)))
    assert ask(two_units, "counts", by=None, **asked)[
        ["received", "settled", "in_hand"]
    ].to_numpy().tolist() == [[received, settled, in_hand]]
    by_unit = ask(two_units, "counts", by="unit", **asked)
    assert by_unit[["received", "settled", "in_hand"]].sum().to_list() == [
        received,
        settled,
        in_hand,
    ]


def test_periods_that_cut_a_month_leave_the_whole_ones_beside_them_whole(two_units):
    months = (date(2025, 5, 1), date(2025, 5, 31)), (date(2025, 6, 1), date(2025, 6, 30))
    asked = spans(*months, (date(2025, 6, 10), date(2025, 6, 20)))
    found = ask(two_units, "working_time", by=None, **NO_FILTERS, **asked)
    # June by hand: 2, 1, 7, 7 and 21 working dates; from the 10th to the 20th 1, 7 and 21.
    assert found[["period", "timed", "median_working_days"]].to_numpy().tolist() == [
        [1, 5, 7],
        [2, 3, 7],
    ]


def test_a_unit_that_is_left_out_is_in_no_sum(two_units):
    asked = NO_FILTERS | spans((date(2025, 6, 1), date(2025, 6, 30)))
    without = ["16531@2018-01-01"]
    for query, column, n in (("counts", "received", 3), ("working_time", "timed", 3)):
        assert ask(two_units, query, by=None, left_out=without, **asked)[column].to_list() == [n]


def test_sums_over_all_units_are_not_for_who_sees_some(two_units):
    asked = NO_FILTERS | spans((date(2025, 6, 1), date(2025, 6, 30)))
    for codes, received, timed in (
        ({"16528"}, [3], [3]),
        ({"16531"}, [5], [5]),
        ({"16513"}, [], []),
    ):
        seen = replace(two_units, scope=Scope(frozenset(codes), EVERYTHING.sees))
        assert ask(seen, "counts", by=None, **asked)["received"].to_list() == received
        assert ask(seen, "working_time", by=None, **asked)["timed"].to_list() == timed


def test_a_procedure_has_the_name_of_the_dossier_received_last(tmp_path):
    table = """
        id | procedure | status | received | due   | finished
        1  | 9.999999  | 10     | 02/06    | 20/06 | 04/06
        2  | 9.999999  | 10     | 03/06    | 20/06 | 12/06
        3  | 1.001193  | 10     | 03/06    | 03/06 | 03/06
    """
    found = ask(snapshot(tmp_path, {"2025-06-30": table}), "procedures", field=None)
    assert found[["code", "dossiers"]].to_numpy().tolist() == [["9.999999", 2], ["1.001193", 1]]
    assert found["name"].to_list()[1] == "Đăng ký khai sinh"
