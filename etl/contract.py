"""Contracts: one Table Schema file a source.

Beyond the standard (name, type, format, constraints, title, description, missingValues) a field
may say: `aliases` (other headers), `values` (canonical value → words seen), `column: required`
(the header must stand in the file), `inferred_from` (the field that decides it where it does not,
and no day of finish does either), `free_text` (headers under which people write as they like),
`text` (`code`: no text, hidden where it reaches a person; `word`: rows are grouped by it, each run
of blanks as one; `officer`: known codes only; `officer_code`, `officer_codes`: what has the shape
of a code as well; `writer`: an account's name too) and `levels` (a rating: read on the row's own
scale). `personal` lists headers of personal data, so that a supplier sees what is dropped and no
profile can give them to a field.
`happened` names the days that are never ahead: a file knows of none after its own day. `in_order`
names pairs of days of which the second is seldom the earlier.

`record` makes a source a register: its rows are states of records that change, told apart by `key`
within a unit and dated by the first of `dated_by`; where the key is a number that is given out anew
each year, the first of `numbered_by`, days that stay, says of which year it is. A record that
lasts, until the day in `ends`, goes over while it is open into the unit that takes its own unit
over. What the dashboard's own entries say besides (ENTRY) is added to its fields. `counts_only`
names the rows that are only counted: of a row whose `field` says `value` no other field than `keep`
is staged.
"""

import hashlib
import json
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "contracts"
SQL = Path(__file__).parent / "sql"
# Those of texts first, for the others use them.
MACRO_FILES = sorted((SQL / "macros").glob("*.sql"), key=lambda file: (file.stem != "texts", file))
# What the SQL macro `clean` trims: blanks, and signs that nobody sees.
UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
BLANKS = " \t\n\r\u00a0\u202f" + UNSEEN

CROSSED = str.maketrans("đðɖ", "ddd")  # fonts draw the Icelandic Ð and the African Ɖ as Đ

# What `check` can judge; a contract that promises more would not be kept.
TYPES = {"string", "integer", "number", "datetime", "date"}
CONSTRAINTS = {"required", "enum", "minimum", "maximum"}

# What an entry made on a page says of itself: when, who, why, and which fields it changed (all
# where it names none). No supplier writes these, so no template shows them.
ENTRY = (
    {"name": "recorded_at", "type": "datetime", "title": "Ghi lúc"},
    {"name": "recorded_by", "type": "string", "title": "Người ghi", "text": "writer"},
    {"name": "change_reason", "type": "string", "title": "Lý do thay đổi"},
    {"name": "changed_fields", "type": "string", "title": "Các ô thay đổi", "text": "code"},
    {
        "name": "is_void",
        "type": "string",
        "title": "Huỷ bản ghi",
        "constraints": {"enum": ["yes"]},
        "values": {"yes": ["Có"]},
    },
)


def fold(text: str) -> str:
    """`text` for matching: no case, diacritics, spaces or punctuation (đ → d, hoá = hóa).

    The SQL macro `fold` does the same to values; a test holds the two together.
    """
    bare = unicodedata.normalize("NFD", text.lower().translate(CROSSED))
    return "".join(c for c in bare if c.isascii() and c.isalnum())


@lru_cache(maxsize=4096)  # each file is held against the headers of every contract
def key(text: str) -> str:
    """What a header or a word is matched by: folded, or as it stands where it has no letter.

    Without letters punctuation carries the meaning: 1.0 is not 10, ★★ is not ★★★.
    """
    folded = fold(text)
    return folded if any(c.isalpha() for c in folded) else text.strip(BLANKS)


def lookup(meanings: dict[str, str]) -> dict[str, str]:
    """Word → value for exact words, and for their keys where all words of a key agree."""
    by_key: dict[str, set[str]] = {}
    for word, value in meanings.items():
        by_key.setdefault(key(word), set()).add(value)
    return {k: values.pop() for k, values in by_key.items() if len(values) == 1} | meanings


@dataclass(frozen=True)
class Contract:
    """One source's contract, as read from its file; `fields` with ENTRY where it is a register."""

    source: str
    title: str
    description: str
    fields: tuple[dict, ...]
    missing: tuple[str, ...]
    personal: tuple[str, ...]
    happened: tuple[str, ...]
    in_order: tuple[tuple[str, str], ...]
    record: dict  # empty where the source is no register
    counts_only: dict

    @property
    def own_fields(self) -> tuple[dict, ...]:
        """The fields that a supplier writes."""
        return tuple(field for field in self.fields if field not in ENTRY)

    @property
    def field_names(self) -> list[str]:
        """The fields in the contract's order, which is that of the staged columns."""
        return [field["name"] for field in self.fields]

    @cached_property  # each file is held against every contract
    def header_keys(self) -> dict[str, str]:
        """A header's key → field name, from names, titles and aliases."""
        return {
            key(header): field["name"]
            for field in self.fields
            for header in (field["name"], field["title"], *field.get("aliases", ()))
        }

    def required_columns(self) -> list[dict]:
        """The fields without whose column a file is refused."""
        return [field for field in self.fields if field.get("column") == "required"]

    def canonical(self, field: dict) -> list[str]:
        """The values that a field may have, as text; empty where it may have any."""
        return [str(v) for v in field.get("constraints", {}).get("enum", field.get("values", ()))]

    def words(self, field: dict) -> dict[str, str]:
        """Word or its key → canonical value, for a field that has a list of values; else empty."""
        meanings = {word: value for value, ws in field.get("values", {}).items() for word in ws}
        return lookup(meanings | {value: value for value in self.canonical(field)})


@cache
def contracts() -> dict[str, Contract]:
    """Every source's contract, by source name. Raises ValueError for one `check` cannot keep."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.json"))}


def _read(path: Path) -> Contract:
    text = json.loads(path.read_text("utf-8"))
    for field in text["fields"]:
        promised = set(field.get("constraints", {}))
        unkept = ({field["type"]} - TYPES) | (promised - CONSTRAINTS)
        if unkept:
            raise ValueError(f"{path.name}, {field['name']}: no check for {sorted(unkept)}")
    return Contract(
        source=path.stem,
        title=text["title"],
        description=text.get("description", ""),
        fields=(*text["fields"], *(ENTRY if "record" in text else ())),
        missing=tuple(text["missingValues"]),
        personal=tuple(text.get("personal", ())),
        happened=tuple(text.get("happened", ())),
        in_order=tuple((first, then) for first, then in text.get("in_order", ())),
        record=text.get("record", {}),
        counts_only=text.get("counts_only", {}),
    )


@cache
def check_fingerprint(source: str) -> str:
    """Twelve hex digits that change when what `check` does to this source changes."""
    parts = [
        FOLDER / f"{source}.json",
        SQL / f"stg_{source}.sql",
        SQL / "staged_record.sql",
        *MACRO_FILES,
        Path(__file__).parent / "check.py",
        Path(__file__).parent / "typed_rows.py",
        Path(__file__),
    ]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()[:12]
