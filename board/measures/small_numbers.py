"""Values of few cases: what a page shows of them, and what leaves the house."""

import pandas as pd

from board.catalogue import MEASURES

TELLING = ["value", "low", "high", "numerator"]  # what gives a hidden value away


def without_few(rows: pd.DataFrame, leaves_house: bool = False) -> pd.DataFrame:
    """Rows of `compute.measure` without the values that `Measure.hides`; of how many stays."""
    few = [
        MEASURES[key].hides(n, leaves_house)
        for key, n in zip(rows["measure"], rows["n"], strict=True)
    ]
    return rows.assign(**{name: rows[name].mask(few) for name in TELLING}) if any(few) else rows
