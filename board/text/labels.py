"""What things are called on every page, and the sentences that stand in place of numbers."""

import errno
import re
from datetime import date

from board.text.formats import day, days, hours, is_absent, keep_together, number, share
from board.text.markdown import escaped

# Why the operating system would not write.
DISK = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền ghi",
    errno.EPERM: "không có quyền ghi",
    errno.ENOENT: "không có thư mục ấy",
    errno.ENOTDIR: "không có thư mục ấy",
    errno.EISDIR: "đó là một thư mục",
    errno.EEXIST: "chỗ ấy là một tệp",
    errno.ENAMETOOLONG: "tên quá dài",
}
APP = "Bảng điều hành Chính quyền thân thiện"
PAGES = {
    "overview": ("Tổng quan", ":material/dashboard:", "tong-quan"),
    "since_last_meeting": ("Kể từ kỳ họp trước", ":material/history:", "ke-tu-ky-hop-truoc"),
    "model_progress": ("Tiến độ mô hình", ":material/flag:", "tien-do-mo-hinh"),
    "processing_times": ("Thời gian giải quyết", ":material/schedule:", "thoi-gian-giai-quyet"),
    "open_dossiers": ("Hồ sơ đang giải quyết", ":material/folder_open:", "ho-so-dang-giai-quyet"),
    "satisfaction": ("Mức độ hài lòng", ":material/sentiment_satisfied:", "muc-do-hai-long"),
    "receptions_petitions": ("Tiếp dân – Đơn thư", ":material/groups:", "tiep-dan-don-thu"),
    "letters": ("Thư", ":material/mail:", "thu"),
    "scores": ("Bảng chấm điểm", ":material/checklist:", "bang-cham-diem"),
    "form_06a": ("Biểu II.06a", ":material/table:", "bieu-ii-06a"),
    "reports": ("Báo cáo", ":material/description:", "bao-cao"),
    "meeting": ("Trình chiếu", ":material/slideshow:", "trinh-chieu"),
    "data_intake": ("Dữ liệu", ":material/upload_file:", "du-lieu"),
    "definitions": ("Định nghĩa chỉ số", ":material/menu_book:", "dinh-nghia"),
    "rows": ("Hồ sơ đứng sau con số", ":material/list:", "ho-so-sau-con-so"),
}
NOT_IN_THE_LIST = ("meeting", "rows")  # other pages lead there
STATUS = {
    1: "Mới đăng ký",
    2: "Được tiếp nhận",
    3: "Từ chối tiếp nhận",
    4: "Đang xử lý",
    5: "Chờ bổ sung",
    6: "Chờ nghĩa vụ tài chính",
    7: "Công dân rút",
    8: "Tạm dừng",
    9: "Đã xử lý xong",
    10: "Đã trả kết quả",
}
CHANNELS = {"counter": "Trực tiếp", "online": "Trực tuyến", "postal": "Bưu chính công ích"}
# By the procedure, whatever the field: in Biểu II.06a both stand in the field Đất đai.
TOPICS = {
    "land": "Thủ tục đất đai, không kể đền bù",
    "compensation": "Thủ tục đền bù, giải phóng mặt bằng",
}
VERDICTS = {"before_time": "Trước hạn", "on_time": "Đúng hạn", "overdue": "Quá hạn"}
PAUSES = {"supplement": "Bổ sung", "pause": "Tạm dừng", "fee": "Nghĩa vụ tài chính"}
SOURCES = {
    "kiosk": "Máy đánh giá",
    "staff": "Cán bộ ghi nhận",
    "online": "Trực tuyến",
    "slip": "Phiếu",
    "survey": "Khảo sát",
}
FACTORS = {
    "access": "Tiếp cận dịch vụ",
    "procedure": "Thủ tục hành chính",
    "staff": "Công chức giải quyết công việc",
    "result": "Kết quả dịch vụ",
    "complaint_handling": "Xử lý góp ý, phản ánh",
    "attitude": "Thái độ phục vụ",
    "overall": "Đánh giá chung",
}
UNITS = {"share": "%", "days": "ngày làm việc", "calendar_days": "ngày"}
ALL_UNITS = "Tất cả đơn vị"
ALL_FIELDS = "Tất cả lĩnh vực"
ALL_PROCEDURES = "Tất cả thủ tục"
ALL_CHANNELS = "Tất cả kênh"
KINDS = {
    "month": "Theo tháng",
    "quarter": "Theo quý",
    "half": "Theo 6 tháng",
    "nine_months": "Theo 9 tháng",
    "year": "Theo năm",
    "range": "Khoảng tự chọn",
}
COMPARE = {"previous": "So với kỳ trước", "last_year": "So với cùng kỳ năm trước"}
COMPARED = {"previous": "kỳ trước", "last_year": "cùng kỳ năm trước"}
CERTIFICATION = {True: "Gồm cả chứng thực", False: "Trừ chứng thực"}
LABEL = {
    "unit": "Đơn vị",
    "kind": "Loại kỳ",
    "period": "Kỳ",
    "range": "Từ ngày, đến ngày",
    "field": "Lĩnh vực",
    "procedure": "Thủ tục",
    "channel": "Kênh",
    "certification": "Chứng thực",
    "compare": "So sánh",
    "state": "Danh sách",
    "measure": "Chỉ số",
    "part": "Phần",
    "cell": "Ô của biểu",
    "card": "Bộ tiêu chí",
    "since": "Ngày họp trước",
    "until": "Ngày so sánh",
    "overdue": "Danh sách",
}
DAYS_TOLD = ("from", "to", "data_date")
NO_WAREHOUSE = (
    "Chưa có số liệu nào được nạp. Đặt tệp CSV vào thư mục data/inbox rồi chạy "
    "“python -m etl load” và mở lại."
)
WRONG_SCHEMA = (
    "Bản số liệu này do phiên bản khác của chương trình dựng. Mở lại Bảng điều hành, hoặc chạy "
    "“python -m etl load”: số liệu được dựng lại từ các tệp đã nạp."
)
MAKING_READY = (
    "Đang chuẩn bị số liệu: lần đầu mở, hoặc chương trình vừa lên phiên bản mới nên phải dựng lại. "
    "Trang tự mở khi xong."
)
SNAPSHOT_LOST = (
    "Không mở được bản số liệu đang công bố. Chạy “python -m etl status” để xem các bản còn lại, "
    "hoặc “python -m etl rebuild” để dựng lại."
)


def stands_in(lost: str, name: str, data_date: date) -> str:
    """That another snapshot is shown in the place of the published one, which is damaged."""
    return (
        f"Bản số liệu đang công bố ({lost}) bị hỏng hoặc bị sửa ngoài chương trình: đang xem bản tốt gần "
        f"nhất, {name}, số liệu đến {day(data_date)}. Chạy “python -m etl load” để dựng lại."
    )


SAMPLE = "Số liệu mẫu do máy tạo, không phải số liệu thật của phường nào."
SAMPLE_SHORT = "số liệu mẫu"
NOTHING = "Không có hồ sơ nào trong lựa chọn này. Chọn kỳ khác, đơn vị khác hoặc bỏ bớt bộ lọc."
NO_SUCH_KIND = "Số liệu chưa có kỳ nào loại này. Chọn loại kỳ khác."
BROKEN = (
    "Trang này gặp lỗi khi tính. Tải lại trang; nếu vẫn lỗi, gửi đường dẫn trên thanh địa chỉ cho "
    "người hỗ trợ. Số liệu không bị ảnh hưởng."
)
RANGE_HALF = "Chọn đủ ngày bắt đầu và ngày kết thúc."
CSV, EXCEL = "CSV", "Excel"
LOADING = "Đang tính số liệu…"


def disk_said(error: OSError) -> str:
    """Why a file could not be written."""
    return DISK.get(error.errno, f"máy báo lỗi {error.errno}")


def days_and_hours(unit: str, value) -> str:
    """The unit of a duration, with what a part of a working day is in hours."""
    said = hours(value) if unit == "days" else ""
    return f"{UNITS[unit]} ({said})" if said else UNITS[unit]


def url_gone(label: str, value: str) -> str:
    return (
        f"Đường dẫn nêu {label.lower()} “{value}”, nay không còn trong số liệu. "
        "Chọn lại ở thanh bên trái."
    )


UNPIN = "Về bản đang công bố"


def pinned(snapshot: str) -> str:
    return f"Đang xem bản số liệu cũ {snapshot}, theo đường dẫn."


def not_made_ready(why: str) -> str:
    return f"Chưa chuẩn bị được số liệu. {why} Sau đó mở lại Bảng điều hành."


def snapshot_of_other_version(snapshot: str) -> str:
    return (
        f"Đường dẫn nêu bản số liệu “{snapshot}”, do phiên bản khác của chương trình dựng nên không "
        f"mở được nữa. Bấm “{UNPIN}” ở thanh bên trái để xem số liệu hiện nay."
    )


def snapshot_gone(snapshot: str) -> str:
    return (
        f"Đường dẫn nêu bản số liệu “{snapshot}”, nay không còn được giữ. "
        f"Bấm “{UNPIN}” ở thanh bên trái để xem số liệu hiện nay."
    )


def freshness(unit: str, period: str, data_date, snapshot: str) -> str:
    return f"{unit} · {period} · số liệu đến ngày {day(data_date)} · bản {snapshot}"


def told_when(told: dict) -> str:
    """What stands beside an answer that a command gives: its days, its data date, its snapshot."""
    start, end, reached = (told[key] and date.fromisoformat(told[key]) for key in DAYS_TOLD)
    said = f"từ {day(start)} đến {day(end)}; số liệu đến {day(reached)}, bản {told['snapshot']}."
    return said + _coverage_told(told["coverage"])


def _coverage_told(known: dict) -> str:
    if known["state"] == "complete":
        return ""
    if known["state"] == "absent":
        return " Kỳ này chưa có số liệu."
    whole = known["units"] - len({gap["unit"] for gap in known["missing"]})
    if known["units"] == 1 or not whole:
        return " Kỳ chưa đủ số liệu."
    return f" {number(whole)}/{number(known['units'])} đơn vị có đủ số liệu của kỳ."


def stale(days_old: int) -> str:
    return f"Số liệu đã cũ {days_old} ngày. Nạp tệp mới để thấy tình hình hôm nay."


def n_text(n) -> str:
    return keep_together(f"n = {number(n)}")


SECTION = {
    "discuss": "Cần bàn",
    "watch": "Theo dõi",
    "to_do": "Cần xử lý",
    "groups": "Bảng số liệu theo nhóm",
    "open_list": "Danh sách hồ sơ",
    "ageing": "Tuổi hồ sơ và khả năng trễ",
    "flow": "Nhận, giải quyết, còn lại",
    "comments": "Ý kiến góp ý",
    "themes": "Chủ đề của ý kiến góp ý",
    "units": "So sánh đơn vị",
    "loads": "Tệp đang dùng",
    "coverage": "Số liệu có đến ngày nào",
    "rejected": "Dòng bị loại",
    "doubts": "Điều cần xem lại",
    "calendar": "Lịch làm việc",
    "templates": "Tệp mẫu",
    "notes": "Quy ước chung",
}
READ_WITH_CARE = "; n < 30, đọc thận trọng"
NO_LINE = "Chưa đủ số liệu để vẽ."


def too_few(n, limit: int) -> str:
    return f"{n_text(n)}, dưới {limit} nên không hiện"


def inside(low, high) -> str:
    """The interval of a share in brackets after it, or nothing where there is none."""
    return "" if is_absent(low) else f" ({number(low * 100, 1)}–{number(high * 100, 1)})"


def judged_on(now) -> str:
    if is_absent(now["judged_on"]):
        return ""
    said = f"tính đến ngày {day(now['judged_on'])}"
    if not now["outside_calendar"]:
        return said
    left = f"{number(now['outside_calendar'])} hồ sơ có ngày nằm ngoài lịch làm việc đã khai báo"
    return f"{said}; {left} nên chưa biết có sắp đến hạn không, thêm năm vào calendar_years.csv"


def rows_behind(n, measure) -> str:
    if measure.rows_are:
        return keep_together(f"Xem các {measure.rows_are}")
    return keep_together(f"Xem {number(n)} {measure.counts}")


def target_text(measure, value, in_full: bool = False) -> str:
    """A target without decimals that say nothing: 95%, 7 ngày; `in_full` as `measured`."""
    return re.sub(r",0(?!\d)", "", measured(measure, value, in_full))


def measured(measure, value, in_full: bool = False) -> str:
    """A value in its unit; `in_full`: a time with the days that it counts, "7,0 ngày làm việc"."""
    if in_full and measure.unit.endswith("days") and not is_absent(value):
        return f"{number(value, 1)} {UNITS[measure.unit]}"
    return {"share": share, "count": number}.get(measure.unit, days)(value)


ABSENT = "–"
YES = "có"
GROUPS = {
    "field": "Lĩnh vực",
    "procedure": "Thủ tục",
    "unit": "Đơn vị",
    "topic": "Đất đai, đền bù",
    "channel": "Kênh",
}
NO_GROUP = {
    "field": "Chưa rõ lĩnh vực",
    "procedure": "Chưa rõ thủ tục",
    "unit": "Chưa rõ đơn vị",
    "topic": "Các thủ tục khác",
    "channel": "Chưa rõ kênh",
    "source": "Chưa rõ nguồn",
}
DOWNLOAD = "Tải danh sách (Excel)"
# The headings of tables of dossiers, ratings and loads. Another table has its own beside these.
COLUMNS = {
    "dossier_id": "Mã hồ sơ",
    "procedure": "Thủ tục",
    "field": "Lĩnh vực",
    "unit": "Đơn vị",
    "due_on": "Hẹn trả",
    "late_working_days": "Quá hạn (ngày làm việc)",
    "status": "Trạng thái",
    "officer": "Cán bộ",
    "received_on": "Tiếp nhận",
    "received_at": "Tiếp nhận",
    "finished_at": "Kết thúc xử lý",
    "finish_is_estimated": "Ngày kết thúc ước tính",
    "age_working_days": "Tuổi (ngày làm việc)",
    "due_at": "Hẹn trả",
    "first_due_on": "Hẹn trả đầu tiên",
    "first_seen_on": "Thấy lần đầu",
    "settled_seen_on": "Thấy xong lần đầu",
    "effect": "Tác động",
    "edge": "Vì sao",
    "due_changes": "Số lần đổi hạn",
    "paused_days": "Tạm dừng (ngày làm việc)",
    "paused_working_days": "Tạm dừng (ngày làm việc)",
    "kind": "Loại tạm dừng",
    "began_on": "Bắt đầu tạm dừng",
    "ended_on": "Kết thúc tạm dừng",
    "overdue_reason": "Lý do quá hạn",
    "note": "Ghi chú",
    "working_days": "Ngày làm việc",
    "verdict": "Kết quả",
    "channel": "Kênh",
    "source_file": "Tệp",
    "source_line": "Dòng",
    "source": "Nguồn",
    "file": "Tệp",
    "as_of": "Ngày xuất tệp",
    "as_of_is_estimated": "Ngày ước tính",
    "rows_read": "Đọc",
    "rows_accepted": "Nhận",
    "rows_rejected": "Loại",
    "rows_duplicate": "Trùng",
    "rows_not_data": "Không phải số liệu",
    "dropped_columns": "Cột không lưu",
    "line": "Dòng",
    "column": "Cột",
    "value": "Giá trị",
    "reason": "Lý do",
    "sentence": "Điều cần xem",
    "rows": "Số dòng",
    "about": "Ở đâu (số dòng)",
    "year": "Năm",
    "first_day": "Từ ngày",
    "last_day": "Đến ngày",
    "weekdays_off": "Ngày nghỉ trong tuần",
    "weekend_days_worked": "Ngày làm bù",
    "day": "Ngày",
    "is_working": "Làm việc",
    "comment": "Ý kiến",
    "level": "Mức",
    "rated_at": "Ngày đánh giá",
    "scale": "Thang",
    "overall": "Đánh giá chung",
    "attitude": "Thái độ (mức)",
    "label": "Nhóm",
    "median": "Trung vị (ngày làm việc)",
    "p90": "90% xong trong (ngày làm việc)",
    "n": "n",
    "low": "Cận dưới 95%",
    "high": "Cận trên 95%",
    "before_time": "Trước hạn",
    "on_time": "Đúng hạn",
    "overdue": "Quá hạn",
    "within": "Trong hạn",
    "waiting": "Đang chờ",
    "from_days": "Từ (ngày)",
    "to_days": "Đến dưới (ngày)",
    "count": "Số hồ sơ",
    "ratings": "Số lượt",
    "month": "Tháng",
    "time": "Ngày làm việc",
    "at_risk": "Số còn theo dõi",
    "finished": "Xong",
    "censored": "Chưa xong, thôi theo dõi",
    "survival": "Phần chưa xong",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "theme": "Chủ đề",
    "themes": "Chủ đề",
    "comments": "Số ý kiến",
    "examples": "Ví dụ",
    "share": "Tỷ lệ",
    "met": "Xong đúng hạn",
    "expected": "Mức mong đợi",
    "low_998": "Giới hạn dưới 99,8%",
    "low_95": "Giới hạn dưới 95%",
    "high_95": "Giới hạn trên 95%",
    "high_998": "Giới hạn trên 99,8%",
    "place": "So với mức mong đợi",
    "share_content": "Hài lòng chung khi hài lòng với yếu tố",
    "n_content": "n, hài lòng với yếu tố",
    "share_not_content": "Hài lòng chung khi không hài lòng với yếu tố",
    "n_not_content": "n, không hài lòng với yếu tố",
    "difference": "Chênh lệch",
}
OVERDUE_SHARE = "Tỷ lệ quá hạn"
FRACTIONS = (
    *("value", "low", "high", "expected", "low_998", "low_95", "high_95", "high_998", "share"),
    *("share_content", "share_not_content"),
)
# Under these headings stand fractions where what is shown is a share.
SHARE_HEADINGS = {OVERDUE_SHARE, *(COLUMNS[key] for key in FRACTIONS)}
LEVELS = {
    3: ("Không hài lòng", "Hài lòng", "Rất hài lòng"),
    5: ("Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"),
}


def level(scale, value) -> str:
    return ABSENT if is_absent(value) else LEVELS[scale][int(value) - 1]


def where(choice) -> str:
    """Of which period and unit a sentence of a paper is."""
    return f"{choice.period.label}, {_unit_in_a_sentence(choice)}"


def where_on_page(choice) -> str:
    """The same as markdown."""
    return f"{choice.period.label}, {escaped(_unit_in_a_sentence(choice))}"


def _unit_in_a_sentence(choice) -> str:
    return choice.unit_name[0].lower() + choice.unit_name[1:]


def undated_said(undated) -> str:
    """That dossiers are finished and lack a day; "" where none is."""
    return f"{number(undated)} hồ sơ đã xong, chưa ghi ngày" if undated else ""


def late_and_undated(late: str, undated) -> str:
    """What is overdue, said already, and beside it what only the form counts so."""
    return "; ".join(filter(None, [late, undated_said(undated)]))


def period_note(choice) -> str:
    return choice.period.label


def rows_shown(visible: int, held: int, found: int) -> str:
    if found > held:
        return (
            f"Hiện {number(visible)} dòng đầu; tệp tải về có {number(held)} dòng đầu trong "
            f"{number(found)} dòng. Thu hẹp bộ lọc để lấy đủ."
        )
    if held > visible:
        return f"Hiện {number(visible)} dòng đầu trong {number(held)} dòng; tệp tải về có đủ."
    return f"{number(held)} dòng."


def table_alt(n: int) -> str:
    return f"Bảng {n} dòng"


def columns_named(frame, columns: dict[str, str] = COLUMNS, scale: int | None = None):
    """A frame with the Vietnamese headings of its table, for a file that leaves the page."""
    levels = {f"level_{i}": word for i, word in enumerate(LEVELS.get(scale, ()), 1)}
    return frame.rename(columns=columns | levels)
