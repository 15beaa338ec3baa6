"""The words of the agenda: its blocks, a sentence an item, and the one line that closes it."""

from collections import Counter

from board.text import change_words
from board.text.numbers import (
    keep_together,
    name_and_value,
    number,
    target_text,
    value_and_counts,
)
from board.text.sentences import inside_a_sentence

PLACES = {
    "duties": "Chưa làm đủ quy định",
    "worse": change_words.BLOCKS["worse"],
    "misses": "Chưa đạt mục tiêu",
    "closing": "Nêu chung",
    "better": change_words.BLOCKS["better"],
    "others": "Chỉ số khác",
}
BLOCKS = {"duties": 1, "worse": 2, "misses": 3, "closing": 4}
NOTHING_TO_DISCUSS = "Không có việc nào cần bàn trong kỳ này."
NOTHING_JUDGED = "Kỳ này chưa có chỉ số nào đủ số liệu để đánh giá."


def result_name(result) -> str:
    """A measure's short name, with its field where it is of one."""
    name = result.measure.short
    return f"{name}, lĩnh vực {result.field}" if result.field else name


def duty_counts(result) -> str:
    """A duty in counts: "Bí thư tiếp: 3/6 ngày tiếp", "Đơn quá hạn: 2 đơn"."""
    measure, now = result.measure, result.now
    if measure.unit == "count":
        counts = number(now["value"])
    else:
        counts = f"{number(now['numerator'])}/{number(now['n'])}"
    return f"{measure.short}: {counts} {measure.noun}"


def duty_line(duty) -> str:
    """What was not done in full, in counts, and how long the longest is overdue: "Đơn quá hạn: 2
    đơn, lâu nhất 315 ngày"."""
    line = duty_counts(duty.result)
    if duty.longest_overdue_days:
        line += f", lâu nhất {number(duty.longest_overdue_days)} ngày"
    return keep_together(line)


def duty_owner(duty) -> str:
    """Who answers for a duty, "" where nobody is named."""
    return f"chủ trì: {duty.owner}" if duty.owner else ""


def main_owner(duties) -> str | None:
    """Who answers for more than half of several duties, None where nobody does."""
    (owner, count), *_ = Counter(duty.owner for duty in duties).most_common()
    return owner if 2 * count > len(duties) else None


def main_owner_note(duties) -> str:
    """The same beside their heading, "" where nobody does; the rows name who else answers."""
    owner = main_owner(duties)
    if owner is None:
        return ""
    is_of_all = all(duty.owner == owner for duty in duties)
    return f"chủ trì{'' if is_of_all else ', trừ dòng ghi khác'}: {owner}"


def duty_lines(duties) -> list[str]:
    """The duties that were not done in full, a line each with who answers for it."""
    return [duty_line(duty) + (f" ({who})" if (who := duty_owner(duty)) else "") for duty in duties]


def duties_text(duties) -> str:
    """The duties that were not done in full, by who answers for them."""
    by_owner: dict[str, list[str]] = {}
    for duty in duties:
        by_owner.setdefault(duty_owner(duty), []).append(duty_line(duty))
    groups = ("; ".join(lines) + (f" ({who})" if who else "") for who, lines in by_owner.items())
    return "; ".join(groups) + "."


def duties_sentence(duties) -> str:
    """The same as one item of an agenda."""
    return f"{PLACES['duties']}: {duties_text(duties)}"


def item_sentence(result) -> str:
    """A measure on the agenda: its value, its target, the change that its months hold, else
    whether they reach the target."""
    value = value_and_counts(result.measure, result.now, result.target)
    parts = [name_and_value(result_name(result), value)]
    if result.target is not None:
        parts.append(f"mục tiêu {target_text(result.measure, result.target)}")
    parts += filter(None, [change_words.change(result), change_words.reach_without_target(result)])
    return keep_together(", ".join(parts)) + "."


def closing_groups(agenda) -> list[tuple[str, tuple]]:
    """What does not reach its target and is not discussed by itself, by group: (its words, its measures)."""
    left_over = agenda.left_over
    groups = (
        (change_words.REACHES["misses"], agenda.cannot_reach),
        (change_words.BETTER_BUT_SHORT, agenda.better_but_short),
        ("lâu hơn mục tiêu", agenda.slow),
        (change_words.ALSO_WORSE, tuple(r for r in left_over if _is_worse(r))),
        ("cũng chưa đạt mục tiêu", tuple(r for r in left_over if not _is_worse(r))),
    )
    return [(what, results) for what, results in groups if results]


def closing_sentence(agenda) -> str:
    """The same in one line."""
    text = "; ".join(_group(what, results) for what, results in closing_groups(agenda))
    return keep_together(text[:1].upper() + text[1:]) + "."


def _is_worse(result) -> bool:
    return result.verdict.change == "worse"


def _group(what: str, results) -> str:
    named = ", ".join(
        f"{inside_a_sentence(result_name(r))} {value_and_counts(r.measure, r.now, r.target)}"
        + ("" if r.target is None else f" / {target_text(r.measure, r.target)}")
        for r in results
    )
    return f"{what}: {named}"


def nothing_to_discuss(agenda) -> str:
    """Why an agenda is empty: all is in order, or nothing can be judged yet."""
    return NOTHING_TO_DISCUSS if agenda.is_judged else NOTHING_JUDGED
