"""Profiles in TOML files: another system's export without code, and what is wrong there."""

import re
import tomllib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import duckdb

from etl import words
from etl.contract import Contract, contracts, key
from etl.profile import DATE_ORDERS, FONTS, LEVELS, MAPPING, Profile
from etl.words import Refusal
from etl.words import profiles as sentences
from personal_data import is_personal

# What a profile may say: str is a text, VALUE a text or a number, "*" any name.
VALUE = (str, int, float)
SHAPES = {
    "source": str,
    "columns": {"*": str},
    "values": {"*": {"*": VALUE}},
    "constants": {"*": VALUE},
    "drop": [str],
    "date_format": [str],
    "zone": str,
    "open_when_empty": str,
    "date_order": str,
    "letters": str,
}


def read_profile(path: Path) -> Profile:
    """The profile in `path`. Raises Refusal that names the line of a mistake."""
    if not path.is_file():
        raise Refusal(words.files.missing(str(path)))
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise Refusal(sentences.unreadable(path.name, line, sentences.NOT_UTF8)) from error
    table = _parsed(path.name, text)
    table.pop(MAPPING, None)
    for where, why in _mistakes(table):
        raise Refusal(sentences.unreadable(path.name, _line_of(text, where), why))
    columns, drop = table.get("columns", {}), table.get("drop", [])
    lines = {header: _line_of(text, ("drop",)) for header in drop}
    lines |= {header: _line_of(text, ("columns", name)) for name, header in columns.items()}
    return Profile(
        **table
        | {
            "values": {
                name: _as_text(meanings) for name, meanings in table.get("values", {}).items()
            },
            "constants": _as_text(table.get("constants", {})),
            "drop": tuple(drop),
            "date_format": tuple(table.get("date_format", ())),
            "place_of": {h: sentences.unreadable(path.name, line, "") for h, line in lines.items()},
        }
    )


def _parsed(name: str, text: str) -> dict:
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The parser's own words are English; its place is what helps.
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        last = text.rstrip().splitlines() or [""]
        line, column = map(int, place.groups()) if place else (len(last), len(last[-1]) + 1)
        is_twice = re.search("overwrite|twice|already", str(error))
        why = (sentences.SYNTAX_TWICE if is_twice else sentences.SYNTAX).format(column=column)
        raise Refusal(sentences.unreadable(name, line, sentences.not_toml(why))) from error
    if isinstance(form := table.get("date_format"), str):
        table["date_format"] = [form]
    return table


def _as_text(values: dict) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def _mistakes(table: dict) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each mistake as its place in the table and a sentence; a later one may rest on an earlier."""
    for name, value in table.items():
        if name not in SHAPES:
            yield (name,), sentences.key_unknown(name, list(SHAPES))
        yield from _misshapen(SHAPES[name], value, (name,))
    if "source" not in table:
        yield ("source",), sentences.NO_SOURCE.format(known=", ".join(contracts()))
    if table["source"] not in contracts():
        yield ("source",), sentences.source_unknown(table["source"], list(contracts()))
    contract = contracts()[table["source"]]
    yield from _wrong_columns(table, contract)
    yield from _wrong_values(table, contract)
    if (empty := table.get("open_when_empty")) is not None:
        yield from _wrong_open_when_empty(table, contract, empty)
    yield from _wrong_ways_to_read(table)


def _wrong_open_when_empty(
    table: dict, contract: Contract, column: str
) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in ("status_code", column):
        if name not in contract.field_names:
            yield ("open_when_empty",), sentences.field_unknown(name, contract.field_names)
    if column not in table.get("columns", {}):
        yield ("open_when_empty",), sentences.NOT_IN_COLUMNS.format(name=column)


def _wrong_ways_to_read(table: dict) -> Iterator[tuple[tuple[str, ...], str]]:
    if (zone := table.get("zone")) is not None and not _is_zone(zone):
        yield ("zone",), sentences.zone_unknown(zone)
    if (order := table.get("date_order")) is not None and order not in DATE_ORDERS:
        yield ("date_order",), sentences.DATE_ORDER_BAD
    if (letters := table.get("letters")) is not None and letters not in FONTS:
        yield ("letters",), sentences.LETTERS_BAD
    for form in table.get("date_format", []):
        if not _is_date_format(form):
            yield ("date_format",), sentences.format_bad(form)


def _misshapen(shape, value, where: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            yield where, sentences.NOT_A_TABLE.format(name=where[-1])
        for name, inner in value.items():
            yield from _misshapen(shape["*"], inner, (*where, name))
    elif isinstance(shape, list):
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            yield where, sentences.NOT_A_LIST.format(name=where[-1])
    elif not isinstance(value, shape) or isinstance(value, bool):
        sentence = sentences.NOT_A_TEXT if shape is str else sentences.NOT_A_VALUE
        yield where, sentence.format(name=where[-1])


def _wrong_columns(table: dict, contract: Contract) -> Iterator[tuple[tuple[str, ...], str]]:
    personal = {key(header) for header in contract.personal}
    # Of these fields only codes are kept, whatever the column holds.
    by_code = {f["name"] for f in contract.fields if f.get("text", "").startswith("officer")}
    dropped = {key(header) for header in table.get("drop", [])}
    for name, header in table.get("columns", {}).items():
        where = ("columns", name)
        if name not in contract.field_names:
            yield where, sentences.field_unknown(name, contract.field_names)
        if key(header) in personal or (name not in by_code and is_personal(header)):
            yield where, sentences.PERSONAL.format(header=header)
        if key(header) in dropped:
            yield (
                where,
                sentences.NAMED_TWICE.format(name=header, first="columns", second="drop"),
            )
        if name in table.get("constants", {}):
            yield (
                where,
                sentences.NAMED_TWICE.format(name=name, first="columns", second="constants"),
            )


def _wrong_values(table: dict, contract: Contract) -> Iterator[tuple[tuple[str, ...], str]]:
    # An officer's name is dropped as the file is read; a profile cannot bring one in behind that.
    fields = {f["name"]: f for f in contract.fields if f.get("text") != "officer"}
    given = [
        (("values", name, w), v)
        for name, m in table.get("values", {}).items()
        for w, v in m.items()
    ]
    given += [(("constants", name), v) for name, v in table.get("constants", {}).items()]
    for where, value in given:
        section, name = where[:2]
        if name not in fields:
            yield where, sentences.field_unknown(name, list(fields))
        if why := _wrong_value(fields[name], contract, section, str(value)):
            yield where, why


def _wrong_value(described: dict, contract: Contract, section: str, value: str) -> str | None:
    kind, required = described["type"], described.get("constraints", {}).get("required")
    listed = LEVELS if described.get("levels") else contract.canonical(described)
    if value == "" and section == "values" and not required:
        return None  # a word that stands for nothing
    if listed:
        return None if value in listed else sentences.value_unknown(value, listed)
    if kind in ("integer", "number"):
        return None if re.fullmatch(r"\d+([.,]\d+)?", value) else words.rows.REASONS["not_a_number"]
    if kind in ("datetime", "date"):
        return (
            None
            if section == "constants" and _is_iso(value)
            else words.rows.REASONS["not_a_moment"]
        )
    return None


def _line_of(text: str, where: tuple[str, ...]) -> int:
    """The first line with which the table has this place: all above it was TOML without it."""
    lines = text.splitlines()
    for count in range(1, len(lines) + 1):
        try:
            node = tomllib.loads("\n".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            continue  # in the midst of a list over several lines
        for name in where:
            node = node.get(name) if isinstance(node, dict) else None
        if node is not None:
            return count
    return 1


def _is_iso(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_zone(name: str) -> bool:
    """Whether the engine that will move the clock knows the zone."""
    try:
        duckdb.execute("select timestamp '2024-05-31 20:00' at time zone $zone", {"zone": name})
    except duckdb.Error:
        return False
    return True


def _is_date_format(form: str) -> bool:
    """Whether a moment that the engine writes in this form reads back as the same day."""
    query = (
        "select typeof(x) = 'TIMESTAMP' and x::date = $day::date "
        "from (select try_strptime(strftime($day, $form), [$form]) as x)"
    )
    try:
        bound = {"day": datetime(2016, 2, 29, 13, 45, 7), "form": form}
        return duckdb.execute(query, bound).fetchone() == (True,)
    except duckdb.Error:
        return False
