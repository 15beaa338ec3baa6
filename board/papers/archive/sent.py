"""Papers that were sent: filed as they were, with snapshot, hash and every figure that they show.

A paper is filed with its note, `<day>_<name>_<code>.<ending>` and `.json`, in data/papers; neither
is ever written again. `codes.jsonl` remembers the address of every code that was made.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile
from typing import TypeGuard

import pandas as pd

from audit_log import append
from board.measures.small_numbers import leaving_house
from board.papers.figures import as_frame
from board.papers.paper import Content, code_of, pinned
from board.registers.entry_policy import may_write, unit_of, why_not_in_post
from board.runtime.settings import VERSION
from board.selection.address import decode
from board.selection.filters import Filters
from board.selection.periods import Period
from board.selection.selection import Selection
from board.text import papers, sent_papers
from config_file import data_folder
from disk_errors import disk_reason
from snapshot_file import SCHEMA_VERSION
from whole_file import write_whole

NOTES = "[0-9]*.json"  # they begin with the day; other programs leave files of their own


@dataclass(frozen=True)
class Filed:
    """One paper that was sent. `figures`: a dict a figure, with the names of `figures.COLUMNS`.

    `version` of the product made it from tables of `schema_version`; both are None where it was
    filed before 0.3.0, which did not write them down. `filed_by` is the code of the officer who
    filed it, None where nobody was named. `units` and `sees` are the scope of who made it, None
    for all."""

    name: str
    code: str
    file: str
    sent_on: str
    snapshot: str
    data_date: str
    sha256: str
    unit_name: str
    url: dict[str, str]
    figures: list[dict]
    version: str | None = None
    schema_version: int | None = None
    filed_by: str | None = None
    units: list[str] | None = None
    sees: list[str] | None = None

    @property
    def is_sound(self) -> bool:
        """Whether each value of its note is of its kind."""
        texts = (self.name, self.code, self.file, self.sent_on, self.snapshot, self.data_date)
        return (
            all(isinstance(text, str) for text in (*texts, self.sha256, self.unit_name))
            and _is_address(self.url)
            and isinstance(self.figures, list)
            and all(isinstance(figure, dict) for figure in self.figures)
            and all(of is None or _is_list_of_texts(of) for of in (self.units, self.sees))
            and self.period is not None
        )

    @property
    def filters(self) -> Filters:
        """What was chosen when it was made."""
        return decode(self.url).filters

    @property
    def period(self) -> Period | None:
        """The period that it is about; None where its address names none."""
        return decode(self.url).period

    @property
    def as_sent(self) -> pd.DataFrame:
        """The figures as they were sent."""
        return as_frame(self.figures)


def why_not_filed(selection: Selection) -> str | None:
    """Why its reader files no paper of a selection as sent, as a sentence, or None."""
    code = selection.filters.unit and unit_of(selection)["code"]
    return None if may_write("papers", selection, code) else sent_papers.MAY_NOT_FILE


def file_paper(
    folder: Path,
    name: str,
    ending: str,
    file: bytes,
    content: Content,
    sent_on: date,
    by: str | None = None,
) -> Filed:
    """Files a paper in `folder`, once a day: the `file` that was written of a `content`, and every
    figure of that; `by` is an officer's code.

    Raises ValueError, in Vietnamese, where that is not in post today, and OSError.
    """
    if why := why_not_filed(content.selection):
        raise ValueError(why)
    if by and (refused := why_not_in_post(by, content.selection)):
        raise ValueError(refused)
    selection = pinned(content.selection)
    code = code_of(name, selection)
    path = folder / f"{sent_on}_{papers.file_name(name, selection, f'_{code}{ending}')}"
    scope = selection.snapshot.scope
    with leaving_house():
        figures = as_frame(content.figures)
    filed = Filed(
        name=name,
        code=code,
        file=path.name,
        sent_on=str(sent_on),
        snapshot=selection.snapshot.name,
        data_date=str(selection.data_date),
        sha256=hashlib.sha256(file).hexdigest(),
        unit_name=selection.unit_name,
        url=selection.url_parameters,
        figures=figures.astype(object).where(figures.notna(), None).to_dict("records"),
        version=VERSION,
        schema_version=SCHEMA_VERSION,
        filed_by=by or None,
        units=scope and scope.key[0],
        sees=scope and scope.key[1],
    )
    note = path.with_name(f"{path.name}.json")
    if not note.exists():
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(path, file)
        account = content.selection.viewer.account
        append(data_folder(), "paper_filed", account, what=f"{name}{ending}", code=code)
        write_whole(note, json.dumps(asdict(filed), ensure_ascii=False, indent=1))
    remember(folder, name, selection)
    return filed


def filed(folder: Path) -> list[Filed]:
    """The papers that were sent, the newest first."""
    found = []
    for note in sorted(folder.glob(NOTES), reverse=True):
        # A damaged note is passed over: the next load sets it aside and names it.
        with suppress(OSError, ValueError, TypeError, KeyError):
            paper = Filed(**json.loads(note.read_bytes()))
            if paper.is_sound:
                found.append(paper)
    return found


def why_not_kept(folder: Path) -> str | None:
    """Why nothing can be written in `folder`, as a sentence, or None: a press for a paper, whose
    code is remembered there as it is made, has no way to say so."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
    except OSError as error:
        return papers.papers_not_kept(folder, disk_reason(error.errno))
    return None


def remember(folder: Path, name: str, selection: Selection) -> None:
    """Remembers what the code of a paper opens. Raises OSError."""
    code = code_of(name, selection)
    if opened_by(folder, code) is None:
        folder.mkdir(parents=True, exist_ok=True)
        line = json.dumps({"code": code, "name": name, "url": pinned(selection).url_parameters})
        with (folder / "codes.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(f"\n{line}\n")  # a line of its own, even after a torn one


def opened_by(folder: Path, code: str) -> tuple[str, dict[str, str]] | None:
    """The paper and the address that a code names, or None where it was never made here."""
    path = folder / "codes.jsonl"
    lines = path.read_text("utf-8", "replace").splitlines() if path.exists() else []
    for line in lines:
        # Only a line that holds the code somewhere is worth reading; one that a power cut tore
        # remembers nothing.
        fields = _read(line) if f'"{code}"' in line else {}
        if fields.get("code") == code:
            name, url = fields.get("name"), fields.get("url")
            if isinstance(name, str) and _is_address(url):
                return name, url
    return None


def _is_list_of_texts(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(text, str) for text in found)


def _is_address(url: object) -> TypeGuard[dict[str, str]]:
    """Whether it holds what a page is opened by, each a text, the snapshot among it."""
    if not isinstance(url, dict) or "snapshot" not in url:
        return False
    return all(isinstance(text, str) for text in url.values())


def _read(line: str) -> dict:
    try:
        fields = json.loads(line)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
