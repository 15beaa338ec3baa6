"""What parts III and IV of the report upward give its writer: facts in brackets, no judgement."""

from math import ceil, floor

from board.text import change_words
from board.text.agenda import duty_owner
from board.text.dates import day
from board.text.numbers import ABSENT, counts_text, is_absent, number, target_text, value_text
from board.text.report_upward import counted, what_is_counted
from board.text.sentences import inside_a_sentence, keep_together, one_line
from board.text.tasks import OUTCOMES

NEW_PARAGRAPH = "\a"  # as the filler of Word templates reads it
TO_JUDGE = "viết thành nhận định"
TO_PLAN = "viết thành nhiệm vụ"
NOTHING = "chưa có số liệu nào nêu được ở phần này"
MOST_TASKS = 10


def to_choose_from(facts, what: str) -> str:
    """Facts, a paragraph each, in the brackets in which a template marks what is still to be
    written; `what`: what the writer makes of them."""
    start = f"[…… người soạn chọn từ số liệu, {what}:"
    lines = [f"– {one_line(fact)};" for fact in facts]
    if not lines:
        return f"{start} {NOTHING} ……]"
    return NEW_PARAGRAPH.join([start, *lines[:-1], f"{lines[-1][:-1]} ……]"])


def fact(result) -> str:
    """A measure in the period, its target, and the levels before and since the change that its
    months hold."""
    parts = [counted(result)]
    if result.target is not None:
        parts.append(f"mục tiêu {target_text(result.measure, result.target, in_full=True)}")
    if levels := change_words.levels(result):
        parts.append(levels)
    return _capital("; ".join(parts))


def duty_fact(duty) -> str:
    """A duty in counts, how long the oldest has been overdue, and who answers for it."""
    return _capital(f"{counted(duty.result)}{_longest(duty)}{_brackets(duty_owner(duty))}")


def duty_left(duty) -> str:
    """What of a duty is still to be done, and who answers for it."""
    now, what = duty.result.now, what_is_counted(duty.result)
    if duty.result.measure.unit == "count":
        left = value_text(duty.result.measure, now["value"], in_full=True) + _longest(duty)
    else:
        missing = {"numerator": now["n"] - now["numerator"], "n": now["n"]}
        left = f"còn thiếu {counts_text(missing)}"
    return _capital(f"{what}: {left}{_brackets(duty_owner(duty))}")


def short_of_target(result) -> str | None:
    """How many cases a share lacks of its target; None where it has none or lacks none."""
    now, target = result.now, result.target
    if target is None or result.measure.unit != "share" or is_absent(now["value"]):
        return None
    if result.measure.better == "lower":
        cases, verb = now["numerator"] - floor(target * now["n"] + 1e-9), "bớt"
    else:
        cases, verb = ceil(target * now["n"] - 1e-9) - now["numerator"], "thêm"
    if cases <= 0:
        return None
    aim = target_text(result.measure, target)
    return _capital(
        f"{what_is_counted(result)}: {verb} {number(cases)} {result.measure.noun} thì đạt "
        f"mục tiêu {aim}"
    )


def tasks_left(rows) -> list[str]:
    """Tasks that are not done, a sentence each: what, by when, whose, and of which unit where
    `unit` is given; `rows` the most urgent first."""
    named = [_task(row) for row in rows[:MOST_TASKS]]
    if more := len(rows) - len(named):
        named.append(f"Và {number(more)} nhiệm vụ khác chưa xong")
    return named


def _task(row) -> str:
    owner = "" if is_absent(row.owner) else f"chủ trì: {row.owner}"
    due = ABSENT if is_absent(row.due_on) else day(row.due_on)
    outcome = OUTCOMES[row.outcome].lower()
    unit = "" if is_absent(row.unit) else f" của {inside_a_sentence(row.unit)}"
    return f"Nhiệm vụ “{row.title}”{unit}: hạn {due}, {outcome}{_brackets(owner)}"


def _longest(duty) -> str:
    days = duty.longest_overdue_days
    return f", lâu nhất {number(days)} ngày" if days else ""


def _brackets(text: str) -> str:
    return f" ({text})" if text else ""


def _capital(text: str) -> str:
    return keep_together(text[:1].upper() + text[1:])
