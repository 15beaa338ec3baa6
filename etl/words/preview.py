"""What a preview says of a file, and what it asks."""

HELP = {
    "preview": "xem trước một tệp: hiểu thế nào, còn hỏi gì; không lưu, không tính gì",
    "file": "tệp cần xem",
}
KINDS = {"text": "CSV", "workbook": "bảng tính", "html": "bảng HTML"}
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (có BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 (không có BOM)",
    "utf-16-be": "UTF-16 (không có BOM)",
    "utf-32": "UTF-32",
    "cp1258": "windows-1258",
}
READ_AS = {
    "kind": "Loại tệp",
    "encoding": "Bảng mã",
    "delimiter": "Dấu phân cách",
    "sheets": "Trang tính",
    "lines": "Số dòng",
    "heading": "Dòng tiêu đề",
    "left_out": "Trang tính bỏ qua",
    "hidden": "Trang tính ẩn, vẫn đọc",
    "hidden_rows": "Dòng ẩn, vẫn đọc",
}
LINES_OF_SHEETS = (
    "ở trang tính thứ hai được cộng thêm 1.000.000, ở trang thứ ba 2.000.000 (dòng 1000004 là dòng 4 "
    "của trang thứ hai)"
)
MENDS = "Dòng đã sửa của tệp"
OUTCOMES = {
    "ready": "nạp được",
    "asks": "cần trả lời trước khi nạp",
    "refused": "không nạp được",
    "known": "đã nạp trước đây",
    "withdrawn": "đã rút, không nạp",
}
FATES = {"read": "đọc", "personal": "dữ liệu cá nhân, bỏ", "dropped": "không lưu", "asked": "hỏi"}
HIDDEN_WORD = "(chữ chỉ gặp một lần)"
NOT_USED = "Không dùng"
AS_IT_IS = "Để nguyên"
ROWS_LOST = "Không rõ, để các dòng này bị loại"
DATE_ORDERS = (("day_first", "ngày/tháng"), ("month_first", "tháng/ngày"))
LEVELS = {
    3: {"3": "Rất hài lòng", "2": "Hài lòng", "1": "Không hài lòng"},
    5: {
        "5": "Rất hài lòng",
        "4": "Hài lòng",
        "3": "Bình thường",
        "2": "Không hài lòng",
        "1": "Rất không hài lòng",
    },
}
NO_ANSWER = "Không trả lời"
FONTS = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}
CONVERT, NOT_CONVERT = "Chuyển", "Không"
ASK_SOURCE = "Tệp này là số liệu gì?"
ASK_DATE_ORDER = "Trong các cột ngày, phần đứng trước là ngày hay tháng?"


def converted(font: str) -> str:
    return f"phông {FONTS[font]}, đã chuyển sang Unicode"


def ask_letters(font: str) -> str:
    return f"Tệp viết bằng phông {FONTS[font]}, không phải Unicode. Chuyển sang Unicode khi đọc?"


def ask_day(named: str | None, newest: str | None) -> str:
    told = f" Ngày mới nhất trong các dòng là {_day(newest)}." if newest else ""
    own = f" Tên tệp ghi {_day(named)}." if named else " Tên tệp không ghi ngày."
    return f"Tệp này xuất ngày nào?{own}{told}"


def ask_column(heading: str) -> str:
    return f"Cột “{heading}” là gì?"


def ask_constant(title: str) -> str:
    return f"Tệp không có cột “{title}”: mọi dòng của tệp là gì?"


def ask_word(title: str, word: str) -> str:
    return f"{title} “{word}” nghĩa là gì?"


def mends(file: str, as_of: str) -> list[str]:
    return [MENDS, f"{file}, ngày xuất {_day(as_of)}"]


def lines(told: dict) -> list[str]:
    """A preview, for a person."""
    what = f", {told['source_title']}" if told["source_title"] else ""
    said = [f"{told['file']}: {OUTCOMES[told['outcome']]}{what}."]
    if told["sentence"]:
        said.append(told["sentence"])
    said += [f"  {label}: {value}" for label, value in told["read_as"]]
    if told["as_of"]:
        guessed = " (lấy theo giờ của tệp)" if told["as_of_is_estimated"] else ""
        said.append(f"  Ngày xuất: {_day(told['as_of'])}{guessed}")
    if told["newest_day"]:
        said.append(f"  Ngày mới nhất trong các dòng: {_day(told['newest_day'])}")
    if told["mapping"]:
        said.append(f"  Đọc theo cách hiểu đã lưu: {told['mapping']['name']}")
    said += [_column(column) for column in told["columns"]]
    if counts := told["counts"]:
        said.append(
            f"  Tìm thấy {counts['found']} dòng: nhận {counts['accepted']}, loại {counts['rejected']}, "
            f"trùng {counts['duplicate']}, không phải số liệu {counts['not_data']}."
        )
    for kind in told["not_data"]:
        said.append(f"  Không phải số liệu: {kind['rows']} {kind['sentence']}.")
        said += [f"    dòng {line['line']}{_quoted(line['text'])}" for line in kind["lines"]]
    if told["duplicates"]:
        said.append("  Trùng với dòng trước:")
    for twice in told["duplicates"]:
        said.append(
            f"    dòng {twice['line']} trùng dòng {twice['repeats']}{_quoted(twice['code'])}"
        )
    for rejected in told["rejected"]:
        said.append(f"  Loại {rejected['rows']} dòng: {rejected['sentence']}")
        said += [f"    {_place(line)}" for line in rejected["lines"]]
    if not told["rejected"]:
        said += [f"    {_place(line)}. {line['sentence']}" for line in told["refusal_lines"]]
    for word in told["words"]:
        said.append(f"  Chữ chưa biết ở {word['title']}: “{word['word']}”, {word['rows']} dòng.")
    if before := told["before"]:
        said.append(
            f"  Tệp trước {before['file']} ({_day(before['as_of'])}): {before['records']} bản ghi, nay "
            f"{before['now']}; {before['missing']} không còn thấy."
        )
    return said + _questions(told["questions"])


def _column(column: dict) -> str:
    meant = f" → {column['title']}" if column["title"] else ""
    shown = f" ({'; '.join(column['examples'])})" if column["examples"] else ""
    return f"  Cột “{column['heading']}”{meant}: {FATES[column['fate']]}{shown}"


def _quoted(text: str | None) -> str:
    return f": “{text}”" if text else ""


def _place(line: dict) -> str:
    column = f", cột “{line['column']}”" if line["column"] else ""
    return f"dòng {line['line']}{column}{_quoted(line['value'])}"


def _questions(asked: list[dict]) -> list[str]:
    said = []
    for question in asked:
        need = "cần trả lời" if question["required"] else "không bắt buộc"
        said.append(f"Hỏi ({need}): {question['text']}  [{question['id']}]")
        if question.get("options"):
            shown = "; ".join(f"{value or '“”'} = {title}" for value, title in question["options"])
            said.append(f"  Chọn: {shown}")
        if question.get("suggested"):
            said.append(f"  Gợi ý: {question['suggested']}")
    return said


def _day(day: str) -> str:
    return "/".join(reversed(day.split("-")))
