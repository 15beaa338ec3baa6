"""The files of one load, one after another: each is staged, or a report says why it is not."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from etl import words
from etl.check import Rejections
from etl.entry_files import is_named_by_page
from etl.export_day import as_of_date
from etl.file_report import refused, report_of, unlike_text
from etl.land import FileToLand
from etl.mappings import Mapping, read_by_shape
from etl.mend import Mender, Version
from etl.other_units import refuse_other_units
from etl.part_file import Part, found_again, parts_of
from etl.profile import Profile
from etl.read import Layout, matched
from etl.reference import reference_rows
from etl.rejected_lines import RejectedLine, lines_of, losses, refusal_details, rejected_lines
from etl.rejected_rows import RejectedRows
from etl.settings import Settings
from etl.staging import Staging
from etl.take import Taken, is_entry, refuse_doubtful, stamp, take
from etl.take_entries import take_entries
from etl.withdrawals import is_redated
from etl.words import Refusal
from etl.words import withdrawals as withdrawal_words
from personal_data import file_name_kept


@dataclass(frozen=True)
class ReadFile:
    """A file whose bytes were read: how, by which profile, and the mended rows in it, if any."""

    path: Path
    stamp: tuple[int, int]
    layout: Layout
    sha256: str
    profile: Profile
    mapping: Mapping | None
    parts: list[Part]


@dataclass(frozen=True)
class HeldBack:
    """A file that was refused for its rows, as it was taken; with mended rows it may do."""

    path: Path
    taken: Taken
    report: dict
    loaded: dict  # what the report says once it is staged


class FileLoader:
    """Stages the files of one load; `reports` has what the summary says of each, in their order."""

    def __init__(
        self,
        con,
        settings: Settings,
        scratch: Path,
        profile: Profile,
        mapped: Callable[[], list[Mapping]],
        as_of: date | None,
        progress,
        staging: Staging,
        back: RejectedRows | None,
        is_read_anew: bool,
    ):
        self._con, self._settings, self._scratch, self._progress = con, settings, scratch, progress
        self._profile, self._as_of, self._is_read_anew = profile, as_of, is_read_anew
        self._mapped = mapped
        self._back = back
        self._officers = reference_rows(settings.reference, "officers")
        self._mender = Mender(con, settings, self._officers, scratch, progress, settings.data)
        self._staging = staging
        self._part_files: list[tuple[ReadFile, dict]] = []
        self._held_back: dict[str, HeldBack] = {}
        self._entries: dict[Path, ReadFile] = {}  # read before their turn
        self._taken: dict[str, Taken] = {}  # taken before their turn, by hash
        self.reports: list[dict] = []

    def add_all(self, paths: list[Path]) -> None:
        """Stages files in their order, those of mended rows at last; plain entries are read and
        taken first, all at once, and saved so."""
        new = [path for path in paths if self._is_new_entry(path)]
        for path in new:
            with suppress(OSError, Refusal):  # `add` says why
                self._entries[path] = self._read(path)
        if files := [self._to_land(file) for file in self._entries.values()]:
            self._taken = take_entries(
                self._con, files, self._settings, self._officers, self._scratch, self._progress
            )
        for path in paths:
            self.add(path)
        self._staging.save()
        self.add_parts()

    def _is_new_entry(self, path: Path) -> bool:
        is_known = path.name in self._staging.entries
        return not is_known and is_named_by_page(path) and is_entry(path, self._settings)

    def add(self, path: Path) -> None:
        """Stages a file, or reports why not; one of mended rows waits for `add_parts`."""
        if shown := unlike_text(path):
            sentence = words.files.name_not_utf8(shown)
            self.reports.append({"file": shown} | refused(sentence, "name_not_utf8"))
            return
        name = file_name_kept(path.name)
        self._progress.step("read", name)
        report = {"file": name}
        self.reports.append(report)
        if name in self._staging.entries and is_entry(path, self._settings):
            report["outcome"] = "known"
            return
        try:
            file = self._entries.pop(path, None) or self._read(path)
        except OSError as error:
            report |= refused(words.files.unreadable(name, error.errno), "unreadable")
            return
        except Refusal as refusal:
            report |= report_of(refusal, path)
            return
        report["sha256"] = file.sha256
        is_out = file.sha256 in self._staging.withdrawn
        if is_out and not self._may_return(file):
            sentence = withdrawal_words.not_loaded(self._staging.withdrawn[file.sha256], name)
            report |= {"outcome": "withdrawn", "sentence": sentence}
        elif file.sha256 in self._staging.known and not is_out:
            report["outcome"] = "known"
            self._give_back_known(file)
        elif file.parts:
            self._part_files.append((file, report))
        else:
            self._take(file, report)

    def add_parts(self) -> None:
        """Stages what each file of mended rows makes of the files in use, which grow by it; a file
        that was refused is taken where its mended rows are enough."""
        for file, report in self._part_files:
            if file.sha256 in self._staging.known:
                report["outcome"] = "known"
                continue
            try:
                versions = self._versions(file)
            except Refusal as refusal:
                found = getattr(refusal, "found", [])
                report |= report_of(refusal, file.path) | refusal_details(found, refusal)
                versions = []
            for version in versions:
                self._stage_version(version, report)
                self._staging.known.add(file.sha256)
            if self._back:
                self._mender.give_back(self._back, file.path, file.parts, self._staging.used)

    def _read(self, path: Path) -> ReadFile:
        before = stamp(path)
        layout, sha256, profile, mapping = read_by_shape(
            path, self._profile, self._mapped, self._settings, self._progress
        )
        parts = [] if is_entry(path, self._settings) else parts_of(layout)
        return ReadFile(path, before, layout, sha256, profile, mapping, parts)

    def _may_return(self, file: ReadFile) -> bool:
        """Whether a file that is withdrawn is to be loaded all the same."""
        if file.parts:
            return False
        file_out = self._staging.withdrawn[file.sha256]
        return self._is_read_anew or is_redated(file_out, *as_of_date(file.path, self._as_of))

    def _give_back_known(self, file: ReadFile) -> None:
        """Gives the rejected rows of a file once more that was loaded before."""
        if self._back and file.parts:
            self._mender.give_back(self._back, file.path, file.parts, self._staging.used)
        elif self._back and file.sha256 in self._staging.versions_before:
            staged = self._staging.versions_before[file.sha256][-1]
            lines = lines_of(self._con, staged, self._settings, self._scratch)
            self._back.add(*found_again(file.layout, staged), lines, file.sha256)

    def _take(self, file: ReadFile, report: dict) -> None:
        """Lands and checks a file, and stages it unless it is refused."""
        path, sha256 = file.path, file.sha256
        lines: list[RejectedLine] = []
        try:
            of = self._settings, self._officers, self._scratch, self._progress
            taken = self._taken.get(sha256) or take(self._con, self._to_land(file), *of)
            _refuse_changed(file)
            if taken.rejected.rows:
                lines = rejected_lines(self._con, taken.staged, taken.checked)
            if self._back:
                self._back.add(file.layout, matched(file.layout, file.profile), lines, sha256)
            loaded = {"outcome": "loaded", "is_entry": is_entry(path, self._settings)}
            loaded |= {"losses": losses(lines)}
            loaded |= {"mapping": file.mapping.name} if file.mapping else {}
            self._mender.unstaged[sha256] = taken.landed, lines
            self._held_back[sha256] = HeldBack(path, taken, report, loaded)
            refuse_doubtful(self._con, path, taken, self._settings, self._as_of)
        except Refusal as refusal:
            report |= report_of(refusal, path) | refusal_details(lines, refusal)
            return
        del self._held_back[sha256]
        is_saved = sha256 not in self._taken
        staged = self._staging.add_handed_in(taken.staged, taken.landed, is_saved)
        report |= loaded | asdict(staged)

    def _to_land(self, file: ReadFile) -> FileToLand:
        return FileToLand(file.layout, file.sha256, file.profile, self._as_of)

    def _versions(self, file: ReadFile) -> list[Version]:
        """What a file's mended rows make of the files in use and of those that were held back."""
        held_back = [held.taken.staged for held in self._held_back.values()]
        staged = [*self._staging.used, *held_back]
        versions = self._mender.versions(file.path, file.sha256, file.parts, staged)
        _refuse_changed(file)
        for version in versions:
            if held := self._held_back.get(version.original.sha256):
                commonest = version.refused[0].sentence if version.refused else None
                rejected = Rejections(len(version.refused), commonest)
                taken = Taken(version.staged, version.landed, version.checked, rejected)
                refuse_doubtful(self._con, held.path, taken, self._settings, self._as_of)
            else:
                of = file.path, version.staged, version.checked, self._settings
                refuse_other_units(*of, mended=file.parts)
        return versions

    def _stage_version(self, version: Version, report: dict) -> None:
        original = version.original.sha256
        if held := self._held_back.pop(original, None):
            staged = self._staging.add(held.taken.staged, held.taken.landed)
            held.report.clear()
            held.report.update(held.loaded | asdict(staged))
        for other in self.reports:
            if "losses" in other and other["sha256"] == original:
                other["losses"] = losses(version.refused)
        staged = self._staging.add(version.staged, version.landed)
        name, mends = report["file"], report.get("mends", [])
        report |= asdict(staged) | {"outcome": "loaded", "is_entry": False, "file": name}
        report["mends"] = [*mends, version.mends]


def _refuse_changed(file: ReadFile) -> None:
    """Raises Refusal where what was read may be another file than what was hashed."""
    if stamp(file.path) != file.stamp:
        raise Refusal(words.files.changing(file.path.name))
