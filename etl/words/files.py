"""Why a file is refused or not used."""

from disk_errors import disk_reason
from etl.words.names import DELIMITERS, first_and_last, titles


def missing(path: str) -> str:
    """The refusal of a path where nothing lies."""
    return f"Không tìm thấy {path}. Kiểm tra lại đường dẫn."


def empty(name: str) -> str:
    """The refusal of a file without a byte of text."""
    return f"Tệp {name} trống. Xuất lại tệp từ hệ thống một cửa rồi nạp lại."


def no_rows(name: str) -> str:
    """The refusal of a file that is a heading only."""
    return f"Tệp {name} chỉ có dòng tiêu đề, không có dòng số liệu nào. Xuất lại tệp rồi nạp lại."


def no_heading(name: str) -> str:
    """The refusal of a table whose first row is data."""
    return (
        f"Tệp {name} không có dòng tiêu đề: dòng đầu đã là số liệu. Thêm dòng tiêu đề như tệp mẫu (python "
        "-m etl template dossiers) rồi nạp lại."
    )


SAVE_AS_CSV = "mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8” hoặc xlsx, rồi nạp tệp mới"
READABLE_KINDS = "CSV, xlsx, xls, ods, bảng HTML hoặc zip chứa một tệp như thế"


def of_kind(name: str, kind: str) -> str:
    """Of a kind of file that holds no table which can be read."""
    return f"Tệp {name} là {kind}, không nạp được; cần {READABLE_KINDS}: {SAVE_AS_CSV}."


def packed(name: str, kind: str) -> str:
    """Of an archive other than zip."""
    return f"Tệp {name} là {kind}, không nạp được: giải nén rồi nạp tệp bên trong."


def zip_of_several(name: str, names: list[str]) -> str:
    """Of a zip that does not hold just one file."""
    if not names:
        return f"Tệp {name} là tệp nén không chứa tệp nào. Nén lại rồi nạp."
    return (
        f"Tệp {name} là tệp nén chứa {len(names)} tệp ({first_and_last(names)}), không rõ nạp tệp nào: giải nén "
        "rồi nạp từng tệp."
    )


def zip_locked(name: str) -> str:
    """The refusal of an archive with a password."""
    return f"Tệp {name} là tệp nén có mật khẩu: giải nén rồi nạp tệp bên trong."


def zip_damaged(name: str) -> str:
    """The refusal of an archive that does not open or whose sums do not agree."""
    return f"Tệp {name} là tệp nén bị hỏng hoặc tải về chưa đủ: lấy lại tệp rồi nạp."


def zip_too_large(name: str, most: int) -> str:
    """The refusal of an archive whose file is larger than `most` MB unpacked."""
    return f"Tệp {name} bung ra lớn hơn {most} MB: giải nén rồi nạp tệp bên trong."


def wrong_byte(name: str, line: int) -> str:
    """Of a text that is neither Unicode nor windows-1258 as a whole."""
    return (
        f"Tệp {name} có chữ sai bảng mã ở dòng {line}, không phải UTF-8, UTF-16 hay windows-1258. "
        "Sửa dòng đó, hoặc mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8”, rồi nạp tệp mới."
    )


def letters_of_a_font(name: str, kind: str) -> str:
    """Of a text in the letters of an old font, or typed by their signs."""
    source = kind.removeprefix("phông ").removeprefix("kiểu gõ ")
    return (
        f"Tệp {name} viết bằng {kind}, không phải Unicode. Chuyển mã bằng UniKey (Ctrl+Shift+F6, nguồn "
        f"{source}, đích Unicode), lưu kiểu “CSV UTF-8”, rồi nạp tệp mới."
    )


def letters_twice(name: str) -> str:
    """Of a text in UTF-8 that was taken for another encoding and encoded once more."""
    return (
        f"Tệp {name} có chữ bị mã hoá hai lần (như “Há»“ sÆ¡”). Xuất lại từ hệ thống, hoặc mở tệp gốc "
        "bằng Excel với bảng mã UTF-8, rồi nạp tệp mới."
    )


def letters_lost(name: str, line: int) -> str:
    """The refusal of a text with U+FFFD; `line` is the first that has it."""
    return (
        f"Tệp {name} có chữ đã mất, hiện là dấu �, ở dòng {line}: tệp từng bị lưu sai bảng mã. Xuất lại "
        "từ hệ thống rồi nạp tệp mới."
    )


def letters_control(name: str, line: int) -> str:
    """The refusal of a text with control characters; `line` is the first that has one."""
    return (
        f"Tệp {name} có ký tự điều khiển lạ ở dòng {line}: tệp từng bị lưu sai bảng mã. Xuất lại từ hệ "
        "thống, kiểu “CSV UTF-8”, rồi nạp tệp mới."
    )


def html_without_table(name: str) -> str:
    """The refusal of a web page that holds no table with rows."""
    return f"Tệp {name} là trang web không có bảng số liệu nào. Xuất lại tệp rồi nạp lại."


def cell_too_long(name: str, line: int) -> str:
    """The refusal of a cell of more than 1 MB, where nothing says that a quote is open."""
    return (
        f"Tệp {name} có một ô ở dòng {line} dài quá 1 MB, không giống một bảng số liệu. "
        "Kiểm tra lại cách xuất tệp."
    )


def line_too_long(name: str, line: int) -> str:
    """The refusal of a line of more than 1 MB."""
    return (
        f"Tệp {name} có dòng {line} dài quá 1 MB, không giống một bảng số liệu. "
        "Kiểm tra lại cách xuất tệp."
    )


def quote_open(name: str, line: int) -> str:
    """The refusal of a file in which a quote swallows rows; `line` is where it opens."""
    return (
        f"Tệp {name}: dấu ngoặc kép mở ở dòng {line} không được đóng. "
        "Sửa dòng đó hoặc xuất lại tệp."
    )


def truncated(name: str, line: int) -> str:
    """The refusal of a file whose last `line` lacks cells and its end."""
    return f"Tệp {name} bị cắt cụt ở dòng cuối ({line}). Tải hoặc xuất lại tệp cho đủ."


def second_table(name: str, sheet: str | None, line: int) -> str:
    """Of a table below which another begins, with other columns."""
    where = f"dòng {line} của trang tính “{sheet}”" if sheet else f"dòng {line}"
    return (
        f"Tệp {name} có bảng thứ hai, các cột khác bảng đầu, bắt đầu ở {where}: để mỗi bảng ở một "
        "trang tính riêng hoặc một tệp riêng rồi nạp lại."
    )


def header_repeated(name: str, header: str, can_be_asked: bool) -> str:
    """`can_be_asked`: the two headings differ, so that a preview can ask which is to be used."""
    do = "Xem trước tệp để chọn cột được dùng" if can_be_asked else "Xoá hoặc đổi tên một cột"
    return f"Tệp {name} có hai cột cùng nghĩa “{header}”. {do}."


def columns_missing(name: str, source: str, missing: list[str], found: list[str]) -> str:
    """The refusal of a table that lacks required columns, all three by their titles."""
    return (
        f"Tệp {name} ({source}) thiếu cột {', '.join(f'“{m}”' for m in missing)}. "
        f"Các cột tìm thấy: {titles(found)}. "
        "Xem trước tệp để cho biết cột nào là cột ấy, hoặc xuất lại tệp cho có đủ cột."
    )


def row_in_one_cell(name: str, sign: str) -> str:
    """Of a table whose rows were never cut into cells."""
    return (
        f"Tệp {name} có cả dòng nằm trong một ô, các cột chưa được tách. Xuất lại tệp từ hệ thống và nạp "
        "ngay tệp ấy, không mở bằng Excel; nếu không xuất lại được thì mở bằng Excel, chọn cột A, vào Dữ "
        f"liệu (Data), Text to Columns, chọn {DELIMITERS[sign]}, đặt các cột ngày là kiểu DMY, rồi lưu dạng xlsx."
    )


def columns_unknown(name: str, found: list[str]) -> str:
    """The refusal of a table of which no heading is known."""
    return (
        f"Tệp {name} không có cột nào quen thuộc, nên không rõ là số liệu gì. "
        f"Các cột tìm thấy: {titles(found)}. "
        "Xem trước tệp để cho biết đó là số liệu gì và từng cột là gì, hoặc đặt tiêu đề như tệp mẫu."
    )


def levels_lost(name: str, found: list[tuple[int, str]]) -> str:
    """The refusal of ratings that give scale 3 and words of scale 5; `found`: (line, word)."""
    lines = ", ".join(f"dòng {line}: “{word}”" for line, word in found)
    return (
        f"Tệp {name}: cột Thang đo ghi 3 mức nhưng có chữ của thang 5 mức ({lines}), nên không nạp dòng "
        "nào. Ghi 5 ở cột Thang đo, hoặc để trống, rồi nạp lại."
    )


OTHER_UNITS = {
    "row_of_other_unit": "Dòng của đơn vị khác.",
    "dossier_of_other_unit": "Hồ sơ này là của đơn vị khác.",
    "without_unit": "Dòng không ghi đơn vị nào.",
}


def of_other_units(name: str, rows: int, units: list[str]) -> str:
    """The refusal of a file with rows for units that who loads it may not load for; `units` are the
    words for them, one a row that has one."""
    named = f" (như {units[0]})" if units else ""
    return (
        f"Tệp {name} có {rows} dòng không thuộc đơn vị mà tài khoản được nạp{named}, nên không nạp dòng nào. "
        "Bỏ các dòng đó rồi nạp lại, hoặc nhờ người được nạp cho đơn vị ấy."
    )


def too_many_rejected(name: str, rejected: int, read: int, limit: float, sample: str) -> str:
    """The refusal of a file whose rejected share is above `limit`, 0 to 1."""
    return (
        f"Tệp {name} có {rejected} trên {read} dòng lỗi, quá mức {limit * 100:g}%, "
        f"nên không nạp dòng nào. Lỗi gặp nhiều nhất: {sample} Sửa rồi nạp lại."
    )


def changing(name: str) -> str:
    """The refusal of a file that somebody was writing while it was read."""
    return f"Tệp {name} đang được ghi trong lúc đọc. Đợi chép xong rồi nạp lại."


def unreadable(name: str, number: int | None) -> str:
    """The refusal of a file that the disk does not give; `number` is its errno."""
    return f"Không đọc được tệp {name} ({disk_reason(number)}). Kiểm tra quyền đọc của tệp rồi nạp lại."


def name_not_utf8(name: str) -> str:
    """The refusal of a file's name that is not UTF-8, shown with signs in its place."""
    return f"Tên tệp {name} không ở bảng mã UTF-8. Đổi tên tệp bằng chữ không dấu rồi nạp lại."
