"""The words of Dữ liệu."""

from board.formats import moment, number

LOADS_NOTE = "đọc = nhận + loại + trùng"
REJECTED_NOTE = "sửa trong tệp gốc rồi nạp lại"
DOUBTS_NOTE = "không loại dòng nào; chỉ đếm và nêu ra"
CALENDAR_NOTE = "ngày làm việc theo quyết định nghỉ lễ từng năm"
CALENDAR_DAYS = "Các ngày nghỉ trong tuần và ngày làm bù"
NONE_REJECTED = "Không có dòng nào bị loại."
STILL_WAITS = "tệp và lần ghi chưa nạp vẫn còn nguyên, lần nạp sau sẽ lấy"
LOAD_UNREADABLE = (
    f"Lệnh nạp không trả lời rõ kết quả: {STILL_WAITS}; chạy “python -m etl load” để xem lý do."
)
TEMPLATES_NOTE = (
    "tệp Excel có danh sách để chọn, ghi chú ở từng tiêu đề: điền từ dòng thứ hai; tệp CSV điền từ dòng "
    "thứ ba; đặt vào data/inbox"
)


def intake_answer(loads) -> str:
    read, rejected = loads["rows_read"].sum(), loads["rows_rejected"].sum()
    entered = loads["entries"].sum()
    besides = f" và {number(entered)} lần ghi trên trang" if entered else ""
    return (
        f"**{number((loads['entries'] == 0).sum())} tệp**{besides} đang dùng, "
        f"{number(read)} dòng đã đọc: "
        f"{number(loads['rows_accepted'].sum())} nhận, **{number(rejected)} loại**, "
        f"{number(loads['rows_duplicate'].sum())} trùng."
    )


def loads_named(loads, titles: dict[str, str]):
    """The files in use as a reader sees them; entries made on pages say how many they are."""
    named = [
        entries_of(one.entries, one.last_entry_at) if one.entries else one.file
        for one in loads.itertuples()
    ]
    made = loads.assign(source=loads["source"].map(titles), file=named)
    return made.drop(columns=["entries", "last_entry_at"])


def entries_of(times: int, last) -> str:
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
