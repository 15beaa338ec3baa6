"""Every measure again, plainly, from the tables and the wording of the rules, beside the answers.

Nothing here comes from the queries: periods, units and verdicts are worked out row by row in
pandas. The committed sample is the material.
"""

import csv
import json
import math
import shutil
from dataclasses import dataclass
from datetime import date

import duckdb
import pandas as pd
import pytest

from board.__main__ import main
from board.catalogue import MEASURES
from board.measures.compute import measure
from board.selection.filters import Filters
from board.selection.periods import Period, parse
from tests.conftest import PROJECT, slice_of
from tests.literal import opened

OPEN_END = date(9999, 12, 31)
NAM_SAM_SON, DAI_HUNG, QUANG_THO = "16516@2025-07-01", "16516@2024-12-01", "16528@2018-01-01"
PERIODS = (
    "2025-q2",
    "2024-11",
    "2024",
    "2024-11-15..2024-12-20",  # across the merger of 01/12/2024
    "2025-06-16..2025-12-31",  # past the last export
    "2025-06-30..2025-06-30",
    "2019",
)
BEFORE_ANY_FILE = ("2019",)
# Questions to registers.
REGISTERS = ("letters", "receptions", "petitions", "tasks", "pledges", "activities")
CHOICES = (
    Filters(),
    Filters(unit=NAM_SAM_SON),
    Filters(unit=DAI_HUNG, certification=False),
    Filters(unit=QUANG_THO, field="Đất đai"),
    Filters(field="Hộ tịch", channel="online"),
    Filters(procedure="1.012787"),
    Filters(certification=False),
)


def named(selection: Filters | str) -> str:
    """A test's name for a selection: what it chooses."""
    if isinstance(selection, str):
        return selection
    values = [str(v) for v in vars(selection).values() if isinstance(v, str)]
    return "+".join(values + ["no certification"] * (not selection.certification)) or "all"


@dataclass(frozen=True)
class Tables:
    """The tables as frames, days without their hours; `dissatisfied`: the dossiers that any row of
    the files of ratings calls Không hài lòng on three levels."""

    dossiers: pd.DataFrame
    feedback: pd.DataFrame
    pauses: pd.DataFrame
    petitions: pd.DataFrame
    dissatisfied: list[str]


@pytest.fixture(scope="module")
def sample(sample_data):
    """The snapshot of the committed sample."""
    return opened(sample_data)


@pytest.fixture(scope="module")
def tables(sample, tmp_path_factory) -> Tables:
    # A copy, because one process opens a file only with one configuration.
    copy = shutil.copy(sample.path, tmp_path_factory.mktemp("plain"))
    with duckdb.connect(str(copy), read_only=True) as con:
        dossiers, feedback = con.table("dossiers").df(), con.table("feedback").df()
        pauses = con.table("pauses").df()[["dossier_id", "began_at"]]
        petitions = con.table("petitions").df()
    pauses["began_at"] = pauses["began_at"].dt.normalize()
    for name in ("submitted_at", "first_due_at", "received_at", "due_at", "finished_at"):
        dossiers[name] = dossiers[name].dt.normalize()
    newest = dossiers.groupby("unit_key", dropna=False)["as_of"].transform("max")
    dossiers["known_until"] = newest
    feedback["rated_at"] = feedback["rated_at"].dt.normalize()
    of_dossier = dossiers.set_index("dossier_id")[["field", "procedure_code", "channel"]]
    # The warehouse keeps these beside each rating; here they are looked up anew.
    feedback = feedback.drop(columns=["field", "procedure_key", "channel"])
    feedback = feedback.join(of_dossier, on="dossier_id")
    files = sorted((PROJECT / "data" / "sample").glob("danhgia_*.csv"))
    raw = pd.concat(
        # The sample writes both; its lines have more of the one that parts cells.
        pd.read_csv(path, dtype=str, sep=max(",;", key=path.read_text("utf-8").count))
        for path in files
    )
    word = raw["Đánh giá chung"].str.strip().str.lower()
    no = raw[(raw["Nguồn đánh giá"] != "Khảo sát") & word.isin(["không hài lòng", "1"])]
    dissatisfied = no["Mã hồ sơ"].dropna().str.strip().str.upper().to_list()
    return Tables(
        dossiers, feedback, pauses.merge(dossiers, on="dossier_id"), petitions, dissatisfied
    )


def predecessors(key: str) -> set[str]:
    """A unit's key and those of all that went into it, from units.csv."""
    with (PROJECT / "data" / "reference" / "units.csv").open(encoding="utf-8") as stream:
        units = list(csv.DictReader(stream))
    mine = [u for u in units if f"{u['code']}@{u['valid_from']}" == key]
    found = {key}
    for unit in mine:
        for older in units:
            ended = date.fromisoformat(older["valid_to"] or str(OPEN_END))
            begins_after = ended < date.fromisoformat(unit["valid_from"])
            ends_before = ended < date.fromisoformat(unit["valid_to"] or str(OPEN_END))
            follows = older["successor"] == unit["code"]
            next_one = begins_after and (date.fromisoformat(unit["valid_from"]) - ended).days == 1
            if follows and ends_before and next_one:
                found |= predecessors(f"{older['code']}@{older['valid_from']}")
    return found


def filtered(frame: pd.DataFrame, selection: Filters) -> pd.DataFrame:
    if selection.unit:
        frame = frame[frame["unit_key"].isin(predecessors(selection.unit))]
    for column, wanted in (
        ("field", selection.field),
        ("procedure_code", selection.procedure),
        ("channel", selection.channel),
    ):
        if wanted:
            frame = frame[frame[column] == wanted]
    return frame if selection.certification else frame[frame["field"] != "Chứng thực"]


def plain(tables: Tables, selection: Filters, period: Period) -> dict[str, tuple]:
    """Measure → (value or numerator, denominator) as domain.md words it."""
    d = filtered(tables.dossiers, selection)
    start, last = pd.Timestamp(period.start), pd.Timestamp(period.end)
    end = d["known_until"].clip(upper=last)  # the earlier of `to` and the unit's newest as-of
    status, received, due = d["status_code"], d["received_at"], d["due_at"]
    counted = ~status.isin([1, 3]) & received.notna()
    waits, done, withdrawn = status.isin([5, 6, 8]), status.isin([9, 10]), status == 7
    settled_on = d["finished_at"].where(done, d["settled_on"].where(withdrawn))

    came = counted & (received >= start) & (received <= end)
    settled = counted & (settled_on >= start) & (settled_on <= end)
    on_time = settled & ((d["finished_at"] == due) | due.isna() | withdrawn)
    before_time = settled & ~on_time & (d["finished_at"] < due)
    overdue = settled & ~on_time & (d["finished_at"] > due)
    is_open = counted & (received <= end) & ~(settled_on <= end)
    within = is_open & ((due >= end) | due.isna() | waits)
    due_then = status.isin([2, 4, 9, 10]) & (due >= start) & (due <= last)
    due_then &= due < d["known_until"]
    waiting_then = waits & (due >= start) & (due <= last) & (due < d["known_until"])
    first = d["first_due_at"]
    first_passed = counted & (first >= start) & (first <= last) & (first < d["known_until"])
    stopped_late = (waits & d["late_when_paused"]) | d["late_when_withdrawn"]
    first_then = first_passed & (status.isin([2, 4, 9, 10]) | stopped_late)
    withdrawn_then = settled & withdrawn
    submitted = (d["submitted_at"] >= start) & (d["submitted_at"] <= end)
    on_last_day = settled & ~withdrawn & (d["finished_at"] == due)
    finished = settled & done
    times = d.loc[finished, "working_days"].dropna()

    p = filtered(tables.pauses, selection)
    p = p[(p["began_at"] >= start) & (p["began_at"] <= p["known_until"].clip(upper=last))]
    on_the_last = (p["began_at"] == p["due_at"]) | (p["began_at"] == p["first_due_at"])

    r = filtered(tables.feedback, selection)
    r = r[r["overall"].notna()]
    rated = r[(r["rated_at"] >= start) & (r["rated_at"] <= last)]
    own, staff = "source in ['kiosk', 'online', 'slip']", "source == 'staff'"
    counter, survey = rated[rated["scale"] == 3], rated[rated["scale"] == 5]
    counter, by_staff = counter.query(own), counter.query(staff)
    a = filtered(tables.feedback, selection).query(f"scale == 3 and {own} and attitude.notna()")
    a = a[(a["rated_at"] >= start) & (a["rated_at"] <= last)]
    at_counter = tables.feedback.query("scale == 3 and overall.notna()")
    rated_ids = set(at_counter.query(own)["dossier_id"].dropna())
    staff_ids = set(at_counter.query(staff)["dossier_id"].dropna())
    seven = int(settled.sum())
    complaint_ids = set(tables.dissatisfied)
    complaint_ids |= set(tables.petitions["dossier_id"].dropna())
    complained = settled & d["dossier_id"].isin(complaint_ids)
    return {
        "dossiers_received": (came.sum(), None),
        "dossiers_settled": (seven, None),
        "open_overdue": ((is_open & ~within).sum(), None),
        "open_late": ((is_open & ~within & ~(done & settled_on.isna())).sum(), None),
        "finished_without_date": ((is_open & done & settled_on.isna()).sum(), None),
        "share_before_time": (before_time.sum(), seven),
        "share_on_time": (on_time.sum(), seven),
        "share_overdue": (overdue.sum(), seven),
        "rate_settled_on_time": (before_time.sum() + on_time.sum(), seven),
        "rate_qd766": (
            before_time.sum() + on_time.sum() + within.sum(),
            seven + is_open.sum(),
        ),
        "rate_due_on_time": ((due_then & done & (d["finished_at"] <= due)).sum(), due_then.sum()),
        "rate_first_due_on_time": (
            (first_then & done & (d["finished_at"] <= first)).sum(),
            first_then.sum(),
        ),
        "due_waiting": (waiting_then.sum(), None),
        "share_refused": ((submitted & (status == 3)).sum(), submitted.sum()),
        "share_supplemented_twice": ((settled & (d["supplement_requests"] >= 2)).sum(), seven),
        "share_due_moved_late": ((settled & d["due_moved_late"]).sum(), seven),
        "share_on_last_day": (on_last_day.sum(), seven),
        "share_paused_after_due": (
            (first_passed & d["late_when_paused"]).sum(),
            first_passed.sum(),
        ),
        "share_withdrawn_after_due": (
            (withdrawn_then & (settled_on > due)).sum(),
            withdrawn_then.sum(),
        ),
        "share_paused_on_last_day": (on_the_last.sum(), len(p)),
        "median_working_days": (times.quantile(0.5), len(times)),
        "p90_working_days": (times.quantile(0.9), len(times)),
        "share_online": ((came & (d["channel"] == "online")).sum(), came.sum()),
        "share_satisfied": ((counter["overall"] >= 2).sum(), len(counter)),
        "share_satisfied_staff": ((by_staff["overall"] >= 2).sum(), len(by_staff)),
        "share_satisfied_survey": ((survey["overall"] >= 4).sum(), len(survey)),
        "share_attitude_satisfied": ((a["attitude"] >= 2).sum(), len(a)),
        "satisfaction_qd766": (max(seven - overdue.sum() - complained.sum(), 0), seven),
        "share_complained_of": (complained.sum(), seven),
        "response_rate": ((finished & d["dossier_id"].isin(rated_ids)).sum(), finished.sum()),
        "response_rate_staff": (
            (finished & d["dossier_id"].isin(staff_ids)).sum(),
            finished.sum(),
        ),
    }


@pytest.mark.parametrize("selection", slice_of(CHOICES, *CHOICES[::2]), ids=named)
def test_every_measure_equals_its_plain_recomputation(sample, tables, selection):
    periods = [parse(key) for key in PERIODS]
    expected = [plain(tables, selection, period) for period in periods]
    # The registers' measures have their own test, over the registers.
    assert {key for key in MEASURES if MEASURES[key].query not in REGISTERS} == set(expected[0])
    rows = measure(expected[0], sample, selection, periods)
    assert len(rows) == len(expected[0]) * len(periods)
    for row in rows.itertuples():
        top, bottom = expected[row.period][row.measure]
        what = (row.measure, PERIODS[row.period])
        unit = MEASURES[row.measure].unit
        if row.n == 0 and PERIODS[row.period] in BEFORE_ANY_FILE:
            assert math.isnan(row.value) and math.isnan(row.numerator), what
            assert bottom in (0, None) and (unit != "count" or top == 0), what
        elif unit == "count":
            assert (row.value, row.n) == (top, top), what
        elif unit == "share":
            assert (row.numerator, row.denominator, row.n) == (top, bottom, bottom), what
            assert row.value == pytest.approx(top / bottom, nan_ok=True) if bottom else row.n == 0
        else:
            assert row.n == bottom, what
            assert row.value == pytest.approx(top, nan_ok=True), what


@pytest.mark.parametrize(
    ("period", "selection"),
    [
        ("2025-q2", Filters()),
        ("2024-11-15..2024-12-20", Filters(unit=NAM_SAM_SON)),
        ("2024", Filters(unit=QUANG_THO, field="Đất đai")),
        ("2025-06-30..2025-06-30", Filters(field="Người có công")),
        ("2019", Filters()),
    ],
    ids=named,
)
def test_the_command_gives_the_same_numbers(sample_data, sample, tables, capsys, period, selection):
    period_of = parse(period)
    expected = plain(tables, selection, period_of)
    asked = [f"--from={period_of.start}", f"--to={period_of.end}", "--json"]
    asked += [f"--unit={selection.unit}"] * bool(selection.unit)
    asked += [f"--field={selection.field}"] * bool(selection.field)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(sample_data))
        for key, (top, bottom) in expected.items():
            assert main(["metric", key, *asked]) == 0
            output = json.loads(capsys.readouterr().out)
            assert output["snapshot"] == sample.name
            unit = MEASURES[key].unit
            if period in BEFORE_ANY_FILE:
                assert output["coverage"]["state"] == "absent", key
                assert (output["value"], output["numerator"], output["n"]) == (None, None, 0), key
                assert (bottom or 0) == 0 and (unit != "count" or top == 0), key
            elif unit == "count":
                assert (output["value"], output["n"], output["numerator"]) == (top, top, top), key
            elif MEASURES[key].hides(bottom, leaves_house=True):
                assert (output["value"], output["numerator"], output["n"]) == (None, None, bottom)
            elif unit == "share":
                assert (output["numerator"], output["denominator"]) == (top, bottom), key
                assert output["value"] == (pytest.approx(top / bottom) if bottom else None), key
            else:
                assert output["n"] == bottom, key
                assert output["value"] == (pytest.approx(top) if bottom else None), key
