"""The data that parts measure over: made once, kept in one folder, brought up to the code."""

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.day_files import last_day, last_dossiers, write_day
from bench.processes import PROJECT, python
from board.registers import entry_files

MILLION = 1_000_000
SAMPLE = PROJECT / "data" / "sample"
KNOWN = SAMPLE / "sothu_2026-09-30.csv"  # which every data folder of ours holds
UNIT = "16531"
TASK = {"unit_code": UNIT, "workstream": "1", "title": "Việc của phép đo", "due_on": "2026-12-31"}
DONE = "made_by"  # a note in a data folder: the code that built its warehouse


class DataSets:
    """The data sets in a folder; `seconds` is what making them has taken so far."""

    def __init__(self, out: Path, small: bool):
        self.out, self.small = out, small
        self.sizes = (210_000, 250_000) if small else (MILLION, 5 * MILLION)
        self.staged_files = 100 if small else 2_000
        self.times = 3 if small else 20
        self.most = self.times * self.sizes[0]
        self.seconds = 0.0

    def exports(self, dossiers: int) -> Path:
        """The folder with the sample's exports of that size: one of dossiers, ratings, pauses."""
        folder = self.out / "exports" / str(dossiers)
        if not folder.exists():
            with self._made(folder) as new:
                python("-m", "etl", "sample", "--dossiers", dossiers, "--out", new)
        return folder

    def dossiers(self, dossiers: int) -> Path:
        """The export of dossiers of that size."""
        return next(self.exports(dossiers).glob("hoso_*.csv"))

    def loaded(self, dossiers: int) -> Path:
        """A data folder with the exports of that size, registers and as many staged files as years
        of days leave; its warehouse is of the code of today."""
        data, exports = self.out / "data" / str(dossiers), self.exports(dossiers)
        if not data.exists():
            days = self._days()
            with self._made(data) as new:
                shutil.copytree(days, new, dirs_exist_ok=True)
                python("-m", "etl", "load", exports, self._registers(), "--data", new)
                (new / DONE).write_text(fingerprint(), "utf-8")
        return self._up_to_date(data)

    def multiplied(self) -> Path:
        """A data folder with `times` copies of what is loaded at the first size, each of units of
        its own; made anew where the code has changed."""
        data = self.out / "data" / f"{self.most}-multiplied"
        if not data.exists() or (data / DONE).read_text("utf-8") != fingerprint():
            source = self.loaded(self.sizes[0])
            shutil.rmtree(data, ignore_errors=True)
            with self._made(data) as new:
                python("-m", "bench.multiplied", source, new / "data", self.times)
                os.rename(new / "data" / "warehouse", new / "warehouse")
                (new / DONE).write_text(fingerprint(), "utf-8")
        return data

    def sample(self) -> Path:
        """A data folder with the files of data/sample, taken as somebody's own."""
        data = self.out / "data" / "sample"
        if not data.exists():
            with self._made(data) as new:
                shutil.copytree(SAMPLE, new / "inbox")
                python("-m", "etl", "load", "--data", new)
                (new / DONE).write_text(fingerprint(), "utf-8")
        return self._up_to_date(data)

    @contextmanager
    def copy_of(self, data: Path) -> Iterator[Path]:
        """A copy of a data folder to be changed; what is never written again is only linked."""
        with tempfile.TemporaryDirectory(dir=self.out) as folder:
            copy = Path(folder) / "data"
            shutil.copytree(data, copy, copy_function=_linked)
            yield copy

    def _registers(self) -> Path:
        """The sample's registers, of no dossier of an export."""
        folder = self.out / "exports" / "registers"
        if not folder.exists():
            with self._made(folder) as new:
                for path in SAMPLE.glob("*.csv"):
                    if path.stem.split("_")[0] not in ("hoso", "danhgia", "tamdung"):
                        shutil.copy2(path, new)
        return folder

    def _days(self) -> Path:
        """A data folder with small files alone, staged in one load: half of them days of dossiers,
        half entries of a register."""
        data = self.out / "data" / f"{self.staged_files}-files"
        if not data.exists():
            export = self.dossiers(self.sizes[0])
            rows, day = last_dossiers(export)[-1000:], last_day(export)
            with self._made(data) as new:
                (new / "inbox").mkdir()
                for number in range(self.staged_files // 2):
                    path = new / "inbox" / f"hoso_{day}_{number:04}.csv"
                    write_day(path, rows, 5000 + number, day, new=1, known=0)
                os.environ["BOARD_DATA"] = str(new)
                for number in range(self.staged_files // 2):
                    record = TASK | {"task_id": f"đo-{number:04}"}
                    entry_files.append("tasks", record, [], "", "")
                python("-m", "etl", "load", "--data", new)
        return data

    def _up_to_date(self, data: Path) -> Path:
        if (data / DONE).read_text("utf-8") != fingerprint():
            started = time.monotonic()
            build_anew(data)
            (data / DONE).write_text(fingerprint(), "utf-8")
            self.seconds += time.monotonic() - started
        return data

    @contextmanager
    def _made(self, folder: Path) -> Iterator[Path]:
        """A folder to fill, which has its name only once it is whole."""
        started = time.monotonic()
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as new:
            yield Path(new)
            os.replace(new, folder)
        self.seconds += time.monotonic() - started


def build_anew(data: Path) -> float:
    """Seconds of a load that finds nothing new and nothing published, and so builds everything of
    what was checked before."""
    shutil.rmtree(data / "warehouse")
    return python("-m", "etl", "load", KNOWN, "--data", data)[0]


def fingerprint() -> str:
    """What the code and the reference files that a warehouse is built by add up to."""
    paths = [
        path
        for folder in ("etl", "data/reference")
        for path in (PROJECT / folder).rglob("*")
        if path.suffix in (".py", ".sql", ".json", ".csv")
    ]
    paths += sorted(PROJECT.glob("*.py")) + sorted(PROJECT.glob("*.sql"))
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _linked(source: str, target: str) -> None:
    """Links what is replaced whole and never written again; copies the rest, such as logs."""
    if Path(source).suffix in (".parquet", ".duckdb"):
        os.link(source, target)
    else:
        shutil.copy2(source, target)
