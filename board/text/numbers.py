"""Numbers as Vietnamese readers write them, and what a measure came to: 1.234,5 · 97,3% · 12 hồ sơ.

Values in, text out; no locale. An absent value (None, NaN, NaT, NA) is "–".
"""

import re
from decimal import ROUND_HALF_UP, Decimal

from board.runtime.settings import SETTINGS
from board.text.sentences import keep_together

ABSENT = "–"
NO_FIGURES = "chưa có số liệu"
HOURS_A_DAY = 8  # the 480 minutes of a working day
UNITS = {"share": "%", "days": "ngày làm việc", "calendar_days": "ngày"}
TIMES = ("days", "calendar_days")
FEW = f"dưới {SETTINGS.warn_below_n}, đọc thận trọng"
FEW_MARK = "*"


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


def in_full_digits(value, most: int = 3) -> str:
    """A number with as many decimals as it has, `most` at most: "1.274", "0,125", "17,5"."""
    text = number(value, most)
    return text if is_absent(value) else text.rstrip("0").rstrip(",")


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


def length_of_time(value, unit: str) -> tuple[str, str]:
    """A length of time and its unit as people say them: ("15", "ngày làm việc"), ("6,5", "ngày"); of
    less than a working day its hours, ("3", "giờ làm việc")."""
    is_part = unit == "days" and not is_absent(value) and 0 < value < 1
    figure, things = (value * HOURS_A_DAY, "giờ làm việc") if is_part else (value, UNITS[unit])
    return _without_zero(number(figure, 1)), things


def duration(value, unit: str = "days", in_full: bool = False) -> str:
    """The same in one text: "15 ngày", "3 giờ"; `in_full` "15 ngày làm việc"."""
    text = ABSENT if is_absent(value) else " ".join(length_of_time(value, unit))
    return text if in_full else text.removesuffix(" làm việc")


def in_unit(value, unit: str, decimals: int | None = None) -> str:
    """A value in its unit: "97,3%", "6,5 ngày", "1.208"."""
    if unit == "count":
        return number(value, decimals or 0)
    return (share if unit == "share" else days)(value, 1 if decimals is None else decimals)


def in_unit_short(value, unit: str) -> str:
    """The same without an empty decimal: "95%", "7 ngày", "97,5%"."""
    if is_absent(value):
        return ABSENT
    is_whole = round(value * (100 if unit == "share" else 1), 6) % 1 == 0
    return in_unit(value, unit, 0 if is_whole else 1)


def tile_value(measure, value) -> str:
    """A value above the line that names its unit, as `n_lines` does: of less than a day its hours."""
    is_time = measure.unit in TIMES
    return length_of_time(value, measure.unit)[0] if is_time else bare_value(measure, value)


def bare_value(measure, value) -> str:
    """A value where a heading or a line names its unit: "97,3%", "6,5", "1.208"."""
    decimals = 0 if measure.unit == "count" else 1
    return share(value) if measure.unit == "share" else number(value, decimals)


def value_text(measure, value, in_full: bool = False) -> str:
    """What a measure came to: "97,3%", "6,5 ngày", "3 giờ", "14"; `in_full`, where no heading
    names its unit: "6,5 ngày làm việc", "14 hồ sơ"."""
    if measure.unit in TIMES:
        return duration(value, measure.unit, in_full)
    if not in_full or measure.unit == "share" or is_absent(value):
        return in_unit(value, measure.unit)
    return f"{bare_value(measure, value)} {measure.noun}"


def target_text(measure, value, in_full: bool = False) -> str:
    """A target without zero decimals: 95%, 7 ngày; `in_full` as `value_text`."""
    return _without_zero(value_text(measure, value, in_full))


def n_text(n, things: str = "hồ sơ") -> str:
    """The number of cases that a value is computed from: "1.208 hồ sơ", "12 lượt đánh giá"."""
    return keep_together(f"{number(n)} {things}")


def is_few(n) -> bool:
    """Whether a value computed from n cases, where it is shown, has a warning."""
    return 0 < n < SETTINGS.warn_below_n


def few_words(n) -> str:
    """The warning after an n: "; dưới 30, đọc thận trọng"; else nothing."""
    return f"; {FEW}" if is_few(n) else ""


def few_mark(n) -> str:
    """The warning after an n in a paper that explains the mark; else nothing."""
    return FEW_MARK if is_few(n) else ""


def below_limit(things: str = "") -> str:
    """What a value has too few of to be shown: "dưới 5 hồ sơ"."""
    return f"dưới {SETTINGS.hide_below_n} {things}".rstrip()


def n_hidden(n, things: str = "hồ sơ") -> str:
    """Why a value is not shown: "3 hồ sơ, dưới 5 nên không hiện", or what it would give away."""
    few = n < SETTINGS.hide_below_n
    why = f"{below_limit()} nên không hiện" if few else f"ẩn để không lộ nhóm {below_limit()}"
    return f"{n_text(n, things)}, {why}"


def n_cell(measure, row) -> str:
    """n in a column of its own: "1.208", "12*", hidden "3 (dưới 5)", "12 (ẩn)"; of a duty alone."""
    n = row["n"]
    if is_hidden(row):
        return f"{number(n)} ({below_limit() if n < SETTINGS.hide_below_n else 'ẩn'})"
    return number(n) + ("" if measure.is_duty else few_mark(n))


def is_hidden(row) -> bool:
    """Whether a value is not shown, for being of few cases or for giving such a one away."""
    return is_absent(row["value"]) and row["n"] > 0


def counts_text(row) -> str:
    """What a share counts, of how many: "704/753"."""
    return f"{number(row['numerator'])}/{number(row['n'])}"


def value_and_n(measure, row, in_full=False, few=None, more: str = "", things: str = "") -> str:
    """What a measure came to, with its n: "93,4% (1.208 hồ sơ)"; of a count its number alone.

    `row`: with value and n. `few`: how an n is marked that is to be read with care, `few_words` or
    `few_mark`; then one that is too small says so, too. `more`: what follows n in the brackets.
    `things`: what n is a number of, where it is not the measure's own noun.
    """
    n, things = row["n"], things or measure.noun
    if measure.unit == "count" or is_absent(n):
        of = ""
    elif few and is_hidden(row):
        of = n_hidden(n, things)
    else:
        of = n_text(n, things) + (few(n) if few else "")
    brackets = "; ".join(filter(None, (of, more)))
    text = value_text(measure, row["value"], in_full)
    return keep_together(f"{text} ({brackets})" if brackets else text)


def value_and_counts(measure, row, target=None) -> str:
    """A share with what it counts of how many, and a warning where these are few: "93,5%
    (704/753)", kept apart from the target next to it; else as `value_and_n`."""
    if measure.unit != "share" or is_absent(row["value"]):
        return value_and_n(measure, row, measure.unit in TIMES, few=few_words)
    counts = counts_text(row) + few_words(row["n"])
    return keep_together(f"{share_to_target(row['value'], target)} ({counts})")


def name_and_value(name: str, value: str) -> str:
    """A measure's name and what it came to: "Trực tuyến: 74,7%", and of a name that leads on to its
    value "90% hồ sơ xong trong 15 ngày làm việc"."""
    return f"{name} {value}" if name.endswith(" trong") else f"{name}: {value}"


def n_lines(measure, row) -> list[str]:
    """What a page prints next to a value: n and its interval, or why the value is not shown; nothing
    where nobody sent the files that it is made of."""
    n = row["n"]
    if is_absent(row["value"]) and is_absent(row["numerator"]) and not n:
        return []
    if measure.unit == "count":
        return [measure.noun]
    if is_hidden(row):
        return [n_hidden(n, measure.noun)]
    if measure.unit == "share" and n:
        in_counts = measure.is_duty or n < SETTINGS.hide_below_n
        of = keep_together(f"{counts_text(row) if in_counts else number(n)} {measure.noun}")
        ends = share_range(row["low"], row["high"]) + few_words(n)
        return [of] if measure.is_duty else [of, ends]
    if not n:
        return [n_text(0, measure.noun)]
    return [length_of_time(row["value"], measure.unit)[1], n_text(n, measure.noun) + few_words(n)]


def share_and_interval(value, low, high) -> str:
    """A share with its interval: "93,4% (91,9–94,7)"."""
    return share(value) + interval_text(low, high)


def signed(value, decimals: int = 0) -> str:
    """A figure with its sign: "+3"; in percentage points "+1,2", "−0,9", "0,0"."""
    return f"+{number(value, decimals)}" if value > 0 else number(value, decimals)


def _without_zero(text: str) -> str:
    """A number's text without an empty decimal: "15" of "15,0"."""
    return re.sub(r",0(?!\d)", "", text)


def _rounded(value: Decimal, decimals: int) -> Decimal:
    """Rounded half up; raises decimal.InvalidOperation for an infinite value."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
