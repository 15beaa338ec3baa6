"""Numbers as Vietnamese readers write them, and what a measure came to: 1.234,5 · 97,3% · n = 12.

Values in, text out; no locale. An absent value (None, NaN, NaT, NA) is "–".
"""

import math
import re
from decimal import ROUND_HALF_UP, Decimal

from board.runtime.settings import SETTINGS

ABSENT = "–"
NO_FIGURES = "chưa có số liệu"
NO_BREAK = "\u00a0"
HOURS_A_DAY = 8  # the 480 minutes of a working day
UNITS = {"share": "%", "days": "ngày làm việc", "calendar_days": "ngày"}
FEW = f"n{NO_BREAK}<{NO_BREAK}{SETTINGS.warn_below_n}, đọc thận trọng"
FEW_MARK = "*"
# What must not be torn apart at the end of a line: a count and its unit, n and its value.
_UNITS = "hồ sơ|ngày làm việc|ngày|tháng|giờ|phiếu|đơn thư|đơn|thư|việc|lượt|điểm phần trăm|điểm"
_TOGETHER = re.compile(rf"n [=<] \d|(?:Quý|quý) [IVX]+\b|(?:tháng|năm) \d|\d (?:{_UNITS})\b")


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


def share_to_target(value, target) -> str:
    """A fraction as a percentage, with a second decimal where one would round it to a target that
    it is not at: 0.9495 of 0.95 → "94,95%"."""
    if is_absent(target) or value == target or share(value) != share(target):
        return share(value)
    return share(value, 2)


def share_range(low, high, decimals: int = 1) -> str:
    """An interval of fractions in words: "từ 91,9 đến 94,7%"; "–" if an end is absent."""
    if is_absent(low) or is_absent(high):
        return ABSENT
    return f"từ {share(low, decimals)[:-1]} đến {share(high, decimals)}"


def interval_text(low, high) -> str:
    """The interval of a share in brackets after it, or nothing where there is none."""
    return "" if is_absent(low) else f" ({share(low)[:-1]}–{share(high)[:-1]})"


def days(value, decimals: int = 1) -> str:
    """A duration in working days: "6,5 ngày"."""
    return ABSENT if is_absent(value) else f"{number(value, decimals)} ngày"


def hours(value) -> str:
    """The working hours of less than a working day: "3 giờ"; else nothing."""
    if is_absent(value) or not 0 < value < 1:
        return ""
    return f"{number(value * HOURS_A_DAY, 0 if (value * HOURS_A_DAY).is_integer() else 1)} giờ"


def days_and_hours(unit: str, value) -> str:
    """The unit of a duration, with what a part of a working day is in hours."""
    part = hours(value) if unit == "days" else ""
    return f"{UNITS[unit]} ({part})" if part else UNITS[unit]


def in_unit(value, unit: str, decimals: int | None = None) -> str:
    """A value in its unit: "97,3%", "6,5 ngày", "1.208"."""
    if unit == "count":
        return number(value, decimals or 0)
    return (share if unit == "share" else days)(value, 1 if decimals is None else decimals)


def in_unit_short(value, unit: str) -> str:
    """The same without an empty decimal: "95%", "7 ngày", "97,5%"."""
    if is_absent(value):
        return ABSENT
    hundredfold = value * 100 if unit == "share" else value
    return in_unit(value, unit, 0 if math.isclose(hundredfold, round(hundredfold)) else 1)


def bare_value(measure, value) -> str:
    """A value where a heading or a line names its unit: "97,3%", "6,5", "1.208"."""
    if measure.unit == "share":
        return share(value)
    return number(value, 0 if measure.unit == "count" else 1)


def value_text(measure, value, in_full: bool = False) -> str:
    """What a measure came to: "97,3%", "6,5 ngày", "14"; `in_full`, where no heading
    names its unit: "6,5 ngày làm việc", "14 hồ sơ"."""
    if not in_full or measure.unit == "share" or is_absent(value):
        return in_unit(value, measure.unit)
    things = measure.noun if measure.unit == "count" else UNITS[measure.unit]
    return f"{bare_value(measure, value)} {things}"


def target_text(measure, value, in_full: bool = False) -> str:
    """A target without zero decimals: 95%, 7 ngày; `in_full` as `value_text`."""
    return re.sub(r",0(?!\d)", "", value_text(measure, value, in_full))


def n_text(n) -> str:
    """The number of cases that a value is computed from: "n = 1.208"."""
    return keep_together(f"n = {number(n)}")


def is_few(n) -> bool:
    """Whether a value computed from n cases, where it is shown, has a warning."""
    return 0 < n < SETTINGS.warn_below_n


def few_words(n) -> str:
    """The warning after an n: "; n < 30, đọc thận trọng"; else nothing."""
    return f"; {FEW}" if is_few(n) else ""


def few_mark(n) -> str:
    """The warning after an n in a paper that explains the mark; else nothing."""
    return FEW_MARK if is_few(n) else ""


def below_limit(things: str = "") -> str:
    """What a value has too few of to be shown: "dưới 5 hồ sơ"."""
    return f"dưới {SETTINGS.hide_below_n} {things}".rstrip()


def n_hidden(n) -> str:
    """Why a value is not shown: "n = 3, dưới 5 nên không hiện"."""
    return f"{n_text(n)}, {below_limit()} nên không hiện"


def n_cell(measure, row) -> str:
    """n in a column of its own: "1.208", "12*", of a value that is hidden "3 (dưới 5)"; of a duty,
    which is no sample, its number alone."""
    n = row["n"]
    if is_hidden(row):
        return f"{number(n)} ({below_limit()})"
    return number(n) + ("" if measure.is_duty else few_mark(n))


def is_hidden(row) -> bool:
    """Whether a value is not shown for being of few cases."""
    return is_absent(row["value"]) and 0 < row["n"] < SETTINGS.hide_below_n


def counts_text(row) -> str:
    """What a share counts, of how many: "704/753"."""
    return f"{number(row['numerator'])}/{number(row['n'])}"


def value_and_n(measure, row, in_full=False, few=None, more: str = "") -> str:
    """What a measure came to, with its n: "93,4% (n = 1.208)"; of a count its number alone.

    `row`: with value and n. `few`: how an n is marked that is to be read with care, `few_words` or
    `few_mark`; then one that is too small says so, too. `more`: what follows n in the brackets.
    """
    value, n = row["value"], row["n"]
    if measure.unit == "count" or is_absent(n):
        of = ""
    elif few and is_hidden(row):
        of = n_hidden(n)
    else:
        of = n_text(n) + (few(n) if few else "")
    brackets = "; ".join(filter(None, (of, more)))
    text = value_text(measure, value, in_full)
    return keep_together(f"{text} ({brackets})" if brackets else text)


def value_and_counts(measure, row, target=None) -> str:
    """A share with what it counts of how many, and a warning where these are few: "93,5%
    (704/753)", told apart from the target beside it; else as `value_and_n`."""
    if measure.unit != "share" or is_absent(row["value"]):
        return value_and_n(measure, row, few=few_words)
    counts = counts_text(row) + few_words(row["n"])
    return keep_together(f"{share_to_target(row['value'], target)} ({counts})")


def n_lines(measure, row) -> list[str]:
    """What a page prints next to a value: n and its interval, or why the value is not shown; nothing
    where nobody sent the files that it is made of."""
    n = row["n"]
    if is_absent(row["value"]) and is_absent(row["numerator"]) and not n:
        return []
    if measure.unit == "count":
        return [measure.noun]
    if is_hidden(row):
        return [n_hidden(n)]
    if measure.unit == "share" and measure.is_duty and n:
        return [keep_together(f"{counts_text(row)} {measure.noun}")]
    if measure.unit == "share" and n:
        of = n_text(n) if n >= SETTINGS.hide_below_n else f"{counts_text(row)} {measure.noun}"
        return [keep_together(of), share_range(row["low"], row["high"]) + few_words(n)]
    if not n:
        return [n_text(0)]
    return [days_and_hours(measure.unit, row["value"]), n_text(n) + few_words(n)]


def share_and_interval(value, low, high) -> str:
    """A share with its interval: "93,4% (91,9–94,7)"."""
    return share(value) + interval_text(low, high)


def signed(value) -> str:
    """A count with its sign: "+3"."""
    return f"+{number(value)}" if value > 0 else number(value)


def signed_points(value) -> str:
    """A difference in percentage points with its sign: "+1,2", "−0,9", "0,0"."""
    return f"+{number(value, 1)}" if value > 0 else number(value, 1)


def difference(value, unit: str, noun: str) -> str:
    """A difference with its sign: +1,2 điểm phần trăm; +3 hồ sơ; what rounds to 0 has none."""
    if is_absent(value):
        return ABSENT
    things = {"share": " điểm phần trăm", "count": f" {noun}"}.get(unit, "")
    text = in_unit(value, unit).removesuffix("%")
    is_more = value > 0 and re.search("[1-9]", text)
    return f"{'+' if is_more else ''}{text}{things}"


def keep_together(text: str) -> str:
    """The same text with no-break spaces inside "n = 1.208", "Quý II", "14 hồ sơ"."""
    return _TOGETHER.sub(lambda found: found.group().replace(" ", NO_BREAK), text)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded half up; raises decimal.InvalidOperation for an infinite value."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
