"""Contracts: one Table Schema file a source, and how a file's headers meet its fields.

Beyond the standard (name, type, format, constraints, title, description, missingValues) a field
may say: `aliases` (other headers), `values` (canonical value → words seen), `column: required`
(the header must stand in the file), `text` (`code`: never masked; `officer`: known codes only)
and `levels` (a rating: read on the row's own scale).
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from etl import words

FOLDER = Path(__file__).parent / "contracts"
SQL = Path(__file__).parent / "sql"


def fold(text: str) -> str:
    """`text` for matching: no case, diacritics, spaces or punctuation (đ → d, hoá = hóa).

    The SQL macro `fold` does the same to values; a test holds the two together.
    """
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in bare if c.isascii() and c.isalnum())


@dataclass(frozen=True)
class Contract:
    """One source's contract, as read from its file."""

    source: str
    title: str
    fields: tuple[dict, ...]
    missing: tuple[str, ...]
    personal: tuple[str, ...]

    @property
    def field_names(self) -> list[str]:
        return [field["name"] for field in self.fields]

    def header_keys(self) -> dict[str, str]:
        """Folded header → field name, from names, titles and aliases."""
        return {
            fold(header): field["name"]
            for field in self.fields
            for header in (field["name"], field["title"], *field["aliases"])
        }

    def required_columns(self) -> list[dict]:
        return [field for field in self.fields if field.get("column") == "required"]

    def words(self, field: dict) -> dict[str, str]:
        """Folded word → canonical value, for a field with a list of values."""
        canonical = {fold(value): value for value in field.get("values", {})}
        said = {fold(w): value for value, ws in field.get("values", {}).items() for w in ws}
        return said | canonical


@cache
def contracts() -> dict[str, Contract]:
    """Every source's contract, by source name."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.json"))}


def _read(path: Path) -> Contract:
    text = json.loads(path.read_text("utf-8"))
    return Contract(
        source=path.stem,
        title=text["title"],
        fields=tuple(text["fields"]),
        missing=tuple(text["missingValues"]),
        personal=tuple(text["personal"]),
    )


def check_fingerprint(source: str) -> str:
    """Twelve hex digits that change when what `check` does to this source changes."""
    parts = [
        FOLDER / f"{source}.json",
        SQL / f"stg_{source}.sql",
        SQL / "macros.sql",
        Path(__file__).parent / "check.py",
    ]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()[:12]


@dataclass(frozen=True)
class Match:
    """How a file's columns meet a contract: field → column index, and what is left out."""

    contract: Contract
    columns: dict[str, int]
    dropped: list[str]


def match_headers(
    name: str,
    headers: list[str],
    given: dict[str, str] | None = None,
    source: str | None = None,
    drop: tuple[str, ...] = (),
    constants: tuple[str, ...] = (),
) -> Match:
    """The contract that fits `headers` best and where its fields stand.

    `given` (a profile's field → header) goes before names and aliases; `constants` are fields
    that the profile fills. Raises Refusal when required columns are missing or two columns mean
    the same field.
    """
    pool = [contracts()[source]] if source else list(contracts().values())
    matches = [_match(name, c, headers, given or {}, drop) for c in pool]

    def missing(match: Match) -> list[str]:
        return [
            field["title"]
            for field in match.contract.required_columns()
            if field["name"] not in match.columns and field["name"] not in constants
        ]

    best = min(matches, key=lambda m: (len(missing(m)), -len(m.columns)))
    keys = {fold(header) for header in headers}
    if unmet := [header for header in (given or {}).values() if fold(header) not in keys]:
        raise words.Refusal(words.profile_header_missing(name, unmet[0], headers))
    if lacking := missing(best):
        raise words.Refusal(words.columns_missing(name, best.contract.title, lacking, headers))
    return best


def _match(name, contract, headers, given, drop) -> Match:
    keys = contract.header_keys()
    wanted = {fold(header): field for field, header in given.items()}
    unwanted = {fold(header) for header in drop}
    columns: dict[str, int] = {}
    dropped: list[str] = []
    for index, header in enumerate(headers):
        key = fold(header)
        field = None if key in unwanted else wanted.get(key) or keys.get(key)
        if field in given and key not in wanted:
            field = None  # the profile names another column for this field
        if field is None:
            dropped.append(header)
        elif field in columns:
            raise words.Refusal(words.header_repeated(name, header))
        else:
            columns[field] = index
    return Match(contract, columns, dropped)
