"""The dashboard over TLS: behind nginx by the configuration of docs/service, and by its own
certificate; whose forwarded headers are believed."""

import http.client
import json
import shutil
import socket
import ssl
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from websockets.sync.client import connect

from board.access.accounts import database, store
from board.access.own_machine import why_not_started
from board.text import access
from tests.asker import FIRST, NAME, Asker, door, with_account
from tests.conftest import PROJECT, config_without_accounts, serving

HOST = "bang.example.vn"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A folder with a certificate of the name that we are asked by, and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory, sample_data) -> Path:
    return with_account(sample_data, tmp_path_factory.mktemp("proxied") / "data")


@pytest.fixture(scope="module")
def config(tmp_path_factory) -> str:
    """The settings of a dashboard that is asked by another name."""
    path = tmp_path_factory.mktemp("config") / "config.toml"
    text = config_without_accounts().read_text("utf-8")
    path.write_text(text.replace("hosts = []", f'hosts = ["{HOST}"]'), "utf-8")
    return str(path)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def nginx(tmp_path_factory, certificate, data, config):
    """The port of nginx with TLS, and the one without, in front of a dashboard."""
    if not (program := shutil.which("nginx")):
        pytest.skip("no nginx: apt-get install nginx")
    folder = tmp_path_factory.mktemp("nginx")
    tls, plain = free_port(), free_port()
    with serving(data, BOARD_CONFIG=config) as address:
        text = (PROJECT / "docs" / "service" / "nginx.conf").read_text("utf-8")
        for ours, theirs in (
            ("listen 443 ", f"listen 127.0.0.1:{tls} "),
            ("listen 80;", f"listen 127.0.0.1:{plain};"),
            ("127.0.0.1:8501", address.replace("http://localhost", "127.0.0.1")),
            ("/etc/ssl/bang-dieu-hanh", str(certificate)),
        ):
            assert ours in text
            text = text.replace(ours, theirs)
        places = "".join(
            f"{kind}_temp_path {folder}/{kind};\n"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"daemon off; pid {folder}/pid; error_log {folder}/error.log;\n"
            f"events {{}}\nhttp {{ access_log off;\n{places}{text}}}\n",
            "utf-8",
        )
        command = [program, "-p", str(folder), "-e", f"{folder}/log", "-c", f"{folder}/nginx.conf"]
        process = subprocess.Popen(command)
        try:
            wait_for(tls)
            yield tls, plain
        finally:
            process.terminate()
            process.wait(60)


def wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("nothing listens")


class OverTls(Asker):
    """A browser that asks for the name of the certificate, and trusts it."""

    def __init__(self, port: int, certificate: Path):
        super().__init__(port)
        self.trusted = ssl.create_default_context(cafile=certificate / "fullchain.pem")
        self.origin = f"https://{HOST}:{port}"

    def connection(self) -> http.client.HTTPConnection:
        """To this machine, by that name."""
        connection = http.client.HTTPSConnection(HOST, self.port, context=self.trusted, timeout=60)
        plain = socket.create_connection(("127.0.0.1", self.port), 60)
        connection.sock = self.trusted.wrap_socket(plain, server_hostname=HOST)
        return connection

    def socket(self):
        """A WebSocket as a page opens one."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return connect(
            f"wss://{HOST}:{self.port}/_stcore/stream",
            sock=socket.create_connection(("127.0.0.1", self.port), 60),
            ssl=self.trusted,
            additional_headers={"Cookie": cookie, "Origin": self.origin},
            subprotocols=["streamlit", "x"],
        )


def works_over_tls(asker: OverTls) -> None:
    """Asserts that a browser signs in, gets a page and a WebSocket, and cookies for TLS alone."""
    answer = asker.ask("/thu")
    assert (answer.status, answer.to) == (303, "/dang-nhap?toi=/thu")
    assert answer.getheader("strict-transport-security") == "max-age=31536000; includeSubDomains"
    answer = asker.sign_in()
    assert (answer.status, answer.to) == (303, "/")
    cookie = next(c for c in answer.headers.get_all("Set-Cookie") if "board_session" in c)
    name, *flags = cookie.split("; ")
    assert name.startswith("__Host-board_session=")
    assert flags == ["Path=/", "HttpOnly", "SameSite=Lax", "Secure"]
    assert asker.is_in() and "__Host-board_browser" in asker.cookies
    with asker.socket() as tab:
        tab.ping().wait(5)
    assert asker.ask("/dang-nhap", {"name": NAME}, Origin="https://evil.example").status == 403
    planted = asker.cookies["__Host-board_session"]
    asker.cookies = {"board_session": planted}  # as another host of the domain could set it
    assert not asker.is_in()


def test_behind_nginx_by_the_configuration_of_the_guide(nginx, certificate):
    tls, plain = nginx
    works_over_tls(OverTls(tls, certificate))
    answer = Asker(plain).ask("/thu?x=1", Host=HOST)
    assert (answer.status, answer.to) == (301, f"https://{HOST}/thu?x=1")


def test_who_asks_the_proxy_cannot_say_where_they_ask_from(nginx, certificate, data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    forged = {"X_Forwarded_For": "10.9.9.9", "X_Forwarded_Proto": "http", "X_Board_Account": NAME}
    asker = OverTls(nginx[0], certificate)
    answer = asker.ask("/dang-nhap", {"name": "ai-00", "password": "x"}, **forged)
    assert answer.status == 401
    with database.opened() as connection:
        [(address,)] = connection.execute("select address from failures").fetchall()
    assert address == "127.0.0.1", "as nginx saw it"
    assert asker.ask("/thu", **forged).status == 303
    assert json.loads(asker.ask("/healthz").text) == {"is_well": True}


def test_forwarded_headers_are_believed_from_this_machines_own_proxy_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    store.add(NAME, FIRST, 0)
    forwarded = {"X_Forwarded_For": "10.9.9.9", "X_Forwarded_Proto": "https"}
    form = {"name": "ai-00", "password": "x"}
    with door() as port:
        for source, address, is_believed in (
            ("127.0.0.1", "10.9.9.9", True),
            ("127.0.0.5", "127.0.0.5", False),
        ):
            asker = Asker(port, source=source)
            page = asker.ask("/dang-nhap", **forwarded)
            assert ("__Host-board_browser=" in str(page.headers)) is is_believed
            asker.ask("/dang-nhap", form, **forwarded)
            with database.opened() as connection:
                rows = connection.execute("select address from failures").fetchall()
                connection.execute("delete from failures")
            assert [row["address"] for row in rows] == [address]


def test_without_accounts_what_a_proxy_passes_on_from_elsewhere_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(tmp_path))
    with door() as port:
        assert Asker(port).ask("/thu").status == 200
        answer = Asker(port).ask("/thu", X_Forwarded_For="10.9.9.9")
        assert (answer.status, answer.text) == (403, access.NOT_THIS_MACHINE)


@pytest.mark.long
def test_by_its_own_certificate(data, certificate, config):
    with serving(
        data,
        BOARD_CONFIG=config,
        STREAMLIT_SERVER_ADDRESS="0.0.0.0",
        STREAMLIT_SERVER_SSL_CERT_FILE=str(certificate / "fullchain.pem"),
        STREAMLIT_SERVER_SSL_KEY_FILE=str(certificate / "privkey.pem"),
    ) as address:
        works_over_tls(OverTls(int(address.rsplit(":", 1)[1]), certificate))


def test_without_a_certificate_other_machines_are_not_answered(data, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(data))
    for address in ("0.0.0.0", "10.0.0.5", None):
        assert why_not_started(address, [HOST]) == access.STARTS_WITHOUT_TLS
        assert why_not_started(address, [HOST], has_certificate=True) == ""
    assert why_not_started("localhost", [HOST]) == "", "a proxy on this machine has the certificate"
