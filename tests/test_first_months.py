"""The first months of a unit whose files begin later than those of others, and its last ones."""

from datetime import date

from board.measures.results import over_time
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from tests.literal import snapshot

DUE, ONLINE = "rate_due_on_time", "share_online"
MONTHS = [(2023 + (6 + i) // 12, (6 + i) % 12 + 1) for i in range(24)]  # July 2023 to June 2025


def test_the_first_months_of_a_unit_that_came_later_are_not_held_against_what_follows(tmp_path):
    # A tenth is late everywhere; of the unit that came in July 2024 nothing is in its first months.
    lines = ["id | unit | channel | status | received | due | finished"]
    for unit, n, first in (("16528", 20, 0), ("14833", 300, 12)):
        for place, (year, month) in enumerate(MONTHS[first:]):
            late = 0 if unit == "14833" and place < 3 else n // 10
            for i in range(n):
                done, of = "25" if i < late else "10", f"{month:02}/{year}"
                cells = f"{unit} | Trực tuyến | 10 | 03/{of} | 20/{of} | {done}/{of}"
                lines.append(f"{len(lines)} | {cells}")
    of = snapshot(tmp_path, {"2025-07-05": "\n".join(lines)})
    found = over_time((DUE, ONLINE), selection_of(of, Filters(), parse("2025-q2")))
    verdict = found[DUE].verdict
    assert verdict is not None and verdict.change is None
    # From July on the months are known of both: 12 of the first unit, 9 of the other.
    (level,) = verdict.levels
    assert level.share == 0.9 and found[ONLINE].now["value"] == 1


def test_the_months_of_a_unit_end_with_it(tmp_path):
    # 5 of 100 are late in each month up to June 2025, when it ends; then 40 are settled, all late.
    lines = ["id | status | received | due | finished"]
    for year, month in MONTHS[12:]:
        for i in range(100):
            of = f"{month:02}/{year}"
            done = "25" if i < 5 else "10"
            lines.append(f"{len(lines)} | 10 | 03/{of} | 20/{of} | {done}/{of}")
    for month in ("07", "08"):
        lines += [
            f"{len(lines) + i} | 10 | 03/06/2025 | 15/{month}/2025 | 20/{month}/2025"
            for i in range(20)
        ]
    of = snapshot(tmp_path, {"2025-09-30": "\n".join(lines)})
    unit = Filters(unit="16528@2018-01-01")
    for key in (DUE, "rate_settled_on_time", "share_overdue"):
        verdict = over_time((key,), selection_of(of, unit, parse("2025")))[key].verdict
        assert verdict is not None and verdict.change is None
        assert verdict.levels[-1].last_day == date(2025, 6, 30)
