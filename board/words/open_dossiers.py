"""The words of Hồ sơ đang giải quyết."""

from board.formats import day, is_absent, number

NO_SUCH_DOSSIER = "Không có hồ sơ nào khớp mã này trong lựa chọn."
STATES = {
    "overdue": "Quá hạn",
    "due_soon": "Sắp đến hạn",
    "topic_overdue": "Đất đai, đền bù quá hạn",
    "waiting": "Đang chờ công dân",
    "not_updated": "Chưa cập nhật",
    "finished_without_date": "Đã xong, thiếu ngày",
    "all": "Tất cả",
}
NONE_IN_STATE = {
    "overdue": "Không có hồ sơ quá hạn trong lựa chọn này.",
    "due_soon": "Không có hồ sơ sắp đến hạn trong lựa chọn này.",
    "topic_overdue": "Không có hồ sơ đất đai, đền bù quá hạn trong lựa chọn này.",
    "waiting": "Không có hồ sơ đang chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng.",
    "not_updated": "Mọi hồ sơ đang giải quyết đều có trong tệp mới nhất.",
    "finished_without_date": "Không có hồ sơ đã xong mà thiếu ngày kết thúc.",
    "all": "Không có hồ sơ đang giải quyết trong lựa chọn này.",
}
NOTHING_OPEN = "Không có hồ sơ đang giải quyết trong lựa chọn này."
SEARCH = "Tìm theo mã hồ sơ"
AGEING = "Số hồ sơ đang giải quyết theo tuổi (ngày làm việc từ khi tiếp nhận)"
AGEING_NOTE = "Đang chờ: chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng."


def open_answer(choice, now) -> str:
    place = choice.unit_name[0].lower() + choice.unit_name[1:]
    return (
        f"Ngày {day(now['judged_on'])}, {place}: **{number(now['overdue'])} hồ sơ đang quá hạn** "
        f"trong {number(now['in_hand'])} hồ sơ đang giải quyết; {number(now['due_soon'])} hồ sơ "
        f"sắp đến hạn, {number(now['waiting'])} hồ sơ đang chờ công dân."
    )


def band(start, end) -> str:
    return (
        f"trên {number(start - 1)} ngày"
        if is_absent(end)
        else f"{number(start)}–{number(end)} ngày"
    )


def open_note(row) -> str:
    notes = []
    if row.due_moved_late:
        notes.append("hạn đổi sau khi đã quá")
    if row.not_updated:
        notes.append("vắng trong tệp mới nhất")
    if row.finished_without_date:
        notes.append("đã xong, thiếu ngày")
    return "; ".join(notes)
