"""Where a table's heading stands: the row, or the two rows, that fit a contract best."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from etl.contract import contracts, key
from etl.headers import fit
from etl.profile import Profile

ROWS_SEARCHED = 30
BETWEEN = " – "  # a group's title and the title below it, where the two together mean no field


@dataclass(frozen=True)
class Heading:
    """A heading among the first rows of a table: `cells` name the columns, `rows` of them from the
    row `first` (from 0) hold it."""

    first: int
    rows: int
    cells: list[str]
    misfit: tuple

    @property
    def fits(self) -> bool:
        """Whether every column that a contract wants is there."""
        return not self.misfit[0]

    @property
    def known(self) -> int:
        """How many columns a contract knows."""
        return -self.misfit[1]


def find_heading(rows: Sequence[list[str]], profile: Profile) -> Heading | None:
    """The heading among the first `rows`; where nothing fits, the first that may be one. None where
    all are blank."""
    first = None
    best: Heading | None = None
    for place, row in enumerate(rows[:ROWS_SEARCHED]):
        upper = _trimmed(row)
        if not any(upper):
            continue
        single = _heading(place, 1, upper, profile)
        if first is None:
            first = single
            if single.fits and all(_named(upper)) and len(set(_named(upper))) == len(_named(upper)):
                return single  # as it is in nearly every file
        found = [single] if place == first.first or single.known > 1 else []
        below = _trimmed(rows[place + 1]) if place + 1 < len(rows) else []
        if len({cell for cell in upper if cell}) > 1 and any(below):
            double = _heading(place, 2, joined(upper, below, profile), profile)
            if _is_split(upper, below) and double.known >= single.known > 0:
                found = [double] if found else []
            elif double.known > max(1, single.known):
                found.append(double)
        best = min([*([best] if best else []), *found], key=lambda h: h.misfit, default=None)
    if best is None or (best.known == 0 and first is not None):
        return _widest(rows, profile) if first else None
    return best


def joined(upper: list[str], lower: list[str], profile: Profile) -> list[str]:
    """One title a column out of two rows: a group's title stands over the columns to its right
    that have a title below and none above."""
    known = _known_keys() | {key(header) for header in (*profile.columns.values(), *profile.drop)}
    titles, group = [], ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        group = above or (group if below else "")
        if not below or below == group:
            titles.append(above)
        elif not group:
            titles.append(below)
        elif key(f"{group} {below}") in known:
            titles.append(f"{group} {below}")
        else:
            titles.append(below if key(below) in known else f"{group}{BETWEEN}{below}")
    return titles


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(k for contract in contracts().values() for k in contract.header_keys)


def _heading(place: int, rows: int, cells: list[str], profile: Profile) -> Heading:
    match = fit(cells, profile)
    titles = {key(cell) for cell in cells}
    unmet = sum(key(header) not in titles for header in (*profile.columns.values(), *profile.drop))
    is_missing, *rest = match.misfit()
    return Heading(place, rows, cells, (is_missing or unmet > 0, *rest, unmet))


def _is_split(upper: list[str], below: list[str]) -> bool:
    """Whether the row below only parts groups of the upper one: it has words where that is blank,
    or under the first column of such a group, or what that has."""
    pairs = list(zip_longest(upper, below, fillvalue=""))
    gaps = {n for n, (above, title) in enumerate(pairs) if title and not above}
    both = [n for n, (above, title) in enumerate(pairs) if title and above and title != above]
    is_within = all(n - 1 in gaps or (n and upper[n - 1]) for n in gaps if n < len(upper))
    is_named = not any(sign.isdigit() for title in below for sign in title)
    return bool(gaps) and is_named and is_within and all(n + 1 in gaps for n in both)


def _widest(rows: Sequence[list[str]], profile: Profile) -> Heading:
    """The first row with at least half as many cells filled as the fullest has: a title has one;
    with the row below where that parts its groups."""
    filled = [sum(map(bool, _trimmed(row))) for row in rows[:ROWS_SEARCHED]]
    place = next(n for n, count in enumerate(filled) if count and 2 * count >= max(filled))
    upper = _trimmed(rows[place])
    below = _trimmed(rows[place + 1]) if place + 1 < len(rows) else []
    if _is_split(upper, below):
        return Heading(place, 2, joined(upper, below, profile), (True, 0, 0, 0, 0))
    return Heading(place, 1, upper, (True, 0, 0, 0, 0))


def _trimmed(row: list[str]) -> list[str]:
    return [" ".join(cell.split()) for cell in row]


def _named(cells: list[str]) -> list[str]:
    """The cells up to the last that is filled."""
    last = max((n for n, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]
