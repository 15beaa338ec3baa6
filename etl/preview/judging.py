"""A previewed file's rows, read and judged as a load would, and what is asked about them."""

from dataclasses import replace
from datetime import date

import ward_clock
from etl.contract import contracts
from etl.day_order import WRONG_NAME, MonthFirst
from etl.export_day import DayUnlikely, as_of_date
from etl.headers import Match
from etl.land import FileToLand
from etl.preview import questions, rows
from etl.preview.file_seen import FileSeen, Quiet
from etl.preview.set_aside import not_data
from etl.preview.unknown_words import unknown_words
from etl.profile import Profile
from etl.read import Layout
from etl.reference import reference_rows
from etl.rejected_lines import refusal_details, rejected_lines
from etl.take import Taken, refuse_doubtful, take
from etl.words import Refusal


def judge(of: FileSeen, con, file: Layout, sha256: str, profile: Profile, match: Match) -> None:
    """Reads the rows as a load would, and tells `of` what they are and what is to be asked. Raises
    Refusal where the load would."""
    own = replace(of.settings, data=of.scratch)
    officers = reference_rows(own.reference, "officers")
    day, why = of.as_of, None

    def taken_on(day: date | None) -> Taken:
        """The file as a load with that as-of would take it. Raises Refusal."""
        to_land = FileToLand(file, sha256, profile, day)
        return take(con, to_land, own, officers, of.scratch, Quiet())

    try:
        try:
            taken = taken_on(day)
        except DayUnlikely as refusal:
            why, day = refusal, ward_clock.today()
            taken = taken_on(day)
    except MonthFirst:
        of.ask(questions.about_date_order())
        raise
    named, is_estimated = as_of_date(of.path, of.as_of)
    newest, lines = rows.newest(con, taken), rejected_lines(con, taken.staged, taken.checked)
    of.add(
        as_of=named.isoformat(),
        as_of_is_estimated=is_estimated,
        newest_day=newest,
        counts=rows.counts(con, taken),
        duplicates=rows.duplicates(con, taken),
        not_data=not_data(file, match, taken.staged.not_data, of.settings),
        rejected=rows.rejected(lines),
        before=rows.before(con, taken, of.settings, of.scratch),
    )
    contract = contracts()[taken.staged.source]
    found = unknown_words(con, taken, of.settings)
    titles = {field["name"]: field["title"] for field in contract.fields}
    of.add(
        words=[
            {"field": name, "title": titles[name], "word": word, "rows": count}
            for name, word, count in found
        ]
    )
    scale = rows.scale(con, taken)
    of.ask(*questions.about_words(found, contract, scale, of.settings, of.answers))
    asked_day = questions.about_day(None if is_estimated else named.isoformat(), newest, False)
    if why:  # a day to come: what the file is called is wrong
        of.ask(asked_day)
        raise why
    is_late = newest and not contract.record and named > date.fromisoformat(newest) + WRONG_NAME
    is_asked = of.as_of is None and (is_estimated or bool(is_late))
    try:
        refuse_doubtful(con, of.path, taken, of.settings, of.as_of)
    except DayUnlikely:
        is_asked, asked_day["required"] = True, True
        raise
    except Refusal as refusal:
        of.add(refusal_lines=refusal_details(lines, refusal)["refusal_lines"])
        raise
    finally:
        of.ask(*[asked_day] * is_asked)
