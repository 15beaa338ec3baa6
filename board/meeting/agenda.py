"""What comes before a meeting: at most six items, from what measures say of a period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from math import ceil
from typing import NamedTuple

from board.catalogue import MEASURES
from board.measures.results import MATRIX, MeasureResult, by_field, over_time, owner
from board.methods.intervals import wilson
from board.selection.selection import Selection
from board.text.coverage import is_of_a_part
from board.text.numbers import is_absent
from board.warehouse.ask import ask

MOST_ITEMS = 6
FEWEST_CASES = 30
# 95% alone puts a field that is exactly on its target on the agenda in 28% of quarters of a ward.
OVERALL_CONFIDENCE, FIELD_CONFIDENCE = 0.95, 0.99
FEWEST_SHORT = 2  # dossiers that a field lacks of its target
FIELDS_OF = "rate_due_on_time"
TIMED = "p90_working_days"
DUTIES = tuple(key for key, spec in MEASURES.items() if spec.is_duty)
JUDGED = (
    *(key for key in MATRIX if MEASURES[key].judged_every),
    *(key for key, spec in MEASURES.items() if spec.judged_every and key not in MATRIX),
)


class Duty(NamedTuple):
    """A duty that was not done in full, the role that answers for it, and by how many calendar days
    the longest of what is past its day was overdue, None where it has no such day."""

    result: MeasureResult
    owner: str | None
    longest_overdue_days: int | None


@dataclass(frozen=True, eq=False)
class Agenda:
    """The blocks of an agenda, each measure in one of them, the most urgent first.

    `duties` not done in full, one item together; `worse`: of each family the measure that got
    worse; `misses`: those that miss their target in the period, a field among them after the
    measure of all; then one closing item: `cannot_reach` (their newest months do not reach the
    target), `better_but_short` (they miss it and got better), `slow` (P90 over its target), and
    `left_over`: what the agenda has no room for, and fields that got worse beside the measure of
    all. `better` comes after, `others` need no word.
    """

    duties: tuple[Duty, ...] = ()
    worse: tuple[MeasureResult, ...] = ()
    misses: tuple[MeasureResult, ...] = ()
    cannot_reach: tuple[MeasureResult, ...] = ()
    better_but_short: tuple[MeasureResult, ...] = ()
    slow: tuple[MeasureResult, ...] = ()
    left_over: tuple[MeasureResult, ...] = ()
    better: tuple[MeasureResult, ...] = ()
    others: tuple[MeasureResult, ...] = ()

    @property
    def closing(self) -> tuple[MeasureResult, ...]:
        """What the closing item names."""
        return (*self.cannot_reach, *self.better_but_short, *self.slow, *self.left_over)

    @property
    def places(self) -> dict[str, tuple[MeasureResult, ...]]:
        """Each block by name, in order, then what comes after and what needs no word."""
        return {
            "duties": tuple(duty.result for duty in self.duties),
            "worse": self.worse,
            "misses": self.misses,
            "closing": self.closing,
            "better": self.better,
            "others": self.others,
        }

    @property
    def is_judged(self) -> bool:
        """Whether any measure has a figure in the period and months that are judged."""
        return any(
            result.verdict and not is_absent(result.now["value"])
            for results in self.places.values()
            for result in results
        )

    @property
    def outside(self) -> "Agenda":
        """The same agenda as papers hold it: of each result what leaves the house, without those
        whose value does not."""
        blocks = {
            block.name: tuple(
                outside
                for result in getattr(self, block.name)
                if not _is_withheld(result, outside := result.outside)
            )
            for block in fields(self)
            if block.name != "duties"
        }
        duties = tuple(duty._replace(result=duty.result.outside) for duty in self.duties)
        return Agenda(duties, **blocks)

    @property
    def is_empty(self) -> bool:
        """Whether nothing comes before the meeting."""
        return not (self.duties or self.worse or self.misses or self.closing)


def agenda(selection: Selection, also: tuple[str, ...] = ()) -> Agenda:
    """The agenda of a selection. `also`: measures that a page asks in the same pass."""
    asked = over_time((*also, *DUTIES, *JUDGED, *(k for k in MATRIX if k not in JUDGED)), selection)
    results = {
        key: result
        for key, result in asked.items()
        if result.coverage.state != "absent" and key not in also
    }
    fields = () if selection.filters.field else _fields(selection)
    overall = [results[key] for key in JUDGED if key in results]
    unjudged = [results[key] for key in MATRIX if key in results and key not in JUDGED]
    judged = [result for result in (*overall, *fields) if result.verdict and _is_told(result)]
    duties = [
        results[key] for key in DUTIES if key in results and not is_done_in_full(results[key])
    ]
    taken: set[tuple] = set()
    all_worse = [r for r in judged if got_worse(r)]
    worse = _first_of_families(all_worse)
    fields_worse = [r for r in all_worse if r.field and r not in worse]
    taken.update(map(_family, (*worse, *fields_worse)))
    short = _not_taken((r for r in judged if misses_target(r)), taken)
    better_but_short = [r for r in short if got_better(r)]
    misses = [r for r in short if r not in better_but_short]
    misses.sort(key=lambda r: (_place(r), r.now["value"] - r.target if r.field else -1))
    cannot_reach = _not_taken(
        (r for r in judged if r.verdict and r.verdict.reach == "misses"), taken
    )
    timed = results.get(TIMED)
    slow = [timed] if timed and _is_over(timed, selection.period.end) else []
    better = _first_of_families(r for r in judged if got_better(r) and _family(r) not in taken)
    room, items = MOST_ITEMS - bool(duties), [*worse, *misses]
    if cannot_reach or better_but_short or slow or fields_worse or len(items) > room:
        room -= 1  # for the closing item
    named = {
        id(r) for r in (*items, *fields_worse, *cannot_reach, *better_but_short, *slow, *better)
    }
    return Agenda(
        duties=_with_owners(duties, selection),
        worse=worse[:room],
        misses=tuple(misses[: max(room - len(worse), 0)]),
        cannot_reach=tuple(cannot_reach),
        better_but_short=tuple(better_but_short),
        slow=tuple(slow),
        left_over=(*items[room:], *fields_worse),
        better=better,
        others=tuple(r for r in (*overall, *unjudged, *fields) if id(r) not in named),
    )


def fields_that_miss(selection: Selection) -> tuple[MeasureResult, ...]:
    """The rate of each field that misses its target beyond chance, the farthest from it first."""
    found = [r for r in _fields(selection) if _is_told(r) and misses_target(r)]
    return tuple(sorted(found, key=lambda r: r.now["value"] - r.target))


def _fields(selection: Selection) -> tuple[MeasureResult, ...]:
    """The fields with dossiers in the period; none where all are of one, which says the same."""
    found = tuple(r for r in by_field(FIELDS_OF, selection) if r.now["n"])
    return found if len(found) > 1 else ()


def _with_owners(duties: Sequence[MeasureResult], selection: Selection) -> tuple[Duty, ...]:
    if not duties:
        return ()
    period, filters = selection.period, selection.filters
    longest = ask(
        selection.snapshot,
        "longest_overdue",
        starts=[period.start],
        ends=[period.end],
        **filters.parameters(),
    ).iloc[0]
    return tuple(
        Duty(
            duty,
            owner(duty, selection),
            None if is_absent(days := longest.get(duty.measure.key)) else int(days),
        )
        for duty in duties
    )


def got_worse(result: MeasureResult) -> bool:
    """Whether its months hold a fall, which stays named until it recovers or is rebased."""
    return result.verdict is not None and result.verdict.change == "worse"


def got_better(result: MeasureResult) -> bool:
    """Whether its months hold a rise that began less than a year ago."""
    verdict = result.verdict
    return verdict is not None and verdict.change == "better" and verdict.is_recent


def is_done_in_full(duty: MeasureResult) -> bool:
    """Whether all that was owed was done, and nothing is past its day."""
    if duty.measure.unit == "count":
        return not duty.now["value"] > 0
    return not duty.now["numerator"] < duty.now["n"]


def misses_target(result: MeasureResult) -> bool:
    """Whether a share misses its target in the period beyond chance: its whole interval on the
    wrong side, and of a field some dossiers short."""
    n, target = int(result.now["n"]), result.target
    if target is None or is_absent(result.now["value"]):
        return False
    if n < FEWEST_CASES and not result.field:
        return False
    counted, is_lower = int(result.now["numerator"]), result.measure.better == "lower"
    confidence = FIELD_CONFIDENCE if result.field else OVERALL_CONFIDENCE
    low, high = wilson(counted, n, confidence) or (0.0, 1.0)
    if not (low > target if is_lower else high < target):
        return False
    aim = target * n
    short = counted - int(aim) if is_lower else ceil(aim - 1e-9) - counted
    return not result.field or short >= FEWEST_SHORT


def _family(result: MeasureResult) -> tuple:
    """What has one place on an agenda: a family of measures, of all dossiers or of a field."""
    return result.measure.agenda_family, result.field


def _first_of_families(results: Iterable[MeasureResult]) -> tuple[MeasureResult, ...]:
    """Of each family, its fields included, the first, which its place in `JUDGED` makes the one to
    name."""
    first: dict[str, MeasureResult] = {}
    for result in results:
        first.setdefault(result.measure.agenda_family, result)
    return tuple(first.values())


def _not_taken(results: Iterable[MeasureResult], taken: set[tuple]) -> list[MeasureResult]:
    """The first of each family that has no place yet, which it then has."""
    found = []
    for result in results:
        if _family(result) not in taken:
            taken.add(_family(result))
            found.append(result)
    return found


def _place(result: MeasureResult) -> int:
    """The place of a measure's family."""
    family = result.measure.agenda_family
    return next(i for i, key in enumerate(JUDGED) if MEASURES[key].agenda_family == family)


def _is_told(result: MeasureResult) -> bool:
    """Whether its value may stand on papers, too: pages and papers have one agenda."""
    value, n = result.now["value"], result.now["n"]
    return not (is_absent(value) or result.measure.hides(n, leaves_house=True))


def _is_withheld(result: MeasureResult, outside: MeasureResult) -> bool:
    return is_absent(outside.now["value"]) and not is_absent(result.now["value"])


def _is_over(result: MeasureResult, end: date) -> bool:
    """Whether a length of time is over its target, which is not asked of a part of a period."""
    is_over = result.target is not None and result.now["value"] > result.target
    return is_over and _is_told(result) and not is_of_a_part(result.coverage, end)
