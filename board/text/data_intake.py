"""The words of Dữ liệu."""

from datetime import date

from board.text.dates import day, moment
from board.text.markdown import escaped
from board.text.numbers import ABSENT, number
from board.text.sentences import inside_a_sentence

FILES_OF_OTHERS = (
    "Tệp có dòng của đơn vị ngoài phạm vi được xem không hiện ở đây, kể cả dòng bị loại của tệp ấy."
)
OF_FILES_SEEN = " trong các tệp được xem"
NO_FILE_SEEN = "Chưa có tệp nào chỉ gồm dòng của đơn vị được xem."
LOAD_COLUMNS = {
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
}
REJECTED_COLUMNS = {
    "source": "Nguồn",
    "file": "Tệp",
    "line": "Dòng",
    "column": "Cột",
    "value": "Giá trị",
    "reason": "Lý do",
}
DOUBT_COLUMNS = {
    "sentence": "Điều cần xem",
    "rows": "Số dòng",
    "about": "Ở đâu (số dòng)",
}
YEAR_COLUMNS = {
    "year": "Năm",
    "first_day": "Từ ngày",
    "last_day": "Đến ngày",
    "working_days": "Ngày làm việc",
    "weekdays_off": "Ngày nghỉ trong tuần",
    "weekend_days_worked": "Ngày làm bù",
}
DAY_COLUMNS = {
    "day": "Ngày",
    "is_working": "Làm việc",
    "note": "Ghi chú",
}
LATE_NAMED = 5
LOADS_NOTE = "đọc = nhận + loại + trùng"
REJECTED_NOTE = "sửa trong tệp gốc rồi nạp lại"
DOUBTS_NOTE = "không loại dòng nào; chỉ đếm và nêu ra"
CALENDAR_NOTE = "ngày làm việc theo quyết định nghỉ lễ từng năm"
CALENDAR = "Lịch làm việc: các năm đã khai báo, ngày nghỉ trong tuần, ngày làm bù"
CALENDAR_YEARS = "Các năm đã khai báo"
CALENDAR_DAYS = "Các ngày nghỉ trong tuần và ngày làm bù"
NONE_REJECTED = "Không có dòng nào bị loại."
STILL_WAITS = "tệp và lần ghi chưa nạp vẫn còn nguyên, lần nạp sau sẽ lấy"
LOAD_UNREADABLE = (
    f"Lệnh nạp không trả lời rõ kết quả: {STILL_WAITS}; chạy “python -m etl load” để xem lý do."
)
TEMPLATES_NOTE = (
    "tệp Excel có danh sách để chọn, ghi chú ở từng tiêu đề: điền từ dòng thứ hai; tệp CSV điền từ dòng "
    "thứ ba; rồi thả vào ô Nạp tệp"
)


RESTORE = "Dùng lại"
PICK_A_FILE = "Chọn một dòng để rút tệp ấy khỏi số liệu."
ENTRIES_ARE_VOIDED = "Điều đã ghi trên trang thì huỷ ở chính sổ ấy, không rút."
WITHDRAW = "Rút tệp"
WITHDRAW_WHY = "Lý do rút"
WITHDRAWN = "Tệp đã rút"
WITHDRAWN_NOTE = "không tính vào số liệu; vẫn được giữ, dùng lại lúc nào cũng được"
SAMPLE_SHOWN = "Không còn tệp thật nào được dùng: các trang hiện số liệu mẫu."
WORKING = "Đang dựng lại số liệu…"
MAPPINGS = "Câu trả lời đã lưu cho các mẫu tệp"
NO_MAPPINGS = "Chưa có câu trả lời nào được lưu."
WITHDRAW_MAPPING = "Thôi dùng"
ADD_UNIT = "Thêm đơn vị chưa có trong danh mục"
UNIT_CODE = "Mã đơn vị"
UNIT_NAME = "Tên đơn vị"
UNIT_MISSING = "Chưa ghi đủ mã và tên đơn vị nên chưa thêm: điền cả hai ô rồi bấm Thêm."
UNIT_FROM = "Có từ ngày"
UNIT_BEFORE = "Lập từ các đơn vị (mã, cách nhau bằng dấu phẩy)"
UNIT_BEFORE_HELP = "Để trống nếu không sáp nhập từ đơn vị nào đang có trong danh mục."
ADD = "Thêm"
DONE = "Đã xong."
ADD_PROCEDURES = "Thêm danh mục thủ tục hành chính"
ADD_PROCEDURES_NOTE = (
    "Tệp tải từ Cổng Dịch vụ công quốc gia (Mã số, Tên, Cơ quan ban hành, Cơ quan thực hiện, "
    "Lĩnh vực); dòng đã có được giữ."
)


def withdraw_what(file: str) -> str:
    """What a press would do to the file of that name, before it is pressed."""
    return f"Rút {file}: số liệu được dựng lại không có tệp này; tệp vẫn được giữ."


def withdrawn_line(file) -> str:
    """A file that is withdrawn: its day, and who withdrew it, when and why."""
    exported = day(date.fromisoformat(file.as_of))
    at = day(date.fromisoformat(file.at[:10]))
    parts = [
        f"{file.file} (xuất ngày {exported}): rút ngày {at}",
        f"người rút {file.by}" if file.by else "",
        "do quay lại bản trước" if file.by_rollback else "",
        file.why or "",
    ]
    return ", ".join(part for part in parts if part) + "."


def mapping_line(mapping: dict) -> str:
    """A kept mapping: for which files, who made it and when, whether it is still used."""
    made = day(date.fromisoformat(mapping["made_at"][:10])) if mapping["made_at"] else ABSENT
    parts = [
        f"{mapping['name']} ({mapping['source_title'] or ABSENT}): lưu ngày {made}",
        f"người trả lời {mapping['by']}" if mapping["by"] else "",
    ]
    if mapping["withdrawn_at"]:
        parts.append(f"thôi dùng từ {day(date.fromisoformat(mapping['withdrawn_at'][:10]))}")
    if mapping.get("fault"):
        parts.append(mapping["fault"])
    return ", ".join(part for part in parts if part) + "."


def done_line(result: dict) -> str:
    """What a command that a press started did."""
    if decision := result.get("decision"):
        if decision["undone"]:
            return f"Đã dùng lại {decision['file']}."
        shown = f" {SAMPLE_SHOWN}" if decision["only_sample"] else ""
        return f"Đã rút {decision['file']} khỏi số liệu.{shown}"
    return result.get("text") or DONE


def command_failed(reason: str, value: float) -> str:
    """Why a command that a page started came to no result, by the kind and number of its failure."""
    if reason == "not_started":
        return f"Không khởi động được lệnh đọc tệp (máy báo lỗi {value}). Thử lại."
    if reason == "too_long":
        return f"Đọc tệp quá {number(value)} giây nên đã dừng. Chia tệp nhỏ hơn rồi thả lại."
    return "Lệnh đọc tệp dừng giữa chừng. Thả lại tệp; nếu vẫn lỗi thì báo cho người hỗ trợ."


def intake_answer(selection, late, rejected, loads, sees_every_file: bool) -> str:
    """Whether everything is in, how much of it is late, how many rows are to be mended. `late`: the
    sources that lag; `rejected`: the rows that the `loads` rejected, with their `file`; whether
    these are of every file."""
    place = escaped(inside_a_sentence(selection.unit_name))
    reached = f"{place} {{}} số liệu đến ngày {day(selection.snapshot.data_date)}"
    lacks = f"; **{number(len(late))} tệp, sổ gửi chậm**" if late else ""
    mend = "không có dòng nào phải sửa"
    if len(rejected):
        files = number(rejected["file"].nunique())
        mend = f"**{number(len(rejected))} dòng bị loại** của {files} tệp phải sửa"
    first = reached.format("chưa đủ" if late else "có đủ")
    seen = "" if sees_every_file else OF_FILES_SEEN
    mends = f"; {mend}{seen}" if len(loads) else ""  # of no file nobody can say that it is sound
    return f"{first[:1].upper()}{first[1:]}{lacks}{mends}."


def late_lines(late, titles: dict[str, str]) -> list[str]:
    """What is late, the oldest first, each source with the day that it reaches."""
    named = [
        f"{titles[found.source]}, {inside_a_sentence(found.unit_name)} (đến {day(found.until)})"
        for found in late[:LATE_NAMED]
    ]
    others = len(late) - LATE_NAMED
    more = f"; {number(others)} tệp, sổ khác" if others > 0 else ""
    return [f"Gửi chậm: {'; '.join(named)}{more}."] if late else []


def never_sent_lines(reached, titles: dict[str, str]) -> list[str]:
    """Of what no file ever came; `reached` as `days_reached` gives it."""
    sent = [source for source in titles if source in reached and reached[source].notna().any()]
    never = [title for source, title in titles.items() if source not in sent]
    return [f"Chưa gửi lần nào: {'; '.join(never)}."] if never else []


def mend_lines(rejected, doubts, titles: dict[str, str]) -> list[str]:
    """What is to be mended or looked at, in which sources."""
    lines = []
    if len(rejected):
        counts = rejected["source"].value_counts()
        named = "; ".join(f"{titles[source]} {number(n)} dòng" for source, n in counts.items())
        lines.append(f"Phải sửa: {named}.")
    if len(doubts):
        rows = number(doubts["rows"].sum())
        lines.append(
            f"Cần xem lại: {number(len(doubts))} điều, ở {rows} dòng; không loại dòng nào."
        )
    return lines


def in_use_lines(loads) -> list[str]:
    """How many files are in use, and what became of their rows; nothing where none is seen."""
    if loads.empty:
        return []
    read, rejected = loads["rows_read"].sum(), loads["rows_rejected"].sum()
    entered = loads["entries"].sum()
    besides = f" và {number(entered)} lần ghi trên trang" if entered else ""
    return [
        f"Đang dùng: {number((loads['entries'] == 0).sum())} tệp{besides}, "
        f"{number(read)} dòng đã đọc: "
        f"{number(loads['rows_accepted'].sum())} nhận, {number(rejected)} loại, "
        f"{number(loads['rows_duplicate'].sum())} trùng."
    ]


def loads_named(loads, titles: dict[str, str]):
    """The files in use as a reader sees them; entries made on pages are one row with their number."""
    named = [
        entries_of(load.entries, load.last_entry_at) if load.entries else load.file
        for load in loads.itertuples()
    ]
    made = loads.assign(source=loads["source"].map(titles), file=named)
    return made.drop(columns=["entries", "last_entry_at", "sha256"])


def entries_of(times: int, last) -> str:
    """The row that stands for all entries of a source; `last` is the moment of the newest."""
    return f"Ghi trên trang: {number(times)} lần, lần cuối {moment(last)}"


def load_failed(reason: str, value: float) -> str:
    """Why a load that the board started came to no result, by the kind and number of its failure."""
    if reason == "not_started":
        return f"Không khởi động được lệnh nạp (máy báo lỗi {value}): {STILL_WAITS}."
    if reason == "too_long":
        return (
            f"Lệnh nạp chạy quá {number(value)} giây (cài đặt load_limit_seconds) nên đã bị dừng: "
            f"{STILL_WAITS}."
        )
    if value:
        return (
            f"Lệnh nạp dừng giữa chừng (mã lỗi {value}): {STILL_WAITS}; chạy “python -m etl load” "
            "để xem lý do."
        )
    return LOAD_UNREADABLE
