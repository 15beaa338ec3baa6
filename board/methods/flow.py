"""What comes in, what goes out, what stays open."""

from collections.abc import Sequence

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
