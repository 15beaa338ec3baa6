"""A slice of `make soak`: people at one dashboard while files and entries are loaded."""

from pathlib import Path

import pytest

from bench.readers import looking_for_codes, role_of, unit_of
from bench.soak import figures, p95, soak
from tests.conftest import PROJECT


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_people_work_at_one_dashboard_while_it_loads_and_nothing_fails(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path / "data"))  # what `soak` sets is undone
    notes = soak(minutes=0.5, sessions=8, folder=tmp_path)
    assert notes.errors == [] and notes.leaks == [] and notes.codes > 0
    assert notes.day_files >= 1 and notes.megabytes
    assert all(notes.seconds[kind] for kind in ("open", "go", "choose"))
    assert "Lỗi: 0." in figures(notes, 0.5, 8)


def test_of_a_hundred_the_sixth_longest_is_the_p95():
    assert p95([*range(1, 101)]) == 96
    assert p95([7.0]) == 7.0


def test_a_code_that_its_reader_may_not_see_is_found_in_whatever_is_sent():
    owners = {
        "000.06.14.H56-230704-0001": "16531",
        "H56.14.13-260730-0036": "14830",
        "H56.14.13-260730-0037": "16516",
    }
    units = PROJECT / "data" / "reference" / "units.csv"  # 14830 went into 16531
    allowed = {}
    for number in range(5):
        assert unit_of(number) == ("all" if role_of(number) == "tong-hop" else "16531")
        found = {}
        looking_for_codes(number, owners, units, found.__setitem__)("".join(owners).encode())
        allowed[role_of(number)] = [found[code] for code in owners]
    own = [True, True, False]
    none = [False, False, False]
    assert allowed == {
        "mot-cua": own,
        "ban-dieu-hanh": own,
        "dang-uy": own,
        "tong-hop": none,
        "quan-tri": none,
    }
