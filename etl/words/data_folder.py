"""The state of the data folder: its lock, what is damaged, its snapshots."""

from disk_errors import disk_reason
from etl.words.names import first_and_last


def locked(holder: str, seconds: float) -> str:
    """The refusal after `seconds` of waiting for another load."""
    return (
        f"Một lần nạp khác đang chạy ({holder}); đã chờ {seconds:g} giây. "
        "Đợi lần đó xong rồi chạy lại."
    )


def lock_holder(process: int, machine: str, since: str) -> str:
    """Who holds the lock, as part of a sentence; `since` is a moment in words."""
    return f"tiến trình {process} trên {machine} từ {since}"


def waiting(holder: str, seconds: float) -> str:
    """The line while another load runs; `seconds` is how long this one waits at most."""
    return f"Đang chờ lần nạp khác ({holder}), lâu nhất {seconds:g} giây."


def folder_with_backslash(folder: str) -> str:
    """The refusal of a folder whose name DuckDB would read as another."""
    return f"Thư mục số liệu {folder} có dấu \\ trong đường dẫn. Đổi tên thư mục ấy rồi chạy lại."


def cannot_write(path: str, number: int | None) -> str:
    """The refusal where the disk fails; the snapshot that is shown stays."""
    return (
        f"Không ghi được vào {path} ({disk_reason(number)}). Bản số liệu cũ vẫn nguyên. "
        "Kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại."
    )


def audit_failed(check: str, rows: int, first: str) -> str:
    """The refusal to publish: a query of sql/checks gave `rows`, of which this is the `first`."""
    return (
        f"Bản mới không qua phép kiểm “{check}” ({rows} dòng, ví dụ {first}), "
        "nên không công bố. Bản số liệu cũ vẫn nguyên. "
        "Nếu vừa sửa tệp trong thư mục reference thì xem lại tệp đó; không thì báo người hỗ trợ."
    )


# What is damaged and was set aside, and what to do about it.
DAMAGED = {
    "note": (
        "Tờ ghi {name} của một tệp đã ghi nhận bị hỏng",
        "số liệu của tệp ấy được đọc lại nếu tệp gốc còn trong inbox, không thì nạp lại tệp gốc",
    ),
    "rows": (
        "Bản đã ghi nhận của tệp {name} bị hỏng",
        "số liệu được đọc lại nếu tệp gốc còn trong inbox, không thì nạp lại tệp gốc",
    ),
    "paper": (
        "Tờ ghi {name} của một tài liệu đã gửi bị hỏng",
        "tài liệu vẫn còn trong thư mục papers; lấy lại tờ ghi từ bản sao lưu nếu có",
    ),
    "withdrawal": (
        "Tờ ghi {name} về tệp bị rút bị hỏng",
        "tệp mà tờ ấy rút được dùng lại: xem trang Dữ liệu và rút lại nếu cần",
    ),
    "pointer": ("Tệp {name} không chỉ đúng một bản số liệu", "được ghi lại khi nạp xong"),
    "summary": ("Tệp {name} bị hỏng", "được ghi lại khi nạp xong"),
}


def set_aside(kind: str, name: str) -> str:
    """That a damaged file was moved away, and what became of what it held."""
    what, then = DAMAGED[kind]
    return f"{what.format(name=name)}: đã chuyển vào thư mục damaged; {then}."


def to_set_aside(kind: str, name: str) -> str:
    """That a file is damaged, and what to do."""
    what = DAMAGED[kind][0].format(name=name)
    return f"{what}. Chạy “python -m etl load”: tệp hỏng được chuyển vào thư mục damaged."


CLOSED = {
    "missing": "không còn tệp",
    "damaged": "tệp bị hỏng, không mở được",
    "altered": "tệp đã bị sửa ngoài chương trình",
}


def snapshot_closed(name: str, why: str) -> str:
    """Why the published snapshot cannot be used, and what to do."""
    if why == "other_version":
        return other_version(name)
    return f"Bản đang công bố {name}: {CLOSED[why]}. Chạy “python -m etl load” để dựng lại."


def snapshot_unknown(name: str, known: list[str]) -> str:
    """The refusal of a rollback to a snapshot that is not kept."""
    return f"Không có bản {name}. Các bản đang giữ: {', '.join(known) or 'chưa có bản nào'}."


def engine_failed(why: str) -> str:
    """The refusal where DuckDB itself fails; `why` is its message, without data."""
    return f"Bộ máy số liệu báo lỗi: {why.rstrip('.')}. Bản số liệu cũ vẫn nguyên. Báo lại câu này cho người hỗ trợ."


def other_version(snapshot: str) -> str:
    """The trouble of a snapshot whose schema is not this program's."""
    return (
        f"Bản {snapshot} do phiên bản khác của chương trình dựng. Chạy “python -m etl load”: số liệu "
        "được dựng lại từ các tệp đã ghi nhận."
    )


NO_OLDER_SNAPSHOT = "Không còn bản nào cũ hơn để quay lại."

NOTHING_STAGED = (
    "Chưa có tệp nào để nạp. Đặt tệp vào thư mục data/inbox rồi chạy “python -m etl load”."
)
HOLDER_UNKNOWN = "không rõ"


def taken_back(names: list[str]) -> str:
    """That a load which failed uses none of its files."""
    return (
        f"Chưa dùng các tệp của lần nạp này: {first_and_last(names)}; nạp lại được chính các tệp đó, hoặc nạp "
        "tệp khác."
    )
