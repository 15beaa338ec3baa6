"""A slice of `make soak`: people at one dashboard while files and entries are loaded."""

from pathlib import Path

import pytest

from bench.soak import figures, p95, soak


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_people_work_at_one_dashboard_while_it_loads_and_nothing_fails(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path / "data"))  # what `soak` sets is undone
    notes = soak(minutes=0.5, sessions=8, folder=tmp_path)
    assert notes.errors == []
    assert notes.day_files >= 1 and notes.megabytes
    assert all(notes.seconds[kind] for kind in ("open", "go", "choose"))
    assert "Lỗi: 0." in figures(notes, 0.5, 8)


def test_of_a_hundred_the_sixth_longest_is_the_p95():
    assert p95([*range(1, 101)]) == 96
    assert p95([7.0]) == 7.0
