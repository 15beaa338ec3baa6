"""The words of papers: their names, and what stands on every one of them."""

from board.text.choices import ALL_CHANNELS, ALL_FIELDS, ALL_PROCEDURES, CERTIFICATION
from board.text.codes import CHANNELS
from board.text.command import answer_basis
from board.text.coverage import coverage_sentence
from board.text.dates import day
from board.text.headings import COLUMNS
from board.text.letter_papers import drafts_outcome
from board.text.letters import LETTER_COLUMNS
from board.text.model_progress import MODEL_COLUMNS
from board.text.numbers import NO_FIGURES, number
from board.text.open_dossiers import late_and_undated
from board.text.pages import period_and_unit_markdown
from board.text.receptions_petitions import PETITION_COLUMNS
from board.text.since_last_meeting import SINCE_COLUMNS
from board.text.snapshots import SAMPLE

PAPERS = {
    "committee-pack": "Tập trình chiếu họp Đảng ủy",
    "board-sheet": "Phiếu tuần của Ban điều hành",
    "report-upward": "Báo cáo gửi cấp trên",
    "form06a": "Biểu II.06a",
    "letters": "Thư",
}
ABOUT_TAB, DATA_TAB = "Thông tin", "Số liệu"
ADDRESS = "Mở trên Bảng điều hành"
QR_ALT = "Mã QR mở Bảng điều hành ở đúng bản số liệu và bộ lọc này"
FORM_TAB = "Biểu II.06a"
FORM_TITLE = "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT TTHC TẠI CƠ QUAN, ĐƠN VỊ TRỰC TIẾP GIẢI QUYẾT TTHC"
FORM_UNIT = "Đơn vị tính: số hồ sơ TTHC"
FORM_NUMBER = "TT"
FORM_FIELD = "Lĩnh vực giải quyết"
FORM_GROUPS = (
    "Số lượng hồ sơ tiếp nhận",
    "Số lượng hồ sơ đã giải quyết",
    "Số lượng hồ sơ đang giải quyết",
)
FORM_WITHIN = "Trong kỳ"
FORM_COLUMNS = {
    "c3": "Tổng số",
    "c4": "Trực tuyến",
    "c5": "Trực tiếp, dịch vụ bưu chính",
    "c6": "Từ kỳ trước",
    "c7": "Tổng số",
    "c8": "Trước hạn",
    "c9": "Đúng hạn",
    "c10": "Quá hạn",
    "c11": "Tổng số",
    "c12": "Trong hạn",
    "c13": "Quá hạn",
}


def reporting_unit(choice) -> str:
    return f"Đơn vị báo cáo: {choice.unit_name}"


def form_period(choice) -> str:
    return f"Kỳ báo cáo: từ ngày {day(choice.period.start)} đến ngày {day(choice.period.end)}"


def made_from(choice) -> str:
    return (
        f"Lập từ bản số liệu {choice.snapshot.name}, số liệu đến ngày {day(choice.data_date)}. "
        f"{chosen_filters(choice)}."
        f"{f' {SAMPLE}' if choice.snapshot.is_sample else ''}"
    )


def chosen_filters(choice) -> str:
    chosen = choice.filters
    return "; ".join(
        (
            choice.unit_name,
            choice.period.label,
            chosen.field or ALL_FIELDS,
            chosen.procedure or ALL_PROCEDURES,
            CHANNELS.get(chosen.channel, ALL_CHANNELS),
            CERTIFICATION[chosen.certification],
        )
    )


def about(name: str, choice, code: str) -> list[tuple[str, str]]:
    """What a paper says of itself: label and text."""
    return [("Tài liệu", PAPERS[name]), *_of(choice), ("Mã tài liệu", code)]


def about_page(name: str, title: str, said, rows: int, choice) -> list[tuple[str, str]]:
    """What a file taken from a page says of itself; `said`: what was chosen on the page."""
    return [
        ("Trang", name),
        *([("Nội dung", title)] if title else []),
        *_of(choice),
        *[(f"{label} (chọn trên trang)", what) for label, what in said],
        ("Số dòng", number(rows)),
    ]


def _of(choice) -> list[tuple[str, str]]:
    return [
        ("Đơn vị", choice.unit_name),
        ("Kỳ", f"{choice.period.label} ({day(choice.period.start)}–{day(choice.period.end)})"),
        ("Bộ lọc", chosen_filters(choice)),
        ("Số liệu đến ngày", day(choice.data_date)),
        *([("Đơn vị có số liệu", said)] if (said := coverage_sentence(choice.coverage)) else []),
        ("Bản số liệu", choice.snapshot.name),
        *([("Lưu ý", SAMPLE)] if choice.snapshot.is_sample else []),
    ]


def no_such_paper(name: str) -> str:
    return f"Không có tài liệu “{name}”. Các tài liệu: {', '.join(PAPERS)}."


def no_such_ending(name: str, ending: str, endings) -> str:
    said = f"“{ending}”" if ending else "không có đuôi"
    return f"{PAPERS[name]} không làm được thành tệp {said}. Đặt tên tệp có đuôi {' hoặc '.join(endings)}."


def cannot_write(path, why: str) -> str:
    return f"Không ghi được tệp {path}: {why}. Chọn thư mục khác rồi chạy lại; chưa có gì thay đổi."


def papers_not_kept(folder, why: str) -> str:
    return (
        f"Chưa làm được tài liệu: không ghi được vào thư mục {folder} ({why}). Mở quyền ghi hoặc dọn bớt "
        "ổ đĩa rồi mở lại trang này."
    )


def code_not_kept(path, folder, why: str) -> str:
    return (
        f"Đã làm {path}, nhưng không ghi được mã của tài liệu vào {folder}: {why}. Mở quyền ghi rồi "
        "chạy lại để mã in trên tài liệu mở được Bảng điều hành."
    )


def paper_made(told: dict) -> str:
    said = (
        f"Đã làm {PAPERS[told['paper']]}: {told['out']} (mã {told['code']}), {answer_basis(told)}"
    )
    return said + (drafts_outcome(told) if "recorded" in told else "")


PAPER_FOR = {
    "committee-pack": "cho cuộc họp: việc đã giao, điều cần bàn, mỗi dấu hiệu một trang",
    "board-sheet": "họp tuần: quá hạn, sắp đến hạn, thư xin lỗi, đơn thư, nhiệm vụ",
    "report-upward": "gửi Ban Dân vận cấp trên: số liệu điền sẵn, nhận định để người viết",
    "form06a": "biểu nộp theo mẫu, các tổng là công thức",
    "letters": "văn bản xin lỗi và thư của mô hình, để trống tên",
}
DOWNLOAD_AS = {".xlsx": "Excel", ".docx": "Word", ".pptx": "PowerPoint", ".pdf": "PDF"}
CODE = "Mã in trên tài liệu"
CODE_EXAMPLE = "tám chữ và số"
CODE_NOTE = "mở Bảng điều hành ở đúng bản số liệu và bộ lọc của tài liệu"
PAPER_SECTION = {"sent": "Tài liệu đã gửi", "code": "Mở bằng mã"}


def reports_answer(choice) -> str:
    return (
        f"{period_and_unit_markdown(choice)}: mỗi tài liệu làm từ một bản số liệu, ghi rõ bộ lọc và ngày số liệu; làm lại "
        "từ cùng bản ấy thì được đúng tài liệu ấy."
    )


def paper_line(name: str, code: str) -> str:
    return f"**{PAPERS[name]}**  \n:small[:gray[{PAPER_FOR[name]}; mã {code}]]"


def paper_kind(name: str, ending: str) -> str:
    return f"{PAPERS[name]} ({DOWNLOAD_AS[ending]})"


def no_such_code(code: str) -> str:
    return f"Không có tài liệu mang mã “{code}” ở máy này. Xem lại mã in trên tài liệu."


def code_snapshot_gone(snapshot: str) -> str:
    return (
        f"Bản số liệu {snapshot} của tài liệu này không mở được nữa, và tài liệu chưa được lưu là bản "
        "đã gửi, nên không còn số liệu lúc làm."
    )


def open_paper(name: str) -> str:
    return f"Mở số liệu của {PAPERS[name]}"


SHEET_TITLES = {
    "overdue": "Hồ sơ đang quá hạn, theo cán bộ",
    "finished_without_date": "Hồ sơ đã xong, chưa ghi ngày: cần bổ sung ngày kết thúc",
    "due_soon": "Hồ sơ sắp đến hạn, theo cán bộ",
    "apologies": "Hồ sơ quá hạn chưa có văn bản xin lỗi",
    "petitions": "Đơn thư, phản ánh đang giải quyết",
    "tasks": "Nhiệm vụ chưa xong, theo người chủ trì",
}
SHEET_TABS = {
    "overdue": "Quá hạn",
    "finished_without_date": "Chưa ghi ngày",
    "due_soon": "Sắp đến hạn",
    "apologies": "Chờ xin lỗi",
    "petitions": "Đơn thư",
    "tasks": "Nhiệm vụ",
}
SHEET_CHANGES_TAB = "Thay đổi"
SHEET_CHANGES_NOTE = (
    "Xét theo tình trạng và hạn trả mới nhất, nên không thấy hồ sơ đã chuyển sang chờ hoặc dời hạn."
)
OF_OFFICERS = {"role": MODEL_COLUMNS["role"], "is_new": "Mới quá hạn trong kỳ"}
SHEET_COLUMNS = {
    "overdue": COLUMNS | OF_OFFICERS,
    "finished_without_date": COLUMNS | OF_OFFICERS,
    "due_soon": COLUMNS | OF_OFFICERS,
    "apologies": LETTER_COLUMNS | OF_OFFICERS,
    "petitions": PETITION_COLUMNS,
    "tasks": MODEL_COLUMNS,
    "changes": SINCE_COLUMNS | {"change": "Thay đổi"},
}
NEWLY = "mới"
NOTE = "Ghi chú"
NONE_IN_LIST = "Không có."


def sheet_title(choice) -> str:
    return f"{PAPERS['board-sheet']}: {choice.unit_name}, {choice.period.label}"


def sheet_heading(name: str, choice, on) -> str:
    """A list's title with the day on which it is true; `on` None: nothing is known."""
    if on is None:
        return SHEET_TITLES[name]
    if name == "apologies" and choice.period.end < on:
        return (
            f"{SHEET_TITLES[name]} (phải gửi đến hết ngày {day(choice.period.end)}, còn chờ tại ngày "
            f"{day(on)})"
        )
    return f"{SHEET_TITLES[name]} (tại ngày {day(on)})"


def sheet_counts(now, on) -> str:
    """What is in hand on a day; `on` None: no dossiers were sent."""
    if on is None:
        return f"Hồ sơ: {NO_FIGURES}, vì chưa có tệp hồ sơ nào."
    late = late_and_undated(f"{number(now['overdue'])} hồ sơ quá hạn", now["finished_without_date"])
    return (
        f"Tại ngày {day(on)}: {number(now['in_hand'])} hồ sơ đang giải quyết, trong đó {late}; "
        f"{number(now['due_soon'])} hồ sơ sắp đến hạn."
    )


def sheet_as_of(choice, on) -> str:
    """That what is in hand is told of a later day than the period's end, where it is so."""
    if on is None or choice.period.end >= on:
        return ""
    return (
        f"Kỳ hết ngày {day(choice.period.end)}, trước ngày số liệu: danh sách hồ sơ, thư, đơn thư dưới "
        "đây là việc còn chờ theo số liệu mới nhất, không phải tại cuối kỳ; mỗi danh sách ghi rõ ngày."
    )


def sheet_changed(new: int, cleared: int, still: int, choice, on) -> str:
    return (
        f"Trong kỳ {_period_dates(choice)}: {number(new)} hồ sơ mới quá hạn, {number(cleared)} hồ sơ "
        f"không còn quá hạn; tại ngày {day(min(choice.period.end, on))} có {number(still)} hồ sơ quá "
        "hạn."
    )


def sheet_changes_title(choice) -> str:
    return f"Hồ sơ mới quá hạn và không còn quá hạn trong kỳ {_period_dates(choice)}"


def _period_dates(choice) -> str:
    return f"{day(choice.period.start)}–{day(choice.period.end)}"


def sheet_more(left_out: int) -> str:
    if left_out <= 0:
        return ""
    return f"Còn {number(left_out)} dòng nữa; xem đủ trong tệp Excel của phiếu này."


def paper_code(code: str) -> str:
    return f"Mã {code}."
