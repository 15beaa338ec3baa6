"""Every role of roles.toml goes through every question, page, export and paper, and learns nothing
that the table does not give it.

Two warehouses differ only in what a role may not see: another ward's rows, and in its own ward the
codes, officers, comments and files that its role does not name. Whatever it asks, the answers are
the same, and in none stands a word of what is hidden. `make test` walks for the role that sees
least, `make test-long` for all.
"""

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import pandas as pd
import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from board.access.accounts import store
from board.access.roles import ROLES, viewer_with
from board.catalogue import MEASURES
from board.papers import PAPERS
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text.pages import BROKEN, PAGES
from board.ui.components.downloads import to_csv
from board.warehouse import ask as asking
from board.warehouse.scope import EVERYTHING, MARK, without_marks
from board.warehouse.snapshots import Snapshot
from tests.conftest import slice_of
from tests.literal import opened
from tests.registers import LEAST
from tests.screen import session
from tests.test_pages import plain, raw_texts
from tests.two_wards import AS_OF, OTHER, OWN, PARTS, filled_with, secrets_of

FIRST, LAST = date(2025, 4, 1), date.fromisoformat(AS_OF)
OWN_KEY, OTHER_KEY = f"{OWN}@2018-01-01", f"{OTHER}@2018-01-01"
# Parameter → what the walk asks with; a question with another one has to be given values here.
VALUES = {
    "unit": (None, OWN_KEY, OTHER_KEY),
    "source": ("petitions", "officers", "pledges", "activities", "letters", "tasks"),
    "by": ("unit",),
    **dict.fromkeys(("from", "starts", "then"), (FIRST,)),
    **dict.fromkeys(("to", "ends", "on", "now", "day", "today", "form_date"), (LAST,)),
    **dict.fromkeys(("left_out", "field", "of_field", "procedure", "channel"), (None,)),
    **dict.fromkeys(("kept_until", "record", "year", "sought"), (None,)),
    **dict.fromkeys(("limit", "examples", "steps"), (1000,)),
    "change": ("either", "new", "cleared"),
    "cutoff_dates": (date(2025, 5, 31),),
    "certification": (True,),
    "due_soon_days": (5,),
    "key_field": ("petition_id",),
    "months": (12,),
    "part": ("all",),
    "records": ("1",),
    "role": ("letters_on_behalf_of",),
    "scorecard": ("CQTT",),
    "search": ("",),
    "state": ("all",),
    "width": (1,),
}
SLICE = {"unit": (None,), "source": ("petitions", "officers")}
# The parts of pages that are folded away.
OPENED = [*(f"entries_{source}" for source in (*LEAST, "officers")), "draft"]
LISTS = {"starts", "ends", "cutoff_dates", "records"}
# Of a file's bytes, and of marks that stand for codes: they say nothing to a reader.
DIGESTS = {"sha256", "original_sha256", "id"}


def hidden_from(role: str) -> tuple[str, ...]:
    """What of its own ward a role does not see."""
    return tuple(part for part in PARTS if part not in ROLES[role].sees)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory):
    """Gives the warehouse as it is, and the one in which all is otherwise that a role may not see,
    each as a reader of that role in one ward sees it."""
    made: dict[tuple | None, Snapshot] = {}

    def world(hidden: tuple[str, ...] | None) -> Snapshot:
        if hidden not in made:
            folder = tmp_path_factory.mktemp("world") / "data"
            made[hidden] = opened(filled_with(folder, hidden or (), other=hidden is not None))
        return made[hidden]

    def seen_by(role: str) -> tuple[Snapshot, Snapshot]:
        scope = viewer_with("tk-01", [(role, OWN)]).scope
        return tuple(replace(of, scope=scope) for of in (world(None), world(hidden_from(role))))

    return seen_by


def secrets_in(text: str, role: str) -> list[str]:
    """The words of what is hidden from a role that stand in a text."""
    hidden = hidden_from(role)
    # Where a role sees the register of posts, only the differing answers tell officers' figures.
    parts = [part for part in hidden if (part, "posts" in hidden) != ("officers", False)]
    words = [word for part in parts for word in secrets_of(OWN, part)] + secrets_of(OTHER, "rows")
    return [word for word in words if word in text] + re.findall(MARK.pattern, text)


def questions() -> list[str]:
    """Every question that a page, a paper or a command may ask."""
    return sorted(p.stem for p in asking.QUERIES.glob("*.sql") if p.stem != "settings")


def asked_with(query: str, of: Snapshot, only: Mapping[str, tuple]) -> Iterator[dict]:
    """The parameters of each time that the walk asks a question, of VALUES or `only` these."""
    names = sorted(asking._names(query))
    kinds = {m.rows for m in MEASURES.values() if m.rows and m.rows_query == query}
    values = VALUES | {"rows": sorted(kinds) or ["all"]} | only
    if "ids" in names:
        values |= {"ids": [every_id(query, of)]}
    for chosen in product(*(values[name] for name in names)):
        given = zip(names, chosen, strict=True)
        yield {name: [value] if name in LISTS else value for name, value in given}


def every_id(query: str, of: Snapshot) -> list:
    """Every dossier that the warehouse holds, as a question names it, whoever may see it."""
    source = "dossier_prints" if query == "dossier_states" else "open_list"
    given = next(asked_with(source, of, {}))
    found = asking.ask(replace(of, scope=EVERYTHING), source, **given)
    return found["id" if source == "dossier_prints" else "dossier_id"].tolist()


def answers(query: str, of: Snapshot, only: Mapping[str, tuple] = SLICE) -> dict[str, list[str]]:
    """What a question answers to a reader, each row as text, by what it was asked with."""
    return {
        repr(given | {"ids": ()}): _as_texts(asking.ask(of, query, **given))
        for given in asked_with(query, of, only)
    }


def _as_texts(found: pd.DataFrame) -> list[str]:
    """Rows as text, in an order that no hidden code gives."""
    shown = without_marks(found).drop(columns=[*DIGESTS & {*found.columns}])
    return sorted(repr(row) for row in shown.astype(object).itertuples(index=False, name=None))


def leaking(
    here: Snapshot, there: Snapshot, role: str, only: Mapping[str, tuple] = SLICE
) -> list[str]:
    """The questions that answer a role otherwise in the two warehouses, or say what is hidden."""
    found = []
    for query in questions():
        mine = answers(query, here, only)
        if mine != answers(query, there, only) or secrets_in(repr(mine), role):
            found.append(query)
    return found


@pytest.mark.parametrize("role", slice_of(ROLES, "tong-hop"))
def test_no_question_tells_a_role_what_it_may_not_see(worlds, role):
    assert leaking(*worlds(role), role) == []


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_no_question_about_any_unit_and_register_tells_a_role_more(worlds, role):
    assert leaking(*worlds(role), role, {}) == []


def test_a_question_that_passes_by_the_scope_is_found(worlds, tmp_path, monkeypatch):
    (tmp_path / "planted.sql").write_text(
        "-- grain: one row a table.\nselect table_name, estimated_size from duckdb_tables();\n"
    )
    (tmp_path / "cut.sql").write_text("-- grain: one row.\nselect count(*) from main.dossiers;\n")
    monkeypatch.setattr(asking, "QUERIES", tmp_path)
    assert leaking(*worlds("tong-hop"), "tong-hop") == ["planted"]


def test_a_parameter_that_the_walk_has_no_values_for_is_found(worlds, tmp_path, monkeypatch):
    (tmp_path / "unknown.sql").write_text("-- grain: one row.\nselect $whatever as x;\n")
    monkeypatch.setattr(asking, "QUERIES", tmp_path)
    with pytest.raises(KeyError, match="whatever"):
        leaking(*worlds("tong-hop"), "tong-hop")


@pytest.mark.long
def test_who_sees_everything_is_answered_otherwise_in_the_two_warehouses(worlds):
    here, there = (replace(of, scope=EVERYTHING) for of in worlds("tong-hop"))
    differing = {query for query in questions() if answers(query, here) != answers(query, there)}
    assert len(differing) > 45, "the rest ask what is the same for all"


@pytest.fixture
def signed_in(monkeypatch):
    """Opens a page over a warehouse, signed in with a role in one ward."""
    request_headers: dict[str, str] = {}
    monkeypatch.setattr(
        "streamlit.runtime.context.ContextProxy.headers", property(lambda self: request_headers)
    )

    def open_page(page: str, of: Snapshot, role: str, unit: str) -> AppTest:
        monkeypatch.setenv("BOARD_DATA", str(of.path.parents[1]))
        account = f"tk-{[*ROLES].index(role):02}"
        if account not in {known.name for known in store.accounts()}:
            store.add(account, "biển xanh cát trắng", 0)
            store.give_role(account, role, [OWN], FIRST, None, also=False)
        request_headers["X-Board-Account"] = account
        shown = session()
        for key in OPENED:
            shown.session_state[key] = True
        for key, value in {"period": "2025-q2", "unit": unit}.items():
            shown.query_params[key] = value
        shown.switch_page(f"../../pages/{page}.py").run()
        assert not shown.exception
        return shown

    return open_page


def all_texts(shown: AppTest) -> str:
    """Whatever a page shows and gives away: its words, tables and charts, and the rows of files."""
    texts = [*raw_texts(shown), *(str(text.value) for text in shown.sidebar.caption)]
    assert BROKEN not in map(plain, texts)
    for node in shown.main:
        if node.type == "plotly_chart":
            texts.append(json.dumps(json.loads(node.proto.spec), ensure_ascii=False))
        if node.type in ("dataframe", "table"):
            texts.append(to_csv(node.value).decode())
    tables = shown.session_state.get("page_tables", {})
    return "\n".join([*texts, *(to_csv(table.rows()).decode() for table in tables.values())])


def alike(text: str, of: Snapshot) -> str:
    """A text without the names by which two warehouses differ in any case."""
    return re.sub(
        r"\b[A-Z2-7]{8}\b", "MÃ", text.replace(of.name, "BẢN").replace(of.name[-8:], "BẢN")
    )


@pytest.mark.parametrize("page", PAGES)
def test_no_page_and_no_export_says_what_its_reader_may_not_see(worlds, signed_in, page):
    here, _ = worlds("tong-hop")
    assert secrets_in(all_texts(signed_in(page, here, "tong-hop", OWN_KEY)), "tong-hop") == []


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("unit", [OWN_KEY, OTHER_KEY, ""])
@pytest.mark.parametrize("role", ROLES)
def test_no_page_and_no_export_is_another_for_what_its_reader_may_not_see(
    worlds, signed_in, role, unit, page
):
    both = worlds(role)
    mine, theirs = (alike(all_texts(signed_in(page, of, role, unit)), of) for of in both)
    assert secrets_in(mine, role) == []
    # The log of use tells of the walk itself; whose lines it shows is tried in tests/test_usage.py.
    assert mine == theirs or page == "usage_log"


def text_of(file: bytes) -> str:
    """The text of a paper: of a PDF its pages, else of every part of a zip, and of zips in it."""
    if file.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(file)).pages)
    with zipfile.ZipFile(io.BytesIO(file)) as book:
        parts = [book.read(part) for part in book.namelist() if part.endswith((".xml", ".xlsx"))]
    return "\n".join(
        text_of(part) if part.startswith(b"PK") else html.unescape(part.decode()) for part in parts
    )


def paper_of(name: str, ending: str, of: Snapshot, unit: str | None) -> str:
    """The text of a paper as a reader makes it, or why it is not made."""
    selection, paper = selection_of(of, Filters(unit=unit), spanning(FIRST, LAST)), PAPERS[name]
    try:
        paper.check(selection)
        return text_of(paper.make(ending, selection))
    except ValueError as refused:
        return str(refused)


MADE = [(name, ending) for name, paper in PAPERS.items() for ending in paper.writers]


@pytest.mark.parametrize(("name", "ending"), MADE)
def test_no_paper_says_what_its_maker_may_not_see(worlds, name, ending):
    here, _ = worlds("tong-hop")
    assert secrets_in(paper_of(name, ending, here, OWN_KEY), "tong-hop") == []


@pytest.mark.long
@pytest.mark.parametrize(("name", "ending"), MADE)
@pytest.mark.parametrize("unit", [OWN_KEY, None])
@pytest.mark.parametrize("role", ROLES)
def test_no_paper_is_another_for_what_its_maker_may_not_see(worlds, role, unit, name, ending):
    both = worlds(role)
    mine, theirs = (alike(paper_of(name, ending, of, unit), of) for of in both)
    assert secrets_in(mine, role) == [] and mine == theirs
