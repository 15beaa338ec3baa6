"""The words of a file that is dropped on Dữ liệu: its preview, its questions, the result of its load."""

from datetime import date

from board.text.data_intake import RESTORE
from board.text.dates import day
from board.text.numbers import ABSENT, number
from board.text.sentences import inside_a_sentence

DROP = "Nạp tệp"
DROP_NOTE = "xem trước rồi mới nạp; chưa bấm Nạp thì chưa có gì được tính"
DROP_LABEL = "Thả tệp vào đây"
DROP_BY = "Người trả lời (mã cán bộ)"
DROP_OFF = (
    "Việc nạp trên trang đang tắt (cài đặt allowed). Đặt tệp vào data/inbox rồi chạy lệnh nạp."
)
DROP_ON_SAMPLE = "Đang dùng số liệu mẫu: nạp tệp đầu tiên của đơn vị thì số liệu mẫu được thay hết."
DROP_OUTCOMES = {
    "ready": "nạp được",
    "asks": "cần trả lời",
    "refused": "không nạp được",
    "known": "đã nạp trước đây",
    "withdrawn": "đã rút",
}
WITHDRAWN_BEFORE = (
    f"Tệp này đã bị rút nên không nạp. Muốn dùng lại thì bấm “{RESTORE}” ở dòng của tệp."
)
PREVIEWING = "Đang đọc tệp…"
LOAD_RUNS = "Đang có một lần nạp chạy trên máy này; chờ xong thì tải lại trang để thấy số liệu mới."
REJECTED_AGAIN = (
    "Lần nạp gần đây có dòng bị loại. Muốn lấy các dòng ấy để sửa thì thả lại tệp rồi bấm Nạp: không "
    "dòng nào bị tính hai lần."
)
LOADING_BEGINS = "Đang bắt đầu nạp…"
ASK_ONCE = (
    "Chương trình chưa hiểu những chỗ sau. Trả lời một lần; tệp cùng mẫu lần sau không hỏi lại."
)
LOOK_AGAIN = "Xem lại theo câu trả lời"
ANSWER_ANEW = "Trả lời lại từ đầu"
CHOOSE_MEANING = "Chọn"
REFUSAL_LINES = "Những dòng đầu có lỗi"
REJECTED_BACK = "Tải các dòng bị loại để sửa"
CODE_SHOWN = 12  # letters of a hash, by which rejected rows name their file
WITH_ORIGINAL = "Dòng sửa của tệp thả cùng: nạp cùng tệp ấy, lúc nạp mới rõ đã sửa đủ chưa."
TAKE_REJECTED = "Lấy các dòng bị loại để sửa"
DROP_MORE = "Nạp tệp khác"
DROP_AGAIN = "Tệp nào chưa có trong bảng Tệp đang dùng thì thả lại rồi bấm Nạp."
COLUMNS_READ = "Cách hiểu từng cột"
ROWS_REJECTED = "Dòng bị loại"
UNKNOWN_WORDS = "Chữ chưa rõ nghĩa"
ROWS_TWICE = "Dòng trùng với dòng trước"
ROWS_NOT_DATA = "Dòng không phải số liệu"
READ_AS = "Cách đọc tệp"
FATES = {
    "personal": "dữ liệu cá nhân: không lưu",
    "dropped": "không dùng: không lưu",
    "asked": "chưa rõ",
}
DROP_TAKES = (
    "Excel (xlsx, xls, ods), CSV hoặc zip chứa một tệp như thế, đúng như hệ thống xuất ra. "
    "Tên người, số điện thoại, số giấy tờ, địa chỉ được bỏ ngay khi đọc."
)


def load_files(count: int) -> str:
    """The label of the button that loads what was dropped."""
    return f"Nạp {number(count)} tệp" if count > 1 else "Nạp"


def question_label(question: dict) -> str:
    """A question with how many rows hang on it."""
    rows = question.get("rows")
    return f"{question['text']} · {number(rows)} dòng" if rows else question["text"]


def preview_sentence(found: dict) -> str | None:
    """Why a file is not loaded as it is, where it is not."""
    return WITHDRAWN_BEFORE if found["outcome"] == "withdrawn" else found.get("sentence")


def preview_lines(found: dict) -> list[str]:
    """What a preview found, in sentences: the source and its day, the counts, the mapping used."""
    lines = []
    if found.get("source_title"):
        exported = found.get("as_of")
        when = f", xuất ngày {day(date.fromisoformat(exported))}" if exported else ""
        guessed = " (ngày thả tệp, vì tên tệp không ghi ngày)"
        lines.append(
            f"{found['source_title']}{when}{guessed if found.get('as_of_is_estimated') else ''}."
        )
    if counts := found.get("counts"):
        besides = counts.get("not_data")
        lines.append(
            f"{number(counts['read'])} dòng: {number(counts['accepted'])} nhận, "
            f"{number(counts['rejected'])} loại, {number(counts['duplicate'])} trùng"
            + (f"; thêm {number(besides)} dòng không phải số liệu." if besides else ".")
        )
    if mended := found.get("mends"):
        lines.append(f"Dòng sửa của {', '.join(file['file'] for file in mended)}.")
    if mapping := found.get("mapping"):
        made = day(date.fromisoformat(mapping["made_at"][:10]))
        by = f", {mapping['by']}" if mapping.get("by") else ""
        lines.append(f"Đọc theo câu trả lời đã lưu “{mapping['name']}” ({made}{by}).")
    return lines


def fewer_than_before(before: dict) -> str:
    """That a file holds fewer records than the last export of its source and unit."""
    return (
        f"{number(before['records'])} hồ sơ ở lần xuất trước ({before['file']}), nay "
        f"{number(before['now'])}: xem lại tệp có bị cắt bớt không."
    )


def refusal_table(found: dict) -> list[dict[str, str]]:
    """The first lines at fault of a refused file."""
    return [
        {
            "Dòng": str(line["line"]),
            "Cột": line["column"] or ABSENT,
            "Giá trị": line["value"] or ABSENT,
            "Lý do": line["sentence"],
        }
        for line in found.get("refusal_lines", ())
    ]


def unknown_words(file: dict) -> list[dict[str, str]]:
    """The words of a file that nobody knows, with their rows."""
    return [
        {"Cột": word["title"], "Chữ chưa rõ": word["word"], "Số dòng": number(word["rows"])}
        for word in file.get("words", ())
    ]


def preview_tables(found: dict) -> list[tuple[str, list[dict[str, str]]]]:
    """The lists of a preview that are there: title and rows."""
    columns = [
        {
            "Cột trong tệp": column["heading"],
            "Hiểu là": column.get("title") or FATES.get(column["fate"], ABSENT),
            "Ví dụ": " · ".join(column.get("examples", ())) or ABSENT,
        }
        for column in found.get("columns", ())
    ]
    rejected = [
        {
            "Lý do": kind["sentence"],
            "Số dòng": number(kind["rows"]),
            "Ví dụ": " · ".join(_example(line, "value") for line in kind["lines"]) or ABSENT,
        }
        for kind in found.get("rejected", ())
    ]
    duplicates = [
        {
            "Dòng": str(twice["line"]),
            "Trùng với dòng": str(twice["repeats"]),
            "Mã": twice["code"] or ABSENT,
        }
        for twice in found.get("duplicates", ())
    ]
    not_data = [
        {
            "Loại dòng": kind["sentence"],
            "Số dòng": number(kind["rows"]),
            "Ví dụ": " · ".join(_example(line, "text") for line in kind["lines"]) or ABSENT,
        }
        for kind in found.get("not_data", ())
    ]
    read_as = [{"Mục": label, "Đã nhận ra": text} for label, text in found.get("read_as", ())]
    tables = [
        (ROWS_REJECTED, rejected),
        (ROWS_TWICE, duplicates),
        (ROWS_NOT_DATA, not_data),
        (UNKNOWN_WORDS, unknown_words(found)),
        (COLUMNS_READ, columns),
        (READ_AS, read_as),
    ]
    return [(title, rows) for title, rows in tables if rows]


def _example(line: dict, name: str) -> str:
    text = f" “{line[name]}”" if line.get(name) else ""
    return f"dòng {line['line']}{text}"


def _mended(of: dict) -> str:
    left = f"còn {number(of['left'])} dòng" if of["left"] else "không còn dòng nào"
    return f"{number(of['rows'])} dòng sửa của {of['file']}, {left} bị loại"


def load_result(file: dict) -> str:
    """What became of one file that was loaded on the page."""
    if file["outcome"] == "withdrawn":
        return f"{file['file']}: {inside_a_sentence(WITHDRAWN_BEFORE)}"
    if file["outcome"] == "refused":
        return file["sentence"]
    if file["outcome"] == "known":
        return f"{file['file']}: đã nạp trước đây, không tính lần nữa."
    if mends := file.get("mends"):
        return f"Đã nhận {'; '.join(map(_mended, mends))}."
    counts = (
        f"{number(file['rows_accepted'])} nhận, {number(file['rows_rejected'])} loại, "
        f"{number(file['rows_duplicate'])} trùng"
        if "rows_accepted" in file
        else f"{number(file['rows_read'])} dòng đã đọc"
    )
    lost = [f"{loss['sentence'].rstrip('.')} ({loss['rows']})" for loss in file.get("losses", ())]
    return f"Đã nạp {file['file']}: {counts}." + (f" Bị loại: {', '.join(lost)}." if lost else "")


def drop_failed(reason: str, value: float) -> str:
    """Why a load of dropped files came to no result; they wait nowhere, so they are dropped again."""
    why = {
        "not_started": f"Không khởi động được lệnh nạp (máy báo lỗi {value}).",
        "too_long": f"Lệnh nạp chạy quá {number(value)} giây (cài đặt load_limit_seconds) nên đã bị dừng.",
    }.get(reason, "Lệnh nạp dừng giữa chừng.")
    return f"{why} {DROP_AGAIN}"


def drop_not_written(reason: str) -> str:
    """That the machine took no dropped file down for a command to read."""
    return f"Máy chưa nhận được tệp: {reason}. Xem lại ổ đĩa rồi thả lại tệp."
