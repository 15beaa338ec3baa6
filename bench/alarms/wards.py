"""Simulated series of dossiers: failures and cases by month and procedure.

docs/alarms.md says in words what is drawn here; keep the two together.
"""

from dataclasses import dataclass

import numpy as np

TET_MONTH, TET_VOLUME = 2, 0.4  # February, and what of an average month's dossiers it brings
SPREAD = 2.0  # the shape of the procedures' own shares of failures: their deviation is 0.7 of them
MOST = 0.95  # no procedure's share of failures is above
SEASON = (5, 6, 7)  # May to July
CERTIFIED = (0.60, 0.40)  # the share of one quick procedure before and after the mix moves
CERTIFIED_FAILS, OTHERS_FAIL = 0.01, 0.20
NEW_SHARE, NEW_FAILS = 0.10, 0.30  # of a procedure that history lacks, of the former volume
# A ward's other shares: cases for each dossier, and the share of failures.
OTHER_SHARES = ((1.0, 0.03), (1.0, 0.15), (1.0, 0.30), (0.4, 0.10))


@dataclass(frozen=True)
class Kind:
    """What is simulated of each series.

    `levels`: (months, share of failures) in order; `slope_months`: over so many the second level is
    reached in equal steps. `cases`: expected in a month that is not Tết. `varying`: the standard
    deviation of a month's share beyond chance, of itself. `adds`: a new level adds the same points
    to every procedure in place of multiplying its share. `season`: the share of failures in May to
    July. `mix_from`, `new_from`: the month (from 0) in which the mix moves, or a new procedure
    comes. `is_survey`: one month in three has answers, without Tết.
    """

    levels: tuple[tuple[int, float], ...] = ((60, 0.07),)
    cases: float = 100
    procedures: int = 20
    slope_months: int = 0
    varying: float = 0.0
    adds: bool = False
    season: float | None = None
    mix_from: int | None = None
    new_from: int | None = None
    is_survey: bool = False

    @property
    def months(self) -> int:
        """How many months it has."""
        return sum(months for months, _ in self.levels)

    def level(self) -> np.ndarray:
        """The share of failures of each month, over all procedures in their usual mix."""
        level = np.repeat([share for _, share in self.levels], [n for n, _ in self.levels])
        if self.slope_months:
            (before, first), (_, last) = self.levels
            steps = np.arange(1, self.slope_months + 1) / self.slope_months
            level[before : before + self.slope_months] = first + (last - first) * steps
        return level


def simulated(
    kind: Kind, first_months: np.ndarray, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Failures and cases [series, month, procedure]; `first_months`: of each series the month of
    the year (0 is January) of its first month."""
    series, months = len(first_months), kind.months
    calendar = (first_months[:, None] + np.arange(months)) % 12 + 1
    volume = np.full((series, months), float(kind.cases))
    if kind.is_survey:
        volume = np.where(calendar % 3 == 2, volume, 0.0)
    else:
        volume = np.where(calendar == TET_MONTH, TET_VOLUME * volume, volume)
    weights = _weights(kind)
    level = np.broadcast_to(kind.level(), (series, months))
    if kind.season is not None:
        level = np.where(np.isin(calendar, SEASON), kind.season, level)
    own = _own_shares(kind, series, rng)[:, None, :]
    usual = kind.levels[0][1]
    points, factor = (level - usual)[:, :, None], (level / usual)[:, :, None]
    share = own + points if kind.adds else own * factor
    if kind.varying:
        shape = kind.varying**-2
        share = share * rng.gamma(shape, 1 / shape, (series, months))[:, :, None]
    cases = rng.poisson(volume[:, :, None] * weights)
    return rng.binomial(cases, np.clip(share, 0, MOST)), cases


def _weights(kind: Kind) -> np.ndarray:
    """The expected cases of each procedure for each expected case of a month, [month, procedure]:
    in proportion to 1, ½, ⅓ …"""
    harmonic = 1 / np.arange(1, kind.procedures + 1)
    weights = np.tile(harmonic / harmonic.sum(), (kind.months, 1))
    if kind.mix_from is not None:
        weights[:, 0] = np.where(np.arange(kind.months) < kind.mix_from, *CERTIFIED)
        others = harmonic[:-1] / harmonic[:-1].sum()
        weights[:, 1:] = (1 - weights[:, :1]) * others
    if kind.new_from is not None:
        new = np.where(np.arange(kind.months) < kind.new_from, 0, NEW_SHARE)
        weights = np.column_stack((weights, new))
    return weights


def _own_shares(kind: Kind, series: int, rng: np.random.Generator) -> np.ndarray:
    """The procedures' own shares of failures, [series, procedure], scaled so that a series has
    the first level in its first month's mix."""
    usual, weights = kind.levels[0][1], _weights(kind)[0, : kind.procedures]
    if kind.procedures == 1:
        own = np.full((series, 1), usual)
    elif kind.mix_from is not None:
        others = _drawn_shares(OTHERS_FAIL, weights[1:], series, rng)
        own = np.column_stack((np.full(series, CERTIFIED_FAILS), others))
    else:
        own = _drawn_shares(usual, weights, series, rng)
    if kind.new_from is not None:
        own = np.column_stack((own, np.full(series, NEW_FAILS)))
    return own


def _drawn_shares(
    mean: float, weights: np.ndarray, series: int, rng: np.random.Generator
) -> np.ndarray:
    """Shares drawn from Beta(2, 2/mean − 2), scaled to a weighted mean of `mean`."""
    drawn = rng.beta(SPREAD, SPREAD / mean - SPREAD, (series, len(weights)))
    return drawn * mean / (drawn @ weights / weights.sum())[:, None]


def simulated_ward(
    kind: Kind, first_months: np.ndarray, series: int, rng: np.random.Generator
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The series of wards' overviews, `series` in all: failures and cases [ward, month, procedure]
    of the share that `kind` describes, of four others over the same number of dossiers, and of the
    fields of the first, to which its procedures are dealt in turn."""
    whole = simulated(kind, first_months, rng)
    others = [
        simulated(
            Kind(
                levels=((kind.months, share),),
                cases=kind.cases * of_dossiers,
                procedures=kind.procedures,
                varying=kind.varying,
            ),
            first_months,
            rng,
        )
        for of_dossiers, share in OTHER_SHARES
    ]
    fields = series - 1 - len(others)
    failures, cases = whole
    parts = [(failures[:, :, i::fields], cases[:, :, i::fields]) for i in range(fields)]
    return [whole, *others, *parts]


LIMITS_DAYS = np.array([1, 4, 7, 14, 21, 28, 42])  # calendar days, of the procedures in turn


def simulated_cold_start(
    cases: float, months: int, series: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Failures and cases [series, month, procedure] of files that begin with what is received on
    their first day, counted in the month of settlement: the first months hold the quick dossiers.

    A month has 30 days and there is no Tết. 7% of dossiers are late in the long run.
    """
    kind = Kind(levels=((months, 0.07),), cases=cases)
    own, weights = _own_shares(kind, series, rng), _weights(kind)[0]
    failures = np.zeros((series, months, kind.procedures))
    counted = np.zeros_like(failures)
    limits = np.resize(LIMITS_DAYS, kind.procedures)
    for row in range(series):
        received = rng.uniform(0, months * 30, rng.poisson(cases * months))
        procedure = rng.choice(kind.procedures, len(received), p=weights)
        is_late = rng.random(len(received)) < own[row, procedure]
        of_limit = np.where(
            is_late,
            1 + rng.exponential(0.5, len(received)),
            rng.uniform(0.3, 1, len(received)),
        )
        month = ((received + of_limit * limits[procedure]) // 30).astype(int)
        is_known = month < months
        where = month[is_known], procedure[is_known]
        np.add.at(counted[row], where, 1)
        np.add.at(failures[row], where, is_late[is_known])
    return failures, counted
