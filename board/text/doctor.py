"""The words of `python -m board doctor`: what is fine, what is wrong and what to do."""

from datetime import date, datetime, timedelta
from pathlib import Path

from board.text.dates import day, moment
from board.text.numbers import number

CHECKS = {
    "python": "Python",
    "libraries": "Thư viện",
    "folders": "Thư mục",
    "free_space": "Chỗ trống",
    "snapshot": "Bản số liệu",
    "calendar": "Lịch làm việc",
    "files": "Tệp và danh mục",
    "server": "Địa chỉ",
    "time_zone": "Đồng hồ",
}
CALENDAR_UNKNOWN = (
    "Chưa biết lịch đến ngày nào vì không mở được bản số liệu. Xử lý mục “Bản số liệu” trước."
)
STATUS_UNREADABLE = (
    "Không hỏi được “python -m etl status”. Chạy lệnh ấy trong thư mục chương trình và xử lý theo câu "
    "báo."
)
FILES_ARE_FINE = "Các tệp trong thư mục số liệu và danh mục đều đọc được."
NAMED_AT_MOST = 5  # libraries of which each is named


def doctor_text(checks: list) -> str:
    """A line a check."""
    return "\n".join(
        f"{'Tốt' if check.is_fine else 'Cần xử lý'} – {CHECKS[check.key]}: {check.sentence}"
        for check in checks
    )


def not_looked_at(kind: str) -> str:
    """The sentence of a check that itself failed; `kind` is the error's class."""
    return (
        f"Không kiểm tra được ({kind}). Cài lại chương trình cho đủ tệp; nếu vẫn vậy thì báo câu này cho "
        "người hỗ trợ."
    )


def python_too_old(found: str, least: str) -> str:
    """Both are versions; `least` is the oldest that runs the program."""
    return f"Đang dùng Python {found}, cần từ {least}. Cài bản mới rồi xoá thư mục .venv và chạy lại make run."


def version_is(found: str) -> str:
    """The sentence of a Python that is new enough."""
    return f"Phiên bản {found}."


def libraries_differ(found: list[tuple[str, str | None, str]]) -> str:
    """Of each library its name, the version that is installed or None, and the one that is wanted."""
    named = [
        f"{name} {wanted} (đang có {have})" if have else f"{name} {wanted} (chưa cài)"
        for name, have, wanted in found[:NAMED_AT_MOST]
    ]
    more = f" và {len(found) - NAMED_AT_MOST} thư viện khác" if len(found) > NAMED_AT_MOST else ""
    return (
        f"Khác bản đã khoá: cần {', '.join(named)}{more}. Chạy make run, hoặc "
        "pip install -r requirements.txt."
    )


def libraries_are_locked(count: int) -> str:
    """The sentence where each of the `count` locked libraries has its locked version."""
    return f"Cả {count} thư viện đúng bản đã khoá."


def no_data_folder(data: Path) -> str:
    """The sentence where the folder that BOARD_DATA names is not there."""
    return f"Không có thư mục số liệu {data}. Kiểm tra biến môi trường BOARD_DATA, hoặc tạo thư mục ấy."


def folder_not_written(path: Path, why: str) -> str:
    """The sentence of a folder that refused a file; `why` is the disk's reason in words."""
    return f"Không ghi được vào {path} ({why}). Cấp quyền ghi cho tài khoản chạy chương trình."


def entries_are_open(path: Path) -> str:
    """The sentence where others on the machine may read the entries at `path`."""
    return (
        f"Người khác trên máy đọc được những gì ghi trên trang ({path}). Chạy “python -m etl load” để "
        "đóng lại."
    )


def folders_are_fine(data: Path) -> str:
    """The sentence where each folder of the data can be read and written."""
    return f"{data}, đọc và ghi được."


def little_space(free: int, needed: int) -> str:
    """The sentence where the disk has fewer bytes `free` than a load needs."""
    return (
        f"Còn {_gigabytes(free)}, cần ít nhất {_gigabytes(needed)} cho lần nạp sau. Dọn đĩa, hoặc hạ "
        "snapshots_kept, days_kept trong config.toml."
    )


def space_is_free(free: int, needed: int) -> str:
    """The sentence where the disk has enough; both in bytes."""
    return f"Còn {_gigabytes(free)}; một lần nạp cần chừng {_gigabytes(needed)}."


def not_sealed(name: str) -> str:
    """The sentence of a snapshot whose seal is missing, so that a change cannot be seen."""
    return (
        f"Bản {name} không có tệp .seal đi kèm nên không biết có bị sửa hay không. Chạy “python -m etl "
        "rebuild”."
    )


def snapshot_is_old(name: str, data_date: date, age: int) -> str:
    """The sentence of a snapshot whose data ended `age` days ago."""
    return (
        f"Bản {name} có số liệu đến {day(data_date)}, đã {age} ngày. Đặt tệp xuất mới vào data/inbox rồi "
        "chạy “python -m etl load”."
    )


def snapshot_is_fine(name: str, data_date: date, is_sample: bool) -> str:
    """The sentence of a snapshot that opens and is as it was built."""
    kind = "số liệu mẫu" if is_sample else "số liệu"
    return f"Bản {name}, {kind} đến {day(data_date)}, nguyên như lúc dựng."


def calendar_ends(last: date, is_fine: bool) -> str:
    """To which day holidays are known; what to do where that is too near."""
    known = f"Ngày nghỉ lễ đã biết đến hết {day(last)}."
    if is_fine:
        return known
    return (
        f"{known} Hạn sau ngày ấy không tính được: thêm năm sau vào calendar_years.csv, ngày nghỉ vào "
        "calendar.csv trong thư mục reference, rồi chạy “python -m etl load”."
    )


def port_is_taken(port: int) -> str:
    """The sentence where another program listens at the board's port."""
    return (
        f"Cổng {port} đang do chương trình khác dùng. Tắt chương trình ấy, hoặc chạy Bảng điều hành với "
        "--server.port khác."
    )


def papers_lead_nowhere(address: str, name: str) -> str:
    """The sentence where the `address` that papers print is none the board answers to."""
    return (
        f"Mã QR trên tài liệu dẫn đến {address}, nhưng Bảng điều hành không trả lời dưới tên {name}. Sửa "
        "address ở phần [papers] hoặc thêm tên ấy vào hosts ở phần [server] của config.toml."
    )


def server_is_fine(address: str, is_running: bool) -> str:
    """The address of the board, and whether it is running."""
    return f"{address}, {'đang mở' if is_running else 'chưa mở'}, chỉ máy này vào được."


def clock_was_set_back(now: datetime, built: datetime) -> str:
    """The sentence where the machine's clock shows a moment before the snapshot was built."""
    return (
        f"Đồng hồ máy chỉ {moment(now)}, trước lúc dựng bản số liệu ({moment(built)}). Chỉnh lại ngày giờ "
        "của máy."
    )


def clock_is_fine(now: datetime, zone: timedelta) -> str:
    """The moment in the ward's zone; `zone` is what the machine is set to, ahead of UTC."""
    hours = zone.total_seconds() / 3600
    return (
        f"Bây giờ là {moment(now)} giờ Việt Nam; máy đặt múi giờ {hours:+g}, chương trình luôn tính theo giờ "
        "Việt Nam."
    )


def _gigabytes(size: int) -> str:
    return f"{number(size / 1e9, 1)} GB"
