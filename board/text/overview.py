"""The words of Tổng quan."""

from board.text import change_words
from board.text.coverage import coverage_short, lacks_last_day_only
from board.text.dates import day
from board.text.markdown import escaped
from board.text.numbers import (
    NO_FIGURES,
    is_absent,
    keep_together,
    n_text,
    number,
    share,
    target_text,
    value_and_n,
)
from board.text.open_dossiers import late_and_undated
from board.text.pages import period_and_unit_markdown

SECTION_NOTE = "Đường nhỏ: 13 tháng; dải xám: giới hạn tự nhiên; vạch: mục tiêu"
SETTLED = "Ổn định, không cần bàn"
UNJUDGED = "Chưa đủ số liệu để đánh giá"
PROVISIONAL = "giới hạn tạm tính, dưới 13 tháng"
NO_CALENDAR = "lịch làm việc chưa có để đếm ngày"
NOTHING_TO_DISCUSS = "Không có chỉ số nào cần bàn trong kỳ này."
NOTHING_JUDGED = "Kỳ này chưa có chỉ số nào đủ số liệu để đánh giá."
ICONS = {
    "improvement": ":blue[:material/trending_up: {}]",
    "concern": ":orange[:material/trending_down: {}]",
    "fail": ":orange[:material/do_not_disturb_on: {}]",
}


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


def verdict_lines(result, short: bool = False) -> list[str]:
    """The verdict on the months of a measure, and whether it reaches its target, in the house's colours.

    `short`: without the rule that found the signal.
    """
    if result.chart is None:
        return []
    chart = result.verdict
    signal = None if short else change_words.signal(chart)
    verdict = keep_together(signal or change_words.variation(chart))
    steady = ":gray[:material/trending_flat: {}]"
    lines = [ICONS.get(chart and chart.variation, steady).format(verdict)]
    if result.target is not None:
        reached = change_words.assurance(chart, target_text(result.measure, result.target))
        aim = reached or f"mục tiêu {target_text(result.measure, result.target)}"
        lines.append(ICONS.get(chart and chart.assurance, ":gray[{}]").format(aim))
    if chart and chart.provisional and chart.variation:
        lines.append(f":gray[{PROVISIONAL}]")
    return lines


def task_and_owner(result, owner: str | None) -> str:
    """What the meeting does with a measure, and who answers for it."""
    task = change_words.task(result.verdict)
    action = f"Việc: {task}" if task else ""
    return "; ".join(
        part for part in (action, f"chủ trì: {escaped(owner)}" if owner else "") if part
    )


def settled_line(result) -> str:
    """A measure that needs no discussion, in one line."""
    if result.coverage.state == "absent":
        return f"{result_name(result)}: {NO_FIGURES}"
    value = value_and_n(result.measure, result.now)
    parts = [f"{result_name(result)}: {value}", change_words.variation(result.verdict)]
    if result.target is not None:
        reached = change_words.assurance(result.verdict, target_text(result.measure, result.target))
        parts.append(reached or f"mục tiêu {target_text(result.measure, result.target)}")
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
    """A measure in the compared period, and the target of one that is not judged."""
    lines = []
    if result.chart is None and result.target is not None:
        lines.append(f":gray[mục tiêu {target_text(result.measure, result.target)}]")
    if result.before is not None:
        before = value_and_n(result.measure, result.before)
        lines.append(keep_together(f":gray[{selection.compared.label}: {before}]"))
    return lines


def overview_answer(selection, result, now) -> str:
    """The overview's first sentence; it names a change only where there is a signal.

    What is overdue is so at the data date: a period that ends on another day has its own count.
    """
    if result.coverage.state == "absent":
        due = "kỳ này chưa có số liệu hồ sơ"
    elif is_absent(result.now["value"]):
        due = keep_together(f"có {number(result.now['n'])} hồ sơ đến hạn trong kỳ")
    else:
        due = (
            f"**{share(result.now['value'])}** hồ sơ đến hạn được giải quyết đúng hạn "
            f"({n_text(result.now['n'])})"
        )
        if result.target is not None:
            due += f", mục tiêu {share(result.target, 0)}"
        known, end = result.coverage, selection.period.end
        if lacks_last_day_only(known, end):
            due += f", {coverage_short(known, end)} nên chưa đánh giá"
        else:
            due += f", {change_words.variation(result.verdict)}"
    is_late, on = now["overdue"], selection.data_date
    late = f"**{number(is_late) if is_late else 'không có'} hồ sơ đang quá hạn**{_of_topics(now)}"
    if on != selection.period.end:
        late = f"tại ngày {day(on)} {'có ' if is_late else ''}{late}"
    overdue = late_and_undated(late, now["finished_without_date"])
    return f"{period_and_unit_markdown(selection)}: {due}; {overdue}."


def _of_topics(now) -> str:
    """How many of the overdue are of land or compensation."""
    land, compensation = now["overdue_land"], now["overdue_compensation"]
    if not land + compensation:
        return ""
    names = [name for name, n in (("đất đai", land), ("đền bù", compensation)) if n]
    if land + compensation == now["overdue"]:
        return f", đều là {', '.join(names)}"
    return f", trong đó {number(land + compensation)} hồ sơ {', '.join(names)}"


def judged_month(result) -> str:
    """The month that a chart's verdict is of, before that verdict: "tháng 6/2025 ", as a
    period is named."""
    start = result.judged_month
    return f"tháng {start.month}/{start.year} " if start else ""
