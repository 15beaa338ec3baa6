"""What a paper is: made from one selection in one snapshot, the same bytes each time."""

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from urllib.parse import urlencode

import pandas as pd

from board.measures.small_numbers import leaving_house
from board.runtime.settings import PAPERS
from board.selection.selection import Selection, selection_of
from board.text import pages
from board.warehouse.ask import ask

CODE_LETTERS = 8
MIME = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".pdf": "application/pdf",
}
# The first moment that a zip can name: a paper made again is the same to the byte.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


class Content(Protocol):
    """What a paper says of one selection: made once, written in every format, filed as it is.

    `figures`: every figure that the paper shows, a row each as `figures.figure` makes it.
    """

    @property
    def selection(self) -> Selection:
        """Of what the paper is; its address opens the board there."""
        ...

    @property
    def figures(self) -> list[dict]:
        """Every figure that the paper shows, for the archive."""
        ...


@dataclass(frozen=True)
class Paper:
    """One paper: its name for commands, what makes its content from a selection, and what writes
    that content for each ending. `check` raises ValueError, in Vietnamese and in little time, where
    a ward's own files do not let it be made. `holds`: what of `scope.HIDDEN` it shows to who sees
    it."""

    name: str
    content: Callable[[Selection], Content]
    writers: Mapping[str, Callable[[Any], bytes]]
    check: Callable[[Selection], object] = lambda selection: None
    holds: frozenset[str] = frozenset()

    def build(self, selection: Selection) -> Content:
        """The paper's content, whose address names the snapshot too."""
        with leaving_house():
            return self.content(pinned(selection))

    def write(self, ending: str, content: Content) -> bytes:
        """A content as a file of that ending, which is one of `writers`."""
        with leaving_house():
            file = self.writers[ending](content)
        return _without_moments(file) if zipfile.is_zipfile(io.BytesIO(file)) else file

    def make(self, ending: str, selection: Selection) -> bytes:
        """The paper of a selection as a file of that ending."""
        return self.write(ending, self.build(selection))


def pinned(selection: Selection) -> Selection:
    """The same selection, whose address names the snapshot too."""
    same = selection_of(
        selection.snapshot, selection.filters, selection.period, selection.compare, pinned=True
    )
    return replace(selection, url=same.url)


def day_of_paper(selection: Selection) -> date:
    """The day whose bodies and heads a paper bears: the data date, or the last day of a unit that
    ended before."""
    units = ask(selection.snapshot, "units").set_index("unit_key")["valid_to"]
    ends = units.get(selection.filters.unit)
    return selection.data_date if pd.isna(ends) else min(selection.data_date, ends.date())


def code_of(name: str, selection: Selection) -> str:
    """The short code of a paper: of its name, its snapshot, what was chosen and what its reader
    sees; 8 letters and digits that cannot be taken for one another."""
    scope = selection.snapshot.scope
    seen = [] if scope is None or scope.is_everything else [scope.key]
    of = json.dumps([name, sorted(pinned(selection).url), *seen], ensure_ascii=False)
    digest = base64.b32encode(hashlib.sha256(of.encode()).digest()).decode()
    return digest[:CODE_LETTERS]


def address_of(selection: Selection, page: str, more: Iterable[tuple[str, str]] = ()) -> str:
    """The address at which the dashboard shows a page with the same snapshot and filters, and with
    `more` that was chosen on the page itself."""
    path = "" if page == "overview" else pages.PAGES[page][2]  # served at "/" alone
    return f"{PAPERS.address.rstrip('/')}/{path}?{urlencode([*pinned(selection).url, *more])}"


def _without_moments(file: bytes) -> bytes:
    """A zip without the moments at which its parts were written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, NO_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(part))
    return out.getvalue()
