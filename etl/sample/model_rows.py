"""The sample's rows of what the model asks: posts and pledges, tasks, activities and scores."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from etl.sample import record_text as text
from etl.sample.plan import Unit
from etl.sample.receptions import LAUNCH, MERGER, Row, every, keeping, last_number, of_unit


def officers(
    rnd: Callable, units: list[Unit], end: date, taken: Sequence[Row] = ()
) -> Iterator[Row]:
    """The posts of the units that keep such a list; here and there one left and another came. The
    posts that were `taken` over ended with the old unit."""
    for unit in keeping(units, text.OFFICER_UNITS):
        for row in of_unit(taken, unit):
            yield row | {"valid_to": unit.valid_from - timedelta(days=1)}
        since = unit.valid_from if unit.valid_from >= MERGER else date(2021, 7, 1)
        for code, role in _posts(unit):
            row = {"officer_code": code, "unit_code": unit.code, "role": role}
            place, number = code.rsplit("-", 1)
            left, next_number = text.LEFT.get(number, (None, None))
            yield row | {"valid_from": since, "valid_to": left}
            if left:
                came = {"officer_code": f"{place}-{next_number}"}
                yield row | came | {"valid_from": left + timedelta(days=1)}


def pledges(
    rnd: Callable, units: list[Unit], end: date, taken: Sequence[Row] = ()
) -> Iterator[Row]:
    """The pledges signed after the launch: most, not all, and later where a unit came later."""
    for unit in keeping(units, text.OFFICER_UNITS):
        since = _model_since(unit) + timedelta(days=5 if unit.launch else 120)
        for code, _ in _posts(unit):
            if rnd() < 0.92:
                signed = since + timedelta(days=int(rnd() * 40))
                yield {"officer_code": code, "unit_code": unit.code, "signed_on": signed}


def tasks(units: list[Unit], day: date, taken: Sequence[Row] = ()) -> Iterator[Row]:
    """The tasks given by `day`, in the state in which they stood then; what was `taken` over goes
    on, and the numbers with it."""
    for unit in keeping(units, text.TASK_UNITS):
        before = of_unit(taken, unit)
        for row in before:
            yield row | {
                name: cell
                for (name, since), cell in text.TASKS_TAKEN_OVER[row["title"]].items()
                if since <= day
            }
        first = 1 + last_number(before, "task_id")
        for number, task in enumerate(text.TASK_UNITS[unit.name], first):
            given, due, moved, done, workstream, title, measure, effect = task
            if given > day or given > unit.valid_to:
                continue
            is_moved = moved is not None and due - timedelta(days=5) <= day
            is_done = done is not None and done <= day
            yield {
                "task_id": f"NV{number:02d}",
                "unit_code": unit.code,
                "workstream": str(workstream),
                "title": title,
                "owner": text.TASK_OWNERS[number % len(text.TASK_OWNERS)],
                "given_on": given,
                "starts_on": given + timedelta(days=2),
                "due_on": moved if is_moved else due,
                "first_due_on": due,
                "postponements": int(is_moved),
                "done_on": done if is_done else None,
                "progress_percent": 100 if is_done else min(90, (day - given).days // 2),
                "evidence": f"Văn bản số {number + 20}/UBND" if is_done else None,
                "measure": measure,
                "field": text.TASK_FIELDS.get(title),
                "effect_on": effect,
            }


def activities(
    rnd: Callable, units: list[Unit], end: date, taken: Sequence[Row] = ()
) -> Iterator[Row]:
    """Trainings, campaigns, inspections, notices posted and rooms bettered."""
    for unit in keeping(units, text.TASK_UNITS):
        since = _model_since(unit) + timedelta(days=3)
        days = every(rnd, since, end, text.DAYS_TO_AN_ACTIVITY.get(unit.name, 50))
        for number, day in enumerate(days, 1):
            workstream, kind, title, item = text.ACTIVITIES[number % len(text.ACTIVITIES)]
            row = {
                "activity_id": f"HD{number:02d}",
                "unit_code": unit.code,
                "workstream": str(workstream),
                "kind": text.ACTIVITY_WORDS[kind],
                "title": title,
                "item": item,
                "planned_on": day,
            }
            if rnd() < 0.9:
                row["held_on"] = day
                row["evidence"] = f"Biên bản ngày {day:%d/%m/%Y}" if rnd() < 0.8 else None
                if kind in ("training", "communication"):
                    row["people"] = 12 + int(rnd() * 60)
                if kind == "inspection":
                    row["findings"] = int(rnd() * 6)
                    row["findings_mended"] = int(row["findings"] * (0.5 + rnd() * 0.6))
            yield row


def scores(rnd: Callable, units: list[Unit], end: date, taken: Sequence[Row] = ()) -> Iterator[Row]:
    """What units gave themselves for each criterion of a quarter, and what was appraised."""
    for unit in keeping(units, text.SCORE_UNITS):
        for start, last in _quarters(max(date(2024, 1, 1), unit.valid_from), end):
            for criterion, most in text.CRITERIA.items():
                own = round(most * (0.82 + rnd() * 0.18), 1)
                yield {
                    "scorecard": "CQTT",
                    "criterion": criterion,
                    "unit_code": unit.code,
                    "period_start": start,
                    "period_end": last,
                    "self_points": own,
                    "appraised_points": round(own * (0.9 + rnd() * 0.1), 1),
                    "evidence": f"Báo cáo số {last.month}/BC" if rnd() < 0.75 else None,
                }


def _model_since(unit: Unit) -> date:
    """The model's first day in a unit. Đại Hùng went on with what its two communes had begun."""
    return MERGER if unit.valid_from >= MERGER else LAUNCH


def _posts(unit: Unit) -> list[tuple[str, str]]:
    posts = {code: role for role, codes in unit.officers.items() for code in codes if code}
    return sorted(posts.items())


def _quarters(start: date, end: date) -> Iterator[tuple[date, date]]:
    while start <= end:
        following = date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
        if following - timedelta(days=1) <= end:
            yield start, following - timedelta(days=1)
        start = following
