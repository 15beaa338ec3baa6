"""The words around the slides of Trình chiếu; the slides' own are in committee_pack."""

from board.text.committee_pack import DECIDE_COLUMNS

BACK = "Trước"
NEXT = "Sau"
LEAVE = "Thoát"
LEAVE_TO_CHOOSE = "Thoát để chọn lại"
FIRST_SLIDE = "Về trang đầu"
PRESENT = "Trình chiếu tại cuộc họp"
DECISION_COLUMNS = DECIDE_COLUMNS[:3]  # on a screen what is decided is entered below


def decision_cells(row) -> tuple[str, str, str]:
    """A row of what to decide as a screen shows it: what it is of, what to do in short, who."""
    about, suggestion, owner = row[:3]
    return about, suggestion.split(",")[0], owner


def slide_place(number: int, count: int) -> str:
    """Which slide is shown, counted from 1, of how many."""
    return f"**Trang {number}/{count}**"


def no_such_slide(asked: str, count: int) -> str:
    """The refusal of an address that names a slide which the set lacks."""
    return f"Đường dẫn nêu trang “{asked}”; tập trình chiếu này có các trang từ 1 đến {count}."
