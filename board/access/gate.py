"""The gate in front of every route and WebSocket of the dashboard.

It lets in who asks from this machine under one of its own names, gives a file only to the browser
whose page made it, and sends with every answer what a browser may do with it.
"""

import asyncio
import base64
import hashlib
import json
import re
import secrets
from collections.abc import Callable, Iterable

from board.access.answers import answer, note_refused, place_of, redirect, refuse
from board.access.health import health
from board.access.index_page import own_index
from board.access.own_machine import OWN_NAMES, name_in
from board.access.tabs import Tabs
from board.runtime.own_names import is_own_address

COOKIE = "board_browser"
COOKIE_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")
COOKIE_DAYS = 365
# Streamlit's own routes that pages use; the others (metrics, agent) show every session.
CORE_ROUTES = {"health", "host-config", "stream", "upload_file"}
HEALTH = "/healthz"
MEGABYTE = 1024 * 1024


class Refused(Exception):
    """An upload that is refused while it comes in: the status and the kind of refusal."""

    def __init__(self, status: int, kind: str):
        super().__init__(status, kind)
        self.status, self.kind = status, kind


class Gate:
    """ASGI middleware. `home` is the path of the page that Streamlit serves at "/" alone, `pages`
    are those of the others. `when_ended` is called with the ids of a session that ended."""

    def __init__(
        self,
        app,
        *,
        hosts: Iterable[str],
        index_html: str,
        home: str,
        pages: Iterable[str],
        upload_limit_mb: int,
        grace_seconds: float,
        when_ended: Callable[[Iterable[str]], None],
    ):
        self.app = app
        self.hosts = {*OWN_NAMES, *(host.lower() for host in hosts)}
        self.home, self.pages = home, frozenset(pages)
        self.index = own_index(index_html)
        self.upload_limit_mb = upload_limit_mb
        self.tabs = Tabs(grace_seconds, when_ended)
        self._looks = asyncio.Lock()  # one at a time, so that waiting ones hold no thread
        self.headers = {
            b"content-security-policy": content_security_policy(index_html).encode(),
            b"x-content-type-options": b"nosniff",
            b"referrer-policy": b"same-origin",
        }

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        refusal = self._why_refused(scope)
        if scope["type"] == "websocket":
            if refusal:
                note_refused(scope, 403, refusal)
                return await send({"type": "websocket.close", "code": 1008})
            return await self._connect(scope, receive, send)
        send = self._with_headers(scope, send)
        if refusal:
            return await refuse(scope, send, 403, refusal)
        if scope["path"] == HEALTH:
            return await self._tell_health(send)
        return await self._ask(scope, receive, send)

    def _why_refused(self, scope) -> str:
        """The kind of refusal that a request meets; empty where it may come in."""
        hosts, origins = _all(scope, b"host"), _all(scope, b"origin")
        if not is_own_address((scope.get("server") or [None])[0]):
            return "not_this_machine"
        if len(hosts) != 1 or name_in(hosts[0]) not in self.hosts:
            return "foreign_host"
        if not origins and scope["type"] == "http":
            return ""
        if origins not in ([f"http://{hosts[0]}"], [f"https://{hosts[0]}"]):
            return "foreign_origin"
        return ""

    async def _tell_health(self, send) -> None:
        # In a thread: the first look at a snapshot hashes its file.
        async with self._looks:
            state = await asyncio.to_thread(health)
        status = 200 if state["is_well"] else 503
        await answer(send, status, json.dumps(state) + "\n", b"application/json")

    async def _connect(self, scope, receive, send) -> None:
        protocols = ",".join(_all(scope, b"sec-websocket-protocol")).split(",")
        tab = self.tabs.opened(
            browser_of(scope), protocols[2].strip() if len(protocols) > 2 else ""
        )

        async def reading(message) -> None:
            """Passes a message on; the tab learns from it which files its page links to."""
            tab.reads(message.get("bytes") or b"")
            await send(message)

        try:
            await self.app(scope, receive, reading)
        finally:
            self.tabs.left(tab)

    async def _ask(self, scope, receive, send) -> None:
        place, rest = place_of(scope["path"])
        browser = browser_of(scope)
        page = scope["path"].strip("/")
        if not place and page == self.home:
            return await redirect(send, scope)
        if not place and page and page not in self.pages and "." not in page:
            return await refuse(scope, send, 404, "no_such_path")
        if place == "_stcore" and (not rest or rest[0] not in CORE_ROUTES):
            return await refuse(scope, send, 404, "no_such_path")
        if place == "media" and not (
            rest and browser and self.tabs.may_fetch(browser, rest[-1].partition(".")[0])
        ):
            return await refuse(scope, send, 403, "not_your_file")
        # What has the right origin needs no leave of Streamlit, which would look up this machine's
        # outside address to give it.
        scope = scope | {"headers": [pair for pair in scope["headers"] if pair[0] != b"origin"]}
        if place == "_stcore" and rest[0] == "upload_file" and scope["method"] != "OPTIONS":
            return await self._upload(scope, receive, send, browser, rest[1:])
        return await self.app(scope, receive, send)

    async def _upload(self, scope, receive, send, browser: str, rest: list[str]) -> None:
        """Passes a file on, or its removal, as long as its session holds less than it may."""
        tab = self.tabs.of_session(browser, rest[0]) if browser and len(rest) == 2 else None
        if not tab:
            return await refuse(scope, send, 403, "not_your_session")
        file, limit, statuses = rest[1], self.upload_limit_mb * MEGABYTE, []
        before = tab.uploaded.pop(file, 0)
        too_much = Refused(413, "upload_too_large")

        async def counted():
            """A part of the upload, added to what the session holds. Raises Refused."""
            message = await receive()
            tab.uploaded[file] = tab.uploaded.get(file, 0) + len(message.get("body", b""))
            if sum(tab.uploaded.values()) > limit:
                raise too_much
            if self.tabs.of_session(browser, rest[0]) is not tab:  # nobody would give it back
                raise Refused(403, "not_your_session")
            return message

        async def noted(message) -> None:
            """Passes a message on and keeps its status, which says whether the file was taken."""
            statuses.append(message.get("status"))
            await send(message)

        try:
            length = "".join(_all(scope, b"content-length"))
            if length.isdigit() and int(length) + sum(tab.uploaded.values()) > limit:
                raise too_much
            await self.app(scope, counted, noted)
        except Refused as refused:
            await refuse(scope, send, refused.status, refused.kind, self.upload_limit_mb)
        finally:
            if scope["method"] == "DELETE" or statuses[:1] != [204]:
                tab.uploaded.pop(file, None)
            if before and statuses[:1] != [204]:
                tab.uploaded[file] = before  # nothing replaced it

    def _with_headers(self, scope, send):
        """`send`, with the gate's headers and our own index page; with a page goes the cookie that
        knows the browser."""
        place, _ = place_of(scope["path"])
        browser, is_index = browser_of(scope), False

        async def sending(message) -> None:
            """Passes a message on, the start of an answer with the gate's headers."""
            nonlocal is_index
            if is_index and message["type"] == "http.response.body":
                if message.get("more_body"):
                    return  # the last part of Streamlit's own page is where ours goes
                body = self.index if scope["method"] == "GET" else b""
                message = {"type": "http.response.body", "body": body}
            if message["type"] == "http.response.start":
                ours = dict(self.headers)
                is_index = not place and message["status"] == 200 and is_page(message)
                if is_index:
                    length = str(len(self.index)).encode()
                    ours |= {b"content-length": length, b"etag": b"", b"last-modified": b""}
                    ours[b"content-encoding"] = b""  # ours is sent as it stands
                if place == "media" or scope["path"] == HEALTH:
                    ours[b"cache-control"] = b"no-store"
                pairs = [pair for pair in message["headers"] if pair[0].lower() not in ours]
                if not browser and not place and is_page(message):
                    pairs.append((b"set-cookie", new_cookie(scope["scheme"]).encode()))
                ours = {name: value for name, value in ours.items() if value}
                message = message | {"headers": [*pairs, *ours.items()]}
            await send(message)

        return sending


def content_security_policy(index_html: str) -> str:
    """What a page may load and run: its own files, and the scripts that stand in its HTML."""
    scripts = re.findall(r"<script>(.*?)</script>", index_html, re.DOTALL)
    hashes = [
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts
    ]
    return "; ".join(
        [
            "default-src 'none'",
            " ".join(["script-src 'self'", *(f"'sha256-{script}'" for script in hashes)]),
            "style-src 'self' 'unsafe-inline'",
            "font-src 'self' data:",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def browser_of(scope) -> str:
    """The value of the browser's cookie; empty where it has none of ours."""
    pairs = (pair.strip().partition("=") for pair in ";".join(_all(scope, b"cookie")).split(";"))
    values = [value for name, _, value in pairs if name == COOKIE and COOKIE_VALUE.fullmatch(value)]
    return values[0] if values else ""


def new_cookie(scheme: str) -> str:
    """A cookie for a browser that has none. It only distinguishes browsers: a restart or another
    port keeps it, so that pages which are open go on."""
    secure = "; Secure" if scheme == "https" else ""
    age = COOKIE_DAYS * 24 * 60 * 60
    value = secrets.token_urlsafe(32)
    return f"{COOKIE}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}"


def is_page(message) -> bool:
    """Whether an answer is a page, or says that the browser's copy of one still holds."""
    kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
    return message["status"] == 304 or any(kind.startswith(b"text/html") for kind in kinds)


def _all(scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for header, value in scope["headers"] if header == name]
