"""Why a file is refused for its days: its as-of, or a column in which day and month are in doubt."""

from datetime import date


def export_in_future(name: str, as_of: date, today: date) -> str:
    """The refusal of a file whose as-of is after today."""
    return (
        f"Tệp {name} mang ngày xuất {as_of:%d/%m/%Y}, sau ngày của máy này là {today:%d/%m/%Y}: "
        "chưa thể có số liệu đến ngày ấy. Đổi tên tệp cho đúng ngày xuất, hoặc nạp lại kèm "
        "--as-of dd/mm/yyyy; nếu ngày của máy sai thì chỉnh lại ngày của máy."
    )


def staged_in_future(name: str, as_of: date, today: date, stem: str) -> str:
    """The trouble of a staged file whose as-of is after today; `stem`: its path, no ending."""
    return (
        f"Tệp {name} đã được phiên bản trước ghi nhận với ngày xuất {as_of:%d/%m/%Y}, sau ngày của "
        f"máy này là {today:%d/%m/%Y}: không dùng để dựng số liệu. Đổi tên tệp gốc cho đúng ngày "
        "xuất, hoặc nạp lại tệp gốc kèm --as-of dd/mm/yyyy. Không còn tệp gốc thì xoá "
        f"{stem}.parquet và {stem}.json; nếu ngày của máy sai thì chỉnh lại ngày của máy."
    )


def period_end_unlikely(name: str, end: date, newest: date) -> str:
    """The refusal of a period's end as as-of, long after the newest row."""
    return (
        f"Tệp {name} mang tên một kỳ: theo tên thì ngày xuất là {end:%d/%m/%Y}, nhưng ngày mới nhất "
        f"trong các dòng là {newest:%d/%m/%Y}. Nạp lại kèm ngày xuất thật: --as-of dd/mm/yyyy."
    )


def month_first(name: str, column: str, examples: list) -> str:
    """The refusal of a column in which months stand first; `examples` have line and text."""
    return (
        f"Tệp {name}: cột “{column}” ghi tháng trước ngày ({_days(examples)}), nên không nạp dòng nào. "
        "Đổi định dạng cột ngày thành dd/mm/yyyy rồi xuất lại tệp; hoặc xem trước tệp rồi trả lời là "
        "tháng đứng trước."
    )


def day_first(name: str, column: str, examples: list) -> str:
    """The refusal of a column in which days stand first though the mapping has months first."""
    return (
        f"Tệp {name}: cột “{column}” ghi ngày trước tháng ({_days(examples)}), trong khi cách hiểu đang "
        "dùng cho tệp là tháng trước ngày, nên không nạp dòng nào. Thôi dùng cách hiểu ấy (python -m etl "
        "mappings --withdraw) hoặc sửa date_order trong hồ sơ cấu hình, rồi nạp lại."
    )


def days_half_turned(name: str, column: str, examples: list) -> str:
    """The refusal of a column of which Excel swapped day and month where it could."""
    return (
        f"Tệp {name}: ở cột “{column}” Excel đã đảo ngày với tháng của những ngày không quá 12 "
        f"({_days(examples)}), nên không nạp dòng nào. Xuất lại tệp từ hệ thống và nạp ngay tệp ấy, "
        "không mở bằng Excel rồi lưu lại."
    )


def _days(examples: list) -> str:
    return ", ".join(f"dòng {day.line}: “{day.text}”" for day in examples)
