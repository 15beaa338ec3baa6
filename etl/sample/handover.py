"""What the first stretch of the sample leaves open, and which unit has it after a merger."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from etl.sample.files import Dossier
from etl.sample.life import Procedure
from etl.sample.pauses import Pause
from etl.sample.plan import Unit, unit_on

Row = dict[str, Any]
CLOSED_BY = {
    "petitions": ("settled_on",),
    "tasks": ("done_on", "cancelled_on"),
    "officers": ("valid_to",),
}


@dataclass
class Handover:
    """Dossiers that go on, with their procedures and pauses, and every row of the registers; the
    first day of the clock that they are dated by, and how many dossiers there were."""

    first_day: date
    received: int
    dossiers: list[tuple[Dossier, Procedure, list[Pause]]] = field(default_factory=list)
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def dossiers_on(
        self, day: date, all_units: list[Unit], procedures: list[Procedure]
    ) -> Iterator[tuple[Dossier, list[Pause]]]:
        """The dossiers as exports name them from `day` on: of the unit that then has them."""
        places = {(p.code, p.name): i for i, p in enumerate(procedures)}
        for dossier, procedure, waits in self.dossiers:
            unit = _heir(all_units, dossier.unit_code, day)
            officers = unit.officers_for(procedure)
            yield (
                dossier._replace(
                    unit=unit.full_name,
                    unit_code=unit.code,
                    procedure=places[procedure.code, procedure.name],
                    officer=officers[dossier.number % len(officers)],
                ),
                waits,
            )

    def rows_on(self, day: date, all_units: list[Unit]) -> dict[str, list[Row]]:
        """Each register's open rows, of the unit that has them from `day` on.

        They keep their number and their day. A denunciation has no number, so its month stays as
        the old unit counted it. The old units' schedule is void but where the code is used again.
        """
        taken = {
            source: [
                row | {"unit_code": _heir(all_units, row["unit_code"], day).code}
                for row in self.rows.get(source, ())
                if not any(row.get(name) for name in closed_by)
                and (source != "petitions" or row.get("petition_id"))
            ]
            for source, closed_by in CLOSED_BY.items()
        }
        taken["receptions"] = [
            row
            for row in self.rows.get("receptions", ())
            if row["planned_on"] >= day
            and row["unit_code"] == _heir(all_units, row["unit_code"], day).code
        ]
        return taken

    def letters_done(self) -> set[tuple[str, str]]:
        """(dossier, kind) of every letter that was sent, or that was decided not to be."""
        return {
            (row["dossier_id"], row["kind"])
            for row in self.rows.get("letters", ())
            if row.get("dossier_id") and (row.get("delivered_on") or row.get("waived_on"))
        }


def _heir(all_units: list[Unit], code: str, day: date) -> Unit:
    """What has become by `day` of the last unit before it that had the code."""
    before = [unit for unit in all_units if unit.code == code and unit.valid_from < day]
    return unit_on(all_units, max(before, key=lambda unit: unit.valid_from), day)
