"""What a paper is: made from one choice in one snapshot, the same bytes each time."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from board.runtime.settings import PAPERS
from board.selection.selection import Choice, choice_of
from board.text import pages, papers

CODE_LETTERS = 8
MIME = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".pdf": "application/pdf",
}
# The first moment that a zip can name: a paper made again is the same to the byte.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Paper:
    """One paper: its name for commands, and how each ending is made from a choice. `check` raises
    ValueError, in Vietnamese and in little time, where a ward's own files do not let it be made."""

    name: str
    made: Mapping[str, Callable[[Choice], bytes]]
    check: Callable[[Choice], object] = lambda choice: None

    @property
    def title(self) -> str:
        """What readers call it."""
        return papers.PAPERS[self.name]

    def make(self, ending: str, choice: Choice) -> bytes:
        """The paper as a file of that ending, which is one of `made`."""
        content = self.made[ending](pinned(choice))
        return _settled(content) if zipfile.is_zipfile(io.BytesIO(content)) else content


def pinned(choice: Choice) -> Choice:
    """The same choice, whose address names the snapshot too."""
    made = choice_of(choice.snapshot, choice.filters, choice.period, choice.compare, pinned=True)
    return replace(choice, url=made.url)


def code_of(name: str, choice: Choice) -> str:
    """The short code of a paper: of its name, its snapshot and what was chosen; 8 letters and
    digits that cannot be taken for one another."""
    said = json.dumps([name, sorted(pinned(choice).url)], ensure_ascii=False)
    digest = base64.b32encode(hashlib.sha256(said.encode()).digest()).decode()
    return digest[:CODE_LETTERS]


def address_of(choice: Choice, page: str, more: Iterable[tuple[str, str]] = ()) -> str:
    """The address at which the dashboard shows a page with the same snapshot and filters, and with
    `more` that was chosen on the page itself."""
    path = pages.PAGES[page][2]
    return f"{PAPERS.address.rstrip('/')}/{path}?{urlencode([*pinned(choice).url, *more])}"


def _settled(content: bytes) -> bytes:
    """A zip without the moment at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            entry = zipfile.ZipInfo(one.filename, NO_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(one))
    return out.getvalue()
