"""What is simulated for docs/alarms.md: each row's name, the function that counts it, its kind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from multiprocessing import Pool
from typing import Any

from bench.alarms.rows import (
    at_a_cost,
    detected,
    detected_after_cold_start,
    false_in_a_year,
    false_words,
)
from bench.alarms.wards import Kind
from board.methods.segments import change_cost

LENGTHS = (12, 24, 36, 48, 60)
AFTER = (1, 3, 6, 12, 18)
USUAL = 0.07  # failures: 93% on time
PROCESSES = 2


@dataclass(frozen=True)
class Row:
    """A row of a table: what is simulated in words, and how it is counted."""

    name: str
    count: Callable[..., Any]
    options: Mapping[str, Any] = field(default_factory=dict)

    def counted(self) -> Any:
        """What `count` gives, the same each time."""
        return self.count(self.name, **self.options)


def _stable(name: str, kind: Kind, overviews: int = 300, **options: Any) -> Row:
    options = {"lengths": LENGTHS, "former_overviews": overviews // 3, **options}
    return Row(name, false_words, {"kind": kind, "overviews": overviews, **options})


def _detected(name: str, kind: Kind, **options: Any) -> Row:
    return Row(name, detected, {"kind": kind, "series": 600, "after": AFTER, **options})


def _changes(before: float, after: float, **options: Any) -> Kind:
    return Kind(levels=((24, before), (18, after)), **options)


STABLE = [
    *(_stable(f"{n} dossiers a month", Kind(cases=n), 600) for n in (60, 100, 200, 300)),
    _stable("100, 8 series", Kind(), series=8),
    _stable("100, 40 series, 40 procedures", Kind(procedures=40), series=40, overviews=150),
    _stable("100, 40 procedures", Kind(procedures=40)),
    _stable("100, 7% fail, in May to July 12%", Kind(season=0.12), lengths=LENGTHS[1:]),
    _stable("200, 7% fail, in May to July 12%", Kind(season=0.12, cases=200), lengths=LENGTHS[1:]),
]
VARYING = [
    *(_stable(f"100, varying by {v:.0%}", Kind(varying=v)) for v in (0.2, 0.25, 0.3)),
    *(_stable(f"{n}, varying by 25%", Kind(cases=n, varying=0.25)) for n in (60, 200, 300)),
]
INDEPENDENT = [
    _stable("16 independent series of 100", Kind(), is_ward=False),
    _stable("16 independent series of 100, one procedure each", Kind(procedures=1), is_ward=False),
    *(
        _stable(f"16 independent series of 100, {p:.0%} fail", Kind(((60, p),)), is_ward=False)
        for p in (0.01, 0.02)
    ),
    *(
        _stable(
            f"16 independent surveys of {n} a quarter, 10% not content",
            Kind(((60, 0.10),), cases=n, procedures=1, is_survey=True),
            lengths=LENGTHS[1:],
            is_ward=False,
        )
        for n in (60, 200)
    ),
]
YEAR = [
    Row(f"{n} dossiers, a year", false_in_a_year, {"kind": Kind(((36, USUAL),), n), "overviews": m})
    for n, m in ((100, 120), (300, 120))
]
BOUND_FALL = "fall of 5 points (93 → 88%), 100"
DETECTED = [
    *(
        _detected(
            f"fall of {points} points (93 → {93 - points}%), {n}",
            _changes(USUAL, USUAL + points / 100, cases=n),
            series=1200 if points == 5 else 600,
        )
        for points in (3, 5, 8)
        for n in (60, 100, 200, 300)
    ),
    _detected(
        "fall of 5, the same points in each procedure, 100", _changes(USUAL, 0.12, adds=True)
    ),
    _detected("fall of 5, 40 procedures, 100", _changes(USUAL, 0.12, procedures=40)),
    _detected("fall of 5, varying by 25%, 100", _changes(USUAL, 0.12, varying=0.25)),
    _detected(
        "fall of 5 after a rise of 5 two years before, 100",
        Kind(levels=((24, 0.12), (24, USUAL), (18, 0.12))),
    ),
    _detected("rare failures: 99 → 96%, 100", _changes(0.01, 0.04)),
    _detected("rare failures: 98 → 93%, 100", _changes(0.02, 0.07)),
    *(
        _detected(
            f"fall of {points} points, survey of {n} a quarter (90 → {90 - points}%)",
            _changes(0.10, 0.10 + points / 100, cases=n, procedures=1, is_survey=True),
            after=AFTER[1:],
        )
        for points, n in ((5, 100), (5, 200), (8, 100))
    ),
]
RISES = [
    _detected(
        f"rise of {points} points ({93 - points} → 93%), {n}",
        _changes(USUAL + points / 100, USUAL, cases=n),
        expected="better",
        after=(1, 3, 6, 9, 11),
    )
    for points in (3, 5, 8)
    for n in (60, 100, 200)
]
SLOW = [
    _detected(
        f"fall of {points} points over {months} months, {n}",
        Kind(((24, USUAL), (30, USUAL + points / 100)), cases=n, slope_months=months),
        after=(6, 12, 18, 24, 30),
    )
    for points in (5, 8)
    for months in (12, 18)
    for n in (100, 200)
]
RECOVERED = [
    _detected(
        f"24 good months, 6 bad ones (88%), then good, {n}",
        Kind(levels=((24, USUAL), (6, 0.12), (12, USUAL)), cases=n),
        after=(1, 3, 6, 12),
        changed_at=24,
        since=30,
    )
    for n in (60, 100, 200)
]
LONG_AGO = [
    _detected(
        f"fall of 5 points after 12 months, {n}",
        Kind(levels=((12, USUAL), (48, 0.12)), cases=n),
        after=(12, 24, 36, 48),
    )
    for n in (60, 100, 200)
]
UNCHANGED = [
    *(
        _detected(f"mix moves, {n}", Kind(((24, USUAL), (18, USUAL)), cases=n, mix_from=24))
        for n in (60, 100, 200)
    ),
    *(
        _detected(f"new procedure, {n}", Kind(((24, USUAL), (18, USUAL)), cases=n, new_from=24))
        for n in (60, 100, 200)
    ),
    *(
        _detected(
            f"rise of 5 points long before, {n}",
            Kind(levels=((12, 0.12), (42, USUAL)), cases=n),
            after=(18, 24, 36, 42),
        )
        for n in (60, 100, 200)
    ),
]
COLD = [
    Row(
        f"files that begin, {n}",
        detected_after_cold_start,
        {"cases": n, "series": 300, "lengths": (9, 12, 18, 24)},
    )
    for n in (60, 100, 200)
]
_AT_A_COST = {"lengths": (24, 36, 60), "after": AFTER[2:], "many": 400}
COST = [
    Row(f"{change_cost(n):.0f} at 24 months", at_a_cost, {"series": n, **_AT_A_COST})
    for n in (20, 33, 54, 90)
]
TABLES: dict[str, list[Row]] = {
    "stable": STABLE,
    "varying": VARYING,
    "independent": INDEPENDENT,
    "year": YEAR,
    "detected": DETECTED,
    "rises": RISES,
    "slow": SLOW,
    "recovered": RECOVERED,
    "long ago": LONG_AGO,
    "unchanged": UNCHANGED,
    "cold": COLD,
    "cost": COST,
}


def counted() -> dict[str, dict[str, Any]]:
    """What each row of each table counts, by table and by the row's name, on
    two processes."""
    rows = [row for table in TABLES.values() for row in table]
    with Pool(PROCESSES) as pool:
        results = iter(pool.map(Row.counted, rows, chunksize=1))
    return {table: {row.name: next(results) for row in of} for table, of in TABLES.items()}
