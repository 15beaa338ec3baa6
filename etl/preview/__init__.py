"""What a load would make of one file, and what it would ask: nothing of it is kept or counted."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from etl import last_good, words
from etl.answers import Answers, answered, as_profile
from etl.engine import connect
from etl.export_day import as_of_date
from etl.headers import fit, match_headers, refuse_joined
from etl.land import is_a_row
from etl.mappings import Found, Mapping, look_up, mappings, shape_of
from etl.part_file import chains, out_as_handed_in, parts_of
from etl.preview import questions
from etl.preview.as_before import suggest_as_before
from etl.preview.columns import cells_of, columns
from etl.preview.file_seen import FileSeen, Quiet
from etl.preview.judging import judge
from etl.preview.likely import is_unclear, likely_source
from etl.preview.mended import look_at_mended
from etl.preview.read_as import read_as
from etl.profile import NO_PROFILE, Profile
from etl.read import Layout
from etl.read.old_letters import OldFont
from etl.settings import Settings
from etl.staged_file import staged_files
from etl.take import read
from etl.withdrawals import is_redated
from etl.words import Refusal
from etl.words import withdrawals as withdrawal_text
from personal_data import file_name_kept
from withdrawal_file import withdrawn

NOTHING = {
    "sha256": None,
    "outcome": "refused",
    "shape": None,
    "source": None,
    "source_title": None,
    "as_of": None,
    "as_of_is_estimated": False,
    "newest_day": None,
    "read_as": [],
    "columns": [],
    "questions": [],
    "counts": None,
    "duplicates": [],
    "not_data": [],
    "rejected": [],
    "words": [],
    "before": None,
    "mapping": None,
    "sentence": None,
    "refusal_lines": [],
    "mends": [],
    "part_of": [],
}


def preview(
    settings: Settings, path: Path, given: Profile, answers: Answers, as_of: date | None
) -> dict:
    """What a load of a file would do, and what it asks, by a profile that is given, else by the
    mapping for files of its shape, and by `answers`. Raises Refusal where there is no such file."""
    if not path.is_file():
        raise Refusal(words.files.missing(str(path)))
    with TemporaryDirectory(prefix="preview-") as folder:
        scratch = Path(folder)
        mapped = partial(mappings, settings)
        looked, _ = last_good.readable(settings, scratch)
        found: dict = {"file": file_name_kept(path.name)} | NOTHING | {"questions": []}
        of = FileSeen(looked, path, answers, answers.as_of or as_of, scratch, found)
        try:
            _look(of, given, mapped)
        except OSError as error:
            of.add(sentence=words.files.unreadable(found["file"], error.errno))
        except Refusal as refusal:
            lines = of.preview["refusal_lines"] or refusal.lines
            of.add(sentence=of.name_kept(refusal), refusal_lines=lines)
        if of.preview["questions"] and not of.preview["mapping"]:
            suggest_as_before(of.preview, mapped())
        staged, gone = staged_files(settings.staged), withdrawn(settings.data)
        out = out_as_handed_in(gone, staged)
        file = out.get(of.preview["sha256"])
        is_same = file and not is_redated(file, *as_of_date(path, of.as_of))
        if is_same and not answers.lasting:  # an answer says how it is to be read now
            sentence = withdrawal_text.not_loaded(file, of.preview["file"])
            return of.preview | {"outcome": "withdrawn", "sentence": sentence}
        used = [] if file else [version for version in staged if version.sha256 not in gone]
        known = [version for chain in chains(used).values() for version in chain]
        return of.preview | {"outcome": _outcome(of.preview, known)}


def _outcome(found: dict, staged: list) -> str:
    if any(file.part.get("by", file.sha256) == found["sha256"] for file in staged):
        return "known"
    asks = any(question["required"] for question in found["questions"])
    if found["sentence"] and not asks:
        return "refused"
    return "asks" if asks else "ready"


def _look(of: FileSeen, given: Profile, mapped: Callable[[], list[Mapping]]) -> None:
    found = _found(of, given, mapped)
    file = found.file
    of.add(sha256=found.sha256, shape=found.shape, read_as=read_as(file, None))
    if parts := parts_of(file):
        of.add(part_of=[part.code.removeprefix("t") for part in parts])
        look_at_mended(of, found.sha256, parts, staged_files(of.settings.staged))
        return
    if is_a_row(file.header, given):
        raise Refusal(words.files.no_heading(of.path.name))
    refuse_joined(of.path.name, file.header)
    profile = _profile(of, file, given, found.mapping)
    if profile != given:
        file = file.read_by(profile)
        of.add(read_as=read_as(file, profile.letters))
    match = fit(file.header, profile)
    if not profile.source and is_unclear(file.header, match):
        likely = likely_source(file.header, cells_of(file, match), of.path.stem)
        of.ask(questions.about_source(likely))
        of.add(columns=columns(file, match, set()))
        match_headers(of.path.name, file.header, profile)
    of.add(source=match.contract.source, source_title=match.contract.title)
    of.ask(*questions.about_columns(file, match, profile, of.settings))
    asked = {
        q["id"].partition("/")[2] for q in of.preview["questions"] if q["id"].startswith("column/")
    }
    of.add(columns=columns(file, match, asked))
    for question in of.preview["questions"]:
        if "examples" in question:
            title = question["id"].partition("/")[2]
            question["examples"] = next(
                (c["examples"] for c in of.preview["columns"] if c["heading"] == title), []
            )
    match_headers(of.path.name, file.header, profile)
    with closing(connect(of.settings, of.scratch)) as con:
        judge(of, con, file, found.sha256, profile, match)


def _found(of: FileSeen, given: Profile, mapped: Callable[[], list[Mapping]]) -> Found:
    """The file as it lies and the mapping for its shape, where no profile is given."""
    if given != NO_PROFILE:
        file, sha256 = read(of.path, given, of.settings, Quiet())
        return Found(file, sha256, shape_of(file), None)
    try:
        return look_up(of.path, mapped, of.settings, Quiet(), of.answers.as_read)
    except OldFont as refusal:
        if refusal.font and "letters" not in of.answers.given:
            of.ask(questions.about_letters(refusal.font))
        raise


def _profile(of: FileSeen, file: Layout, given: Profile, mapping: Mapping | None) -> Profile:
    """By which profile a file is read: the given, the mapping's, and what was answered besides."""
    if mapping:
        of.add(mapping=mapping.as_named())
    if given != NO_PROFILE or not of.answers.lasting:
        return mapping.profile if mapping else given
    table = answered(of.answers, mapping and mapping.table, file.header, of.settings)
    return as_profile(table, of.scratch)
