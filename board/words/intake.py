"""The words of Dữ liệu."""

from datetime import date

from board.formats import day, moment, number
from board.words.base import ABSENT

LOADS_NOTE = "đọc = nhận + loại + trùng"
REJECTED_NOTE = "sửa trong tệp gốc rồi nạp lại"
DOUBTS_NOTE = "không loại dòng nào; chỉ đếm và nêu ra"
CALENDAR_NOTE = "ngày làm việc theo quyết định nghỉ lễ từng năm"
CALENDAR_DAYS = "Các ngày nghỉ trong tuần và ngày làm bù"
NONE_REJECTED = "Không có dòng nào bị loại."
STILL_WAITS = "tệp và lần ghi chưa nạp vẫn còn nguyên, lần nạp sau sẽ lấy"
LOAD_UNREADABLE = (
    f"Lệnh nạp không trả lời rõ kết quả: {STILL_WAITS}; chạy “python -m etl load” để xem lý do."
)
TEMPLATES_NOTE = (
    "tệp Excel có danh sách để chọn, ghi chú ở từng tiêu đề: điền từ dòng thứ hai; tệp CSV điền từ dòng "
    "thứ ba; rồi thả vào ô Nạp tệp"
)


DROP = "Nạp tệp"
RESTORE = "Dùng lại"
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
LOADING_BEGINS = "Đang bắt đầu nạp…"
ASK_ONCE = (
    "Chương trình chưa hiểu những chỗ sau. Trả lời một lần; tệp cùng mẫu lần sau không hỏi lại."
)
LOOK_AGAIN = "Xem lại theo câu trả lời"
ANSWER_ANEW = "Trả lời lại từ đầu"
CHOOSE_MEANING = "Chọn"
REFUSAL_LINES = "Những dòng đầu có lỗi"
REJECTED_BACK = "Tải các dòng bị loại để sửa"
DROP_MORE = "Nạp tệp khác"
COLUMNS_READ = "Cách hiểu từng cột"
ROWS_REJECTED = "Dòng bị loại"
UNKNOWN_WORDS = "Chữ chưa rõ nghĩa"
ROWS_NOT_DATA = "Dòng không phải số liệu"
READ_AS = "Cách đọc tệp"
FATES = {
    "personal": "dữ liệu cá nhân: không lưu",
    "dropped": "không dùng: không lưu",
    "asked": "chưa rõ",
}


PICK_A_FILE = "Chọn một dòng để rút tệp ấy khỏi số liệu."
ENTRIES_ARE_VOIDED = "Điều đã ghi trên trang thì huỷ ở chính sổ ấy, không rút."
WITHDRAW = "Rút tệp"
WITHDRAW_WHY = "Lý do rút"
WITHDRAWN = "Tệp đã rút"
WITHDRAWN_NOTE = "không tính vào số liệu; vẫn được giữ, dùng lại lúc nào cũng được"
WORKING = "Đang dựng lại số liệu…"
MAPPINGS = "Câu trả lời đã lưu cho các mẫu tệp"
NO_MAPPINGS = "Chưa có câu trả lời nào được lưu."
WITHDRAW_MAPPING = "Thôi dùng"
ADD_UNIT = "Thêm đơn vị chưa có trong danh mục"
UNIT_CODE = "Mã đơn vị"
UNIT_NAME = "Tên đơn vị"
UNIT_FROM = "Có từ ngày"
UNIT_BEFORE = "Lập từ các đơn vị (mã, cách nhau bằng dấu phẩy)"
UNIT_BEFORE_HELP = "Để trống nếu không sáp nhập từ đơn vị nào đang có trong danh mục."
ADD = "Thêm"
DONE = "Đã xong."
ADD_PROCEDURES = "Thêm danh mục thủ tục hành chính"
ADD_PROCEDURES_NOTE = (
    "Tệp tải từ Cổng Dịch vụ công quốc gia (Mã số, Tên, Cơ quan ban hành, Cơ quan thực hiện, "
    "Lĩnh vực); dòng đã có được giữ."
)


def withdraw_what(file: str) -> str:
    return f"Rút {file}: số liệu được dựng lại không có tệp này; tệp vẫn được giữ."


def withdrawn_line(file) -> str:
    """A file that is withdrawn: its day, and who withdrew it, when and why."""
    exported = day(date.fromisoformat(file.as_of))
    at = day(date.fromisoformat(file.at[:10]))
    parts = [
        f"{file.file} (xuất ngày {exported}): rút ngày {at}",
        f"người rút {file.by}" if file.by else "",
        "do quay lại bản trước" if file.by_rollback else "",
        file.why or "",
    ]
    return ", ".join(part for part in parts if part) + "."


def mapping_line(mapping: dict) -> str:
    """A kept mapping: for which files, who made it and when, whether it is still used."""
    made = day(date.fromisoformat(mapping["made_at"][:10])) if mapping["made_at"] else ABSENT
    parts = [
        f"{mapping['name']} ({mapping['source_title'] or ABSENT}): lưu ngày {made}",
        f"người trả lời {mapping['by']}" if mapping["by"] else "",
    ]
    if mapping["withdrawn_at"]:
        parts.append(f"thôi dùng từ {day(date.fromisoformat(mapping['withdrawn_at'][:10]))}")
    if mapping.get("fault"):
        parts.append(mapping["fault"])
    return ", ".join(part for part in parts if part) + "."


def done_line(result: dict) -> str:
    """What a command that a press started did."""
    if decision := result.get("decision"):
        return (
            f"Đã dùng lại {decision['file']}."
            if decision["undone"]
            else f"Đã rút {decision['file']} khỏi số liệu."
        )
    return result.get("text") or DONE


DROP_TAKES = (
    "Excel (xlsx, xls, ods), CSV hoặc zip chứa một tệp như thế, đúng như hệ thống xuất ra. "
    "Tên người, số điện thoại, số giấy tờ, địa chỉ được bỏ ngay khi đọc."
)


def load_files(count: int) -> str:
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
        guessed = " (theo giờ của tệp, vì tên tệp không ghi ngày)"
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
            "Ví dụ": " · ".join(map(_rejected_line, kind.get("lines", ()))) or ABSENT,
        }
        for kind in found.get("rejected", ())
    ]
    read_as = [*found.get("read_as", ())]
    read_as += [[f"{ROWS_NOT_DATA}: {kind}", number(n)] for kind, n in found.get("not_data", ())]
    read_as = [{"Mục": label, "Đã nhận ra": text} for label, text in read_as]
    tables = [
        (ROWS_REJECTED, rejected),
        (UNKNOWN_WORDS, unknown_words(found)),
        (COLUMNS_READ, columns),
        (READ_AS, read_as),
    ]
    return [(title, rows) for title, rows in tables if rows]


def _rejected_line(line: dict) -> str:
    value = f" “{line['value']}”" if line.get("value") else ""
    return f"dòng {line['line']}{value}"


def _mended(of: dict) -> str:
    left = f"còn {number(of['left'])} dòng" if of["left"] else "không còn dòng nào"
    return f"{number(of['rows'])} dòng sửa của {of['file']}, {left} bị loại"


def load_result(file: dict) -> str:
    """What became of one file that was loaded on the page."""
    if file["outcome"] == "withdrawn":
        return f"{file['file']}: {WITHDRAWN_BEFORE[0].lower()}{WITHDRAWN_BEFORE[1:]}"
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


def command_failed(reason: str, value: float) -> str:
    """Why a command that a page started came to no result, by the kind and number of its failure."""
    if reason == "not_started":
        return f"Không khởi động được lệnh đọc tệp (máy báo lỗi {value}). Thử lại."
    if reason == "too_long":
        return f"Đọc tệp quá {number(value)} giây nên đã dừng. Chia tệp nhỏ hơn rồi thả lại."
    return "Lệnh đọc tệp dừng giữa chừng. Thả lại tệp; nếu vẫn lỗi thì báo cho người hỗ trợ."


def intake_answer(loads) -> str:
    read, rejected = loads["rows_read"].sum(), loads["rows_rejected"].sum()
    entered = loads["entries"].sum()
    besides = f" và {number(entered)} lần ghi trên trang" if entered else ""
    return (
        f"**{number((loads['entries'] == 0).sum())} tệp**{besides} đang dùng, "
        f"{number(read)} dòng đã đọc: "
        f"{number(loads['rows_accepted'].sum())} nhận, **{number(rejected)} loại**, "
        f"{number(loads['rows_duplicate'].sum())} trùng."
    )


def loads_named(loads, titles: dict[str, str]):
    """The files in use as a reader sees them; entries made on pages say how many they are."""
    named = [
        entries_of(one.entries, one.last_entry_at) if one.entries else one.file
        for one in loads.itertuples()
    ]
    made = loads.assign(source=loads["source"].map(titles), file=named)
    return made.drop(columns=["entries", "last_entry_at", "sha256"])


def entries_of(times: int, last) -> str:
    return f"Ghi trên trang: {number(times)} lần, lần cuối {moment(last)}"


def load_failed(reason: str, value: float) -> str:
    """Why a load that the board started came to no result, by the kind and number of its failure."""
    if reason == "not_started":
        return f"Không khởi động được lệnh nạp (máy báo lỗi {value}): {STILL_WAITS}."
    if reason == "too_long":
        return (
            f"Lệnh nạp chạy quá {number(value)} giây (cài đặt load_limit_seconds) nên đã bị dừng: "
            f"{STILL_WAITS}."
        )
    if value:
        return (
            f"Lệnh nạp dừng giữa chừng (mã lỗi {value}): {STILL_WAITS}; chạy “python -m etl load” "
            "để xem lý do."
        )
    return LOAD_UNREADABLE
