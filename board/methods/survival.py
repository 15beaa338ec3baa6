"""How long dossiers take until they are finished, when some are not finished yet."""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import pandas as pd


def kaplan_meier(
    time: Sequence[float],
    finished: Sequence[int],
    censored: Sequence[int],
) -> pd.DataFrame:
    """The share of dossiers not yet finished after each time spent, with open ones right-censored.

    `time` are distinct times in ascending order (working days, 0 and more); `finished` and
    `censored` count at each the dossiers that finished with it and those last seen open with it.
    One censored at a time still counts as at risk at that time. The dossiers must be those that
    came in during some span, finished or not: those settled in a span leave the slow ones out.

    One row a time at which anything was counted: time, at_risk (dossiers that took at least it),
    finished, censored, survival (share still open after it), standard_error (Greenwood), low and
    high (95% interval of survival on the log(−log) scale, which stays within 0 and 1). Before the
    first finish and once all have finished there is no interval (NaN); in the latter case no
    standard error either. Raises ValueError for times that are negative or out of order, for
    counts that are negative or not whole and for lengths that differ.

    Sources: Kaplan & Meier, J. Am. Stat. Assoc. 53 (1958) 457-481; Greenwood's variance (1926) as
    given there; the interval: Kalbfleisch & Prentice, The Statistical Analysis of Failure Time
    Data (1980).
    """
    times, ended, unended = (
        np.asarray(column, dtype=float) for column in (time, finished, censored)
    )
    if not times.shape == ended.shape == unended.shape or times.ndim != 1:
        raise ValueError("times, finished and censored differ in length")
    if not np.all(np.isfinite(times)) or np.any(times < 0) or np.any(np.diff(times) <= 0):
        raise ValueError("not distinct times in ascending order, from 0")
    counts = np.concatenate([ended, unended])
    if not np.all(np.isfinite(counts)) or np.any(counts < 0) or np.any(counts % 1):
        raise ValueError("not whole counts, from 0")

    seen = ended + unended > 0
    times, ended, unended = times[seen], ended[seen], unended[seen]
    at_risk = np.cumsum((ended + unended)[::-1])[::-1]
    survival = np.cumprod(1 - ended / at_risk)
    # Where all have finished the last term divides by 0: no error and no interval can be given.
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(ended / (at_risk * (at_risk - ended)))
        standard_error = survival * np.sqrt(greenwood)
        z = NormalDist().inv_cdf(0.975)
        power = np.exp(z * np.sqrt(greenwood) / -np.log(survival))
        between = (survival > 0) & (survival < 1)
        low = np.where(between, survival**power, np.nan)
        high = np.where(between, survival ** (1 / power), np.nan)
    return pd.DataFrame(
        {
            "time": times,
            "at_risk": at_risk.astype("int64"),
            "finished": ended.astype("int64"),
            "censored": unended.astype("int64"),
            "survival": survival,
            "standard_error": standard_error,
            "low": low,
            "high": high,
        }
    )


def time_when_share_finished(curve: pd.DataFrame, share: float) -> float | None:
    """The first time of `kaplan_meier` at which at least `share` (above 0, up to 1) has finished:
    0.5 gives the median, 0.9 the 90th percentile. None if the curve never gets that far: then
    too many are still open to say. Raises ValueError for another share.
    """
    if not 0 < share <= 1:
        raise ValueError(f"not a share above 0 and up to 1: {share}")
    # A product of fractions misses one half by a hair: 23/24 · 22/23 · … · 12/13.
    reached = curve["time"][1 - curve["survival"] >= share - 1e-9]
    return float(reached.iloc[0]) if len(reached) else None
