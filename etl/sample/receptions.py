"""The sample's receptions and petitions."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from etl.sample import record_text as text
from etl.sample.plan import Unit

Row = dict[str, Any]
LAUNCH, MERGER = date(2023, 11, 30), date(2025, 7, 1)
TWICE_A_MONTH_FROM = date(2026, 7, 1)  # the chair; every week until then


def receptions(
    rnd: Callable, units: list[Unit], end: date, taken: Sequence[Row] = ()
) -> Iterator[Row]:
    """Regular days of chair and secretary with those missed, ad hoc ones, dialogues, and a month of
    the schedule ahead; the schedule that was `taken` over is given up."""
    for unit in keeping(units, text.RECEPTION_UNITS):
        yield from (row | {"missed_reason": text.NEW_SCHEDULE} for row in of_unit(taken, unit))
        number = last_number(of_unit(taken, unit), "reception_id")
        for day in _days(max(LAUNCH, unit.valid_from), end + timedelta(days=30)):
            planned: list[tuple[str, str]] = []
            in_turn = day.day <= 7 or 15 <= day.day <= 21
            if day.weekday() == 3 and (day < TWICE_A_MONTH_FROM or in_turn):
                planned.append(("regular", "chair"))
            if day.weekday() == 1 and in_turn:
                planned.append(("regular", "secretary"))
            if (day.month, day.day) in ((5, 20), (11, 12)):
                planned.append(("dialogue", "chair"))
            if rnd() < 0.012 and day.weekday() < 5 and day <= end:
                planned.append(("ad_hoc", "other"))
            for kind, host in planned:
                number += 1
                yield {
                    "reception_id": f"TD{number:03d}",
                    "unit_code": unit.code,
                    "kind": text.RECEPTION_WORDS[kind],
                    "host_role": text.HOST_WORDS[host],
                    "planned_on": day,
                } | _held(rnd, kind, host, day, end)


def _held(rnd: Callable, kind: str, host: str, day: date, end: date) -> Row:
    if day > end:
        return {}
    if rnd() > (0.9 if host == "chair" else 0.8):
        return {"missed_reason": text.MISSED[int(rnd() * len(text.MISSED))]}
    people = int(rnd() * 7) if kind != "dialogue" else 40 + int(rnd() * 60)
    raised = int(people * (0.3 + 0.4 * rnd()))
    replied = day + timedelta(days=2 + int(rnd() * 16))
    return {
        "held_on": day,
        "people": people,
        "issues_raised": raised,
        "issues_settled": int(raised * (0.5 + 0.5 * rnd())),
        "replied_on": replied if raised and replied <= end else None,
    }


def petitions(
    rnd: Callable, units: list[Unit], end: date, taken: Sequence[Row] = ()
) -> Iterator[Row]:
    """Petitions of every kind and channel; most within their time, some late, some open. Those that
    were `taken` over come first, and the numbers go on after theirs."""
    for unit in keeping(units, text.PETITION_UNITS):
        for row in of_unit(taken, unit):
            yield row | _taken_up(rnd, row, unit.valid_from)
        first = 1 + last_number(of_unit(taken, unit), "petition_id")
        days = every(
            rnd, max(LAUNCH, unit.valid_from), end, text.DAYS_TO_A_PETITION.get(unit.name, 14)
        )
        for number, day in enumerate(days, first):
            kind, limit = text.PETITIONS[int(rnd() ** 1.6 * len(text.PETITIONS))]
            row = {"unit_code": unit.code, "kind": text.PETITION_WORDS[kind], "received_on": day}
            accepted = day + timedelta(days=1 + int(rnd() * 8))
            settled = accepted + timedelta(days=int(limit * (0.2 + rnd() ** 2)))
            row["accepted_on"] = accepted if accepted <= end else None
            row["settled_on"] = settled if settled <= end and rnd() < 0.96 else None
            if kind != "denunciation":
                row["petition_id"] = f"D{number:03d}"
                row["channel"] = text.PETITION_CHANNELS[int(rnd() * len(text.PETITION_CHANNELS))]
                row["summary"] = text.SUMMARIES[int(rnd() * len(text.SUMMARIES))]
            yield row


def _taken_up(rnd: Callable, row: Row, since: date) -> Row:
    """What becomes of a petition after a merger: most are settled within the first months."""
    accepted = row["accepted_on"] or since + timedelta(days=1 + int(rnd() * 8))
    settled = max(accepted, since) + timedelta(days=5 + int(rnd() * 60))
    return {"accepted_on": accepted, "settled_on": settled if rnd() < 0.8 else None}


def of_unit(taken: Sequence[Row], unit: Unit) -> list[Row]:
    """The rows that a unit has taken over."""
    return [row for row in taken if row["unit_code"] == unit.code]


def last_number(rows: Sequence[Row], name: str) -> int:
    """The highest number among codes such as D017 in the column; 0 where there is none."""
    return max((int(re.sub(r"\D", "", str(row[name]))) for row in rows), default=0)


def keeping(units: list[Unit], names: Container[str]) -> list[Unit]:
    """The units that keep a register."""
    return [unit for unit in units if unit.name in names]


def every(rnd: Callable, start: date, end: date, days: int) -> Iterator[date]:
    """Working weekdays at random, about `days` apart."""
    day = start
    while (day := day + timedelta(days=1 + int(rnd() * 2 * days))) <= end:
        if day.weekday() < 5:
            yield day


def _days(start: date, end: date) -> Iterator[date]:
    for i in range((end - start).days + 1):
        yield start + timedelta(days=i)
