"""The words around the slides of Trình chiếu; the slides' own are in committee_pack."""

BACK = "Trước"
NEXT = "Sau"
LEAVE = "Thoát"
FIRST_SLIDE = "Về trang đầu"
PRESENT = "Trình chiếu tại cuộc họp"


def slide_place(number: int, count: int) -> str:
    return f"**Trang {number}/{count}**"


def no_such_slide(asked: str, count: int) -> str:
    return f"Đường dẫn nêu trang “{asked}”; tập trình chiếu này có các trang từ 1 đến {count}."
