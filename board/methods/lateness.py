"""How likely an open dossier is to end late, and whether such predictions have come true."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np
import pandas as pd

from board.methods.intervals import wilson

LEVELS = {
    "procedure_and_unit": ("procedure_key", "unit_key"),
    "procedure": ("procedure_key",),
    "field": ("field",),
}
"""Whom a dossier is like, the nearest first."""

STATES = ("due_soon", "within", "overdue", "waiting", "no_due_date")
"""What can still be saved comes first."""


def score(
    past: pd.DataFrame,
    open_dossiers: pd.DataFrame,
    warn_below_n: int = 30,
    hide_below_n: int = 5,
    levels: dict[str, tuple[str, ...]] = LEVELS,
) -> pd.DataFrame:
    """The share of its like that ended late, for each open dossier not past its due date: of
    the past dossiers of its procedure and unit that, having taken the working time that it has
    spent, were open and not past theirs either. Where they are fewer than `warn_below_n`, those of
    its procedure in any unit; then those of its field, unless these are fewer than `hide_below_n`.

    `past` is counted: procedure_key, unit_key, field, working_days, late (bool), n. Its outcomes
    must all be known on the day of the scoring: dossiers due before it, finished or not. Their
    working days run until they were settled or due, whichever came first, since from then on one
    is late for certain; so it makes no difference to a late one when, or whether, it was finished.
    From finished ones alone the slow are missing. Rows without a working time take no part.
    `open_dossiers` has procedure_key, unit_key, field and working_days (spent, counted alike).

    One row a dossier, with the index of `open_dossiers`: share_late (0 to 1), n, level (a key of
    `levels`). Without enough of its like, or without a working time: NaN, 0 and None.

    The share is an empirical conditional probability, P(late | T ≥ t): a landmark estimate, van
    Houwelingen, Scand. J. Statist. 34 (2007) 70-85, without a model.
    """
    found = pd.DataFrame(
        {"share_late": np.nan, "n": 0, "level": None}, index=pd.RangeIndex(len(open_dossiers))
    ).astype({"level": object})
    missing = np.full(len(open_dossiers), True)
    *_, last = levels
    for level, keys in levels.items():
        like = _took_at_least(past, open_dossiers, keys)
        enough = missing & (like["n"] >= (hide_below_n if level == last else warn_below_n))
        found.loc[enough, "share_late"] = like["late"] / like["n"]
        found.loc[enough, "n"] = like["n"]
        found.loc[enough, "level"] = level
        missing &= ~enough
    return found.set_axis(open_dossiers.index)


def baseline(
    past: pd.DataFrame, open_dossiers: pd.DataFrame, warn_below_n: int = 30, hide_below_n: int = 5
) -> pd.DataFrame:
    """As `score`, from the dossier's procedure alone (else its field), whatever its unit and the
    time it has spent: the simple prediction that `score` has to beat."""
    levels = {level: keys for level, keys in LEVELS.items() if level != "procedure_and_unit"}
    return score(past, open_dossiers.assign(working_days=0.0), warn_below_n, hide_below_n, levels)


def _took_at_least(
    past: pd.DataFrame, open_dossiers: pd.DataFrame, keys: tuple[str, ...]
) -> pd.DataFrame:
    """n and late among the past with the same keys and at least the time spent, in row order."""
    by = list(keys)
    types = {**dict.fromkeys(by, "str"), "working_days": float}
    counted = (
        past.astype({**types, "late": bool, "n": "int64"})
        .assign(late=lambda rows: rows["n"].where(rows["late"], 0))
        .groupby([*by, "working_days"], as_index=False)[["n", "late"]]
        .sum()
        .sort_values("working_days", ascending=False)
    )
    counted[["n", "late"]] = counted.groupby(by)[["n", "late"]].cumsum()
    rows = open_dossiers[[*by, "working_days"]].astype(types).reset_index(drop=True)
    rows = rows.rename_axis("row").reset_index()
    # The first time at or above the one spent carries all that took at least as long.
    matched = pd.merge_asof(
        rows.dropna().sort_values("working_days"),
        counted[::-1],
        on="working_days",
        by=by,
        direction="forward",
    )
    return (
        matched.set_index("row")[["n", "late"]].reindex(range(len(rows))).fillna(0).astype("int64")
    )


@dataclass(frozen=True)
class Calibration:
    """What was predicted against what happened. `bins` has one row a bin: n, lowest_predicted,
    highest_predicted, mean_predicted, late, share_late, low, high (95% Wilson). `gain` is how much
    smaller the mean squared error is than the baseline's, with its 95% interval. What cannot be
    computed is None."""

    n: int
    bins: pd.DataFrame
    brier: float | None
    brier_of_baseline: float | None
    gain: float | None
    gain_low: float | None
    gain_high: float | None
    better_than_baseline: bool


def calibration(
    predicted: Sequence[float],
    happened: Sequence[bool],
    predicted_by_baseline: Sequence[float],
    bins: int = 10,
    warn_below_n: int = 30,
) -> Calibration:
    """Probabilities predicted for past dossiers, set against what became of each and against the
    baseline's probabilities of the same dossiers: one prediction a dossier, or the interval lies.

    The bins are tenths of the dossiers in the order of what was predicted; equal predictions are
    never parted, so there may be fewer. `better_than_baseline` holds if the 95% interval of the
    mean paired difference of squared errors lies above 0, over at least `warn_below_n` dossiers;
    if it does not, show the baseline. Raises ValueError for lengths that differ and for
    probabilities that are missing or outside 0 to 1.

    Sources: Brier, Monthly Weather Review 78 (1950) 1-3; Hosmer & Lemeshow, Communications in
    Statistics A9 (1980) 1043-1069, for the bins; Diebold & Mariano, J. Bus. Econ. Stat. 13 (1995)
    253-263, for the paired difference, here of dossiers taken as independent.
    """
    chance = np.asarray(predicted, dtype=float)
    base = np.asarray(predicted_by_baseline, dtype=float)
    late = np.asarray(happened, dtype=bool)
    if not chance.shape == base.shape == late.shape or chance.ndim != 1:
        raise ValueError("what was predicted and what happened differ in length")
    if not np.all((chance >= 0) & (chance <= 1) & (base >= 0) & (base <= 1)):
        raise ValueError("not a probability")
    n = len(chance)
    rows = _bins(chance, late, bins)
    if n == 0:
        return Calibration(0, rows, *[None] * 5, better_than_baseline=False)

    error, error_of_base = (chance - late) ** 2, (base - late) ** 2
    brier, brier_of_base = float(error.mean()), float(error_of_base.mean())
    gains = error_of_base - error
    gain, low, high = float(gains.mean()), None, None
    if n > 1:
        reach = NormalDist().inv_cdf(0.975) * float(gains.std(ddof=1)) / sqrt(n)
        low, high = gain - reach, gain + reach
    return Calibration(
        n=n,
        bins=rows,
        brier=brier,
        brier_of_baseline=brier_of_base,
        gain=gain,
        gain_low=low,
        gain_high=high,
        better_than_baseline=low is not None and n >= warn_below_n and low > 0,
    )


def _bins(predicted: np.ndarray, late: np.ndarray, bins: int) -> pd.DataFrame:
    _, inverse, counts = np.unique(predicted, return_inverse=True, return_counts=True)
    below = np.cumsum(counts) - counts  # how many dossiers had less predicted
    rows = (
        pd.DataFrame(
            {"bin": (bins * below // max(len(predicted), 1))[inverse], "predicted": predicted}
        )
        .assign(late=late.astype("int64"))
        .groupby("bin")
        .agg(
            n=("predicted", "size"),
            lowest_predicted=("predicted", "min"),
            highest_predicted=("predicted", "max"),
            mean_predicted=("predicted", "mean"),
            late=("late", "sum"),
        )
        .reset_index(drop=True)
    )
    nothing = (float("nan"), float("nan"))
    intervals = [wilson(k, n) or nothing for k, n in zip(rows["late"], rows["n"], strict=True)]
    return rows.assign(
        share_late=rows["late"] / rows["n"],
        low=[low for low, _ in intervals],
        high=[high for _, high in intervals],
    )


def order_by_urgency(rows: pd.DataFrame) -> pd.DataFrame:
    """The open dossiers in the order in which attention saves most.

    By `state`, in the order of STATES: due soon and not yet overdue, due later, overdue, waiting
    for the citizen, without a due date. Among those due soon the greatest `share_late` comes
    first, those without a score last; then, as in the other states, the soonest due (of the
    overdue the longest overdue), that is the greatest `late_working_days` (past the due date;
    negative before it), and then the least `paused_days`. Equal rows keep their order. Raises
    ValueError for another state. The order is ours.
    """
    unknown = set(rows["state"]) - set(STATES)
    if unknown:
        raise ValueError(f"no such state: {', '.join(sorted(map(str, unknown)))}")
    keys = pd.DataFrame(
        {
            "state": rows["state"].map({state: rank for rank, state in enumerate(STATES)}),
            "safe": (1 - rows["share_late"]).where(rows["state"] == "due_soon", 0.0),
            "left": -rows["late_working_days"].astype(float),
            "paused": rows["paused_days"].astype(float).fillna(0),
        }
    ).reset_index(drop=True)
    ordered = keys.sort_values(list(keys.columns), kind="stable", na_position="last")
    return rows.iloc[ordered.index]
