"""A browser at a server that asks who comes, as far as sockets go: cookies, origin, WebSocket."""

import http.client
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import pytest
import uvicorn
from websockets.sync.client import connect

from board.access.accounts import sessions, store
from board.access.gate import Gate
from board.access.open_id_door import OpenIdDoor
from board.access.own_machine import asks
from board.access.sign_in import SignIn

NAME, FIRST, OWN = "qt-01", "mùa xuân ở biển", "biển xanh cát trắng"
LIMITS = sessions.Limits(idle=3600, absolute=12 * 3600)
INDEX = "<html><title>Streamlit</title></html>"


def with_account(sample: Path, folder: Path) -> Path:
    """A copy of a data folder with one account, whose password is its person's own."""
    shutil.copytree(sample, folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(folder))
        store.add(NAME, FIRST, time.time())
        store.change_password(NAME, FIRST, OWN)
    return folder


class Asker:
    """What a browser sends to one server: its cookies, its own origin."""

    def __init__(self, port: int, source: str = "127.0.0.1"):
        self.port, self.source = port, source
        self.cookies: dict[str, str] = {}
        self.origin = f"http://localhost:{port}"

    def connection(self) -> http.client.HTTPConnection:
        """To the server, from an address of this machine."""
        return http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=60, source_address=(self.source, 0)
        )

    def ask(self, path: str, form: dict | None = None, method: str = "", **more: str):
        """The answer, whose cookies are kept."""
        connection = self.connection()
        headers = {
            "Host": self.origin.partition("//")[2],
            "Accept": "text/html",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form is not None:
            headers |= {
                "Origin": self.origin,
                "Content-Type": "application/x-www-form-urlencoded",
            }
        headers |= {name.replace("_", "-"): value for name, value in more.items()}
        body = None if form is None else urlencode(form)
        connection.request(method or ("GET" if form is None else "POST"), path, body, headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode("utf-8", "replace")
        answer.to = answer.getheader("location")
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return answer

    def sign_in(self, name: str = NAME, password: str = OWN, path: str = "/dang-nhap"):
        """The answer to signing in."""
        return self.ask(path, {"name": name, "password": password})

    def socket(self):
        """A WebSocket as a page opens one."""
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return connect(
            f"ws://localhost:{self.port}/_stcore/stream",
            additional_headers={"Cookie": cookie, "Origin": self.origin},
            subprotocols=["streamlit", "x"],
        )

    def is_in(self) -> bool:
        """Whether a page is answered as a page."""
        return self.ask("/thu").status == 200


@contextmanager
def door(open_id: OpenIdDoor | None = None) -> Iterator[int]:
    """The port of a server that lets who signed in come to one page, which names the account as
    the gate passes it on."""

    async def page(scope, receive, send):
        if scope["type"] == "http":
            names = [value for name, value in scope["headers"] if name == b"x-board-account"]
            headers = [(b"content-type", b"text/html")]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": b",".join(names)})

    app = SignIn(page, limits=LIMITS, asks=partial(asks, False), open_id=open_id)
    config = uvicorn.Config(Gate(app, hosts=[], index_html=INDEX), port=0, lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join()
