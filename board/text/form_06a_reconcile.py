"""The words of the reconciliation of Biểu II.06a with the province's own file."""

from board.text.form_06a import CELL_NAMES, FIELD_HEADING
from board.text.numbers import number, signed

RECONCILE = "Đối chiếu với biểu của tỉnh"
DIFFERENCES = "Các ô lệch với biểu của tỉnh"
RECONCILE_NOTE = "cả đơn vị, không theo lĩnh vực, thủ tục, kênh đang lọc"
RECONCILE_FILE = (
    "Biểu II.06a của tỉnh, cùng đơn vị và cùng kỳ: tệp Excel, tệp bảng tính khác hoặc CSV"
)
READING_FILE = "Đang đọc tệp…"
RECONCILE_WAIT = "Thả tệp vào ô trên để xem ô nào lệch và hồ sơ nào giải thích được. Tệp chỉ được đọc, không lưu lại."


def files_taken(most_mib: int, page_mib: int) -> str:
    """How large a file may be, and how much a page takes in all, in MB."""
    return (
        f"Mỗi tệp nhiều nhất {most_mib} MB. Tên tệp hiện màu đỏ là tệp không nhận được: chọn tệp nhỏ "
        f"hơn, hoặc tải lại trang rồi thả lại nếu trang đã nhận quá {page_mib} MB."
    )


def form_of_another_period(named: list, current: str) -> str:
    """Of a form whose title names other periods than the one chosen."""
    theirs = " và ".join(f"“{period.label}”" for period in named)
    return (
        f"Biểu ghi kỳ {theirs}, kỳ đang chọn là “{current}”: chưa đối chiếu, vì khác kỳ thì hầu hết các "
        "ô đều lệch. Chọn lại kỳ cho đúng với biểu, hoặc thả biểu của kỳ đang chọn."
    )


COMPARE_ANYWAY_BY_COMMAND = "Vẫn muốn đối chiếu thì thêm --anyway."


def form_not_there(path, why: str) -> str:
    """The answer of a command whose file cannot be read; `why` is the disk's reason."""
    return f"Không đọc được {path} ({why}). Kiểm tra lại đường dẫn."


def compared_text(answer: dict) -> str:
    """Where the province's form differs, as lines for a terminal."""
    found = answer["differences"]
    if not found:
        return "\n".join([*answer["notes"], SAME])
    lines = [reconciled(len(found), sum(row["unexplained"] == 0 for row in found))]
    for row in found:
        parts = [f"{CAUSES[c].lower()} {number(row[c])}" for c in CAUSES if row[c]]
        lines.append(
            f"{row['field']}, ô {CELL_NAMES[row['cell']]}: tỉnh {number(row['theirs'])}, bảng "
            f"{number(row['ours'])}, lệch {signed(row['difference'])} ({'; '.join(parts)})."
        )
    return "\n".join([*answer["notes"], *lines])


def compare_anyway(current: str) -> str:
    """The label of the box that compares a form of another period."""
    return f"Vẫn đối chiếu với “{current}”"


def form_without_period(current: str) -> str:
    """The note on a form that names no period, which is compared all the same."""
    return f"Biểu không ghi kỳ báo cáo: xem lại biểu có đúng là của “{current}” không."


FORM_DATE = "Ngày lập biểu của tỉnh"
FORM_DATE_HELP = (
    "Hồ sơ và kết quả chỉ thấy trong tệp xuất sau ngày này được coi là số liệu đến muộn."
)
PICK_A_DIFFERENCE = (
    "Lệch = tỉnh − bảng; bốn cột cuối cộng lại bằng độ lớn của lệch. Chọn một dòng để mở hồ sơ."
)
SAME = "Biểu của tỉnh khớp từng ô với Bảng điều hành."
NO_CANDIDATES = "Không có hồ sơ nào giải thích được chỗ lệch này."
CAUSES = {
    "by_rule": "Do quy tắc",
    "late_data": "Số liệu đến muộn",
    "due_moved": "Dời hạn trả",
    "unexplained": "Chưa giải thích được",
}
CAUSE = "Nguyên nhân"
EDGES = {
    "no_due_date": "Không có hạn trả: bảng tính đúng hạn, cách khác tính trước hạn",
    "withdrawn": "Công dân rút: bảng tính đúng hạn, cách khác so với ngày hẹn",
    "withdrawn_left_out": "Công dân rút: cách khác không đưa vào biểu",
    "waiting": "Đang chờ và đã qua hạn: bảng tính trong hạn, cách khác tính quá hạn",
    "by_the_clock": "Xong trong ngày hẹn: bảng so theo ngày, cách khác so theo giờ",
    "last_day": "Hạn trả đúng ngày cuối kỳ: bảng tính trong hạn, cách khác tính quá hạn",
    "late_data": "Thấy lần đầu, hoặc thấy xong lần đầu, trong tệp xuất sau ngày lập biểu",
    "due_moved": "Hạn đầu tiên khác hạn đang in: theo hạn đầu thì ở ô khác",
}
DIFFERENCE_HEADINGS = {
    "field": FIELD_HEADING,
    "cell": "Ô",
    "theirs": "Tỉnh",
    "ours": "Bảng",
    "difference": "Lệch",
} | CAUSES


def reconciled(cells: int, explained: int) -> str:
    """How many cells differ, and how many of them are explained to the last dossier."""
    return (
        f"{number(cells)} ô lệch: {number(explained)} ô giải thích được hết, "
        f"{number(cells - explained)} ô còn phần chưa giải thích được."
    )


def difference_sentence(row) -> str:
    """One cell that differs: the province's count, ours and the difference."""
    return (
        f"{row.field}, ô {CELL_NAMES[row.cell]}: tỉnh {number(row.theirs)}, bảng "
        f"{number(row.ours)}, lệch {signed(row.difference)}."
    )


def cause_sentence(cause: str, explained: int, found: int) -> str:
    """How much of a cell a cause explains, of how many dossiers that it could move."""
    return (
        f"{CAUSES[cause]}: giải thích {number(explained)}, trong {number(found)} hồ sơ có thể. "
        "Cột Tác động: tính theo cách kia thì hồ sơ cộng thêm vào ô (+1) hay bớt khỏi ô (−1)."
    )


def total_is_off(cells: list[str]) -> str:
    """In which cells the province's own total is not the sum of its rows."""
    return (
        "Trong biểu của tỉnh, dòng Tổng cộng không bằng tổng các lĩnh vực ở cột "
        f"{', '.join(f'({c[1:]})' for c in cells)}."
    )


HOW_TO_SAVE = "Mở tệp bằng Excel, lưu lại dạng xlsx hoặc “CSV UTF-8”, rồi thả lại."


def file_too_large(most_mib: int) -> str:
    """The refusal of a file of more MiB than a form can have."""
    return f"Tệp này lớn hơn {most_mib} MB nên không phải Biểu II.06a: chọn đúng tệp rồi thả lại."


def file_unreadable() -> str:
    """The refusal of what is neither a workbook nor text in UTF-8 or UTF-16."""
    return f"Không đọc được tệp này như tệp Excel hay CSV mã UTF-8, UTF-16. {HOW_TO_SAVE}"


def file_is_no_form() -> str:
    """The refusal of a table without the form's columns."""
    return (
        "Không thấy Biểu II.06a trong tệp này: cần hàng đánh số cột (2), (3) … (13), hoặc đủ tên "
        "cột như mẫu biểu. Chọn đúng tệp, hoặc thêm hàng đánh số cột rồi thả lại."
    )


def file_without_rows() -> str:
    """The refusal of a form that is headings only."""
    return (
        "Thấy tiêu đề của biểu mà không có dòng số liệu nào dưới nó. Chọn tệp đã có số liệu rồi "
        "thả lại."
    )


def cell_is_no_count(name: str, cell: str, text: str) -> str:
    """The refusal of a form with a cell that holds no whole number from 0."""
    return (
        f"Dòng “{_cut(name)}”, cột ({cell[1:]}) ghi “{_cut(text)}”, không phải số đếm. Sửa ô đó rồi "
        "thả lại."
    )


def field_twice(name: str) -> str:
    """The refusal of a form in which a field has two rows."""
    return f"Lĩnh vực “{_cut(name)}” có hai dòng trong biểu. Gộp làm một rồi thả lại."


def _cut(text: str) -> str:
    """The start of a cell that holds more than a name or a number."""
    return text if len(text) <= 100 else f"{text[:100]}…"
