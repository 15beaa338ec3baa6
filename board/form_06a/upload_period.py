"""The period that a form names of itself, in the rows above its columns: text in, periods out."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from board.selection.periods import YEARS, Period, containing, spanning

# All of folded text: small letters without diacritics, single spaces, no punctuation.
YEAR = r"(?:nam )?(20\d\d)"
DAY = r"(?:(20\d\d) (\d\d) (\d\d)(?: 00 00 00)?|(\d{1,2}) (?:thang )?(\d{1,2})(?: " + YEAR + ")?)"
FROM_DAY_TO_DAY = re.compile(
    rf"\btu (?:ngay )?{DAY} (?:(?:den|toi) )?(?:het )?(?:ngay )?{DAY}\b"  # also with a dash alone
)
FROM_MONTH_TO_MONTH = re.compile(
    rf"\btu (?:dau )?thang (\d{{1,2}})(?: {YEAR})? "
    rf"den (?:het )?(?:cuoi )?thang (\d{{1,2}}) {YEAR}\b"
)
# When a paper was signed: of it no month and no year is the form's.
SIGNED = re.compile(r"\bngay (?:\d{1,2} )?(?:thang (?:\d{1,2} )?)?(?:nam (?:20\d\d\b)?)?")
SO_MANY_MONTHS = re.compile(rf"\b(\d{{1,2}}|ba|sau|chin) thang (dau |cuoi )?{YEAR}\b")
QUARTER = re.compile(rf"\bquy (iv|i{{1,3}}|[1-4]|mot|hai|ba|bon|tu) {YEAR}\b")
MONTH = re.compile(rf"\b(?:thang |t|ky bao cao )(\d{{1,2}}) {YEAR}\b")
MONTH_IN_WORDS = re.compile(
    r"\bthang (mot|gieng|hai|ba|bon|tu|nam|sau|bay|tam|chin|muoi(?: mot| hai)?) nam (20\d\d)\b"
)
WHOLE_YEAR = re.compile(r"\bnam (20\d\d)\b")
LAW = re.compile(r"\b(?:nghi dinh|thong tu|quyet dinh|luat|nghi quyet|cong van)\b")
SHORTER = re.compile(r"\b(?:thang|quy (?!dinh|che|trinh))")  # than a year
WORDS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
NUMBERS = {
    **{word: number for number, word in enumerate(WORDS, 1)},
    **{"gieng": 1, "tu": 4, "muoi mot": 11, "muoi hai": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4},
}


def periods_named(lines: Iterable[str]) -> list[Period]:
    """The periods that lines of folded text name, the first first; empty where they name none.

    Days from … to … go before all else, for a superior's quarter may begin on the 15th; what is
    named over two lines goes after what one names, and before a year alone.
    """
    lines = list(lines)
    together = [" ".join(lines)]
    shorter = [(find, texts) for texts in (lines, together) for find in (_days, _months, _parts)]
    for find, texts in (*shorter, (_years, lines)):
        if found := list(dict.fromkeys(p for text in texts for p in find(text))):
            return found
    return []


def _days(text: str) -> Iterator[Period]:
    for match in FROM_DAY_TO_DAY.finditer(text):
        first, last = match.groups()[:6], match.groups()[6:]
        end = _day(last, None)
        yield from _spanning(end and _day(first, end.year), end)


def _day(groups: tuple, year: int | None) -> date | None:
    """A day, of `year` where it names none."""
    if groups[0]:
        yyyy, mm, dd = groups[:3]
    else:
        dd, mm, yyyy = groups[3], groups[4], groups[5] or year
    try:
        return date(int(yyyy), int(mm), int(dd)) if yyyy else None
    except ValueError:
        return None


def _months(text: str) -> Iterator[Period]:
    for match in FROM_MONTH_TO_MONTH.finditer(text):
        first, first_year, last, year = match.groups()
        yield from _from_months(int(first_year or year), int(first), int(year), int(last))


def _parts(text: str) -> Iterator[Period]:
    text = SIGNED.sub(" ", text)
    for match in SO_MANY_MONTHS.finditer(text):
        count, year = int(NUMBERS.get(match[1], match[1])), int(match[3])
        first, last = (13 - count, 12) if match[2] == "cuoi " else (1, count)
        if 2 <= count <= 11:
            yield from _from_months(year, first, year, last)
    for match in QUARTER.finditer(text):
        last, year = 3 * int(NUMBERS.get(match[1], match[1])), int(match[2])
        yield from _from_months(year, last - 2, year, last)
    for match in MONTH.finditer(SO_MANY_MONTHS.sub(" ", text)):
        month, year = int(match[1]), int(match[2])
        yield from _from_months(year, month, year, month)
    for match in MONTH_IN_WORDS.finditer(text):
        month, year = NUMBERS[match[1]], int(match[2])
        yield from _from_months(year, month, year, month)


def _years(text: str) -> Iterator[Period]:
    unsigned = SIGNED.sub(" ", text)
    if not (LAW.search(text) or SHORTER.search(unsigned)):
        for match in WHOLE_YEAR.finditer(unsigned):
            yield from _from_months(int(match[1]), 1, int(match[1]), 12)


def _from_months(first_year: int, first: int, year: int, last: int) -> Iterator[Period]:
    if 1 <= first <= 12 and 1 <= last <= 12:
        yield from _spanning(
            date(first_year, first, 1), containing("month", date(year, last, 1)).end
        )


def _spanning(start: date | None, end: date | None) -> Iterator[Period]:
    if start and end and start <= end and {start.year, end.year} <= {*YEARS}:
        yield spanning(start, end)
