"""The words by which a meeting's decision becomes a task of the register."""

from collections.abc import Iterable

from board.text.dates import day
from board.text.markdown import escaped
from board.text.numbers import ABSENT, is_absent, number
from board.text.sentences import inside_a_sentence

ASSIGN = "Giao việc"
ASSIGN_AGAIN = "Giao lại"
BOXES = {"title": "Việc", "owner": "Chủ trì", "due_on": "Hạn"}
OWNER_CHOOSE = "Chọn hoặc viết chức danh"
MORE = "Thêm chi tiết"
ABOUT = "Giao việc cho mục"
RECORDED = "Việc vừa giao"
NO_TASK_LEFT = "không còn việc nào"
NO_TASK_REGISTER = "chưa có sổ nhiệm vụ"


def workstream_note(workstream: str) -> str:
    """To which of the model's workstreams a task goes unless its writer says otherwise."""
    return f"Mảng nội dung: {workstream}. Đổi ở “{MORE}”."


def not_recorded(missing: Iterable[str], faults: Iterable[str]) -> str:
    """Why a decision is not recorded, in one sentence: the boxes left empty, then other faults."""
    empty = ", ".join(inside_a_sentence(label) for label in missing)
    parts = [f"còn để trống {empty}"] if empty else []
    parts += [inside_a_sentence(fault.rstrip(".")) for fault in faults]
    return f"Chưa ghi được: {'; '.join(parts)}."


def given_again_on(on) -> str:
    """Why a task's record changes where it is given anew, as the register's log holds it."""
    return f"Giao lại ngày {day(on)}"


def task_on(about: str, suggestion: str) -> str:
    """The task that a suggestion of the agenda makes: "Đổi cách làm: nộp trực tuyến"."""
    what = suggestion.split(",")[0]
    return f"{what[:1].upper()}{what[1:]}: {inside_a_sentence(about)}"


def assign_again_help(title: str) -> str:
    """What a press on `ASSIGN_AGAIN` does with a task."""
    return escaped(f"Đặt hạn mới hoặc người chủ trì khác cho “{title}”")


def settle_overdue(count: int, field: str | None) -> str:
    """The task that newly overdue dossiers ask for, of one field or of all."""
    return f"Giải quyết {number(count)} hồ sơ mới quá hạn" + (
        f", lĩnh vực {field}" if field else ""
    )


def decided(title: str, owner: str, due_on) -> str:
    """A task that a meeting gave, in a line."""
    return f"**{escaped(title)}** · {escaped(owner or ABSENT)} · hạn {day(due_on)}"


def task_lines(row, unit_name: str | None) -> str:
    """A task that is still to be done, in two lines: its name; how many days it is past its day, or
    has left, of the day to which it is known, who answers for it, and its days. `unit_name` where
    they are of several."""
    owner = "chưa ghi chủ trì" if is_absent(row.owner) else f"chủ trì {row.owner}"
    given = [] if is_absent(row.given_on) else [f"giao {day(row.given_on)}"]
    parts = [owner, f"hạn {day(row.due_on)}", *given, *([unit_name] if unit_name else [])]
    line = f"{_days(row)} :gray[· {escaped(' · '.join(parts))}]"
    return f"**{escaped(row.title)}**  \n:small[{line}]"


def _days(row) -> str:
    if row.days_late > 0:
        return f":orange[quá {number(row.days_late)} ngày]"
    left = -row.days_late
    return f":gray[{f'còn {number(left)} ngày' if left else 'đến hạn trong ngày'}]"


def tasks_left(left) -> str:
    """How many tasks are past their day and how many are not yet due, as the register knows it;
    `left` is None where there is none."""
    if left is None:
        return NO_TASK_REGISTER
    if left.empty:
        return NO_TASK_LEFT
    broken = int((left["outcome"] == "broken").sum())
    counts = f"{number(broken)} quá hạn, {number(len(left) - broken)} chưa đến hạn"
    return f"{counts}; sổ đến {day(left['known_until'].max())}"
