"""Signing in and out and choosing a new password: what stands before the dashboard's own pages."""

import asyncio
import hashlib
from collections.abc import Callable
from urllib.parse import quote

import ward_clock
from board.access import session_cookie
from board.access.accounts import guessing, sessions, store
from board.access.answers import answer, lead_to, note_refused, refuse
from board.access.asked import NEXT, form_of, next_page
from board.access.open_id import NotSignedIn
from board.access.open_id_door import OpenIdDoor
from board.access.own_machine import Asks
from board.access.sign_in_log import note_refused_at, note_sign_in
from board.access.sign_in_page import password_page, sign_in_page, sign_out_page
from board.runtime.own_names import is_own_address
from board.text import sign_in as words
from log_lines import note

SIGN_IN, SIGN_OUT, PASSWORD = words.SIGN_IN_PATH, words.SIGN_OUT_PATH, words.PASSWORD_PATH
OPEN_ID, OPEN_ID_BACK = words.OPEN_ID_PATH, words.OPEN_ID_BACK_PATH
PATHS = (SIGN_IN, SIGN_OUT, PASSWORD, OPEN_ID, OPEN_ID_BACK)
HEALTH = "/healthz"  # answers without a session too, with its state alone
ACCOUNT = b"x-board-account"  # the header that tells Streamlit's pages who signed in
SESSION, MAY_READ = "board.session", "board.may_read"  # the same, for the routes
LOOK_SECONDS = 2
HTML = b"text/html; charset=utf-8"


class SignIn:
    """ASGI middleware that asks who somebody is. `asks` says, at each request, of whom; `open_id`
    is the other way to say it, where there is one."""

    def __init__(
        self,
        app,
        *,
        limits: sessions.Limits,
        asks: Callable[[], Asks],
        open_id: OpenIdDoor | None = None,
    ):
        self.app = app
        self.limits = limits
        self.asks = asks
        self.open_id = open_id
        self._hashing = asyncio.Semaphore(2)  # a password takes 64 MB and a tenth of a second

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        scope = scope | {"headers": [pair for pair in scope["headers"] if pair[0] != ACCOUNT]}
        asks = self.asks()
        if asks is Asks.NOBODY:
            client = scope.get("client")
            if client is None or is_own_address(client[0]):
                return await self.app(scope, receive, send)
            return await self._close(scope, send, "not_this_machine")  # a proxy passed it on
        found = self._session(scope, is_used=True)
        entering = None if found is None or found.must_change else found
        if scope["type"] == "websocket":
            if entering:
                heard = self._heard(scope, receive)
                return await self.app(_signed_in(scope, entering), heard, send)
            return await self._close(scope, send, "not_signed_in")
        if scope["path"] == HEALTH:
            scope = _signed_in(scope, entering) if entering else scope | {MAY_READ: False}
            return await self.app(scope, receive, send)
        if asks is Asks.FOR_ACCOUNTS:
            return await answer(send, 403, words.NO_ACCOUNTS)
        if scope["path"] in PATHS:
            try:
                return await self._answer(scope, receive, send, found)
            except OSError:
                return await answer(send, 503, words.NOT_KEPT)
        if entering:
            return await self.app(_signed_in(scope, entering), receive, send)
        await self._lead_in(scope, send, found)

    async def _close(self, scope, send, kind: str) -> None:
        if scope["type"] == "http":
            return await refuse(scope, send, 403, kind)
        note_refused(scope, 403, kind)
        await send({"type": "websocket.close", "code": 1008})

    def _session(self, scope, *, is_used: bool) -> sessions.Session | None:
        token = session_cookie.token_of(scope)
        return sessions.find(token, self.limits, _now(), is_used=is_used) if token else None

    def _heard(self, scope, receive):
        """`receive` of a WebSocket, which ends with the session that it was opened in: at the next
        message, and where none comes, LOOK_SECONDS later at the most."""

        async def hearing():
            """The next message; a disconnection where the session has ended."""
            coming = asyncio.ensure_future(receive())
            try:
                while True:
                    done, _ = await asyncio.wait({coming}, timeout=LOOK_SECONDS)
                    found = self._session(scope, is_used=bool(done))
                    if found is None or found.must_change:
                        return {"type": "websocket.disconnect", "code": 1008}
                    if done:
                        return coming.result()
            finally:
                coming.cancel()

        return hearing

    async def _lead_in(self, scope, send, found: sessions.Session | None) -> None:
        """Leads who asks for a page to signing in, or to a new password; whatever else is asked for
        gets a sentence that says nothing of what is there."""
        accepts = b",".join(value for name, value in scope["headers"] if name == b"accept")
        if scope["method"] not in ("GET", "HEAD") or b"text/html" not in accepts:
            return await answer(send, 401, words.ENDED)
        query = scope["query_string"].decode("latin-1")
        asked = scope["path"] + (f"?{query}" if query else "")
        await lead_to(send, f"{PASSWORD if found else SIGN_IN}?{NEXT}={quote(asked)}")

    async def _answer(self, scope, receive, send, found: sessions.Session | None) -> None:
        """Answers the paths of this door."""
        path, is_read = scope["path"], scope["method"] in ("GET", "HEAD")
        if path in (OPEN_ID, OPEN_ID_BACK):
            return await self._ask_provider(scope, send)
        if path != SIGN_IN and not found:
            return await lead_to(send, SIGN_IN)
        if path == SIGN_IN and found and is_read:
            return await lead_to(send, next_page(scope))
        if path == PASSWORD and found and not found.has_password:
            return await answer(send, 200, words.NO_PASSWORD_HERE)
        if is_read:
            return await self._show(scope, send, found)
        if scope["method"] != "POST" or not any(name == b"origin" for name, _ in scope["headers"]):
            return await answer(send, 405, words.ENDED)
        form = await form_of(receive)
        if form is None:
            return await answer(send, 413, words.ENDED)
        if found is None or path == SIGN_IN:
            return await self._sign_in(scope, send, form)
        if path == SIGN_OUT:
            sessions.end(session_cookie.token_of(scope))
            note_sign_in("signed_out", found.account)
            return await lead_to(send, SIGN_IN, session_cookie.set_cookie(scope, ""))
        await self._change(scope, send, form, found)

    async def _show(self, scope, send, found: sessions.Session | None) -> None:
        if found is None:
            page = self._page(scope)
        elif scope["path"] == SIGN_OUT:
            page = sign_out_page(SIGN_OUT, found.account)
        else:
            first = words.FIRST_PASSWORD if found.must_change else ""
            page = password_page(_asked(PASSWORD, scope), found.account, first)
        await answer(send, 200, page, HTML)

    async def _sign_in(self, scope, send, form: dict[str, str]) -> None:
        name = form.get("name", "")
        try:
            account = await self._account_of(scope, name, form.get("password", ""))
        except guessing.TooManyTries:
            note_refused_at(_now(), "too_many_tries", store.named(name))
            return await answer(send, 429, self._page(scope, words.TOO_MANY_TRIES, name), HTML)
        if account is None:
            note_sign_in("sign_in_refused", store.named(name), reason="wrong")
            return await answer(send, 401, self._page(scope, words.WRONG, name), HTML)
        note_sign_in("signed_in", account)
        await self._begin(scope, send, account, next_page(scope))

    async def _account_of(self, scope, name: str, password: str) -> str | None:
        """The account whose name and password are right. Raises TooManyTries."""
        address = (scope.get("client") or [""])[0]
        async with self._hashing:
            return await asyncio.to_thread(
                guessing.account_signing_in, name, password, address, _now()
            )

    async def _ask_provider(self, scope, send) -> None:
        """Answers the paths of signing in at a provider: the way there, and the way back."""
        if not self.open_id or scope["method"] != "GET":
            return await lead_to(send, SIGN_IN)
        try:
            if scope["path"] == OPEN_ID:
                return await self.open_id.lead_out(scope, send, next_page(scope))
            person, then = await self.open_id.came_back(scope, _now())
        except NotSignedIn as refused:
            note_refused_at(_now(), refused.reason)
            page = self._page(scope, words.OPEN_ID_FAILED)
            return await answer(send, 401, page, HTML)
        account = store.account_of(self.open_id.provider.issuer, person.subject)
        if account is None:
            note_refused_at(_now(), "open_id_no_account")
            page = self._page(scope, words.no_account_of(person.subject))
            return await answer(send, 401, page, HTML)
        note_sign_in("signed_in", account)
        await self._begin(scope, send, account, then, ends_at=person.ends_at)

    def _page(self, scope, message: str = "", name: str = "") -> str:
        other = _asked(OPEN_ID, scope) if self.open_id else ""
        return sign_in_page(_asked(SIGN_IN, scope), message, name, other)

    async def _change(self, scope, send, form: dict[str, str], found: sessions.Session) -> None:
        old, new, again = (form.get(name, "") for name in ("old", "new", "again"))
        try:
            if new != again:
                raise ValueError(words.NOT_THE_SAME)
            if await self._account_of(scope, found.account, old) is None:
                raise ValueError(words.OLD_PASSWORD_WRONG)
            async with self._hashing:
                await asyncio.to_thread(store.change_password, found.account, old, new)
        except guessing.TooManyTries:
            page = password_page(_asked(PASSWORD, scope), found.account, words.TOO_MANY_TRIES)
            return await answer(send, 429, page, HTML)
        except ValueError as wrong:
            page = password_page(_asked(PASSWORD, scope), found.account, str(wrong))
            return await answer(send, 400, page, HTML)
        note("password_changed", account=found.account)
        await self._begin(scope, send, found.account, next_page(scope))

    async def _begin(
        self, scope, send, account: str, then: str, ends_at: float | None = None
    ) -> None:
        """Starts a session of its own and ends the one that the browser came with."""
        sessions.end(session_cookie.token_of(scope))
        sessions.forget_ended(self.limits, _now())
        token = sessions.start(account, _now(), ends_at)
        await lead_to(send, then, session_cookie.set_cookie(scope, token))


def may_read(scope) -> bool:
    """Whether a request is from somebody who may see more than a state."""
    return scope.get(MAY_READ, True)


def _signed_in(scope, found: sessions.Session) -> dict:
    token = session_cookie.token_of(scope)
    account = (ACCOUNT, found.account.encode())
    return scope | {
        "headers": [*scope["headers"], account],
        SESSION: hashlib.sha256(token.encode()).hexdigest(),
    }


def _now() -> float:
    return ward_clock.now().timestamp()


def _asked(path: str, scope) -> str:
    return f"{path}?{NEXT}={quote(next_page(scope))}"
