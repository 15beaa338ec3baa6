"""What a reader's scope leaves of a snapshot: walked over every table and column of the sample."""

import re
from dataclasses import replace

import duckdb
import pytest

from board.access.roles import ROLES, viewer_with
from board.selection.viewer import ANYBODY
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING, VIEWS, Scope, narrow
from board.warehouse.snapshots import current, opened, opening
from tests.literal import snapshot as loaded

QUANG_THO, QUANG_CHAU = "16528", "16531"
WARD = Scope(frozenset({QUANG_THO}), frozenset())
# Tables that are the same for every reader, each with its reason.
FOR_ALL = {
    "apology_reasons": "a file of the house",
    "calendar": "the law's days",
    "comment_themes": "words, none of them a citizen's",
    "criteria": "the law's",
    "definition_changes": "the product's",
    "letter_rules": "the house's",
    "letter_templates": "the house's",
    "pledge_wordings": "the model's",
    "procedure_names": "names of the law's and the files' procedures",
    "procedures": "the law's",
    "reception_quotas": "the law's",
    "scorecards": "the law's",
    "snapshot": "of the file itself",
    "source_fields": "the contracts'",
    "sources": "the contracts'",
    "time_limits": "the law's",
    "units": "names of units, published",
    "workstreams": "the model's",
}

OF_A_UNIT = {"unit_key", "unit_code", "dossier_id", "officer", "officer_code", "comment", "summary"}
TEXTS = ("VARCHAR", "VARCHAR[]", "JSON")
# Columns of text that whoever sees a row sees.
PLAIN = {
    *("activity_id", "audience", "body", "changed_fields", "channel", "code", "column"),
    *(
        "criterion",
        "detail",
        "dropped_columns",
        "evidence",
        "field",
        "file",
        "first_day_from",
        "host_role",
    ),
    *("is_complex", "item", "kind", "layout", "letter_id", "measure", "member_key"),
    *("missed_reason", "name", "neighbourhood", "note", "number", "original_sha256", "outcome"),
    *("overdue_reason", "owner", "parent_body", "petition_id", "place", "procedure"),
    *("procedure_code", "procedure_key", "reason", "reception_id", "recipient", "role"),
    *("scorecard", "sentence", "sha256", "signer", "signs_as", "signs_for", "source"),
    *("source_file", "task_id", "title", "topic", "unit_code", "unit_key", "waived_reason"),
}


@pytest.fixture(scope="module")
def sample(sample_data):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(sample_data))
        return current(EVERYTHING)


@pytest.fixture(scope="module")
def cursors(sample):
    """A cursor that sees everything and one that sees a ward without codes, officers, comments."""
    with opening:
        connection = opened(sample.path).connection
    everything, narrowed = connection.cursor(), connection.cursor()
    narrow(narrowed, WARD, "salt")
    yield everything, narrowed


def tables(cursor) -> list[str]:
    # What stands in the schema `build` is for the next build, and no question asks it.
    rows = cursor.execute(
        "select table_name from duckdb_tables() where not internal and schema_name <> 'build'"
    ).fetchall()
    return sorted(name for (name,) in rows)


def unscoped(cursor) -> list[str]:
    """The tables that scope.sql does not cut and nobody said to be for all, and of those that it
    cuts the columns of text that it neither hides nor PLAIN names."""
    text, found = VIEWS.read_text("utf-8"), []
    for name in tables(cursor):
        view = re.search(rf"temp view {name} as(.*?);", text, re.DOTALL)
        columns = {row[0]: row[1] for row in cursor.execute(f"describe {name}").fetchall()}
        if (view is None) != (name in FOR_ALL):
            found.append(name)
        elif view is None:
            own = {"unit_key"} if name == "units" else set()
            found += [f"{name}.{column}" for column in columns if column in OF_A_UNIT - own]
        else:
            texts = {column for column, kind in columns.items() if kind in TEXTS}
            hidden = {column for column in texts if f" as {column}" in view[1]}
            found += sorted(f"{name}.{column}" for column in texts - hidden - PLAIN)
    return found


def test_every_table_and_column_is_cut_or_said_to_be_for_all(cursors):
    assert unscoped(cursors[0]) == []


def test_no_question_asks_what_is_for_the_next_build():
    asked = [path.read_text("utf-8") for path in VIEWS.parent.rglob("*.sql")]
    assert asked and not [text for text in asked if "build." in text]


def test_a_table_or_a_column_that_nobody_cut_is_found(sample, tmp_path):
    path = tmp_path / "planted.duckdb"
    path.write_bytes(sample.path.read_bytes())
    with duckdb.connect(str(path)) as planted:
        planted.execute("create table planted as select unit_key from units")
        planted.execute("alter table tasks add column telephone varchar")
        planted.execute("alter table units add column officer varchar")
        assert unscoped(planted) == ["planted", "tasks.telephone", "units.officer"]


def test_no_cell_of_a_ward_holds_another_unit_or_a_code_or_an_officer(cursors):
    everything, narrowed = cursors
    keys = everything.execute(
        "select member_key, list_contains(list(split_part(unit_key, '@', 1)), ?) from unit_scope"
        " group by all",
        [QUANG_THO],
    ).fetchall()
    own = {key for key, is_own in keys if is_own}
    others = {key for key, _ in keys} - own
    others |= {key.partition("@")[0] for key in others}
    hidden = {
        value
        for query in (
            "select dossier_id from dossiers",
            "select officer_code from officers",
            "select comment from feedback",
            "select summary from petitions",
        )
        for (value,) in everything.execute(query).fetchall()
        if value
    }
    assert len(own) < len(keys) and len(hidden) > 1000
    for name in set(tables(everything)) - FOR_ALL.keys():
        found = narrowed.execute(f"select * from {name}").df()
        for column in found.select_dtypes(["object", "str"]):
            values = {value for value in found[column] if isinstance(value, str)}
            assert not values & hidden, (name, column)
            assert not values & others, (name, column)


@pytest.mark.parametrize(
    ("first_day", "seen"), [("2025-07-01", "16513@2018-01-01"), ("2099-01-01", "16528@2018-01-01")]
)
def test_a_code_is_the_unit_that_has_it_today_and_not_one_before_or_to_come(
    sample, tmp_path, first_day, seen
):
    """The code of Quảng Thọ goes to a new unit, into which 16513 went and Quảng Thọ did not."""
    path = tmp_path / "given_anew.duckdb"
    path.write_bytes(sample.path.read_bytes())
    with duckdb.connect(str(path)) as planted:
        planted.execute(
            "insert into units select * replace ("
            f"'16528' as code, '16528@{first_day}' as unit_key, date '{first_day}' as valid_from, "
            "date '9999-12-31' as valid_to) "
            "from units where unit_key = '16513@2018-01-01'"
        )
        planted.execute(f"insert into unit_scope values ('16528@{first_day}', '16513@2018-01-01')")
        narrow(planted, WARD, "salt")
        found = planted.execute("select distinct unit_key from dossiers").fetchall()
    assert found == [(seen,)]


def test_the_figures_of_a_ward_are_its_own_rows_and_no_more(cursors):
    everything, narrowed = cursors
    own = f"unit_key in (select member_key from unit_scope where unit_key like '{QUANG_THO}@%')"
    for name in ("dossiers", "feedback", "petitions", "tasks", "dossiers_as_of", "strata"):
        all_rows = everything.execute(f"select count(*) from {name}").fetchone()
        rows = everything.execute(f"select count(*) from {name} where {own}").fetchone()
        assert narrowed.execute(f"select count(*) from {name}").fetchone() == rows != all_rows, name
    # What is joined by a code that is not seen is joined as before.
    joined = "select count(*) from letters_owed join dossiers using (dossier_id)"
    rows = everything.execute(f"{joined} where dossiers.{own}").fetchone()
    assert narrowed.execute(joined).fetchone() == rows and rows[0] > 0


def test_questions_are_answered_within_the_scope_and_cached_apart(sample):
    ward = replace(sample, scope=WARD)
    assert len(ask(ward, "units")) < len(ask(sample, "units"))
    assert {*ask(ward, "units")["code"]} >= {QUANG_THO}
    assert QUANG_CHAU not in {*ask(ward, "units")["code"]}
    assert QUANG_CHAU in {*ask(sample, "units")["code"]}


def test_a_snapshot_that_nobody_asks_answers_nothing(sample):
    with pytest.raises(ValueError, match="without a scope"):
        ask(replace(sample, scope=None), "units")


def test_a_unit_of_today_carries_those_that_went_into_it_and_none_of_these_carries_it(tmp_path):
    table = "id | unit | status | received | due\n1 | 16528 | 4 | 02/06 | 05/06\n"
    everything = loaded(tmp_path, {"2025-07-05": f"{table}2 | 16531 | 4 | 02/07 | 05/07"})
    seen = {
        codes: {
            *ask(replace(everything, scope=Scope(frozenset(codes), EVERYTHING.sees)), "units")[
                "unit_key"
            ]
        }
        for codes in ((), ("16528",), ("16531",), ("16513",))
    }
    assert seen == {
        (): set(),
        ("16528",): {"16528@2018-01-01"},
        ("16531",): {"16528@2018-01-01", "16531@2025-07-01"},
        ("16513",): set(),
    }


@pytest.mark.parametrize(
    ("held", "units", "sees", "deeds"),
    [
        ([], frozenset(), set(ROLES["dang-uy"].sees | {"files"}), {}),
        (
            [("ban-dieu-hanh", "16528")],
            {"16528"},
            {"codes", "officers", "posts", "comments"},
            {d: {"16528"} for d in ("tasks", "letters", "receptions", "papers")},
        ),
        # One more role in the same unit takes nothing away; one of all units does.
        (
            [("ban-dieu-hanh", "16528"), ("quan-tri", "16528")],
            {"16528"},
            {"codes", "officers", "posts", "comments", "files"},
            {
                "tasks": {"16528"},
                "letters": {"16528"},
                "receptions": {"16528"},
                "papers": {"16528"},
                "withdraw": {"16528"},
                "administer": {"16528"},
            },
        ),
        ([("dang-uy", "16528"), ("tong-hop", "all")], None, set(), {"papers": None}),
        (
            [("dang-uy", "16528"), ("mot-cua", "16531")],
            {"16528", "16531"},
            {"codes", "posts", "comments"},
            {
                d: {"16531"}
                for d in ("tasks", "letters", "receptions", "registers", "papers", "load")
            },
        ),
    ],
)
def test_what_several_roles_come_to_together(held, units, sees, deeds):
    found = viewer_with("lan", held)
    assert found.scope == Scope(units and frozenset(units), frozenset(sees))
    assert dict(found.deeds) == {deed: codes and frozenset(codes) for deed, codes in deeds.items()}
    assert ANYBODY.scope.is_everything and ANYBODY.may("administer")
