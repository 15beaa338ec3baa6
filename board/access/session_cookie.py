"""The cookie that a browser's session is known by: a token that we signed, and nothing else."""

import hashlib

from itsdangerous import BadSignature, Signer

from board.access.accounts import database

NAME = "board_session"


def token_of(scope) -> str:
    """The token of a request's cookie; empty where it has none that we signed."""
    headers = [value for name, value in scope["headers"] if name == b"cookie"]
    for pair in b";".join(headers).split(b";"):
        name, _, value = pair.strip().partition(b"=")
        if name == NAME.encode():
            try:
                return _signer().unsign(value).decode()
            except (BadSignature, UnicodeDecodeError):
                continue
    return ""


def set_cookie(scope, token: str) -> tuple[bytes, bytes]:
    """The header that gives a browser a session's cookie; "" takes it away.

    It lasts as long as the browser is open. Behind TLS, which the page's own origin shows, it is
    sent over TLS alone.
    """
    origins = [value for name, value in scope["headers"] if name == b"origin"]
    secure = "; Secure" if any(origin.startswith(b"https://") for origin in origins) else ""
    value = _signer().sign(token.encode()).decode() if token else ""
    end = "" if token else "; Max-Age=0"
    cookie = f"{NAME}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{end}"
    return (b"set-cookie", cookie.encode())


def _signer() -> Signer:
    return Signer(database.key(), salt=NAME, digest_method=hashlib.sha256)
