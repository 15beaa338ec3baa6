"""Files taken back: what a build leaves out, and the record of who decided so, when and why."""

import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import audit_log
import ward_clock
from etl import last_good
from etl.damage import set_aside
from etl.entry_files import is_named_by_page
from etl.in_use import in_use
from etl.part_file import handed_in
from etl.publish import writing
from etl.reference import reference_rows
from etl.release import release
from etl.settings import Settings
from etl.snapshots import current, in_post
from etl.staged_file import Staged, staged_files
from etl.words import Refusal
from etl.words import withdrawals as text
from personal_data import file_name_kept, masked
from whole_file import write_whole
from withdrawal_file import OF_FILE, Withdrawal, record_paths, withdrawn

CODE = re.compile(r"[0-9a-f]{4,64}")  # of fewer digits somebody may have meant a name


class NothingLeft(Refusal):
    """The refusal to withdraw the last file in use, where the sample is not staged."""


def withdraw(
    settings: Settings, name: str, by: str | None, why: str | None, undo: bool, progress
) -> dict:
    """Withdraws a file, by its name or the start of its hash, or restores it; builds and publishes.

    Gives the summary, with the decision as `decision`. Raises Refusal where no file or several are
    meant, where nothing would be left to show, for an entry of a page and for the sample, and where
    the build fails; then the file is what it was.
    """
    with writing(settings) as scratch:
        settings, unreadable = last_good.readable(settings, scratch)
        troubles = set_aside(settings) + unreadable
        if by and by != audit_log.asking_account() and not _is_officer(by, settings):
            raise Refusal(text.by_unknown(masked(by)))
        staged = [handed_in(file) for file in staged_files(settings.staged)]
        if undo:
            file = _restorable(settings, staged, name)
            record = append(settings, "undo", by, why, restored=[file])
        else:
            file = _withdrawable(settings, staged, name)
            record = append(settings, "withdraw", by, why, out=[file])
        before = current(settings.warehouse)
        try:
            summary = release(settings, scratch, [], progress, troubles)
        except BaseException:
            if current(settings.warehouse) == before:
                record.unlink()  # no build went by it
            raise
    left = in_use(staged, settings, withdrawn(settings.data))
    decision = {key: getattr(file, key) for key in OF_FILE} | {
        "undone": undo,
        "named": file.sha256[: text.CODE_SHOWN],
        "is_staged": any(s.sha256 == file.sha256 for s in staged),
        "only_sample": all(s.is_sample for s in left),
    }
    return summary | {"decision": decision}


def append(
    settings: Settings,
    kind: str,
    by: str | None = None,
    why: str | None = None,
    out: Sequence[Staged | Withdrawal] = (),
    restored: Sequence[Staged | Withdrawal] = (),
    makes: str | None = None,
) -> Path:
    """Writes the next record and gives its path; only the holder of the lock may do so."""
    folder = settings.data / "withdrawals"
    folder.mkdir(0o700, exist_ok=True)
    last = max((int(path.stem) for path in record_paths(settings.data)), default=0)
    record = {
        "kind": kind,
        "at": ward_clock.now().isoformat(timespec="seconds"),
        "by": by or None,
        "why": masked(" ".join(why.split())) if why and why.strip() else None,
        "withdrawn": [{key: getattr(file, key) for key in OF_FILE} for file in out],
        "restored": [{key: getattr(file, key) for key in OF_FILE} for file in restored],
        "makes": makes,
    }
    path = folder / f"{last + 1:06d}.json"
    # Before it is done: a disk that cannot take the line takes nothing back either.
    hashes = [file.sha256[:12] for file in (*out, *restored)]
    audit_log.append(settings.data, "withdraw", audit_log.asking_account(), how=kind, sha256=hashes)
    write_whole(path, json.dumps(record, ensure_ascii=False, indent=1), 0o600)
    return path


def is_redated(file: Withdrawal, as_of: date, is_estimated: bool) -> bool:
    """Whether a withdrawn file is given again with another export day, which somebody named: it was
    withdrawn for its day, and is taken anew."""
    return not is_estimated and as_of.isoformat() != file.as_of


def may_be_withdrawn(file: Staged) -> bool:
    """Whether a file is neither of the sample, which gives way by itself, nor what somebody entered
    on a page, where it can be voided."""
    return not file.is_sample and not is_named_by_page(Path(file.file))


def _withdrawable(settings: Settings, staged: list[Staged], name: str) -> Staged:
    """The file that is to be withdrawn."""
    out = withdrawn(settings.data)
    here = [file for file in staged if file.sha256 not in out]
    # The sample is never withdrawn, so its name is an answer only where no other file has it.
    file = _meant([file for file in here if not file.is_sample], name) or _meant(here, name)
    if file is None:
        if gone := _meant([*out.values()], name):
            raise Refusal(text.withdrawn_already(gone))
        raise Refusal(text.file_unknown(file_name_kept(name)))
    if is_named_by_page(Path(file.file)):
        raise Refusal(text.is_entry(file.file))
    if file.is_sample:
        raise Refusal(text.is_sample(file.file))
    if not in_use(staged, settings, {*out, file.sha256}):
        raise NothingLeft(text.nothing_left(file.file))
    return file


def _restorable(settings: Settings, staged: list[Staged], name: str) -> Withdrawal:
    """The file that is to be restored."""
    out = withdrawn(settings.data)
    file = _meant([*out.values()], name)
    if file is None:
        if used := _meant(staged, name):
            raise Refusal(text.not_withdrawn(used.file))
        raise Refusal(text.file_unknown(file_name_kept(name)))
    return file


def _meant(files: list, name: str):
    """The file of a name, or else of a hash that begins so; None where there is none. Raises
    Refusal where there are several."""
    plain = unicodedata.normalize("NFC", Path(name).name)
    found = [f for f in files if f.file in (plain, file_name_kept(plain))]
    if not found and CODE.fullmatch(name.lower()):
        found = [f for f in files if f.sha256.startswith(name.lower())]
    if len(found) > 1:
        raise Refusal(text.files_alike(file_name_kept(name), found))
    return found[0] if found else None


def _is_officer(code: str, settings: Settings) -> bool:
    """Whether a code is of an officer in post today, by officers.csv or by the register."""
    today = ward_clock.today()
    listed = any(
        row["code"] == code and row["valid_from"] <= today <= row["valid_to"]
        for row in reference_rows(settings.reference, "officers")
    )
    return listed or in_post(settings.warehouse, code, today)
