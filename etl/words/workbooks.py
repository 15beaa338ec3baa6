"""Why a workbook is refused."""

SAVE_ANEW = "mở tệp bằng Excel, lưu lại dạng xlsx rồi thử lại"
NO_WORKBOOK = f"Tệp này không phải tệp Excel hay OpenDocument: {SAVE_ANEW}."
DAMAGED = "Tệp Excel này bị hỏng hoặc tải về chưa đủ: lấy lại tệp rồi thử lại."
BINARY = f"Tệp này là Excel nhị phân (xlsb), chương trình không đọc: {SAVE_ANEW}."
LOCKED = "Tệp này đặt mật khẩu: mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi thử lại."

UNPACKS_TOO_LARGE = (
    "Tệp này phình quá lớn khi mở ra: chỉ chép bảng cần dùng sang một tệp Excel mới rồi thử lại."
)

BEYOND_EXCEL = (
    "Các trang tính trong tệp này trải rộng hơn 16.384 cột hoặc 1.048.576 dòng: chỉ chép bảng cần dùng sang "
    "một tệp Excel mới rồi thử lại."
)


def too_many_cells(most: int) -> str:
    """Of a workbook whose outermost cells stand too far apart, or that is too large."""
    return (
        f"Các trang tính trong tệp này trải rộng hơn {most:,} ô: ".replace(",", ".")
        + "chỉ chép bảng cần dùng sang một tệp Excel mới rồi thử lại."
    )


def too_many_sheets(most: int) -> str:
    """Of a workbook with more sheets than anybody reads."""
    return f"Tệp này có hơn {most} trang tính: chỉ giữ trang tính cần dùng, lưu lại rồi thử lại."


def with_file_name(name: str, sentence: str) -> str:
    """What the reader of workbooks says, of a file by its name."""
    if sentence.startswith("Tệp này"):
        return f"Tệp {name}{sentence.removeprefix('Tệp này')}"
    return f"Tệp {name}: {sentence[0].lower()}{sentence[1:]}"
