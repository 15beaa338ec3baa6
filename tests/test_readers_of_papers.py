"""What stands outside of a snapshot, cut by the reader's scope: filed papers, entries that wait,
files; and a role that changes while its account is signed in."""

import json
from dataclasses import replace
from datetime import date

import pytest

from board.access.accounts import store
from board.access.roles import viewer_with
from board.papers import PAPERS
from board.papers.archive.readers import filed_for, opens_to
from board.papers.archive.sent import file_paper
from board.registers import entry_files
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import papers as papers_text
from board.text import sent_papers
from board.text.pages import BROKEN
from board.ui.session import RolesChanged, refuse_former_roles
from board.warehouse.ask import ask
from board.warehouse.scope import EVERYTHING, Scope
from board.warehouse.snapshots import Snapshot
from tests.literal import opened
from tests.screen import session
from tests.test_pages import infos
from tests.two_wards import AS_OF, HIDDEN_WORD, OFFICERS, OTHER, OWN, filled_with

JUNE = spanning(date(2025, 6, 1), date(2025, 6, 30))
OWN_KEY, OTHER_KEY = f"{OWN}@2018-01-01", f"{OTHER}@2018-01-01"
EARLIER = date(2025, 1, 1)


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """Two wards, as who sees everything sees them."""
    return opened(filled_with(tmp_path_factory.mktemp("readers") / "data"))


@pytest.fixture
def data(whole, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(whole.path.parents[1]))


def seen_by(whole: Snapshot, *held: tuple[str, str]) -> Snapshot:
    return replace(whole, scope=viewer_with("tk-01", held).scope)


def file_one(folder, of: Snapshot, name: str, unit: str | None, by: str | None = None) -> str:
    """Files a paper as its maker sees it, and gives its code."""
    selection = selection_of(of, Filters(unit=unit), JUNE)
    ending = next(iter(PAPERS[name].writers))
    return file_paper(folder, name, ending, b"x", PAPERS[name].build(selection), JUNE.end, by).code


def test_a_paper_is_opened_by_who_sees_its_units_and_what_it_shows(whole, tmp_path, data):
    committee, clerk, above = ("dang-uy", OWN), ("mot-cua", OWN), ("tong-hop", "all")
    makers = {
        "own form": (whole, "form06a", OWN_KEY),
        "other form": (whole, "form06a", OTHER_KEY),
        "form of all": (whole, "form06a", None),
        "own sheet": (seen_by(whole, committee), "board-sheet", OWN_KEY),
        "clerk's sheet": (seen_by(whole, clerk), "board-sheet", OWN_KEY),
        "form of own alone": (seen_by(whole, committee), "form06a", None),
    }
    codes = {file_one(tmp_path, *made): name for name, made in makers.items()}
    assert len(codes) == len(makers), "what another sees is another paper"

    def found(*held):
        return {codes[paper.code] for paper in filed_for(tmp_path, seen_by(whole, *held))}

    assert found(committee) == {"own form", "own sheet", "clerk's sheet", "form of own alone"}
    assert found(clerk) == {"own form", "clerk's sheet", "form of own alone"}
    assert found(above) == {"own form", "other form", "form of all", "form of own alone"}
    assert found(("dang-uy", OTHER)) == {"other form"}
    assert found() == set()
    assert {codes[paper.code] for paper in filed_for(tmp_path, whole)} == set(makers)


def test_a_paper_filed_before_there_were_roles_is_of_its_unit_and_shows_all(whole, tmp_path, data):
    for unit in (OWN_KEY, None):
        file_one(tmp_path, whole, "board-sheet", unit)
    for note in tmp_path.glob("*.json"):
        kept = json.loads(note.read_text("utf-8"))
        note.write_text(json.dumps({k: v for k, v in kept.items() if k not in ("units", "sees")}))
    units = [
        [paper.unit_name for paper in filed_for(tmp_path, seen_by(whole, held))]
        for held in (("dang-uy", OWN), ("mot-cua", OWN), ("dang-uy", "all"), ("tong-hop", "all"))
    ]
    assert [len(found) for found in units] == [1, 0, 2, 0]


def test_who_filed_a_paper_is_named_to_who_sees_codes_of_officers(whole, tmp_path, data):
    selection = selection_of(whole, Filters(unit=OWN_KEY), JUNE)
    made = file_paper(
        tmp_path, "form06a", ".xlsx", b"x", PAPERS["form06a"].build(selection), JUNE.end
    )
    (note,) = tmp_path.glob("*.json")
    note.write_text(note.read_text("utf-8").replace('"filed_by": null', '"filed_by": "16528-01"'))
    assert made.filed_by is None
    named = {
        role: [paper.filed_by for paper in filed_for(tmp_path, seen_by(whole, (role, OWN)))]
        for role in ("dang-uy", "quan-tri")
    }
    assert named == {"dang-uy": ["16528-01"], "quan-tri": [None]}


def test_a_code_or_a_qr_link_opens_only_the_units_that_its_reader_sees(whole):
    clerk = seen_by(whole, ("mot-cua", OWN))
    addresses = [{"period": "2025-q2"} | unit for unit in ({}, {"unit": OWN_KEY}, {"unit": OTHER})]
    assert [opens_to(url, clerk) for url in addresses] == [True, True, False]
    assert all(opens_to(url, whole) for url in addresses)


@pytest.fixture
def as_account(data, monkeypatch):
    """Opens a page, or an address of it, signed in by an account that it may give roles to."""
    headers = {"X-Board-Account": "tk-01"}
    context = "streamlit.runtime.context.ContextProxy.headers"
    monkeypatch.setattr(context, property(lambda self: headers))
    if "tk-01" not in {account.name for account in store.accounts()}:
        store.add("tk-01", "biển xanh cát trắng", 0)

    def opened_page(page: str, **address: str):
        shown = session()
        for key, value in ({"period": "2025-q2"} | address).items():
            shown.query_params[key] = value
        shown.switch_page(f"../../pages/{page}.py").run()
        assert not shown.exception and BROKEN not in infos(shown)
        return shown

    return opened_page


def test_a_code_of_another_unit_is_no_code_on_the_page(whole, as_account):
    code = file_one(whole.path.parents[1] / "papers", whole, "form06a", OTHER_KEY)
    for role, unit, is_known in (("dang-uy", OWN, False), ("dang-uy", OTHER, True)):
        store.give_role("tk-01", role, [unit], EARLIER, None, also=False)
        shown = as_account("reports", code=code)
        assert (papers_text.no_such_code(code) in infos(shown)) != is_known
        names = [frame for frame in shown.dataframe if sent_papers.SENT_COLUMNS["file"] in frame]
        assert bool(names) <= is_known


def test_a_pinned_snapshot_is_cut_as_the_published_one(whole, as_account):
    store.give_role("tk-01", "mot-cua", [OWN], EARLIER, None, also=False)
    shown = as_account("overview", unit=OTHER_KEY, snapshot=whole.name)
    assert not shown.metric and len(shown.info) == 1


def test_a_role_that_changes_while_its_account_is_signed_in_holds_from_the_next_run(as_account):
    store.give_role("tk-01", "dang-uy", [OWN], EARLIER, None, also=False)
    shown = as_account("satisfaction", unit=OWN_KEY)
    assert any(HIDDEN_WORD in str(frame.value) for frame in shown.dataframe)
    drawn_for = shown.session_state["selection"]
    store.give_role("tk-01", "tong-hop", [OWN], EARLIER, None, also=False)
    with pytest.raises(RolesChanged):
        refuse_former_roles(drawn_for)
    shown.run()
    refuse_former_roles(shown.session_state["selection"])
    assert not any(HIDDEN_WORD in str(frame.value) for frame in shown.dataframe)
    store.give_role("tk-01", "tong-hop", [OTHER], EARLIER, None, also=False)
    shown.run()
    units = " ".join(shown.sidebar.selectbox(key="unit").options)
    assert "Quảng Thọ" not in units and "Quảng Minh" in units


def test_entries_that_wait_are_seen_by_who_sees_their_unit_and_their_fields(whole, data):
    for unit in (OWN, OTHER):
        record = {"petition_id": f"D9-{unit}", "unit_code": unit, "kind": "reflection"}
        record |= {"received_on": AS_OF, "dossier_id": "H56.28-250401-0001", "summary": "Đường"}
        entry_files.append("petitions", record, [], OFFICERS[unit][0], "")

    def waiting(*held):
        found = entry_files.waiting("petitions", seen_by(whole, *held))
        shown = ("unit_code", "dossier_id", "summary", "recorded_by")
        return [tuple(entry.values[name] for name in shown) for entry in found]

    whole_row = (OWN, "H56.28-250401-0001", "Đường", OFFICERS[OWN][0])
    assert waiting(("mot-cua", OWN)) == [whole_row]
    assert waiting(("tong-hop", OWN)) == [(OWN, "", "", "")]
    assert len(waiting(("mot-cua", "all"))) == 2 and waiting() == []
    assert len(entry_files.waiting("petitions", replace(whole, scope=EVERYTHING))) == 2
    for path in entry_files.folder("petitions").glob("*.csv"):
        path.unlink()


@pytest.mark.parametrize(
    ("scope", "files", "rejected"),
    [
        (EVERYTHING, 22, 2),
        (Scope(frozenset({OWN}), frozenset({"files"})), 11, 1),
        (Scope(frozenset({OWN, OTHER}), frozenset({"files"})), 22, 2),
        (Scope(frozenset(), frozenset({"files"})), 0, 0),
    ],
)
def test_a_file_is_named_to_who_sees_every_unit_that_it_has_rows_of(whole, scope, files, rejected):
    of = replace(whole, scope=scope)
    assert (len(ask(of, "loads")), len(ask(of, "rejected_rows"))) == (files, rejected)
