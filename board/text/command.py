"""The words of `python -m board`."""

from datetime import date

from board.catalogue import MEASURES
from board.text.dates import day
from board.text.numbers import number, share_range, value_and_n

HELP = {
    "board": "Hỏi số liệu của Bảng điều hành mà không cần mở trang.",
    "metric": "một chỉ số trong một kỳ",
    "agenda": "nội dung trình cuộc họp trong một kỳ, nhiều nhất sáu mục",
    "form06a": "Biểu II.06a trong một kỳ, mỗi lĩnh vực một dòng",
    "compare-form": "đối chiếu Biểu II.06a của tỉnh với số liệu",
    "form_file": "biểu của tỉnh: xlsx, xls, ods hoặc CSV",
    "anyway": "đối chiếu cả khi biểu ghi kỳ khác",
    "paper": "một tài liệu để in hoặc gửi",
    "name": "tên tài liệu: committee-pack, board-sheet, report-upward, form06a, letters",
    "out": "tệp ghi ra, đuôi tệp chọn loại; thư mục thì tệp mang tên như ở trang Báo cáo",
    "by": "mã cán bộ soạn thư, ghi vào sổ thư cùng các thư đã soạn",
    "key": "khoá của chỉ số, xem trang Định nghĩa chỉ số",
    "unit": "mã đơn vị, ví dụ 16528",
    "field": "lĩnh vực, ví dụ “Đất đai”",
    "account": "tài khoản đăng nhập: thêm, khoá, mở, đặt lại mật khẩu, danh sách",
    "account_add": "thêm tài khoản và in mật khẩu lần đầu",
    "account_reset": "đặt lại mật khẩu và in mật khẩu lần đầu",
    "account_disable": "khoá tài khoản, kết thúc ngay các phiên đang mở",
    "account_enable": "mở lại tài khoản đã khoá",
    "account_list": "danh sách tài khoản",
    "account_role": "giao một vai trò ở các đơn vị, từ ngày đến ngày",
    "role": "dang-uy, ban-dieu-hanh, mot-cua, tong-hop hoặc quan-tri",
    "role_units": "mã đơn vị, nhiều mã cách nhau bằng dấu phẩy; all là mọi đơn vị",
    "role_also": "giữ cả các vai trò đang có",
    "role_from": "từ ngày, không ghi là từ hôm nay",
    "role_to": "đến hết ngày, không ghi là chưa kết thúc",
    "account_subject": "cho tài khoản đăng nhập bằng tài khoản chung (OpenID Connect) thay mật khẩu",
    "subject": "mã của người ấy ở nơi cấp tài khoản chung (sub), hiện trên trang khi chưa gắn",
    "account_name": "tên đăng nhập",
    "doctor": "kiểm tra máy, thư mục, số liệu và cài đặt; mỗi dòng nói tốt hay phải làm gì",
    "json": "in kết quả dạng JSON",
}


def usage_bad(problem: str) -> str:
    """The answer to a line that is no command; `problem` is how the parser puts it."""
    return f"Không hiểu lệnh ({problem}). Xem cách viết bằng “python -m board --help”."


def no_such_measure(key: str, known: list[str]) -> str:
    """The answer to an unknown key of a measure, with those that there are."""
    return f"Không có chỉ số “{key}”. Các chỉ số: {', '.join(known)}."


def no_such_unit(code: str) -> str:
    """The answer to a code of which the snapshot has no unit."""
    return (
        f"Không có đơn vị mã “{code}” trong số liệu. Xem cột code trong data/reference/units.csv."
    )


def no_such_field(field: str, known: list[str]) -> str:
    """The answer to a field that the snapshot lacks, with those that it has."""
    return f"Không có lĩnh vực “{field}” trong số liệu. Các lĩnh vực: {', '.join(known)}."


def day_unreadable(text: str) -> str:
    """The answer to a day that is not yyyy-mm-dd."""
    return f"Ngày “{text}” không đọc được; ghi theo dạng năm-tháng-ngày, ví dụ 2025-06-30."


def year_outside(text: str, first: int, last: int) -> str:
    """The answer to a day before the `first` or after the `last` year that can be computed."""
    return f"Ngày “{text}” nằm ngoài các năm tính được, từ {first} đến {last}."


def no_field_in(name: str) -> str:
    """The answer to --field with a measure of a register, whose rows have no field."""
    return (
        f"Chỉ số “{name}” tính từ sổ của mô hình, không tách theo lĩnh vực. Bỏ --field rồi hỏi lại."
    )


def metric_line(answer: dict) -> str:
    """A measure as a command prints it: value, n or why it is hidden, interval, days and
    snapshot."""
    interval = share_range(*answer["interval"]) if answer["interval"] else ""
    value = value_and_n(MEASURES[answer["key"]], answer, few=lambda n: "", more=interval)
    return f"{answer['name']}: {value}, {answer_basis(answer)}"


STOPPED = "Đã dừng theo yêu cầu."


def unexpected(kind: str, place: str) -> str:
    """The answer where the program itself failed; `kind` and `place` are for who helps."""
    return (
        f"Chương trình gặp lỗi ngoài dự kiến ({kind}, {place}). Chạy lại; nếu vẫn lỗi thì báo câu này "
        "cho người hỗ trợ."
    )


def not_written(reason: str) -> str:
    """The answer where the disk took nothing; `reason` is why."""
    return f"Không ghi được vào thư mục số liệu ({reason}) nên chưa làm gì. Sửa rồi chạy lại lệnh."


ANSWER_DATES = ("from", "to", "data_date")


def answer_basis(answer: dict) -> str:
    """Of which days, data date and snapshot the answer of a command is, and what is missing."""
    start, end, reached = (answer[key] and date.fromisoformat(answer[key]) for key in ANSWER_DATES)
    basis = f"từ {day(start)} đến {day(end)}; số liệu đến {day(reached)}, bản {answer['snapshot']}."
    return basis + _coverage_note(answer["coverage"])


def _coverage_note(known: dict) -> str:
    if known["state"] == "complete":
        return ""
    if known["state"] == "absent":
        return " Kỳ này chưa có số liệu."
    whole = known["units"] - len({gap["unit"] for gap in known["missing"]})
    if known["units"] == 1 or not whole:
        return " Kỳ chưa đủ số liệu."
    return f" {number(whole)}/{number(known['units'])} đơn vị có đủ số liệu của kỳ."
