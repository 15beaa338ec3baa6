"""The words of a slide of one measure: what, since when, where, at what cost, what was tried."""

from math import floor
from textwrap import shorten

from board.text import change_words
from board.text.agenda import PLACES, result_name
from board.text.dates import month
from board.text.definitions import PARTS
from board.text.differences import difference_text
from board.text.numbers import (
    is_absent,
    keep_together,
    number,
    target_text,
    value_and_counts,
    value_text,
)
from board.text.overview import compared_name
from board.text.sentences import inside_a_sentence
from board.text.tasks import OUTCOMES

SINCE, WHERE, COST, TRIED, OWNER = (
    "Từ khi nào",
    "Ở đâu",
    "Bao nhiêu",
    "Đã làm gì",
    "Chủ trì",
)
# What is said of those that a share leaves out, by the rows that it counts.
LEFT_OUT = {
    "met": "không xong đúng hạn",
    "met_first": "không xong đúng hạn đầu tiên",
    "online": "không nộp trực tuyến",
    "responded": "không có người dân đánh giá",
    "satisfied": "chưa hài lòng",
    "not_overdue": "quá hạn",
    "kept": "không giữ ngày hẹn lại",
    "accepted": "thụ lý không đúng hạn",
}
FACTS = "Từ khi nào, ở đâu, bao nhiêu, đã làm gì, ai chủ trì"
OTHERWISE = "không đạt"
NOT_GROUPED = "số liệu không ghi lĩnh vực, thủ tục"
NOTHING_TRIED = "chưa giao việc nào cho chỉ số này"
NO_OWNER = "chưa ghi"
LONGEST_PROCEDURE, LONGEST_TASK = 56, 60  # letters of each in a line of facts


def signal_title(result, place: str) -> str:
    """The title of a measure's slide: its place on the agenda and its name, with its field."""
    return f"{PLACES[place]}: {inside_a_sentence(result_name(result))}"


def signal_sentence(result, selection) -> str:
    """What a measure came to: the period's value with its counts and target, the compared period's
    and what makes the difference."""
    measure, before = result.measure, result.before
    value = value_and_counts(measure, result.now, result.target)
    parts = [f"{selection.period.label}: {value}"]
    if result.target is not None:
        parts.append(f"mục tiêu {target_text(measure, result.target, in_full=True)}")
    if before is not None and not is_absent(before["value"]):
        parts.append(f"{compared_name(selection)} {value_text(measure, before['value'])}")
    split = "" if before is None else difference_text(result)
    return keep_together("; ".join(filter(None, [", ".join(parts), split]))) + "."


def since_fact(result) -> str:
    """Since when: the change that its months hold, else how many of them reach the target and
    which was the last to."""
    verdict = result.verdict
    parts = [found] if (found := change_words.change(result)) else []
    if verdict is not None and verdict.target_months and not found:
        met, of = verdict.target_months
        line = f"đạt mục tiêu {met}/{of} {change_words.UNITS_OF_TIME[verdict.every]} gần nhất"
        parts.append(line + _last_met(result))
    if verdict is not None and verdict.reach == "misses":
        parts.append(change_words.REACHES["misses"])
    return "; ".join(parts) or change_words.UNJUDGED


def _last_met(result) -> str:
    """The newest whole month that reached the target; nothing where the chart shows none."""
    if result.verdict.every != "month":
        return ""
    months = result.months[result.months["is_complete"]]
    values, target = months["value"], result.target
    met = months[values <= target if result.measure.better == "lower" else values >= target]
    return "" if met.empty else f", lần cuối {month(met['period_start'].iloc[-1])}"


def left_out(result) -> int:
    """How many of what a share counts are not as they should be."""
    counted, n = int(result.now["numerator"]), int(result.now["n"])
    return counted if result.measure.better == "lower" else n - counted


def left_out_words(measure) -> str:
    """What they are: "hồ sơ không xong đúng hạn"."""
    if measure.better == "lower":
        what = PARTS.get(measure.rows_of, OTHERWISE).lower()
    else:
        what = LEFT_OUT.get(measure.rows_of, OTHERWISE)
    return f"{measure.noun} {what}"


def where_fact(result, fields, procedures) -> str:
    """Where they are: the fields and procedures that hold most of them, each as (name, count)."""
    named = [f"{name} {number(count)}" for name, count in fields]
    most = [
        f"{shorten(name, LONGEST_PROCEDURE, placeholder='…')} {number(count)}"
        for name, count in procedures
    ]
    parts = [", ".join(named)] if named else []
    parts += [f"thủ tục {', '.join(most)}"] if most else []
    if not parts:
        return NOT_GROUPED
    return f"trong {number(left_out(result))} {result.measure.noun}: {'; '.join(parts)}"


def cost_fact(result) -> str:
    """How many are not as they should be, and how many more than the target allows."""
    missed, n = left_out(result), int(result.now["n"])
    text = f"{number(missed)}/{number(n)} {left_out_words(result.measure)}"
    if result.target is None:
        return text
    share = result.target if result.measure.better == "lower" else 1 - result.target
    over = missed - floor(share * n + 1e-9)
    if over <= 0:
        return text
    return f"{text}, nhiều hơn {number(over)} so với mức mục tiêu cho phép"


def tried_fact(tasks) -> str:
    """What was tried: (task, its effect in words or "") of each, and what became of it."""
    lines = [
        f"{shorten(task.title, LONGEST_TASK, placeholder='…')} "
        f"({'; '.join(filter(None, [inside_a_sentence(OUTCOMES[task.outcome]), followed]))})"
        for task, followed in tasks
    ]
    return "; ".join(lines) or NOTHING_TRIED
