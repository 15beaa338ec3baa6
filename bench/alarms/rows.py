"""The figures of the tables of docs/alarms.md, each from its own fixed seed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from bench.alarms.judges import (
    BY_MONTH,
    BY_QUARTER,
    Word,
    cold_start_word,
    former_word,
    overview_word,
)
from bench.alarms.wards import Kind, simulated, simulated_cold_start, simulated_ward

SEED = 16
AT_ONCE = 800  # series drawn in one go, so that memory stays small
JUDGES = ("segments", "former")
WORSE = "segments, worse"


@dataclass(frozen=True)
class Share:
    """How many of how many."""

    count: int
    of: int

    @property
    def percent(self) -> float:
        """The share in percent; not a number where there is nothing to count."""
        return 100 * self.count / self.of if self.of else float("nan")


def generator(name: str, part: int = 0) -> np.random.Generator:
    """The random numbers of one part of a row, by the row's name."""
    return np.random.default_rng([SEED, crc32(name.encode()), part])


def first_months(kind: Kind, series: int, first: int = 0) -> np.ndarray:
    """The month of the year (0 is January) in which each series begins, in turn; of surveys the
    first month of a quarter."""
    return (np.arange(series) + first) * (3 if kind.is_survey else 1) % 12


def false_words(
    name: str,
    kind: Kind,
    lengths: Sequence[int],
    overviews: int,
    series: int = 16,
    former_overviews: int | None = None,
    is_ward: bool = True,
) -> dict[str, dict[int, Share]]:
    """Of stable overviews those with a word of change on any series, by judge and by the months of
    history; under `WORSE` those where the segments say that one got worse. The overviews are of
    wards, or with `is_ward` False of series that are independent. The former rules judge the first
    `former_overviews`."""
    limit = {"segments": overviews, WORSE: overviews, "former": former_overviews or overviews}
    found = {judge: dict.fromkeys(lengths, 0) for judge in limit}
    for starts, tables, first in _overviews(name, kind, overviews, series, is_ward):
        for i, start in enumerate(starts):
            for judge in JUDGES:
                for length in lengths if first + i < limit[judge] else ():
                    words = {
                        _word(judge, kind, failures[i], cases[i], start, length, series).change
                        for failures, cases in tables
                    }
                    found[judge][length] += words != {None}
                    if judge == "segments":
                        found[WORSE][length] += "worse" in words
    return {
        judge: {length: Share(count, limit[judge]) for length, count in counts.items()}
        for judge, counts in found.items()
    }


def false_in_a_year(name: str, kind: Kind, overviews: int, series: int = 16) -> dict[str, Share]:
    """Of stable wards those with a word of change on any series in any of the twelve monthly
    overviews that end with the months 25 to 36."""
    found = dict.fromkeys(JUDGES, 0)
    for starts, tables, _ in _overviews(name, kind, overviews, series, is_ward=True):
        for i, start in enumerate(starts):
            for judge in JUDGES:
                found[judge] += any(
                    _word(judge, kind, failures[i], cases[i], start, length, series).change
                    for length in range(25, 37)
                    for failures, cases in tables
                )
    return {judge: Share(count, overviews) for judge, count in found.items()}


def _overviews(
    name: str, kind: Kind, overviews: int, series: int, is_ward: bool
) -> Iterator[tuple[np.ndarray, list[tuple[np.ndarray, np.ndarray]], int]]:
    """Some overviews at a time: the first month of each, the tables [overview, month, procedure]
    of each series, and the number of the first overview."""
    at_once = max(1, AT_ONCE // series)
    for part, first in enumerate(range(0, overviews, at_once)):
        starts, rng = (
            first_months(kind, min(at_once, overviews - first), first),
            generator(name, part),
        )
        if is_ward:
            yield starts, simulated_ward(kind, starts, series, rng), first
        else:
            yield starts, [simulated(kind, starts, rng) for _ in range(series)], first


@dataclass(frozen=True)
class Detected:
    """What a judge says at some months after a change: of all series those with the right word,
    with any word, and of those with the right word those that name the month within one."""

    right: dict[int, Share]
    any_word: dict[int, Share]
    month_right: dict[int, Share]


def detected(
    name: str,
    kind: Kind,
    series: int,
    after: Sequence[int],
    expected: str = "worse",
    changed_at: int | None = None,
    since: int | None = None,
) -> dict[str, Detected]:
    """What is said of a series whose change comes with the month `changed_at` (from 0; by default
    where the last level begins), by overviews that end `after` months later. `since`: the month
    from which `after` counts, by default `changed_at`."""
    if changed_at is None:
        changed_at = kind.months - kind.levels[-1][0]
    begin = changed_at if since is None else since
    words: dict[str, dict[int, list[Word]]] = {
        judge: {later: [] for later in after} for judge in JUDGES
    }
    for part, first in enumerate(range(0, series, AT_ONCE)):
        starts = first_months(kind, min(AT_ONCE, series - first), first)
        failures, cases = simulated(kind, starts, generator(name, part))
        for i, start in enumerate(starts):
            for judge in JUDGES:
                for later in after:
                    word = _word(judge, kind, failures[i], cases[i], start, begin + later, 16)
                    words[judge][later].append(word)
    return {judge: _detected(words[judge], expected, changed_at) for judge in JUDGES}


def detected_after_cold_start(
    name: str, cases: float, series: int, lengths: Sequence[int]
) -> dict[str, dict[int, Share]]:
    """Of series whose files begin in the first month those with any word of change, by the months
    of the files."""
    failures, counted = simulated_cold_start(cases, max(lengths), series, generator(name))
    judges: dict[str, Callable[[int, int], Word]] = {
        "segments": lambda i, n: cold_start_word(failures[i, :n], counted[i, :n], 16),
        "former": lambda i, n: former_word(failures[i, :n], counted[i, :n]),
    }
    return {
        judge: {
            length: Share(sum(word(i, length).change is not None for i in range(series)), series)
            for length in lengths
        }
        for judge, word in judges.items()
    }


def at_a_cost(
    name: str,
    series: int,
    lengths: Sequence[int],
    after: Sequence[int],
    many: int,
) -> dict[str, dict[int, Share]]:
    """What the words would be if a change cost as much as on an overview of `series` series; at 100
    dossiers a month, on the same draws for each cost: of `many` overviews of stable wards with 16
    series, and of wards whose months vary by 25%, those with a word, by months of history; of twice
    as many series that fall by 5 points after 24 months those told, by months after."""

    def word(kind: Kind, tables: tuple[np.ndarray, np.ndarray], start: int, months: int) -> Word:
        return _word("segments", kind, *tables, start, months, series)

    found = {}
    for key, kind in (("stable", Kind()), ("varying", Kind(varying=0.25))):
        counts = dict.fromkeys(lengths, 0)
        for starts, tables, _ in _overviews(f"cost, {key}", kind, many, 16, is_ward=True):
            for i, start in enumerate(starts):
                for length in lengths:
                    counts[length] += any(
                        word(kind, (failures[i], cases[i]), start, length).change
                        for failures, cases in tables
                    )
        found[key] = {length: Share(count, many) for length, count in counts.items()}
    falls = Kind(levels=((24, 0.07), (max(after), 0.12)))
    starts = first_months(falls, 2 * many)
    failures, cases = simulated(falls, starts, generator("cost, told"))
    found["detected"] = {
        later: Share(
            sum(
                word(falls, (failures[i], cases[i]), start, 24 + later).change == "worse"
                for i, start in enumerate(starts)
            ),
            2 * many,
        )
        for later in after
    }
    return found


def _word(
    judge: str,
    kind: Kind,
    failures: np.ndarray,
    cases: np.ndarray,
    first_month: int,
    length: int,
    series: int,
) -> Word:
    """What a judge says of the first `length` months of a series."""
    failures, cases = failures[:length], cases[:length]
    if judge == "former":
        return former_word(failures, cases)
    spec = BY_QUARTER if kind.is_survey else BY_MONTH
    return overview_word(failures, cases, int(first_month), series, spec)


def _detected(words: dict[int, list[Word]], expected: str, changed_at: int) -> Detected:
    right, some, month = {}, {}, {}
    for later, of_series in words.items():
        matching = [word for word in of_series if word.change == expected]
        near = sum(w.since is not None and abs(w.since - changed_at) <= 1 for w in matching)
        right[later] = Share(len(matching), len(of_series))
        some[later] = Share(sum(w.change is not None for w in of_series), len(of_series))
        month[later] = Share(near, len(matching))
    return Detected(right, some, month)
