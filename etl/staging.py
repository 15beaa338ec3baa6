"""The staged files as a load adds to them, and how what it added is taken back."""

from dataclasses import replace
from itertools import count
from pathlib import Path

from etl.check import checked_path
from etl.entry_files import is_named_by_page
from etl.future import is_from_future
from etl.part_file import chains, out_as_handed_in
from etl.settings import Settings
from etl.staged_file import Staged, save, staged_files
from etl.withdrawals import append
from withdrawal_file import withdrawn


class Staging:
    """The files in use and those withdrawn; `new` are those that this load staged."""

    def __init__(self, settings: Settings):
        self._settings = settings
        staged = staged_files(settings.staged)
        # One that an older version took from the future comes in again under its own day.
        dated = [s for s in staged if not is_from_future(s, settings)]
        # An entry is known by its name: its bytes may have been masked since it landed.
        self.entries = {s.file for s in dated if is_named_by_page(Path(s.file))}
        out = withdrawn(settings.data)
        self.used = [s for s in dated if s.sha256 not in out]
        self.withdrawn = out_as_handed_in(out, dated)
        self.versions_before = chains(self.used)
        versions = [version for chain in self.versions_before.values() for version in chain]
        self.known = {s.part.get("by", s.sha256) for s in versions}
        self.new: list[Staged] = []
        self._places = count(1 + max((s.landed_order for s in staged), default=0))
        self._unsaved: list[tuple[Staged, Path]] = []
        self._restored: list[Path] = []

    def add(self, staged: Staged, landed: Path) -> Staged:
        """Stages a landed file, after all others."""
        staged = self.add_unsaved(staged, landed)
        self.save()
        return staged

    def add_unsaved(self, staged: Staged, landed: Path) -> Staged:
        """Stages a landed file, after all others, that waits to be saved with the next ones."""
        staged = replace(staged, landed_order=next(self._places))
        self._unsaved.append((staged, landed))
        self.new.append(staged)
        self.used.append(staged)
        return staged

    def save(self) -> None:
        """Saves what waits for it."""
        if self._unsaved:
            save(self._unsaved, self._settings.staged)
        self._unsaved = []

    def add_handed_in(self, staged: Staged, landed: Path, is_saved: bool = True) -> Staged:
        """Stages a file that was handed in, and is in use again where it was withdrawn."""
        staged = (self.add if is_saved else self.add_unsaved)(staged, landed)
        self.known.add(staged.sha256)
        if file := self.withdrawn.pop(staged.sha256, None):
            self._restored.append(append(self._settings, "undo", restored=[file]))
        return staged

    def take_back(self) -> None:
        """Takes out of `staged/` what no snapshot was built from, so that no later build fails by
        it, and the records by which it was to be in use again.

        The note goes first: without it a file is not known, and may be tried again.
        """
        for record in self._restored:
            record.unlink(missing_ok=True)
        for staged in self.new:
            staged.note(self._settings.staged).unlink(missing_ok=True)
            staged.parquet(self._settings.staged).unlink(missing_ok=True)
            checked_path(staged, self._settings.data).unlink(missing_ok=True)
