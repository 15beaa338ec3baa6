"""The words by which registers are entered and changed on a page."""

from datetime import date

from board.text.dates import day
from board.text.headings import COLUMNS
from board.text.numbers import number

ENTER = {
    "tasks": "Ghi và sửa sổ nhiệm vụ",
    "letters": "Ghi và sửa sổ thư",
    "receptions": "Ghi và sửa sổ tiếp công dân, đối thoại",
    "petitions": "Ghi và sửa sổ đơn thư, phản ánh",
}


def written_by(account: str) -> str:
    """Who writes, where somebody signed in."""
    return f"Người ghi: {account}"


def register_title(source: str) -> str:
    """The name of a register's own table."""
    name = ENTER[source].removeprefix("Ghi và sửa ")
    return name[0].upper() + name[1:]


def log_title(source: str) -> str:
    """The name of the table of who changed what in a register."""
    return f"{LOG} {ENTER[source].removeprefix('Ghi và sửa ')}"


ENTRIES_OFF = "Việc ghi trên trang đang tắt (cài đặt allowed). Nạp sổ bằng tệp theo mẫu."
ENTRIES_ON_SAMPLE = (
    "Đang dùng số liệu mẫu nên không ghi trên trang được: nạp số liệu của đơn vị trước."
)
ENTRIES_PINNED = (
    "Đang xem một bản số liệu chọn theo đường dẫn nên không ghi được: về bản đang công bố trước."
)
ENTRIES_NO_UNIT = "Chọn một đơn vị ở thanh bên trái để ghi và sửa."
ENTRIES_UNIT_OVER = (
    "Đơn vị này đã thôi hoạt động: chỉ sửa được bản ghi cũ. Ghi mới vào đơn vị hiện nay."
)
DENUNCIATIONS_BY_FILE = "Đơn tố cáo chỉ được đếm, không ghi trên trang; nạp bằng tệp."
WAITS = "chờ cập nhật"
PUBLISH_NOW = "Cập nhật ngay"
LAY_ASIDE = "Gỡ mục bị từ chối"
MEND = "Sửa lại mục bị từ chối"
SEEK = "Tìm trong sổ"
RECORD_LABEL = "Bản ghi"
NEW_RECORD = "Ghi mới"
ENTRY_KEY_HELP = "Để trống thì máy đặt mã."
ENTRY_BY = "Người ghi (mã cán bộ)"
ENTRY_BY_CHOOSE = "Chọn hoặc viết mã"
NO_RECORDS = "Sổ chưa có bản ghi nào."
NO_RECORD_FOUND = "Không có bản ghi nào chứa chữ cần tìm."
ENTRY_BY_HELP = "Mã của cán bộ đương chức, dạng 16528-01; không ghi họ tên."
ENTRY_WHY = "Lý do thay đổi"
ENTRY_WHY_HELP = "Bắt buộc khi sửa hoặc huỷ."
SAVE = "Ghi"
VOID = "Huỷ bản ghi"
EXPORT = "Tải sổ theo mẫu (CSV)"
LOG = "Nhật ký ghi và sửa"
NO_LOG = "Chưa có lần ghi nào trên trang."
ADDED = "ghi mới"
CHANGED = "sửa bản ghi"
VOIDED = "huỷ bản ghi"
NOTHING_CHANGED = "Không có ô nào thay đổi."
ENTRY_WHY_MISSING = "Ghi lý do thay đổi."
NOT_ALLOWED = (
    "Tài khoản đang dùng không có quyền ghi ở đây. Cần ghi thì nhờ người quản trị giao vai trò."
)
OF_EVERY_UNIT = (
    "Danh mục đơn vị, thủ tục và cách đọc tệp đã lưu dùng chung cho mọi đơn vị: cần thêm hoặc rút thì nhờ "
    "người được nạp tệp của mọi đơn vị."
)
COLUMNS_NOT_SEEN = (
    "Vai trò của tài khoản đang dùng không xem được mã hồ sơ, mã cán bộ hay nội dung đơn thư mà sổ này "
    "có, nên không ghi được."
)
REGISTER_NOT_SEEN = "Vai trò của tài khoản đang dùng không xem sổ ghi theo mã cán bộ."
ENTRY_BY_MISSING = "Người ghi: chọn mã cán bộ đương chức."
ENTRY_KEY_BAD = "Mã chỉ gồm chữ, số và các dấu . / - ở giữa."
ENTRY_COLUMNS = COLUMNS | {
    "record": "Mã",
    "recorded_at": "Ghi lúc",
    "recorded_by": "Người ghi",
    "what": "Đã ghi",
    "change_reason": "Lý do thay đổi",
    "entry_state": "Cập nhật",
}


def entry_missing(title: str) -> str:
    """The fault of an empty field that is required; `title` is the field's heading."""
    return f"{title}: phải ghi."


def entry_unknown(title: str, value: str) -> str:
    """The fault of a value that is not of the field's type or list."""
    return f"{title}: không đọc được “{value}”."


def entry_names_officer(title: str) -> str:
    """The fault of text where codes of officers belong."""
    return f"{title}: ghi mã cán bộ, ví dụ 16528-01, các mã cách nhau bằng dấu chấm phẩy."


def entry_is_personal(title: str) -> str:
    """The fault of a citizen's number where a record's code belongs."""
    return f"{title}: không dùng số điện thoại hay số giấy tờ của công dân; ghi mã khác."


def entry_out_of_range(title: str, value: str) -> str:
    """The fault of a number or day beyond what the contract allows."""
    return f"{title}: {value} ngoài khoảng cho phép."


def entry_key_taken(key: str) -> str:
    """The fault of a new record whose code another record of the register has."""
    return f"Mã {key} đã có trong sổ: chọn bản ghi ấy để sửa, hoặc đặt mã khác."


def not_in_post(code: str, on: date) -> str:
    """The fault of an officer's code that is not of the unit on the day `on`."""
    return (
        f"Mã “{code}” không phải của cán bộ đương chức ngày {day(on)} ở đơn vị này: chọn mã trong "
        "danh sách, hoặc nạp sổ cán bộ có mã ấy trước."
    )


def nobody_in_post(on: date) -> str:
    """Why nothing can be entered: the register of officers has nobody on that day."""
    return (
        f"Sổ cán bộ không có ai đương chức ngày {day(on)} ở đơn vị này: nạp sổ cán bộ (officers) "
        "trước."
    )


def entry_saved(key: str) -> str:
    """The answer to a record that was written and is not yet published."""
    return f"Đã ghi {key}; chờ cập nhật."


CLOCK_BEHIND = (
    "Ngày giờ của máy chậm hơn lần ghi trước của bản ghi này: điều vừa ghi vẫn được tính sau cùng. "
    "Chỉnh lại ngày giờ của máy."
)


def changed_meanwhile(changes: list[tuple[str, str, str]]) -> str:
    """What somebody else wrote of a record that is open in a form, each (field, before, now)."""
    lines = "; ".join(f"{title}: {before} → {now}" for title, before, now in changes)
    return (
        f"Chưa ghi. Từ lúc mở biểu mẫu, người khác đã sửa bản ghi này ({lines}). Phần ấy được giữ, "
        f"trừ ô cũng sửa ở đây. Xem lại rồi bấm “{SAVE}” lần nữa."
    )


def entry_not_written(reason: str) -> str:
    """The answer where the disk refused the record; `reason` is its reason in words."""
    return f"Chưa ghi được: {reason}. Xem lại ổ đĩa rồi bấm “{SAVE}” lần nữa."


def entries_wait(n: int, is_publishing: bool) -> str:
    """How many entries are not yet published, and whether a load is running."""
    return f"{number(n)} lần ghi chờ cập nhật" + (", đang nạp." if is_publishing else ".")


def entry_refused(entry: dict, key: str, sentence: str) -> str:
    """Why a load would not take an entry; `key` is its record's code."""
    when = entry["recorded_at"][:16]
    return f"Lần ghi {key} lúc {when} bị từ chối: {sentence}"
