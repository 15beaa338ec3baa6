"""Numbers and dates as Vietnamese readers write them: 1.234,5 · 97,3% · 05/02/2026.

Values in, text out; no locale, no state. An absent value (None, NaN, NaT, NA) is "–".
"""

import re
import unicodedata
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

ABSENT = "–"
NO_BREAK = "\u00a0"
HOURS_A_DAY = 8  # the 480 minutes by which working days are reckoned

# What must not be torn apart at the end of a line: a count and its unit, n and its value.
_UNITS = "hồ sơ|ngày làm việc|ngày|tháng|giờ|phiếu|đơn thư|đơn|thư|việc|lượt|điểm phần trăm|điểm"
_TOGETHER = re.compile(
    rf"n [=<] \d|(?:Quý|quý) [IVX]+\b|(?:tháng|năm) \d|dao động|\d (?:{_UNITS})\b"
)


def is_absent(value) -> bool:
    """True for None and for the missing values of Python, numpy and pandas."""
    try:
        return value is None or bool(value != value)
    except TypeError:  # pandas.NA refuses to be true or false
        return True


def number(value, decimals: int = 0) -> str:
    """A number with "." between thousands and "," before decimals; minus is "−".

    Halves are rounded away from zero, as people round (97,25 → 97,3 at one decimal), on the
    digits as the value prints: binary floats would give 97,2. A rounded zero has no sign.
    """
    if is_absent(value):
        return ABSENT
    rounded = _rounded(Decimal(str(value)), decimals)
    text = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    return f"−{text}" if rounded < 0 else text


def share(value, decimals: int = 1) -> str:
    """A fraction as a percentage: 0.9725 → "97,3%"."""
    if is_absent(value):
        return ABSENT
    return f"{number(Decimal(str(value)) * 100, decimals)}%"


def share_range(low, high, decimals: int = 1) -> str:
    """An interval of fractions in words: "từ 91,9 đến 94,7%"; "–" if an end is absent."""
    if is_absent(low) or is_absent(high):
        return ABSENT
    return f"từ {share(low, decimals)[:-1]} đến {share(high, decimals)}"


def days(value, decimals: int = 1) -> str:
    """A duration in working days: "6,5 ngày"."""
    return ABSENT if is_absent(value) else f"{number(value, decimals)} ngày"


def hours(value) -> str:
    """The working hours of less than a working day: "3 giờ"; else nothing."""
    if is_absent(value) or not 0 < value < 1:
        return ""
    return f"{number(value * HOURS_A_DAY, 0 if (value * HOURS_A_DAY).is_integer() else 1)} giờ"


def day(value: date | None) -> str:
    """A date or a moment as dd/mm/yyyy."""
    return ABSENT if is_absent(value) else f"{value:%d/%m/%Y}"


def moment(value: datetime | None) -> str:
    """A moment as dd/mm/yyyy hh:mm, in the zone it carries."""
    return ABSENT if is_absent(value) else f"{value:%d/%m/%Y %H:%M}"


def month(value: date | None) -> str:
    """The month of a date as mm/yyyy."""
    return ABSENT if is_absent(value) else f"{value:%m/%Y}"


def keep_together(text: str) -> str:
    """The same text with no-break spaces inside "n = 1.208", "Quý II", "14 hồ sơ", "dao động"."""
    return _TOGETHER.sub(lambda found: found.group().replace(" ", NO_BREAK), text)


def alphabetical(names):
    """A sorting key for a Series of names: the Vietnamese alphabet (a ă â … d đ … u ư), in which
    marks of tone count only between names that else are equal."""
    return names.map(_in_alphabet)


def _in_alphabet(name: str) -> tuple:
    bare = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if c not in _TONES)
    letters = unicodedata.normalize("NFC", bare)
    return [_ALPHABET.get(c, (0, c)) for c in letters], name


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ALPHABET = {c: (1, i) for i, c in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded half up; raises decimal.InvalidOperation for an infinite value."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
