"""The routes behind the gate: pages, Streamlit's own, and files for the tab that made them."""

import asyncio
import json
from collections.abc import Callable, Iterable

from board.access.answers import answer, is_page, place_of, redirect, refuse
from board.access.browser_cookie import browser_of, headers
from board.access.health import health
from board.access.index_page import own_index
from board.access.sign_in import HEALTH, SESSION, may_read
from board.access.tabs import Tabs

# Streamlit's own routes that pages use; the others (metrics, agent) show every session.
CORE_ROUTES = {"health", "host-config", "stream", "upload_file"}
MEGABYTE = 1024 * 1024


class Refused(Exception):
    """An upload that is refused while it comes in: the status and the kind of refusal."""

    def __init__(self, status: int, kind: str):
        super().__init__(status, kind)
        self.status, self.kind = status, kind


class Routes:
    """ASGI middleware. `home` is the path of the page that Streamlit serves at "/" alone, `pages`
    are those of the others. `when_ended` is called with the ids of a session that ended."""

    def __init__(
        self,
        app,
        *,
        index_html: str,
        home: str,
        pages: Iterable[str],
        upload_limit_mb: int,
        grace_seconds: float,
        when_ended: Callable[[Iterable[str]], None],
    ):
        self.app = app
        self.home, self.pages = home, frozenset(pages)
        self.index = own_index(index_html).encode()
        self.upload_limit_mb = upload_limit_mb
        self.tabs = Tabs(grace_seconds, when_ended)
        self._looks = asyncio.Lock()  # one at a time, so that waiting ones hold no thread

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "websocket":
            return await self._connect(scope, receive, send)
        if scope["type"] == "http":
            return await self._ask(scope, receive, send)
        await self.app(scope, receive, send)

    async def _answer_health(self, scope, send) -> None:
        # In a thread: the first look at a snapshot hashes its file.
        async with self._looks:
            state = await asyncio.to_thread(health)
        status = 200 if state["is_well"] else 503
        if not may_read(scope):
            state = {"is_well": state["is_well"]}
        await answer(send, status, json.dumps(state) + "\n", b"application/json")

    async def _connect(self, scope, receive, send) -> None:
        protocols = ",".join(headers(scope, b"sec-websocket-protocol")).split(",")
        tab = self.tabs.opened(reader_of(scope), protocols[2].strip() if len(protocols) > 2 else "")

        async def reading(message) -> None:
            """Passes a message on; the tab learns from it which files its page links to."""
            tab.reads(message.get("bytes") or b"")
            await send(message)

        try:
            await self.app(scope, receive, reading)
        finally:
            self.tabs.left(tab)

    async def _ask(self, scope, receive, send) -> None:
        if scope["path"] == HEALTH:
            return await self._answer_health(scope, send)
        place, rest = place_of(scope["path"])
        reader = reader_of(scope)
        page = scope["path"].strip("/")
        if not place and page == self.home:
            return await redirect(send, scope)
        if not place and page and page not in self.pages and "." not in page:
            return await refuse(scope, send, 404, "no_such_path")
        if place == "_stcore" and (not rest or rest[0] not in CORE_ROUTES):
            return await refuse(scope, send, 404, "no_such_path")
        if place == "media" and not (
            rest and reader and self.tabs.may_fetch(reader, rest[-1].partition(".")[0])
        ):
            return await refuse(scope, send, 403, "not_your_file")
        # What has the right origin needs no leave of Streamlit, which would look up this machine's
        # outside address to give it.
        scope = scope | {"headers": [pair for pair in scope["headers"] if pair[0] != b"origin"]}
        if place == "_stcore" and rest[0] == "upload_file" and scope["method"] != "OPTIONS":
            return await self._upload(scope, receive, send, reader, rest[1:])
        await self.app(scope, receive, self._with_own_index(scope, send))

    async def _upload(self, scope, receive, send, reader: str, rest: list[str]) -> None:
        """Passes a file on, or its removal, as long as its session holds less than it may."""
        tab = self.tabs.of_session(reader, rest[0]) if reader and len(rest) == 2 else None
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
            if self.tabs.of_session(reader, rest[0]) is not tab:  # nobody would give it back
                raise Refused(403, "not_your_session")
            return message

        async def noted(message) -> None:
            """Passes a message on and keeps its status, which says whether the file was taken."""
            statuses.append(message.get("status"))
            await send(message)

        try:
            length = "".join(headers(scope, b"content-length"))
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

    def _with_own_index(self, scope, send):
        """`send`, with our own index page in place of Streamlit's."""
        place, _ = place_of(scope["path"])
        is_index = False

        async def sending(message) -> None:
            """Passes a message on, but for the page's own start and body."""
            nonlocal is_index
            if is_index and message["type"] == "http.response.body":
                if message.get("more_body"):
                    return  # the last part of Streamlit's own page is where ours goes
                body = self.index if scope["method"] == "GET" else b""
                message = {"type": "http.response.body", "body": body}
            if message["type"] == "http.response.start" and not place and is_page(message):
                is_index = message["status"] == 200
            if is_index and message["type"] == "http.response.start":
                stale = {b"content-length", b"etag", b"last-modified", b"content-encoding"}
                kept = [pair for pair in message["headers"] if pair[0].lower() not in stale]
                length = (b"content-length", str(len(self.index)).encode())
                message = message | {"headers": [*kept, length]}
            await send(message)

        return sending


def reader_of(scope) -> str:
    """Whose tab a request is from: the browser and, where it signed in, the session; empty for a
    browser without our cookie."""
    browser = browser_of(scope)
    return browser and browser + scope.get(SESSION, "")
