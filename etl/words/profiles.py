"""What is wrong with a profile."""

from etl.words.names import titles

NOT_UTF8 = "không ở bảng mã UTF-8; lưu lại tệp với bảng mã UTF-8."
NO_SOURCE = "thiếu mục “source”; các nguồn: {known}."
NOT_A_TABLE = "mục “{name}” phải là bảng gồm các dòng dạng tên = giá trị."
NOT_A_LIST = 'mục “{name}” phải là danh sách, ví dụ ["Ghi chú"].'
NOT_A_TEXT = "giá trị của “{name}” phải là chữ trong ngoặc kép."
NOT_A_VALUE = "giá trị của “{name}” phải là chữ trong ngoặc kép hoặc số."
NAMED_TWICE = "“{name}” được khai ở cả hai mục {first} và {second}; giữ lại một."
PERSONAL = "cột “{header}” là dữ liệu cá nhân, không được đưa vào trường nào."
SYNTAX = 'cột {column}; mỗi dòng có dạng tên = "chữ", chữ đặt trong ngoặc kép'
SYNTAX_TWICE = "cột {column}; một tên được khai hai lần"
DATE_ORDER_BAD = "mục date_order phải là “day_first” (ngày trước) hoặc “month_first” (tháng trước)."
LETTERS_BAD = "mục letters phải là “tcvn3” hoặc “vni”."
NOT_IN_COLUMNS = "trường “{name}” của open_when_empty phải được khai cột trong mục [columns]."


def source_unknown(source: str, known: list[str]) -> str:
    """The fault of a profile of a source that no contract has."""
    return f"Không có nguồn “{source}”. Các nguồn: {', '.join(known)}."


def unreadable(name: str, line: int | None, why: str) -> str:
    """The refusal of a profile; `why` is one of the faults below, its line where it is known."""
    where = f", dòng {line}" if line else ""
    return f"Hồ sơ cấu hình {name}{where}: {why}"


def not_toml(why: str) -> str:
    """The fault of a profile that is no TOML; `why` is the parser's."""
    return f"không đúng cú pháp TOML ({why})."


def key_unknown(key: str, known: list[str]) -> str:
    """The fault of a key that no profile has."""
    return f"không có mục “{key}”; các mục dùng được: {', '.join(known)}."


def field_unknown(field: str, known: list[str]) -> str:
    """The fault of a field that the contract lacks."""
    return f"không có trường “{field}”; các trường: {', '.join(known)}."


def value_unknown(value: str, known: list[str]) -> str:
    """The fault of a word's meaning that the contract does not list."""
    return f"giá trị “{value}” không có trong danh mục; dùng một trong: {', '.join(known)}."


def zone_unknown(zone: str) -> str:
    """The fault of a time zone that the system does not know."""
    return f"không có múi giờ “{zone}”; ví dụ đúng: Asia/Ho_Chi_Minh, UTC."


def format_bad(text: str) -> str:
    """The fault of a form of dates that strptime does not take."""
    return f"dạng ngày “{text}” không dùng được; ví dụ đúng: %d/%m/%Y %H:%M."


def header_missing(name: str, header: str, found: list[str]) -> str:
    """The refusal of a file that lacks a column which its profile names."""
    return (
        f"Tệp {name} không có cột “{header}” mà hồ sơ cấu hình nêu. "
        f"Các cột tìm thấy: {titles(found)}."
    )
