"""The sample's registers, from tasks and letters to scores.

Each is one file at the end of a stretch, tasks one a half year. The unit of the launch keeps them
all, a few others some, the rest none: what was not sent must not look like zero. After the merger
phường Sầm Sơn keeps all and Nam Sầm Sơn all but receptions.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from random import Random

from etl.contract import contracts
from etl.sample import record_text as text
from etl.sample.files import Dossier
from etl.sample.handover import Handover
from etl.sample.letters import letters_of, thanks
from etl.sample.life import Clock, Procedure
from etl.sample.model_rows import activities, officers, pledges, scores, tasks
from etl.sample.plan import Unit
from etl.sample.receptions import LAUNCH, Row, every, keeping, petitions, receptions

LETTERS_FROM = date(2023, 12, 1)


class Registers:
    """The rows of every register, gathered while dossiers are made, then written.

    The units are those that there are in [start, end]; those of a merger begin with what they have
    `taken` over.
    """

    def __init__(
        self,
        seed: int,
        clock: Clock,
        units: list[Unit],
        start: date,
        end: date,
        taken: Handover | None,
    ):
        self._clock, self._start, self._end = clock, start, end
        since = max(LAUNCH, start)
        self._units = [u for u in units if u.valid_from <= end and u.valid_to >= since]
        self._letters: dict[str, tuple[Unit, list[Row]]] = {
            unit.full_name: (unit, []) for unit in keeping(self._units, text.LETTER_UNITS)
        }
        self._taken = taken.rows_on(start, units) if taken else {}
        self._taken_dossiers = {dossier.code for dossier, *_ in taken.dossiers} if taken else set()
        self._letters_done = taken.letters_done() if taken else set()
        self._rnd = Random(seed).random
        self.rows: dict[str, list[Row]] = {}

    def add(self, dossier: Dossier, procedure: Procedure) -> None:
        """Takes the letters that a dossier gives cause for."""
        if dossier.unit not in self._letters:
            return
        unit, rows = self._letters[dossier.unit]
        for row in letters_of(
            self._rnd,
            self._clock,
            dossier,
            procedure.code,
            _letters_from(unit),
            self._end,
            taken_over=dossier.code in self._taken_dossiers,
        ):
            if (dossier.code, row["kind"]) not in self._letters_done:
                rows.append(row)

    def write(self, out: Path) -> list[Path]:
        """Writes the files; gives their paths. `rows` then has the newest of each register."""
        paths = [self._write(out, "letters", self._end, self._letter_rows())]
        for day in _half_years(self._start, self._end):
            rows = tasks(self._units, day, self._taken.get("tasks", ()))
            paths.append(self._write(out, "tasks", day, rows))
        for source, rows in (
            ("officers", officers),
            ("pledges", pledges),
            ("receptions", receptions),
            ("petitions", petitions),
            ("activities", activities),
            ("scores", scores),
        ):
            made = rows(self._rnd, self._units, self._end, self._taken.get(source, ()))
            paths.append(self._write(out, source, self._end, made))
        return paths

    def _letter_rows(self) -> Iterator[Row]:
        for unit, rows in self._letters.values():
            for day in every(self._rnd, _letters_from(unit), self._end, 45):
                rows.append(thanks(self._rnd, day))
            rows.sort(key=lambda row: str(row.get("drafted_on") or row.get("waived_on")))
            for number, row in enumerate(rows, 1):
                yield {"letter_id": f"T{number:04d}", "unit_code": unit.code} | row

    def _write(self, out: Path, source: str, day: date, rows: Iterable[Row]) -> Path:
        """A register as a file with the titles of its template."""
        self.rows[source] = written = list(rows)
        path = out / f"{text.REGISTER_FILES[source]}_{day}.csv"
        fields = contracts()[source].own_fields
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow(field["title"] for field in fields)
            writer.writerows([_cell(row.get(field["name"])) for field in fields] for row in written)
        return path


def _cell(value: object) -> object:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else value


def _letters_from(unit: Unit) -> date:
    return max(LETTERS_FROM, unit.valid_from)


def _half_years(start: date, end: date) -> list[date]:
    """The last days of the half years in [start, end] since 2024, and `end` itself."""
    ends = [date(y, m, d) for y in range(2024, end.year + 1) for m, d in ((6, 30), (12, 31))]
    return [day for day in ends if start <= day < end] + [end]
