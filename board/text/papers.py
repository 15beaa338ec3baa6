"""The words of papers: their names, and what every paper carries."""

import re
import unicodedata

from board.text.choices import ALL_CHANNELS, ALL_FIELDS, ALL_PROCEDURES, CERTIFICATION
from board.text.codes import CHANNELS
from board.text.command import answer_basis
from board.text.coverage import coverage_sentence
from board.text.dates import day
from board.text.letter_papers import drafts_outcome
from board.text.numbers import below_limit, number
from board.text.pages import period_and_unit_markdown
from board.text.snapshots import SAMPLE

PAPERS = {
    "committee-pack": "Tập trình chiếu họp Đảng ủy",
    "board-sheet": "Phiếu tuần của Ban điều hành",
    "report-upward": "Báo cáo gửi cấp trên",
    "form06a": "Biểu II.06a",
    "letters": "Thư",
    "whole-board": "Tập bảng số liệu",
}
FILE_NAMES = {
    "committee-pack": "trinh-chieu",
    "board-sheet": "phieu-tuan",
    "report-upward": "bao-cao",
    "form06a": "bieu-ii06a",
    "letters": "thu",
    "whole-board": "so-lieu",
}
UNIT_KINDS = ("phuong-", "xa-", "thi-tran-", "dac-khu-")  # left out of a file's name
ABOUT_TAB, DATA_TAB = "Thông tin", "Số liệu"
ADDRESS = "Mở trên Bảng điều hành"
HIDDEN = "Ô không có số"
QR_ALT = "Mã QR mở Bảng điều hành ở đúng bản số liệu và bộ lọc này"
CHOOSE_WEEK = "Chọn tuần này, để phiếu là của tuần."
NO_QR = (
    "Tài liệu chưa in mã QR, vì địa chỉ của Bảng điều hành chỉ mở được ở máy này. Ghi địa chỉ mà máy "
    "khác mở được vào dòng address, mục [papers] của tệp config.toml, rồi mở lại Bảng điều hành."
)


def file_name(name: str, selection, ending: str) -> str:
    """What a paper is saved as, without marks: "bao-cao_quang-tho_2025-q2.docx"."""
    return saved_as(FILE_NAMES.get(name, name), selection, ending)


def saved_as(what: str, selection, ending: str) -> str:
    """What a file of a unit and period is saved as, `what` in front."""
    unit = without_marks(selection.unit_name)
    for kind in UNIT_KINDS:
        unit = unit.removeprefix(kind)
    return f"{what}_{unit}_{selection.period.key}{ending}"


def without_marks(text: str) -> str:
    """A text as a part of a file's name: "Đơn đã nhận" → "don-da-nhan"."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", plain)))


def made_from(selection) -> str:
    """The line that each paper carries: snapshot, data date, filters, and whether it is sample."""
    return _made_from(selection, filters_line(selection))


def made_from_in_short(selection) -> str:
    """The same in a line of print: without the filters that leave nothing out."""
    filters = selection.filters
    is_chosen = (filters.field, filters.procedure, filters.channel, not filters.certification)
    front, chosen = _filters(selection)[:2], zip(_filters(selection)[2:], is_chosen, strict=True)
    return _made_from(selection, "; ".join([*front, *(name for name, is_set in chosen if is_set)]))


def _made_from(selection, filters: str) -> str:
    return (
        f"Lập từ bản số liệu {selection.snapshot.name}, số liệu đến ngày {day(selection.data_date)}. "
        f"{filters}."
        f"{f' {SAMPLE}' if selection.snapshot.is_sample else ''}"
    )


def filters_line(selection) -> str:
    """The unit, the period and each filter, also those that leave nothing out."""
    return "; ".join(_filters(selection))


def _filters(selection) -> tuple[str, ...]:
    filters = selection.filters
    return (
        selection.unit_name,
        selection.period.label,
        filters.field or ALL_FIELDS,
        filters.procedure or ALL_PROCEDURES,
        CHANNELS.get(filters.channel, ALL_CHANNELS),
        CERTIFICATION[filters.certification],
    )


def about(name: str, selection, code: str) -> list[tuple[str, str]]:
    """The description of a paper: label and text."""
    hidden = [(HIDDEN, withheld())] if name == "whole-board" else []
    return [("Tài liệu", PAPERS[name]), *_scope(selection), ("Mã tài liệu", code), *hidden]


def withheld() -> str:
    """Why a value of enough cases is not in a file."""
    return (
        f"Tỷ lệ, thời gian tính trên {below_limit('trường hợp')} không ghi. Có ô tính trên nhiều hơn "
        "cũng không ghi, vì đem trừ với số khác trong tệp, hoặc trong bản đã xuất trước đó, thì lộ ra "
        f"nhóm {below_limit('người')}."
    )


def withheld_in_short() -> str:
    """The same for a paper, in its last line."""
    few = below_limit("người")
    return f"“–” ở mức độ hài lòng: {few} trả lời, hoặc ghi ra thì lộ một nhóm {few}."


def about_page(
    name: str, title: str, choices, rows: int, selection, is_withheld: bool = False
) -> list[tuple[str, str]]:
    """The description of a file downloaded from a page; `choices`: what was chosen on the page.
    `is_withheld`: whether a value of enough cases is hidden for what it would give away."""
    return [
        ("Trang", name),
        *([("Nội dung", title)] if title else []),
        *_scope(selection),
        *[(f"{label} (chọn trên trang)", what) for label, what in choices],
        ("Số dòng", number(rows)),
        *([(HIDDEN, withheld())] if is_withheld else []),
    ]


def _scope(selection) -> list[tuple[str, str]]:
    return [
        ("Đơn vị", selection.unit_name),
        (
            "Kỳ",
            f"{selection.period.name} ({day(selection.period.start)}–{day(selection.period.end)})",
        ),
        ("Bộ lọc", filters_line(selection)),
        ("Số liệu đến ngày", day(selection.data_date)),
        *(
            [("Đơn vị có số liệu", units)]
            if (units := coverage_sentence(selection.coverage))
            else []
        ),
        ("Bản số liệu", selection.snapshot.name),
        *([("Lưu ý", SAMPLE)] if selection.snapshot.is_sample else []),
    ]


def no_such_paper(name: str) -> str:
    """The answer of a command to an unknown name of a paper."""
    return f"Không có tài liệu “{name}”. Các tài liệu: {', '.join(PAPERS)}."


def no_such_ending(name: str, ending: str, endings) -> str:
    """The answer to a file's ending that the paper has no writer for."""
    given = f"“{ending}”" if ending else "không có đuôi"
    return f"{PAPERS[name]} không làm được thành tệp {given}. Đặt tên tệp có đuôi {' hoặc '.join(endings)}."


def cannot_write(path, why: str) -> str:
    """The answer where the disk refused the paper; nothing was recorded."""
    return f"Không ghi được tệp {path}: {why}. Chọn thư mục khác rồi chạy lại; chưa có gì thay đổi."


def papers_not_kept(folder, why: str) -> str:
    """Why a page makes no paper: its code could not be recorded in `folder`."""
    return (
        f"Chưa làm được tài liệu: không ghi được vào thư mục {folder} ({why}). Mở quyền ghi hoặc dọn bớt "
        "ổ đĩa rồi mở lại trang này."
    )


def code_not_kept(path, folder, why: str) -> str:
    """That a paper was made and its code was not recorded, so that it leads nowhere."""
    return (
        f"Đã làm {path}, nhưng không ghi được mã của tài liệu vào {folder}: {why}. Mở quyền ghi rồi "
        "chạy lại để mã in trên tài liệu mở được Bảng điều hành."
    )


def paper_made(answer: dict) -> str:
    """The answer of a command that made a paper: its file, code and basis."""
    sentence = f"Đã làm {PAPERS[answer['paper']]}: {answer['out']} (mã {answer['code']}), {answer_basis(answer)}"
    return sentence + (drafts_outcome(answer) if "recorded" in answer else "")


PAPER_FOR = {
    "committee-pack": "cho cuộc họp: việc đã giao, điều cần bàn, mỗi dấu hiệu một trang",
    "board-sheet": "họp tuần: quá hạn, sắp đến hạn, thư xin lỗi, đơn thư, nhiệm vụ",
    "report-upward": "gửi cấp trên: số liệu điền sẵn, nhận định để người viết",
    "form06a": "biểu nộp theo mẫu, các tổng là công thức",
    "letters": "văn bản xin lỗi và thư của lãnh đạo phường, để trống tên",
    "whole-board": "mọi bảng của Bảng điều hành trong kỳ, mỗi bảng một trang tính",
}
DOWNLOAD_AS = {".xlsx": "Excel", ".docx": "Word", ".pptx": "PowerPoint", ".pdf": "PDF"}
CODE = "Mã in trên tài liệu"
CODE_EXAMPLE = "tám chữ và số"
CODE_NOTE = "mở Bảng điều hành ở đúng bản số liệu và bộ lọc của tài liệu"
PAPER_SECTION = {"sent": "Tài liệu đã gửi", "code": "Mở bằng mã"}


def reports_answer(selection) -> str:
    """The first sentence of the page of papers."""
    return (
        f"{period_and_unit_markdown(selection)}: mỗi tài liệu làm từ một bản số liệu, ghi rõ bộ lọc và ngày số liệu; làm lại "
        "từ cùng bản ấy thì được đúng tài liệu ấy."
    )


def paper_line(name: str, code: str) -> str:
    """A paper, whom it is for, and the code that it will print."""
    return f"**{PAPERS[name]}**  \n:small[:gray[{PAPER_FOR[name]}; mã {code}]]"


def paper_kind(name: str, ending: str) -> str:
    """The label of a download; `ending` as DOWNLOAD_AS names it."""
    return f"{PAPERS[name]} ({DOWNLOAD_AS[ending]})"


def no_such_code(code: str) -> str:
    """The answer to a code that no paper of this machine has."""
    return f"Không có tài liệu mang mã “{code}” ở máy này. Xem lại mã in trên tài liệu."


def code_snapshot_gone(snapshot: str) -> str:
    """That the snapshot of an unfiled paper no longer opens, so its figures are lost."""
    return (
        f"Bản số liệu {snapshot} của tài liệu này không mở được nữa, và tài liệu chưa được lưu là bản "
        "đã gửi, nên không còn số liệu lúc làm."
    )


def open_paper(name: str) -> str:
    """The label of the link from a paper's code to its figures."""
    return f"Mở số liệu của {PAPERS[name]}"


def paper_code(code: str) -> str:
    """The sentence of a paper's eight letters, by which it is found again."""
    return f"Mã {code}."
