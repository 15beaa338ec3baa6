"""Every measure of receptions and petitions again, plainly, from the sample's own records.

Days owed, last days and verdicts are worked out record by record in Python, from the reference
files and the working calendar; nothing here comes from the SQL but the records themselves.
"""

import csv
import json
import math
import shutil
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb
import pytest

from board.__main__ import main
from board.catalogue import MEASURES
from board.measures.compute import measure
from board.selection.filters import Filters
from board.selection.periods import Period, months_back, parse
from etl.calendar import calendar_days
from tests.conftest import PROJECT
from tests.literal import opened
from tests.test_recomputed import predecessors

REFERENCE = PROJECT / "data" / "reference"
KEYS = [key for key, measure in MEASURES.items() if measure.register in ("receptions", "petitions")]
PERIODS = ("2025-q2", "2024-11", "2024", "2024-02-05..2024-02-20", "2025-06-16..2025-12-31", "2022")
UNITS = (None, "16528@2018-01-01", "16531@2025-07-01", "14830@2018-01-01")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Records:
    """Records as dicts, and to which days each unit's registers are known."""

    receptions: list[dict]
    petitions: list[dict]
    known: dict[tuple[str, str], tuple[date, date]]


@pytest.fixture(scope="module")
def sample(sample_data):
    return opened(sample_data)


@pytest.fixture(scope="module")
def records(sample, tmp_path_factory) -> Records:
    copy = shutil.copy(sample.path, tmp_path_factory.mktemp("plain"))
    with duckdb.connect(str(copy), read_only=True) as con:

        def rows(table: str) -> list[dict]:
            cursor = con.execute(f"select * from {table}")
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

        known = {
            (r["source"], r["unit_key"]): r["last_day"]
            for r in rows("coverage")
            if r["source"] in ("receptions", "petitions")
        }
        receptions, petitions, counted = map(rows, ("receptions", "petitions", "denunciations"))
    spans = {}
    for (source, unit), as_of in known.items():
        own = receptions if source == "receptions" else petitions + counted
        days = [_day_of(row) for row in own if row["unit_key"] == unit]
        born = date.fromisoformat(unit.split("@")[1])
        spans[source, unit] = (max(min([*days, as_of]), born), as_of)
    return Records(receptions, petitions, spans)


def _day_of(row: dict) -> date:
    if "host_role" in row:
        return row["held_on"] or row["planned_on"]
    return row.get("received_on") or row["month"]


def reference(name: str) -> list[dict]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def in_force(rows: list[dict], on: date) -> list[dict]:
    return [r for r in rows if r["valid_from"] <= str(on) <= (r["valid_to"] or "9999-12-31")]


WORKING = [row["day"] for row in calendar_days(REFERENCE) if row["is_working"]]
QUOTAS, LIMITS = reference("reception_quotas.csv"), reference("time_limits.csv")


def working_day_after(day: date, days: int) -> date:
    return [d for d in WORKING if d > day][days - 1]


def limit_of(kind: str, is_complex: bool, on: date) -> dict | None:
    rows = [r for r in in_force(LIMITS, on) if r["kind"] == kind]
    rows = [r for r in rows if r["is_complex"] == "0" or is_complex]
    return max(rows, key=lambda r: r["is_complex"], default=None)


def last_days(petition: dict) -> tuple[date | None, date | None]:
    """The last day to accept, and to settle."""
    came = petition["received_on"]
    law = limit_of(petition["kind"], petition["is_complex"] == "yes", came)
    if law is None:
        return None, petition["due_on"]
    within = law["accept_within_working_days"]
    accept_by = working_day_after(came, int(within)) if within else None
    begins = came if law["counted_from"] == "received" else petition["accepted_on"] or accept_by
    days = int(law["limit_days"])
    ends = working_day_after(begins, days) if law["days"] == "working" else begins + days * DAY
    return accept_by, petition["due_on"] or ends


def owed(role: str, unit: str, records: Records) -> list[tuple[date, int, int]]:
    """Of each month or week that is over: its last day, the days owed, the days held."""
    since, as_of = records.known["receptions", unit]
    born = date.fromisoformat(unit.split("@")[1])
    spans = [(p.start, p.end, "month") for p in months_back(as_of, 60)]
    monday = as_of - as_of.weekday() * DAY
    spans += [(monday - 7 * i * DAY, monday - (7 * i - 6) * DAY, "week") for i in range(260)]
    reopened = []
    for first, last, per in spans:
        if not (born <= first and since <= last <= as_of):
            continue
        for quota in in_force(QUOTAS, first):
            if (quota["role"], quota["per"]) == (role, per):
                days = min(int(quota["days"]), sum(first <= d <= last for d in WORKING))
                held = {
                    r["held_on"]
                    for r in records.receptions
                    if (r["unit_key"], r["host_role"], r["kind"]) == (unit, role, "regular")
                    and r["held_on"]
                    and first <= r["held_on"] <= last
                }
                reopened.append((last, days, min(days, len(held))))
    return reopened


def plain(records: Records, unit: str | None, period: Period) -> dict[str, tuple]:
    """Measure → (numerator, n) as the definitions word it; empty where no register covers it."""
    mine = predecessors(unit) if unit else None
    found: dict[str, list[int]] = {}

    def add(key: str, top: int, bottom: int | None = None) -> None:
        sums = found.setdefault(key, [0, 0])
        sums[0] += top
        sums[1] += top if bottom is None else bottom

    for (source, where), (since, as_of) in records.known.items():
        start, end = period.start, min(period.end, as_of)
        judged = min(period.end, as_of - DAY)
        if (mine is not None and where not in mine) or start > as_of or period.end < since:
            continue
        if source == "receptions":
            for key in KEYS:
                if MEASURES[key].register == source:
                    add(key, 0, 0)
            for role in ("secretary", "chair"):
                for last, days, held in owed(role, where, records):
                    if start <= last <= end:
                        add(f"share_receptions_{role}", held, days)
            for r in records.receptions:
                held_on = r["held_on"]
                if r["unit_key"] != where or held_on is None:
                    continue
                if start <= held_on <= end:
                    add("receptions_held", 1)
                    add("people_received", r["people"] or 0)
                    if r["issues_raised"]:
                        add("share_issues_settled", r["issues_settled"] or 0, r["issues_raised"])
                came = r["people"] if r["issues_raised"] is None else r["issues_raised"]
                by = working_day_after(held_on, 10)
                if came != 0 and start <= by <= judged:
                    add("share_replies_on_time", bool(r["replied_on"] and r["replied_on"] <= by), 1)
        if source == "petitions":
            for key in KEYS:
                if MEASURES[key].register == source:
                    add(key, 0, 0)
            for p in records.petitions:
                if p["unit_key"] != where:
                    continue
                accept_by, settle_by = last_days(p)
                settled, declined = p["settled_on"], p["declined_on"]
                if start <= p["received_on"] <= end:
                    add("petitions_received", 1)
                handled = [d for d in (p["accepted_on"], declined, settled) if d]
                if accept_by and start <= accept_by <= judged:
                    in_time = bool(handled) and min(handled) <= accept_by
                    add("share_petitions_accepted_on_time", in_time, 1)
                if settle_by and start <= settle_by <= judged and not declined:
                    met = bool(settled and settled <= settle_by)
                    add("share_petitions_on_time", met, 1)
                    if p["channel"] in ("box", "hotline"):
                        add("share_opinions_answered", met, 1)
                is_open = not any(d and d <= end for d in (settled, declined))
                if p["received_on"] <= end and is_open and settle_by and settle_by < end:
                    add("petitions_open_overdue", 1)
    return {key: tuple(sums) for key, sums in found.items()}


@pytest.mark.parametrize("unit", UNITS)
def test_every_measure_equals_its_plain_recomputation(sample, records, unit):
    periods = [parse(key) for key in PERIODS]
    expected = [plain(records, unit, period) for period in periods]
    rows = measure(KEYS, sample, Filters(unit), periods)
    assert len(rows) == len(KEYS) * len(periods)
    for row in rows.itertuples():
        what = (row.measure, PERIODS[row.period])
        top, n = expected[row.period].get(row.measure, (None, 0))
        if math.isnan(row.numerator):  # nobody sent the files, and then there is nothing to find
            assert (top or 0, n, row.n) == (0, 0, 0) and math.isnan(row.value), what
            continue
        assert (row.numerator, row.n) == (top or 0, n), what
        value = top if MEASURES[row.measure].unit == "count" else (top / n if n else None)
        assert row.value == pytest.approx(float("nan") if value is None else value, nan_ok=True)


@pytest.mark.parametrize("unit", ["16528", "14830"])
def test_the_command_gives_the_same_numbers(sample_data, records, capsys, monkeypatch, unit):
    expected = plain(records, f"{unit}@2018-01-01", parse("2025-q2"))
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    for key in KEYS:
        asked = ["--from=2025-04-01", "--to=2025-06-30", f"--unit={unit}", "--json"]
        assert main(["metric", key, *asked]) == 0
        output = json.loads(capsys.readouterr().out)
        top, n = expected.get(key, (None, 0))
        assert output["n"] == n
        value = top if MEASURES[key].unit == "count" else (top / n if n else None)
        assert output["value"] == (value if value is None else pytest.approx(value)), key
