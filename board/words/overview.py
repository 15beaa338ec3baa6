"""The words of Tổng quan."""

from board.formats import is_absent, keep_together, number, share
from board.words.base import measured, n_text, target_text

OPEN_LIST = "Mở danh sách"


def spark_note(fact) -> str:
    months = fact.months["period_start"]
    return f"Đường nhỏ: 13 tháng, {months.iloc[0]:%m/%Y}–{months.iloc[-1]:%m/%Y}; vạch: mục tiêu"


def spark_alt(fact) -> str:
    months = fact.months["period_start"]
    return f"{fact.measure.name}, 13 tháng từ {months.iloc[0]:%m/%Y} đến {months.iloc[-1]:%m/%Y}"


def to_do(now, soon: int) -> list[tuple[str, int, str, str]]:
    """(label, count, note, state of the list) of the four tiles."""
    late = now["longest_late_working_days"]
    oldest = f"lâu nhất {number(late)} ngày làm việc" if now["overdue"] else "không có hồ sơ nào"
    return [
        ("Đang quá hạn", now["overdue"], keep_together(oldest), "overdue"),
        (f"Đến hạn trong {soon} ngày", now["due_soon"], "ngày làm việc, còn trong hạn", "due_soon"),
        (
            "Đất đai, đền bù",
            now["overdue_land"] + now["overdue_compensation"],
            keep_together(
                f"quá hạn: {number(now['overdue_land'])} đất đai, "
                f"{number(now['overdue_compensation'])} đền bù"
            ),
            "topic_overdue",
        ),
        ("Chưa cập nhật", now["not_updated"], "vắng trong tệp mới nhất", "not_updated"),
    ]


def beside(fact, choice) -> list[str]:
    """Target and comparison of a measure, as they stand; nothing is judged here."""
    lines = []
    if fact.target is not None:
        lines.append(f"mục tiêu {target_text(fact.measure, fact.target)}")
    if fact.before is not None:
        before = measured(fact.measure, fact.before["value"])
        n = "" if fact.measure.unit == "count" else f" ({n_text(fact.before['n'])})"
        lines.append(keep_together(f"{choice.compared.label}: {before}{n}"))
    return lines


def overview_answer(choice, fact, now) -> str:
    """The overview's first sentence: figures side by side, without a word of change."""
    where = f"{choice.period.label}, {choice.unit_name[0].lower() + choice.unit_name[1:]}"
    if is_absent(fact.now["value"]):
        due = keep_together(f"có {number(fact.now['n'])} hồ sơ đến hạn trong kỳ")
    else:
        due = (
            f"**{share(fact.now['value'])}** hồ sơ đến hạn được giải quyết đúng hạn "
            f"({n_text(fact.now['n'])})"
        )
        if fact.target is not None:
            due += f", mục tiêu {share(fact.target, 0)}"
    land = now["overdue_land"] + now["overdue_compensation"]
    late = f"**{number(now['overdue'])} hồ sơ đang quá hạn**"
    if land:
        late += f", trong đó {number(land)} hồ sơ đất đai, đền bù"
    return f"{where}: {due}; {late}."
