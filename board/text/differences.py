"""What makes the difference between a share of a period and of the compared one, in a few words."""

from decimal import ROUND_HALF_UP, Decimal

from board.text.numbers import is_few, signed
from board.text.sentences import keep_together

# What the mix and what each procedure did, in figures and not in words of change.
DIFFERENCE_PARTS = {"counts": ("cơ cấu hồ sơ", "giải quyết"), "": ("cơ cấu", "từng nhóm")}
TENTH = Decimal("0.1")


def difference_text(result) -> str:
    """The difference of a share and its two parts, in percentage points, none of which is printed
    where it rounds to 0; "" where there is no mix or no difference, and where either share is of so
    few cases that it is warned of.

    The total is that of the two shares as they are printed, and the second part is what the printed
    total and mix leave, so that a reader who reckons finds the same.
    """
    if result.difference is None or is_few(result.now["n"]) or is_few(result.before["n"]):
        return ""
    total = _points(result.now["value"]) - _points(result.before["value"])
    mix = _points(result.difference.mix)
    names = DIFFERENCE_PARTS.get(result.measure.query, DIFFERENCE_PARTS[""])
    parts = {
        name: signed(value, 1)
        for name, value in zip(names, (mix, total - mix), strict=True)
        if value
    }
    if not total:
        listed = ", ".join(f"{name} {value} điểm" for name, value in parts.items())
        return keep_together(f"không chênh: {listed}" if parts else "")
    if len(parts) == 1:
        return keep_together(f"chênh {signed(total, 1)} điểm, đều do {next(iter(parts))}")
    listed = ", ".join(f"{name} {value}" for name, value in parts.items())
    return keep_together(f"chênh {signed(total, 1)} điểm: {listed}")


def _points(fraction: float) -> Decimal:
    """A fraction in percentage points, rounded as it is printed."""
    return (Decimal(str(fraction)) * 100).quantize(TENTH, rounding=ROUND_HALF_UP)
