"""A preview: what a load would make of a file and what it asks, with nothing kept or counted."""

import json

from tests.conftest import command
from tests.snapshots import csv_of, put


def looked(data, path, *more: str) -> dict:
    """What `python -m etl preview --json` says of a file."""
    return json.loads(command("etl", "preview", str(path), "--json", *more, data=data).stdout)


def test_a_file_that_loads_is_ready_and_nothing_of_it_is_kept(tmp_path):
    path = put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "H-1"}, {"id": "H-2"}))
    told = looked(tmp_path / "data", path)
    assert (told["outcome"], told["source"], told["as_of"]) == ("ready", "dossiers", "2025-06-30")
    assert told["counts"] == {
        "found": 2,
        "read": 2,
        "accepted": 2,
        "rejected": 0,
        "duplicate": 0,
        "not_data": 0,
    }
    assert told["columns"][0] == {
        "heading": "Mã hồ sơ",
        "field": "dossier_id",
        "title": "Mã hồ sơ",
        "fate": "read",
        "examples": ["H-1", "H-2"],
    }
    assert told["questions"] == [] and told["sentence"] is None
    assert not (tmp_path / "data").exists()
