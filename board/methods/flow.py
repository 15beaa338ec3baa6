"""What comes in, what goes out, what stays open, and how long that must be taking."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd


def flow(
    open_counts: Sequence[int], received: Sequence[int], settled: Sequence[int]
) -> pd.DataFrame:
    """The flow of consecutive periods: open before + received − settled = open after.

    `open_counts` is counted at the start of the first period and at the end of each, so it has one
    value more than `received` and `settled`, which are counted in each. One row a period:
    in_hand_before, received, settled, in_hand_after, and unexplained, by which the count after
    departs from the identity: 0, or the counts are not of the same dossiers. Raises ValueError
    for lengths that do not fit.

    Source: columns (3), (6), (7) and (11) of Biểu II.06a, for which (3) = (7) + (11).
    """
    if not len(received) == len(settled) == len(open_counts) - 1:
        raise ValueError("not one count of open dossiers more than periods")
    rows = pd.DataFrame(
        {
            "in_hand_before": list(open_counts[:-1]),
            "received": list(received),
            "settled": list(settled),
            "in_hand_after": list(open_counts[1:]),
        },
        dtype="int64",
    )
    expected = rows["in_hand_before"] + rows["received"] - rows["settled"]
    return rows.assign(unexplained=rows["in_hand_after"] - expected)


class Little(NamedTuple):
    """Little's law of one period; `implied_working_days` is None where nothing was settled."""

    average_open: float
    settled_per_working_day: float
    implied_working_days: float | None


def little(open_by_day: Sequence[float], settled: int, working_days: float) -> Little:
    """L = λ·W: the time W that a dossier must on average be spending, from the average number
    open L (counted at the end of each working day) and the number λ that leave in a working day.
    Counted so, one that leaves on its day of receipt is never open and takes 0 days, as in
    working days between dates.

    `settled` counts all that left within those `working_days`, withdrawn ones too. The law is
    about averages over a span in which the number open ends about where it began; a growing
    backlog makes W too short for the newest, and a sudden wave makes it too long. Leave dossiers
    that wait for the citizen out of L where W is set against working days less pauses. Raises
    ValueError for no days or a negative count.

    Sources: Little, Operations Research 9 (1961) 383-387; Little & Graves, chapter 5 of Building
    Intuition (Springer 2008).
    """
    if not len(open_by_day) or working_days <= 0:
        raise ValueError("no working days, no flow")
    if settled < 0 or min(open_by_day) < 0:
        raise ValueError("a negative count")
    average = float(np.mean(open_by_day))
    rate = settled / working_days
    return Little(average, rate, average / rate if rate else None)


def backlog_outlasts_finished(
    flow: Little, settled: int, p90_working_days: float | None, warn_below_n: int = 30
) -> bool | None:
    """The alarm: the implied time is longer than 90% of the finished dossiers took.

    A mean above the 90th percentile says that those open are not like those that finish: the
    backlog grows older than the figures of finished dossiers admit. Nothing settled while some
    are open is an alarm too. None, no judgement, where fewer than `warn_below_n` were
    settled or there is no percentile. The rule is ours; the law is Little's.
    """
    if flow.implied_working_days is None:
        return flow.average_open > 0
    if settled < warn_below_n or p90_working_days is None:
        return None
    return flow.implied_working_days > p90_working_days
