"""The words of Dữ liệu."""

from board.formats import number

LOADS_NOTE = "đọc = nhận + loại + trùng"
REJECTED_NOTE = "sửa trong tệp gốc rồi nạp lại"
DOUBTS_NOTE = "không loại dòng nào; chỉ đếm và nêu ra"
CALENDAR_NOTE = "ngày làm việc theo quyết định nghỉ lễ từng năm"
CALENDAR_DAYS = "Các ngày nghỉ trong tuần và ngày làm bù"
NONE_REJECTED = "Không có dòng nào bị loại."
TEMPLATES_NOTE = "tải về, điền từ dòng thứ ba, đặt vào data/inbox"


def intake_answer(loads) -> str:
    read, rejected = loads["rows_read"].sum(), loads["rows_rejected"].sum()
    return (
        f"**{number(len(loads))} tệp** đang dùng, {number(read)} dòng đã đọc: "
        f"{number(loads['rows_accepted'].sum())} nhận, **{number(rejected)} loại**, "
        f"{number(loads['rows_duplicate'].sum())} trùng."
    )
