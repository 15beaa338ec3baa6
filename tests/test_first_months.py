"""A unit whose files begin later than those of the others: its first months hold quick dossiers."""

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
