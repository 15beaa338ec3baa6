"""The way to the provider of OpenID Connect and back, in the browser that began it."""

import asyncio
import hashlib
import hmac
import secrets
from urllib.parse import parse_qs

from itsdangerous import BadSignature, URLSafeTimedSerializer

from board.access.accounts import database
from board.access.answers import lead_to
from board.access.cookies import cookie, is_over_tls, values
from board.access.open_id import (
    Attempt,
    NotSignedIn,
    Person,
    Provider,
    address_to_sign_in,
    person_signed_in,
)
from board.text.sign_in import OPEN_ID_BACK_PATH

NAME = "board_attempt"
SECONDS = 600  # from leaving to coming back
LONGEST = 2000  # of an address: a browser keeps no cookie over 4096 bytes


class OpenIdDoor:
    """Sends a browser to a provider, and says who came back from there."""

    def __init__(self, provider: Provider):
        self.provider = provider
        self._asking = asyncio.Semaphore(4)  # a provider that does not answer holds a thread

    async def lead_out(self, scope, send, then: str) -> None:
        """Sends a browser to the provider; `then` is the page that it comes to at last. Raises
        NotSignedIn."""
        then = then if len(then) <= LONGEST else "/"
        kept = {"state": secrets.token_urlsafe(32), "back": _back(scope), "then": then}
        async with self._asking:
            address = await asyncio.to_thread(address_to_sign_in, self.provider, _attempt(kept))
        sealed = str(_sealer().dumps(kept))
        await lead_to(send, address, cookie(scope, NAME, sealed, SECONDS))

    async def came_back(self, scope, at: float) -> tuple[Person, str]:
        """Who came back with the provider's answer, and to which page. Raises NotSignedIn, before
        anything is asked where this browser did not begin the attempt."""
        answer = parse_qs(scope["query_string"].decode("latin-1"))
        state, code = (answer.get(name, [""])[0] for name in ("state", "code"))
        for value in values(scope, NAME):
            try:
                kept = _sealer().loads(value, max_age=SECONDS)
            except BadSignature:
                continue
            if hmac.compare_digest(kept["state"].encode(), state.encode()) and code:
                async with self._asking:
                    attempt = _attempt(kept)
                    person = await asyncio.to_thread(
                        person_signed_in, self.provider, attempt, code, at
                    )
                return person, kept["then"]
        raise NotSignedIn("open_id_state")


def _back(scope) -> str:
    host = next(value.decode("latin-1") for name, value in scope["headers"] if name == b"host")
    return f"{'https' if is_over_tls(scope) else 'http'}://{host}{OPEN_ID_BACK_PATH}"


def _attempt(kept: dict[str, str]) -> Attempt:
    """The attempt of a cookie, whose nonce and verifier the browser never has."""
    nonce, verifier = (
        hmac.new(database.key(), f"{name} {kept['state']}".encode(), hashlib.sha256).hexdigest()
        for name in ("nonce", "verifier")
    )
    return Attempt(kept["state"], nonce, verifier, kept["back"])


def _sealer() -> URLSafeTimedSerializer:
    signed = {"digest_method": hashlib.sha256}
    return URLSafeTimedSerializer(database.key(), salt=NAME, signer_kwargs=signed)
