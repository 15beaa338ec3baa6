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
    """How a file was read: from an old font, by its key in FONTS."""
    return f"phông {FONTS[font]}, đã chuyển sang Unicode"


def ask_letters(font: str) -> str:
    """The question whether the letters of an old font are to be converted."""
    return f"Tệp viết bằng phông {FONTS[font]}, không phải Unicode. Chuyển sang Unicode khi đọc?"


def ask_day(named: str | None, newest: str | None) -> str:
    """The question for the as-of, with the days that hint at it, yyyy-mm-dd."""
    newest_day = f" Ngày mới nhất trong các dòng là {_day(newest)}." if newest else ""
    own = f" Tên tệp ghi {_day(named)}." if named else " Tên tệp không ghi ngày."
    return f"Tệp này xuất ngày nào?{own}{newest_day}"


def ask_column(heading: str) -> str:
    """The question what a column holds."""
    return f"Cột “{heading}” là gì?"


def ask_constant(title: str) -> str:
    """The question for one value for all rows, where a required column is missing."""
    return f"Tệp không có cột “{title}”: mọi dòng của tệp là gì?"


def ask_word(title: str, word: str) -> str:
    """The question what a word of a column means; `title` is the field's."""
    return f"{title} “{word}” nghĩa là gì?"


def mends(file: str, as_of: str) -> list[str]:
    """Two cells: that the file mends another, and which."""
    return [MENDS, f"{file}, ngày xuất {_day(as_of)}"]


def lines(preview: dict) -> list[str]:
    """A preview, for a person."""
    source = f", {preview['source_title']}" if preview["source_title"] else ""
    found = [f"{preview['file']}: {OUTCOMES[preview['outcome']]}{source}."]
    if preview["sentence"]:
        found.append(preview["sentence"])
    found += [f"  {label}: {value}" for label, value in preview["read_as"]]
    found += _days(preview)
    if preview["mapping"]:
        found.append(f"  Đọc theo cách hiểu đã lưu: {preview['mapping']['name']}")
    found += [_column(column) for column in preview["columns"]]
    found += _rows_taken(preview)
    found += _rows_rejected(preview)
    for word in preview["words"]:
        found.append(f"  Chữ chưa biết ở {word['title']}: “{word['word']}”, {word['rows']} dòng.")
    if before := preview["before"]:
        found.append(
            f"  Tệp trước {before['file']} ({_day(before['as_of'])}): {before['records']} bản ghi, nay "
            f"{before['now']}; {before['missing']} không còn thấy."
        )
    return found + _questions(preview["questions"])


def _days(preview: dict) -> list[str]:
    found = []
    if preview["as_of"]:
        guessed = " (lấy theo giờ của tệp)" if preview["as_of_is_estimated"] else ""
        found.append(f"  Ngày xuất: {_day(preview['as_of'])}{guessed}")
    if preview["newest_day"]:
        found.append(f"  Ngày mới nhất trong các dòng: {_day(preview['newest_day'])}")
    return found


def _rows_taken(preview: dict) -> list[str]:
    """How many rows are accepted, and which are no data or stand twice."""
    found = []
    if counts := preview["counts"]:
        found.append(
            f"  Tìm thấy {counts['found']} dòng: nhận {counts['accepted']}, loại {counts['rejected']}, "
            f"trùng {counts['duplicate']}, không phải số liệu {counts['not_data']}."
        )
    for kind in preview["not_data"]:
        found.append(f"  Không phải số liệu: {kind['rows']} {kind['sentence']}.")
        found += [f"    dòng {line['line']}{_quoted(line['text'])}" for line in kind["lines"]]
    if preview["duplicates"]:
        found.append("  Trùng với dòng trước:")
    for twice in preview["duplicates"]:
        found.append(
            f"    dòng {twice['line']} trùng dòng {twice['repeats']}{_quoted(twice['code'])}"
        )
    return found


def _rows_rejected(preview: dict) -> list[str]:
    found = []
    for rejected in preview["rejected"]:
        found.append(f"  Loại {rejected['rows']} dòng: {rejected['sentence']}")
        found += [f"    {_place(line)}" for line in rejected["lines"]]
    if not preview["rejected"]:
        found += [f"    {_place(line)}. {line['sentence']}" for line in preview["refusal_lines"]]
    return found


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
    found = []
    for question in asked:
        need = "cần trả lời" if question["required"] else "không bắt buộc"
        found.append(f"Hỏi ({need}): {question['text']}  [{question['id']}]")
        if question.get("options"):
            shown = "; ".join(f"{value or '“”'} = {title}" for value, title in question["options"])
            found.append(f"  Chọn: {shown}")
        if question.get("suggested"):
            found.append(f"  Gợi ý: {question['suggested']}")
    return found


def _day(day: str) -> str:
    return "/".join(reversed(day.split("-")))
