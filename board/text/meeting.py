"""The words around the slides of Trình chiếu; the slides' own are in committee_pack."""

BACK = "Trước"
NEXT = "Sau"
LEAVE = "Thoát"
FIRST_SLIDE = "Về trang đầu"
PRESENT = "Trình chiếu tại cuộc họp"


def slide_place(number: int, count: int) -> str:
    """Which slide is shown, counted from 1, of how many."""
    return f"**Trang {number}/{count}**"


def no_such_slide(asked: str, count: int) -> str:
    """The refusal of an address that names a slide which the set lacks."""
    return f"Đường dẫn nêu trang “{asked}”; tập trình chiếu này có các trang từ 1 đến {count}."
