"""Mended rows → the next version of the file that they are of, landed and checked."""

import glob
import hashlib
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from etl import words
from etl.check import check, checked_path
from etl.contract import SQL
from etl.land import PARQUET, FileToLand, land
from etl.part_file import Part, chains, original_of, profile_of
from etl.read import Layout, matched
from etl.redact import officer_codes
from etl.rejected_lines import RejectedLine, lines_of, rejected_lines
from etl.rejected_rows import RejectedRows
from etl.settings import Settings
from etl.staged_file import Staged
from etl.words import Refusal
from etl.words import rejected as text
from personal_data import file_name_kept

MERGE = (SQL / "mended_version.sql").read_text("utf-8")


class NoneMended(Refusal):
    """The refusal of rows of which none is any better; `found` says why each is not."""

    def __init__(self, sentence: str, found: list[RejectedLine]):
        super().__init__(sentence)
        self.found = found


@dataclass(frozen=True)
class Version:
    """A version of a file, not yet staged: its note, its landed rows, and what is still refused."""

    staged: Staged
    landed: Path
    checked: Path
    original: Staged
    mended: int  # of them, how many were taken
    refused: list[RejectedLine]  # of the whole file
    still_wrong: list[RejectedLine]  # of the mended rows

    @property
    def mends(self) -> dict:
        """Of which file the rows are, how many were taken, and how many it has left."""
        of = self.original
        named = {"file": of.file, "sha256": of.sha256, "as_of": of.as_of}
        return named | {"rows": self.mended, "left": len(self.refused)}


class Mender:
    """Makes the versions of one load, each upon the newest before it; their checked rows go below
    the data folder `checked`."""

    def __init__(
        self, con, settings: Settings, officers: list[dict], scratch: Path, progress, checked: Path
    ):
        self.con, self.settings, self.scratch = con, settings, scratch
        self.officers, self.progress, self.checked = officers, progress, checked
        # Of files that are not staged yet: the landed rows, and what was refused of them.
        self.unstaged: dict[str, tuple[Path, list[RejectedLine]]] = {}

    def versions(
        self, path: Path, sha256: str, parts: list[Part], staged: list[Staged]
    ) -> list[Version]:
        """The versions that a file of mended rows makes of the files in `staged`.

        Raises Refusal where a part is of none of them, or of lines that were not refused, or where
        no row is any better.
        """
        made: list[Version] = []
        refused: list[RejectedLine] = []
        for number, part in enumerate(parts):
            original = original_of(part.code, staged)
            if original is None:
                raise Refusal(text.part_of_unknown(path.name, part.code.capitalize()))
            before = chains(staged)[original.sha256][-1]
            before = next((v.staged for v in made[::-1] if v.original is original), before)
            own = hashlib.sha256(f"{sha256} {original.sha256} {number}".encode()).hexdigest()
            mended, wrong = self._landed(path, part, original, before, own)
            refused += wrong
            if version := self._version(mended, wrong, original, before, sha256):
                made.append(version)
        if not made:
            rows = sum(len(part.lines) for part in parts)
            raise NoneMended(text.part_none_mended(path.name, rows, refused[0].why), refused)
        return made

    def give_back(
        self, back: RejectedRows, path: Path, parts: list[Part], staged: list[Staged]
    ) -> None:
        """Gives back once more those of the mended rows that are still refused."""
        newest = chains(staged)
        for part in parts:
            if original := original_of(part.code, staged):
                try:
                    layout = part.laid_out(path, original, frozenset())
                except Refusal:
                    continue  # whoever handed it in has the rows
                found = self._lines(newest[original.sha256][-1])
                left = [refused_line for refused_line in found if refused_line.line in part.lines]
                back.forget(part.lines, original.sha256)
                match = matched(layout, profile_of(original, part.titles))
                back.add(layout, match, left, original.sha256)

    def _rows(self, staged: Staged) -> Path:
        unstaged = self.unstaged.get(staged.sha256)
        if unstaged and unstaged[0].exists():
            return unstaged[0]
        return staged.parquet(self.settings.staged)

    def _lines(self, staged: Staged) -> list[RejectedLine]:
        unstaged = self.unstaged.get(staged.sha256)
        return unstaged[1] if unstaged else lines_of(self.con, staged, self.settings, self.scratch)

    def _landed(self, path: Path, part: Part, original: Staged, before: Staged, own: str) -> tuple:
        """The mended rows alone: (layout, note, landed), and what is refused of them."""
        names: frozenset[str] = frozenset()
        if "procedure" in original.headers:
            query = "select distinct procedure from read_parquet($rows)"
            found = self._ask(query, self._rows(before))
            names = frozenset(name for (name,) in found if name)
        layout = part.laid_out(path, original, names)
        day = date.fromisoformat(original.as_of)
        staged, landed = land(
            self.con,
            FileToLand(layout, own, profile_of(original, part.titles), day),
            self.settings,
            officer_codes(self.officers, day),
            self.scratch,
            self.progress,
        )
        checked = self.scratch / f"{own}-part.parquet"
        check(self.con, staged.source, staged.profile, landed, checked)
        return (layout, staged, landed), rejected_lines(self.con, staged, checked)

    def _version(
        self,
        mended: tuple[Layout, Staged, Path],
        wrong: list[RejectedLine],
        original: Staged,
        before: Staged,
        sha256: str,
    ) -> Version | None:
        """The file with its mended rows; None where none of them is any better. A row that is still
        wrong takes no place of one that is not."""
        layout, part, landed = mended
        lines = {line for (line,) in self._ask("select line from read_parquet($rows)", landed)}
        lines |= {fault["line"] for fault in part.faults}
        refused = {refused_line.line for refused_line in self._lines(before)}
        once = {refused_line.line for refused_line in self._lines(original)}
        if sound := lines - refused - once:
            line = min(sound)
            why = words.wrong_line(line, text.PART_LINE_WRONG["sound"])
            raise Refusal(text.part_line_sound(layout.path.name, line, original.file), why)
        is_wrong = {refused_line.line for refused_line in wrong}
        lines_taken = lines - (is_wrong - refused)
        if not lines_taken - is_wrong:
            return None
        out = self.scratch / f"{part.sha256}-version.parquet"
        self.con.execute(
            f"copy ({MERGE}) to $out ({PARQUET})",
            {
                "before": glob.escape(str(self._rows(before))),
                "mended": glob.escape(str(landed)),
                "lines": sorted(lines_taken),
                "out": str(out),
            },
        )
        faults = [fault for fault in before.faults if fault["line"] not in lines_taken]
        faults += [fault for fault in part.faults if fault["line"] in lines_taken]
        staged = replace(
            before,
            sha256=part.sha256,
            landed_at=part.landed_at,
            faults=sorted(faults, key=lambda fault: fault["line"]),
            part={
                "of": original.sha256,
                "upon": before.sha256,
                "by": sha256,
                "file": file_name_kept(layout.path.name),
            },
        )
        checked = checked_path(staged, self.checked)
        check(self.con, staged.source, staged.profile, out, checked)
        left = rejected_lines(self.con, staged, checked)
        self.unstaged[staged.sha256] = out, left
        wrong = [refused_line for refused_line in left if refused_line.line in lines]
        return Version(staged, out, checked, original, len(lines_taken - is_wrong), left, wrong)

    def _ask(self, query: str, rows: Path) -> list[tuple]:
        return self.con.execute(query, {"rows": glob.escape(str(rows))}).fetchall()
