"""One load from end to end: read → land → check → build → publish."""

import os
from contextlib import closing, suppress
from datetime import date
from functools import cache, partial
from pathlib import Path

from etl import last_good, words
from etl.build import build, snapshot_id
from etl.build.verify import differences_of
from etl.damage import set_aside
from etl.engine import connect
from etl.entry_files import close_entries
from etl.file_loader import FileLoader
from etl.in_use import in_use
from etl.mappings import mappings
from etl.profile import Profile
from etl.publish import note_last_load, writing
from etl.rejected_rows import RejectedRows
from etl.release import check_again, release
from etl.settings import Settings
from etl.snapshots import current, opens
from etl.staged_file import staged_files
from etl.staging import Staging
from etl.words import Refusal
from inbox_file import files_in
from withdrawal_file import withdrawn


def load(
    settings: Settings,
    paths: list[Path],
    profile: Profile,
    as_of: date | None,
    progress,
    rejected: Path | None = None,
    is_read_anew: bool = False,
) -> dict:
    """Lands the new files among `paths`, builds and publishes; gives the summary.

    A refused file is named in the summary with its sentence; the others go on. Where every new
    file is refused, `published` is false and the published snapshot stays. Raises Refusal when a
    path does not exist, there is nothing to build from, or an audit fails. Whatever fails after the
    files were staged, they are taken back, and a note of the error names them. The rejected rows of
    these files, known and refused ones too, go to the new file `rejected` and nowhere else. Where
    `is_read_anew`, a file that is withdrawn was handed in to be read in another way, and loads.
    """
    mapped = cache(partial(mappings, settings))  # of the folder itself, not of its last good copy
    with writing(settings) as scratch, closing(connect(settings, scratch)) as con:
        settings, unreadable = last_good.readable(settings, scratch)
        close_entries(settings)
        # An inbox that leads nowhere, such as to a drive that is not there, is no empty one.
        must_exist = bool(paths) or os.path.lexists(settings.inbox)
        files = _files(paths or [settings.inbox], must_exist)
        troubles = set_aside(settings)
        if troubles and paths:  # what was set aside is read again where its file still is
            files += [path for path in _files([settings.inbox], False) if path not in files]
        troubles += unreadable
        back = RejectedRows(rejected, files, settings.data) if rejected else None
        progress.expect(sum(path.stat().st_size for path in files))
        before, staging = current(settings.warehouse), Staging(settings)
        loader = FileLoader(
            con, settings, scratch, profile, mapped, as_of, progress, staging, back, is_read_anew
        )
        loader.add_all(files)
        if back and (sentence := back.write()):
            troubles.append(sentence)
        try:
            summary = release(settings, scratch, loader.reports, progress, troubles)
        except BaseException as error:
            if staging.new and current(settings.warehouse) == before:
                staging.take_back()
                names = [staged.file for staged in staging.new]
                error.add_note(words.data_folder.taken_back(names))
            raise
        # What is published stands, even where the disk has no room left for this note.
        with suppress(OSError):
            of_entries = [path.resolve() for path in paths] == [settings.entries]
            note_last_load(settings.warehouse, summary, of_entries)
    # After the note, which keeps no path that somebody typed.
    return summary | ({"rejected": back.summary()} if back else {})


def rebuild(settings: Settings, progress) -> dict:
    """Checks every staged file anew, builds and publishes; gives the summary."""
    with writing(settings) as scratch:
        settings, unreadable = last_good.readable(settings, scratch)
        troubles = set_aside(settings) + unreadable
        return release(settings, scratch, [], progress, troubles, anew=True)


def verify(settings: Settings, progress) -> dict:
    """Builds everything aside and compares the published snapshot with it: `differing` names each
    table with the rows that only one of the two has. Nothing is published. Raises Refusal where the
    published snapshot is not of the files, tables and code of now."""
    with writing(settings) as scratch:
        settings, _ = last_good.readable(settings, scratch)
        published = current(settings.warehouse)
        staged = in_use(staged_files(settings.staged), settings, withdrawn(settings.data))
        snapshot = snapshot_id(staged, settings) if staged else None
        if not snapshot or snapshot != published or not opens(settings.warehouse, published):
            raise Refusal(words.builds.OTHER_INPUTS)
        if check_again(settings, staged, scratch, progress, anew=False):
            raise Refusal(words.builds.OTHER_INPUTS)
        progress.step("build", snapshot)
        whole = scratch / "whole.duckdb"
        build(whole, snapshot, staged, settings, scratch)
        found = differences_of(settings.warehouse / f"{published}.duckdb", whole)
    differing = [
        {"table": table, "published": only[0], "whole": only[1]} for table, only in found.items()
    ]
    return {"snapshot": published, "differing": differing}


def _files(paths: list[Path], must_exist: bool) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += files_in(path)
        elif path.is_file():
            files.append(path)
        elif must_exist:
            raise Refusal(words.files.missing(str(path)))
    return files
