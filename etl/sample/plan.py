"""Who receives how many invented dossiers on which day, read from the reference files."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from etl.sample import text as text
from etl.sample.life import Clock, Procedure, spread
from etl.words import Refusal

LAUNCH = "Ra mắt mô hình"
DAYS_TO_TAKE_EFFECT = 30
DEFAULT_UNIT = (0.05, 0.10)


@dataclass
class Unit:
    """A ward or commune from `valid_from` to `valid_to`; `last_numbers` by day of submission."""

    code: str
    name: str
    kind: str
    number: int
    valid_from: date
    valid_to: date
    successor: str
    officers: dict[str, list[str]]
    neighbourhoods: list[str]
    launch: date | None
    last_numbers: dict[int, int] = field(default_factory=dict)

    @property
    def full_name(self) -> str:
        """Its kind and name, as exports by name have it."""
        return f"{self.kind} {self.name}"

    @property
    def share(self) -> float:
        """Its share of the dossiers."""
        return text.UNITS.get(self.name, DEFAULT_UNIT)[0]

    def after_launch(self, day: date) -> bool:
        """Whether the model was launched here before `day`."""
        return self.launch is not None and day > self.launch

    def officers_for(self, procedure: Procedure) -> list[str]:
        """The codes of the officers who handle the procedure."""
        return self.officers[text.FIELD_ROLES.get(procedure.field, text.OTHER_ROLE)]

    def late_share(self, day: date) -> float:
        """The chance that a dossier received on `day` ends late, land aside."""
        before = text.UNITS.get(self.name, DEFAULT_UNIT)[1]
        if (quantiles := text.LATE_AFTER_MERGER.get(self.name)) and self.valid_from <= day:
            since = (day - self.valid_from).days / text.DAYS_AFTER_MERGER
            return spread(quantiles, min(since, 0.999))
        if self.launch is None or day <= self.launch:
            return before
        done = min(1.0, (day - self.launch).days / DAYS_TO_TAKE_EFFECT)
        return before + done * (text.LATE_AFTER_LAUNCH - before)


def read_units(reference: Path) -> list[Unit]:
    """Every ward and commune of units.csv, in its order, with its officers and its launch."""
    officers = _rows(reference / "officers.csv")
    launches = {
        row["unit_code"]: date.fromisoformat(row["day"])
        for row in _rows(reference / "events.csv")
        if row["note"].startswith(LAUNCH)
    }
    units = []
    for row in _rows(reference / "units.csv"):
        if row["kind"] not in ("phường", "xã"):
            continue
        since, until = _day(row["valid_from"]), _day(row["valid_to"])
        launch = launches.get(row["code"])
        here = [
            o
            for o in officers
            if o["unit_code"] == row["code"]
            and _day(o["valid_from"]) <= until
            and _day(o["valid_to"]) >= since
        ]
        share = text.UNITS.get(row["name"], DEFAULT_UNIT)[0]
        place = "Thôn" if row["kind"] == "xã" else "TDP"
        units.append(
            Unit(
                row["code"],
                row["name"],
                row["kind"],
                len(units) + 1,
                since,
                until,
                row["successor"],
                {
                    role: [o["code"] for o in here if o["role"] == role]
                    or [o["code"] for o in here]
                    or [""]
                    for role in (*text.FIELD_ROLES.values(), text.OTHER_ROLE)
                },
                [f"{place} {n}" for n in range(1, 5 + int(share * 30))],
                launch if launch and since <= launch <= until else None,
            )
        )
    return units


def read_procedures(reference: Path, start: date, end: date) -> list[Procedure]:
    """The procedures of procedures.csv that are in force all through [start, end]."""
    return [
        Procedure(
            row["code"],
            row["name"],
            row["field"],
            int(row["limit_working_days"] or 0),
            row["same_day"] == "1",
            row["topic"],
            text.PROCEDURES.get(row["code"] or row["name"], 10),
        )
        for row in _rows(reference / "procedures.csv")
        if _day(row["valid_from"]) <= start and _day(row["valid_to"]) >= end
    ]


def units_at_start(units: list[Unit], start: date, count: int) -> list[Unit]:
    """The `count` largest units valid on `start`. Raises Refusal where there are fewer."""
    valid = sorted(
        (u for u in units if u.valid_from <= start <= u.valid_to), key=lambda u: (-u.share, u.code)
    )
    if not 1 <= count <= len(valid):
        raise Refusal(
            f"Ngày {start:%d/%m/%Y} có {len(valid)} đơn vị trong units.csv, không lấy được "
            f"{count}: ghi số khác sau --units, hoặc ngày khác sau --from."
        )
    return valid[:count]


def unit_on(units: list[Unit], unit: Unit, day: date) -> Unit:
    """What has become of `unit` by `day`, along the successor links. Raises Refusal where they end
    before."""
    while unit.valid_to < day:
        after = [u for u in units if u.code == unit.successor and unit.valid_to < u.valid_from]
        if not after:
            raise Refusal(f"Đơn vị {unit.name} ({unit.code}) không có đơn vị kế tiếp.")
        unit = min(after, key=lambda u: u.valid_from)
    return unit


def counts(
    rnd: Callable[[], float],
    clock: Clock,
    units: list[Unit],
    total: int,
    start: date,
    end: date,
) -> Iterator[tuple[int, Unit, int]]:
    """(day, unit of `units`, dossiers received): `total` in all, on working days only.

    By weekday, by month, fewer around Tết, a twentieth more each year, and by chance. Raises
    Refusal where no working day lies in [start, end].
    """
    near_tet = clock.near_tet()
    slots, weights = [], [0.0]
    for day in clock.working:
        on = clock.days[day]
        if not start <= on <= end:
            continue
        weight = text.WEEKDAYS[on.weekday()] * text.MONTHS[on.month - 1]
        weight *= (1 + 0.05 * (on - start).days / 365) * (text.TET_DIP if day in near_tet else 1)
        for unit in units:
            slots.append((day, unit))
            weights.append(weights[-1] + weight * unit.share * (0.55 + 0.9 * rnd()))
    if not slots:
        raise Refusal("Khoảng thời gian không có ngày làm việc nào.")
    bounds = [int(weight / weights[-1] * total) for weight in weights[:-1]] + [total]
    for (day, unit), (before, until) in zip(slots, pairwise(bounds), strict=True):
        if until > before:
            yield day, unit, until - before


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _day(value: str) -> date:
    return date.fromisoformat(value) if value else date.max
