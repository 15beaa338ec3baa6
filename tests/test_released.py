"""Many exports together: an attacker who holds all of them, of all filters and several snapshots,
and works out by linear programming between which bounds each hidden cell lies.

In 2025 April begins the quarter; every unit is known to 30/06.
"""

import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from itertools import product
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from docx import Document
from scipy.optimize import linprog
from scipy.sparse import csr_array

from board.commands.agenda import agenda
from board.commands.metric import metric
from board.measures.compute import measure
from board.measures.results import by_group, over_time
from board.measures.small_numbers import leaving_house, without_few
from board.measures.verdicts import Level, Verdict
from board.papers import PAPERS
from board.runtime.settings import SETTINGS
from board.selection.filters import Filters
from board.selection.periods import Period, parse
from board.selection.selection import Selection, selection_of
from board.text import headings
from board.text.papers import withheld_in_short
from board.warehouse.snapshots import Snapshot
from tests.literal import QUANG_CHAU, QUANG_THO, snapshot
from tests.screen import session

KEY = "share_satisfied"
UNITS = {QUANG_THO: f"{QUANG_THO}@2018-01-01", QUANG_CHAU: f"{QUANG_CHAU}@2018-01-01"}
FIELDS = ("Hộ tịch", "Đất đai", "Chứng thực")
SOURCES = {"Máy đánh giá": "kiosk", "Trực tuyến": "online", "Phiếu": "slip"}
JUNE = parse("2025-06")
PERIODS = ("2025-04", "2025-05", "2025-06", "2025-q2")
SNAPSHOTS = 10
GROUPS = ("source", "field", "unit")


@dataclass(frozen=True)
class Rating:
    """A literal rating; it is in the snapshots from `since` on."""

    number: int
    unit: str
    field: str
    source: str
    day: date
    is_satisfied: bool
    since: int

    @property
    def cells(self) -> dict[str, str]:
        """What it is grouped by."""
        return {"unit": UNITS[self.unit], "field": self.field, "source": SOURCES[self.source]}


def rating(number: int) -> Rating:
    """One of 120, which look drawn and are the same each time; the second unit, two of the fields
    and two of the sources have few."""
    drawn = hashlib.sha256(str(number).encode()).digest()
    return Rating(
        number,
        unit=QUANG_CHAU if drawn[0] < 50 else QUANG_THO,
        field=FIELDS[max(drawn[1] * 5 // 256 - 2, 0)],
        source=[*SOURCES][max(drawn[2] * 5 // 256 - 2, 0)],
        day=date(2025, 4 + drawn[3] % 3, 1 + drawn[4] % 28),
        is_satisfied=drawn[5] % 2 == 0,
        since=max(drawn[6] % (2 * SNAPSHOTS) - SNAPSHOTS, 0),
    )


RATINGS = [rating(number) for number in range(1, 121)]
DOSSIERS = "\n".join(
    ["id | unit | field | status | received"]
    + [f"{of.number} | {of.unit} | {of.field} | 4 | 01/04" for of in RATINGS]
)
FEEDBACK = "\n".join(
    ["rating | id | unit | rated | source | scale | overall"]
    + [
        f"{of.number} | {of.number} | {of.unit} | {of.day:%d/%m} | {of.source} | 3 | "
        + ("Hài lòng" if of.is_satisfied else "Không hài lòng")
        for of in RATINGS
    ]
)


@pytest.fixture(scope="module")
def newest(tmp_path_factory) -> Snapshot:
    """The snapshot that has all ratings."""
    folder = tmp_path_factory.mktemp("released")
    return snapshot(folder, {"2025-06-30": DOSSIERS}, {"2025-06-30": FEEDBACK})


def without(newest: Snapshot, folder: Path, name: str, late: list[int]) -> Snapshot:
    """A snapshot of a data folder without the ratings that come later, by their numbers."""
    path = folder / "warehouse" / f"{name}.duckdb"
    path.parent.mkdir(exist_ok=True)
    shutil.copy(newest.path, path)
    number = "split_part(dossier_id, '-', 3)::int"
    with duckdb.connect(path) as database:
        database.execute(
            f"delete from feedback where {number} in (select unnest($late))", {"late": late}
        )
        (count,) = database.execute("select count(*) from feedback").fetchone() or (None,)
    assert count == len(RATINGS) - len(late)
    return replace(newest, path=path, name=name)


def at(newest: Snapshot, folder: Path, *places: int) -> dict[int, Snapshot]:
    """Some of the ten snapshots of one data folder."""
    return {
        place: without(
            newest, folder, f"at-{place}", [of.number for of in RATINGS if of.since > place]
        )
        for place in places
    }


@dataclass(frozen=True)
class Printed:
    """One printed cell: of which ratings, and how many are satisfied, None where that is hidden."""

    ratings: frozenset[int]
    satisfied: int | None


Rows = Iterable[
    tuple[Period, str | None, pd.DataFrame]
]  # a period, its groups, value, numerator, n


def guarded(selection: Selection) -> Rows:
    """What files and papers hold of a selection."""
    with leaving_house():
        result = over_time((KEY,), selection)[KEY].outside
        yield selection.period, None, pd.DataFrame([result.now])
        for place, period in enumerate(result.asked.periods[-len(result.months) :]):
            yield period, None, result.months.iloc[[place]]
        for by in GROUPS:
            rows = by_group([KEY], selection, by, leaves_house=True)
            names = {KEY: "value", f"{KEY}_numerator": "numerator", f"{KEY}_n": "n"}
            yield selection.period, by, rows.rename(columns=names)


def naive(selection: Selection) -> Rows:
    """The same by one who hides what is of few, and thinks of nothing else."""
    for by in (None, *GROUPS):
        rows = measure([KEY], selection.snapshot, selection.filters, [selection.period], by)
        yield selection.period, by, without_few(rows, leaves_house=True)


def exported(
    snapshots: dict[int, Snapshot],
    export: Callable[[Selection], Rows],
    units: Iterable[str | None] = (None, UNITS[QUANG_CHAU]),
    fields: Iterable[str | None] = (None,),
    periods: Iterable[str] = ("2025-06", "2025-q2"),
) -> set[Printed]:
    """Every cell of every export, by the literal ratings that it counts."""
    found = set()
    for (place, of), unit, field, period in product(snapshots.items(), units, fields, periods):
        filters = Filters(unit=unit, field=field)
        for span, by, rows in export(selection_of(of, filters, parse(period))):
            for row in rows.to_dict("records"):
                mine = [
                    each
                    for each in RATINGS
                    if each.since <= place
                    and span.start <= each.day <= span.end
                    and unit in (None, each.cells["unit"])
                    and field in (None, each.field)
                    and (by is None or each.cells[by] == row["group"])
                ]
                assert len(mine) == row["n"]
                satisfied = None
                if pd.notna(row["value"]):
                    satisfied = sum(each.is_satisfied for each in mine)
                    assert satisfied == row["numerator"]
                if mine:
                    found.add(Printed(frozenset(each.number for each in mine), satisfied))
    return found


def pinned(cells: set[Printed]) -> list[frozenset[int]]:
    """The cells of few of which the attacker, who has the sums that were printed and knows how
    many stand in each cell, finds the least and the most that may be satisfied to be the same;
    but for what a printed share of all or none says of each."""
    out = [cell for cell in cells if cell.satisfied is not None]
    of_all = [cell.ratings for cell in out if cell.satisfied in (0, len(cell.ratings))]
    known_of_each = frozenset().union(*of_all)
    few = [cell.ratings for cell in cells if len(cell.ratings) < SETTINGS.hide_below_n]
    hidden = [of for of in few if not of <= known_of_each]
    assert out and hidden
    alike: dict[tuple, int] = {}  # by the cells that hold it, of how many nothing tells them apart
    for number in range(1, len(RATINGS) + 1):
        held_by = tuple(number in of for of in (*(cell.ratings for cell in out), *hidden))
        alike[held_by] = alike.get(held_by, 0) + 1
    rows = np.array([*alike], dtype=float).T
    sums, asked = csr_array(rows[: len(out)]), rows[len(out) :]
    known = {"A_eq": sums, "b_eq": [cell.satisfied for cell in out], "method": "highs"}
    bounds = [(0, count) for count in alike.values()]
    found = []
    for of, row in zip(hidden, asked, strict=True):
        least, most = (linprog(sign * row, bounds=bounds, **known) for sign in (1, -1))
        assert least.success and most.success
        if -most.fun - least.fun < 1e-6:
            found.append(of)
    return found


def test_exports_of_several_snapshots_together_pin_no_hidden_cell(newest, tmp_path):
    assert pinned(exported(at(newest, tmp_path, 2, 9), guarded)) == []


@pytest.mark.long
def test_all_exports_of_ten_snapshots_together_pin_no_hidden_cell(newest, tmp_path):
    snapshots = at(newest, tmp_path, *range(SNAPSHOTS))
    everything = (None, *UNITS.values()), (None, *FIELDS), PERIODS
    assert pinned(exported(snapshots, guarded, *everything)) == []


def test_the_same_attacker_pins_cells_of_exports_that_hide_few_alone(newest, tmp_path):
    assert pinned(exported(at(newest, tmp_path, 2, 9), naive))


def quarter(of: Snapshot) -> float | None:
    """How many are satisfied in the quarter, as a file of a snapshot prints it; None where it is
    hidden and the file says so."""
    selection = selection_of(of, Filters(), parse("2025-q2"))
    with leaving_house() as door:
        row = by_group([KEY], selection, "none", leaves_house=True).iloc[0]
    assert door.withheld == pd.isna(row[KEY])
    return None if pd.isna(row[KEY]) else row[f"{KEY}_numerator"]


def test_a_later_snapshot_is_hidden_until_enough_have_come_and_what_is_out_stays_out(
    newest, tmp_path
):
    satisfied = sum(each.is_satisfied for each in RATINGS)
    late = [each.number for each in RATINGS][-6:]
    first, second, third = (
        without(newest, tmp_path, name, numbers)
        for name, numbers in (("six", late), ("three", late[:3]), ("none", []))
    )
    sum_of_first = satisfied - sum(RATINGS[number - 1].is_satisfied for number in late)
    assert [quarter(of) for of in (first, second, third)] == [sum_of_first, None, satisfied]
    with sqlite3.connect(tmp_path / "access" / "released.sqlite") as database:
        database.execute("delete from cells")  # so that a second answer is one that was kept
    database.close()
    assert [quarter(of) for of in (first, second, third)] == [sum_of_first, None, satisfied]


def test_months_of_a_later_snapshot_do_not_add_up_to_its_few_new_ratings(newest, tmp_path):
    # Of the three one is of April and two of May; each month by itself is of many.
    late = [each.number for each in RATINGS][-3:]
    assert quarter(without(newest, tmp_path, "before", late)) is not None
    now = selection_of(without(newest, tmp_path, "after", []), Filters(), parse("2025-06"))
    with leaving_house() as door:
        months = over_time((KEY,), now)[KEY].outside.months.tail(3)
    assert months["n"].sum() == len(RATINGS)
    assert door.withheld
    assert months["value"].isna().any()


def test_a_paper_that_lacks_what_a_small_group_would_be_seen_by_says_so_at_its_end(
    newest, tmp_path
):
    late = [each.number for each in RATINGS][-3:]
    made = {}
    for name, numbers in (("before", late), ("after", [])):
        of = without(newest, tmp_path, name, numbers)
        selection = selection_of(of, Filters(unit=UNITS[QUANG_THO]), parse("2025-q2"))
        report, pack = PAPERS["report-upward"], PAPERS["committee-pack"]
        paragraphs = Document(BytesIO(report.make(".docx", selection))).paragraphs
        made[name] = [paragraphs[-1].text, pack.build(selection).last_line]
    assert [withheld_in_short() in text for text in made["before"]] == [False, False]
    assert [withheld_in_short() in text for text in made["after"]] == [True, True]


def test_what_no_file_holds_is_kept_of_nobody(newest, tmp_path):
    of = without(newest, tmp_path, "all", [])
    selection = selection_of(of, Filters(), parse("2025-q2"))
    assert over_time((KEY,), selection)[KEY].outside.now["value"] > 0  # as a page has it
    assert not (tmp_path / "access").exists()
    quarter(of)
    kept = tmp_path / "access" / "released.sqlite"
    assert kept.stat().st_mode & 0o777 == 0o600


def test_where_nothing_can_be_kept_no_rating_leaves(newest, tmp_path):
    (tmp_path / "access").write_text("no folder")
    assert quarter(without(newest, tmp_path, "all", [])) is None


def test_a_file_of_ratings_says_of_none_what_it_is(newest, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(newest.path.parent.parent))
    app = session()
    app.query_params["measure"], app.query_params["part"] = KEY, "satisfied"
    app.query_params["kind"], app.query_params["period"] = "quarter", "2025-q2"
    app.switch_page("../../pages/rows.py").run()
    shown = app.dataframe[0].value
    assert len(shown) == sum(each.is_satisfied for each in RATINGS)
    in_file = app.session_state["page_tables"][f"dong_{KEY}_satisfied"].rows()
    assert len(in_file) == len(RATINGS)  # which of them are satisfied is not told either
    levels = {"scale", "overall", "attitude", "reason"}
    assert levels <= {*shown}
    assert not {headings.COLUMNS[level] for level in levels} & {*in_file}


def test_papers_and_commands_pass_the_same_door(newest, monkeypatch):
    data = newest.path.parent.parent
    monkeypatch.setenv("BOARD_DATA", str(data))
    kept = data / "access" / "released.sqlite"
    june, to_its_end = date(2025, 6, 1), date(2025, 6, 30)
    for leave in (
        lambda: PAPERS["whole-board"].make(".xlsx", selection_of(newest, Filters(), JUNE)),
        lambda: PAPERS["committee-pack"].make(".pptx", selection_of(newest, Filters(), JUNE)),
        lambda: metric(KEY, june, to_its_end, None, None),
        lambda: agenda(june, to_its_end, None),
    ):
        kept.unlink(missing_ok=True)
        leave()
        with closing(sqlite3.connect(kept)) as database:
            (count,) = database.execute("select count(*) from sums").fetchone()
        assert count > 0


def test_a_verdict_whose_levels_stay_in_the_house_leaves_in_words(newest, tmp_path):
    (tmp_path / "access").write_text("no folder")  # so that nothing leaves
    now = selection_of(without(newest, tmp_path, "none", []), Filters(), parse("2025-06"))
    level = Level(date(2025, 4, 1), date(2025, 6, 30), 0.5)
    verdict = Verdict("month", (level,), 3, "worse", shares=(0.6, 0.5), reach="misses")
    result = replace(over_time((KEY,), now)[KEY], verdict=verdict)
    with leaving_house():
        outside = result.outside
    assert outside.verdict == replace(verdict, levels=(replace(level, share=None),), shares=None)
    assert [len(of.trend(3).steps) for of in (result, outside)] == [1, 0]
