"""The only module that writes words of change, and only where the months hold one.

Any other module that says of a measure that it rises, falls or improves is a mistake that a test
finds.
"""

import re

from board.text.numbers import is_absent, share, target_text

STEADY = "như các tháng trước"
SEASONAL = "như cùng kỳ năm trước"
UNJUDGED = "chưa đủ tháng để xét thay đổi"
NOT_JUDGED = "không xét thay đổi"
CHANGES = {"worse": "kém đi", "better": "tốt lên"}
BLOCKS = {"worse": "Kém đi", "better": "Tốt lên"}  # of an agenda
WORSE_OR_BETTER = "Kém đi, tốt lên"
NEWEST_LEVEL = {"concern": "Mức từ khi kém đi", "improvement": "Mức từ khi tốt lên"}
ALSO_WORSE = "cũng kém đi"
BETTER_BUT_SHORT = "chưa đạt mục tiêu nhưng đang tốt lên"
REACHES = {
    "meets": "cách làm hiện nay đạt được",
    "misses": "cách làm hiện nay chưa đạt được",
}
UNITS_OF_TIME = {"month": "tháng", "quarter": "quý"}
TASKS = {
    "duties": "làm đủ phần còn thiếu, có hạn",
    "overdue": "giải quyết dứt điểm, có hạn",
    "worse": "tìm nguyên nhân, giao việc có hạn",
    "misses": "đổi cách làm, đôn đốc không đủ",
    "mixed": "tìm cách để tháng nào cũng đạt",
}
EFFECTS = {
    "better": "tốt lên so với trước mốc",
    "worse": "kém đi so với trước mốc",
    None: "chưa thấy thay đổi",
}
EFFECT_TOO_EARLY = "chưa đủ 6 tháng trọn sau mốc để xét"


def change(result) -> str | None:
    """The change that the months of a measure hold, with the month in which it began; None where
    there is none. What improved a year ago or more is not named any more."""
    verdict = result.verdict
    if verdict is None or verdict.change is None:
        return None
    since = _since(verdict)
    shares = f" ({steps})" if (steps := _steps(verdict)) else ""
    if verdict.is_recent:
        return f"{CHANGES[verdict.change]} từ {since}{shares}"
    if verdict.change == "better":
        return None
    side = "cao" if result.measure.better == "lower" else "thấp"
    return f"từ {since} {side} hơn trước{shares}, chưa trở lại"


def levels(result) -> str | None:
    """The same change as two levels and the month between them, without a word of judgement:
    "bình quân trước 3/2026 là 81,0%, từ 3/2026 là 91,6%"."""
    if not (change(result) and _steps(result.verdict)):
        return None
    before, now = map(share, result.verdict.shares)
    since = _since(result.verdict)
    return f"bình quân trước {since} là {before}, từ {since} là {now}"


def change_or_steady(result) -> str:
    """The change, or why there is none, for a reader who asks."""
    verdict = result.verdict
    if result.measure.judged_every is None:
        return NOT_JUDGED
    if verdict is None or not verdict.is_long_enough:
        return UNJUDGED
    return change(result) or (SEASONAL if verdict.is_seasonal else STEADY)


def reach(result) -> str | None:
    """Whether the months reach the target: "mục tiêu 95%: đạt 9/12 tháng", or None."""
    found = reach_without_target(result)
    return found and f"mục tiêu {target_text(result.measure, result.target)}: {found}"


def reach_short(result) -> str | None:
    """The same where the target is not named: "đạt mục tiêu 9/12 tháng"."""
    found = reach_without_target(result)
    return found and re.sub("^đạt ", "đạt mục tiêu ", found)


def reach_without_target(result) -> str | None:
    """The same after the target: "đạt 9/12 tháng"."""
    verdict = result.verdict
    if verdict is None or verdict.reach is None:
        return None
    if verdict.reach in REACHES:
        return REACHES[verdict.reach]
    met, of = verdict.target_months
    return f"đạt {met}/{of} {UNITS_OF_TIME[verdict.every]}"


def in_paper(result) -> tuple[str | None, str | None]:
    """The change and whether the months reach the target, as they stand beside the period's figure
    in a paper; None, None where there is no figure or it is too small to be shown."""
    if is_absent(result.now["value"]):
        return None, None
    return change(result), reach_without_target(result)


def task(result) -> str | None:
    """What a meeting does with a measure, or None where there is nothing to do."""
    verdict = result.verdict
    if verdict is None:
        return None
    return TASKS.get("worse" if verdict.change == "worse" else verdict.reach or "")


def effect(found) -> str:
    """What followed a date, judged once after 6 and once after 12 months."""
    if found is None:
        return NOT_JUDGED
    if found.after_months is None:
        return EFFECT_TOO_EARLY
    return f"sau {found.after_months} tháng: {EFFECTS[found.change]}"


def _steps(verdict) -> str:
    if not verdict.shares:
        return ""
    before, now = map(share, verdict.shares)
    return "" if before == now else f"{before} → {now}"


def _since(verdict) -> str:
    month = verdict.since
    if verdict.every == "quarter":
        return f"quý {('I', 'II', 'III', 'IV')[(month.month - 1) // 3]}/{month.year}"
    return f"{month.month}/{month.year}"
