"""Numbers as Vietnamese readers write them, and what a measure came to: 1.234,5 · 97,3% · n = 12.

Values in, text out; no locale, no state. An absent value (None, NaN, NaT, NA) is "–".
"""

import re
from decimal import ROUND_HALF_UP, Decimal

ABSENT = "–"
NO_FIGURES = "chưa có số liệu"
NO_BREAK = "\u00a0"
HOURS_A_DAY = 8  # the 480 minutes by which working days are reckoned
UNITS = {"share": "%", "days": "ngày làm việc", "calendar_days": "ngày"}
READ_WITH_CARE = "; n < 30, đọc thận trọng"
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


def interval_text(low, high) -> str:
    """The interval of a share in brackets after it, or nothing where there is none."""
    return "" if is_absent(low) else f" ({number(low * 100, 1)}–{number(high * 100, 1)})"


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
    said = hours(value) if unit == "days" else ""
    return f"{UNITS[unit]} ({said})" if said else UNITS[unit]


def value_text(measure, value, in_full: bool = False) -> str:
    """A value in its unit; `in_full`: a time with the days that it counts, "7,0 ngày làm việc"."""
    if in_full and measure.unit.endswith("days") and not is_absent(value):
        return f"{number(value, 1)} {UNITS[measure.unit]}"
    return {"share": share, "count": number}.get(measure.unit, days)(value)


def target_text(measure, value, in_full: bool = False) -> str:
    """A target without decimals that say nothing: 95%, 7 ngày; `in_full` as `measured`."""
    return re.sub(r",0(?!\d)", "", value_text(measure, value, in_full))


def n_text(n) -> str:
    return keep_together(f"n = {number(n)}")


def too_few(n, limit: int) -> str:
    return f"{n_text(n)}, dưới {limit} nên không hiện"


def signed(value) -> str:
    return f"+{number(value)}" if value > 0 else number(value)


def difference(measure, value) -> str:
    """A difference with its sign: +1,2 điểm phần trăm; +3 hồ sơ; what rounds to 0 has none."""
    if is_absent(value):
        return ABSENT
    unit = {"share": " điểm phần trăm", "count": f" {measure.counts}"}.get(measure.unit, "")
    said = value_text(measure, value).removesuffix("%")
    is_more = value > 0 and re.search("[1-9]", said)
    return f"{'+' if is_more else ''}{said}{unit}"


def keep_together(text: str) -> str:
    """The same text with no-break spaces inside "n = 1.208", "Quý II", "14 hồ sơ", "dao động"."""
    return _TOGETHER.sub(lambda found: found.group().replace(" ", NO_BREAK), text)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded half up; raises decimal.InvalidOperation for an infinite value."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
