"""What the gate answers by itself: texts, and refusals, each of which the log notes."""

import logging

from board.text import access
from log_lines import note

PLACES = {"_stcore", "media", "static", "component"}
# Each kind of refusal, as the log calls it → the sentence of the answer.
SENTENCES = {
    "not_this_machine": access.NOT_THIS_MACHINE,
    "foreign_host": access.FOREIGN_HOST,
    "foreign_origin": access.FOREIGN_ORIGIN,
    "no_such_path": access.NO_SUCH_PATH,
    "not_your_file": access.NOT_YOUR_FILE,
    "not_your_session": access.NOT_YOUR_SESSION,
}


def place_of(path: str) -> tuple[str, list[str]]:
    """Which of Streamlit's places a path leads to, and the rest of it; no place for a page."""
    parts = [part for part in path.split("/") if part]
    at = next((i for i, part in enumerate(parts) if part in PLACES), len(parts))
    return "".join(parts[at : at + 1]), parts[at + 1 :]


async def refuse(scope, send, status: int, kind: str, upload_limit_mb: int = 0) -> None:
    """Answers a request with a refusal; `kind` "upload_too_large" is of a session's limit."""
    note_refused(scope, status, kind)
    too_large = access.uploads_too_large(upload_limit_mb)
    await answer(send, status, SENTENCES.get(kind, too_large))


async def redirect(send, scope) -> None:
    """Sends a browser to "/" with what its address asks: codes on printed papers name the path of
    the first page, which Streamlit serves at "/" alone."""
    query = "?" + scope["query_string"].decode("latin-1") if scope.get("query_string") else ""
    await lead_to(send, "/" + query, status=307)


async def lead_to(send, address: str, *headers: tuple[bytes, bytes], status: int = 303) -> None:
    """Sends a browser to another address of ours; 303 asks there with GET, 307 as it asked here."""
    headers = ((b"location", address.encode("latin-1")), (b"content-length", b"0"), *headers)
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def note_refused(scope, status: int, kind: str) -> None:
    """Writes a refusal into the log."""
    # No more of the path than Streamlit's own place: the rest is what somebody typed.
    place = place_of(scope["path"])[0] or "page"
    note("refused", logging.WARNING, status=status, reason=kind, what=scope["type"], place=place)


async def answer(send, status: int, text: str, kind: bytes = b"text/plain; charset=utf-8") -> None:
    """Sends a whole answer."""
    body = text.encode()
    headers = [
        (b"content-type", kind),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def is_page(message) -> bool:
    """Whether an answer is a page, or says that the browser's copy of one still holds."""
    kinds = [value for name, value in message["headers"] if name.lower() == b"content-type"]
    return message["status"] == 304 or any(kind.startswith(b"text/html") for kind in kinds)
