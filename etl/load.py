"""One load from end to end: read → land → check → build → publish."""

import os
from contextlib import closing, suppress
from dataclasses import asdict, replace
from datetime import date
from functools import cache, partial
from itertools import count
from pathlib import Path

from etl import last_good, words
from etl.build import connect
from etl.check import checked_path
from etl.damage import set_aside
from etl.entry_files import close_entries, is_named_by_page
from etl.export_day import as_of_date
from etl.future import is_from_future
from etl.land import Staged, keep, staged_files
from etl.load_parts import Doubtful, Waiting, load_parts
from etl.mappings import mappings, read_by_shape
from etl.mend import Mender
from etl.part_file import chains, found_again, out_as_handed_in, parts_of
from etl.profile import Profile
from etl.publish import note_last_load, writing
from etl.read import matched
from etl.reference import reference_rows
from etl.rejected_lines import RejectedLine, lines_of, losses, refusal_details, rejected_lines
from etl.rejected_rows import RejectedRows
from etl.release import release
from etl.settings import Settings
from etl.snapshots import current
from etl.take import is_entry, refuse_doubtful, stamp, take
from etl.withdrawals import append, is_redated
from etl.words import Refusal
from etl.words import withdrawals as withdrawal_words
from inbox_file import files_in
from log_lines import raised_in
from personal_data import file_name_kept
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
    mapped = cache(partial(mappings, settings))
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
        staged_before = staged_files(settings.staged)
        # One that an older version took from the future comes in again under its own day.
        held_on = [s for s in staged_before if not is_from_future(s, settings)]
        # An entry is known by its name: its bytes may have been masked since it landed.
        entered = {s.file for s in held_on if is_named_by_page(Path(s.file))}
        out = withdrawn(settings.data)
        used = [s for s in held_on if s.sha256 not in out]
        out = out_as_handed_in(out, held_on)
        versions_of = chains(used)
        known = {s.part.get("by", s.sha256) for chain in versions_of.values() for s in chain}
        places = count(1 + max((s.landed_order for s in staged_before), default=0))
        officers = reference_rows(settings.reference, "officers")
        told, new, records, waiting, doubtful = [], [], [], [], {}
        before = current(settings.warehouse)
        mender = Mender(con, settings, officers, scratch, progress, settings.data)

        def stage(staged: Staged, landed: Path) -> Staged:
            staged = replace(staged, landed_order=next(places))
            keep(staged, landed, settings.staged)
            new.append(staged)
            used.append(staged)
            return staged

        for path in files:
            if shown := _unlike_text(path):
                said = words.files.name_not_utf8(shown)
                told.append({"file": shown} | _as_refused(said, "name_not_utf8"))
                continue
            name = file_name_kept(path.name)
            progress.step("read", name)
            one = {"file": name}
            if name in entered and is_entry(path, settings):
                told.append(one | {"outcome": "known"})
                continue
            try:
                before_reading = stamp(path)
                file, sha256, by, mapping = read_by_shape(path, profile, mapped, settings, progress)
                one["sha256"] = sha256
                parts = [] if is_entry(path, settings) else parts_of(file)
            except OSError as error:
                said = words.files.unreadable(name, error.errno)
                told.append(one | _as_refused(said, "unreadable"))
                continue
            except Refusal as refusal:
                told.append(one | _refused(refusal, path))
                continue
            is_out = sha256 in out
            may_return = is_out and (
                is_read_anew or is_redated(out[sha256], *as_of_date(path, as_of))
            )
            if is_out and (parts or not may_return):
                sentence = withdrawal_words.not_loaded(out[sha256], name)
                told.append(one | {"outcome": "withdrawn", "sentence": sentence})
                continue
            if sha256 in known and not is_out:
                told.append(one | {"outcome": "known"})
                if back and parts:
                    mender.give_back(back, path, parts, used)
                elif back and sha256 in versions_of:
                    staged = versions_of[sha256][-1]
                    lines = lines_of(con, staged, settings, scratch)
                    back.add(*found_again(file, staged), lines, sha256)
                continue
            if parts:  # after the files that they may be of
                waiting.append(Waiting(path, one, parts, before_reading))
                told.append(one)
                continue
            lines: list[RejectedLine] = []
            try:
                taken = take(con, file, sha256, settings, by, as_of, officers, scratch, progress)
                if stamp(path) != before_reading:
                    # What was read may be another file than what was hashed.
                    raise Refusal(words.files.changing(path.name))
                if taken.rejected.rows:
                    lines = rejected_lines(con, taken.staged, taken.checked)
                if back:
                    back.add(file, matched(file, by), lines, sha256)
                loaded = {"outcome": "loaded", "is_entry": is_entry(path, settings)}
                loaded |= {"losses": losses(lines)}
                loaded |= {"mapping": mapping.name} if mapping else {}
                mender.at_hand[sha256] = taken.landed, lines
                doubtful[sha256] = Doubtful(path, taken, one, loaded, as_of)
                refuse_doubtful(con, path, taken, settings, as_of)
            except Refusal as refusal:
                one |= _refused(refusal, path) | refusal_details(lines, refusal)
                told.append(one)
                continue
            del doubtful[sha256]
            staged = stage(taken.staged, taken.landed)
            known.add(sha256)
            if file_out := out.pop(sha256, None):
                records.append(append(settings, "undo", restored=[file_out]))
            told.append(loaded | asdict(staged))
        load_parts(waiting, told, mender, used, known, doubtful, stage, _refused, back)
        if back and (sentence := back.write()):
            troubles.append(sentence)
        try:
            summary = release(settings, scratch, told, progress, troubles)
        except BaseException as error:
            if new and current(settings.warehouse) == before:
                _take_back(settings, new, records)
                error.add_note(words.data_folder.taken_back([staged.file for staged in new]))
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


def _take_back(settings: Settings, new: list[Staged], records: list[Path]) -> None:
    """Takes out of `staged/` what no snapshot was built from, so that no later build fails by it,
    and the records by which it was to be in use again.

    The note goes first: without it a file is not known, and may be tried again.
    """
    for record in records:
        record.unlink(missing_ok=True)
    for staged in new:
        staged.note(settings.staged).unlink(missing_ok=True)
        staged.parquet(settings.staged).unlink(missing_ok=True)
        checked_path(staged, settings.data).unlink(missing_ok=True)


def _named(refusal: Refusal, path: Path) -> str:
    """What a refusal says of a file, under the name by which the file is kept."""
    return str(refusal).replace(path.name, file_name_kept(path.name))


def _unlike_text(path: Path) -> str | None:
    """A file's name as it can be shown, where it is no text that can be written; else None."""
    shown = str(path).encode("utf-8", "backslashreplace").decode()
    return None if shown == str(path) else Path(shown).name


def _refused(refusal: Refusal, path: Path) -> dict:
    """What a summary says of a refused file, under the name by which it is kept."""
    told = _as_refused(_named(refusal, path), raised_in(refusal))
    return told | ({"refusal_lines": refusal.lines} if refusal.lines else {})


def _as_refused(sentence: str, reason: str) -> dict:
    """What a summary says of a refused file: the sentence for a reader, a kind for the log."""
    return {"outcome": "refused", "sentence": sentence, "reason": reason}


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
