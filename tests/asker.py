"""A browser at a server that asks who comes, as far as sockets go: cookies, origin, WebSocket."""

import http.client
from urllib.parse import urlencode

from websockets.sync.client import connect

NAME, FIRST, OWN = "qt-01", "mùa xuân ở biển", "biển xanh cát trắng"


class Asker:
    """What a browser sends to one server: its cookies, its own origin."""

    def __init__(self, port: int):
        self.port, self.cookies = port, {}

    def ask(self, path: str, form: dict | None = None, method: str = "", **more: str):
        """The answer, whose cookies are kept."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {
            "Host": f"localhost:{self.port}",
            "Accept": "text/html",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form is not None:
            headers |= {
                "Origin": f"http://localhost:{self.port}",
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
            additional_headers={"Cookie": cookie, "Origin": f"http://localhost:{self.port}"},
            subprotocols=["streamlit", "x"],
        )

    def is_in(self) -> bool:
        """Whether a page is answered as a page."""
        return self.ask("/thu").status == 200
