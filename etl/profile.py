"""Profiles: another system's export described in a TOML file, without code."""

import re
import tomllib
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from etl import words
from etl.contract import Contract, contracts
from etl.words import Refusal


@dataclass(frozen=True)
class Profile:
    """How an export differs from the contract; the empty profile changes nothing.

    `columns` is field → header, `values` is field → word → the contract's value, `constants` is
    field → value. Where the field `open_when_empty` is empty, a dossier without a status is being
    processed (4), otherwise it is finished (9).
    """

    source: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    constants: dict[str, str] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    date_format: str | None = None
    zone: str | None = None
    open_when_empty: str | None = None

    def filled(self) -> tuple[str, ...]:
        """The fields that need no column of their own."""
        return (*self.constants, *(["status_code"] if self.open_when_empty else []))

    def as_staged(self) -> dict:
        """The part that `check` needs, kept with the landed file."""
        return {k: v for k, v in asdict(self).items() if v and k not in ("columns", "drop")}


def read_profile(path: Path) -> Profile:
    """The profile in `path`. Raises Refusal that names the line of a mistake."""
    if not path.is_file():
        raise Refusal(words.file_missing(str(path)))
    text = path.read_text("utf-8")

    def refuse(key: str, why: str) -> Refusal:
        return Refusal(words.profile_bad(path.name, _line_of(text, key), why))

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        at = int(line[1]) if line else text.count("\n") + 1
        why = words.profile_not_toml(str(error))
        raise Refusal(words.profile_bad(path.name, at, why)) from error

    known = [f.name for f in fields(Profile)]
    for key in table:
        if key not in known:
            raise refuse(key, words.profile_key_unknown(key, known))
    if table.get("source") not in contracts():
        raise refuse("source", words.source_unknown(str(table.get("source")), list(contracts())))
    contract = contracts()[table["source"]]
    for name in (*table.get("columns", {}), *table.get("values", {}), *table.get("constants", {})):
        if name not in contract.field_names:
            raise refuse(name, words.profile_field_unknown(name, contract.field_names))
    if (empty := table.get("open_when_empty")) and empty not in contract.field_names:
        raise refuse(empty, words.profile_field_unknown(empty, contract.field_names))
    for name, value in _canonical(table):
        if (allowed := _allowed(contract, name)) and str(value) not in allowed:
            raise refuse(str(value), words.profile_value_unknown(str(value), allowed))
    if (zone := table.get("zone")) and not _is_zone(zone):
        raise refuse("zone", words.profile_zone_unknown(zone))
    if (form := table.get("date_format")) and not _is_date_format(form):
        raise refuse("date_format", words.profile_format_bad(form))
    return Profile(
        **table
        | {
            "drop": tuple(table.get("drop", ())),
            "values": {
                f: {w: str(v) for w, v in m.items()} for f, m in table.get("values", {}).items()
            },
            "constants": {f: str(v) for f, v in table.get("constants", {}).items()},
        }
    )


def _canonical(table: dict) -> list[tuple[str, object]]:
    mapped = [(f, v) for f, said in table.get("values", {}).items() for v in said.values()]
    return [*mapped, *table.get("constants", {}).items()]


def _allowed(contract: Contract, name: str) -> list[str]:
    described = next(f for f in contract.fields if f["name"] == name)
    return list(described.get("values", {}))


def _line_of(text: str, key: str) -> int | None:
    """The first line on which `key` stands as a word of its own."""
    word = re.compile(rf"(?<![\w-]){re.escape(key)}(?![\w-])")
    lines = (i for i, line in enumerate(text.splitlines(), 1) if word.search(line.split("#")[0]))
    return next(lines, None)


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return False
    return True


def _is_date_format(form: str) -> bool:
    """Whether a moment written in this form reads back as the same day."""
    day = datetime(2016, 2, 29, 13, 45, 7)
    try:
        return datetime.strptime(day.strftime(form), form).date() == day.date()
    except ValueError:
        return False
