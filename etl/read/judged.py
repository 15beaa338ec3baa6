"""Which rows below a heading are data, which are none and why, and what group rows say of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from etl.contract import contracts, key
from etl.headers import Match, fit
from etl.read.heading import Heading
from etl.read.sheet import Sheet

MOMENT = re.compile(
    r"\s*(?:(?:\d{1,2}\s?[h:]\s?\d{0,2}\S*,?\s+(?:ngày\s+)?)?\d{1,4}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{1,4}"
    r"|\d{5}(?:[.,]\d+)?\s*$)"
)
CODE = re.compile(r"\S*\d\S*")
TOTAL = re.compile(r"\s*(tổng|cộng|tong cong|tong so)\b", re.I)
ORDER = re.compile(r"\s*\(?(?:[IVXLC]+|[A-ZĐ]|\d+(?:\.\d+)*|[a-zđ])\s*[.)\-:–/]\s*")
ORDER_ALONE = re.compile(r"\(?(?:[IVXLC]+|[A-ZĐ])[.)]?|\d+(?:\.\d+)*[.)]?")
COUNT = re.compile(
    r"\s*(?:\((?:tổng(?: số| cộng)?\s*:?|có|gồm)?\s*\d+\s*(?:hồ sơ|hs|bộ)?\s*\)"
    r"|[:–-]\s*\d+\s*(?:hồ sơ|hs|bộ))\s*$",
    re.I,
)
PAGE = re.compile(r"\s*(?:trang|page)\b", re.I)
NUMBERED = re.compile(r"\(?\s*(\d{1,3}|[A-Za-zĐđ])\s*\)?(?:\s*=.*)?")
EXPLAINS = "# "  # how a template's line of explanation begins
FEW = 2  # cells of a signature
TITLES = 3  # known titles of one contract that make a row another table's heading
GROUPABLE = ("unit_code", "procedure_code", "procedure", "field", "neighbourhood")

DATA, BLANK, EXPLANATION, NUMBERING, REPEATED, TOTALS, UNSURE = (
    "data",
    "blank",
    "explanation",
    "numbering",
    "repeated_heading",
    "total",
    "unsure",
)
GROUP, ASIDE, OTHER_HEADING = "group", "aside", "other_heading"


class SecondTable(Exception):
    """Below a table stands the heading of another, on the line `line`."""

    def __init__(self, line: int):
        super().__init__(line)
        self.line = line


class Judge:
    """Tells rows of data from what else stands below a heading, by the columns of a contract."""

    def __init__(self, match: Match, heading: Heading, heading_rows: list[list[str]]):
        fields = {field["name"]: field for field in match.contract.fields}
        self.mapped = sorted({*match.columns.values()})
        of = match.columns.items()
        self.moments = [i for name, i in of if fields[name]["type"] in ("date", "datetime")]
        self.codes = [i for name, i in of if fields[name].get("text") == "code"]
        self.words = [
            (i, match.contract.words(fields[name]))
            for name, i in of
            if match.contract.words(fields[name])
        ]
        self.headings = {self._bare(cells) for cells in (heading.cells, *heading_rows)}
        self.columns = match.columns
        self.header_keys = match.contract.header_keys
        self.is_first = True

    def is_row(self, cells: list[str]) -> bool:
        """Whether cells are surely a row's: a day stands where a day should, or a code does."""
        count = len(cells)
        return any(i < count and MOMENT.match(cells[i]) for i in self.moments) or any(
            i < count and CODE.fullmatch(cells[i].strip()) for i in self.codes
        )

    def kind(self, cells: list[str]) -> str:
        """What a row is, taken alone."""
        is_first, self.is_first = self.is_first, False
        if any(MOMENT.match(cells[i]) for i in self.moments):
            return DATA
        filled = [cell.strip() for cell in cells if cell and not cell.isspace()]
        if not filled:
            return BLANK
        if is_first and cells[0].startswith(EXPLAINS):
            return EXPLANATION
        if self._bare(cells) in self.headings:
            return REPEATED
        if _counts_up(filled):
            return NUMBERING
        if TOTAL.match(filled[0]):
            return TOTALS
        if any(CODE.fullmatch(cells[i].strip()) for i in self.codes):
            return DATA
        if any(key(cells[i]) in known for i, known in self.words if cells[i].strip()):
            return DATA
        return UNSURE

    def settled(self, cells: list[str], is_last: bool) -> str:
        """What a row is that is unsure alone: below it rows of data follow, or nothing does."""
        mapped = sum(bool(cells[i].strip()) for i in self.mapped)
        if is_last and mapped <= max(FEW, len(self.mapped) // 2):
            return ASIDE
        filled = [place for place, cell in enumerate(cells) if cell.strip()]
        if len(filled) == 1 or self._is_numbered_group(cells, filled):
            return GROUP
        return DATA if mapped else ASIDE

    def group(self, cells: list[str]) -> tuple[str, str] | None:
        """The field and the value that a group row gives to the rows below it."""
        text = " ".join([cell for cell in cells if cell.strip()][-1].split())
        if order := ORDER.match(text):  # never within: “Lĩnh vực: Hộ tịch” has one of its signs
            text = text[order.end() :]
        parts = text.split(" ")
        for count in range(min(5, len(parts)), 0, -1):
            field = self.header_keys.get(key(" ".join(parts[:count]).rstrip(" :–-")))
            value = COUNT.sub("", " ".join(parts[count:])).strip(" :–-")
            if field in GROUPABLE and value:
                return field, value
        return None

    @staticmethod
    def level(cells: list[str]) -> str:
        """What the group rows of one level have in common: how they are numbered, else where they
        stand."""
        place, text = next((p, cell.strip()) for p, cell in enumerate(cells) if cell.strip())
        order = ORDER.match(text) or ORDER_ALONE.fullmatch(text)
        if not order:
            return f"at {place}"
        numbers = re.findall(r"\d+", order[0])
        return f"numbers {len(numbers)}" if numbers else "small" if order[0].islower() else "great"

    def of_heading(self, cells: list[str]) -> str:
        """REPEATED or OTHER_HEADING for a row of titles further down, UNSURE for any other."""
        titles = [cell for cell in cells if cell.strip()]
        known = {key(title) for title in titles}
        if len(titles) < TITLES or not any(
            len({name for k, name in contract.header_keys.items() if k in known}) >= TITLES
            for contract in contracts().values()
        ):
            return UNSURE
        columns = fit(cells).columns
        is_alike = columns.items() <= self.columns.items()
        return REPEATED if is_alike else OTHER_HEADING

    def _is_numbered_group(self, cells: list[str], filled: list[int]) -> bool:
        """Whether a row is a group's number and text; with a digit it must name a field, since a
        row of data has its number there too."""
        if len(filled) != 2 or filled[0] in self.mapped:
            return False
        order = cells[filled[0]].strip()
        is_order = ORDER_ALONE.fullmatch(order)
        return bool(is_order and (not order[0].isdigit() or self.group(cells)))

    @staticmethod
    def _bare(cells: Iterable[str]) -> tuple[str, ...]:
        return tuple(text for cell in cells if (text := " ".join(cell.split())))


class Carried:
    """What group rows say of the rows below them; a group of a field ends those within it."""

    def __init__(self):
        self.values: dict[str, str] = {}
        self.levels: dict[str, str] = {}
        self.fields: set[str] = set()

    def end(self, level: str) -> None:
        """Ends the group of a level and those within it, since another begins that names no
        field: what it is of is not known."""
        order = list(self.values)
        first = next((n for n, name in enumerate(order) if self.levels[name] == level), len(order))
        self.values = {name: self.values[name] for name in order[:first]}

    def take(self, field: str, value: str, level: str) -> None:
        """Begins a group."""
        order = list(self.values)
        names = order[: order.index(field)] if field in order else order
        # A new one each time: rows that were handed on keep theirs.
        self.values = {name: self.values[name] for name in names} | {field: value}
        self.levels[field] = level
        self.fields.add(field)


def judge_of(sheet: Sheet, heading: Heading, match: Match) -> Judge:
    """What distinguishes a sheet's rows of data from others."""
    head = sheet.head()
    return Judge(match, heading, head[heading.first : heading.first + heading.rows])


def data_rows(
    rows: Iterable[tuple[int, list[str], str | None]],
    judge: Judge,
    set_aside: Callable[[str, int, list[str]], None],
) -> Iterator[tuple[int, list[str], str | None, dict[str, str]]]:
    """The rows that are data or broken, with what their groups say; each of the others goes to
    `set_aside` with its kind, its line and its cells.

    Raises SecondTable at the heading of another table.
    """
    carried, waiting, has_data = Carried(), [], False

    def settle(is_last: bool):
        """Decides the rows that waited, and gives those that are data."""
        for line, cells, reason in waiting:
            kind = judge.settled(cells, is_last)
            if kind == GROUP and (group := judge.group(cells)):
                carried.take(*group, judge.level(cells))
            elif kind == GROUP and not any(map(PAGE.match, cells)):
                carried.end(judge.level(cells))
            if kind == DATA:
                yield line, cells, reason, carried.values
            else:
                set_aside(kind, line, cells)
        waiting.clear()

    width = max(judge.mapped, default=0) + 1
    for line, cells, reason in rows:
        if reason not in (None, "too_few_cells"):
            yield line, cells, reason, carried.values
            continue
        whole = cells + [""] * (width - len(cells))
        kind = judge.kind(whole)
        if kind == UNSURE and has_data:
            kind = judge.of_heading(whole)
            if kind == OTHER_HEADING:
                raise SecondTable(line)
        if kind == UNSURE:
            waiting.append((line, whole, reason))
        elif kind == DATA:
            has_data = True
            yield from settle(is_last=False)
            yield line, cells, reason, carried.values
        else:
            set_aside(kind, line, whole)
    yield from settle(is_last=True)


def _counts_up(filled: list[str]) -> bool:
    """Whether cells number the columns: 1, 2, 3 …, (1), (2) … or A, B, 1, 2 …"""
    found = [match for cell in filled if (match := NUMBERED.fullmatch(cell))]
    if len(filled) < 3 or len(found) < len(filled):
        return False
    numbers = [int(match[1]) for match in found if match[1].isdigit()]
    return len(numbers) >= 2 and all(after == before + 1 for before, after in pairwise(numbers))
