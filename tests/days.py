"""Loads one after another into one folder, each compared with a build of everything."""

from pathlib import Path

from board.registers import entry_files
from etl import build as building
from etl.build.verify import differences_of
from etl.in_use import in_use
from etl.last_file import withdraw_file
from etl.load import load
from etl.profile import Profile
from etl.progress import Progress
from etl.release import check_again
from etl.settings import Settings
from etl.snapshots import current
from etl.staged_file import staged_files
from tests.snapshots import put, settings
from withdrawal_file import withdrawn


class Days:
    """A data folder that is loaded day by day; `continued` says of each whether it was built from
    the snapshot before."""

    def __init__(self, data: Path, monkeypatch, **changed):
        self.data, self.changed = data, changed
        self.continued: list[bool] = []
        monkeypatch.setenv("BOARD_DATA", str(data))
        monkeypatch.setattr(building, "FEW_ROWS", 0)  # or it would all be built whole
        monkeypatch.setattr("etl.release.continue_from", self._continue_from)

    @property
    def settings(self) -> Settings:
        """The settings of the folder."""
        return settings(self.data, **self.changed)

    def load(self, *files: tuple[str, str], is_compared: bool = True) -> str:
        """Loads files, each its name and its content, at once; what became of the last of them."""
        paths = [put(self.data, name, content) for name, content in files]
        summary = load(self.settings, paths, Profile(), None, Progress())
        if is_compared:
            self._compare()
        return summary["files"][-1]["outcome"]

    def enter(self, source: str, record: dict[str, str], changed: tuple[str, ...] = ()) -> None:
        """Loads what a page would have written of a record."""
        entry_files.append(source, record, changed, "16528-01", "thử")
        load(self.settings, [self.settings.entries], Profile(), None, Progress())
        self._compare()

    def withdraw(self, name: str, undo: bool = False) -> None:
        """Withdraws a file, or takes it back."""
        withdraw_file(self.settings, name, None, None, undo, Progress())
        self._compare()

    def _continue_from(self, *arguments) -> bool:
        self.continued.append(building.continue_from(*arguments))
        return self.continued[-1]

    def _compare(self) -> None:
        whole, scratch = self.data / "whole.duckdb", self.data / "scratch"
        whole.unlink(missing_ok=True)
        scratch.mkdir(exist_ok=True)
        name = current(self.settings.warehouse) or ""
        out = withdrawn(self.data)
        landed = [s for s in staged_files(self.settings.staged) if s.sha256 not in out]
        staged = in_use(landed, self.settings, out)
        check_again(self.settings, staged, scratch, Progress(), False)  # of a file taken back
        building.build(whole, name, staged, self.settings, scratch)
        published = self.settings.warehouse / f"{name}.duckdb"
        assert differences_of(published, whole) == {}
