"""Signing in at a provider of OpenID Connect: what it says over the wire, and who comes in."""

import base64
import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import flask
import pytest
import requests
from oidc_provider_mock import app as provider_app
from werkzeug.serving import make_server

from board.access.accounts import store
from board.access.open_id import Provider, secret_file
from board.access.open_id_door import OpenIdDoor
from board.commands import account
from board.text import sign_in as words
from tests.asker import FIRST, NAME, OWN, Asker, door
from tests.conftest import command

CLIENT, SUBJECT = "bang-dieu-hanh", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the mock's own


@contextmanager
def served_by(app: flask.Flask) -> Iterator[str]:
    """The address of an application on this machine."""
    server = make_server("localhost", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="module")
def provider():
    """A provider, and the forms that were sent to where it gives tokens."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")  # the provider's own, on this machine
        app, forms = provider_app(), []

        @app.before_request
        def keep():
            if flask.request.path == "/oauth2/token":
                basic = flask.request.authorization
                forms.append(flask.request.form.to_dict() | {"secret": basic and basic.password})

        with served_by(app) as address:
            yield address, forms


def provided(issuer: str) -> OpenIdDoor:
    return OpenIdDoor(Provider(issuer, CLIENT))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("open_id")


@pytest.fixture(scope="module")
def port(data, provider):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(data))
        store.add(NAME, FIRST, 0)
        secret_file().write_text("mot-khoa\n", "utf-8")
        with door(provided(provider[0])) as port:
            yield port


@pytest.fixture(autouse=True)
def _bound(data, provider, port, monkeypatch):
    """Each test begins with one open account, which is the subject's, and an honest provider."""
    monkeypatch.setenv("BOARD_DATA", str(data))
    store.set_disabled(NAME, False)
    store.set_subject(NAME, provider[0], SUBJECT)
    says(provider[0])


def says(issuer: str, subject: str = SUBJECT, **claims) -> None:
    """Has the provider write other claims into the tokens of a subject than are true."""
    requests.put(f"{issuer}/users/{subject}", json=claims, timeout=10).raise_for_status()


def to_provider(asker: Asker, path: str = "/dang-nhap/chung") -> str:
    """The provider's address that a browser is sent to."""
    answer = asker.ask(path)
    assert answer.status == 303, answer.text
    return answer.to


def agreed(address: str, subject: str = SUBJECT) -> str:
    """Where the provider sends a browser back to, once somebody signed in there."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    back = urlsplit(answer.headers["location"])
    return f"{back.path}?{back.query}"


def signed_in(asker: Asker, subject: str = SUBJECT, path: str = "/dang-nhap/chung"):
    """The answer to coming back from the provider."""
    return asker.ask(agreed(to_provider(asker, path), subject))


def test_who_signs_in_at_the_provider_comes_to_the_page_that_was_asked_for(port, provider):
    asker = Asker(port)
    page = asker.ask(asker.ask("/thu?unit=16528").to).text
    assert words.OPEN_ID in page and words.PASSWORD in page
    address = to_provider(asker, "/dang-nhap/chung?toi=/thu%3Funit%3D16528")
    asked = parse_qs(urlsplit(address).query)
    assert asked["redirect_uri"] == [f"http://localhost:{port}/dang-nhap/chung/ve"]
    assert (asked["client_id"], asked["scope"], asked["response_type"]) == (
        [CLIENT],
        ["openid"],
        ["code"],
    )
    answer = asker.ask(agreed(address))
    assert (answer.status, answer.to) == (303, "/thu?unit=16528")
    assert asker.ask("/thu").text == NAME
    # PKCE: the provider was given the verifier of the challenge, which the browser never had.
    verifier = provider[1][-1]["code_verifier"].encode()
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).rstrip(b"=").decode()
    assert (asked["code_challenge"], asked["code_challenge_method"]) == ([challenge], ["S256"])
    assert verifier.decode() not in str(asker.cookies)
    assert asker.ask("/doi-mat-khau").text == words.NO_PASSWORD_HERE


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "https://evil.example"},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"]},  # without saying that it was given to us
        {"azp": "another-client"},
        {"nonce": "of-another-attempt"},
        {"nonce": None},
        {"exp": 1_000_000_000},
        {"exp": None},
        {"iat": 9_000_000_000},
        {"nbf": 9_000_000_000},
        {"at_hash": "c29tZXRoaW5nIGVsc2U"},
    ],
    ids=str,
)
def test_a_token_with_a_wrong_claim_lets_nobody_in(port, provider, claims):
    asker = Asker(port)
    says(provider[0], **claims)
    answer = signed_in(asker)
    assert answer.status == 401 and words.OPEN_ID_FAILED in answer.text
    assert not asker.is_in()
    says(provider[0])
    assert signed_in(asker).status == 303 and asker.is_in()


def test_a_token_of_another_key_lets_nobody_in(port, provider, data):
    """The keys that the provider names are those of its own tokens, not of whoever sends one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
        other = provider_app()

        @other.before_request
        def pass_on():  # everything of the first provider but its keys
            if flask.request.path != "/jwks":
                answer = requests.request(
                    flask.request.method,
                    provider[0] + flask.request.full_path,
                    data=flask.request.form,
                    headers={"Host": flask.request.host},
                    allow_redirects=False,
                    timeout=10,
                )
                return answer.content, answer.status_code, dict(answer.headers)

        with served_by(other) as issuer, door(provided(issuer)) as other_port:
            store.set_subject(NAME, issuer, SUBJECT)
            answer = signed_in(Asker(other_port))
    assert answer.status == 401 and words.OPEN_ID_FAILED in answer.text


def test_an_answer_counts_in_the_browser_that_began_and_once(port):
    asker, other = Asker(port), Asker(port)
    back = agreed(to_provider(asker))
    assert other.ask(back).status == 401, "no attempt of this browser"
    to_provider(other)
    assert other.ask(back).status == 401, "the state of another attempt"
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert asker.ask(back.replace(state, state[:-1] + "x")).status == 401
    # The refusal took no cookie of the attempt from the first browser; the right answer counts.
    assert asker.ask(back).status == 303
    asker.ask("/dang-xuat", {})
    assert asker.ask(back).status == 401 and not asker.is_in(), "the code was used"
    for query in ("", "code=x", f"state={state}", "error=access_denied&state=" + state):
        assert Asker(port).ask(f"/dang-nhap/chung/ve?{query}").status == 401


def test_a_session_ends_with_the_token_that_started_it(port, provider):
    asker = Asker(port)
    says(provider[0], exp=int(time.time()) + 3)
    assert signed_in(asker).status == 303 and asker.is_in()
    until = time.monotonic() + 10
    while asker.is_in() and time.monotonic() < until:
        time.sleep(0.2)
    assert not asker.is_in()


def test_an_account_is_never_made_by_itself(port):
    asker = Asker(port)
    answer = signed_in(asker, "người-lạ<b>")
    assert answer.status == 401 and "người-lạ&lt;b&gt;" in answer.text
    assert [account.name for account in store.accounts()] == [NAME] and not asker.is_in()


def test_a_closed_account_stays_closed(port):
    asker = Asker(port)
    assert signed_in(asker).status == 303
    store.set_disabled(NAME, True)
    assert not asker.is_in()
    assert words.no_account_of(SUBJECT) in signed_in(asker).text and not asker.is_in()


def test_an_account_signs_in_at_the_provider_or_by_a_password_and_not_both(port, provider):
    asker = Asker(port)
    for password in (FIRST, OWN, ""):
        assert asker.sign_in(password=password).status == 401
    store.reset(NAME, FIRST)
    assert signed_in(asker).status == 401
    assert asker.sign_in(password=FIRST).status == 303


def test_a_provider_that_does_not_answer_is_a_sentence(data, port):
    with door(provided("http://localhost:9")) as other:
        answer = Asker(other).ask("/dang-nhap/chung")
    assert answer.status == 401 and words.OPEN_ID_FAILED in answer.text


def test_a_provider_that_calls_itself_otherwise_is_not_asked(data, provider, port):
    with door(provided(provider[0] + "/")) as other:
        answer = Asker(other).ask("/dang-nhap/chung")
    assert answer.status == 401 and words.OPEN_ID_FAILED in answer.text


def test_the_secret_that_the_provider_gave_is_sent_to_it_alone(port, provider):
    address = to_provider(asker := Asker(port))
    assert asker.ask(agreed(address)).status == 303
    assert provider[1][-1]["secret"] == "mot-khoa" and "mot-khoa" not in address
    secret_file().rename(secret_file().with_name("away"))
    try:
        assert Asker(port).ask("/dang-nhap/chung").status == 401
    finally:
        secret_file().with_name("away").rename(secret_file())


def test_a_person_is_tied_to_an_account_by_command(tmp_path, port, monkeypatch):
    def printed(*arguments: str) -> str:
        done = command("board", "account", *arguments, data=tmp_path)
        return (done.stdout or done.stderr).strip()

    for name in ("qt-02", "qt-03"):
        printed("add", name)
    assert printed("subject", "qt-02", SUBJECT) == words.NO_OPEN_ID
    issuer = "https://dangnhap.example.vn"
    settings = replace(account.ACCESS, open_id_issuer=issuer, open_id_client=CLIENT)
    monkeypatch.setattr(account, "ACCESS", settings)
    assert printed("subject", "qt-02", SUBJECT) == words.NO_OPEN_ID, "no secret yet"
    (tmp_path / "access" / "openid_secret").write_text("mot-khoa", "utf-8")
    assert printed("subject", "qt-02", SUBJECT) == words.subject_line("qt-02")
    assert printed("subject", "qt-03", SUBJECT) == words.SUBJECT_TAKEN
    assert printed("subject", "ai-00", "x") == words.no_account("ai-00")
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    assert store.account_of(issuer, SUBJECT) == "qt-02"
    assert store.account_of("https://other.example.vn", SUBJECT) is None


def test_a_provider_that_sends_elsewhere_is_not_followed(data, port, provider):
    app = flask.Flask(__name__)

    @app.get("/.well-known/openid-configuration")
    def elsewhere():
        return flask.redirect(f"{provider[0]}/.well-known/openid-configuration")

    with served_by(app) as issuer, door(provided(issuer)) as other:
        answer = Asker(other).ask("/dang-nhap/chung")
    assert answer.status == 401 and words.OPEN_ID_FAILED in answer.text


def test_over_tls_the_way_back_is_over_tls_and_so_is_the_attempts_cookie(port):
    answer = Asker(port).ask("/dang-nhap/chung", X_Forwarded_Proto="https")
    back = parse_qs(urlsplit(answer.to).query)["redirect_uri"]
    assert back == [f"https://localhost:{port}/dang-nhap/chung/ve"]
    cookie = next(c for c in answer.headers.get_all("Set-Cookie") if "board_attempt" in c)
    name, *flags = cookie.split("; ")
    assert name.startswith("__Host-board_attempt=") and len(name) < 4096
    assert flags == ["Path=/", "Max-Age=600", "HttpOnly", "SameSite=Lax", "Secure"]


def test_who_begins_a_sign_in_again_and_again_does_not_reach_the_provider_through_us(port):
    app, asked = flask.Flask(__name__), []

    @app.get("/.well-known/openid-configuration")
    def itself():
        asked.append(flask.request.path)
        issuer = flask.request.host_url.rstrip("/")
        places = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        return {"issuer": issuer} | {place: f"{issuer}/{place}" for place in places}

    with served_by(app) as issuer, door(provided(issuer)) as other:
        for _ in range(5):
            assert Asker(other).ask("/dang-nhap/chung").status == 303
    assert len(asked) <= 2, "one in five minutes, two where these turn meanwhile"
