"""What an unknown heading is likely to mean: a suggestion that a person confirms, never applied."""

import re
import unicodedata
from itertools import pairwise

from etl.contract import Contract, contracts, key
from etl.headers import Match, fit
from etl.profile import Profile
from etl.read.judged import CODE, MOMENT

# Ways of writing one thing, as they stand in headings.
ALIKE = (
    (r"\b(?:thoi gian|ngay gio|ngay thang nam|ngay thang|thoi diem)\b", "ngay"),
    (r"\b(?:thoi han|han)\b", "han"),
    (r"\bkq\b", "ket qua"),
    (r"\bhs\b", "ho so"),
)
NUMBERED = {"stt", "tt", "so tt", "so thu tu"}
SURE = 2  # as many headings weigh what a file's name or its cells tell
LEVELS = {"1", "2", "3", "4", "5"}
MOST = 0.5  # share of a column's cells


def plain(text: str) -> list[str]:
    """The syllables of a heading, without marks, by their usual words."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    bare = re.sub(r"[^a-z0-9]+", " ", bare).strip()
    for form, usual in ALIKE:
        bare = re.sub(form, usual, bare)
    return bare.split()


def is_unclear(header: list[str], match: Match) -> bool:
    """Whether no source is meant more than another: what fits best lacks columns, and knows no more
    of them than the next."""
    known = [len(fit(header, Profile(source=source)).columns) for source in contracts()]
    return bool(match.missing) and known.count(max(known)) > 1


def likely_source(header: list[str], cells: list[list[str]], stem: str) -> str | None:
    """The source of which most of the headings are, or are likely to be, fields; what its title
    says stands in the file's name, and only ratings have a column of ratings."""
    found: dict[str, int] = {}
    name = "".join(plain(stem))
    rates = any(of and _share(of, _is_level) > MOST for of in cells)
    for source, contract in contracts().items():
        match = fit(header, Profile(source=source))
        known = {header[place] for place in match.columns.values()}
        meant = {name for title in header for name in _by_heading(title, contract)}
        found[source] = len(known) + len(meant - match.columns.keys())
        named = any("".join(pair) in name for pair in pairwise(plain(contract.title)))
        found[source] += SURE * named + SURE * (rates and any(map(_rated, contract.fields)))
    best = sorted(found, key=lambda source: found[source])[::-1]
    return best[0] if found[best[0]] > found[best[1]] else None


def likely_fields(
    contract: Contract, columns: dict[str, list[str]], wanted: list[str], missing: list[str]
) -> dict[str, str]:
    """Heading → the field that it is likely to be. `columns`: unknown heading → its cells; `wanted`
    the fields without a column, of which `missing` must have one."""
    fields = {f["name"]: f for f in contract.fields}
    scored: dict[str, list[tuple[int, str]]] = {}
    for title, cells in columns.items():
        for name, score in _by_heading(title, contract).items():
            if name in wanted and _may_hold(fields[name], contract, cells):
                scored.setdefault(name, []).append((score, title))
    found: dict[str, str] = {}
    for name, of in sorted(scored.items(), key=lambda item: -max(item[1])[0]):
        best = sorted(of, reverse=True)
        if (len(best) == 1 or best[0][0] > best[1][0]) and best[0][1] not in found:
            found[best[0][1]] = name
    for name in missing:
        if name in found.values():
            continue
        free = [title for title in columns if title not in found]
        if _rated(fields[name]):  # whatever else a rating may be of, without it nothing loads
            free += [t for t, n in found.items() if n not in missing and _rated(fields[n])]
        fits = [title for title in free if _must_be(fields[name], contract, title, columns[title])]
        if len(fits) == 1:
            found[fits[0]] = name
    return found


def only_holder(field: dict, contract: Contract, columns: dict[str, list[str]]) -> str | None:
    """The one heading of `columns` (heading → its cells) whose cells may be those of a field."""
    found = [title for title, of in columns.items() if of and _may_hold(field, contract, of)]
    return found[0] if len(found) == 1 else None


def likely_value(word: str, meanings: dict[str, str]) -> str | None:
    """The value whose known word a new word holds, or is part of; none where it denies."""
    own = plain(word)
    if {"chua", "khong", "cho"} & {*own}:
        return None
    found: dict[int, set[str]] = {}
    for other, value in meanings.items():
        other_words = plain(other)
        shared = min(len(own), len(other_words))
        if shared > 1 and (_within(other_words, own) or _within(own, other_words)):
            found.setdefault(shared, set()).add(value)
    best = found[max(found)] if found else set()
    return next(iter(best)) if len(best) == 1 else None


def _by_heading(title: str, contract: Contract) -> dict[str, int]:
    """Field → how many syllables its names share with a heading that holds one or is held."""
    own, found = plain(title), {}
    for field in contract.own_fields:
        for other in (field["title"], *field.get("aliases", ())):
            other_words = plain(other)
            shared = min(len(own), len(other_words))
            if shared > 1 and (_within(other_words, own) or _within(own, other_words)):
                found[field["name"]] = max(shared, found.get(field["name"], 0))
    best = max(found.values(), default=0)
    return {name: score for name, score in found.items() if score == best}


def _within(part: list[str], whole: list[str]) -> bool:
    return f" {' '.join(part)} " in f" {' '.join(whole)} "


def _may_hold(field: dict, contract: Contract, cells: list[str]) -> bool:
    """Whether cells may be those of a field, as far as a kind of value shows."""
    if not cells:
        return True
    if field["type"] in ("date", "datetime"):
        return _share(cells, lambda c: bool(MOMENT.match(c))) > MOST
    if field["name"] == "unit_code":  # “UBND phường” names none
        return _share(cells, lambda c: len(plain(c)) > 2 or c.strip().isdecimal()) > MOST
    if field.get("levels"):
        return _share(cells, lambda c: _is_level(c) or c.strip() in LEVELS) > MOST
    if field.get("text", "").startswith("officer"):
        return not all(key(cell) in ("co", "khong") for cell in cells)
    if known := contract.words(field):
        return _knows(known, cells) > MOST / 2
    if field.get("text") == "code":
        return _share(cells, lambda c: bool(CODE.fullmatch(c.strip()))) > MOST
    return True


def _must_be(field: dict, contract: Contract, title: str, cells: list[str]) -> bool:
    """Whether cells are of a kind that nothing else in a file is."""
    is_code = field.get("text") == "code"
    if is_code and contract.record.get("numbered_by"):
        return " ".join(plain(title)) in NUMBERED
    if is_code and " ".join(plain(title)) in NUMBERED:
        return False
    if not cells or not (is_code or contract.words(field) or field["type"] in ("date", "datetime")
                         or field.get("levels")):  # fmt: skip
        return False
    if field.get("levels"):  # a number may be of anything
        return _share(cells, _is_level) > MOST
    if (known := contract.words(field)) and not _knows(known, cells) > MOST:
        return False
    is_unique = not is_code or len(set(cells)) == len(cells)
    return is_unique and _may_hold(field, contract, cells)


def _rated(field: dict) -> bool:
    return bool(field.get("levels"))


def _is_level(cell: str) -> bool:
    return key(cell).endswith("hailong") or key(cell) == "binhthuong"


def _knows(known: dict[str, str], cells: list[str]) -> float:
    return _share(cells, lambda cell: cell in known or key(cell) in known)


def _share(cells: list[str], holds) -> float:
    return sum(map(holds, cells)) / len(cells)
