"""The words of Hồ sơ đang giải quyết."""

from board.text.dates import day, month
from board.text.headings import COLUMNS
from board.text.markdown import escaped
from board.text.numbers import (
    ABSENT,
    few_words,
    is_absent,
    keep_together,
    n_text,
    number,
    share,
)
from board.text.sentences import inside_a_sentence

UNDATED = "finished_without_date"
NO_SUCH_DOSSIER = "Không có hồ sơ nào khớp mã này trong lựa chọn."
STATES = {
    "due_today": "Đến hạn trong ngày",
    "overdue": "Quá hạn",
    "due_soon": "Sắp đến hạn",
    "topic_overdue": "Đất đai, đền bù quá hạn",
    "waiting": "Đang chờ công dân",
    "not_updated": "Chưa cập nhật",
    "finished_without_date": "Đã xong, chưa ghi ngày",
    "all": "Tất cả",
}
NONE_IN_STATE = {
    "due_today": "Không có hồ sơ đến hạn trong ngày trong lựa chọn này.",
    "overdue": "Không có hồ sơ quá hạn trong lựa chọn này.",
    "due_soon": "Không có hồ sơ sắp đến hạn trong lựa chọn này.",
    "topic_overdue": "Không có hồ sơ đất đai, đền bù quá hạn trong lựa chọn này.",
    "waiting": "Không có hồ sơ đang chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng.",
    "not_updated": "Mọi hồ sơ đang giải quyết đều có trong tệp mới nhất.",
    "finished_without_date": "Không có hồ sơ đã xong mà chưa ghi ngày kết thúc.",
    "all": "Không có hồ sơ đang giải quyết trong lựa chọn này.",
}

SEARCH = "Tìm theo mã hồ sơ"
OPEN_COLUMNS = COLUMNS | {
    "days_left": "Còn (ngày làm việc)",
    "share_late": "Dự báo trễ",
    "share_of_procedure": "Trễ của thủ tục",
    "like_n": "Số hồ sơ tương tự",
    "like_level": "Tương tự",
    "predicted": "Dự báo",
    "observed": "Thực tế",
    "in_hand_before": "Đầu tháng",
    "received": "Nhận",
    "settled": "Giải quyết",
    "in_hand_after": "Cuối tháng",
    "unexplained": "Chênh lệch",
}
SIMILARITIES = {
    "procedure_and_unit": "cùng thủ tục, đơn vị",
    "procedure": "cùng thủ tục",
    "field": "cùng lĩnh vực",
}
SIMILARITY_NOTES = {
    True: "Dự báo trễ: trong số hồ sơ tương tự đến hạn 12 tháng qua mà sau chừng ấy ngày vẫn "
    "chưa xong và chưa quá hạn, tỷ lệ cuối cùng quá hạn. Tỷ lệ lớn nhất đứng đầu.",
    False: "Trễ của thủ tục: trong số hồ sơ cùng thủ tục đến hạn 12 tháng qua, tỷ lệ quá hạn. Chưa "
    "chứng tỏ được dự báo theo thời gian đã qua là đúng hơn (xem trang Định nghĩa chỉ số). "
    "Tỷ lệ lớn nhất đứng đầu.",
}
NOT_TESTED = "Chưa có đủ hồ sơ của các tháng trước để đối chiếu dự báo trễ với thực tế."
FLOW_TABLE = "Bảng số liệu theo tháng"
AGEING = "Số hồ sơ theo tuổi (ngày làm việc)"
AGEING_NOTE = (
    "Tuổi tính từ khi tiếp nhận. Đang chờ: chờ bổ sung, chờ nghĩa vụ tài chính hoặc tạm dừng. Không "
    "kể hồ sơ đã xong, chưa ghi ngày."
)
UNDATED_NOTE = "bổ sung ngày kết thúc trong hệ thống một cửa rồi xuất lại"


def open_answer(selection, now) -> str:
    """How many dossiers are due on the day, overdue, due soon; how many are open and waiting."""
    place = escaped(inside_a_sentence(selection.unit_name))
    today = (
        f"{number(now['due_today']) if now['due_today'] else 'không có'} hồ sơ đến hạn trong ngày"
    )
    late = late_and_undated(f"**{number(now['overdue'])} hồ sơ đang quá hạn**", now[UNDATED])
    return (
        f"Ngày {day(now['judged_on'])}, {place}: **{today}**, {late}; {number(now['due_soon'])} hồ sơ "
        f"sắp đến hạn; trong {number(now['in_hand'])} hồ sơ đang giải quyết, {number(now['waiting'])} "
        "hồ sơ đang chờ công dân."
    )


def none_due_today(now) -> str:
    """Why the list begins with what is overdue."""
    return f"Không có hồ sơ đến hạn trong ngày {day(now['judged_on'])}; đây là hồ sơ quá hạn."


def undated_title(count) -> str:
    """The heading over what is finished and lacks its day."""
    return f"{STATES[UNDATED]} ({number(count)})"


def overdue_title(count) -> str:
    """The heading over what is overdue."""
    return f"Hồ sơ đang quá hạn ({number(count)}), quá lâu nhất trước"


def band(start, end) -> str:
    """A band of ages in days, from `start` to `end`; the last has no end."""
    return (
        f"trên {number(start - 1)} ngày"
        if is_absent(end)
        else f"{number(start)}–{number(end)} ngày"
    )


def open_note(row) -> str:
    """What to know of an open dossier: a late move of its date, an old state."""
    notes = []
    if row.due_moved_late:
        notes.append("gia hạn sau khi quá hạn")
    if row.not_updated:
        notes.append("không thấy trong số liệu mới")
    if row.finished_without_date:
        notes.append("đã xong, chưa ghi ngày")
    return "; ".join(notes)


def similarity(level, n) -> str:
    """By what dossiers are alike, and whether there are few of them."""
    if is_absent(level):
        return ABSENT
    return SIMILARITIES[level] + few_words(n)


def share_bin(lowest, highest) -> str:
    """The label of a bin of predicted shares: from one share to another."""
    start, end = share(lowest, 0), share(highest, 0)
    return end if start == end else f"{start[:-1]}–{end}"


def risk_title(cutoff_dates, axis: str) -> str:
    """The title of the calibration chart, with the first and the last month tested."""
    span = f"{month(cutoff_dates[0])}–{month(cutoff_dates[-1])}"
    inside = f"%, {axis}" if axis else "%"
    return f"Dự báo trễ, {span} ({inside})"


def risk_note(tested) -> str:
    """What was tested, and whether it was better than the procedure's share alone."""
    how = (
        "Cuối mỗi tháng, từ những gì đã có ngày đến lúc đó, dự báo tỷ lệ trễ của hồ sơ còn trong hạn "
        f"({n_text(tested.n)}, mỗi hồ sơ một lần), rồi xem bao nhiêu hồ sơ quá hạn. "
    )
    errors = (
        f"sai số bình phương trung bình {number(tested.brier, 3)}, "
        f"của tỷ lệ trễ chung của thủ tục {number(tested.brier_of_baseline, 3)}"
    )
    if tested.better_than_baseline:
        return keep_together(
            f"{how}Cách tính này đúng hơn: {errors}. Danh sách “{STATES['due_soon']}” dùng cách này."
        )
    return keep_together(
        f"{how}Chưa chứng tỏ được cách tính này đúng hơn ({errors}), nên danh sách "
        f"“{STATES['due_soon']}” dùng tỷ lệ trễ của thủ tục."
    )


FLOW_TOO_FEW = "Chưa đủ tháng có số liệu để vẽ."


def flow_title(months) -> str:
    """The title of the flow chart; `months` are the first days of its months."""
    span = f"{month(months.iloc[0])}–{month(months.iloc[-1])}"
    return f"Hồ sơ nhận, giải quyết và còn lại theo tháng, {span} (hồ sơ)"


def flow_note(row) -> str:
    """The identity of one month, and by how much the counts depart from it."""
    text = (
        f"Tháng {month(row['period_start'])}: đang giải quyết đầu tháng "
        f"{number(row['in_hand_before'])} + nhận {number(row['received'])} − giải quyết "
        f"{number(row['settled'])} = cuối tháng {number(row['in_hand_after'])}."
    )
    if row["unexplained"]:
        text += f" Chênh lệch không giải thích được: {number(row['unexplained'])} hồ sơ."
    return text


def undated_count(undated) -> str:
    """That dossiers are finished and lack a day; "" where none is."""
    return f"{number(undated)} hồ sơ đã xong, chưa ghi ngày" if undated else ""


def late_and_undated(late: str, undated) -> str:
    """A phrase on overdue dossiers, and the finished ones without a date, which only the form counts."""
    return "; ".join(filter(None, [late, undated_count(undated)]))


def judged_on(now) -> str:
    """On which day the counts are true, and what the calendar leaves unknown."""
    if is_absent(now["judged_on"]):
        return ""
    text = f"tính đến ngày {day(now['judged_on'])}"
    if not now["outside_calendar"]:
        return text
    left = f"{number(now['outside_calendar'])} hồ sơ có ngày nằm ngoài lịch làm việc đã khai báo"
    return f"{text}; {left} nên chưa biết có sắp đến hạn không, thêm năm vào calendar_years.csv"
