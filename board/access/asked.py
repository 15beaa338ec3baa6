"""What a request before the door asks for: the fields of its form, and the page to come to."""

import re
from urllib.parse import parse_qs, quote

from board.text.sign_in import PASSWORD_PATH, SIGN_IN_PATH, SIGN_OUT_PATH

LONGEST_FORM = 8 * 1024  # bytes
NEXT = "toi"  # names in an address the page that a sign-in leads to
OWN_PATH = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f]*")
BEFORE_THE_DOOR = (SIGN_IN_PATH, SIGN_OUT_PATH, PASSWORD_PATH)


def next_page(scope) -> str:
    """The page of our own that an address names as the one to lead to; else the first."""
    asked = parse_qs(scope["query_string"].decode("latin-1")).get(NEXT, ["/"])[0]
    is_ours = OWN_PATH.fullmatch(asked) and not asked.startswith(BEFORE_THE_DOOR)
    return quote(asked, safe="/?=&%+.,:@!$'()*;~-") if is_ours else "/"


async def form_of(receive) -> dict[str, str] | None:
    """The fields of a form; None where it is longer than any of ours."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
        if len(body) > LONGEST_FORM or message["type"] == "http.disconnect":
            return None
    fields = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    return {name: values[0] for name, values in fields.items()}
