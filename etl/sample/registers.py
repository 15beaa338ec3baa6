"""The sample's registers, from tasks and letters to scores.

Each is one file at the sample's end, tasks one a half year. The unit of the launch keeps them all,
a few others some, the rest none: what was not sent must not look like zero.
"""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from etl.contract import contracts
from etl.sample import record_text as text
from etl.sample.files import Dossier
from etl.sample.letters import KEPT_FROM, keeps_letters, letters_of, thanks
from etl.sample.life import Clock, Procedure
from etl.sample.plan import Unit
from etl.sample.receptions import LAUNCH, Row, every, keeping, petitions, receptions


class Registers:
    """The rows of every register, gathered while dossiers are made, then written."""

    def __init__(self, seed: int, clock: Clock, units: list[Unit], end: date):
        self._clock, self._end = clock, end
        self._units = [u for u in units if u.valid_from <= end and u.valid_to >= LAUNCH]
        self._letters: dict[str, list[Row]] = {u.code: [] for u in units if keeps_letters(u)}
        self._rnd = Random(seed).random

    def add(self, dossier: Dossier, procedure: Procedure) -> None:
        """Takes the letters that a dossier gives cause for."""
        if dossier.unit_code in self._letters:
            made = letters_of(self._rnd, self._clock, dossier, procedure.code, self._end)
            self._letters[dossier.unit_code] += made

    def write(self, out: Path) -> Iterator[Path]:
        """Writes the files; gives their paths."""
        yield _write(out, "letters", self._end, self._letter_rows())
        for day in _halves(self._end):
            yield _write(out, "tasks", day, tasks(self._units, day))
        for source, rows in (
            ("officers", officers),
            ("pledges", pledges),
            ("receptions", receptions),
            ("petitions", petitions),
            ("activities", activities),
            ("scores", scores),
        ):
            yield _write(out, source, self._end, rows(self._rnd, self._units, self._end))

    def _letter_rows(self) -> Iterator[Row]:
        for unit, rows in self._letters.items():
            for day in every(self._rnd, KEPT_FROM, self._end, 45):
                rows.append(thanks(self._rnd, day))
            rows.sort(key=lambda row: str(row.get("drafted_on") or row.get("waived_on")))
            for number, row in enumerate(rows, 1):
                yield {"letter_id": f"T{number:04d}", "unit_code": unit} | row


def officers(rnd: Callable, units: list[Unit], end: date) -> Iterator[Row]:
    """The posts of the units that keep such a list; here and there one left and another came."""
    for unit in keeping(units, text.OFFICER_UNITS):
        for code, role in _posts(unit):
            row = {"officer_code": code, "unit_code": unit.code, "role": role}
            left = date(2024, 7, 31) if code.endswith("-04") else None
            yield row | {"valid_from": date(2021, 7, 1), "valid_to": left}
            if left:
                came = {"officer_code": f"{code[:-2]}21", "valid_from": left + timedelta(days=1)}
                yield row | came


def pledges(rnd: Callable, units: list[Unit], end: date) -> Iterator[Row]:
    """The pledges signed after the launch: most, not all, and later where a unit came later."""
    for unit in keeping(units, text.OFFICER_UNITS):
        since = LAUNCH + timedelta(days=5 if unit.launch else 120)
        for code, _ in _posts(unit):
            if rnd() < 0.92:
                signed = since + timedelta(days=int(rnd() * 40))
                yield {"officer_code": code, "unit_code": unit.code, "signed_on": signed}


def tasks(units: list[Unit], day: date) -> Iterator[Row]:
    """The tasks given by `day`, in the state in which they stood then."""
    for unit in keeping(units, text.TASK_UNITS):
        for number, task in enumerate(text.TASKS if unit.launch else text.TASKS[::3], 1):
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
                "effect_on": effect,
            }


def activities(rnd: Callable, units: list[Unit], end: date) -> Iterator[Row]:
    """Trainings, campaigns, inspections, notices posted and rooms bettered."""
    for unit in keeping(units, text.TASK_UNITS):
        days = every(rnd, LAUNCH + timedelta(days=3), end, 16 if unit.launch else 50)
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


def scores(rnd: Callable, units: list[Unit], end: date) -> Iterator[Row]:
    """What units gave themselves for each criterion of a quarter, and what was appraised."""
    for unit in keeping(units, text.SCORE_UNITS):
        for start, last in _quarters(date(2024, 1, 1), end):
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


def _write(out: Path, source: str, day: date, rows: Iterator[Row]) -> Path:
    """A register as a file with the titles of its template."""
    path = out / f"{text.REGISTER_FILES[source]}_{day}.csv"
    fields = contracts()[source].own_fields
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(field["title"] for field in fields)
        writer.writerows([_cell(row.get(field["name"])) for field in fields] for row in rows)
    return path


def _cell(value: object) -> object:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _posts(unit: Unit) -> list[tuple[str, str]]:
    posts = {code: role for role, codes in unit.officers.items() for code in codes if code}
    return sorted(posts.items())


def _halves(end: date) -> list[date]:
    ends = [date(y, m, d) for y in range(2024, end.year + 1) for m, d in ((6, 30), (12, 31))]
    return [day for day in ends if day < end] + [end]


def _quarters(start: date, end: date) -> Iterator[tuple[date, date]]:
    while start <= end:
        following = date(start.year + start.month // 10, (start.month + 2) % 12 + 1, 1)
        if following - timedelta(days=1) <= end:
            yield start, following - timedelta(days=1)
        start = following
