"""What differs between two dates and two snapshots, on rows by hand and by real loads."""

import shutil
from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import pytest

from board.measures.compute import measure
from board.measures.results import in_period
from board.meeting import between_days
from board.meeting import changes as changes_meeting
from board.selection.filters import Filters
from board.selection.periods import Period, parse
from board.selection.selection import Selection
from board.selection.selection import selection_of as made_choice
from board.warehouse.snapshots import list_snapshots
from tests.literal import OneLoad, opened

MEETING, TODAY = date(2025, 4, 10), date(2025, 6, 30)
Q1 = parse("2025-q1")


def frame(columns: str, *rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=columns.split(), dtype=object)


def rows_as_tuples(rows: pd.DataFrame) -> list[tuple]:
    return list(rows.itertuples(index=False, name=None))


def day(text: str | None) -> pd.Timestamp:
    return pd.NaT if text is None else pd.Timestamp(f"2025-{text[3:]}-{text[:2]}")


# --- signals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "now", "change"),
    [
        (None, "worse", "new"),
        (None, "better", "new"),
        ("better", "worse", "new"),
        ("worse", None, "ended"),
        ("better", None, "ended"),
        ("worse", "worse", None),
        (None, None, None),
    ],
)
def test_a_signal_is_new_or_ended_where_the_change_of_the_months_differs(then, now, change):
    columns = "measure field signal"
    made = changes_meeting.signal_changes(
        frame(columns, ("a", None, then)), frame(columns, ("a", None, now))
    )
    assert rows_as_tuples(made) == ([("a", None, then, now, change)] if change else [])


def test_a_field_that_is_there_on_one_day_alone_was_not_judged_on_the_other():
    columns = "measure field signal"
    then = frame(columns, ("a", None, None), ("a", "Đất đai", "worse"))
    now = frame(columns, ("a", None, None), ("a", "Hộ tịch", "worse"))
    assert rows_as_tuples(changes_meeting.signal_changes(then, now)) == [
        ("a", "Hộ tịch", None, "worse", "new"),
        ("a", "Đất đai", "worse", None, "ended"),
    ]


# --- overdue ---------------------------------------------------------------------------------

OVERDUE = "dossier_id due_on settled_on counted_as was_overdue is_overdue"
# As the warehouse's dossiers_as_of has it; a finished dossier without a date is "undated".
COUNTED_AS = {2: "counted", 3: "out", 4: "counted", 5: "waiting", 7: "withdrawn"} | dict.fromkeys(
    (9, 10), "counted"
)


def counted_as(status: int, settled: str | None) -> str:
    return "undated" if status in (9, 10) and settled is None else COUNTED_AS[status]


def overdue(*rows: tuple) -> pd.DataFrame:
    made = frame(
        OVERDUE,
        *(
            (i, day(due), day(done), counted_as(status, done), was, now)
            for i, due, done, status, was, now in rows
        ),
    )
    return made.astype(dict.fromkeys(("was_overdue", "is_overdue"), bool))


def test_the_overdue_of_two_days_differ_by_the_new_and_the_cleared():
    rows = overdue(
        ("stays", "01/04", None, 4, True, True),
        ("new", "12/05", None, 4, False, True),
        ("done", "01/04", "20/04", 10, True, False),
        ("withdrawn", "01/04", "20/04", 7, True, False),
    )
    made = changes_meeting.overdue_changes(rows, rows[:0], MEETING, TODAY)
    assert rows_as_tuples(made[["dossier_id", "change", "how"]]) == [
        ("new", "new", None),
        ("done", "cleared", "settled"),
        ("withdrawn", "cleared", "withdrawn"),
    ]


def test_an_earlier_snapshot_shows_those_that_wait_now_or_whose_date_moved():
    held = overdue(*((i, "01/04", None, 4, True, True) for i in "abcdefgh"))
    rows = overdue(
        ("a", "01/04", None, 5, False, False),
        ("b", "31/07", None, 4, False, False),
        ("c", None, None, 4, False, False),
        ("d", "01/04", "05/04", 10, False, False),  # settled before the meeting: not overdue then
        ("e", "20/05", None, 4, False, True),  # moved and overdue again: neither new nor cleared
        ("f", "01/04", None, 3, False, False),
        ("h", "01/04", None, 10, False, False),  # finished, on which day no export says
    )
    made = changes_meeting.overdue_changes(rows, held, MEETING, TODAY)
    assert rows_as_tuples(made[["dossier_id", "change", "how"]]) == [
        ("a", "cleared", "waiting"),
        ("b", "cleared", "due_moved"),
        ("c", "cleared", "due_moved"),
        ("f", "cleared", "corrected"),
        ("h", "cleared", "finished_without_date"),
        ("g", "cleared", "gone"),
    ]


# --- corrected figures -----------------------------------------------------------------------


def test_a_figure_is_corrected_where_its_value_or_its_n_differs():
    none = float("nan")
    columns = "measure value n"
    then = frame(columns, ("a", 0.5, 10), ("b", 0.5, 10), ("c", none, 3), ("d", none, 3))
    now = frame(columns, ("a", 0.5, 10), ("b", 0.5, 12), ("c", none, 3), ("d", 0.8, 5))
    made = changes_meeting.corrected(then, now)
    assert list(made["measure"]) == ["b", "d"]
    assert rows_as_tuples(made[["then_n", "now_n"]]) == [(10, 12), (3, 5)]
    assert made["difference"][0] == 0 and pd.isna(made["difference"][1])


DAYS = ["received_on", "due_on", "first_due_on", "settled_on", "known_until"]
STATES = f"dossier_id status_code counted_as {' '.join(DAYS)} field working_days late_when_stopped"


def state(code: str, **changes) -> tuple:
    """A dossier finished in time within the first quarter, as known on 31/03, and what differs."""
    values = {"status": 10, "received": "03/03", "due": "10/03", "settled": "07/03"} | changes
    return (
        code,
        values["status"],
        counted_as(values["status"], values["settled"]),
        day(values["received"]),
        day(values["due"]),
        day(values.get("first_due", values["due"])),
        day(values["settled"]),
        day(values.get("known", "31/03")),
        values.get("field", "Hộ tịch"),
        values.get("took", 4.0),
        values.get("stopped_late", False),
    )


def states(*rows: tuple) -> pd.DataFrame:
    made = frame(STATES, *rows).assign(procedure="p", procedure_key="p", channel="c", unit_key="u")
    typed = {column: "datetime64[us]" for column in DAYS}
    return made.astype(typed | {"working_days": float})


@pytest.mark.parametrize(
    ("then", "now", "cause"),
    [
        ({}, {}, None),
        ({"received": "03/03"}, {"received": "02/03"}, "received"),
        ({"settled": "07/03"}, {"settled": "12/03"}, "finished"),
        ({"settled": "07/03"}, {"settled": "02/04"}, "finished"),
        ({"settled": None, "status": 4}, {"settled": "07/03"}, "finished"),
        ({"settled": None, "status": 4}, {"settled": "02/04"}, None),  # settled after the period
        ({"due": "10/03"}, {"due": "14/03"}, "due"),
        ({"due": "02/04"}, {"due": "14/04"}, None),  # after the period, then and now
        ({"due": "02/04"}, {"due": "31/03"}, "due"),
        ({"status": 4, "settled": None}, {"status": 5, "settled": None}, "status"),
        (
            {"status": 4, "settled": None, "due": "02/04"},
            {"status": 5, "settled": None, "due": "02/04"},
            None,
        ),
        (
            {"status": 4, "settled": None, "due": "02/04", "first_due": "20/03"},
            {"status": 5, "settled": None, "due": "02/04", "first_due": "20/03"},
            "status",  # counted by the first due date
        ),
        (
            {"status": 3, "settled": None, "due": None},
            {"status": 4, "settled": None, "due": None},
            "status",
        ),
        ({"status": 9}, {"status": 10}, None),  # counted alike
        ({"status": 4, "settled": None}, {"status": 2, "settled": None}, None),
        ({"field": "Hộ tịch"}, {"field": "Đất đai"}, "regrouped"),
        ({"took": 4.0}, {"took": 3.5}, "retimed"),
        ({"due": "31/03"}, {"due": "31/03", "known": "30/06"}, "fell_due"),
        ({"due": "30/03"}, {"due": "30/03", "known": "30/06"}, None),
        (
            {"due": "31/03", "status": 5, "settled": None},
            {"due": "31/03", "status": 5, "settled": None, "known": "30/06"},
            "fell_due",  # what waits past its day is counted
        ),
        ({}, {"stopped_late": True}, "stopped_late"),
        ({"due": "02/04"}, {"due": "02/04", "stopped_late": True}, None),
        (
            {"status": 4, "settled": None},
            {"status": 5, "settled": None, "stopped_late": True},
            "status",
        ),
    ],
)
def test_each_change_of_a_dossier_is_named_as_the_cause(then, now, cause):
    made = changes_meeting.causes(
        states(state("x", **then)), states(state("x", **now)), Q1.start, Q1.end
    )
    assert list(made["cause"]) == ([cause] if cause else [])


def test_a_dossier_of_one_snapshot_alone_came_later_or_is_gone_unless_it_is_not_counted():
    then = states(state("both"), state("lost"), state("refused then", status=3))
    now = states(state("both"), state("late"), state("refused", status=3))
    made = changes_meeting.causes(then, now, Q1.start, Q1.end)
    assert rows_as_tuples(made[["dossier_id", "cause"]]) == [
        ("late", "came_later"),
        ("lost", "gone"),
    ]


def test_without_dossiers_there_is_no_cause():
    assert changes_meeting.causes(states()[:0], states()[:0], Q1.start, Q1.end).empty


# --- targets ---------------------------------------------------------------------------------


def test_a_target_changed_where_the_row_in_force_differs():
    columns = "measure field target source"
    then = frame(
        columns,
        ("a", None, 0.95, "of the unit"),
        ("a", None, 0.5, "general"),  # the less particular row is not in force
        ("b", None, 0.9, "x"),
        ("c", "Đất đai", 7.0, "x"),
        ("d", None, 1.0, "x"),
    )
    now = frame(
        columns,
        ("a", None, 0.97, "decision"),
        ("b", None, 0.9, "y"),
        ("d", None, 1.0, "x"),
        ("e", None, 0.3, "z"),
    )
    assert rows_as_tuples(changes_meeting.target_changes(then, now)) == [
        ("a", None, 0.95, 0.97, "decision"),
        ("b", None, 0.9, 0.9, "y"),
        ("c", "Đất đai", 7.0, None, "x"),
        ("e", None, None, 0.3, "z"),
    ]


# --- by real loads ---------------------------------------------------------------------------


def selection_of(data, monkeypatch, **filters) -> Selection:
    monkeypatch.setenv("BOARD_DATA", str(data))
    now = opened(data)
    period = Period(date(2025, 4, 1), TODAY, "quarter")
    return replace(made_choice(now, Filters(**filters), period), compared=None)


THEN, NOW = OneLoad("2025-03-31"), OneLoad("2025-06-30")


def unit(then: str, now: str) -> str:
    """Takes the two exports of a test, of a unit of its own."""
    NOW.unit(now)
    return THEN.unit(then)


@pytest.fixture(scope="module")
def twice(tmp_path_factory):
    """A data folder with two snapshots, in which the exports of each test are of its unit."""
    folder = tmp_path_factory.mktemp("twice")
    for load in (THEN, NOW):
        load.snapshot(folder)
    return folder


CORRECTED_THEN = """
id | status | received | due   | finished
1  | 10     | 03/03    | 10/03 | 07/03
2  | 10     | 03/03    | 10/03 | 07/03
3  | 10     | 03/03    | 10/03 | 12/03
4  | 4      | 03/03    | 20/03 |
5  | 10     | 03/03    | 10/03 | 07/03
6  | 10     | 03/03    | 10/03 | 07/03
"""
# 2's finish is mended, 3's due date moved, 4 settled after the quarter, 7 came late, 8 is of April.
CORRECTED_NOW = """
id | status | received | due   | finished
1  | 10     | 03/03    | 10/03 | 07/03
2  | 10     | 03/03    | 10/03 | 12/03
3  | 10     | 03/03    | 14/03 | 12/03
4  | 10     | 03/03    | 20/03 | 05/04
5  | 10     | 03/03    | 10/03 | 07/03
6  | 10     | 03/03    | 10/03 | 07/03
7  | 10     | 20/03    | 27/03 | 26/03
8  | 10     | 20/04    | 27/04 | 26/04
"""


CORRECTED = unit(CORRECTED_THEN, CORRECTED_NOW)


def test_a_late_dossier_a_mended_finish_and_a_moved_due_date_are_named(twice, monkeypatch):
    selection = selection_of(twice, monkeypatch, unit=CORRECTED)
    earlier, missing = between_days.snapshot_of(selection, MEETING)
    assert (earlier.data_date, missing) == (date(2025, 3, 31), "")
    period = between_days.last_complete(selection, earlier, MEETING)
    assert period == Q1
    figures = between_days.corrected_between(selection, earlier, period).set_index("measure")
    # (c): of 1 to 6 those of 1, 2, 5, 6 were met, 4 ÷ 6; now 1, 3, 5, 6, 7 of seven, 5 ÷ 7.
    rate = figures.loc["rate_due_on_time"]
    assert (rate["then"], rate["then_n"]) == (pytest.approx(4 / 6), 6)
    assert (rate["now"], rate["now_n"]) == (pytest.approx(5 / 7), 7)
    assert rate["difference"] == pytest.approx(5 / 7 - 4 / 6)
    assert "open_late" not in figures.index  # 4 was overdue at the quarter's end, then and now
    found = between_days.causes_between(selection, earlier, period).sort_values("dossier_id")
    assert rows_as_tuples(
        found[["dossier_id", "cause", "then", "now"]].set_index("dossier_id")
    ) == [
        ("finished", day("07/03"), day("12/03")),
        ("due", day("10/03"), day("14/03")),
        ("came_later", None, None),
    ]
    assert [code[-1] for code in found["dossier_id"]] == ["2", "3", "7"]


HEADING = "id | status | received | due | finished\n"
ALIKE = f"{HEADING.strip()} | field\n" + "".join(
    f"{i} | 10 | 03/03 | 10/03 | 07/03 | Đất đai\n" for i in range(1, 6)
)
MOVED = unit(
    ALIKE + "6 | 10 | 03/12/2024 | 10/12/2024 | 07/12/2024 | Đất đai\n"
    "7 | 10 | 03/03 | 10/03 | 07/03 | Hộ tịch",
    ALIKE + "6 | 10 | 03/12/2024 | 10/12/2024 | 07/01 | Đất đai\n"
    "7 | 10 | 03/03 | 10/03 | 07/03 | Đất đai",
)


def test_a_dossier_that_moved_into_the_period_or_the_field_did_not_come_later(twice, monkeypatch):
    selection = selection_of(twice, monkeypatch, unit=MOVED, field="Đất đai")
    earlier, _ = between_days.snapshot_of(selection, MEETING)
    assert in_period(["rate_settled_on_time"], selection, Q1)["n"].tolist() == [7]
    found = between_days.causes_between(selection, earlier, Q1).sort_values("dossier_id")
    assert [
        (code[-1], cause) for code, cause in rows_as_tuples(found[["dossier_id", "cause"]])
    ] == [
        ("6", "finished"),
        ("7", "regrouped"),
    ]


LEFT = unit(
    HEADING + "\n".join(f"{i} | 4 | 03/03 | 20/03 |" for i in range(1, 6)),
    HEADING + "1 | 10 | 03/03 | 20/03 | 15/04\n2 | 5 | 03/03 | 20/03 |\n"
    "3 | 4 | 03/03 | 31/07 |\n4 | 4 | 03/03 | 20/03 |\n5 | 10 | 03/03 | 20/03 | 05/04\n"
    "6 | 4 | 02/05 | 12/05 |\n7 | 4 | 02/06 | 30/06 |\n8 | 4 | 02/06 | |",
)


def test_overdue_dossiers_that_left_are_known_by_the_earlier_snapshot(twice, monkeypatch):
    selection = selection_of(twice, monkeypatch, unit=LEFT)
    earlier, _ = between_days.snapshot_of(selection, MEETING)

    def changes(of) -> list[tuple]:
        found = between_days.overdue_between(selection, MEETING, TODAY, of)
        made = pd.concat([found.listed(change, None, 99) for change in ("new", "cleared")])
        assert len(found.listed("cleared", None, 1)) == 1
        assert len(made) == found.counted["n"].sum()
        rows = zip(made["dossier_id"], made["change"], made["how"], strict=True)
        return [(code[-1], change, how) for code, change, how in rows]

    # 4 stays; 5 was settled before the meeting; 7 falls due on the day itself; 8 has no date.
    assert changes(None) == [("6", "new", None), ("1", "cleared", "settled")]
    assert changes(earlier) == [
        ("6", "new", None),
        ("1", "cleared", "settled"),
        ("2", "cleared", "waiting"),
        ("3", "cleared", "due_moved"),
    ]


@pytest.mark.parametrize("unit", [None, "16528@2018-01-01"])
def test_the_overdue_of_then_and_the_difference_give_the_form_of_now(
    unit, sample_data, monkeypatch
):
    selection = selection_of(sample_data, monkeypatch, unit=unit)
    periods = [Period(on, on, "range") for on in (MEETING, TODAY)]
    then, now = measure(["open_late"], selection.snapshot, selection.filters, periods)["value"]
    changes = between_days.overdue_between(selection, MEETING, TODAY, None)
    changes = changes.counted.groupby("change")["n"].sum()
    assert changes["new"] and changes["cleared"]
    assert then + changes["new"] - changes["cleared"] == now


def test_snapshots_of_another_version_are_counted_and_passed_over(twice, tmp_path, monkeypatch):
    data = shutil.copytree(twice, tmp_path / "data")
    selection = selection_of(data, monkeypatch)
    snapshots, _ = list_snapshots()
    (data / "warehouse" / "broken.duckdb").write_bytes(b"x" * 5000)
    other = shutil.copy(snapshots[1].path, data / "warehouse" / "other.duckdb")
    with duckdb.connect(str(other)) as con:
        con.execute("update snapshot set schema_version = schema_version + 1")
    snapshots, closed = list_snapshots()
    assert [snapshot.data_date for snapshot in snapshots] == [TODAY, date(2025, 3, 31)]
    assert sorted(closed) == ["broken", "other"]
    earlier, message = between_days.snapshot_of(selection, MEETING)
    assert earlier and message.startswith("2 bản")
    # A day before the first snapshot: none, and a sentence from when there will be one.
    earlier, message = between_days.snapshot_of(selection, date(2025, 3, 30))
    assert earlier is None and "31/03/2025" in message and "2 bản" in message
