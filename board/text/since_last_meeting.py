"""The words of Kể từ kỳ họp trước."""

import re

from board.catalogue import MEASURES
from board.text import change_words
from board.text.codes import STATUS
from board.text.dates import day, month
from board.text.headings import COLUMNS
from board.text.markdown import escaped
from board.text.numbers import (
    ABSENT,
    in_unit,
    is_absent,
    keep_together,
    number,
    target_text,
    value_and_n,
)
from board.text.overview import ICONS
from board.text.sentences import inside_a_sentence
from board.text.task_decisions import NO_TASK_REGISTER

SINCE_SECTION = {
    "tasks": "Nhiệm vụ các kỳ họp trước",
    "signals": change_words.WORSE_OR_BETTER,
    "overdue": "Mới quá hạn và không còn quá hạn",
    "corrected": "Số liệu cũ nay đã khác",
    "redefined": "Mục tiêu và cách tính đã đổi",
}
SINCE_COLUMNS = COLUMNS | {
    "settled_on": "Ngày xong",
    "how": "Vì sao không còn",
    "measure": "Chỉ số",
    "then": "Trước",
    "then_n": "Số hồ sơ, lượt trước",
    "now": "Nay",
    "now_n": "Số hồ sơ, lượt nay",
    "difference": "Chênh",
    "cause": "Vì sao con số đổi",
    "title": "Nhiệm vụ",
    "owner": "Chủ trì",
    "task_due_on": "Hạn",
    "days_late": "Quá hạn (ngày)",
    "outcome": "Kết quả",
    "given_on": "Ngày giao",
}
SIGNALS_NOTE = "Xét tháng trọn gần nhất; đường nhỏ: 13 tháng"
NOTHING = "không có"
TASKS_AS_TABLE = "Bảng và tệp tải về"
TASK_HAS_CHANGED = "Nhiệm vụ này vừa được sửa trong sổ: tải lại trang rồi giao lại."
OVERDUE = {"new": "Mới quá hạn", "cleared": "Không còn quá hạn"}
NONE_OVERDUE = {
    "new": "Không có hồ sơ nào mới quá hạn.",
    "cleared": "Không có hồ sơ nào hết quá hạn.",
}
WAYS_OUT = {
    "settled": "đã giải quyết",
    "finished_without_date": "đã xong, chưa ghi ngày",
    "withdrawn": "công dân rút",
    "waiting": "đang chờ công dân",
    "due_moved": "dời hạn",
    "gone": "không còn trong lựa chọn này",
    "corrected": "sửa ngày tiếp nhận hoặc trạng thái",
}
ONLY_SETTLED = (
    "Không có bản số liệu từ trước ngày họp, nên không thấy hồ sơ đã chuyển sang chờ hoặc dời hạn."
)
CORRECTIONS = {
    "came_later": "vào số liệu muộn",
    "gone": "không còn trong số liệu",
    "received": "sửa ngày tiếp nhận",
    "finished": "sửa ngày xong",
    "due": "đổi hạn trả",
    "status": "đổi trạng thái",
    "regrouped": "đổi lĩnh vực, thủ tục, kênh hoặc đơn vị",
    "fell_due": "đến hạn đúng ngày xuất tệp, nay mới xét",
    "stopped_late": "biết thêm hồ sơ đã quá hạn hay chưa khi tạm dừng hoặc rút",
    "retimed": "tính lại thời gian làm việc",
}
ONE_MORE_CAUSE = "Một hồ sơ có thể có nhiều lý do."
NO_CAUSE = (
    "Không hồ sơ nào của kỳ này bị sửa; con số đổi do phiếu đánh giá hoặc danh mục được bổ sung."
)
RATINGS_CAUSE = "Chỉ số về đánh giá còn đổi khi phiếu vào muộn."


def until_name(on, data_date, bodies: str) -> str:
    """The later day as a choice; `bodies` met on it, "" for no meeting."""
    what = "ngày số liệu" if on == data_date else "cuối kỳ đã chọn"
    return f"Đến {day(on)} ({bodies or what})"


def since_name(on, bodies: str) -> str:
    """The earlier day as a choice; `bodies` met on it, "" for the last quarter's end."""
    return f"Từ {day(on)} ({bodies or 'cuối quý trước'})"


def no_meeting(selection, now, then) -> str:
    """That meetings.csv has no earlier meeting, and with which day is compared instead."""
    return (
        f"Tệp data/reference/meetings.csv chưa có kỳ họp nào trước ngày {day(now)} cho lựa chọn "
        f"“{selection.unit_name}”. Ghi ngày họp vào tệp rồi chạy “python -m etl load”. "
        f"Trong khi chờ, so với ngày cuối quý trước, {day(then)}."
    )


def since_answer(selection, then, now, left, signals, overdue, corrected, period) -> str:
    """What the next meeting follows up and what is new since a day. `left`: the tasks still to be
    done, None without a register; `corrected` is None where there is no earlier snapshot."""
    place = escaped(inside_a_sentence(selection.unit_name))
    late = overdue.counted.groupby("change")["n"].sum()
    mended = (
        "chưa đối chiếu được với số liệu cũ"
        if corrected is None
        else f"{number(len(corrected))} con số của {inside_a_sentence(period.label)} nay khác bản trước"
    )
    return (
        f"Từ {day(then)} đến {day(now)}, {place}: {_tasks_counted(left)}; "
        f"{_signals_counted(signals)}; **{number(late.get('new', 0))} hồ sơ mới quá hạn**, "
        f"{number(late.get('cleared', 0))} hồ sơ không còn quá hạn; {mended}."
    )


def _tasks_counted(left) -> str:
    if left is None:
        return NO_TASK_REGISTER
    broken = int((left["outcome"] == "broken").sum())
    return (
        f"**{number(broken)} nhiệm vụ quá hạn**, {number(len(left) - broken)} nhiệm vụ chưa đến hạn"
    )


def _signals_counted(signals) -> str:
    """How many measures got worse and better, and whose signal ended; not one by one where none."""
    if signals.empty:
        return "không có dấu hiệu mới"
    began = signals.loc[signals["change"] == "new", "now"].value_counts()
    ended = int((signals["change"] == "ended").sum())
    parts = [
        f"{number(began[change])} chỉ số {word}"
        for change, word in change_words.CHANGES.items()
        if change in began
    ]
    return ", ".join([*parts, *([f"{number(ended)} dấu hiệu đã hết"] if ended else [])])


def signal_then_and_now(was, result, month_then, month_now) -> list[str]:
    """The verdicts on a measure then and now, each with its month and value."""
    verdict = change_words.change_or_steady(result)
    before = change_words.change_or_steady(was) if was else change_words.UNJUDGED
    mark = ICONS.get((result.verdict and result.verdict.change) or "", ":gray[{}]")
    return [
        keep_together(f":gray[{_point(result.measure, month_then)}{before}]"),
        keep_together(f"{_point(result.measure, month_now)}{mark.format(verdict)}"),
    ]


def _point(measure, month_row) -> str:
    if month_row is None or is_absent(month_row["value"]):
        return ""
    return f"{month(month_row['period_start'])}: {value_and_n(measure, month_row, in_full=True)}, "


def overdue_list(name: str, count: int) -> str:
    """A list of dossiers by its key in OVERDUE, with their number."""
    return f"{OVERDUE[name]} ({number(count)})"


def ways_counted(counts) -> str:
    """How dossiers ceased to be overdue; `counts` by the keys of WAYS_OUT."""
    return ", ".join(
        f"{number(counts[how])} {name}" for how, name in WAYS_OUT.items() if how in counts
    )


def no_earlier_snapshot(then, oldest, closed: int) -> str:
    """Why nothing is set against an earlier snapshot; `closed` of them do not open."""
    return (
        f"Không còn bản số liệu nào từ ngày {day(then)} trở về trước để đối chiếu. Bản cũ nhất mở "
        f"được có số liệu đến ngày {day(oldest)}: phần này sẽ có khi so với một ngày từ đó trở đi."
    ) + (f" {not_opened(closed)}" if closed else "")


def not_opened(closed: int) -> str:
    """How many snapshots another version of the program built."""
    return f"{number(closed)} bản do phiên bản khác của chương trình dựng nên không mở được."


def corrected_note(period, snapshot) -> str:
    """Of which period the corrected figures are, and the data date of the earlier snapshot."""
    return f"{period.label}; trước: bản có số liệu đến {day(snapshot.data_date)}"


def nothing_corrected(period) -> str:
    """That no figure of the period differs from the earlier snapshot."""
    return f"{period.label}: {NOTHING}"


def causes_counted(counts) -> str:
    """Why dossiers changed figures; `counts` by the keys of CORRECTIONS."""
    return ", ".join(
        keep_together(f"{number(counts[cause])} hồ sơ {name}")
        for cause, name in CORRECTIONS.items()
        if cause in counts
    )


def corrected_dossiers(count: int) -> str:
    """The title of the dossiers that changed figures."""
    return f"Hồ sơ làm con số đổi ({number(count)})"


def cause_value(cause: str, value) -> str:
    """What a dossier holds or held: a date, a status or a number of days; "" where it is none."""
    if cause in ("came_later", "gone", "regrouped", "fell_due", "stopped_late"):
        return ""
    if cause == "status":
        return STATUS[int(value)]
    return number(value, 3) if cause == "retimed" else day(value)


def target_changed(row) -> str:
    """A target then and now, with its source."""
    measure = MEASURES[row.measure]
    then, now = (
        "không có" if is_absent(value) else target_text(measure, value)
        for value in (row.then, row.now)
    )
    field = f", {row.field}" if row.field else ""
    return f"{measure.name}{field}: mục tiêu {then} → {now}. Nguồn: {row.source or ABSENT}."


def definition_changed(row) -> str:
    """What of a definition changed on a day, and why."""
    name = "Mọi chỉ số" if is_absent(row.measure) else MEASURES[row.measure].name
    return f"{day(row.changed_on)}, {name}: {row.what.rstrip('.')}. Lý do: {row.why.rstrip('.')}."


def difference(value, unit: str, noun: str) -> str:
    """A difference with its sign: +1,2 điểm phần trăm; +3 hồ sơ; "" of what rounds to 0."""
    if is_absent(value):
        return ABSENT
    things = {"share": " điểm phần trăm", "count": f" {noun}"}.get(unit, "")
    text = in_unit(value, unit).removesuffix("%")
    if not re.search("[1-9]", text):
        return ""
    return f"{'+' if value > 0 else ''}{text}{things}"
