"""The cookie that a browser's session is known by: a token that we signed, and nothing else."""

import hashlib

from itsdangerous import BadSignature, Signer

from board.access.accounts import database
from board.access.cookies import cookie, values

NAME = "board_session"


def token_of(scope) -> str:
    """The token of a request's cookie; empty where it has none that we signed."""
    for value in values(scope, NAME):
        try:
            return _signer().unsign(value.encode("latin-1")).decode()
        except (BadSignature, UnicodeDecodeError):
            continue
    return ""


def set_cookie(scope, token: str) -> tuple[bytes, bytes]:
    """The header that gives a browser a session's cookie, which lasts as long as the browser is
    open; "" takes it away."""
    if not token:
        return cookie(scope, NAME, "", 0)
    return cookie(scope, NAME, _signer().sign(token.encode()).decode())


def _signer() -> Signer:
    return Signer(database.key(), salt=NAME, digest_method=hashlib.sha256)
