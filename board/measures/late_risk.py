"""How likely open dossiers are to end late, by those like them, and how such predictions came true.

A prediction is of the whole snapshot, whatever the filters: a dossier's share does not change with
what else a reader looks at, nor does the judgement whether such shares are worth showing.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pandas as pd

from board.methods import lateness
from board.methods.lateness import Calibration
from board.runtime.settings import SETTINGS
from board.selection.periods import months_back
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot

PAST_MONTHS = 12  # every season once, and not what was before the last reform
CUTOFFS, BINS = 6, 5


@dataclass(frozen=True)
class Backtest:
    """What was predicted at past months' ends, `cutoff_dates`, against what happened since."""

    cutoff_dates: tuple[date, ...]
    calibration: Calibration

    @property
    def is_better(self) -> bool:
        """Whether the share of the like is worth showing in place of the procedure's alone."""
        return self.calibration.better_than_baseline


@lru_cache(maxsize=4)
def tested(snapshot: Snapshot) -> Backtest:
    """The predictions at the ends of the last whole months before the data date, one a dossier."""
    last = snapshot.data_date.replace(day=1) - timedelta(days=1)
    cutoff_dates = [month.end for month in months_back(last, CUTOFFS)]
    predicted = predictions_at(snapshot, cutoff_dates).dropna(
        subset=["share_late", "share_of_procedure"]
    )
    predicted = predicted.loc[predicted.index.repeat(predicted["n"])]
    return Backtest(
        tuple(cutoff_dates),
        lateness.calibration(
            predicted["share_late"],
            predicted["late"],
            predicted["share_of_procedure"],
            BINS,
            SETTINGS.warn_below_n,
        ),
    )


def predictions_at(snapshot: Snapshot, cutoff_dates: list[date]) -> pd.DataFrame:
    """What each of `cutoff_dates` says of the dossiers then open and not past their date.

    One row a cutoff date, unit, procedure, field, days spent and outcome since: n, late, and
    share_late and share_of_procedure, both from what was known on the cut.
    """
    past = ask(snapshot, "late_past", cutoff_dates=cutoff_dates, months=PAST_MONTHS)
    since = ask(snapshot, "late_since", cutoff_dates=cutoff_dates)
    limits = (SETTINGS.warn_below_n, SETTINGS.hide_below_n)
    parts = [since.iloc[:0].assign(share_late=np.nan, share_of_procedure=np.nan)]
    for cut, rows in since.groupby("cut"):
        known = past[past["cut"] == cut]
        parts.append(
            rows.assign(
                share_late=lateness.score(known, rows, *limits)["share_late"],
                share_of_procedure=lateness.baseline(known, rows, *limits)["share_late"],
            )
        )
    return pd.concat(parts, ignore_index=True)


def scored(snapshot: Snapshot, open_dossiers: pd.DataFrame) -> pd.DataFrame:
    """The dossiers of `open_list` with share_late, like_n and like_level, first what can be saved.

    The working time that one has spent is its age in working dates, pauses among them.
    """
    yesterday = snapshot.data_date - timedelta(days=1)
    past = ask(snapshot, "late_past", cutoff_dates=[yesterday], months=PAST_MONTHS)
    rows = open_dossiers.assign(working_days=open_dossiers["age_working_days"].astype(float))
    predict = lateness.score if tested(snapshot).is_better else lateness.baseline
    predicted = predict(past, rows, SETTINGS.warn_below_n, SETTINGS.hide_below_n)
    predicted = predicted.rename(columns={"n": "like_n", "level": "like_level"})
    return lateness.order_by_urgency(open_dossiers.join(predicted))
