"""The words of Tổng quan."""

from board.text import change_words
from board.text.dates import day
from board.text.markdown import escaped
from board.text.numbers import (
    NO_FIGURES,
    is_absent,
    keep_together,
    number,
    share,
    share_to_target,
    signed_points,
    target_text,
    value_and_n,
)
from board.text.open_dossiers import late_and_undated
from board.text.pages import period_and_unit_markdown
from board.text.sentences import inside_a_sentence

SECTION_NOTE = "Đường nhỏ: 13 tháng, các mức đã qua; vạch: mục tiêu"
REASON, NEW_LEVEL = "lý do và văn bản", "Xét lại từ mức mới"
NO_CALENDAR = "lịch làm việc chưa có để đếm ngày"
ICONS = {
    "better": ":blue[:material/trending_up: {}]",
    "worse": ":orange[:material/trending_down: {}]",
    "misses": ":orange[:material/do_not_disturb_on: {}]",
}
# What the mix and what each procedure did, in figures and not in words of change.
DIFFERENCE_PARTS = {"counts": ("cơ cấu hồ sơ", "giải quyết"), "": ("cơ cấu", "từng nhóm")}
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


def task_and_owner(result, owner: str | None) -> str:
    """What the meeting does with a measure, and who answers for it."""
    task = change_words.task(result)
    action = f"Việc: {task}" if task else ""
    return "; ".join(
        part for part in (action, f"chủ trì: {escaped(owner)}" if owner else "") if part
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
    parts = [f"{result_name(result)}: {value_and_n(result.measure, result.now)}"]
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


def to_do(now, soon: int) -> list[tuple[str, int, str]]:
    """(label, count, note) of the four tiles."""
    longest = now["longest_late_working_days"]
    oldest = NO_CALENDAR if now["overdue"] else "không có hồ sơ nào"
    if not is_absent(longest):
        oldest = f"lâu nhất {number(longest)} ngày làm việc"
    oldest = late_and_undated(oldest, now["finished_without_date"])
    return [
        ("Đang quá hạn", now["overdue"], keep_together(oldest)),
        (f"Đến hạn trong {soon} ngày", now["due_soon"], "ngày làm việc, còn trong hạn"),
        (
            "Đất đai, đền bù",
            now["overdue_land"] + now["overdue_compensation"],
            keep_together(
                f"quá hạn: {number(now['overdue_land'])} đất đai, "
                f"{number(now['overdue_compensation'])} đền bù"
            ),
        ),
        ("Chưa cập nhật", now["not_updated"], "vắng trong tệp mới nhất"),
    ]


def waiting_lines(waiting, soon: int) -> list[tuple[str, str]]:
    """(line, page) of what waits by the registers; a register that was not sent has no line."""
    templates = {
        "apologies_owed": ("Chờ văn bản xin lỗi: **{} hồ sơ**", "letters"),
        "petitions_due": (
            f"Đơn quá hạn hoặc đến hạn trong {soon} ngày: **{{}} đơn**",
            "receptions_petitions",
        ),
        "tasks_overdue": ("Nhiệm vụ quá hạn: **{} việc**", "model_progress"),
    }
    return [
        (line.format(number(waiting[name])), page)
        for name, (line, page) in templates.items()
        if not is_absent(waiting[name])
    ]


def to_do_lines(now, soon: int) -> list[tuple[str, str]]:
    """(line, state of the list) of the same counts, short enough for a phone."""
    late, topics = now["overdue"], now["overdue_land"] + now["overdue_compensation"]
    undated = now["finished_without_date"]
    longest = now["longest_late_working_days"]
    oldest = "" if is_absent(longest) else f", lâu nhất {number(longest)} ngày"
    return [
        (f"Đang quá hạn: **{number(late)} hồ sơ**{oldest}", "overdue"),
        (f"Đến hạn trong {soon} ngày: **{number(now['due_soon'])} hồ sơ**", "due_soon"),
        (f"Đất đai, đền bù quá hạn: **{number(topics)} hồ sơ**", "topic_overdue"),
        (f"Vắng trong tệp mới nhất: **{number(now['not_updated'])} hồ sơ**", "not_updated"),
        *(
            [(f"Đã xong, chưa ghi ngày: **{number(undated)} hồ sơ**", "finished_without_date")]
            if undated
            else []
        ),
    ]


def losses_line(rows: int, files: int) -> str:
    """The rows that loads rejected and nobody has mended."""
    return f"Bị loại khi nạp, chưa sửa: {number(rows)} dòng của {number(files)} tệp"


def compared_lines(result, selection) -> list[str]:
    """A measure in the compared period."""
    lines = []
    if result.before is not None:
        before = value_and_n(result.measure, result.before)
        lines.append(keep_together(f":gray[{selection.compared.label}: {before}]"))
        if split := difference_text(result):
            lines.append(f":gray[{split}]")
    return lines


def difference_text(result) -> str:
    """The difference of a share and its two parts, in percentage points; "" where there is no mix.

    The second part is what the printed total and mix leave, so that the three add up.
    """
    if result.difference is None:
        return ""
    total, mix = (round(part * 100, 1) for part in (result.difference.total, result.difference.mix))
    pace = round(total - mix, 1)
    names = DIFFERENCE_PARTS.get(result.measure.query, DIFFERENCE_PARTS[""])
    parts = (
        f"{name} {signed_points(value)}" for name, value in zip(names, (mix, pace), strict=True)
    )
    return keep_together(f"chênh {signed_points(total)} điểm: {', '.join(parts)}")


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
        due = keep_together(f"có {number(result.now['n'])} hồ sơ đến hạn trong kỳ")
    else:
        counts = f"{number(result.now['numerator'])}/{number(result.now['n'])}"
        value = share_to_target(result.now["value"], result.target)
        due = f"**{value}** hồ sơ đến hạn được giải quyết đúng hạn ({counts})"
        if result.before is not None and not is_absent(result.before["value"]):
            due += f", {compared_name(selection)} {share(result.before['value'])}"
        if result.target is not None:
            meets = result.now["value"] >= result.target
            due += (
                f", {'đạt' if meets else 'chưa đạt'} {target_text(result.measure, result.target)}"
            )
        if found := change_words.change(result):
            due += f", {found}"
    is_late, on = now["overdue"], selection.data_date
    late = f"**{number(is_late) if is_late else 'không có'} hồ sơ đang quá hạn**{_of_topics(now)}"
    if on != selection.period.end:
        late = f"tại ngày {day(on)} {'có ' if is_late else ''}{late}"
    overdue = late_and_undated(late, now["finished_without_date"])
    return f"{period_and_unit_markdown(selection)}: {due}; {overdue}."


def compared_name(selection) -> str:
    """The compared period within a sentence, without its year where that is the chosen one's."""
    compared = selection.compared
    name = inside_a_sentence(compared.label)
    year = compared.end.year
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
