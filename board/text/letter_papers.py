"""The words of letters as a paper: what templates may name, the list before them, what is wrong."""

from board.catalogue import MEASURES
from board.text.dates import day
from board.text.letters import LETTERS
from board.text.numbers import is_absent, number
from board.text.sentences import inside_a_sentence, one_line

LETTER_FIELDS = (
    "so_thu_tu",
    "tong_so",
    "ma_tai_lieu",
    "don_vi",
    "so_van_ban",
    "ma_ho_so",
    "thu_tuc",
    "ngay_hen_tra",
    "ngay_hen_lai",
    "ly_do",
    "ngay_xong",
    "thay_mat",
)
_BLANK = "…………………………"
_BLANK_DAY = "……/……/…………"
_BLANK_NUMBER = "………/………"
LIST_TITLE = "DANH SÁCH THƯ CẦN SOẠN"
LIST_NOTE = "Trang này để người soạn lưu, không gửi kèm thư. Họ tên người nhận do người soạn điền."
LIST_COLUMNS = (
    *("TT", "Loại thư", "Mã hồ sơ", "Thủ tục"),
    *("Hẹn trả", "Xong ngày", "Phải gửi từ", "Đã soạn"),
)
DRAFT = "Soạn thư còn phải gửi"
DRAFT_NOTE = "Mỗi thư làm từ mẫu của ngày soạn, để trống họ tên; cả tập là một tệp Word, trang đầu là danh sách."
EVERY_KIND = "Mọi loại thư"
EVERY_DOSSIER = "Mọi hồ sơ"
DOSSIER = "Hồ sơ"
LETTER_KIND = "Loại thư"
CODES_NOT_SEEN = (
    "Thư ghi mã hồ sơ; vai trò của tài khoản đang dùng không xem mã hồ sơ nên không soạn thư."
)
DRAFT_ON_PAGE = "Soạn riêng ở trang Thư"
DRAFT_BY = "Người soạn (mã cán bộ)"
DRAFTED_AS_PAPER = "Soạn từ mẫu thư"
EVERY_DRAFT_HELD = "Sổ đã ghi mọi thư này là đã soạn."
NO_LETTERS = "Không có thư nào phải gửi trong kỳ mà chưa gửi."
NO_LETTER_REGISTER = (
    "Chưa có sổ thư nên chưa biết thư nào phải gửi: chưa có số liệu. Ghi thư đầu tiên ở trang Thư, "
    "hoặc nạp sổ thư."
)


def letter_fields(row, place: int, of: int, unit_name: str, code: str) -> dict[str, str]:
    """What a template may name, each as it is written; blank dots where a clerk has to write."""
    values = (
        number(place),
        number(of),
        code,
        inside_a_sentence(unit_name),
        _text_or(row.number, _BLANK_NUMBER),
        _text_or(row.dossier_id, ""),
        _text_or(row.procedure, _BLANK),
        _day_or(row.due_on, _BLANK_DAY),
        _BLANK_DAY if row.is_new_due_past else _day_or(row.new_due_on, _BLANK_DAY),
        _text_or(row.reason, _BLANK),
        _day_or(row.finished_on, ""),
        _text_or(row.on_behalf_of, _BLANK),
    )
    return dict(zip(LETTER_FIELDS, values, strict=True))


def list_row(row, place: int) -> tuple[str, ...]:
    """A letter's line in the list, under LIST_COLUMNS."""
    return (
        number(place),
        LETTERS[row.kind],
        _text_or(row.dossier_id, ""),
        _text_or(row.procedure, ""),
        _day_or(row.due_on, ""),
        _day_or(row.finished_on, ""),
        _day_or(row.owed_on, ""),
        _day_or(row.drafted_on, ""),
    )


def letters_found(count: int) -> str:
    """The line above the letters that are due and not sent."""
    return f"{number(count)} thư phải gửi mà chưa gửi, xếp theo ngày phải gửi."


def take_letters(count: int) -> str:
    """The label of the button that makes the letters."""
    return f"Tải {number(count)} thư (Word)"


def drafts_to_record(count: int, without_ledger: int) -> str:
    """What a press will record: `count` letters, and those of units without a ledger."""
    sentences = []
    if count:
        sentences.append(
            f"Chọn người soạn rồi bấm nút tải: {number(count)} thư sẽ được ghi vào sổ là đã soạn "
            "hôm nay."
        )
    if without_ledger:
        sentences.append(
            f"{number(without_ledger)} thư của đơn vị đã thôi hoạt động mà không có đơn vị kế tục: "
            "tải được nhưng không có sổ để ghi."
        )
    return " ".join(sentences) or EVERY_DRAFT_HELD


def drafts_not_recorded(why: str) -> str:
    """That the letters were made and the ledger refused them; `why` is a sentence."""
    return f"Tải được thư nhưng sổ thư không ghi là đã soạn. {why}"


def drafts_recorded(count: int) -> str:
    """The answer to a press; 0: each letter was in the ledger before."""
    if not count:
        return EVERY_DRAFT_HELD
    return f"Đã ghi {number(count)} thư đã soạn vào sổ thư; chờ cập nhật."


def drafts_outcome(answer: dict) -> str:
    """What was recorded in the ledger, as the second sentence of a command's answer."""
    if answer["recorded"] is None:
        return f" {drafts_not_recorded(answer['not_recorded'])}"
    if not answer["recorded"]:
        return " Không có thư nào mới soạn để ghi vào sổ thư."
    return (
        f" Đã ghi {number(answer['recorded'])} thư đã soạn vào sổ thư; chạy `python -m etl load` để "
        "cập nhật."
    )


def drafts_cut_short(count: int, of: int, why: str) -> str:
    """That the disk failed after `count` of the letters were recorded."""
    return (
        f"Đã làm tệp thư, nhưng sổ thư mới ghi được {number(count)} trong {number(of)} thư: {why}. "
        "Xem lại ổ đĩa rồi làm lại; thư đã ghi không bị ghi hai lần."
    )


def draft_first(count: int) -> str:
    """Why letters cannot be filed as sent: `count` of them are no drafts yet."""
    return (
        f"{number(count)} thư chưa ghi trong sổ thư là đã soạn. Tải tệp thư ở dòng **Thư** phía trên "
        "trước, rồi lưu là bản đã gửi."
    )


def no_template_for(kind: str, on) -> str:
    """That letter_templates.csv has no row for a kind of letter on a day."""
    return (
        f"{LETTERS[kind]} không có mẫu cho ngày {day(on)}. Thêm dòng vào "
        "data/reference/letter_templates.csv rồi nạp lại."
    )


def template_lost(name: str) -> str:
    """That letter_templates.csv names a Word file that is not there."""
    return (
        f"Không có tệp mẫu {name}.docx. Đặt tệp vào data/reference/templates hoặc sửa tên trong "
        "letter_templates.csv."
    )


NO_WORD_FILE = "tệp hỏng, không mở được hoặc không phải tệp Word"
BAD_TAG = "có chỗ điền hoặc vòng lặp viết sai"
BAD_SUM = "có chỗ điền làm việc không làm được"


def template_unreadable(name: str, why: str, error: str = "") -> str:
    """Why a Word template cannot be filled; `error` is what the library said, in English."""
    detail = f" (máy báo: {error.splitlines()[0].rstrip('.')})" if error else ""
    return f"Mẫu {name}.docx không dùng được: {why}{detail}. Sửa bằng Word, hoặc chép lại mẫu kèm theo."


def template_names_unknown(name: str, unknown, known) -> str:
    """Which of a template's fields are unknown, and which it may have."""
    named = ", ".join(f"“{field}”" for field in sorted(unknown))
    fields = ", ".join(field for field in known if field not in MEASURES)
    measures = " và khoá của chỉ số" if set(known) & set(MEASURES) else ""
    return f"Mẫu {name}.docx có trường {named} không dùng được. Các trường: {fields}{measures}."


def template_row_unknown(name: str, field: str) -> str:
    """That a row of a template's table names a column which it has not."""
    return (
        f"Mẫu {name}.docx có trường “{field}” không dùng được ở dòng của bảng. Xem tên cột của bảng "
        "trong hướng dẫn."
    )


def _text_or(value, otherwise: str) -> str:
    return otherwise if is_absent(value) else one_line(value)


def _day_or(value, otherwise: str) -> str:
    return otherwise if is_absent(value) else day(value)
