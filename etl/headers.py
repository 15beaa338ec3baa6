"""How a file's headers meet the fields of a contract."""

from dataclasses import dataclass
from functools import lru_cache

from etl import words
from etl.contract import Contract, contracts, key
from etl.profile import NO_PROFILE, Profile
from personal_data import heading_kept

FEWEST_JOINED = 3  # known headings in one cell


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
        """The fields that have no column and must have one → the field that decides them."""
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
    profile: Profile = NO_PROFILE,
) -> Match:
    """The contract that fits `headers` best, as for `match_headers`, however badly it fits.

    Where none is whole, the one that explains most columns, and most of those that it must have:
    it is the one that was meant.
    """
    if profile == NO_PROFILE:
        return _plain_fit(*headers)
    pool = [contracts()[profile.source]] if profile.source else contracts().values()
    matches = [_match(contract, headers, profile) for contract in pool]
    return min(matches, key=Match.misfit)


@lru_cache(maxsize=64)  # entries made on pages come by the hundred under the same headers
def _plain_fit(*headers: str) -> Match:
    matches = [_match(contract, [*headers], NO_PROFILE) for contract in contracts().values()]
    return min(matches, key=Match.misfit)


def refuse_joined(name: str, headers: list[str]) -> None:
    """Raises Refusal where every row lies in one cell, as a spreadsheet leaves a CSV whose
    delimiter it does not know: the only heading, cut, is several known ones."""
    filled = [header for header in headers if header]
    for sign in ",;\t|" if len(filled) == 1 else "":
        if len(fit(filled[0].split(sign)).columns) >= FEWEST_JOINED:
            raise words.Refusal(words.files.row_in_one_cell(name, sign))


def match_headers(
    name: str,
    headers: list[str],
    profile: Profile = NO_PROFILE,
) -> Match:
    """The contract that fits `headers` best and where its fields stand.

    A profile's columns go before names and aliases, and what it fills needs no column: one that
    only an alias would give to it is dropped. Raises Refusal when a header that the profile names
    is not there, no column is known, required ones are missing or two mean one field.
    """
    keys, named = {key(header) for header in headers}, [*map(heading_kept, headers)]
    for header in (*profile.columns.values(), *profile.drop):
        if key(header) not in keys:
            where = profile.place_of.get(header, "")
            raise words.Refusal(where + words.profiles.header_missing(name, header, named))
    best = fit(headers, profile)
    refuse_joined(name, headers)
    if not best.columns and not profile.source:
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


def _match(contract: Contract, headers: list[str], profile: Profile) -> Match:
    given, drop, filled = profile.columns, profile.drop, profile.filled()
    own = {k: f for k, f in contract.header_keys.items() if f not in given and f not in filled}
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
    """Whether another column decides a field that has none, as the day of return the status in
    the one-stop's own book."""
    return field.get("inferred_from") in columns and "finished_at" not in columns
