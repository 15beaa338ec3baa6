"""The cookie that distinguishes browsers, so that a file goes to the one whose page made it."""

import re
import secrets

from board.access.cookies import cookie, values

NAME = "board_browser"
VALUE = re.compile(r"[A-Za-z0-9_-]{43}")
SECONDS = 365 * 24 * 60 * 60


def browser_of(scope) -> str:
    """The value of the browser's cookie; empty where it has none of ours."""
    return next(filter(VALUE.fullmatch, values(scope, NAME)), "")


def new_cookie(scope) -> tuple[bytes, bytes]:
    """The header that gives a cookie to a browser that has none. It only distinguishes browsers: a
    restart or another port keeps it, so that pages which are open go on."""
    return cookie(scope, NAME, secrets.token_urlsafe(32), SECONDS)


def headers(scope, name: bytes) -> list[str]:
    """The values of a request's headers of a name, in lower case."""
    return [value.decode("latin-1") for header, value in scope["headers"] if header == name]
