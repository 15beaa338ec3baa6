"""working_days of a dossier, counted by hand: minutes within 7:00–11:30 and 13:30–17:00, of 480."""

from datetime import date, datetime, timedelta

import ward_clock
from tests.snapshots import ask, csv_of, put, take

CASES = [
    # (received, finished, paused days, working days)
    # Within a day: 90 minutes are 0.1875, 0.25 in steps of 0.125.
    ("02/06/2025 08:00", "02/06/2025 09:30", "", 0.25),
    ("02/06/2025 08:00", "02/06/2025 09:00", "", 0.125),
    # 29 minutes are less than half a step, 30 are half and go up.
    ("02/06/2025 08:00", "02/06/2025 08:29", "", 0.0),
    ("02/06/2025 08:00", "02/06/2025 08:30", "", 0.125),
    ("02/06/2025 08:00:59", "02/06/2025 08:30:01", "", 0.125),  # by the minutes of the clock
    ("02/06/2025 08:00", "02/06/2025 08:00", "", 0.0),
    # Over noon: 60 before and 60 after; and within noon nothing.
    ("02/06/2025 10:30", "02/06/2025 14:30", "", 0.25),
    ("02/06/2025 11:45", "02/06/2025 13:15", "", 0.0),
    # Before the doors open: 7:00 to 7:30; after they close: the next day's first hour.
    ("02/06/2025 06:00", "02/06/2025 07:30", "", 0.125),
    ("02/06/2025 18:00", "03/06/2025 08:00", "", 0.125),
    ("02/06/2025 07:00", "02/06/2025 17:00", "", 1.0),
    ("02/06/2025 00:01", "02/06/2025 23:59", "", 1.0),
    # Over a weekend: an hour on Friday, an hour on Monday; received on a Saturday.
    ("06/06/2025 16:00", "09/06/2025 08:00", "", 0.25),
    ("07/06/2025 09:00", "09/06/2025 07:30", "", 0.125),
    ("07/06/2025 09:00", "08/06/2025 16:00", "", 0.0),
    # Over Tết 2025 (off from Monday 27/01 to Friday 31/01): two hours and one hour.
    ("24/01/2025 15:00", "03/02/2025 08:00", "", 0.375),
    # Saturday 10/01/2026 is worked for Friday 02/01/2026, which is off.
    ("09/01/2026 16:00", "10/01/2026 08:00", "", 0.25),
    ("31/12/2025 16:00", "05/01/2026 08:00", "", 0.25),
    # Monday to Friday are 5 days, less what was paused, never less than none.
    ("02/06/2025 07:00", "06/06/2025 17:00", "", 5.0),
    ("02/06/2025 07:00", "06/06/2025 17:00", "2", 3.0),
    ("02/06/2025 07:00", "06/06/2025 17:00", "1,5", 3.5),
    ("02/06/2025 07:00", "06/06/2025 17:00", "0.1", 4.875),  # 4.9 × 8 = 39.2
    ("02/06/2025 07:00", "06/06/2025 17:00", "9", 0.0),
    # Without a time of day on a side: working dates after the receipt.
    ("02/06/2025", "05/06/2025", "", 3.0),
    ("06/06/2025", "09/06/2025", "", 1.0),
    ("02/06/2025", "02/06/2025", "", 0.0),
    ("02/06/2025 16:00", "03/06/2025", "", 1.0),
    ("02/06/2025", "03/06/2025 07:30", "", 1.0),
    ("24/01/2025", "03/02/2025", "", 1.0),
    ("07/06/2025", "09/06/2025", "", 1.0),
    ("02/06/2025", "05/06/2025", "1", 2.0),
    # Out of the calendar, which covers 2021 to 2026, nothing is guessed.
    ("31/12/2020 08:00", "04/01/2021 08:00", "", None),
    ("30/12/2026 08:00", "04/01/2027 08:00", "", None),
    ("30/12/2026", "04/01/2027", "", None),
    ("04/01/2021 07:00", "04/01/2021 08:00", "", 0.125),
    ("31/12/2026 16:00", "31/12/2026 17:00", "", 0.125),
    ("02/06/2025 08:00", "", "", None),
]


def test_working_days_are_those_counted_by_hand(tmp_path, monkeypatch):
    # An export of that day can be loaded.
    then = datetime(2027, 2, 1, 9, tzinfo=ward_clock.WARD_ZONE)
    monkeypatch.setattr(ward_clock, "now", lambda: then)
    rows = [
        {
            "id": number,
            "status": "9" if finished else "4",
            "received": received,
            "finished": finished,
            "paused": paused,
        }
        for number, (received, finished, paused, _) in enumerate(CASES)
    ]
    put(tmp_path, "hoso_2027-02-01.csv", csv_of(*rows))
    warnings = {w["code"]: w["rows"] for w in take(tmp_path)["warnings"]}
    durations = ask(tmp_path, "select working_days from dossiers order by dossier_id::int")
    expected = [days for *_, days in CASES]
    assert [(case[:3], days) for case, (days,) in zip(CASES, durations, strict=True)] == [
        (case[:3], days) for case, days in zip(CASES, expected, strict=True)
    ]
    assert warnings["outside_calendar"] == 3


def test_a_return_that_stands_for_the_finish_is_where_the_clock_stops(tmp_path):
    row = {"status": "10", "received": "02/06/2025 08:00", "returned": "03/06/2025 08:00"}
    put(tmp_path, "hoso_2025-06-30.csv", csv_of(row))
    take(tmp_path)
    assert ask(tmp_path, "select working_days, finish_is_estimated from dossiers") == [(1.0, True)]


def test_the_cases_stand_on_the_weekdays_that_they_say():
    assert date(2025, 6, 6).isoweekday() == 5
    assert date(2025, 1, 24) + timedelta(days=3) == date(2025, 1, 27)
    assert (date(2025, 1, 27).isoweekday(), date(2025, 1, 31).isoweekday()) == (1, 5)
    assert date(2026, 1, 10).isoweekday() == 6
