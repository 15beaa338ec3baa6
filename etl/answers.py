"""What somebody answered to the questions of a preview → the table of a profile.

An answer is known by its question: `source`, `as_of`, `date_order`, `column/<heading>`,
`constant/<field>`, `value/<field>/<word>`. An empty answer to a column is that it is not used, to a
word that it stays as it is.
"""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path

import tomli_w

from etl.contract import Contract, contracts, key
from etl.headers import fit
from etl.load import load
from etl.mappings import look_up, mappings, save_mapping
from etl.profile import DATE_ORDERS, FONTS, LEVELS, Profile
from etl.profile_file import read_profile
from etl.reference import reference_rows
from etl.settings import Settings
from etl.words import Refusal
from etl.words import mappings as text
from personal_data import heading_kept, is_personal, masked

AS_IT_STANDS = ("unit_code", "procedure")  # fields whose unknown words reject no row


@dataclass(frozen=True)
class Answers:
    """The answers by the ids of their questions, and the code of who gave them."""

    given: dict[str, str] = field(default_factory=dict)
    by: str | None = None

    @property
    def as_of(self) -> date | None:
        """The day of the export, which is the file's own and in no mapping. Raises Refusal."""
        if not (answer := self.given.get("as_of")):
            return None
        try:
            return date.fromisoformat(answer)
        except ValueError:
            raise Refusal(text.answer_value_unknown("as_of", masked(answer))) from None

    @property
    def as_read(self) -> Profile:
        """What must be known to read a file at all: its old font, where one was answered. Raises
        Refusal for a font that is none of FONTS."""
        font = self.given.get("letters") or None
        if font not in (*FONTS, None):
            raise Refusal(text.answer_value_unknown("letters", masked(font)))
        return Profile(letters=font)

    @property
    def lasting(self) -> dict[str, str]:
        """Those that hold for every file of the shape."""
        return {name: answer for name, answer in self.given.items() if name != "as_of"}


def read_answers(path: Path) -> Answers:
    """The answers in a JSON file. Raises Refusal where it holds none."""
    try:
        content = json.loads(path.read_text("utf-8-sig"))
        given, by = content["answers"], content.get("by")
        is_sound = isinstance(given, dict) and all(isinstance(v, str) for v in given.values())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        is_sound = False
    if not is_sound or not isinstance(by, str | None):
        raise Refusal(text.answers_not_json(path.name))
    return Answers(given, by)


def load_answered(
    settings: Settings,
    paths: list[Path],
    answers: Answers,
    as_of: date | None,
    progress,
    rejected: Path | None = None,
) -> dict:
    """Keeps the answers as the mapping for files of the shape of the one file and loads it by that;
    gives the summary. Raises Refusal, and keeps none, where the file is refused."""
    if len(paths) != 1 or not paths[0].is_file():
        raise Refusal(text.answers_for_one())
    read_mappings = partial(mappings, settings)
    found, undo = (
        look_up(paths[0], read_mappings, settings, progress, answers.as_read),
        lambda: None,
    )
    if answers.lasting:
        before = found.mapping and found.mapping.table
        table = answered(answers, before, found.file.header, settings)
        _, undo = save_mapping(settings, found.shape, table, answers.by)
    try:
        day, is_anew = answers.as_of or as_of, bool(answers.lasting)
        summary = load(settings, paths, Profile(), day, progress, rejected, is_anew)
    except BaseException:
        undo()
        raise
    if any(file["outcome"] == "refused" for file in summary["files"]):
        undo()
    return summary


def answered(answers: Answers, before: dict | None, header: list[str], settings: Settings) -> dict:
    """The table of a profile: that of the mapping `before`, if any, and what the answers add to it.

    Raises Refusal for an answer to what was not asked, or that is none of the options.
    """
    made: dict = {part: dict(answer) if isinstance(answer, dict) else answer
                  for part, answer in (before or {}).items()}  # fmt: skip
    made["values"] = {name: dict(answer) for name, answer in made.get("values", {}).items()}
    given = answers.lasting
    source = given.get("source") or made.get("source") or fit(header).contract.source
    if source not in contracts():
        raise Refusal(text.answer_value_unknown("source", masked(source)))
    made["source"] = source
    contract = contracts()[source]
    titles = {key(title): title for title in header if not is_hidden(title, contract)}
    _columns(given, made, titles, contract)
    for name, answer in given.items():
        kind, _, about = name.partition("/")
        if kind == "source" or kind == "column":
            continue
        if kind == "date_order" and answer in (*DATE_ORDERS, ""):
            made["date_order"] = answer or made.get("date_order")
        elif kind == "letters" and answer in (*FONTS, ""):
            made["letters"] = answer or made.get("letters")
        elif kind == "constant":
            _constant(name, about, answer, made, contract, settings)
        elif kind == "value":
            _word(name, about, answer, made, contract, settings)
        else:
            raise Refusal(text.answer_unknown(heading_kept(name)))
    return {part: answer for part, answer in made.items() if answer}


def is_hidden(title: str, contract: Contract) -> bool:
    """Whether a heading is over what names a person, or names one itself."""
    return (
        is_personal(title)
        or key(title) in {key(other) for other in contract.personal}
        or heading_kept(title) != title
    )


def _columns(given: dict, made: dict, titles: dict[str, str], contract: Contract) -> None:
    columns, drop = dict(made.get("columns", {})), list(made.get("drop", ()))
    columns_of: dict[str, str] = {}
    for name, answer in given.items():
        kind, _, about = name.partition("/")
        if kind != "column":
            continue
        if key(about) not in titles:
            raise Refusal(text.answer_unknown(heading_kept(name)))
        title = titles[key(about)]
        drop = [other for other in drop if key(other) != key(title)]
        columns = {f: other for f, other in columns.items() if key(other) != key(title)}
        if not answer:
            drop.append(title)
        elif answer not in contract.field_names:
            raise Refusal(text.answer_value_unknown(name, masked(answer)))
        elif answer in columns_of:
            field = next(f for f in contract.fields if f["name"] == answer)
            raise Refusal(text.answered_twice(field["title"]))
        else:
            columns_of[answer] = title
    made["columns"], made["drop"] = columns | columns_of, drop
    made["constants"] = {f: v for f, v in made.get("constants", {}).items() if f not in columns_of}


def _constant(name, about, answer, made: dict, contract: Contract, settings: Settings) -> None:
    described = next((f for f in contract.own_fields if f["name"] == about), None)
    if described is None:
        raise Refusal(text.answer_unknown(heading_kept(name)))
    if not answer:
        return
    if answer not in _allowed(described, contract, settings):
        raise Refusal(text.answer_value_unknown(name, masked(answer)))
    if about in made["columns"]:
        raise Refusal(text.column_and_constant(described["title"]))
    made["constants"][about] = answer


def _word(name, about, answer, made: dict, contract: Contract, settings: Settings) -> None:
    column, _, word = about.partition("/")
    described = next((f for f in contract.own_fields if f["name"] == column), None)
    if described is None or not word or masked(word) != word:
        raise Refusal(text.answer_unknown(heading_kept(name)))
    if not answer and column in AS_IT_STANDS:
        answer = word
    elif not answer:
        return
    elif answer not in (_allowed(described, contract, settings) or [answer]):
        raise Refusal(text.answer_value_unknown(name, masked(answer)))
    elif column in ("procedure", "procedure_code"):
        rows = reference_rows(settings.reference, "procedures")
        found = {row["code"]: row["name"] for row in rows if row["code"]}
        if answer not in found:
            raise Refusal(text.answer_value_unknown(name, masked(answer)))
        answer = found[answer] if column == "procedure" else answer
    made["values"].setdefault(column, {})[word] = answer


def _allowed(described: dict, contract: Contract, settings: Settings) -> list[str]:
    """The values that a field may have; empty where it may have any."""
    if described["name"] == "unit_code":
        return [row["code"] for row in reference_rows(settings.reference, "units")]
    return LEVELS if described.get("levels") else contract.canonical(described)


def as_profile(table: dict, scratch: Path) -> Profile:
    """The profile that a table makes. Raises Refusal where it makes none, as for a value that is
    not in the contract."""
    path = scratch / "answers.toml"
    path.write_text(tomli_w.dumps(table), "utf-8")
    return read_profile(path)
