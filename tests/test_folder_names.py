"""A data folder may have any name: no part of it is read as a column or as a pattern."""

import shutil

import pytest

from tests.snapshots import ask, csv_of, put, take

EXPORT = csv_of({"id": "1"}, {"id": "2", "unit": "16531"})


@pytest.mark.parametrize(
    "name", ["line=5", "unit=5", "row_hash=1/as_of=2", "a*b", "[ab]", "{a,b}", "a'b", "${x}"]
)
def test_a_data_folder_of_any_name_has_the_same_rows(tmp_path, name):
    data = tmp_path / name
    put(data, "hoso_2025-06-20.csv", EXPORT)
    assert take(data, data / "inbox")["published"]
    query = "select dossier_id, unit_code, source_line from dossiers order by all"
    assert ask(data, query) == [("1", "16528", 2), ("2", "16531", 3)]


def test_a_folder_named_as_a_pattern_does_not_read_its_neighbours(tmp_path):
    for name, code in (("axb", "9"), ("a*b", "1")):
        put(tmp_path / name, "hoso_2025-06-20.csv", csv_of({"id": code}))
        take(tmp_path / name, tmp_path / name / "inbox")
    shutil.rmtree(tmp_path / "a*b" / "checked")
    put(tmp_path / "a*b", "hoso_2025-06-21.csv", csv_of({"id": "2"}))
    take(tmp_path / "a*b", tmp_path / "a*b" / "inbox")
    assert ask(tmp_path / "a*b", "select dossier_id from dossiers order by all") == [("1",), ("2",)]


@pytest.mark.parametrize("name", ["hoso [1] 2025-06-20.csv", "line=7 hoso*2025-06-20.csv"])
def test_a_file_of_any_name_is_read_alone(tmp_path, name):
    put(tmp_path, "hoso 1 2025-06-20.csv", csv_of({"id": "8"}))
    path = put(tmp_path, name, EXPORT)
    assert take(tmp_path, path)["files"][0]["rows_accepted"] == 2
