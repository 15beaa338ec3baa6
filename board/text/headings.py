"""The headings of tables, and the lines below a table."""

from collections.abc import Mapping

from board.text.codes import LEVELS
from board.text.numbers import number

# Tables of dossiers, ratings and loads; another table adds its own.
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
    "value": "Giá trị",
    "reason": "Lý do",
    "level": "Mức",
    "rated_at": "Ngày đánh giá",
    "scale": "Thang",
    "overall": "Đánh giá chung",
    "attitude": "Thái độ (mức)",
    "label": "Nhóm",
    "median": "Một nửa xong trong (ngày làm việc)",
    "p90": "90% hồ sơ xong trong (ngày làm việc)",
    "n": "Số hồ sơ, lượt",
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
    "month": "Tháng",
    "time": "Ngày làm việc",
    "at_risk": "Số còn theo dõi",
    "finished": "Xong",
    "censored": "Chưa xong, thôi theo dõi",
    "survival": "Phần chưa xong",
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "share": "Tỷ lệ",
    "met": "Xong đúng hạn",
    "expected": "Mức mong đợi",
    "low_998": "Giới hạn dưới 99,8%",
    "low_95": "Giới hạn dưới 95%",
    "high_95": "Giới hạn trên 95%",
    "high_998": "Giới hạn trên 99,8%",
    "place": "So với mức mong đợi",
    "share_content": "Hài lòng chung khi hài lòng với yếu tố",
    "n_content": "Số lượt, hài lòng với yếu tố",
    "share_not_content": "Hài lòng chung khi không hài lòng với yếu tố",
    "n_not_content": "Số lượt, không hài lòng với yếu tố",
    "difference": "Chênh lệch",
}
OVERDUE_SHARE = "Tỷ lệ quá hạn"
FRACTIONS = (
    *("value", "low", "high", "expected", "low_998", "low_95", "high_95", "high_998", "share"),
    *("share_content", "share_not_content"),
)
# Columns of fractions, which a workbook formats as percentages where the measure is a share.
SHARE_HEADINGS = {OVERDUE_SHARE, *(COLUMNS[key] for key in FRACTIONS)}
YES = "có"
NO_LINE = "Chưa đủ số liệu để vẽ."
DOWNLOAD = "Tải danh sách (Excel)"
CSV, EXCEL = "CSV", "Excel"


def rows_shown(visible: int, held: int, found: int) -> str:
    """How many rows a table shows of those in the file, and of those found."""
    if found > held:
        return (
            f"Hiện {number(visible)} dòng đầu; tệp tải về có {number(held)} dòng đầu trong "
            f"{number(found)} dòng. Thu hẹp bộ lọc để lấy đủ."
        )
    if held > visible:
        return f"Hiện {number(visible)} dòng đầu trong {number(held)} dòng; tệp tải về có đủ."
    return f"{number(held)} dòng."


def table_alt(name: str, n: int) -> str:
    """The label of a table for a screen reader, which tells it from the others of its page."""
    return f"{name}: bảng {n} dòng"


PLAIN_TABLES = "Xem dạng bảng thường"
PICK_A_COLUMN = "Chọn một ô"


def plain_tables_help(most: int) -> str:
    """What the switch to plain tables does."""
    return (
        f"Mọi bảng thành bảng thường, đi qua được bằng bàn phím và trình đọc màn hình, in được cả "
        f"bảng; mỗi bảng {number(most)} dòng đầu, đủ dòng ở tệp tải về."
    )


def pick_a_row(name: str) -> str:
    """The label of the box that picks a row of a plain table."""
    return f"Chọn một dòng của bảng {name}"


def columns_named(frame, columns: Mapping[str, str] = COLUMNS, scale: int | None = None):
    """A frame with the Vietnamese headings of its table, for a file that leaves the page."""
    levels = {f"level_{i}": word for i, word in enumerate(LEVELS.get(scale or 0, ()), 1)}
    return frame.rename(columns={**columns, **levels})
