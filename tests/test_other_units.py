"""Files of somebody who loads for some units alone: a row of another unit refuses the file."""

import hashlib
import json
from pathlib import Path

import pytest

from etl.answers import Answers
from etl.preview import preview
from etl.profile import Profile
from etl.words import files as text
from tests.conftest import command
from tests.files import csv_text
from tests.snapshots import DOSSIER, RATING, ask, csv_of, put, settings, take

OWN, OTHER, MERGED, LATER = "16528", "14833", "14839", "16531"
OF_OTHER = text.OTHER_UNITS["row_of_other_unit"]
OF_DOSSIER = text.OTHER_UNITS["dossier_of_other_unit"]


def lines(data: Path, path: Path, units: tuple[str, ...] = (OWN,), **changed) -> list[tuple] | None:
    """(line, unit, why) of what a preview for some units refuses, None where it loads."""
    of = settings(data, load_units=units, **changed)
    found = preview(of, path, Profile(), Answers({}), None)
    if found["outcome"] == "ready":
        return None
    assert found["outcome"] == "refused" and path.name in found["sentence"]
    return [(line["line"], line["value"], line["sentence"]) for line in found["refusal_lines"]]


def loads(data: Path, path: Path) -> bool:
    """Whether a load for the own unit takes a file; whatever a preview says, the load does."""
    found = lines(data, path)
    [report] = take(data, path, load_units=(OWN,))["files"]
    refused = report.get("refusal_lines", [])
    assert found == ([(of["line"], of["value"], of["sentence"]) for of in refused] or None)
    return report["outcome"] == "loaded"


def base(data: Path) -> None:
    """One dossier of each of two units, published."""
    rows = csv_of({"id": "A-1"}, {"id": "B-1", "unit": OTHER})
    take(data, put(data, "hoso_2025-06-29.csv", rows))


def test_a_file_of_the_own_unit_loads_by_code_and_by_name(tmp_path):
    base(tmp_path)
    rows = csv_of({"id": "A-1", "unit": "Quảng Thọ"}, {"id": "A-2", "unit": "phường Quảng Thọ"})
    path = put(tmp_path, "hoso_2025-06-30.csv", rows)
    assert loads(tmp_path, path)
    assert ask(tmp_path, "select count(*) from dossiers") == [(3,)]


def test_a_row_of_another_unit_refuses_the_file_and_nothing_of_it_is_kept(tmp_path):
    base(tmp_path)
    rows = csv_of({"id": "A-2"}, {"id": "B-2", "unit": OTHER}, {"id": "B-3", "unit": OTHER})
    path = put(tmp_path, "hoso_2025-06-30.csv", rows)
    assert lines(tmp_path, path) == [(3, OTHER, OF_OTHER), (4, OTHER, OF_OTHER)]
    assert not loads(tmp_path, path)
    assert ask(tmp_path, "select dossier_id from dossiers order by all") == [("A-1",), ("B-1",)]
    assert take(tmp_path, path)["files"][0]["outcome"] == "loaded"  # for who loads for all


def test_a_dossier_of_another_unit_is_not_taken_over_by_writing_the_own_unit(tmp_path):
    base(tmp_path)
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "A-1"}, {"id": "B-1"}))
    assert lines(tmp_path, path) == [(3, None, OF_DOSSIER)]


def test_who_loads_for_no_unit_of_now_loads_no_row(tmp_path):
    base(tmp_path)
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "A-2"}))
    for none in ((), ("99999",)):
        assert lines(tmp_path, path, none) == [(2, OWN, OF_OTHER)]


def test_a_rating_without_a_unit_is_of_its_dossiers(tmp_path):
    base(tmp_path)
    rated = {"unit": "", "id": "A-1", "rating": "R-1"}
    path = put(tmp_path, "danhgia_2025-06-30.csv", csv_of(rated, but=RATING))
    assert lines(tmp_path, path) is None
    rows = csv_of(rated, rated | {"id": "B-1", "rating": "R-2"}, but=RATING)
    path = put(tmp_path, "danhgia_2025-07-01.csv", rows)
    assert lines(tmp_path, path) == [(3, None, OF_DOSSIER)]


def test_a_row_without_unit_or_dossier_is_of_the_home_unit_and_else_of_nobodys(tmp_path):
    base(tmp_path)
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "A-2", "unit": ""}))
    without = text.OTHER_UNITS["without_unit"]
    assert lines(tmp_path, path, home_unit=None) == [(2, None, without)]
    assert lines(tmp_path, path, home_unit=OTHER) == [(2, OTHER, OF_OTHER)]
    assert lines(tmp_path, path, home_unit=OWN) is None


def test_a_unit_of_today_carries_those_that_went_into_it(tmp_path):
    old = csv_of({"id": "M-1", "unit": MERGED, "received": "02/06/2025"})
    path = put(tmp_path, "hoso_2025-06-15.csv", old)
    assert lines(tmp_path, path, (OTHER,)) == [(2, MERGED, OF_OTHER)]
    assert lines(tmp_path, path, (LATER,)) is None


def test_a_code_that_was_another_units_is_todays_unit(tmp_path):
    old = csv_of({"id": "C-1", "unit": "Quảng Hùng", "received": "02/06/2024"})
    path = put(tmp_path, "hoso_2024-06-15.csv", old)
    assert lines(tmp_path, path, ("16531",)) == [(2, "Quảng Hùng", OF_OTHER)]
    assert lines(tmp_path, path, ("16516",)) is None  # Nam Sầm Sơn, into which it went


def test_a_unit_that_nobody_knows_is_of_nobody(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "A-2", "unit": "Xã Không Có"}))
    of = settings(tmp_path, load_units=(OWN,))
    assert preview(of, path, Profile(), Answers({}), None)["outcome"] in ("asks", "refused")
    [report] = take(tmp_path, path, load_units=(OWN,))["files"]
    assert (report["outcome"], report["refusal_lines"][0]["value"]) == ("refused", None)


def test_pauses_may_come_before_their_dossiers_but_not_for_those_of_others(tmp_path):
    base(tmp_path)
    pause = {"kind": "Bổ sung", "began": "03/06/2025", "ended": ""}
    rows = csv_of({"id": "A-1"}, {"id": "Z-9"}, but=pause)
    assert lines(tmp_path, put(tmp_path, "tamdung_2025-06-30.csv", rows)) is None
    rows = csv_of({"id": "A-1"}, {"id": "B-1"}, but=pause)
    path = put(tmp_path, "tamdung_2025-07-01.csv", rows)
    assert lines(tmp_path, path) == [(3, None, OF_DOSSIER)]


def test_the_export_before_of_another_unit_is_not_counted_for_a_preview(tmp_path):
    base(tmp_path)
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "A-1"}))
    found = preview(settings(tmp_path), path, Profile(), Answers({}), None)
    assert found["before"] and found["before"]["records"] == 2
    own = settings(tmp_path, load_units=(OWN,))
    assert preview(own, path, Profile(), Answers({}), None)["before"] is None


def test_rows_are_mended_in_a_file_that_holds_other_units_but_only_the_own_ones(tmp_path):
    bad = {"received": "không rõ"}
    rows = csv_of(
        {"id": "A-1"},
        {"id": "B-1", "unit": OTHER},
        {"id": "A-2"} | bad,
        {"id": "B-2", "unit": OTHER} | bad,
        *({"id": f"C-{n}"} for n in range(20)),
    )
    path = put(tmp_path, "hoso_2025-06-30.csv", rows)
    take(tmp_path, path)
    code = f"T{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
    marks = {"Dòng trong tệp gốc": "line", "Mã tệp gốc": "code"}

    def mended(name: str, *of: dict) -> Path:
        titles = [*csv_of().splitlines()[0].replace('"', "").split(","), *marks]
        cells = [[*{key: (DOSSIER | row)[key] for key in DOSSIER}.values()] for row in of]
        table = [titles, *([*row, of[n]["line"], code] for n, row in enumerate(cells))]
        return put(tmp_path, name, csv_text(table))

    other = mended("b.csv", {"id": "B-2", "unit": OTHER, "line": "5"})
    assert lines(tmp_path, other) == [(5, OTHER, OF_OTHER)]
    assert not loads(tmp_path, other)
    assert loads(tmp_path, mended("a.csv", {"id": "A-2", "line": "4"}))


@pytest.mark.parametrize("name", ["preview", "load"])
def test_the_commands_take_the_units(tmp_path, name):
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "B-2", "unit": OTHER}))
    done = command("etl", name, str(path), "--units", OWN, "--json", data=tmp_path)
    assert done.returncode == 1 and "hoso_2025-06-30.csv" in json.loads(done.stdout)["sentence"]
