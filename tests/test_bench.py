"""The bench: a limit that is passed is named, and a part leaves the other parts' figures alone."""

import re

import pytest

from bench.__main__ import main
from bench.day_files import CODE, DONE, FINISHED, OPEN, STATUS, last_day, last_dossiers, write_day
from bench.figures import Figure, Table, as_markdown, passed_limits
from bench.page import Measured, put_section, read_figures, section, write_figures
from bench.parts import PARTS
from bench.parts.pages import LISTS, is_list
from bench.person import Notes
from board.warehouse.ask import QUERIES
from tests.conftest import PROJECT, SAMPLE


def table(seconds: float, limit: float | None = 1.5) -> Table:
    return Table("One more day", "Of what.", "into", [Figure("a day's file", "s", seconds, limit)])


@pytest.fixture
def bench(tmp_path):
    """The bench over parts that give the tables that are handed to it."""

    def run(*arguments: str, **parts: list[Table]) -> int:
        given = {name: (f"Part {name}", lambda _, of=of: of) for name, of in parts.items()}
        out = ["--out", str(tmp_path)]
        return main([*arguments, *out], given, tmp_path / "page.md", tmp_path / "before")

    return run


def test_a_figure_over_its_limit_fails_the_check_and_is_named(bench, capsys):
    assert bench("--check", day=[table(1.6)], load=[table(1.5)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["over its limit: day: One more day / a day's file / s: 1.60 > 1.50"]


def test_without_the_check_and_within_every_limit_the_bench_does_not_fail(bench, capsys):
    assert bench(day=[table(1.6)]) == 0
    assert bench("--check", day=[table(1.5), table(9, None)]) == 0
    assert bench("--check", "load", day=[table(1.6)], load=[table(1)]) == 0  # day is not measured


def test_what_could_not_be_measured_is_over_its_limit():
    assert len(passed_limits([table(float("nan")), table(float("inf"))])) == 2


def test_a_part_that_there_is_not_is_refused_with_those_that_there_are(bench, capsys):
    with pytest.raises(SystemExit):
        bench("dya", day=[table(1)], load=[table(1)])
    assert "no such part: dya; there are day, load" in capsys.readouterr().err


def test_a_part_keeps_the_sections_of_the_others_and_its_own_place(bench, tmp_path):
    bench("day", load=[table(1)], day=[table(2, None)])
    bench("load", load=[table(3, None)], day=[])
    put_section(tmp_path / "page.md", "<!-- memory -->\nlevel\n<!-- end of memory -->\n", [])
    before = (tmp_path / "page.md").read_text("utf-8")
    bench("day", load=[], day=[table(4, None)])
    page = (tmp_path / "page.md").read_text("utf-8")
    assert re.findall(r"^<!-- (\w+) -->", page, re.M) == ["load", "day", "memory"]
    assert page == before.replace("| a day's file | 2.00 |", "| a day's file | 4.00 |")
    assert "| a day's file | 3.00 |" in page


def test_little_data_to_try_the_bench_are_not_written_into_the_page(bench, tmp_path):
    bench("--small", day=[table(1)])
    assert not (tmp_path / "page.md").exists()
    assert read_figures("day", tmp_path / "figures").tables == [table(1)]


def test_a_figure_stands_with_its_limit_and_with_what_was_measured_before(tmp_path):
    made = Table(
        "One more day",
        "Of what.",
        "into",
        [
            Figure("1,000,000", "s", 0.987, 1.5),
            Figure("1,000,000", "growth", 2.61, 2.5),
            Figure("5,000,000", "s", 3.04, 3),
            Figure("5,000,000", "MB", 1234.5),
        ],
    )
    write_figures(Measured("day", [made], 2.25, "abc", "30/11/2026", "2 cores"), tmp_path)
    was = read_figures("day", tmp_path)
    assert as_markdown(made).splitlines()[3:] == [
        "| into | s | growth (≤ 2.50) | MB |",
        "| --- | --- | --- | --- |",
        "| 1,000,000 | 0.99 ≤ 1.50 | **2.61** |  |",
        "| 5,000,000 | **3.04 > 3.00** |  | 1,234 |",
    ]
    text = section("One more day", Measured("day", [table(1)], 1, "def", "01/12/2026", "x"), was)
    assert (
        "Made at def on 01/12/2026 in 1.0 minutes: x. In brackets: at abc, on 30/11/2026." in text
    )
    again = as_markdown(made, was.tables[0]).splitlines()
    assert again[5] == "| 1,000,000 | 0.99 ≤ 1.50 (0.99) | **2.61** (2.61) |  |"


def test_a_days_file_has_new_codes_and_known_dossiers_that_went_on(tmp_path):
    export = SAMPLE / "hoso_2026-09-30.csv"
    rows, codes = last_dossiers(export), {row[CODE] for row in last_dossiers(export)}
    days = []
    for number in range(2):
        path = tmp_path / f"hoso_{number}.csv"
        write_day(path, rows, number, last_day(export), new=3, known=2)
        days.append(last_dossiers(path))
    assert [[row[CODE] in codes for row in day] for day in days] == [[False] * 3 + [True] * 2] * 2
    assert len({row[CODE] for day in days for row in day}) == 10
    known = [row for day in days for row in day[3:]]
    assert {(row[STATUS], row[FINISHED]) for row in known} == {(DONE, "2026-09-30 10:00")}
    was = {row[CODE]: row[STATUS] for row in rows}
    assert {was[row[CODE]] for row in known} == {OPEN}


def test_a_list_is_told_from_a_sum_by_its_question():
    assert {f"{name}.sql" for name in LISTS} <= {path.name for path in QUERIES.glob("*.sql")}
    assert is_list("rows_dossiers") and is_list("since_overdue") and not is_list("working_time")


def test_memory_gains_what_a_line_through_its_later_samples_says():
    notes = Notes(megabytes=[(second, 900.0) for second in range(0, 600, 60)])
    notes.megabytes += [(second, 700 + second / 100) for second in range(600, 1801, 60)]
    assert notes.gained_megabytes(30) == pytest.approx(6)
    assert Notes(megabytes=[(0, 1.0)]).gained_megabytes(30) == 0


def test_the_makefile_and_contributing_name_every_part():
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    assert f"PART ({', '.join(PARTS)})" in makefile
    [row] = re.findall(
        r"^\| `make bench` .*", (PROJECT / "CONTRIBUTING.md").read_text("utf-8"), re.M
    )
    assert re.findall(r"`(\w+)` \(", row) == [*PARTS]
