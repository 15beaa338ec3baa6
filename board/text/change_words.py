"""The only module that writes words of change, and only where the chart holds a signal.

Source of the wording: the matrix of variation and assurance in NHS England's "Making Data Count".
Any other module that says of a measure that it rises, falls or improves is a mistake that a test
finds.
"""

from board.methods.spc import Chart

STEADY = "dao động bình thường"
UNJUDGED = "chưa đủ số liệu để đánh giá"
VARIATION = {
    "improvement": "cải thiện",
    "concern": "xấu đi",
    "high": "cao bất thường",
    "low": "thấp bất thường",
    "common": STEADY,
}
ASSURANCE = {
    "pass": "ổn định đạt",
    "fail": "không tự đạt",
    "hit_or_miss": "lúc đạt, lúc không",
}
RULES = {
    "outside": "vượt giới hạn tự nhiên",
    "trend": "7 tháng liền đi một chiều",
    "two_of_three": "2 trong 3 tháng sát giới hạn",
    "shift": "7 tháng liền ở một phía đường trung bình",
}
# (variation, assurance) → what the meeting does with it.
TASKS = {
    ("common", "pass"): "không đưa vào chương trình họp",
    ("common", "hit_or_miss"): "không giải thích từng tháng; thu hẹp dao động",
    ("common", "fail"): "đổi cách làm, đôn đốc không đủ",
    ("concern", "pass"): "tìm nguyên nhân, giao việc có hạn",
    ("concern", "hit_or_miss"): "tìm nguyên nhân, giao việc có hạn",
    ("concern", "fail"): "bàn trước tiên: tìm nguyên nhân, giao việc có hạn",
    ("concern", None): "tìm nguyên nhân, giao việc có hạn",
    ("improvement", "pass"): "ghi nhận, nhân rộng",
    ("improvement", "hit_or_miss"): "ghi nhận, nhân rộng",
    ("improvement", "fail"): "ghi nhận, nhưng vẫn chưa đủ",
    ("improvement", None): "ghi nhận, nhân rộng",
}


def variation(chart: Chart | None) -> str:
    """The word for a measure's latest complete month: a change only where there is a signal."""
    if chart is None or chart.variation is None:
        return UNJUDGED
    return VARIATION[chart.variation]


def assurance(chart: Chart | None, target: str) -> str | None:
    """Whether the process reaches its target by itself: "mục tiêu 95%: không tự đạt"."""
    if chart is None or chart.assurance is None:
        return None
    return f"mục tiêu {target}: {ASSURANCE[chart.assurance]}"


def task(chart: Chart | None) -> str | None:
    """What the meeting does with a measure, or None where there is nothing to do."""
    return None if chart is None else TASKS.get((chart.variation, chart.assurance))


def signal(chart: Chart | None) -> str | None:
    """Why the latest complete month is a signal: "xấu đi: vượt giới hạn tự nhiên", or None."""
    if chart is None or chart.variation in (None, "common"):
        return None
    rule = next((r for r in reversed(chart.rule) if r), None)
    return f"{VARIATION[chart.variation]}: {RULES[rule]}" if rule else VARIATION[chart.variation]


EFFECTS = {
    "improvement": "sau mốc có dấu hiệu cải thiện so với trước mốc",
    "concern": "sau mốc có dấu hiệu xấu đi so với trước mốc",
    "none": "sau mốc chưa thấy dấu hiệu khác trước mốc",
    None: "chưa đủ số liệu trước hoặc sau mốc để xét",
}


def effect(found: str | None) -> str:
    """Whether a signal followed a date, judged on limits frozen before it."""
    return EFFECTS[found]
