"""docs/security.md names the tests that show what it says; and what it says of the queries."""

import re

from tests.conftest import PROJECT

TEXT = (PROJECT / "docs" / "security.md").read_text("utf-8")


def test_every_test_that_the_page_names_is_one():
    named = set(re.findall(r"`(test_\w+)`", TEXT))
    files = (PROJECT / "tests").glob("test_*.py")
    there = {
        name
        for file in files
        for name in re.findall(r"^def (test_\w+)\(", file.read_text("utf-8"), re.M)
    }
    assert named and named - there == set()


def test_every_way_to_try_has_what_stops_it_and_a_test():
    rows = [line for line in TEXT.splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    cells = [row for row in cells if row[3] != "Phép thử"]
    assert len(cells) > 60
    assert [row for row in cells if not (row[1] and row[2] and "`test_" in row[3])] == []


def test_no_question_of_the_board_asks_ratings_by_officer():
    folder = PROJECT / "board" / "warehouse"
    macros = [path.read_text("utf-8") for path in (folder / "macros").glob("*.sql")]
    queries = {
        path.name: _with_macros(path.read_text("utf-8"), macros)
        for path in (folder / "queries").glob("*.sql")
    }
    of_ratings = {name for name, text in queries.items() if re.search("feedback|ratings", text)}
    assert "rows_ratings.sql" in of_ratings
    # The list of dossiers, those complained of too, names who handles each: the page says so.
    assert [name for name in of_ratings if "officer" in queries[name]] == ["rows_dossiers.sql"]
    assert "hồ sơ bị phản ánh" in TEXT


def _with_macros(query: str, macros: list[str]) -> str:
    """A query with the macros that it uses, and with those that these use."""
    while used := [
        macro
        for macro in macros
        if macro not in query and any(n in query for n in re.findall(r"macro (\w+)", macro))
    ]:
        query += "".join(used)
    return query


def test_each_point_of_the_standard_is_met_once_or_said_not_to_be():
    table, _, rest = TEXT.partition("## OWASP ASVS")[2].partition("Áp dụng mà chưa đáp ứng")
    met = re.findall(
        r"(?<![\d.])\d{1,2}\.\d\.\d{1,2}", "".join(re.findall(r"^\| [^|]+", table, re.M))
    )
    not_met = set(re.findall(r"\d{1,2}\.\d\.\d{1,2}", rest.partition("## ")[0]))
    assert len(met) == len(set(met)) > 80 and not set(met) & not_met
