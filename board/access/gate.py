"""The gate in front of every route and WebSocket of the dashboard.

It lets in who asks under one of its own names, and sends with every answer what a browser may do
with it.
"""

from collections.abc import Iterable

from board.access.answers import is_page, note_refused, place_of, refuse
from board.access.browser_cookie import browser_of, headers, new_cookie
from board.access.content_policy import content_security_policy
from board.access.cookies import is_over_tls
from board.access.own_machine import OWN_NAMES, name_in
from board.access.sign_in import HEALTH, PATHS
from board.runtime.own_names import is_own_address, is_own_name

NEVER_KEPT = {HEALTH, *PATHS}  # by a browser


class Gate:
    """ASGI middleware that lets in who asks under this machine's names or one of `hosts`; from
    other machines where it `answers_others`."""

    def __init__(self, app, *, hosts: Iterable[str], index_html: str, answers_others: bool = False):
        self.app = app
        self.answers_others = answers_others
        self.hosts = {*OWN_NAMES, *(host.lower() for host in hosts)}
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
            return await self.app(scope, receive, send)
        send = self._with_headers(scope, send)
        if refusal:
            return await refuse(scope, send, 403, refusal)
        await self.app(scope, receive, send)

    def _why_refused(self, scope) -> str:
        """The kind of refusal that a request meets; empty where it may come in."""
        hosts, origins = headers(scope, b"host"), headers(scope, b"origin")
        if not self.answers_others and not is_own_address((scope.get("server") or [None])[0]):
            return "not_this_machine"
        if len(hosts) != 1 or name_in(hosts[0]) not in self.hosts:
            return "foreign_host"
        if not origins and scope["type"] == "http":
            return ""
        if origins not in ([f"http://{hosts[0]}"], [f"https://{hosts[0]}"]):
            return "foreign_origin"
        return ""

    def _with_headers(self, scope, send):
        """`send`, with the gate's headers; with a page goes the cookie that knows the browser."""
        place, _ = place_of(scope["path"])
        browser = browser_of(scope)
        names = [name_in(host) for host in headers(scope, b"host")]

        async def sending(message) -> None:
            """Passes a message on, the start of an answer with the gate's headers."""
            if message["type"] == "http.response.start":
                ours = dict(self.headers)
                if place == "media" or scope["path"] in NEVER_KEPT:
                    ours[b"cache-control"] = b"no-store"
                if is_over_tls(scope) and not any(map(is_own_name, names)):
                    ours[b"strict-transport-security"] = b"max-age=31536000; includeSubDomains"
                pairs = [pair for pair in message["headers"] if pair[0].lower() not in ours]
                if not browser and not place and is_page(message):
                    pairs.append(new_cookie(scope))
                message = message | {"headers": [*pairs, *ours.items()]}
            await send(message)

        return sending
