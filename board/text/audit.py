"""The words of the log of use: its page, and what `python -m board audit` answers."""

import re
from collections.abc import Mapping
from datetime import date

from board.text import choices, headings
from board.text.codes import CHANNELS
from board.text.dates import day
from board.text.numbers import number
from board.text.open_dossiers import STATES
from board.text.pages import PAGES

HELP = {
    "audit": "nhật ký sử dụng: kiểm tra còn nguyên không, xem các dòng",
    "audit_verify": "mọi dòng có còn nguyên và nối đúng dòng trước không",
    "audit_mark": "mã của dòng cuối đã chép lại ở lần kiểm tra trước",
    "audit_show": "các dòng của nhật ký, dòng mới nhất sau cùng",
    "audit_from": "từ ngày",
    "audit_to": "đến hết ngày",
    "audit_kind": "loại việc, ví dụ export",
    "audit_account": "tài khoản",
}
KINDS = {
    "signed_in": "Đăng nhập",
    "signed_out": "Đăng xuất",
    "sign_in_refused": "Đăng nhập không được",
    "password_changed": "Đổi mật khẩu",
    "account": "Đổi tài khoản, vai trò",
    "opened": "Mở danh sách",
    "export": "Tải tệp",
    "paper": "Làm tài liệu",
    "paper_filed": "Lưu tài liệu đã gửi",
    "edit": "Ghi sổ",
    "load": "Nạp số liệu",
    "withdraw": "Rút hoặc dùng lại tệp",
    "reference": "Đổi danh mục, cách hiểu",
    "backup": "Sao lưu",
    "restore": "Lấy lại bản sao lưu",
    "settings": "Đổi cài đặt",
    "expired": "Bỏ dòng hết hạn giữ",
}
TORN = "Dòng ghi dở"
BY_COMMAND = "lệnh trên máy chủ"
UNKNOWN_NAME = "tên không có"
HIDDEN = "đã che"
# What a line holds beside its kind → how it is called; what is not here stands by itself.
PARTS = {
    "rows": "số dòng",
    "filters": "bộ lọc",
    "reason": "lý do",
    "code": "mã tài liệu",
    "record": "số",
    "fields": "cột đổi",
    "files": "tệp",
    "sha256": "dấu vân tay",
    "refused": "tệp bị từ chối",
    "snapshot": "bản số liệu",
    "changed": "mục đổi",
    "up_to": "đến dòng",
    "from": "từ ngày",
    "to": "đến ngày",
    "units": "đơn vị",
    "search": "chữ tìm",
}
SOURCES = {
    "dossiers": "hồ sơ",
    "feedback": "đánh giá",
    "pauses": "tạm dừng",
    "tasks": "nhiệm vụ",
    "officers": "cán bộ",
    "pledges": "cam kết",
    "letters": "thư",
    "receptions": "tiếp dân",
    "petitions": "đơn thư",
    "activities": "hoạt động",
    "scores": "chấm điểm",
}
VALUES = {
    "comments": "ý kiến",
    "wrong": "sai tên hoặc mật khẩu",
    "too_many_tries": "sai quá nhiều lần",
    "open_id_unreachable": "không hỏi được nơi xác thực",
    "open_id_answer": "nơi xác thực trả lời không hợp lệ",
    "open_id_secret_missing": "thiếu khoá dùng với nơi xác thực",
    "open_id_state": "trở về không đúng phiên đã gửi đi",
    "open_id_no_account": "chưa gắn với tài khoản nào",
    "new": "thêm",
    "change": "sửa",
    "void": "huỷ",
    "aside": "bỏ lần ghi bị từ chối",
    "withdraw": "rút",
    "undo": "dùng lại",
    "rollback": "quay lui",
    "add": "thêm tài khoản",
    "reset": "đặt lại mật khẩu",
    "disable": "khoá",
    "enable": "mở lại",
    "role": "giao vai trò",
    "subject": "cho đăng nhập qua nơi xác thực",
    "first": "ghi nhận lần đầu",
    "before": "trước khi lấy lại",
    "after": "sau khi lấy lại",
    "units": "đơn vị",
    "procedures": "thủ tục",
    "mappings": "cách hiểu tệp",
    **SOURCES,
}
# Parts whose values are keys of their own.
OF_PART = {
    "page": {name: title for name, (title, _, _) in PAGES.items()},
    "state": STATES,
    "channel": CHANNELS,
    "compare": {"previous": "kỳ trước", "last_year": "cùng kỳ năm trước"},
}
DAYS = {"1": "Hôm nay", "7": "7 ngày qua", "30": "30 ngày qua", "90": "90 ngày qua"}
ALL_KINDS, ALL_ACCOUNTS = "Mọi việc", "Mọi tài khoản"
COLUMNS = headings.COLUMNS | {
    "recorded_at": "Thời điểm",
    "account": "Tài khoản",
    "use": "Việc",
    "use_of": "Nội dung",
    "line": "Dòng",
}
LINES = "Các dòng"
LINES_NOTE = "chữ gõ để tìm được che"
NOT_KEPT = (
    "Nhật ký sử dụng bắt đầu khi có tài khoản đầu tiên. Chưa có tài khoản thì không biết ai dùng, "
    "nên chưa ghi."
)
WHOLE_BY_COMMAND = "Kiểm tra cả nhật ký, xem ngày cũ hơn: lệnh python -m board audit trên máy chủ."
NOTHING = "Không có dòng nào khớp lựa chọn này. Chọn thời gian, việc hoặc tài khoản khác."
EMPTY = "Nhật ký sử dụng chưa có dòng nào."
LIMIT = (
    "Lệnh này không thấy được khi người có quyền ghi vào thư mục access viết lại cả nhật ký lẫn tệp "
    "HEAD. Chép mã dưới đây sang nơi khác, lần sau kiểm tra thêm bằng --mark."
)
MARK_FOUND = "Mã đã chép vẫn còn trong nhật ký."
MARK_GONE = (
    "Không còn dòng nào mang mã đã chép: nhật ký đã bị viết lại, hoặc dòng ấy đã hết hạn giữ."
)
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
MARK_SHOWN = 16  # digits of a line's hash


def answer(lines: int, accounts: int, refused: int) -> str:
    """The page's first line, as markdown."""
    refusals = f", **{number(refused)}** lần đăng nhập không được" if refused else ""
    return f"Có **{number(lines)}** dòng của {number(accounts)} tài khoản{refusals}."


def use_of(what: Mapping) -> str:
    """What a line holds beside moment, account and kind, as a reader sees it."""
    return ", ".join(
        f"{PARTS[key]}: {_value(value)}" if key in PARTS else _value(value, key)
        for key, value in what.items()
        if value not in (None, "", [], {})
    )


def _value(value, part: str = "") -> str:
    if isinstance(value, dict):
        return "; ".join(
            f"{_label(key).lower()} {_value(part, key)}" for key, part in value.items()
        )
    if isinstance(value, list):
        return "; ".join(map(_value, value))
    if isinstance(value, int):
        return number(value)
    if isinstance(value, str) and DAY.fullmatch(value):
        return day(date.fromisoformat(value))
    return OF_PART.get(part, VALUES).get(value, str(value))


def _label(key: str) -> str:
    return choices.LABELS.get(key) or PARTS.get(key) or VALUES.get(key) or key


def line_text(line: dict) -> str:
    """A line as a command prints it."""
    kind = KINDS.get(line["kind"], TORN)
    parts = (line["at"], account_of(line["kind"], line["account"]), kind, use_of(line["what"]))
    return f"{line['n']}. " + " · ".join(part for part in parts if part)


def account_of(kind: str, account: str | None) -> str:
    """Whose line it is; "" of one that was not written to its end."""
    if kind == "sign_in_refused":
        return account or UNKNOWN_NAME
    return account or (BY_COMMAND if kind else "")


def sentences(verdict: dict) -> list[str]:
    """What a look at the chain found, a sentence each; none where there is no line."""
    found = []
    if verdict["broken"]:
        found.append(_BREAKS[verdict["broken"][0]](*verdict["broken"][1:]))
    first, last, missing = verdict["first"], verdict["last"], verdict["missing_at_end"]
    if missing is None:
        found.append("Tệp HEAD đã mất: không biết có thiếu dòng ở cuối hay không.")
    elif missing:
        found.append(f"Thiếu {_lines(last + 1, last + missing)} ở cuối.")
    if not found and first:
        found.append(f"Nhật ký sử dụng còn nguyên {_lines(first, last)}.")
    if verdict["torn"]:
        torn = ", ".join(number(n) for n in verdict["torn"])
        found.append(f"Dòng {torn} ghi dở vì chương trình bị ngắt; dòng sau vẫn nối tiếp đúng.")
    return found or [EMPTY]


def mark_line(verdict: dict) -> str:
    """The line that somebody writes down elsewhere."""
    return f"Dòng cuối {number(verdict['last'])}, mã {verdict['mark'][:MARK_SHOWN]}."


def no_kind(kind: str) -> str:
    """The answer to a kind that no line has."""
    return f"Không có loại việc “{kind}”. Các loại: {', '.join(KINDS)}."


def _lines(first: int, last: int) -> str:
    if first == last:
        return f"dòng {number(first)}"
    return f"các dòng từ {number(first)} đến {number(last)}"


def _changed(first: int, last: int) -> str:
    return f"Dòng {number(first)} đã bị sửa sau khi ghi, không còn khớp mã giữ ở dòng sau."


def _absent(first: int, last: int) -> str:
    where = _lines(first, last)
    return f"{where[0].upper()}{where[1:]} không còn ở chỗ cũ: bị xoá hoặc bị đổi chỗ."


def _foreign(first: int, last: int) -> str:
    return f"Dòng {number(first)} đứng sai chỗ: bị chép thêm hoặc bị đổi chỗ."


def _head_lost(first: int, last: int) -> str:
    return f"Trước dòng {number(first)} tệp HEAD đã mất: không biết có thiếu dòng nào ở đó không."


_BREAKS = {
    "changed": _changed,
    "absent": _absent,
    "foreign": _foreign,
    "head_lost": _head_lost,
}
