"""The sentences of the command that changes units.csv."""

from datetime import date
from pathlib import Path

from etl.words.lists import NAMED, USED_NEXT, as_day, as_number, skipped_lines

HELP = {"units": "thêm một đơn vị vào units.csv, hoặc lấy từ danh mục đơn vị hành chính"}
OPTIONS = {
    "file": "danh mục đơn vị hành chính (xlsx, xls, ods, CSV, HTML, zip)",
    "only": "chỉ lấy các mã này (cách nhau dấu phẩy), kèm đơn vị cấp trên của chúng",
    "all": "lấy mọi đơn vị trong danh mục; mỗi đơn vị cấp xã lấy vào là một đơn vị phải gửi số liệu",
    "add": "mã đơn vị cần thêm",
    "name": "tên kèm loại, ví dụ “Phường Sầm Sơn”",
    "start": "ngày đơn vị bắt đầu, dd/mm/yyyy hoặc yyyy-mm-dd",
    "successor_of": "mã các đơn vị nhập vào đơn vị này, cách nhau dấu phẩy",
    "parent": "mã đơn vị cấp trên (mặc định: cấp trên của đơn vị cũ)",
}
USAGE = (
    "Ghi một trong hai cách: “units TỆP” (thêm --only MÃ,MÃ hoặc --all), hoặc “units --add MÃ --name "
    '"Phường …" --from NGÀY” (thêm --successor-of MÃ,MÃ nếu lập từ đơn vị cũ).'
)


def name_without_kind(written: str) -> str:
    """The refusal of a unit whose name does not begin with its kind."""
    return f"Tên “{written}” chưa ghi loại đơn vị: ghi như “Phường Sầm Sơn”, “Xã Quảng Minh”, “Đặc khu …”."


def code_taken(code: str, name: str, since: str) -> str:
    """The refusal of a new unit with a code in use; `since` yyyy-mm-dd or ""."""
    from_day = f" từ {as_day(since)}" if since else ""
    return (
        f"Mã {code} đang là {name}{from_day}: nếu đơn vị mới dùng lại mã này thì ghi cả {code} vào "
        "các đơn vị cũ (--successor-of), nếu không thì sửa mã."
    )


def unit_unknown(code: str, day: date) -> str:
    """The refusal of a code that no unit has on that day."""
    return (
        f"Không có đơn vị mã {code} vào ngày {day:%d/%m/%Y} trong units.csv: sửa mã hoặc ngày, hoặc "
        "thêm đơn vị ấy trước."
    )


def succeeded_already(code: str, name: str, successor: str) -> str:
    """The refusal of a predecessor that went into another unit."""
    return f"{name} ({code}) đã ghi nhập vào {successor}: bỏ mã {code}, hoặc sửa dòng ấy trong units.csv."


def not_in_list(name: str, codes: list[str]) -> str:
    """The refusal of codes of --only that the list lacks."""
    return f"Tệp {name} không có đơn vị mã {', '.join(codes)}: xem lại mã."


def added_note(day: date, names: list[str]) -> str:
    """The note of a row that `units add` wrote; `names` are of the predecessors."""
    of = f"Lập từ {', '.join(names)}; " if names else ""
    note = f"{of}ghi ngày {day:%d/%m/%Y}"
    return note[0].upper() + note[1:]


def listed_note(day: date) -> str:
    """The note of a row that came from a list, whose first day nobody has verified."""
    return f"Theo danh mục đơn vị hành chính, nhập ngày {day:%d/%m/%Y}; ngày bắt đầu: chưa xác minh"


def unit_added_text(made: dict) -> str:
    """What became of units.csv when a unit was added, for a person."""
    (row,) = made["added"]
    parent = f", thuộc {row['parent']}" if row["parent"] else ""
    lines = [
        f"{Path(made['file']).name}: thêm {row['kind']} {row['name']} ({row['code']}){parent}, từ "
        f"{as_day(row['valid_from'])}."
    ]
    for old in made["closed"]:
        until = as_day(old["valid_to"])
        lines.append(
            f"  {old['kind']} {old['name']} ({old['code']}): đến {until}, nhập vào {row['code']}."
        )
    return "\n".join([*lines, USED_NEXT])


def units_text(made: dict) -> str:
    """What became of units.csv by a list, for a person."""
    lines = [
        f"{Path(made['file']).name}: thêm {as_number(len(made['added']))} đơn vị, đổi "
        f"{as_number(len(made['changed']))}, giữ nguyên {as_number(made['unchanged'])}."
    ]
    for change in made["changed"][:NAMED]:
        lines.append(f"  {change['code']}: “{change['was']}” → “{change['name']}”.")
    if made["not_added"]:
        lines.append(
            f"  {as_number(made['not_added'])} đơn vị của danh mục không được thêm: ghi --only MÃ,MÃ để "
            "lấy đơn vị cần dùng (cấp trên được lấy theo), hoặc --all để lấy hết."
        )
    if made["differ"]:
        shown = ", ".join(
            f"{unit['code']} “{unit['was']}”, danh mục ghi “{unit['name']}”"
            for unit in made["differ"][:NAMED]
        )
        lines.append(
            f"  {as_number(len(made['differ']))} đơn vị mang tên khác, chưa đổi: {shown}. Đúng là đã đổi "
            "thì ghi --from NGÀY là ngày đổi."
        )
    lines += skipped_lines(made["skipped"])
    changed = made["added"] or made["changed"]
    return "\n".join([*lines, *([USED_NEXT] if changed else [])])
