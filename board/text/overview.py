"""The words of Tổng quan."""

from board.text import change_words
from board.text.coverage import is_of_a_part
from board.text.dates import day
from board.text.differences import difference_text
from board.text.markdown import escaped
from board.text.numbers import (
    NO_FIGURES,
    is_absent,
    keep_together,
    n_lines,
    name_and_value,
    number,
    share,
    share_to_target,
    target_text,
    value_and_counts,
    value_and_n,
)
from board.text.open_dossiers import late_and_undated
from board.text.pages import period_and_unit_markdown
from board.text.sentences import inside_a_sentence

SECTION_NOTE = "Đường nhỏ: 13 tháng, các mức đã qua; vạch: mục tiêu"
REASON, NEW_LEVEL = "lý do và văn bản", "Xét lại từ mức mới"
ICONS = {
    "better": ":blue[:material/trending_up: {}]",
    "worse": ":orange[:material/trending_down: {}]",
    "misses": ":orange[:material/do_not_disturb_on: {}]",
}
STEADY_ICON = ":gray[:material/trending_flat: {}]"


def agenda_title(name: str, count: int) -> str:
    """A part of the agenda with the number of its measures."""
    return f"{name} ({number(count)})"


def spark_alt(result) -> str:
    """A sparkline in words: the measure and the months that it shows."""
    months = result.months["period_start"].tail(13)
    return f"{result_name(result)}, 13 tháng từ {months.iloc[0]:%m/%Y} đến {months.iloc[-1]:%m/%Y}"


def result_name(result) -> str:
    """A measure's name, with its field where it is of one."""
    return short_name(result) if result.field else result.measure.name


def short_name(result) -> str:
    """A measure's short name, with its field where it is of one."""
    return f"{result.measure.short}, {result.field}" if result.field else result.measure.short


def row_name(result) -> str:
    """A measure's short name in a row; of a field without what it is counted on, so that it fits:
    "Đúng hạn, lĩnh vực Đất đai"."""
    if not result.field:
        return result.measure.short
    return f"{result.measure.short.partition(',')[0]}, lĩnh vực {result.field}"


def tile_lines(result) -> list[str]:
    """What a tile says below its figure of what the months hold; nothing where they hold nothing."""
    lines = verdict_lines(result)
    has_changed = change_words.change(result) is not None
    return lines if has_changed or not result.measure.judged_every else lines[1:]


def verdict_lines(result) -> list[str]:
    """The change that the months of a measure hold, and whether they reach its target, in the
    house's colours; nothing of a change where a measure is not judged for one."""
    lines, verdict = [], result.verdict
    if result.measure.judged_every:
        found = keep_together(change_words.change_or_steady(result))
        icon = ICONS.get((verdict and verdict.change) or "", STEADY_ICON)
        lines.append((icon if change_words.change(result) else STEADY_ICON).format(found))
    if result.target is not None:
        aim = change_words.reach(result) or f"mục tiêu {target_text(result.measure, result.target)}"
        lines.append(ICONS.get((verdict and verdict.reach) or "", ":gray[{}]").format(aim))
    return lines


def counts_and_target(result) -> str:
    """Of what a value is, and its target: "61/90 · mục tiêu 95%"."""
    measure, now = result.measure, result.now
    if measure.unit == "count":
        parts = [measure.noun]
    elif measure.unit == "share" and not is_absent(now["value"]):
        parts = [f"{number(now['numerator'])}/{number(now['n'])}"]
    else:
        parts = n_lines(measure, now)
    if result.target is not None:
        parts.append(f"mục tiêu {target_text(measure, result.target)}")
    return keep_together(" · ".join(parts))


def row_words(result, owner: str | None) -> list[str]:
    """What a row says of a measure: the change that its months hold, else whether they reach the
    target; then what to do, and who does it."""
    verdict, found = result.verdict, change_words.change(result)
    lines = []
    if found:
        lines.append(ICONS[verdict.change].format(keep_together(found)))
    elif reached := change_words.reach_short(result):
        icon = ICONS.get(verdict.reach, ":gray[{}]")
        lines.append(icon.format(f"{reached[:1].upper()}{reached[1:]}"))
    return lines + ([task_and_owner(result, owner)] if owner else [])


def task_and_owner(result, owner: str | None) -> str:
    """What the meeting does with a measure, and who answers for it."""
    task = change_words.task(result)
    action = f"Việc: {task}" if task else ""
    return "; ".join(
        part for part in (action, f"chủ trì: {escaped(owner)}" if owner else "") if part
    )


def better_line(result) -> tuple[str, str]:
    """A measure that got better, as markdown: its value; since which month, from what level."""
    value = value_and_counts(result.measure, result.now)
    return name_and_value(escaped(short_name(result)), value), ICONS["better"].format(
        keep_together(change_words.change(result) or "")
    )


def rebase_row(result, unit: str | None) -> str:
    """What somebody may write who accepts a fall of a year ago or more, a row of events.csv; else
    nothing. `unit`: the key of the chosen one. A field is not rebased by itself."""
    verdict = result.verdict
    if verdict is None or verdict.change != "worse" or verdict.is_recent or result.field:
        return ""
    code = (unit or "").partition("@")[0]
    row = f"{verdict.since:%Y-%m-%d},{code},{result.measure.key},1,{REASON},{NEW_LEVEL}"
    return f"Nếu nhận mức này là mức mới, thêm dòng vào events.csv: `{row}`"


def settled_line(result) -> str:
    """A measure that needs no discussion, in one line."""
    if result.coverage.state == "absent":
        return f"{result_name(result)}: {NO_FIGURES}"
    value = value_and_n(result.measure, result.now)
    parts = [name_and_value(result_name(result), value)]
    if result.target is not None:
        aim = f"mục tiêu {target_text(result.measure, result.target)}"
        parts.append(change_words.reach(result) or aim)
    return keep_together(", ".join(parts))


def volume(received, settled) -> list[tuple]:
    """(result, its words) of what came and what went in the period; none where nobody sent them."""
    if received.coverage.state == "absent":
        return []
    return [
        (received, f"Tiếp nhận {number(received.now['value'])} hồ sơ"),
        (settled, f"Đã giải quyết {number(settled.now['value'])} hồ sơ"),
    ]


def compared_lines(result, selection) -> list[str]:
    """A measure in the compared period."""
    lines = []
    if result.before is not None:
        before = value_and_n(result.measure, result.before)
        lines.append(keep_together(f":gray[{selection.compared.label}: {before}]"))
        if split := difference_text(result):
            lines.append(f":gray[{split}]")
    return lines


def difference_line(result, selection) -> str:
    """What makes the difference between the first sentence's two figures; "" where there is no mix
    or no figure to compare with."""
    split = "" if result.before is None else difference_text(result)
    return f"So với {compared_name(selection)}: {split}." if split else ""


def overview_answer(selection, result, now) -> str:
    """The overview's first sentence: rate (c) with its counts, the compared period's, whether the
    target is met, and the change if the months hold one; what is overdue.

    What is overdue is so at the data date: a period that ends on another day has its own count.
    """
    if result.coverage.state == "absent":
        due = "kỳ này chưa có số liệu hồ sơ"
    elif is_absent(result.now["value"]):
        n = result.now["n"]
        due = keep_together(f"{f'có {number(n)}' if n else 'không có'} hồ sơ đến hạn trong kỳ")
    else:
        counts = f"{number(result.now['numerator'])}/{number(result.now['n'])}"
        value = share_to_target(result.now["value"], result.target)
        due = f"**{value}** hồ sơ đến hạn được giải quyết đúng hạn ({counts})"
        if result.before is not None and not is_absent(result.before["value"]):
            due += f", {compared_name(selection)} {share(result.before['value'])}"
        if result.target is not None:
            meets = "đạt" if result.now["value"] >= result.target else "chưa đạt"
            is_part = is_of_a_part(result.coverage, selection.period.end)
            word = "mục tiêu" if is_part else meets  # a part of a period is not judged
            due += f", {word} {target_text(result.measure, result.target)}"
        if found := change_words.change(result):
            due += f", {found}"
    is_late, on = now["overdue"], selection.data_date
    late = f"**{number(is_late) if is_late else 'không có'} hồ sơ đang quá hạn**{_of_topics(now)}"
    if on != selection.period.end:
        late = f"tại ngày {day(on)} {'có ' if is_late else ''}{late}"
    overdue = late_and_undated(late, now["finished_without_date"])
    return f"{period_and_unit_markdown(selection)}: {due}; {overdue}."


def compared_name(selection) -> str:
    """The compared period within a sentence, without its year where that is the chosen one's and
    the name is not of two days."""
    compared = selection.compared
    name = inside_a_sentence(compared.label)
    year = compared.end.year
    if compared.kind == "range":
        return name
    return name.removesuffix(f"/{year}") if year == selection.period.end.year else name


def _of_topics(now) -> str:
    """How many of the overdue are of land or compensation."""
    land, compensation = now["overdue_land"], now["overdue_compensation"]
    if not land + compensation:
        return ""
    names = [name for name, n in (("đất đai", land), ("đền bù", compensation)) if n]
    if land + compensation == now["overdue"]:
        return f", đều là {', '.join(names)}"
    return f", trong đó {number(land + compensation)} hồ sơ {', '.join(names)}"
