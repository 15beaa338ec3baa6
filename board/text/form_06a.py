"""The words of Biểu II.06a, of its cells and of its reconciliation."""

from board.text.command import answer_basis
from board.text.numbers import keep_together, number, signed
from board.text.open_dossiers import late_and_undated
from board.text.pages import period_and_unit_markdown

FORM_NAME = "Biểu số II.06a/VPCP/KSTT"
TOTAL = "Tổng cộng"
FIELD_HEADING = "Lĩnh vực"
FORM_HEADINGS = {
    "c3": ("Nhận", "3 Tổng"),
    "c4": ("Nhận", "4 Trực tuyến"),
    "c5": ("Nhận", "5 Trực tiếp"),
    "c6": ("Nhận", "6 Kỳ trước"),
    "c7": ("Đã giải quyết", "7 Tổng"),
    "c8": ("Đã giải quyết", "8 Trước hạn"),
    "c9": ("Đã giải quyết", "9 Đúng hạn"),
    "c10": ("Đã giải quyết", "10 Quá hạn"),
    "c11": ("Đang giải quyết", "11 Tổng"),
    "c12": ("Đang giải quyết", "12 Trong hạn"),
    "c13": ("Đang giải quyết", "13 Quá hạn"),
}
CELL_NAMES = {
    "c3": "(3) Nhận, tổng số",
    "c4": "(4) Nhận trực tuyến",
    "c5": "(5) Nhận trực tiếp, bưu chính công ích",
    "c6": "(6) Nhận từ kỳ trước",
    "c7": "(7) Đã giải quyết, tổng số",
    "c8": "(8) Đã giải quyết, trước hạn",
    "c9": "(9) Đã giải quyết, đúng hạn",
    "c10": "(10) Đã giải quyết, quá hạn",
    "c11": "(11) Đang giải quyết, tổng số",
    "c12": "(12) Đang giải quyết, trong hạn",
    "c13": "(13) Đang giải quyết, quá hạn",
}
PICK_A_CELL = "Chọn một ô số trong bảng để mở các hồ sơ đứng sau."
NOTHING_IN_CELL = "Ô này không có hồ sơ nào."
OPEN_CELL = "Mở thành trang riêng, có đường dẫn để gửi"
FORM_NOTE = "cột 5 gồm cả bưu chính công ích; cột 6 là từ kỳ trước chuyển qua"
HOW_FORM = "Cách tính"
FORM_HOW = """
So theo ngày, không theo giờ, với ngày hẹn trả đang in trên giấy.

- Tính mọi hồ sơ, trừ mới đăng ký và từ chối tiếp nhận. (3) = (4) + (5) + (6) = (7) + (11); (6) bằng (11) của ngày trước kỳ.
- (7) giải quyết xong trong kỳ, kể cả công dân rút. (8) xong trước ngày hẹn. (9) xong đúng ngày hẹn, hoặc không có hạn, hoặc công dân rút. (10) xong sau ngày hẹn.
- (11) chưa xong ở cuối kỳ. (13) ngày hẹn đã qua. (12) chưa qua, hoặc không có hạn, hoặc đang chờ bổ sung, chờ nghĩa vụ tài chính, tạm dừng.
- Kỳ kết thúc sau ngày xuất tệp mới nhất của đơn vị thì tính đến ngày đó.
"""


def form_broken(fields: list[str]) -> str:
    return (
        f"Số liệu không khớp các đẳng thức của Biểu II.06a ở: {', '.join(map(str, fields))}. "
        "Chạy “python -m etl rebuild” rồi tải lại trang."
    )


def form_answer(total, late: int, choice) -> str:
    def say(n) -> str:
        return keep_together(f"{number(n)} hồ sơ")

    return (
        f"{period_and_unit_markdown(choice)}: nhận **{say(total['c3'])}** ({number(total['c6'])} từ kỳ trước), "
        f"đã giải quyết {say(total['c7'])} (trước hạn {number(total['c8'])}, đúng hạn "
        f"{number(total['c9'])}, quá hạn {number(total['c10'])}), đang giải quyết "
        f"{say(total['c11'])}, trong đó quá hạn **{number(late)}**. {cell_13_note(total['c13'], late)}"
    ).strip()


def cell_13_note(count: int | None, late: int | None) -> str:
    """Of whom (13) consists, where it holds more than what is overdue; else ""."""
    if count == late:
        return ""
    both = late_and_undated(f"{number(late)} hồ sơ quá hạn", count - late)
    return f"Ô (13), {number(count)} hồ sơ, gồm {both}."


def not_updated(n) -> str:
    return keep_together(
        f"Tại ngày số liệu, {number(n)} hồ sơ đang giải quyết không còn trong tệp mới nhất của đơn "
        "vị (chưa cập nhật); các hồ sơ này vẫn nằm ở ô (11)."
    )


def cell_count(cell: str, field: str | None, found: int) -> str:
    of = f", lĩnh vực {field}" if field else ""
    return keep_together(f"{number(found)} hồ sơ ở ô {CELL_NAMES[cell]}{of}.")


def cell_answer(cell: str, found: int, choice, field: str) -> str:
    of = f", lĩnh vực {field}" if field else ""
    return f"{period_and_unit_markdown(choice)}{of}: **{number(found)} hồ sơ** đứng sau ô {CELL_NAMES[cell]} của Biểu II.06a."


def no_such_cell(cell: str) -> str:
    return f"Biểu II.06a không có ô “{cell}”; các ô là c3 đến c13. Mở trang Biểu II.06a và chọn ô cần xem."


def form_text(told: dict) -> str:
    """The form as lines for a terminal."""
    rows = [*told["rows"], told["total"]]
    wide = max(len(FIELD_HEADING), *(len(row["c2"]) for row in rows))
    cells = list(CELL_NAMES)
    lines = [FIELD_HEADING.ljust(wide) + "".join(f"({c[1:]})".rjust(9) for c in cells)]
    for row in rows:
        lines.append(row["c2"].ljust(wide) + "".join(number(row[c]).rjust(9) for c in cells))
    said = f"{FORM_NAME}, {answer_basis(told)}"
    note = cell_13_note(told["total"]["c13"], told["total"]["open_late"])
    return "\n".join([said, *lines, *CELL_NAMES.values(), *([note] if note else [])])


# Reconciliation with the province's own form

RECONCILE = "Đối chiếu với biểu của tỉnh"
DIFFERENCES = "Các ô lệch với biểu của tỉnh"
RECONCILE_NOTE = "cả đơn vị, không theo lĩnh vực, thủ tục, kênh đang lọc"
RECONCILE_FILE = (
    "Biểu II.06a của tỉnh, cùng đơn vị và cùng kỳ: tệp Excel, tệp bảng tính khác hoặc CSV"
)
READING_FILE = "Đang đọc tệp…"
RECONCILE_WAIT = "Thả tệp vào ô trên để xem ô nào lệch và hồ sơ nào giải thích được. Tệp chỉ được đọc, không lưu lại."


def files_taken(most_mib: int, page_mib: int) -> str:
    return (
        f"Mỗi tệp nhiều nhất {most_mib} MB. Tên tệp hiện màu đỏ là tệp không nhận được: chọn tệp nhỏ "
        f"hơn, hoặc tải lại trang rồi thả lại nếu trang đã nhận quá {page_mib} MB."
    )


def form_of_another_period(named: list, chosen: str) -> str:
    """Of a form whose title names other periods than the one chosen."""
    theirs = " và ".join(f"“{period.label}”" for period in named)
    return (
        f"Biểu ghi kỳ {theirs}, kỳ đang chọn là “{chosen}”: chưa đối chiếu, vì khác kỳ thì hầu hết các "
        "ô đều lệch. Chọn lại kỳ cho đúng với biểu, hoặc thả biểu của kỳ đang chọn."
    )


COMPARE_ANYWAY_BY_COMMAND = "Vẫn muốn đối chiếu thì thêm --anyway."


def form_not_there(path, why: str) -> str:
    return f"Không đọc được {path} ({why}). Kiểm tra lại đường dẫn."


def compared_text(told: dict) -> str:
    """Where the province's form differs, as lines for a terminal."""
    found = told["differences"]
    if not found:
        return "\n".join([*told["notes"], SAME])
    lines = [reconciled(len(found), sum(row["unexplained"] == 0 for row in found))]
    for row in found:
        parts = [f"{CAUSES[c].lower()} {number(row[c])}" for c in CAUSES if row[c]]
        lines.append(
            f"{row['field']}, ô {CELL_NAMES[row['cell']]}: tỉnh {number(row['theirs'])}, bảng "
            f"{number(row['ours'])}, lệch {signed(row['difference'])} ({'; '.join(parts)})."
        )
    return "\n".join([*told["notes"], *lines])


def compare_anyway(chosen: str) -> str:
    return f"Vẫn đối chiếu với “{chosen}”"


def form_without_period(chosen: str) -> str:
    return f"Biểu không ghi kỳ báo cáo: xem lại biểu có đúng là của “{chosen}” không."


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
    return (
        f"{number(cells)} ô lệch: {number(explained)} ô giải thích được hết, "
        f"{number(cells - explained)} ô còn phần chưa giải thích được."
    )


def difference_sentence(row) -> str:
    return (
        f"{row.field}, ô {CELL_NAMES[row.cell]}: tỉnh {number(row.theirs)}, bảng "
        f"{number(row.ours)}, lệch {signed(row.difference)}."
    )


def cause_sentence(cause: str, explained: int, found: int) -> str:
    return (
        f"{CAUSES[cause]}: giải thích {number(explained)}, trong {number(found)} hồ sơ có thể. "
        "Cột Tác động: tính theo cách kia thì hồ sơ cộng thêm vào ô (+1) hay bớt khỏi ô (−1)."
    )


def total_is_off(cells: list[str]) -> str:
    return (
        "Trong biểu của tỉnh, dòng Tổng cộng không bằng tổng các lĩnh vực ở cột "
        f"{', '.join(f'({c[1:]})' for c in cells)}."
    )


HOW_TO_SAVE = "Mở tệp bằng Excel, lưu lại dạng xlsx hoặc “CSV UTF-8”, rồi thả lại."


def file_too_large(most_mib: int) -> str:
    return f"Tệp này lớn hơn {most_mib} MB nên không phải Biểu II.06a: chọn đúng tệp rồi thả lại."


def file_unreadable() -> str:
    return f"Không đọc được tệp này như tệp Excel hay CSV mã UTF-8, UTF-16. {HOW_TO_SAVE}"


def file_is_no_form() -> str:
    return (
        "Không thấy Biểu II.06a trong tệp này: cần hàng đánh số cột (2), (3) … (13), hoặc đủ tên "
        "cột như mẫu biểu. Chọn đúng tệp, hoặc thêm hàng đánh số cột rồi thả lại."
    )


def file_without_rows() -> str:
    return (
        "Thấy tiêu đề của biểu mà không có dòng số liệu nào dưới nó. Chọn tệp đã có số liệu rồi "
        "thả lại."
    )


def cell_is_no_count(name: str, cell: str, text: str) -> str:
    return (
        f"Dòng “{_cut(name)}”, cột ({cell[1:]}) ghi “{_cut(text)}”, không phải số đếm. Sửa ô đó rồi "
        "thả lại."
    )


def field_twice(name: str) -> str:
    return f"Lĩnh vực “{_cut(name)}” có hai dòng trong biểu. Gộp làm một rồi thả lại."


def _cut(text: str) -> str:
    """The start of a cell that holds more than a name or a number."""
    return text if len(text) <= 100 else f"{text[:100]}…"
