"""How a workstream stands, in a sign and a few words."""

from board.text import change_words
from board.text.markdown import escaped
from board.text.numbers import NO_FIGURES, keep_together, number, target_text

# Whatever of it is worst: a measure, a duty or a task.
STATE_ICONS = {
    "concern": ":material/error:",
    "short": ":material/do_not_disturb_on:",
    "on_course": ":material/check_circle:",
    "no_aim": ":material/radio_button_unchecked:",
    "unknown": ":material/radio_button_unchecked:",
}
STATE_PARTS_NAMED = 1
NOT_IN_FULL = "chưa làm đủ"
NO_AIM = "chưa đặt mục tiêu"


def state_cell(stream, standing) -> str:
    """How a workstream stands, in its sign and the worst of what makes it so."""
    sign, words = STATE_ICONS[standing.state], escaped(state_words(stream, standing))
    return f":orange[{sign} {words}]" if standing.state == "concern" else f":gray[{sign}] {words}"


def state_words(stream, standing) -> str:
    """The same without a sign."""
    concerns, others = _concerns(stream, standing), _short_of_target(stream, standing)
    return _in_few_words([*concerns, *others]) or _untroubled(standing)


def _in_few_words(parts: list[str]) -> str:
    more = len(parts) - STATE_PARTS_NAMED
    named = "; ".join(parts[:STATE_PARTS_NAMED])
    return keep_together(named) + (f"; và {number(more)} điểm khác" if more > 0 else "")


def _concerns(stream, standing) -> list[str]:
    """Overdue tasks, duties not done in full, what got worse, what misses its target."""
    late = standing.overdue_tasks
    parts = [f"{number(late)} nhiệm vụ quá hạn"] if late else []
    parts += [_of_measure(stream, duty, NOT_IN_FULL) for duty in standing.duties]
    parts += [_of_measure(stream, r, change_words.change(r) or "") for r in standing.worse]
    return parts + [_of_measure(stream, r, _below(r)) for r in standing.misses]


def _short_of_target(stream, standing) -> list[str]:
    return [_of_measure(stream, result, _below(result)) for result in standing.short]


def _untroubled(standing) -> str:
    if not standing.is_known:
        return NO_FIGURES
    better = "; ".join(filter(None, map(change_words.change, standing.better)))
    return better or ("" if standing.has_aim else NO_AIM)


def _below(result) -> str:
    return f"chưa đạt {target_text(result.measure, result.target)}"


def _of_measure(stream, result, words: str) -> str:
    """What is said of a measure, with its name where it is not the one that the row shows."""
    leads = stream.lead is not None and stream.lead[1] is result
    return words if leads else f"{result.measure.short} {words}"
