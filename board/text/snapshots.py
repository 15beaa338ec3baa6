"""Which snapshot is shown, how old it is, and why none is."""

from datetime import date

from board.text.dates import day

NO_WAREHOUSE = (
    "Chưa có số liệu nào được nạp. Đặt tệp CSV vào thư mục data/inbox rồi chạy "
    "“python -m etl load” và mở lại."
)
WRONG_SCHEMA = (
    "Bản số liệu này do phiên bản khác của chương trình dựng. Mở lại Bảng điều hành, hoặc chạy "
    "“python -m etl load”: số liệu được dựng lại từ các tệp đã nạp."
)
MAKING_READY = (
    "Đang chuẩn bị số liệu: lần đầu mở, hoặc chương trình vừa lên phiên bản mới nên phải dựng lại. "
    "Trang tự mở khi xong."
)
SNAPSHOT_LOST = (
    "Không mở được bản số liệu đang công bố. Chạy “python -m etl status” để xem các bản còn lại, "
    "hoặc “python -m etl rebuild” để dựng lại."
)
SAMPLE = "Số liệu mẫu do máy tạo, không phải số liệu thật của phường nào."
SAMPLE_SHORT = "số liệu mẫu"
UNPIN = "Về bản đang công bố"


def fallback_shown(lost: str, name: str, data_date: date) -> str:
    """That another snapshot is shown in the place of the published one, which is damaged."""
    return (
        f"Bản số liệu đang công bố ({lost}) bị hỏng hoặc bị sửa ngoài chương trình: đang xem bản tốt gần "
        f"nhất, {name}, số liệu đến {day(data_date)}. Chạy “python -m etl load” để dựng lại."
    )


PINNED = "Đường dẫn ghim một bản số liệu."


def pinned(data_date: date) -> str:
    """That an address names the snapshot shown, which is not the newest."""
    return f"Đang xem bản ngày {day(data_date)}, không phải bản mới nhất."


def not_made_ready(why: str) -> str:
    """Why the board opens without figures; `why` is a sentence that says what to do."""
    return f"Chưa chuẩn bị được số liệu. {why} Sau đó mở lại Bảng điều hành."


def snapshot_of_other_version(snapshot: str) -> str:
    """The refusal of an address whose snapshot another version built."""
    return (
        f"Đường dẫn nêu bản số liệu “{snapshot}”, do phiên bản khác của chương trình dựng nên không "
        f"mở được nữa. Bấm “{UNPIN}” ở thanh bên trái để xem số liệu hiện nay."
    )


def snapshot_gone(snapshot: str) -> str:
    """The refusal of an address whose snapshot was deleted."""
    return (
        f"Đường dẫn nêu bản số liệu “{snapshot}”, nay không còn được giữ. "
        f"Bấm “{UNPIN}” ở thanh bên trái để xem số liệu hiện nay."
    )


def freshness(unit: str, period: str, data_date) -> str:
    """The line on each page: of whom and which days the figures are."""
    return f"{unit} · {period} · số liệu đến ngày {day(data_date)}"


def stale(days_old: int) -> str:
    """The warning where the data ended `days_old` days ago."""
    return f"Số liệu đã cũ {days_old} ngày. Nạp tệp mới để thấy tình hình hôm nay."
