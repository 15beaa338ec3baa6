"""Which factor goes with overall satisfaction."""

from math import sqrt
from typing import NamedTuple

import pandas as pd

from board.methods.intervals import wilson


class Difference(NamedTuple):
    """The difference of two shares and its interval, as fractions within −1 and 1."""

    difference: float
    low: float
    high: float


def difference(k1: int, n1: int, k2: int, n2: int, confidence: float = 0.95) -> Difference | None:
    """k1/n1 − k2/n2 of two independent groups with its hybrid score interval, which joins their
    Wilson intervals. None if either group is empty. Raises ValueError as `wilson`.

    Source: method 10 of Newcombe, Statistics in Medicine 17 (1998) 873-890.
    """
    first, second = wilson(k1, n1, confidence), wilson(k2, n2, confidence)
    if first is None or second is None:
        return None
    p1, p2 = k1 / n1, k2 / n2
    return Difference(
        p1 - p2,
        p1 - p2 - sqrt((p1 - first[0]) ** 2 + (second[1] - p2) ** 2),
        p1 - p2 + sqrt((first[1] - p1) ** 2 + (p2 - second[0]) ** 2),
    )


def drivers(counts: pd.DataFrame, hide_below_n: int = 5) -> pd.DataFrame:
    """For each factor, the share satisfied overall among those content with the factor less the
    same among those not content with it. It is association, not cause: who is content with one
    thing is often content with all, and a factor may only travel with the one that matters.

    `counts` has one row a factor: factor, and of the answers that rate both the factor and
    overall, on one scale: content and content_satisfied (content with the factor, and of them
    satisfied overall), not_content and not_content_satisfied. One row a factor comes back:
    factor, share_content, n_content, share_not_content, n_not_content, difference, low, high.
    Where a side has fewer than `hide_below_n` answers, its share, the difference and its interval
    are NaN. Ordered by low, the least that the data support; factors without a difference
    last. Raises ValueError for counts that cannot be.
    """
    rows = []
    for row in counts.itertuples(index=False):
        sides = {
            "content": (row.content_satisfied, row.content),
            "not_content": (row.not_content_satisfied, row.not_content),
        }
        found = difference(*sides["content"], *sides["not_content"])
        enough = {side: n >= hide_below_n for side, (_, n) in sides.items()}
        if not all(enough.values()):
            found = None
        rows.append(
            {
                "factor": row.factor,
                **{
                    f"share_{side}": k / n if enough[side] else None
                    for side, (k, n) in sides.items()
                },
                **{f"n_{side}": n for side, (_, n) in sides.items()},
                **(found._asdict() if found else dict.fromkeys(Difference._fields)),
            }
        )
    columns = [
        "factor",
        "share_content",
        "n_content",
        "share_not_content",
        "n_not_content",
        *Difference._fields,
    ]
    shares = [name for name in columns if name.startswith("share_")]
    return (
        pd.DataFrame(rows, columns=columns)
        .astype({name: float for name in (*shares, *Difference._fields)})
        .sort_values("low", ascending=False, na_position="last", kind="stable", ignore_index=True)
    )
