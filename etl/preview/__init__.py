"""What a load would make of one file, and what it would ask: nothing of it is kept or counted."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from etl import clock, last_good, words
from etl.answers import Answers, answered, as_profile
from etl.build import connect
from etl.contract import Match, contracts, fit, match_headers
from etl.day_order import WRONG_NAME, MonthFirst
from etl.export_day import DayUnlikely, as_of_date
from etl.land import NO_HEADING, is_a_row, staged_files
from etl.mappings import NO_PROFILE, Found, Mapping, look_up, mappings, shape_of
from etl.preview import questions, rows
from etl.preview.columns import columns
from etl.preview.likely import is_unclear, likely_source
from etl.preview.read_as import read_as
from etl.profile import Profile
from etl.progress import Progress
from etl.read import Layout
from etl.read.old_letters import OldFont
from etl.reference import reference_rows
from etl.rejected_lines import refusal_details, rejected_lines
from etl.settings import Settings
from etl.take import Taken, read, refuse_doubtful, take
from etl.withdrawals import is_redated
from etl.words import Refusal
from etl.words import preview as text
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
    "not_data": [],
    "rejected": [],
    "words": [],
    "before": None,
    "mapping": None,
    "sentence": None,
    "refusal_lines": [],
}


class _Quiet(Progress):
    """Progress of which nobody is shown anything."""

    def step(self, name: str, what: str) -> None:
        """Says nothing."""


@dataclass
class _Preview:
    """One file that is looked at, and what is known of it so far."""

    settings: Settings
    path: Path
    answers: Answers
    as_of: date | None
    scratch: Path
    told: dict

    def say(self, **more) -> None:
        """Adds to what is known."""
        self.told |= more

    def ask(self, *more: dict) -> None:
        """Adds questions."""
        self.told["questions"] += more

    def name_kept(self, refusal: Refusal) -> str:
        """What a refusal says, under the name by which the file is kept."""
        return str(refusal).replace(self.path.name, file_name_kept(self.path.name))


def preview(
    settings: Settings, path: Path, given: Profile, answers: Answers, as_of: date | None
) -> dict:
    """What a load of a file would do, and what it asks, by a profile that is given, else by the
    mapping for files of its shape, and by `answers`. Raises Refusal where there is no such file."""
    if not path.is_file():
        raise Refusal(words.file_missing(str(path)))
    with TemporaryDirectory(prefix="preview-") as folder:
        scratch = Path(folder)
        mapped = partial(mappings, settings)
        looked, _ = last_good.readable(settings, scratch)
        told = {"file": file_name_kept(path.name)} | NOTHING | {"questions": []}
        of = _Preview(looked, path, answers, answers.as_of or as_of, scratch, told)
        try:
            _look(of, given, mapped)
        except OSError as error:
            of.say(sentence=words.file_unreadable(told["file"], error.errno))
        except Refusal as refusal:
            of.say(sentence=of.name_kept(refusal))
        out = withdrawn(settings.data)
        file = out.get(of.told["sha256"])
        if file and not is_redated(file, *as_of_date(path, of.as_of)):
            said = withdrawal_text.not_loaded(file, of.told["file"])
            return of.told | {"outcome": "withdrawn", "sentence": said}
        known = [] if file else staged_files(settings.staged)
        return of.told | {"outcome": _outcome(of.told, known)}


def _outcome(told: dict, staged: list) -> str:
    if any(file.sha256 == told["sha256"] for file in staged):
        return "known"
    asks = any(question["required"] for question in told["questions"])
    if told["sentence"] and not asks:
        return "refused"
    return "asks" if asks else "ready"


def _look(of: _Preview, given: Profile, mapped: Callable[[], list[Mapping]]) -> None:
    found = _found(of, given, mapped)
    file = found.file
    of.say(sha256=found.sha256, shape=found.shape, read_as=read_as(file, None))
    if is_a_row(file.header, given):
        raise Refusal(NO_HEADING.format(name=of.path.name))
    profile = _profile(of, file, given, found.mapping)
    if profile != given:
        file = file.read_by(profile)
        of.say(read_as=read_as(file, profile.letters))
    match = fit(file.header, profile.columns, profile.source, profile.drop, profile.filled())
    if not profile.source and is_unclear(file.header, match):
        of.ask(questions.about_source(likely_source(file.header)))
        of.say(columns=columns(file, match, set()))
        _match_strictly(file, profile, of)
    of.say(source=match.contract.source, source_title=match.contract.title)
    of.ask(*questions.about_columns(file, match, profile, of.settings))
    asked = {
        q["id"].partition("/")[2] for q in of.told["questions"] if q["id"].startswith("column/")
    }
    of.say(columns=columns(file, match, asked))
    for question in of.told["questions"]:
        if "examples" in question:
            title = question["id"].partition("/")[2]
            question["examples"] = next(
                (c["examples"] for c in of.told["columns"] if c["heading"] == title), []
            )
    _match_strictly(file, profile, of)
    with closing(connect(of.settings, of.scratch)) as con:
        _judge(of, con, file, found.sha256, profile, match)


def _found(of: _Preview, given: Profile, mapped: Callable[[], list[Mapping]]) -> Found:
    """The file as it lies and the mapping for its shape, where no profile is given."""
    if given != NO_PROFILE:
        file, sha256 = read(of.path, given, of.settings, _Quiet())
        return Found(file, sha256, shape_of(file), None)
    try:
        return look_up(of.path, mapped, of.settings, _Quiet(), of.answers.as_read)
    except OldFont as refusal:
        if refusal.font and "letters" not in of.answers.given:
            of.ask(questions.about_letters(refusal.font))
        raise


def _profile(of: _Preview, file: Layout, given: Profile, mapping: Mapping | None) -> Profile:
    """By which profile a file is read: the given, the mapping's, and what was answered besides."""
    if mapping:
        of.say(mapping=mapping.as_named())
    if given != NO_PROFILE or not of.answers.lasting:
        return mapping.profile if mapping else given
    table = answered(of.answers, mapping and mapping.table, file.header, of.settings)
    return as_profile(table, of.scratch)


def _match_strictly(file: Layout, profile: Profile, of: _Preview) -> None:
    """Raises Refusal where a load would, for what the headings are."""
    match_headers(
        of.path.name,
        file.header,
        profile.columns,
        profile.source,
        profile.drop,
        profile.filled(),
        profile.said_at,
    )


def _judge(of: _Preview, con, file: Layout, sha256: str, profile: Profile, match: Match) -> None:
    """Reads the rows as a load would, and says what they are."""
    own = replace(of.settings, data=of.scratch)
    officers = reference_rows(own.reference, "officers")
    day, why = of.as_of, None

    def taken_on(day: date | None) -> Taken:
        return take(con, file, sha256, own, profile, day, officers, of.scratch, _Quiet())

    try:
        try:
            taken = taken_on(day)
        except DayUnlikely as refusal:
            why, day = refusal, clock.today()
            taken = taken_on(day)
    except MonthFirst as refusal:
        of.ask(questions.about_date_order())
        of.say(
            refusal_lines=[
                {"line": day.line, "column": refusal.column, "value": day.text, "sentence": ""}
                for day in refusal.days
            ]
        )
        raise
    named, is_estimated = as_of_date(of.path, of.as_of)
    newest, lines = rows.newest(con, taken), rejected_lines(con, taken.staged, taken.checked)
    of.say(
        as_of=named.isoformat(),
        as_of_is_estimated=is_estimated,
        newest_day=newest,
        counts=rows.counts(con, taken),
        not_data=text.not_data(taken.staged.not_data),
        rejected=rows.rejected(lines),
        before=rows.before(con, taken, of.settings, of.scratch),
    )
    contract = contracts()[taken.staged.source]
    found = rows.unknown_words(con, taken, of.settings)
    titles = {field["name"]: field["title"] for field in contract.fields}
    of.say(
        words=[
            {"field": name, "title": titles[name], "word": word, "rows": count}
            for name, word, count in found
        ]
    )
    scale = rows.scale(con, taken)
    of.ask(*questions.about_words(found, contract, scale, of.settings, of.answers))
    if why:  # a day to come: what the file is called is wrong
        of.ask(questions.about_day(named.isoformat(), newest, False))
        raise why
    try:
        refuse_doubtful(con, of.path, taken, of.settings, of.as_of)
    except DayUnlikely:
        of.ask(questions.about_day(named.isoformat(), newest, True))
        raise
    except Refusal:
        of.say(refusal_lines=refusal_details(lines)["refusal_lines"])
        raise
    is_late = newest and not contract.record and named > date.fromisoformat(newest) + WRONG_NAME
    if of.as_of is None and (is_estimated or is_late):
        of.ask(questions.about_day(None if is_estimated else named.isoformat(), newest, False))
