"""What is wrong with a profile."""

from etl.words.files import titles


def source_unknown(source: str, known: list[str]) -> str:
    return f"Không có nguồn “{source}”. Các nguồn: {', '.join(known)}."


def unreadable(name: str, line: int | None, why: str) -> str:
    where = f", dòng {line}" if line else ""
    return f"Hồ sơ cấu hình {name}{where}: {why}"


def not_toml(why: str) -> str:
    return f"không đúng cú pháp TOML ({why})."


def key_unknown(key: str, known: list[str]) -> str:
    return f"không có mục “{key}”; các mục dùng được: {', '.join(known)}."


def field_unknown(field: str, known: list[str]) -> str:
    return f"không có trường “{field}”; các trường: {', '.join(known)}."


def value_unknown(value: str, known: list[str]) -> str:
    return f"giá trị “{value}” không có trong danh mục; dùng một trong: {', '.join(known)}."


def zone_unknown(zone: str) -> str:
    return f"không có múi giờ “{zone}”; ví dụ đúng: Asia/Ho_Chi_Minh, UTC."


def format_bad(text: str) -> str:
    return f"dạng ngày “{text}” không dùng được; ví dụ đúng: %d/%m/%Y %H:%M."


def header_missing(name: str, header: str, found: list[str]) -> str:
    return (
        f"Tệp {name} không có cột “{header}” mà hồ sơ cấu hình nêu. "
        f"Các cột tìm thấy: {titles(found)}."
    )
