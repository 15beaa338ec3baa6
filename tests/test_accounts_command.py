"""`python -m board account`, and what the roles that it gives let somebody write."""

from dataclasses import replace
from datetime import date

import pytest

from board.access.accounts import store
from board.access.roles import viewer_with
from board.registers import entry_policy
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import entries
from tests.conftest import command
from tests.literal import filled, opened

TABLE = "id | unit | status | received | due\n1 | 16528 | 4 | 02/06 | 05/06"


def printed(data, *arguments: str) -> str:
    done = command("board", "account", *arguments, data=data)
    return (done.stdout if done.returncode == 0 else done.stderr).strip()


def test_an_account_is_made_given_roles_closed_and_opened(tmp_path):
    assert printed(tmp_path, "list").startswith("Chưa có tài khoản nào.")
    made = printed(tmp_path, "add", "qt-01")
    assert made.startswith("Tài khoản qt-01, mật khẩu lần đầu: ")
    first = made.split(": ")[1].splitlines()[0]
    assert len(first) == 23 and first.count("-") == 3
    assert printed(tmp_path, "add", "qt-01") == "Đã có tài khoản qt-01."
    assert printed(tmp_path, "add", "lan.nguyen").startswith("Tên đăng nhập gồm")
    one_stop = "Bộ phận một cửa (đơn vị 16528)"
    assert printed(tmp_path, "role", "qt-01", "mot-cua", "--unit", "16528") == f"qt-01: {one_stop}"
    both = printed(tmp_path, "role", "qt-01", "quan-tri", "--unit", "all", "--also")
    assert both == f"qt-01: {one_stop}, Quản trị (mọi đơn vị)"
    assert printed(tmp_path, "role", "qt-01", "dang-uy", "--unit", "16531") == (
        "qt-01: Đảng ủy (đơn vị 16531)"
    )
    assert printed(tmp_path, "disable", "qt-01") == "qt-01: đã khoá"
    assert printed(tmp_path, "list").startswith("qt-01: đã khoá, tạo ngày ")
    assert printed(tmp_path, "enable", "qt-01") == "qt-01: đang dùng"


def test_a_unit_is_named_where_the_data_know_it(tmp_path):
    """A slip in the code would let somebody see another ward. Quảng Châu had the code 16531, which
    Sầm Sơn has today: a role there is one in Sầm Sơn."""
    before = f"{TABLE}\n2 | 16531 | 4 | 02/06 | 05/06"
    data = filled(tmp_path, {"2025-06-10": before, "2025-07-05": TABLE})
    printed(data, "add", "dh-02")
    assert printed(data, "role", "dh-02", "ban-dieu-hanh", "--unit", "16531") == (
        "dh-02: Ban điều hành (Phường Sầm Sơn, mã 16531)"
    )
    printed(data, "add", "qt-01")
    assert printed(data, "role", "qt-01", "mot-cua", "--unit", "16528") == (
        "qt-01: Bộ phận một cửa (Phường Quảng Thọ, mã 16528)"
    )
    assert printed(data, "role", "qt-01", "mot-cua", "--unit", "99999") == (
        "qt-01: Bộ phận một cửa (đơn vị 99999: mã chưa có trong số liệu, xem lại)"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("role", "ai-00", "mot-cua", "--unit", "16528"), "Không có tài khoản ai-00."),
        (("role", "qt-01", "trum", "--unit", "16528"), "Không có vai trò “trum”."),
        (("role", "qt-01", "mot-cua", "--unit", "Quảng Thọ"), "“Quảng Thọ” không phải mã đơn vị."),
        (
            ("role", "qt-01", "mot-cua", "--unit", "１６５２８"),
            "“１６５２８” không phải mã đơn vị.",
        ),
        (
            (
                "role",
                "qt-01",
                "mot-cua",
                "--unit",
                "1",
                "--from",
                "2026-02-01",
                "--to",
                "2026-01-01",
            ),
            "Ngày cuối của vai trò đứng trước ngày đầu.",
        ),
        (("reset", "ai-00"), "Không có tài khoản ai-00."),
    ],
)
def test_a_wrong_line_gets_a_sentence_and_changes_nothing(tmp_path, arguments, sentence):
    printed(tmp_path, "add", "qt-01")
    before = printed(tmp_path, "list")
    assert printed(tmp_path, *arguments).startswith(sentence)
    assert printed(tmp_path, "list") == before


def test_a_role_holds_from_its_first_day_to_its_last(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    store.add("qt-01", "biển xanh cát trắng", 0)
    begins, ends = date(2026, 1, 1), date(2026, 6, 30)
    store.give_role("qt-01", "mot-cua", ["16528"], begins, ends, also=False)
    store.give_role("qt-01", "dang-uy", ["16528"], date(2026, 5, 1), None, also=False)
    held = {
        day: store.roles_on("qt-01", date.fromisoformat(day))
        for day in ("2025-12-31", "2026-01-01", "2026-04-30", "2026-05-01", "2026-07-01")
    }
    assert held == {
        "2025-12-31": [],
        "2026-01-01": [("mot-cua", "16528")],
        "2026-04-30": [("mot-cua", "16528")],
        "2026-05-01": [("dang-uy", "16528")],
        "2026-07-01": [("dang-uy", "16528")],
    }


@pytest.fixture(scope="module")
def selection(tmp_path_factory):
    of = opened(filled(tmp_path_factory.mktemp("ward"), {"2025-07-05": TABLE}))
    return selection_of(of, Filters(unit="16528@2018-01-01"), parse("2025-q2"))


@pytest.mark.parametrize(
    ("held", "open_to"),
    [
        ([], set()),
        ([("dang-uy", "16528")], set()),
        ([("ban-dieu-hanh", "16528")], {"tasks", "letters", "receptions"}),
        ([("ban-dieu-hanh", "16516")], set()),
        ([("ban-dieu-hanh", "16531")], {"tasks", "letters", "receptions"}),  # it went into that
        (
            [("mot-cua", "all")],
            {"tasks", "letters", "receptions", "petitions", "activities", "scores", "load"},
        ),
        ([("tong-hop", "all")], set()),
        ([("quan-tri", "16528")], {"withdraw"}),
    ],
)
def test_who_signed_in_writes_what_a_role_allows_and_in_no_other_unit(selection, held, open_to):
    of = replace(selection, viewer=viewer_with("qt-01", held))
    sources = ("tasks", "letters", "receptions", "petitions", "activities", "scores")
    found = {source for source in sources if entry_policy.why_closed(source, of) is None}
    loads = {
        deed for deed in ("load", "withdraw") if not entry_policy.why_closed_to_loads(of, deed)
    }
    assert found | loads == open_to
    assert all(
        entry_policy.why_closed(source, of) == entries.NOT_ALLOWED
        for source in {*sources} - open_to
    )


def test_a_role_in_todays_unit_writes_in_the_units_that_went_into_it_and_in_no_other(selection):
    of = replace(selection, viewer=viewer_with("qt-01", [("mot-cua", "16531")]))
    assert entry_policy.may_write("tasks", of, "16531")
    assert entry_policy.may_write("tasks", of, "16528"), "which went into 16531"
    assert not entry_policy.may_write("tasks", of, "16516")
    before = replace(selection, viewer=viewer_with("qt-01", [("mot-cua", "16528")]))
    assert entry_policy.may_write("tasks", before, "16528")
    assert not entry_policy.may_write("tasks", before, "16531")


def test_who_signed_in_writes_in_the_accounts_name_and_no_other(selection):
    of = replace(selection, viewer=viewer_with("qt-01", [("mot-cua", "16528")]))
    assert entry_policy.why_not_in_post("qt-01", of) is None
    assert entry_policy.why_not_in_post("16528-01", of) == entries.ENTRY_BY_MISSING
