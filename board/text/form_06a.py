"""The words of Biểu II.06a, of its cells and of its reconciliation."""

from board.catalogue.measure import FORM
from board.text.command import answer_basis
from board.text.dates import day
from board.text.numbers import keep_together, number
from board.text.open_dossiers import late_and_undated
from board.text.pages import period_and_unit_markdown

FORM_NAME = FORM
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
    """The warning where the form breaks its own equations; `fields` are the rows in which."""
    return (
        f"Số liệu không khớp các đẳng thức của Biểu II.06a ở: {', '.join(map(str, fields))}. "
        "Chạy “python -m etl rebuild” rồi tải lại trang."
    )


def form_answer(total, late: int | None, selection) -> str:
    """The form's totals in one sentence; `late`: the open ones that are overdue."""

    def say(n) -> str:
        """A count with its noun, held on one line."""
        return keep_together(f"{number(n)} hồ sơ")

    return (
        f"{period_and_unit_markdown(selection)}: nhận **{say(total['c3'])}** ({number(total['c6'])} từ kỳ trước), "
        f"đã giải quyết {say(total['c7'])} (trước hạn {number(total['c8'])}, đúng hạn "
        f"{number(total['c9'])}, quá hạn {number(total['c10'])}), đang giải quyết "
        f"{say(total['c11'])}, trong đó quá hạn **{number(late)}**. {cell_13_note(total['c13'], late)}"
    ).strip()


def cell_13_note(count: int | None, late: int | None) -> str:
    """Of whom (13) consists, where it holds more than what is overdue; else ""."""
    if count == late or count is None or late is None:
        return ""
    both = late_and_undated(f"{number(late)} hồ sơ quá hạn", count - late)
    return f"Ô (13), {number(count)} hồ sơ, gồm {both}."


def not_updated(n) -> str:
    """How many open dossiers the newest file of their unit no longer has."""
    return keep_together(
        f"Tại ngày số liệu, {number(n)} hồ sơ đang giải quyết không còn trong tệp mới nhất của đơn "
        "vị (chưa cập nhật); các hồ sơ này vẫn nằm ở ô (11)."
    )


def cell_count(cell: str, field: str | None, found: int) -> str:
    """How many dossiers a cell counts, of one field or of all."""
    of = f", lĩnh vực {field}" if field else ""
    return keep_together(f"{number(found)} hồ sơ ở ô {CELL_NAMES[cell]}{of}.")


def cell_answer(cell: str, found: int, selection, field: str) -> str:
    """The first sentence of a cell's dossiers; `cell` is c3 to c13, `field` "" is all."""
    of = f", lĩnh vực {field}" if field else ""
    return f"{period_and_unit_markdown(selection)}{of}: **{number(found)} hồ sơ** đứng sau ô {CELL_NAMES[cell]} của Biểu II.06a."


def no_such_cell(cell: str) -> str:
    """The refusal of an address that names a cell which the form lacks."""
    return f"Biểu II.06a không có ô “{cell}”; các ô là c3 đến c13. Mở trang Biểu II.06a và chọn ô cần xem."


def form_text(answer: dict) -> str:
    """The form as lines for a terminal."""
    rows = [*answer["rows"], answer["total"]]
    wide = max(len(FIELD_HEADING), *(len(row["c2"]) for row in rows))
    cells = list(CELL_NAMES)
    lines = [FIELD_HEADING.ljust(wide) + "".join(f"({c[1:]})".rjust(9) for c in cells)]
    for row in rows:
        lines.append(row["c2"].ljust(wide) + "".join(number(row[c]).rjust(9) for c in cells))
    head = f"{FORM_NAME}, {answer_basis(answer)}"
    note = cell_13_note(answer["total"]["c13"], answer["total"]["open_late"])
    return "\n".join([head, *lines, *CELL_NAMES.values(), *([note] if note else [])])


# Reconciliation with the province's own form
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


def reporting_unit(selection) -> str:
    """The line of the form that names who reports."""
    return f"Đơn vị báo cáo: {selection.unit_name}"


def receiving_body(name) -> str:
    """The line of the form that names who receives it; dots where nobody is named."""
    return f"Đơn vị nhận báo cáo: {name or '………………………'}"


def form_period(selection) -> str:
    """The line of the form that names the first and the last day."""
    return f"Kỳ báo cáo: từ ngày {day(selection.period.start)} đến ngày {day(selection.period.end)}"
