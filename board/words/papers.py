"""The words of papers: their names, and what stands on every one of them."""

from board.formats import day
from board.words.base import ALL_CHANNELS, ALL_FIELDS, ALL_PROCEDURES, CERTIFICATION, CHANNELS

PAPERS = {
    "committee-pack": "Tập trình chiếu họp Đảng ủy",
    "board-sheet": "Phiếu tuần của Ban điều hành",
    "report-upward": "Báo cáo gửi cấp trên",
    "form06a": "Biểu II.06a",
    "letters": "Thư",
}
ABOUT_TAB = "Thông tin"
ADDRESS = "Mở trên Bảng điều hành"
QR_ALT = "Mã QR mở Bảng điều hành ở đúng bản số liệu và bộ lọc này"
FORM_TAB = "Biểu II.06a"
FORM_TITLE = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"
FORM_UNIT = "Đơn vị tính: số hồ sơ TTHC"
FORM_NUMBER = "TT"
FORM_FIELD = "Lĩnh vực giải quyết"
FORM_GROUPS = (
    "Số lượng hồ sơ tiếp nhận",
    "Số lượng hồ sơ đã giải quyết",
    "Số lượng hồ sơ đang giải quyết",
)
FORM_WITHIN = "Trong kỳ"
FORM_COLUMNS = {
    "c3": "Tổng số",
    "c4": "Trực tuyến",
    "c5": "Trực tiếp, dịch vụ bưu chính",
    "c6": "Từ kỳ trước",
    "c7": "Tổng số",
    "c8": "Trước hạn",
    "c9": "Đúng hạn",
    "c10": "Quá hạn",
    "c11": "Tổng số",
    "c12": "Trong hạn",
    "c13": "Quá hạn",
}


def reporting_unit(choice) -> str:
    return f"Đơn vị báo cáo: {choice.unit_name}"


def form_period(choice) -> str:
    return f"Kỳ báo cáo: từ ngày {day(choice.period.start)} đến ngày {day(choice.period.end)}"


def made_from(choice) -> str:
    return (
        f"Lập từ bản số liệu {choice.snapshot.name}, số liệu đến ngày {day(choice.data_date)}. "
        f"{chosen_filters(choice)}."
    )


def chosen_filters(choice) -> str:
    chosen = choice.filters
    return "; ".join(
        (
            choice.unit_name,
            choice.period.label,
            chosen.field or ALL_FIELDS,
            chosen.procedure or ALL_PROCEDURES,
            CHANNELS.get(chosen.channel, ALL_CHANNELS),
            CERTIFICATION[chosen.with_certification],
        )
    )


def about(name: str, choice, code: str) -> list[tuple[str, str]]:
    """What a paper says of itself: label and text."""
    return [
        ("Tài liệu", PAPERS[name]),
        ("Đơn vị", choice.unit_name),
        ("Kỳ", f"{choice.period.label} ({day(choice.period.start)}–{day(choice.period.end)})"),
        ("Bộ lọc", chosen_filters(choice)),
        ("Số liệu đến ngày", day(choice.data_date)),
        ("Bản số liệu", choice.snapshot.name),
        ("Mã tài liệu", code),
    ]


def no_such_paper(name: str) -> str:
    return f"Không có tài liệu “{name}”. Các tài liệu: {', '.join(PAPERS)}."


def no_such_ending(name: str, ending: str, endings) -> str:
    said = f"“{ending}”" if ending else "không có đuôi"
    return f"{PAPERS[name]} không làm được thành tệp {said}. Đặt tên tệp có đuôi {' hoặc '.join(endings)}."


def cannot_write(path, why: str) -> str:
    return f"Không ghi được tệp {path}: {why}. Chọn thư mục khác rồi chạy lại; chưa có gì thay đổi."


def paper_made(told: dict) -> str:
    return (
        f"Đã làm {PAPERS[told['paper']]}: {told['out']} (mã {told['code']}), bản {told['snapshot']}, "
        f"số liệu đến {told['data_date']}."
    )
