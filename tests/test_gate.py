"""The gate: who is let in, what every answer carries; asked over sockets of a real server."""

import asyncio
import base64
import hashlib
import http.client
import os
import socket
import subprocess
import sys
import time
from ast import literal_eval
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from html.parser import HTMLParser
from ipaddress import ip_address
from pathlib import Path

import pytest
import streamlit
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

from board.access.gate import Gate
from board.access.index_page import WHEN_SIGNED_OUT, own_index
from board.access.own_machine import why_not_started
from board.text import access
from board.text.pages import APP
from tests.conftest import PROJECT, serving

MEGABYTE = 1024 * 1024
INDEX = '<html lang="en"><title>Streamlit</title><noscript>No</noscript></html>'
UPGRADE = (
    ("Connection", "Upgrade"),
    ("Upgrade", "websocket"),
    ("Sec-WebSocket-Version", "13"),
    ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="),
    ("Sec-WebSocket-Protocol", "streamlit, x"),
)
# Python runs it as it starts: every address that the process looks up, calls or sends to.
WATCHER = """
import os, socket, sys
log = os.open(os.environ["SOCKET_LOG"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        os.write(log, f"{arguments[1]!r}\\n".encode())
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        os.write(log, f"({arguments[0]!r},)\\n".encode())
sys.addaudithook(watch)
socket.getaddrinfo("localhost", None)
"""


@pytest.fixture(scope="module")
def socket_log(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("sockets") / "log"


@pytest.fixture(scope="module")
def port(sample_data, socket_log) -> int:
    """A server whose sockets are watched, and whose sessions end two seconds after their tab."""
    (socket_log.parent / "sitecustomize.py").write_text(WATCHER)
    more = {
        "PYTHONPATH": str(socket_log.parent),
        "SOCKET_LOG": str(socket_log),
        "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "4",
    }
    with serving(sample_data, **more) as address:
        yield int(address.rsplit(":", 1)[1])


def ask(
    port: int, path: str, *headers: tuple[str, str], method: str = "GET", to: str = "127.0.0.1"
) -> http.client.HTTPResponse:
    """The answer to a request with just these headers; its body is read."""
    connection = http.client.HTTPConnection(to, port, timeout=60)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in headers:
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    answer.text = "" if answer.status == 101 else answer.read().decode("utf-8", "replace")
    connection.close()
    return answer


def at(port: int, name: str = "localhost") -> tuple[str, str]:
    return ("Host", f"{name}:{port}")


def from_page(port: int, name: str = "localhost") -> tuple[str, str]:
    return ("Origin", f"http://{name}:{port}")


PATHS = ("/", "/thu", "/_stcore/health", "/_stcore/host-config", "/static/x.js", "/media/x")
FOREIGN = (
    "evil.example",
    "evil.example:{port}",
    "localhost.evil.example:{port}",
    "127.0.0.1.evil.example:{port}",
    "evil.example:{port}#localhost",
    "localhost@evil.example:{port}",
    "evil.example@localhost:{port}",
    "localhost.:{port}",
    "localhost:{port}:{port}",
    "localhost:evil",
    "localhost, evil.example",
    "0.0.0.0:{port}",
    "10.0.0.5:{port}",
    "[::]:{port}",
    "[::2]:{port}",
    "lоcalhost:{port}".encode().decode("latin-1"),  # a Cyrillic о
)


@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_gets_no_page_no_file_and_no_socket(port, host):
    foreign = host.format(port=port)
    for path in PATHS:
        answer = ask(port, path, ("Host", foreign))
        assert (answer.status, answer.text) == (403, access.FOREIGN_HOST), path
    origin = ("Origin", f"http://{foreign}")
    assert ask(port, "/_stcore/stream", ("Host", foreign), origin, *UPGRADE).status == 403
    own_origin = from_page(port)
    assert ask(port, "/_stcore/stream", ("Host", foreign), own_origin, *UPGRADE).status == 403


def test_the_page_is_vietnamese_and_names_the_board(port):
    for path in ("/", "/thu"):
        page = ask(port, path, at(port), ("Accept-Encoding", "gzip"))
        assert page.status == 200 and page.getheader("content-encoding") is None
        assert '<html lang="vi">' in page.text and f"<title>{APP}</title>" in page.text
        assert f"<noscript><p>{access.NEEDS_SCRIPTS}</p></noscript>" in page.text
        assert "Streamlit</title>" not in page.text and "enable JavaScript" not in page.text
        assert page.getheader("content-length") == str(len(page.text.encode()))


def test_the_old_path_of_the_first_page_leads_there_with_all_that_it_asks(port):
    answer = ask(port, "/tong-quan?unit=16528&period=2025-q2", at(port))
    assert (answer.status, answer.getheader("location")) == (307, "/?unit=16528&period=2025-q2")
    assert ask(port, "/tong-quan", at(port)).getheader("location") == "/"


@pytest.mark.parametrize("path", ["/khong-co", "/overview", "/thu/them", "/tong-quan/x"])
def test_a_path_without_a_page_gets_one_sentence(port, path):
    answer = ask(port, path, at(port))
    assert (answer.status, answer.text) == (404, access.NO_SUCH_PATH)


def test_a_page_of_another_version_of_streamlit_is_not_changed_unseen():
    for lost in ('<html lang="en">', "<title>Streamlit</title>", "<noscript>"):
        with pytest.raises(ValueError, match="has no single"):
            own_index(INDEX.replace(lost, "<p>"))


def test_a_request_names_its_host_once(port):
    for hosts in ((), (at(port), ("Host", "evil.example")), (("Host", "evil.example"), at(port))):
        assert ask(port, "/", *hosts).status in (400, 403), hosts


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"])
def test_this_machines_own_names_open_pages_and_the_socket(port, name):
    page = ask(port, "/", at(port, name))
    assert page.status == 200 and "<noscript>" in page.text
    for path in ("/_stcore/health", "/_stcore/host-config"):
        assert ask(port, path, at(port, name), from_page(port, name)).status == 200
    socket_asked = ask(port, "/_stcore/stream", at(port, name), from_page(port, name), *UPGRADE)
    assert socket_asked.status == 101


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://evil.example:{port}",
        "http://localhost",
        "http://localhost:1{port}",
        "http://localhost:{port}.evil.example",
        "http://localhost:{port}@evil.example",
        "http://localhost:{port}/",
        "http://127.0.0.1:{port}",
        "ftp://localhost:{port}",
        "localhost:{port}",
        "null",
        "",
    ],
)
def test_what_comes_from_another_page_is_refused(port, origin):
    other = ("Origin", origin.format(port=port))
    assert ask(port, "/_stcore/stream", at(port), other, *UPGRADE).status == 403
    for path in PATHS:
        for method in ("GET", "PUT", "OPTIONS"):
            answer = ask(port, path, at(port), other, method=method)
            assert (answer.status, answer.text) == (403, access.FOREIGN_ORIGIN), (method, path)


def test_a_socket_without_an_origin_or_with_two_is_refused(port):
    assert ask(port, "/_stcore/stream", at(port), *UPGRADE).status == 403
    both = (from_page(port), ("Origin", "http://evil.example"))
    for origins in (both, both[::-1]):
        assert ask(port, "/_stcore/stream", at(port), *origins, *UPGRADE).status in (400, 403)


def test_no_request_makes_the_server_ask_another_machine(port, socket_log):
    for name in ("localhost", "127.0.0.1", "[::1]", "evil.example", "board.invalid"):
        for origin in (name, "evil.example", "[::1]"):
            heads = (at(port, name), from_page(port, origin))
            ask(port, "/_stcore/stream", *heads, *UPGRADE)
            for path in (*PATHS, "/_stcore/upload_file/a/b"):
                ask(port, path, *heads)
    called = {line for line in socket_log.read_text().splitlines() if line.startswith("(")}
    assert called and {name for name in map(first_part, called) if not is_own(name)} == set()


def first_part(logged: str) -> str:
    return str(literal_eval(logged)[0])


def is_own(name: str) -> bool:
    if name in ("localhost", "None"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
@pytest.mark.parametrize(
    "path",
    [
        "metrics",
        "metrics/",
        "metrics?families=active_sessions",
        "%6Detrics",
        "agent",
        "agent/interact",
        "agent/mcp",
        "agent/openapi.json",
        "script-health-check",
        "what-a-later-version-adds",
        "",
    ],
)
def test_what_shows_other_sessions_is_not_there(port, path, method):
    for before in ("/_stcore/", "//_stcore/", "/under/_stcore/"):
        answer = ask(port, before + path, at(port), method=method)
        assert (answer.status, answer.text) == (404, access.NO_SUCH_PATH), before


class Scripts(HTMLParser):
    """The texts of a page's inline scripts."""

    def __init__(self):
        super().__init__()
        self.inline, self.texts = False, []

    def handle_starttag(self, tag, attributes):
        self.inline = tag == "script" and not dict(attributes).get("src")

    def handle_data(self, data):
        if self.inline:
            self.texts.append(data)
            self.inline = False


def test_the_dashboards_own_files_are_for_everybody(port):
    """Fonts and scripts lie in `static/media` and `static/js`, which are not the pages' files."""
    static = Path(streamlit.__file__).parent / "static"
    for folder in ("media", "js", "css"):
        file = next((static / "static" / folder).glob("*.*"))
        assert ask(port, f"/static/{folder}/{file.name}", at(port)).status == 200


def test_every_answer_says_what_a_browser_may_do_with_it(port):
    page = Scripts()
    page.feed((Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8"))
    (script,) = page.texts
    ours, theirs = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for text in (WHEN_SIGNED_OUT, script)
    )
    policy = (
        f"default-src 'none'; script-src 'self' 'sha256-{ours}' 'sha256-{theirs}'; "
        "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data: blob:; "
        "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )
    for path in (*PATHS, "/_stcore/metrics", "/_stcore/upload_file/a/b", "/no/such/page"):
        for head in (at(port), ("Host", "evil.example")):
            answer = ask(port, path, head)
            headers = {
                name: answer.headers.get_all(name)
                for name in ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy")
            }
            assert list(headers.values()) == [[policy], ["nosniff"], ["same-origin"]], path
    assert ask(port, "/media/x", at(port)).headers.get_all("Cache-Control") == ["no-store"]


def cookies_set(answer: http.client.HTTPResponse) -> list[str]:
    return [
        line
        for line in answer.headers.get_all("Set-Cookie") or []
        if line.startswith("board_browser=")
    ]


def test_a_page_sets_a_cookie_that_no_script_reads_once_a_browser(port):
    (first,), (second,) = (
        cookies_set(ask(port, "/", at(port))),
        cookies_set(ask(port, "/", at(port))),
    )
    value, *flags = first.split("; ")
    assert flags == ["Path=/", "Max-Age=31536000", "HttpOnly", "SameSite=Lax"]
    assert len(value) == len("board_browser=") + 43 and value != second.split("; ")[0]
    assert cookies_set(ask(port, "/", at(port), ("Cookie", f"a=1; {value}"))) == []
    assert cookies_set(ask(port, "/", at(port), ("Cookie", "board_browser=short"))) != []
    for path in ("/_stcore/health", "/media/x", "/static/x.js"):
        assert cookies_set(ask(port, path, at(port))) == []


class Browser:
    """What a browser with one open tab sends: its cookies, its socket, its uploads."""

    def __init__(self, port: int, cookies: str = "a=1"):
        self.port = port
        page = ask(port, "/", at(port), ("Cookie", cookies))
        health = ask(port, "/_stcore/health", at(port), ("Cookie", cookies))
        xsrf = health.headers.get_all("Set-Cookie")
        pairs = [cookies, *(line.split(";")[0] for line in [*cookies_set(page), *xsrf])]
        self.cookies, self.xsrf = "; ".join(pairs), xsrf[0].split(";")[0].partition("=")[2]
        self.session = ""

    @contextmanager
    def open_tab(self) -> Iterator[None]:
        """A tab is open whose session's id is known; its page is not run to the end."""
        tab = connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            origin=f"http://127.0.0.1:{self.port}",
            subprotocols=["streamlit", "x", *([self.session] if self.session else [])],
            additional_headers={"Cookie": self.cookies},
            max_size=None,
            max_queue=None,
        )
        run = BackMsg()
        run.rerun_script.query_string = ""
        with tab as connection:
            connection.send(run.SerializeToString())
            message = ForwardMsg()
            while message.WhichOneof("type") != "new_session":
                message.ParseFromString(connection.recv(timeout=60))
            self.session = message.new_session.initialize.session_id
            yield

    def put(
        self,
        file: str,
        size: int,
        says_its_length: bool = True,
        method: str = "PUT",
        before_its_end: Callable[[], None] = lambda: None,
    ) -> int:
        """The status of an upload of so many bytes."""
        start = b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
        end = b"\r\n--b--\r\n"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, f"/_stcore/upload_file/{self.session}/{file}")
        connection.putheader("Cookie", self.cookies)
        connection.putheader("X-Xsrftoken", self.xsrf)
        connection.putheader("Content-Type", "multipart/form-data; boundary=b")
        pieces = [start, *[bytes(MEGABYTE)] * (size // MEGABYTE), bytes(size % MEGABYTE), end]
        if says_its_length:
            connection.putheader("Content-Length", str(sum(map(len, pieces))))
        else:
            connection.putheader("Transfer-Encoding", "chunked")
        connection.endheaders()
        try:
            for piece in filter(None, pieces):
                if piece is end:
                    before_its_end()
                head = b"" if says_its_length else f"{len(piece):x}\r\n".encode()
                connection.send(head + piece + (b"" if says_its_length else b"\r\n"))
            if not says_its_length:
                connection.send(b"0\r\n\r\n")
        except OSError:
            pass  # the server answered before it had read all of it
        status = connection.getresponse().status
        connection.close()
        return status


def held_megabytes(port: int) -> float:
    """The memory of the process that listens on a port, as the system counts it."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(port).encode() in (process / "cmdline").read_bytes().split(b"\0"):
                pages = int((process / "statm").read_text().split()[1])
                return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE
        except OSError:
            continue
    raise AssertionError("the server was not found")


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_comes_back_when_a_session_ends(port):
    browsers = [Browser(port), Browser(port)]
    with ExitStack() as tabs:
        for browser in browsers:
            tabs.enter_context(browser.open_tab())
        before = held_megabytes(port)
        for browser in browsers:
            assert [browser.put(f"f{i}", 45 * MEGABYTE) for i in range(2)] == [204, 204]
        held = held_megabytes(port)
        assert held > before + 150
    # The pages' own run takes some of it meanwhile.
    end = time.monotonic() + 120
    while held_megabytes(port) > held - 110 and time.monotonic() < end:
        time.sleep(0.2)
    assert held_megabytes(port) <= held - 110
    assert [browser.put("late", 10) for browser in browsers] == [403, 403]


@pytest.mark.parametrize("says_its_length", [True, False])
def test_one_page_holds_no_more_than_its_limit_whatever_a_request_says(port, says_its_length):
    browser = Browser(port)
    with browser.open_tab():
        assert browser.put("too-large", 51 * MEGABYTE, says_its_length) == 413
        assert [browser.put(f"f{i}", 45 * MEGABYTE, says_its_length) for i in range(3)] == [
            *(204, 204),
            413,
        ]
        # What is replaced or taken away makes room; what was refused holds none.
        assert browser.put("f1", 1 * MEGABYTE, says_its_length) == 204
        assert browser.put("f3", 45 * MEGABYTE, says_its_length) == 204
        assert browser.put("f4", 45 * MEGABYTE, says_its_length) == 413
        assert browser.put("f3", 0, method="DELETE") == 204
        assert browser.put("f4", 45 * MEGABYTE, says_its_length) == 204


def test_an_upload_that_outlives_its_session_is_not_kept(port):
    browser, tab = Browser(port), ExitStack()

    def close_and_wait() -> None:
        assert browser.put("other", 10) == 204  # by now the server is reading the first
        tab.close()
        end = time.monotonic() + 60
        while browser.put("other", 10) != 403 and time.monotonic() < end:
            time.sleep(0.2)

    tab.enter_context(browser.open_tab())
    assert browser.put("f", 10, before_its_end=close_and_wait) == 403


def test_a_tab_takes_files_of_its_own_browser_only_and_keeps_them_over_a_lost_connection(port):
    browser, other = Browser(port), Browser(port)
    with other.open_tab():
        closed = other.session
        with browser.open_tab():
            other.session = browser.session
            assert other.put("f", 10) == 403
            assert other.put("f", 0, method="DELETE") == 403
            assert browser.put("f", 45 * MEGABYTE) == 204
    session, other.session = browser.session, closed
    with browser.open_tab():
        assert browser.session == session
        # The other lost its connection later: once its session has ended, this one's would have.
        end = time.monotonic() + 60
        while other.put("f", 10) != 403:
            assert time.monotonic() < end
            time.sleep(0.2)
        assert browser.put("g", 45 * MEGABYTE) == 204
        assert browser.put("h", 45 * MEGABYTE) == 413


def status_at(server: tuple | None, kind: str = "http") -> list:
    """What the gate sends where its own end of the connection is at `server`."""

    async def app(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def nothing():
        return {"type": "http.disconnect"}

    async def note(message):
        sent.append(message.get("status") or message["type"])

    sent: list = []
    gate = Gate(app, hosts=[], index_html=INDEX)
    heads = [(b"host", b"localhost:8501"), (b"origin", b"http://localhost:8501")]
    scope = {"type": kind, "server": server, "headers": heads, "path": "/", "method": "GET"}
    # A thread of its own: a browser's driver may keep a loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, gate(scope | {"scheme": "http"}, nothing, note)).result()
    return sent[:1]


@pytest.mark.parametrize(
    ("server", "status"),
    [
        *((own, 200) for own in ("127.0.0.1", "127.8.0.1", "::1", "::ffff:127.0.0.1")),
        *((far, 403) for far in ("192.168.1.5", "10.0.0.5", "0.0.0.0", "::", "2001:db8::1")),
        *((far, 403) for far in ("::ffff:192.168.1.5", "board.local", "/run/board.sock", "")),
    ],
)
def test_under_any_server_only_what_arrives_at_this_machines_own_end_is_answered(server, status):
    assert status_at((server, 8501)) == [status]
    if status == 403:
        assert status_at((server, 8501), "websocket") == ["websocket.close"]


def test_a_server_that_does_not_say_where_a_request_arrived_answers_none():
    assert status_at(None) == [403]
    assert status_at(None, "websocket") == ["websocket.close"]


def outer_address() -> str:
    """This machine's address in its network. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return "127.0.0.1"
        return probe.getsockname()[0]


@pytest.mark.long
@pytest.mark.skipif(outer_address().startswith("127."), reason="a machine without a network")
def test_bound_to_every_address_by_another_server_the_outer_one_answers_nothing(sample_data):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "uvicorn",
            "dashboard:app",
            "--host",
            "0.0.0.0",
            "--port",
            str(port),
        ],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(sample_data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        end = time.monotonic() + 120
        while time.monotonic() < end:
            try:
                assert ask(port, "/_stcore/health", at(port)).status == 200
                break
            except ConnectionError:
                time.sleep(0.2)
        outer = outer_address()
        for path in PATHS:
            assert ask(port, path, at(port), to=outer).status == 403
        heads = (at(port), from_page(port), *UPGRADE)
        assert ask(port, "/_stcore/stream", *heads, to=outer).status == 403
        assert ask(port, "/_stcore/stream", *heads).status == 101
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.mark.parametrize(
    "address", [None, "", "0.0.0.0", "::", "192.168.1.5", "board.local", "may"]
)
def test_a_start_for_other_machines_is_refused_in_a_sentence(address):
    assert why_not_started(address, []) == access.starts_for_others(address or "")


@pytest.mark.parametrize("address", ["localhost", "127.0.0.1", "127.0.0.2", "::1", "[::1]"])
def test_a_start_for_this_machine_is_not_refused(address):
    assert why_not_started(address, ["bang.localhost", "127.0.0.2"]) == ""


def test_a_foreign_name_in_hosts_counts_as_bound_to_more():
    assert why_not_started("localhost", ["bang.localhost", "bang.phuong.vn", "10.0.0.5"]) == (
        "Không chạy Bảng điều hành dưới tên bang.phuong.vn, 10.0.0.5: chưa có tài khoản nào nên "
        "máy khác sẽ xem và ghi được. Tạo tài khoản bằng python -m board account add, hoặc bỏ tên "
        "ấy khỏi hosts ở phần [server] của config.toml rồi chạy lại."
    )


def test_streamlit_run_on_every_address_ends_with_the_sentence(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.address", "0.0.0.0"],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == (
        "Không chạy Bảng điều hành ở địa chỉ 0.0.0.0: chưa có tài khoản nào nên máy khác sẽ xem và "
        "ghi được. Tạo tài khoản bằng python -m board account add, hoặc chạy lại với "
        "--server.address localhost."
    )
    assert "Traceback" not in done.stderr and not list(tmp_path.iterdir())


@pytest.mark.parametrize("half", ["open_id_issuer", "open_id_client"])
def test_a_start_with_half_of_what_a_shared_account_needs_is_refused(half, tmp_path):
    config = tmp_path / "config.toml"
    shipped = (PROJECT / "config.toml").read_text("utf-8")
    assert f'{half} = ""' in shipped
    config.write_text(shipped.replace(f'{half} = ""', f'{half} = "https://nha.vn"'), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py"],
        cwd=PROJECT,
        env=os.environ | {"BOARD_DATA": str(tmp_path), "BOARD_CONFIG": str(config)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1] == access.OPEN_ID_HALF_SET
