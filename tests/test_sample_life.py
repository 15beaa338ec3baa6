from datetime import date
from pathlib import Path
from random import Random

import pytest

from etl.sample.life import NONE, Clock, Procedure, life, spread
from etl.sample.plan import counts, read_units, unit_on, units_at_start
from etl.words import Refusal

REFERENCE = Path(__file__).parent.parent / "data" / "reference"


def test_a_unit_becomes_its_successor_on_the_day_after_its_last():
    units = read_units(REFERENCE)
    by_name = {u.name: u for u in units}
    became = [
        unit_on(units, by_name[name], day).name
        for name, day in (
            ("Quảng Hùng", date(2024, 11, 30)),
            ("Quảng Hùng", date(2024, 12, 1)),
            ("Quảng Đại", date(2024, 12, 1)),
            ("Quảng Đại", date(2025, 7, 1)),
            ("Quảng Thọ", date(2025, 7, 1)),
            ("Quảng Châu", date(2025, 7, 1)),
        )
    ]
    assert became == ["Quảng Hùng", "Đại Hùng", "Đại Hùng", "Nam Sầm Sơn", "Sầm Sơn", "Sầm Sơn"]


def test_more_units_than_there_are_is_refused_in_a_sentence():
    with pytest.raises(Refusal, match="có 11 đơn vị"):
        units_at_start(read_units(REFERENCE), date(2023, 7, 1), 12)


def test_a_same_day_dossier_is_due_that_day_or_the_next_working_day_from_15_00():
    clock = Clock(date(2024, 1, 1), date(2024, 1, 31))
    birth = Procedure("1.001193", "Đăng ký khai sinh", "Hộ tịch", 0, True, "", 1.0)
    friday = clock.order[clock.offset(date(2024, 1, 5))] * 480
    due = [
        clock.days[life(lambda: 0.5, clock, birth, friday + minute, 0, False, 0.0)[-1].due]
        for minute in (359, 360)  # 14:59 and 15:00
    ]
    assert due == [date(2024, 1, 5), date(2024, 1, 8)]


def test_a_working_minute_falls_within_office_hours():
    clock = Clock(date(2024, 1, 1), date(2024, 1, 31))
    tuesday = clock.order[clock.offset(date(2024, 1, 2))] * 480
    start = clock.offset(date(2024, 1, 2)) * 1440
    # 7:00, 11:29, 13:30, 16:59, and 7:00 of the next day
    assert [clock.minute(tuesday + m) - start for m in (0, 269, 270, 479, 480)] == [
        420,
        689,
        810,
        1019,
        1440 + 420,
    ]
    assert clock.offset(date(2024, 1, 1)) not in clock.order  # New Year


def test_spread_reads_a_distribution_by_its_quantiles():
    assert [spread((0, 10, 40), u) for u in (0.0, 0.25, 0.5, 0.75)] == [0, 5, 10, 25]


def test_counts_add_up_to_the_total_and_fall_on_working_days_only():
    clock = Clock(date(2024, 4, 22), date(2024, 5, 5))
    units = units_at_start(read_units(REFERENCE), date(2024, 4, 22), 3)
    found = list(counts(lambda: 0.5, clock, units, 1000, date(2024, 4, 22), date(2024, 5, 5)))
    assert sum(count for _, _, count in found) == 1000
    # 27/04–01/05 off, Saturday 04/05 worked in place of Monday 29/04
    assert sorted({clock.days[day].isoformat()[5:] for day, _, _ in found}) == [
        "04-22",
        "04-23",
        "04-24",
        "04-25",
        "04-26",
        "05-02",
        "05-03",
        "05-04",
    ]


def test_no_dossier_finishes_before_its_receipt_or_its_own_pauses():
    clock = Clock(date(2024, 1, 2), date(2024, 3, 29))
    land = Procedure("1.013949", "Giao đất", "Đất đai", 15, False, "land", 1.0)
    tuesday = clock.order[clock.offset(date(2024, 1, 2))] * 480
    rnd = Random(1).random
    for _ in range(2000):
        final = life(rnd, clock, land, tuesday, 0, False, 0.3)[-1]
        if final.finished != NONE:
            earliest = clock.minute(tuesday + final.paused * 480)
            assert final.finished >= earliest
