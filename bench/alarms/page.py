"""The page docs/alarms.md from what was counted."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

from bench.alarms.plan import BOUND_FALL, STABLE, VARYING
from bench.alarms.rows import JUDGES, Detected, Share
from board.methods.intervals import wilson

TEMPLATE = Path(__file__).parent / "page.md"
Counted = Mapping[str, Mapping[str, Any]]
WARDS = [row.name for row in STABLE[:4]]
MOST_FALSE, MOST_FALSE_VARYING = 5, 9  # percent of overviews
FEWEST_TOLD = {6: 55, 12: 85, 18: 95}  # percent, by months after
FEWEST_MONTHS_RIGHT = 75


def page(counted: Counted, day: date) -> str:
    """The whole page."""
    tables = {
        "stable": _by_when(counted["stable"], "simulated ward"),
        "varying": _by_when(counted["varying"], "simulated ward"),
        "independent": _by_when(counted["independent"], "simulated overview"),
        "year": _by_when(
            {
                name: {judge: {0: share} for judge, share in by_judge.items()}
                for name, by_judge in counted["year"].items()
            },
            "simulated ward",
            {0: "a word in a year"},
        ),
        "detected": _detected(counted["detected"]),
        "rises": _detected(counted["rises"]),
        "slow": _detected(counted["slow"], has_month=False),
        "long_ago": _detected(counted["long ago"]),
        "recovered": _detected(counted["recovered"], has_month=False),
        "unchanged": _by_when(
            {
                name: {judge: detected.any_word for judge, detected in by_judge.items()}
                for name, by_judge in counted["unchanged"].items()
            },
            "simulated series",
        ),
        "cold": _by_when(counted["cold"], "simulated series"),
        "cost": _costs(counted["cost"]),
    }
    return TEMPLATE.read_text("utf-8").format(
        day=f"{day:%d/%m/%Y}", bounds=_bounds(counted), **_summary(counted), **tables
    )


def _summary(counted: Counted) -> dict[str, str]:
    """The figures of the first paragraphs, in whole percent."""
    fall = counted["detected"][BOUND_FALL]
    of_wards = {
        judge: _together(counted["stable"][name][judge][24] for name in WARDS) for judge in JUDGES
    }
    return {
        "false": f"{of_wards['segments'].percent:.0f}",
        "false_former": f"{of_wards['former'].percent:.0f}",
        **{f"told_{n}": f"{fall['segments'].right[n].percent:.0f}" for n in FEWEST_TOLD},
        **{f"former_{n}": f"{fall['former'].right[n].percent:.0f}" for n in FEWEST_TOLD},
    }


def _bounds(counted: Counted) -> str:
    """Each bound beside what was measured, with the 95% interval of the simulation."""
    rows = [
        _bound(
            f"stable wards of 60 to 300 dossiers, {length} months: a false word",
            _together(counted["stable"][name]["segments"][length] for name in WARDS),
            MOST_FALSE,
            is_most=True,
        )
        for length in (12, 24, 36, 48, 60)
    ]
    rows += [
        _bound(
            f"the same where months vary by 20 to 30%, {length} months",
            _together(counted["varying"][row.name]["segments"][length] for row in VARYING),
            MOST_FALSE_VARYING,
            is_most=True,
        )
        for length in (12, 24, 36, 48, 60)
    ]
    fall: Detected = counted["detected"][BOUND_FALL]["segments"]
    rows += [
        _bound(f"{BOUND_FALL} a month: detected after {later} months", fall.right[later], fewest)
        for later, fewest in FEWEST_TOLD.items()
    ]
    rows += [
        _bound(
            f"the month right within one, of those detected after {later} months",
            fall.month_right[later],
            FEWEST_MONTHS_RIGHT,
        )
        for later in (6, 18)
    ]
    return _table(["what", "bound, %", "measured, % (95% interval)", "kept"], rows)


def _bound(what: str, share: Share, bound: int, is_most: bool = False) -> list[str]:
    low, high = wilson(share.count, share.of) or (0.0, 1.0)
    is_kept = share.percent <= bound if is_most else share.percent >= bound
    return [
        what,
        f"{'at most' if is_most else 'at least'} {bound}",
        f"{share.percent:.1f} ({100 * low:.1f} to {100 * high:.1f})",
        "yes" if is_kept else "**no**",
    ]


def _together(shares: Iterable[Share]) -> Share:
    """All of them as one."""
    counts = [(share.count, share.of) for share in shares]
    return Share(*(sum(part) for part in zip(*counts, strict=True)))


def _by_when(
    rows: Mapping[str, Mapping[str, Mapping[int, Share]]],
    what: str,
    heads: Mapping[int, str] | None = None,
) -> str:
    """A row for each judge of each simulation, a column for each time."""
    times = sorted({when for by in rows.values() for shares in by.values() for when in shares})
    head = [what, "rules", *((heads or {}).get(when, str(when)) for when in times)]
    return _table(
        head,
        [
            [name, judge, *(_percent(by_judge[judge].get(when)) for when in times)]
            for name, by_judge in rows.items()
            for judge in by_judge
        ],
    )


def _detected(rows: Mapping[str, Mapping[str, Detected]], has_month: bool = True) -> str:
    """As `_by_when` of the right words; the month's columns are of the segments alone, for the
    former rules named none."""
    times = sorted(
        {when for by in rows.values() for detected in by.values() for when in detected.right}
    )
    months = [times[2], times[-1]] if len(times) > 4 else times[-2:]
    head = ["simulated series", "rules", *map(str, times)]
    head += [f"month right at {when}" for when in months] if has_month else []
    lines = []
    for name, by_judge in rows.items():
        for judge in JUDGES:
            detected = by_judge[judge]
            line = [name, judge, *(_percent(detected.right.get(when)) for when in times)]
            if has_month and judge == "segments":
                line += [_percent(detected.month_right.get(when)) for when in months]
            elif has_month:
                line += ["none named"] * len(months)
            lines.append(line)
    return _table(head, lines)


def _costs(rows: Mapping[str, Mapping[str, Mapping[int, Share]]]) -> str:
    words: dict[str, Callable[[int], str]] = {
        "stable": lambda when: f"false, {when} months",
        "varying": lambda when: f"varying, {when}",
        "detected": lambda when: f"detected after {when}",
    }
    first = next(iter(rows.values()))
    head = ["cost", *(words[key](when) for key, shares in first.items() for when in shares)]
    return _table(
        head,
        [
            [name, *(_percent(share) for shares in by_key.values() for share in shares.values())]
            for name, by_key in rows.items()
        ],
    )


def _percent(share: Share | None) -> str:
    if share is None or isnan(share.percent):
        return "–"
    return f"{share.percent:.1f}" if share.percent < 10 else f"{share.percent:.0f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
