"""Signing in: who comes in and who does not, asked over sockets of a real server."""

import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from websockets.exceptions import ConnectionClosed

from board.access.accounts import database, guessing, passwords, sessions, store
from board.access.audit_chain import lines, verify
from board.text import sign_in as words
from tests.asker import FIRST, LIMITS, NAME, OWN, Asker, door, with_account
from tests.conftest import serving
from tests.test_gate import Browser


@pytest.fixture
def here(tmp_path, monkeypatch) -> Path:
    """An empty data folder."""
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def data(tmp_path_factory, sample_data) -> Path:
    return with_account(sample_data, tmp_path_factory.mktemp("accounts") / "data")


@pytest.fixture(scope="module")
def port(data) -> int:
    with serving(data) as address:
        yield int(address.rsplit(":", 1)[1])


@pytest.fixture(autouse=True)
def _no_failures(data, monkeypatch):
    """Each test begins without failed tries, in the folder of the server."""
    monkeypatch.setenv("BOARD_DATA", str(data))
    with database.opened() as connection:
        connection.execute("delete from failures")
        connection.execute("update accounts set disabled = 0, must_change = 0")


def test_no_route_is_open_without_a_session(port):
    asker = Asker(port)
    for path in (
        *("/", "/thu", "/THU", "//thu", "/thu/", "/./thu", "/%74hu", "/dang-nhap/../thu"),
        *("/dang-nhap/", "/dang-nhap//thu", "/dang-nhap%2f..%2fthu", "/thu;x=/dang-nhap"),
        *("/healthz/", "/HEALTHZ", "/healthz/..%2fthu", "/healthz%00", "/healthz;/thu"),
        *("/_STCORE/health", "/%5fstcore/health", "/_stcore%2fhealth", "/media/..;/thu"),
        *("/%2e%2e/thu", "/..%5cthu", "http://localhost/thu", "/dang-nhap/chung/x"),
    ):
        answer = asker.ask(path)
        assert answer.status == 303 and answer.to.startswith("/dang-nhap?toi="), path
    for path in (
        "/_stcore/health",
        "/_stcore/host-config",
        "/_stcore/upload_file/a/b",
        "/_stcore/metrics",
        "/media/0123456789abcdef.csv",
        "/static/js/index.js",
        "/component/x",
        "/DANG-NHAP",
        "/healthz/",
    ):
        answer = asker.ask(path, Accept="*/*")
        assert (answer.status, answer.text) == (401, words.ENDED), path
    with pytest.raises(Exception, match="403"):
        asker.socket()


def test_health_without_a_session_is_a_state_alone(port):
    asker = Asker(port)
    assert asker.ask("/healthz").text == '{"is_well": true}\n'
    asker.sign_in()
    assert '"data_date"' in asker.ask("/healthz").text


def test_who_comes_and_goes_and_who_is_refused_is_in_the_log_of_use(port, data):
    before = verify(data).last
    asker = Asker(port)
    asker.sign_in("Mật khẩu của tôi", "x")
    asker.sign_in(f" {NAME.upper()}", "sai mật khẩu rồi")
    asker.sign_in()
    asker.ask("/dang-xuat", {})
    assert [(line.kind, line.account, dict(line.what)) for line in lines(data)][before:] == [
        ("sign_in_refused", None, {"reason": "wrong"}),
        ("sign_in_refused", NAME, {"reason": "wrong"}),
        ("signed_in", NAME, {}),
        ("signed_out", NAME, {}),
    ]


def test_who_signs_in_comes_to_the_page_that_was_asked_for(port):
    asker = Asker(port)
    there = asker.ask("/thu?unit=16528&period=2025-q2").to
    assert words.SIGN_IN in asker.ask(there).text
    answer = asker.sign_in(path=there)
    assert (answer.status, answer.to) == (303, "/thu?unit=16528&period=2025-q2")
    cookie = next(c for c in answer.headers.get_all("Set-Cookie") if c.startswith("board_session"))
    assert cookie.split("; ")[1:] == ["Path=/", "HttpOnly", "SameSite=Lax"]
    assert asker.is_in() and asker.ask("/dang-nhap").to == "/"
    with asker.socket() as socket:
        socket.ping().wait(5)


@pytest.mark.parametrize(
    "asked", ["//evil.example", "https://evil.example", "/\\evil.example", "evil", "/a\r\nX: y", ""]
)
def test_a_sign_in_leads_to_no_other_place(port, asked):
    answer = Asker(port).sign_in(path=f"/dang-nhap?{urlencode({'toi': asked})}")
    assert (answer.status, answer.to) == (303, "/")


def test_a_name_nobody_has_is_answered_as_a_wrong_password_is(port):
    asker = Asker(port)
    unknown, wrong = asker.sign_in("ai-00"), asker.sign_in(password="sai mật khẩu rồi")
    assert unknown.status == wrong.status == 401
    assert unknown.text.replace("ai-00", NAME) == wrong.text and words.WRONG in wrong.text
    store.set_disabled(NAME, True)
    assert asker.sign_in().text == wrong.text, "a closed account, with its right password"
    # By time too: each checks one hash. The least of four, for a busy machine is only ever slower.
    times = {"ai-00": [], NAME: []}
    for name in (*times, *times) * 2:
        began = time.perf_counter()
        asker.sign_in(name, "sai mật khẩu rồi")
        times[name].append(time.perf_counter() - began)
    assert 0.5 < min(times["ai-00"]) / min(times[NAME]) < 2


def failed(times: int, at: float, address: str = "", account: str = "") -> None:
    """Notes failed tries as the door does, without their hundred milliseconds of hashing each."""
    with database.opened() as connection:
        for number in range(times):
            row = {"account": account or f"ten{number}", "address": address, "at": at}
            connection.execute(database.text("add_failure"), row)


def test_over_the_wire_the_right_password_waits_and_says_how_long(port):
    asker = Asker(port)
    failed(9, time.time(), account=NAME)
    assert asker.sign_in(password="sai mật khẩu rồi").status == 401
    answer = asker.sign_in()
    assert answer.status == 429 and words.TOO_MANY_TRIES in answer.text and not asker.is_in()


def test_who_holds_a_session_cannot_guess_its_password_either(port):
    asker = Asker(port)
    asker.sign_in()
    failed(10, time.time(), account=NAME)
    answer = asker.ask("/doi-mat-khau", {"old": OWN, "new": FIRST, "again": FIRST})
    assert answer.status == 429 and words.TOO_MANY_TRIES in answer.text
    with database.opened() as connection:
        connection.execute("delete from failures")
    answer = asker.ask("/doi-mat-khau", {"old": "sai mật khẩu", "new": FIRST, "again": FIRST})
    assert answer.status == 400 and words.OLD_PASSWORD_WRONG in answer.text
    with database.opened() as connection:
        assert connection.execute("select count(*) from failures").fetchone()[0] == 1


def test_after_ten_wrong_tries_the_right_password_waits_too(here):
    store.add(NAME, OWN, 0)

    def tried(password: str, at: float, address: str = "10.0.0.1", name: str = NAME) -> str | None:
        return guessing.account_signing_in(name, password, address, at)

    assert [tried("sai mật khẩu", at) for at in range(10)] == [None] * 10
    for at in (10, 30, 59):
        with pytest.raises(guessing.TooManyTries):
            tried(OWN, at)
    with pytest.raises(guessing.TooManyTries):
        tried(OWN, 59, name=" QT-01 ")
    assert tried(OWN, 60) == NAME  # the first try is a minute old
    assert tried(OWN, 60, name=" QT-01 ") == NAME
    # From one address thirty names, from another nothing is counted.
    failed(30, 200, "10.0.0.1")
    with pytest.raises(guessing.TooManyTries):
        tried(OWN, 231)
    assert tried(OWN, 231, address="10.0.0.2") == NAME


def test_a_clock_that_is_set_back_locks_nobody_out_and_one_who_waits_is_counted(here):
    store.add(NAME, OWN, 0)
    failed(10, 10_000, account=NAME)
    with pytest.raises(guessing.TooManyTries):
        guessing.account_signing_in(NAME, OWN, "10.0.0.1", 9_990)
    assert guessing.account_signing_in(NAME, OWN, "10.0.0.1", 6_400) == NAME


def test_guesses_at_once_are_counted_before_they_are_checked(here):
    store.add(NAME, OWN, 0)

    def tried(i: int) -> str:
        try:
            return str(guessing.account_signing_in(NAME, f"sai mật khẩu {i}", "::1", 1.0))
        except guessing.TooManyTries:
            return "refused"

    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(tried, range(24)))
    assert (answers.count("None"), answers.count("refused")) == (10, 14)


def test_a_first_password_must_be_changed_before_anything_else(port):
    store.reset(NAME, FIRST)
    asker = Asker(port)
    assert asker.sign_in(password=FIRST).status == 303
    assert asker.ask("/thu").to == "/doi-mat-khau?toi=/thu"
    assert asker.ask("/_stcore/health", Accept="*/*").status == 401
    with pytest.raises(Exception, match="403"):
        asker.socket()
    before = dict(asker.cookies)
    for new, again, refusal in (
        ("ngắn", "ngắn", words.too_short(12)),
        (FIRST, FIRST, words.SAME_PASSWORD),
        (OWN, OWN + "x", words.NOT_THE_SAME),
        ("matkhau123456", "matkhau123456", words.TOO_COMMON),
    ):
        answer = asker.ask("/doi-mat-khau", {"old": FIRST, "new": new, "again": again})
        assert answer.status == 400 and refusal in answer.text
    answer = asker.ask("/doi-mat-khau?toi=/thu", {"old": FIRST, "new": OWN, "again": OWN})
    assert (answer.status, answer.to) == (303, "/thu") and asker.is_in()
    # The session that the first password opened has ended.
    asker.cookies = before
    assert not asker.is_in()


def test_a_session_ends_by_signing_out_in_every_tab(port):
    asker = Asker(port)
    asker.sign_in()
    kept = dict(asker.cookies)
    with asker.socket() as socket:
        assert asker.ask("/dang-xuat").status == 200 and asker.is_in(), "a link signs nobody out"
        assert asker.ask("/dang-xuat", {}).to == "/dang-nhap"
        ended_within(socket, 5)
    asker.cookies = kept  # as another tab, or a thief, would still have it
    assert not asker.is_in()


def ended_within(socket, seconds: float) -> None:
    began = time.monotonic()
    with pytest.raises(ConnectionClosed):
        while True:
            socket.recv(timeout=seconds)
    assert time.monotonic() - began < seconds


@pytest.mark.parametrize(
    "change",
    [
        lambda: store.set_disabled(NAME, True),
        lambda: store.reset(NAME, FIRST),
    ],
)
def test_an_open_page_of_an_account_that_is_closed_ends_within_five_seconds(port, change):
    asker = Asker(port)
    asker.sign_in()
    with asker.socket() as socket:
        socket.ping().wait(5)
        change()
        ended_within(socket, 5)
    assert not asker.is_in()
    store.set_disabled(NAME, False)
    store.reset(NAME, FIRST)
    store.change_password(NAME, FIRST, OWN)


def test_a_session_ends_unused_and_altogether(here):
    store.add(NAME, OWN, 0)
    token = sessions.start(NAME, 1000)
    found = sessions.Session(NAME, must_change=True)
    assert sessions.find(token, LIMITS, 1000 + 3599, is_used=False) == found
    assert sessions.find(token, LIMITS, 1000 + 3600, is_used=False) is None
    for hour in range(1, 12):  # used every 59 minutes it lasts, up to its end
        assert sessions.find(token, LIMITS, 1000 + hour * 3540, is_used=True) == found
    assert sessions.find(token, LIMITS, 1000 + 12 * 3540, is_used=True) == found
    assert sessions.find(token, LIMITS, 1000 + 12 * 3600, is_used=True) is None
    assert sessions.find(token, LIMITS, 1000 - 61, is_used=True) is None, "a clock set back"
    sessions.forget_ended(LIMITS, 1000 + 12 * 3600)
    with database.opened() as connection:
        assert connection.execute("select count(*) from sessions").fetchone()[0] == 0


def test_a_cookie_that_we_did_not_sign_is_no_session(port):
    asker = Asker(port)
    asker.cookies["board_session"] = "fixed-by-somebody-else"
    asker.sign_in()
    mine = asker.cookies["board_session"]
    assert "fixed" not in mine and asker.is_in()
    token, _, signature = mine.rpartition(".")
    for forged in (token, f"{token}.", f"{token}x.{signature}", f"{token}.{signature[:-2]}xx", ""):
        asker.cookies["board_session"] = forged
        assert not asker.is_in(), forged
    # Two sign-ins have two sessions, and the earlier one's token is none of the other's.
    asker.cookies["board_session"] = mine
    other = Asker(port)
    other.sign_in()
    assert other.cookies["board_session"] != mine and asker.is_in() and other.is_in()


def test_who_signs_in_with_anothers_session_begins_one_of_their_own(port):
    attacker, victim = Asker(port), Asker(port)
    attacker.sign_in()
    victim.cookies = dict(attacker.cookies)  # planted
    victim.sign_in()
    assert victim.cookies["board_session"] != attacker.cookies["board_session"]
    assert victim.is_in() and not attacker.is_in(), "what both had has ended"


def test_a_request_bears_the_account_of_its_session_and_no_other(here):
    store.add(NAME, FIRST, 0)
    store.change_password(NAME, FIRST, OWN)
    with door() as port:
        asker = Asker(port)
        asker.sign_in()
        assert asker.ask("/thu").text == NAME
        for header in ("X-Board-Account", "x-board-account", "X-BOARD-ACCOUNT"):
            assert asker.ask("/thu", **{header: "qt-02"}).text == NAME


def test_an_upload_is_taken_once_from_its_own_page_and_not_replayed_by_another(port):
    store.add("qt-02", FIRST, time.time())
    store.change_password("qt-02", FIRST, OWN)
    mine, other = Asker(port), Asker(port)
    mine.sign_in()
    other.sign_in("qt-02")
    browser = Browser(port, header_of(mine))
    stranger = Browser(port, header_of(other))
    with browser.open_tab():
        stranger.session = browser.session
        assert browser.put("f1", 10) == 204
        # The same request by another account, in the same browser after another sign-in, by nobody.
        assert stranger.put("f1", 10) == stranger.put("f2", 10) == 403
        mixed = Browser(port, header_of(other))
        mixed.cookies = browser.cookies.replace(
            mine.cookies["board_session"], other.cookies["board_session"]
        )
        mixed.session, mixed.xsrf = browser.session, browser.xsrf
        assert mixed.put("f1", 10) == 403
        mixed.cookies = mixed.cookies.replace(other.cookies["board_session"], "none")
        assert mixed.put("f1", 10) == 401
        assert browser.put("f1", 10, method="DELETE") == 204
        mine.ask("/dang-xuat", {})
        assert browser.put("f1", 10) == 401


def header_of(asker: Asker) -> str:
    return "; ".join(f"{name}={value}" for name, value in asker.cookies.items())


def test_an_identity_from_outside_is_not_passed_on(port):
    asker = Asker(port)
    assert asker.ask("/thu", X_Board_Account=NAME).status == 303
    assert asker.ask("/_stcore/health", Accept="*/*", x_board_account=NAME).status == 401


@pytest.mark.parametrize("path", ["/dang-nhap", "/doi-mat-khau", "/dang-xuat"])
def test_another_site_can_neither_sign_in_nor_out(port, path):
    asker = Asker(port)
    asker.sign_in()
    form = {"name": NAME, "password": OWN, "old": OWN, "new": FIRST, "again": FIRST}
    assert asker.ask(path, form, Origin="https://evil.example").status == 403
    assert asker.ask(path, form, Origin="null").status == 403
    assert asker.is_in()


def test_a_long_form_and_another_method_are_refused(port):
    asker = Asker(port)
    assert asker.sign_in(password="x" * 10_000).status == 413
    for method in ("PUT", "DELETE", "PATCH"):
        assert asker.ask("/dang-nhap", method=method).status == 405


def test_what_is_kept_is_no_password_and_no_token_and_only_its_owner_reads_it(here):
    store.add(NAME, OWN, 0)
    token = sessions.start(NAME, 0)
    database.key()
    folder = here / "access"
    assert folder.stat().st_mode & 0o777 == 0o700
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {f.stat().st_mode & 0o777 for f in files} == {0o600}
    kept = b"".join(file.read_bytes() for file in files)
    assert OWN.encode() not in kept and token.encode() not in kept
    with sqlite3.connect(folder / "accounts.sqlite") as connection:
        [(hashed,)] = connection.execute("select password_hash from accounts").fetchall()
    assert hashed.startswith("$argon2id$")


@pytest.mark.parametrize(
    ("password", "refusal"),
    [
        ("mười một kt", words.too_short(12)),
        ("mười hai k t", None),
        ("Quangtho@2026", words.TOO_COMMON),
        ("MOTCUA-QT-01", words.TOO_COMMON),
        ("123123123123", words.TOO_COMMON),
        ("x" * 257, words.too_long(256)),
        ("toàn chữ thường", None),
    ],
)
def test_a_password_is_long_and_not_common_and_nothing_more_is_asked(password, refusal):
    if refusal:
        with pytest.raises(ValueError, match=refusal.replace(".", r"\.")):
            passwords.checked(password, "motcua-qt-01")
    else:
        assert passwords.checked(password, "motcua-qt-01") == password


def test_one_keyboard_and_another_write_the_same_password(here):
    store.add(NAME, "bie\u0302\u0309n xanh ca\u0301t tra\u0306\u0301ng", 0)  # as a Mac composes it
    assert guessing.account_signing_in(NAME, "biển xanh cát trắng", "::1", 1) == NAME


@pytest.mark.parametrize(
    "name",
    ["1", "Lan1", "a 1", "lan1/..", "-1", "lan1\n", "1" * 65, "", "lan.nguyen", "0912345678"],
)
def test_a_name_is_one_that_every_keyboard_writes(here, name):
    with pytest.raises(ValueError, match="Tên đăng nhập gồm"):
        store.add(name, OWN, 0)


def test_a_name_is_given_once_and_a_stranger_is_named(here):
    store.add(NAME, OWN, 0)
    with pytest.raises(ValueError, match=f"Đã có tài khoản {NAME}"):
        store.add(NAME, OWN, 0)
    for change in (lambda: store.reset("ai-00", OWN), lambda: store.set_disabled("ai-00", True)):
        with pytest.raises(ValueError, match=r"Không có tài khoản ai-00"):
            change()
