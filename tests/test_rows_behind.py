"""The rows behind a number are as many as the number says, and parts add up to their whole."""

import pytest

from board.catalogue import MEASURES
from board.form_06a.form import ROWS_OF_CELL, form_of
from board.measures.compute import asked, measure
from board.runtime.settings import SETTINGS
from board.selection.filters import Filters
from board.selection.periods import Period, parse
from board.text import definitions, form_06a
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot
from tests.literal import opened

PERIODS = ("2025-q2", "2025-06-16..2025-12-31", "2019")
CHOICES = {
    "all": Filters(),
    "a unit": Filters(unit="16528@2018-01-01"),
    "a unit with its predecessors": Filters(unit="16516@2025-07-01"),
    "a field": Filters(field="Đất đai"),
    "a procedure": Filters(procedure="1.001193"),
    "a channel": Filters(channel="online"),
    "no certification": Filters(certification=False),
    "all at once": Filters("16531@2025-07-01", "Hộ tịch", "1.001193", "counter", False),
}
KEYS = [key for key, measure in MEASURES.items() if not measure.rows_are]
# The whole cross is long; its slice has every measure, of all or of another selection in turn.
CROSS = [
    pytest.param(
        key,
        selection,
        marks=() if (place + turn) % len(CHOICES) == 0 else pytest.mark.long,
    )
    for place, key in enumerate(KEYS)
    for turn, selection in enumerate(CHOICES)
]
GROUPS = ("field", "procedure", "unit", "channel", "topic")


@pytest.fixture(scope="module")
def sample(sample_data) -> Snapshot:
    return opened(sample_data)


def count_rows(of: Snapshot, key: str, part: str, selection: Filters, period: Period) -> int:
    """How many rows the page on rows finds for a measure and one of its parts."""
    measure_of_key = MEASURES[key]
    rows = ask(
        of,
        measure_of_key.rows_query,
        rows=measure_of_key.rows,
        part=part,
        limit=3,
        **{"from": period.start, "to": period.end},
        **selection.parameters(),
    )
    assert len(rows) == min(3, 0 if rows.empty else rows["found"].iloc[0])
    return 0 if rows.empty else int(rows["found"].iloc[0])


@pytest.mark.parametrize(("key", "selection"), CROSS)
def test_a_number_has_as_many_rows_behind_it_as_it_says(sample, key, selection):
    measure_of_key, filters = MEASURES[key], CHOICES[selection]
    periods = [parse(period) for period in PERIODS]
    answers = measure([key], sample, filters, periods)
    assert len(answers) == len(periods)
    for row in answers.itertuples():
        found = {
            part: count_rows(sample, key, part, filters, periods[row.period])
            for part in definitions.parts_of(measure_of_key)
        }
        if measure_of_key.unit == "count":
            # Of a register that nobody keeps then there is no number, and nothing behind it.
            assert found[measure_of_key.rows_of or "all"] == (
                row.value if row.value == row.value else 0
            )
        else:
            assert found["all"] == row.n
        if measure_of_key.unit == "share" and measure_of_key.rows_of:
            # Where nobody sent the files there is no number, and nothing behind it.
            assert found[measure_of_key.rows_of] == (
                row.numerator if row.numerator == row.numerator else 0
            )
        if "not_met" in found:
            assert found["met"] + found["not_met"] == found["all"]


@pytest.mark.parametrize(
    ("key", "column", "link"),
    [
        ("people_trained", "people", "Xem các cuộc tập huấn"),
        ("share_findings_mended", "findings", "Xem các cuộc kiểm tra"),
    ],
)
def test_rows_that_bring_several_each_are_called_what_they_are_and_add_up(
    sample, key, column, link
):
    period = parse("2025-06-16..2025-12-31")
    (row,) = measure([key], sample, Filters(), [period]).itertuples()
    days = {"from": period.start, "to": period.end}
    of = {"rows": MEASURES[key].rows, "part": "all", "limit": 1000, "unit": None}
    rows = ask(sample, MEASURES[key].rows_query, **of, **days)
    assert rows[column].sum() == row.n > len(rows) > 1
    assert definitions.rows_link(row.n, MEASURES[key]).replace("\u00a0", " ") == link


@pytest.mark.parametrize(
    ("key", "selection"),
    [
        ("2025-q2", "a unit with its predecessors"),
        ("2024-02-12..2024-02-12", "all"),
        pytest.param("2025-q2", "all", marks=pytest.mark.long),
        pytest.param("2025-q2", "no certification", marks=pytest.mark.long),
        pytest.param("2024-02-12..2024-02-12", "no certification", marks=pytest.mark.long),
        pytest.param(
            "2024-02-12..2024-02-12", "a unit with its predecessors", marks=pytest.mark.long
        ),
    ],
)
def test_each_cell_of_the_form_has_as_many_dossiers_behind_it_as_it_says(sample, selection, key):
    period, filters = parse(key), CHOICES[selection]
    form = form_of(sample, filters, period).to_dict("records")
    assert form[-1]["c2"] == form_06a.TOTAL
    for form_row in form:
        of = filters if form_row["c2"] == form_06a.TOTAL else filters.only(field=form_row["c2"])
        for cell, (rows, part) in ROWS_OF_CELL.items():
            found = ask(
                sample,
                "rows_dossiers",
                rows=rows,
                part=part,
                limit=1,
                **{"from": period.start, "to": period.end},
                **of.parameters(),
            )
            assert (0 if found.empty else found["found"].iloc[0]) == form_row[cell], (
                form_row["c2"],
                cell,
            )


# Every grouping of all, and of one other selection each in turn; the rest is long.
GROUPED = [
    pytest.param(
        selection, by, marks=() if selection == "all" or place == turn else pytest.mark.long
    )
    for turn, selection in enumerate(["all", "a unit with its predecessors", "no certification"])
    for place, by in enumerate(GROUPS)
]


@pytest.mark.parametrize(("selection", "by"), GROUPED)
def test_the_groups_of_a_measure_add_up_to_it(sample, selection, by):
    periods = [parse("2025-q2"), parse("2024-12")]
    keys = [
        k
        for k, measure in MEASURES.items()
        if by in ("field", "unit") or measure.query != "ratings"
    ]
    whole = measure(keys, sample, CHOICES[selection], periods)
    parts = measure(keys, sample, CHOICES[selection], periods, by)
    assert len(whole) == len(keys) * len(periods)
    for row in whole.itertuples():
        mine = parts[(parts["measure"] == row.measure) & (parts["period"] == row.period)]
        assert mine["n"].sum() == row.n, row
        if row.numerator == row.numerator:
            assert mine["numerator"].sum() == row.numerator, row
        assert mine["group"].is_unique, row


@pytest.mark.parametrize("selection", CHOICES)
def test_ratings_by_source_add_up(sample, selection):
    keys = ["share_satisfied", "share_satisfied_staff", "share_satisfied_survey"]
    whole = measure(keys, sample, CHOICES[selection], [parse("2025-q2")]).set_index("measure")
    parts = measure(keys, sample, CHOICES[selection], [parse("2025-q2")], "source")
    added = parts.groupby("measure")[["numerator", "n"]].sum().reindex(keys, fill_value=0)
    assert added.to_dict() == whole[["numerator", "n"]].to_dict()
    # A survey is no counter rating: the two never stand in one source together.
    both = parts[parts["n"] > 0].groupby("group")["measure"].nunique()
    assert set(both.drop("online", errors="ignore")) <= {1}


@pytest.mark.parametrize("selection", CHOICES)
def test_what_is_open_now_is_what_is_open_at_the_data_date(sample, selection):
    parameters = CHOICES[selection].parameters() | {"due_soon_days": SETTINGS.due_soon_working_days}
    now = ask(sample, "open_counts", **parameters).iloc[0]
    today = Period(sample.data_date, sample.data_date, "range")
    (overdue,) = measure(["open_late"], sample, CHOICES[selection], [today])["value"]
    open_now = asked("counts", sample, CHOICES[selection], [today], None)["in_hand"].sum()
    assert (now["in_hand"], now["overdue"]) == (open_now, overdue)
    bands = ask(sample, "ageing", **parameters)
    assert bands[["within", "waiting", "overdue"]].sum().to_dict() == {
        "within": now["in_hand"] - now["overdue"] - now["waiting"] - now["finished_without_date"],
        "waiting": now["waiting"],
        "overdue": now["overdue"],
    }
    for state, count in (
        ("all", now["in_hand"]),
        ("overdue", now["overdue"]),
        ("due_soon", now["due_soon"]),
        ("due_today", now["due_today"]),
        ("waiting", now["waiting"]),
        ("topic_overdue", now["overdue_land"] + now["overdue_compensation"]),
        ("not_updated", now["not_updated"]),
        ("finished_without_date", now["finished_without_date"]),
    ):
        listed = ask(sample, "open_list", state=state, search="", limit=100_000, **parameters)
        assert len(listed) == count, state
        assert listed.empty or set(listed["found"]) == {count}
        # What only lacks its day never opens a list: it stands after the rest.
        lacks = listed["state"] == "finished_without_date"
        assert lacks.is_monotonic_increasing
        for part in (listed[lacks], listed[~lacks]):
            assert part["due_on"].dropna().is_monotonic_increasing


# Every selection in one period and every period of all; the rest is long.
TIMED = [
    pytest.param(
        period,
        selection,
        marks=() if selection == "all" or period == PERIODS[0] else pytest.mark.long,
    )
    for period in PERIODS
    for selection in CHOICES
]


@pytest.mark.parametrize(("period", "selection"), TIMED)
def test_the_distribution_holds_every_dossier_of_the_percentiles(sample, selection, period):
    filters, dates = CHOICES[selection], parse(period)
    steps = ask(
        sample,
        "distribution",
        width=0.5,
        steps=16,
        **{"from": dates.start, "to": dates.end},
        **filters.parameters(),
    )
    (timed,) = measure(["median_working_days"], sample, filters, [dates])["n"]
    assert steps["count"].sum() == timed
    assert set(steps["step"]) <= set(range(16))
