"""The words of what waits for somebody: on Tổng quan, and over the list of open dossiers."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from board.text.dates import day
from board.text.numbers import is_absent, keep_together, number
from board.text.open_dossiers import STATES, UNDATED, late_and_undated
from board.text.sentences import inside_a_sentence

LATE_FILES = "Số liệu gửi chậm"
NO_CALENDAR = "lịch làm việc chưa có để đếm ngày"


class ToDo(NamedTuple):
    """What waits for somebody: its name, how many, of what, the page that lists them, there in
    which state, and what else to know of them."""

    name: str
    count: Any
    noun: str
    page: str
    state: str | None = None
    more: str = ""


def to_do(now, soon: int) -> list[tuple[str, int, str]]:
    """(label, count, note) of the four tiles."""
    longest = now["longest_late_working_days"]
    oldest = NO_CALENDAR if now["overdue"] else "không có hồ sơ nào"
    if not is_absent(longest):
        oldest = f"lâu nhất {number(longest)} ngày làm việc"
    oldest = late_and_undated(oldest, now[UNDATED])
    return [
        (
            STATES["due_today"],
            now["due_today"],
            keep_together(f"trong {soon} ngày làm việc: {number(now['due_soon'])} hồ sơ"),
        ),
        ("Đang quá hạn", now["overdue"], keep_together(oldest)),
        (
            "Đất đai, đền bù",
            now["overdue_land"] + now["overdue_compensation"],
            keep_together(
                f"quá hạn: {number(now['overdue_land'])} đất đai, "
                f"{number(now['overdue_compensation'])} đền bù"
            ),
        ),
        ("Chưa cập nhật", now["not_updated"], "không thấy trong số liệu mới"),
    ]


def to_do_lines(now, waiting, lost, late_files, soon: int) -> list[ToDo]:
    """What waits for somebody, the most urgent first: dossiers (`now` None where nobody sent them),
    what the registers owe, rows that loads rejected (`lost` None for who does not see every file),
    files that are late; each with its count. A register that was not sent has no line. `late_files`: to which day each of them reaches."""
    lines = [] if now is None else _dossiers_to_do(now, soon)
    lines += [
        ToDo(name, waiting[column], noun, page)
        for column, name, noun, page in (
            ("apologies_owed", "Chờ văn bản xin lỗi", "hồ sơ", "letters"),
            (
                "petitions_due",
                f"Đơn quá hạn, đến hạn trong {soon} ngày",
                "đơn",
                "receptions_petitions",
            ),
            ("tasks_overdue", "Nhiệm vụ quá hạn", "việc", "model_progress"),
        )
        if not is_absent(waiting[column])
    ]
    if lost is not None:
        of_files = f" của {number(lost['files'])} tệp"
        name, page = "Bị loại khi nạp, chưa sửa", "data_intake"
        lines.append(ToDo(name, lost["rows"], "dòng", page, more=of_files))
    oldest = f", cũ nhất đến ngày {day(late_files[0])}" if late_files else ""
    return [
        *lines,
        ToDo(LATE_FILES, len(late_files), "tệp, sổ", "data_intake", more=oldest),
    ]


def _dossiers_to_do(now, soon: int) -> list[ToDo]:
    days = now["longest_late_working_days"]
    longest = "" if is_absent(days) else f", lâu nhất {number(days)} ngày"
    topics = now["overdue_land"] + now["overdue_compensation"]
    return [
        ToDo(name, count, "hồ sơ", "open_dossiers", state, more)
        for name, count, state, more in (
            ("Đang quá hạn", now["overdue"], "overdue", longest),
            (STATES["topic_overdue"], topics, "topic_overdue", ""),
            (STATES["due_today"], now["due_today"], "due_today", ""),
            (f"Đến hạn trong {soon} ngày", now["due_soon"], "due_soon", ""),
            ("Không thấy trong số liệu mới", now["not_updated"], "not_updated", ""),
            (STATES[UNDATED], now[UNDATED], UNDATED, ""),
        )
    ]


def to_do_line(line: ToDo) -> str:
    """A line of what waits, with its count."""
    return f"{line.name}: **{number(line.count)} {line.noun}**{line.more}"


def nothing_waits_line(names: Sequence[str]) -> str:
    """Of what nothing waits, so that silence is not taken for a lack of figures."""
    return keep_together(f"Không có gì ở các mục: {'; '.join(map(inside_a_sentence, names))}.")
