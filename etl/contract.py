"""Contracts: one Table Schema file a source, and how a file's headers meet its fields.

Beyond the standard (name, type, format, constraints, title, description, missingValues) a field
may say: `aliases` (other headers), `values` (canonical value → words seen), `column: required`
(the header must stand in the file), `inferred_from` (the field that tells it where it does not,
and no day of finish does either), `free_text` (headers under which people write as they like),
`text` (`code`: no text, hidden where it reaches a person; `officer`: known codes only;
`officer_code`, `officer_codes`: what has the shape of a code as well) and `levels` (a rating: read
on the row's own scale). `personal` lists headers of personal data, so that a supplier sees what is
dropped and no profile can give them to a field. `happened` names the days that are never ahead: a
file knows of none after its own day. `in_order` names pairs of days of which the second is seldom
the earlier.

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
from functools import cache, lru_cache
from pathlib import Path

from etl import words
from personal_data import heading_kept

FOLDER = Path(__file__).parent / "contracts"
SQL = Path(__file__).parent / "sql"
MACRO_FILES = ("macros.sql", "moments.sql", "numbers.sql")
# What the SQL macro `clean` trims: blanks, and signs that nobody sees.
UNSEEN = (
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\ufeff"
)
BLANKS = " \t\n\r\u00a0\u202f" + UNSEEN

CROSSED = str.maketrans("đðɖ", "ddd")  # fonts draw the Icelandic Ð and the African Ɖ as Đ

FEWEST_JOINED = 3  # known headings in one cell

# What `check` can judge; a contract that promises more would not be kept.
TYPES = {"string", "integer", "number", "datetime", "date"}
CONSTRAINTS = {"required", "enum", "minimum", "maximum"}

# What an entry made on a page says of itself: when, who, why, and which fields it changed (all
# where it names none). No supplier writes these, so no template shows them.
ENTRY = (
    {"name": "recorded_at", "type": "datetime", "title": "Ghi lúc"},
    {"name": "recorded_by", "type": "string", "title": "Người ghi", "text": "officer_code"},
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
    record: dict | None
    counts_only: dict | None

    @property
    def own_fields(self) -> tuple[dict, ...]:
        """The fields that a supplier writes."""
        return tuple(field for field in self.fields if field not in ENTRY)

    @property
    def field_names(self) -> list[str]:
        return [field["name"] for field in self.fields]

    def header_keys(self) -> dict[str, str]:
        """A header's key → field name, from names, titles and aliases."""
        return {
            key(header): field["name"]
            for field in self.fields
            for header in (field["name"], field["title"], *field.get("aliases", ()))
        }

    def required_columns(self) -> list[dict]:
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
        record=text.get("record"),
        counts_only=text.get("counts_only"),
    )


def check_fingerprint(source: str) -> str:
    """Twelve hex digits that change when what `check` does to this source changes."""
    parts = [
        FOLDER / f"{source}.json",
        SQL / f"stg_{source}.sql",
        SQL / "staged_record.sql",
        *(SQL / name for name in MACRO_FILES),
        Path(__file__).parent / "check.py",
        Path(__file__).parent / "typed_rows.py",
        Path(__file__),
    ]
    return hashlib.sha256(b"\0".join(part.read_bytes() for part in parts)).hexdigest()[:12]


@dataclass(frozen=True)
class Match:
    """How a file's columns meet a contract: field → column index, and what is left out.

    `missing` are the titles of required columns that the file lacks, `repeated` the first two
    headers that mean one field.
    """

    contract: Contract
    columns: dict[str, int]
    dropped: list[str]
    missing: list[str]
    repeated: tuple[str, str] | None

    @property
    def inferred(self) -> dict[str, str]:
        """The fields that have no column and must have one → the field that tells them."""
        return {
            field["name"]: field["inferred_from"]
            for field in self.contract.required_columns()
            if field["name"] not in self.columns and _is_inferred(field, self.columns)
        }

    def misfit(self) -> tuple[bool, int, int, int]:
        """What orders matches, the best first."""
        required_found = len(self.contract.required_columns()) - len(self.missing)
        return bool(self.missing), -len(self.columns), -required_found, len(self.missing)


def fit(
    headers: list[str],
    given: dict[str, str],
    source: str | None = None,
    drop: tuple[str, ...] = (),
    filled: tuple[str, ...] = (),
) -> Match:
    """The contract that fits `headers` best, as for `match_headers`, however badly it fits.

    Where none is whole, the one that explains most columns, and most of those that it must have:
    it is the one that was meant.
    """
    pool = [contracts()[source]] if source else contracts().values()
    matches = [_match(contract, headers, given, drop, filled) for contract in pool]
    return min(matches, key=Match.misfit)


def refuse_joined(name: str, headers: list[str]) -> None:
    """Raises Refusal where every row lies in one cell, as a spreadsheet leaves a CSV whose
    delimiter it does not know: the only heading, cut, is several known ones."""
    filled = [header for header in headers if header]
    for sign in ",;\t|" if len(filled) == 1 else "":
        if len(fit(filled[0].split(sign), {}).columns) >= FEWEST_JOINED:
            raise words.Refusal(words.files.row_in_one_cell(name, sign))


def match_headers(
    name: str,
    headers: list[str],
    given: dict[str, str] | None = None,
    source: str | None = None,
    drop: tuple[str, ...] = (),
    filled: tuple[str, ...] = (),
    place_of: dict[str, str] | None = None,
) -> Match:
    """The contract that fits `headers` best and where its fields stand.

    `given` (a profile's field → header) goes before names and aliases, and `filled` are fields
    that need no column; a column that only an alias would give to one of them is dropped.
    `place_of` gives where a profile names a header. Raises Refusal when a header of `given` or
    `drop` is not there, no column is known, required ones are missing or two mean one field.
    """
    given = given or {}
    keys, named = {key(header) for header in headers}, [*map(heading_kept, headers)]
    for header in (*given.values(), *drop):
        if key(header) not in keys:
            where = (place_of or {}).get(header, "")
            raise words.Refusal(where + words.profiles.header_missing(name, header, named))
    best = fit(headers, given, source, drop, filled)
    refuse_joined(name, headers)
    if not best.columns and not source:
        # No source was meant more than another: to name one would mislead.
        raise words.Refusal(words.files.columns_unknown(name, named))
    if best.missing:
        raise words.Refusal(
            words.files.columns_missing(name, best.contract.title, best.missing, named)
        )
    if best.repeated:
        both, keys = "” và “".join(map(heading_kept, best.repeated)), {*map(key, best.repeated)}
        raise words.Refusal(words.files.header_repeated(name, both, len(keys) > 1))
    return best


def _match(contract: Contract, headers: list[str], given: dict, drop, filled) -> Match:
    own = {k: f for k, f in contract.header_keys().items() if f not in given and f not in filled}
    meant: dict[str, list[str]] = {k: [f] for k, f in own.items()}
    meant |= {key(header): [] for header in (*drop, *given.values())}
    for field, header in given.items():
        meant[key(header)].append(field)  # one column may serve two fields
    columns: dict[str, int] = {}
    dropped: list[str] = []
    repeated = None
    for index, header in enumerate(headers):
        fields = meant.get(key(header), [])
        if not fields:
            dropped.append(header)
        for field in fields:
            if field in columns:
                repeated = repeated or (headers[columns[field]], header)
            columns.setdefault(field, index)
    missing = [
        field["title"]
        for field in contract.required_columns()
        if field["name"] not in columns
        and field["name"] not in filled
        and not _is_inferred(field, columns)
    ]
    return Match(contract, columns, dropped, missing, repeated)


def _is_inferred(field: dict, columns: dict[str, int]) -> bool:
    """Whether another column tells a field that has none, as the day of return tells the status in
    the one-stop's own book."""
    return field.get("inferred_from") in columns and "finished_at" not in columns
