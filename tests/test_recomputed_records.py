"""Every measure of letters, tasks, pledges and activities again, plainly, from the sample.

What is owed, kept and signed is worked out row by row in Python from the dossiers, the registers
and the reference files; nothing here comes from the SQL but the records themselves.
"""

import csv
import json
import math
import shutil
from collections import defaultdict
from datetime import date, timedelta

import duckdb
import numpy as np
import pytest

from board.__main__ import main
from board.catalogue import MEASURES
from board.measures.compute import measure
from board.selection.filters import Filters
from board.selection.periods import Period, parse
from tests.conftest import PROJECT, slice_of
from tests.literal import opened
from tests.test_recomputed import predecessors

KEPT = ("letters", "tasks", "officers", "activities")
KEYS = [key for key, measure in MEASURES.items() if measure.register in KEPT]
PERIODS = ("2025-q2", "2024-11", "2024", "2024-11-15..2024-12-20", "2025-06-16..2025-12-31", "2022")
UNITS = (None, "16528@2018-01-01", "16531@2025-07-01", "16516@2024-12-01", "14830@2018-01-01")
FOREVER = date(9999, 12, 31)
COVERAGE = {
    "birth": "share_letters_birth",
    "marriage": "share_letters_marriage",
    "condolence": "share_letters_condolence",
    "apology_legal": "share_apologies_legal",
    "apology_courtesy": "share_apologies_courtesy",
}


def reference(name: str) -> list[dict]:
    with (PROJECT / "data" / "reference" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def sample(sample_data):
    return opened(sample_data)


@pytest.fixture(scope="module")
def tables(sample, tmp_path_factory) -> dict[str, list[dict]]:
    """Records as dicts, by the name of their table; moments of dossiers as days."""
    copy = shutil.copy(sample.path, tmp_path_factory.mktemp("plain"))
    made = {}
    with duckdb.connect(str(copy), read_only=True) as con:
        for table in (*KEPT, "pledges", "dossiers", "coverage"):
            cursor = con.execute(f"select * from {table}")
            names = [column[0] for column in cursor.description]
            made[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in made["dossiers"]:
        for name in ("received_at", "due_at", "finished_at"):
            row[name] = row[name] and row[name].date()
    return made


def owed(tables) -> list[dict]:
    """Every letter that a dossier owes: kind, day, unit, the letter found for it."""
    rules = reference("letters_owed.csv")
    newest, newest_rows = defaultdict(lambda: date.min), {}
    for row in tables["dossiers"]:
        newest[row["unit_key"]] = max(newest[row["unit_key"]], row["as_of"])
    for row in tables["coverage"]:
        if row["source"] != "letters":
            continue
        own = [r["known_on"] for r in tables["letters"] if r["unit_key"] == row["unit_key"]]
        if not own:  # the unit that it went into keeps the register
            continue
        first = min(own)
        for unit in predecessors(row["unit_key"]):
            since, until = newest_rows.get(unit, (FOREVER, date.min))
            newest_rows[unit] = (min(since, first.replace(day=1)), max(until, row["last_day"]))
    letters = defaultdict(list)
    for row in tables["letters"]:
        letters[row["dossier_id"], row["kind"]].append(row)
    made = []
    for d in tables["dossiers"]:
        if d["unit_key"] not in newest_rows:
            continue
        since, until = newest_rows[d["unit_key"]]
        known = newest[d["unit_key"]]
        done = d["finished_at"] if d["status_code"] in (9, 10) else None
        days = {}
        if done:
            days |= dict.fromkeys(("birth", "marriage", "condolence"), done)
        due = d["due_at"]
        # Of one that is finished and lacks its day nobody knows whether it was late.
        is_known = bool(done) or d["status_code"] in (2, 4)
        missed = [due] if due and is_known and due < (done or known) else []
        # Owed once, owed for good: what exports and pauses show, unless it was settled by then.
        if (earlier := d["missed_due_on"]) and not (d["settled_on"] and d["settled_on"] <= earlier):
            missed.append(earlier)
        if missed:
            late_from = max(min(missed) + timedelta(days=1), d["received_at"])
            days |= dict.fromkeys(("apology_legal", "apology_courtesy"), late_from)
        for kind, day in days.items():
            if not since <= day <= min(until, known):
                continue
            valid_rules = [r for r in rules if r["kind"] == kind and r["valid_from"] <= str(day)]
            own = [r for r in valid_rules if r["procedure_code"] == d["procedure_code"]]
            all_of_them = [r for r in valid_rules if not r["procedure_code"]]
            rule = next(iter(own or all_of_them), None)
            if rule and rule["owed"] == "1":
                found = letters[d["dossier_id"], kind]
                found.sort(key=lambda r: (r["delivered_on"] or FOREVER, r["signed_on"] or FOREVER))
                letter = found[0] if found else None
                made.append(
                    {
                        "kind": kind,
                        "day": day,
                        "dossier": d,
                        "done": done,
                        "missed": min(missed, default=None),
                        "until": min(until, known),
                        "letter": letter,
                    }
                )
    return made


def withdrawn_by(dossier: dict, day: date) -> bool:
    """Whether its citizen took it back by a day, so that nobody could keep that day."""
    settled = dossier["settled_on"]
    return dossier["status_code"] == 7 and bool(settled and settled <= day)


def plain(tables, unit: str | None, period: Period) -> dict[str, tuple]:
    """Measure → (numerator or value, n); a register that no chosen unit keeps has none."""
    mine = predecessors(unit) if unit else None
    start, end = period.start, period.end
    found: dict[str, list] = {}
    as_of = {(r["source"], r["unit_key"]): r["last_day"] for r in tables["coverage"]}

    def is_of_unit(row: dict) -> bool:
        return mine is None or row["unit_key"] in mine

    def begun(source: str, day: str) -> bool:
        """Whether a register had begun by the period's end and was still covered at its start."""
        rows = [
            r for r in tables[source] if is_of_unit(r) and as_of[source, r["unit_key"]] >= start
        ]
        return any(r[day] <= end for r in rows)

    def add(key: str, top: int, n: int | None = None) -> None:
        sums = found.setdefault(key, [0, 0])
        sums[0] += int(top)
        sums[1] += top if n is None else n

    days = []
    for owed_letter in owed(tables):
        letter, until = owed_letter["letter"], owed_letter["until"]
        if not is_of_unit(owed_letter["dossier"]):
            continue
        sent = letter and letter["delivered_on"]
        if owed_letter["kind"] == "apology_legal" and sent and start <= sent <= min(end, until):
            days.append((sent - owed_letter["missed"]).days)
        if not start <= owed_letter["day"] <= end or (letter and letter["waived_on"] and not sent):
            continue
        for key in (COVERAGE[owed_letter["kind"]], "share_letters_sent"):
            add(key, bool(sent), 1)
        new = letter and letter["new_due_on"]
        if (
            owed_letter["kind"] == "apology_legal"
            and sent
            and new
            and (owed_letter["done"] or until > new)
            and not withdrawn_by(owed_letter["dossier"], new)
        ):
            add("share_new_dates_kept", bool(owed_letter["done"] and owed_letter["done"] <= new), 1)
    if days:
        found["median_days_to_apology"] = [np.percentile(days, 50), len(days)]
        found["p90_days_to_apology"] = [np.percentile(days, 90), len(days)]

    if begun("tasks", "given_on"):
        add("tasks_overdue", 0)
    for t in filter(is_of_unit, tables["tasks"]):
        known, due, done = as_of["tasks", t["unit_key"]], t["due_on"], t["done_on"]
        first = min(d for d in (t["first_due_on"], due) if d)  # the sample's tell of every date
        if t["cancelled_on"]:
            continue
        for key, day in (("share_tasks_kept", due), ("share_tasks_kept_first", first)):
            if start <= day <= end and day < known:
                add(key, bool(done and done <= day), 1)
        last = min(end, known)
        if due < last and not (done and done <= last):
            add("tasks_overdue", 1)

    units = {f"{u['code']}@{u['valid_from']}": u["valid_to"] for u in reference("units.csv")}
    posts = {}
    for o in filter(is_of_unit, tables["officers"]):
        known = as_of["officers", o["unit_key"]]
        on = min(end, known)
        alive = (units[o["unit_key"]] or "9999") >= str(end)
        if start <= known and alive and o["valid_from"] <= on <= (o["valid_to"] or FOREVER):
            posts[o["officer_code"]] = on, o["unit_key"]
    for code, (on, unit) in posts.items():
        signed_on = [
            p["signed_on"] for p in tables["pledges"] if p["unit_key"] in predecessors(unit)
        ]
        first_day = max(min(signed_on, default=FOREVER), date.fromisoformat(unit.split("@")[1]))
        if first_day.replace(day=1) > end:
            continue  # nobody of the unit has recorded yet who signed
        signed = any(
            p["officer_code"] == code and p["signed_on"] <= on < (p["ended_on"] or FOREVER)
            for p in tables["pledges"]
        )
        add("share_pledged", signed, 1)

    if begun("activities", "planned_on"):
        add("people_trained", 0)
    for a in filter(is_of_unit, tables["activities"]):
        known, held = as_of["activities", a["unit_key"]], a["held_on"]
        if held and start <= held <= end:
            if a["findings"]:
                add("share_findings_mended", a["findings_mended"] or 0, a["findings"])
            if a["kind"] == "training":
                add("people_trained", a["people"] or 0)
        if a["planned_on"] and start <= a["planned_on"] <= end and a["planned_on"] < known:
            add("share_activities_held", held is not None, 1)
    return {key: tuple(sums) for key, sums in found.items()}


def value_of(key: str, expected: dict[str, tuple]) -> tuple[float | None, int]:
    top, n = expected.get(key, (None, 0))
    if MEASURES[key].unit == "share":
        return (top / n if n else None), n
    return top, n


@pytest.mark.parametrize("unit", slice_of(UNITS, *UNITS[:3:2]))
def test_every_measure_equals_its_plain_recomputation(sample, tables, unit):
    periods = [parse(key) for key in PERIODS]
    expected = [plain(tables, unit, period) for period in periods]
    rows = measure(KEYS, sample, Filters(unit), periods)
    assert len(rows) == len(KEYS) * len(periods)
    for row in rows.itertuples():
        value, n = value_of(row.measure, expected[row.period])
        what = (row.measure, PERIODS[row.period])
        assert row.n == n, what
        if row.n == 0 and math.isnan(row.numerator):
            value = None  # nobody sent the files, and then there is nothing to find
        nothing = float("nan") if value is None else value
        assert row.value == pytest.approx(nothing, nan_ok=True), what


def test_the_command_gives_the_same_numbers(sample_data, tables, capsys, monkeypatch):
    expected = plain(tables, "16528@2018-01-01", parse("2025-q2"))
    assert {"share_apologies_legal", "share_tasks_kept", "share_pledged"} <= expected.keys()
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    for key in KEYS:
        asked = ["--from=2025-04-01", "--to=2025-06-30", "--unit=16528", "--json"]
        assert main(["metric", key, *asked]) == 0
        output = json.loads(capsys.readouterr().out)
        value, n = value_of(key, expected)
        assert (output["n"], output["value"]) == (
            n,
            value if value is None else pytest.approx(value),
        )
