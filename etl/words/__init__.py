"""Every sentence the ETL says to a person, in one place."""

import errno
from datetime import date, datetime

from etl.words import rejected, withdrawals

STEPS = {
    "read": "[1/5] Đọc",
    "land": "[2/5] Ghi nhận",
    "check": "[3/5] Kiểm tra",
    "build": "[4/5] Dựng bảng",
    "publish": "[5/5] Công bố",
}

# Reasons of a rejected row; the codes stand in contracts and staging queries.
REASONS = {
    "required": "Ô bắt buộc bị trống.",
    "not_a_moment": "Không phải ngày hợp lệ; cần dd/mm/yyyy hoặc yyyy-mm-dd, có thể kèm giờ.",
    "not_a_number": "Không phải số.",
    "out_of_range": "Nằm ngoài khoảng cho phép.",
    "code_in_exponent": (
        "Mã bị Excel đổi thành số mũ (như 2,50602E+13): định dạng cột mã là Văn bản (Text) rồi xuất lại tệp."
    ),
    "code_is_personal": "Ô mã ghi tên người, số điện thoại, số giấy tờ hoặc địa chỉ, không phải mã: đã che khi đọc.",
    "unknown_word": "Giá trị không có trong danh mục; sửa lại, hoặc xem trước tệp rồi cho biết nghĩa.",
    "finish_before_receipt": "Ngày kết thúc xử lý trước ngày tiếp nhận.",
    "receipt_missing": "Thiếu ngày tiếp nhận.",
    "pause_ends_before_it_begins": "Ngày kết thúc tạm dừng trước ngày bắt đầu.",
    "ends_before_it_begins": "Ngày cuối trước ngày đầu.",
    "done_before_start": "Ngày hoàn thành trước ngày bắt đầu thực hiện.",
    "due_before_first": "Hạn hoàn thành trước hạn ban đầu; gia hạn thì hạn mới phải muộn hơn.",
    "officer_not_listed": "Không phải mã cán bộ và không có trong danh sách officers.csv; ghi mã cán bộ.",
    "sent_before_drafted": "Ngày vào số, ký hoặc gửi thư trước ngày soạn.",
    "delivered_before_signed": "Ngày gửi thư trước ngày ký.",
    "waived_without_reason": "Có ngày quyết định không gửi nhưng thiếu lý do không gửi.",
    "no_day": "Thiếu cả ngày theo lịch và ngày thực hiện; cần ít nhất một ngày.",
    "settled_more_than_raised": "Số vụ việc đã giải quyết nhiều hơn số vụ việc nêu ra.",
    "replied_before_held": "Ngày trả lời trước ngày tiếp.",
    "handled_before_received": "Ngày thụ lý, trả đơn hoặc giải quyết trước ngày nhận đơn.",
    "settled_before_accepted": "Ngày giải quyết xong trước ngày thụ lý.",
    "mended_more_than_found": "Số tồn tại đã khắc phục nhiều hơn số phát hiện.",
    "number_twice": (
        "Các dòng khác nhau mang cùng một số trong một năm; sửa số, hoặc bỏ dòng sai, hoặc ghi ngày."
    ),
    "level_not_on_scale": "Mức đánh giá không có trong thang đo.",
    "too_few_cells": "Dòng thiếu ô so với dòng tiêu đề.",
    "too_many_cells": "Dòng thừa ô so với dòng tiêu đề.",
    "bad_quotes": "Dấu ngoặc kép đặt sai trong dòng.",
}

# Doubts that reject nothing: they are counted and shown.
WARNINGS = {
    "unknown_unit": "Đơn vị không có trong danh mục units.csv vào ngày tiếp nhận.",
    "dossier_code_shape": "Mã hồ sơ không đúng mẫu.",
    "unknown_procedure": "Thủ tục không có trong danh mục procedures.csv.",
    "procedure_dropped": (
        "Cột nội dung hồ sơ ghi tự do, không phải tên thủ tục đã biết (có thể có tên người): đã bỏ khi đọc, lĩnh "
        "vực là “Chưa rõ” nếu tệp không ghi."
    ),
    "finished_without_date": "Đã xong nhưng thiếu ngày kết thúc và ngày trả: tính là đang giải quyết.",
    "outside_calendar": "Ngoài lịch làm việc đã khai báo: không tính thời gian làm việc.",
    "dossier_rows_differ": (
        "Các dòng khác nhau cùng một mã hồ sơ trong một tệp (số dòng ghi sau tên tệp): chỉ một dòng được tính."
    ),
    "happened_after_export": "Ghi việc đã xảy ra vào ngày sau ngày xuất tệp: xem lại ngày xuất của tệp.",
    "officer_dropped": "Cán bộ không có trong danh sách officers.csv, hoặc trùng tên nên không rõ là ai: đã bỏ khi đọc.",
    "dissatisfied_without_reason": "Không hài lòng nhưng không ghi lý do: vẫn tính.",
    "not_a_factor": "Cột đánh giá không có câu trả lời nào là mức độ hài lòng: không coi là một nội dung đánh giá, đã bỏ.",
    "survey_on_three_levels": "Khảo sát ghi thang 3 mức: giữ lại, không tính vào tỷ lệ hài lòng nào.",
    "rating_of_unknown_dossier": "Đánh giá gắn với hồ sơ không có trong số liệu.",
    "pause_of_unknown_dossier": "Lần tạm dừng gắn với hồ sơ không có trong số liệu.",
    "letter_of_unknown_dossier": "Thư gắn với hồ sơ không có trong số liệu.",
    "letter_not_owed": "Thư gắn với hồ sơ không phải gửi loại thư ấy: vẫn ghi trong sổ, không tính vào tỷ lệ.",
    "criterion_not_on_card": "Điểm chấm cho tiêu chí không có trong bộ tiêu chí ở ngày cuối kỳ: không cộng vào tổng.",
    "points_above_max": "Điểm tự chấm hoặc thẩm định vượt điểm chuẩn của tiêu chí: giữ như đã chấm.",
    "fewer_denunciations": "Tệp mới ghi ít đơn tố cáo hơn tệp cũ cho cùng tháng: đã lấy theo tệp mới.",
    "number_without_day": (
        "Dòng không ghi ngày nên không rõ số thuộc năm nào: đã coi là bản ghi trước đó mang cùng số."
    ),
    "number_twice_in_file": (
        "Các dòng khác nhau trong một tệp mang cùng số, cùng năm của một đơn vị ghi theo hai cách: chỉ dòng "
        "sau được tính."
    ),
    "number_in_two_years": (
        "Cùng số ở hai năm liền nhau, ngày cách nhau không quá 31 ngày: tính là hai bản ghi; nếu là sửa "
        "ngày của một bản ghi thì huỷ bản ghi cũ trên trang."
    ),
    "entry_overrules_file": "Khác với điều đã ghi trên trang trong cùng ngày: đã lấy theo điều ghi trên trang.",
    "left_out_of_mended_file": (
        "Tệp nạp sau cùng ngày xuất không còn những dòng này của tệp nạp trước: vẫn tính. Nếu các "
        "dòng ấy là sai thì bỏ hẳn tệp nạp trước, theo mục 8 của hướng dẫn."
    ),
    "carried_from_old_unit": (
        "Có từ trước khi đơn vị được lập, không rõ của đơn vị cũ nào: tính cho đơn vị mới (nhận từ đơn vị cũ)."
    ),
    "as_of_estimated": "Ngày xuất tệp lấy theo thời điểm sửa tệp (ước tính); nên ghi ngày vào tên tệp.",
}

# How a reference file is written; the codes stand in etl/reference.py.
REFERENCE_FORM = {
    "missing": "thiếu tệp trong thư mục {folder}",
    "unreadable": "hệ điều hành không cho đọc ({why})",
    "empty": "tệp trống; dòng đầu phải là “{head}”",
    "utf_16": "dòng 1 ở bảng mã UTF-16; mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8”",
    "not_utf_8": (
        "dòng {line} có chữ không ở bảng mã UTF-8; mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8”"
    ),
    "delimiter": (
        "dòng {line} ngăn các cột bằng {sign}; thay bằng dấu phẩy, hoặc đổi dấu phân cách danh sách "
        "(List separator) của Windows thành dấu phẩy rồi lưu lại"
    ),
    "column_twice": "dòng {line} có hai cột {column}; bỏ một cột",
    "columns": "dòng {line} {said}; dòng đầu phải là “{head}”",
    "cells": "dòng {line} có {found} ô, cần {wanted} ô; đặt ô có dấu phẩy trong dấu ngoặc kép",
    "quotes": "dòng {line} có dấu ngoặc kép đặt sai",
    "cell_missing": "dòng {line} để trống một ô phải có ({column})",
    "date": "dòng {line} có {column} là “{value}”, không phải ngày dạng yyyy-mm-dd; ghi như {example}",
    "number": "dòng {line} có {column} là “{value}”, không phải số; ghi như 0.95, dấu thập phân là dấu chấm",
    "whole": "dòng {line} có {column} là “{value}”, không phải số nguyên; ghi như 15",
    "flag": "dòng {line} có {column} khác 0 và 1",
    "time": "dòng {line} có {column} là “{value}”, không phải giờ; cần dạng HH:MM, ví dụ 07:00",
    "measure": (
        "dòng {line} có {column} là “{value}”, không phải khoá của chỉ số nào; khoá ghi ở trang Định "
        "nghĩa chỉ số"
    ),
    "unit": "dòng {line} có {column} là “{value}”, không có trong units.csv; ghi mã đơn vị",
    "unit_or_all": "dòng {line} có {column} là “{value}”, không có trong units.csv và không phải all",
    "ends_before_it_begins": "dòng {line} có valid_to đứng trước valid_from",
    "overlaps": (
        "dòng {line} chồng thời gian với dòng {other} (cùng {columns}); ghi valid_to cho dòng cũ, trước "
        "valid_from của dòng mới"
    ),
    "repeated": "dòng {line} lặp lại dòng {other} (cùng {columns}); bỏ một dòng",
}
DELIMITERS = {";": "dấu chấm phẩy", "\t": "dấu tab", "|": "dấu gạch đứng"}

# What a row of a reference file breaks; the codes stand in etl/sql/reference.
REFERENCE_RULES = {
    "source_unknown": "dòng {line} có source không phải tên một nguồn số liệu (dossiers, feedback …)",
    "letter_unknown": (
        "dòng {line} có kind không phải apology_legal, apology_courtesy, birth, marriage, condolence"
    ),
    "letter_kind_unclear": (
        "dòng {line} có kind không phải apology_legal, apology_courtesy, birth, marriage, condolence, "
        "thanks"
    ),
    "template_unclear": (
        "dòng {line} có template không phải tên viết bằng chữ thường không dấu, số và dấu gạch dưới"
    ),
    "procedure_missing": "dòng {line} để trống một ô phải có (procedure_code)",
    "procedure_code_unclear": (
        "dòng {line} có code là số bị bảng tính đổi dạng; để cột code ở dạng chữ (Text) và ghi như 1.001193"
    ),
    "parent_of_itself": "dòng {line} có parent dẫn trở lại chính đơn vị đó",
    "parent_missing": "dòng {line} có parent là mã không còn hoặc chưa có trong thời gian của dòng",
    "successor_too_early": "dòng {line} có successor mà để trống valid_to; ghi ngày cuối của đơn vị",
    "successor_missing": (
        "dòng {line} có successor là mã không có vào ngày ngay sau valid_to; thêm dòng cho đơn vị nhận "
        "bàn giao, hoặc sửa ngày"
    ),
    "topic_unclear": "dòng {line} có topic khác land (đất đai) và compensation (đền bù)",
    "limit_negative": "dòng {line} có limit_working_days nhỏ hơn 0",
    "target_no_share": "dòng {line} có target ngoài khoảng 0 đến 1 của một tỷ lệ; 95% ghi là 0.95",
    "target_no_count": "dòng {line} có target không phải số đếm (số nguyên từ 0 trở lên)",
    "target_no_days": "dòng {line} có target ngoài khoảng 0 đến 366 ngày",
    "measure_no_share": "dòng {line} có measure không phải tỷ lệ, nên không tính ra điểm được",
    "scorecard_unknown": "dòng {line} có scorecard không có trong scorecards.csv",
    "layout_unclear": "dòng {line} có layout khác party (thể thức của Đảng) và state (của Nhà nước)",
    "workstream_unknown": "dòng {line} có workstream ngoài 1 đến 9",
    "role_unclear": "dòng {line} có role khác secretary (Bí thư) và chair (Chủ tịch)",
    "per_unclear": "dòng {line} có per khác month (tháng) và week (tuần)",
    "days_unclear": "dòng {line} có số ngày nhỏ hơn 1",
    "max_points_unclear": "dòng {line} có max_points không lớn hơn 0",
    "measure_without_rule": "dòng {line} có measure mà thiếu rule, hoặc có rule mà thiếu measure",
    "open_without_reason": (
        "dòng {line} không tính từ chỉ số nào (measure trống) mà không ghi lý do ở cột why_open"
    ),
    "rule_unclear": "dòng {line} có rule khác share và share_of_target",
    "target_unclear": (
        "dòng {line} có target ngoài khoảng trên 0 đến 1 (0.95 là 95%), hoặc để trống mà rule là "
        "share_of_target"
    ),
    "kind_unclear": (
        "dòng {line} có kind khác complaint_first, complaint_second, reflection, denunciation và "
        "reception_reply"
    ),
    "days_kind_unclear": "dòng {line} có days khác working (ngày làm việc) và calendar (ngày lịch)",
    "counted_from_unclear": (
        "dòng {line} có counted_from khác received (ngày nhận) và accepted (ngày thụ lý)"
    ),
    "acceptance_missing": (
        "dòng {line} tính từ ngày thụ lý (counted_from là accepted) mà để trống "
        "accept_within_working_days"
    ),
    "rebase_without_reason": (
        "dòng {line} tính lại giới hạn từ ngày đó (rebase là 1) mà không ghi lý do ở cột reason"
    ),
}

OS_REFUSED = "hệ điều hành từ chối"

# Why the operating system would not write or read.
DISK = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.EFBIG: "tệp vượt cỡ cho phép",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không còn ở đó",
}


class Refusal(Exception):
    """One clear Vietnamese sentence that says what is wrong and what to do; nothing changed.
    `lines` are the lines of a file that it is about, each as `wrong_line` gives it."""

    def __init__(self, sentence: str, *lines: dict):
        super().__init__(sentence)
        self.lines = [*lines]


def wrong_line(
    line: int, sentence: str, column: str | None = None, value: str | None = None
) -> dict:
    """One line of a refused file as a summary gives it, with its reason; `value` is masked."""
    return {"line": line, "column": column, "value": value, "sentence": sentence}


# Why the line that a refusal names is wrong.
LINE_WRONG = {
    "quote_open": "Dấu ngoặc kép mở ở dòng này không được đóng.",
    "truncated": "Dòng cuối bị cắt cụt.",
    "cell_too_long": "Có ô dài quá 1 MB.",
    "line_too_long": "Dòng dài quá 1 MB.",
    "wrong_byte": "Có chữ sai bảng mã.",
    "letters_lost": "Có chữ đã mất, hiện là dấu �.",
    "letters_control": "Có ký tự điều khiển lạ.",
    "second_table": "Một bảng khác, các cột khác bảng đầu, bắt đầu ở dòng này.",
    "month_first": "Tháng đứng trước ngày.",
    "day_first": "Ngày đứng trước tháng.",
    "half_turned": "Excel chỉ đảo ngày với tháng của những ngày không quá 12.",
}


SAVE_WORKBOOK_ANEW = "mở tệp bằng Excel, lưu lại dạng xlsx rồi thử lại"
NO_WORKBOOK = f"Tệp này không phải tệp Excel hay OpenDocument: {SAVE_WORKBOOK_ANEW}."
WORKBOOK_DAMAGED = "Tệp Excel này bị hỏng hoặc tải về chưa đủ: lấy lại tệp rồi thử lại."
WORKBOOK_BINARY = f"Tệp này là Excel nhị phân (xlsb), chương trình không đọc: {SAVE_WORKBOOK_ANEW}."
WORKBOOK_LOCKED = "Tệp này đặt mật khẩu: mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi thử lại."
WORKBOOK_UNPACKS_TOO_LARGE = (
    "Tệp này phình quá lớn khi mở ra: chỉ chép bảng cần dùng sang một tệp Excel mới rồi thử lại."
)

WORKBOOK_BEYOND_EXCEL = (
    "Các trang tính trong tệp này trải rộng hơn 16.384 cột hoặc 1.048.576 dòng: chỉ chép bảng cần dùng sang "
    "một tệp Excel mới rồi thử lại."
)


def workbook_has_too_many_cells(most: int) -> str:
    """Of a workbook whose outermost cells stand too far apart, or that is too large."""
    return (
        f"Các trang tính trong tệp này trải rộng hơn {most:,} ô: ".replace(",", ".")
        + "chỉ chép bảng cần dùng sang một tệp Excel mới rồi thử lại."
    )


def workbook_has_too_many_sheets(most: int) -> str:
    """Of a workbook with more sheets than anybody reads."""
    return f"Tệp này có hơn {most} trang tính: chỉ giữ trang tính cần dùng, lưu lại rồi thử lại."


GROUP_ROW = "dòng nhóm"  # in the place of the title of a column, where rows between gave a value

# Rows below a heading that are no data, by their kinds.
NOT_DATA = {
    "blank": "dòng trống",
    "explanation": "dòng giải thích",
    "numbering": "dòng đánh số cột",
    "repeated_heading": "tiêu đề lặp lại",
    "group": "dòng nhóm",
    "total": "dòng tổng cộng",
    "aside": "dòng chữ ký, ghi chú",
}


def reason(code: str | None, value: str | None) -> str | None:
    """Why rows were refused; of a number that stands twice, which number and in which lines."""
    if code == "number_twice":
        return f"{REASONS[code]} Số/năm và các dòng: {value}."
    return REASONS.get(code)


def file_missing(path: str) -> str:
    return f"Không tìm thấy {path}. Kiểm tra lại đường dẫn."


def file_empty(name: str) -> str:
    return f"Tệp {name} trống. Xuất lại tệp từ hệ thống một cửa rồi nạp lại."


def file_no_rows(name: str) -> str:
    return f"Tệp {name} chỉ có dòng tiêu đề, không có dòng số liệu nào. Xuất lại tệp rồi nạp lại."


SAVE_AS_CSV = "mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8” hoặc xlsx, rồi nạp tệp mới"
TAKEN = "CSV, xlsx, xls, ods, bảng HTML hoặc zip chứa một tệp như thế"


def file_of_kind(name: str, kind: str) -> str:
    """Of a kind of file that holds no table which can be read."""
    return f"Tệp {name} là {kind}, không nạp được; cần {TAKEN}: {SAVE_AS_CSV}."


def file_packed(name: str, kind: str) -> str:
    """Of an archive other than zip."""
    return f"Tệp {name} là {kind}, không nạp được: giải nén rồi nạp tệp bên trong."


def zip_of_several(name: str, names: list[str]) -> str:
    """Of a zip that does not hold just one file."""
    if not names:
        return f"Tệp {name} là tệp nén không chứa tệp nào. Nén lại rồi nạp."
    return (
        f"Tệp {name} là tệp nén chứa {len(names)} tệp ({_some(names)}), không rõ nạp tệp nào: giải nén "
        "rồi nạp từng tệp."
    )


def zip_locked(name: str) -> str:
    return f"Tệp {name} là tệp nén có mật khẩu: giải nén rồi nạp tệp bên trong."


def zip_damaged(name: str) -> str:
    return f"Tệp {name} là tệp nén bị hỏng hoặc tải về chưa đủ: lấy lại tệp rồi nạp."


def zip_too_large(name: str, most: int) -> str:
    return f"Tệp {name} bung ra lớn hơn {most} MB: giải nén rồi nạp tệp bên trong."


def file_wrong_byte(name: str, line: int) -> str:
    """Of a text that is neither Unicode nor windows-1258 as a whole."""
    return (
        f"Tệp {name} có chữ sai bảng mã ở dòng {line}, không phải UTF-8, UTF-16 hay windows-1258. "
        "Sửa dòng đó, hoặc mở bằng Excel, chọn Lưu thành, kiểu “CSV UTF-8”, rồi nạp tệp mới."
    )


def letters_of_a_font(name: str, kind: str) -> str:
    """Of a text in the letters of an old font, or typed by their signs."""
    source = kind.removeprefix("phông ").removeprefix("kiểu gõ ")
    return (
        f"Tệp {name} viết bằng {kind}, không phải Unicode. Chuyển mã bằng UniKey (Ctrl+Shift+F6, nguồn "
        f"{source}, đích Unicode), lưu kiểu “CSV UTF-8”, rồi nạp tệp mới."
    )


def letters_twice(name: str) -> str:
    """Of a text in UTF-8 that was taken for another encoding and encoded once more."""
    return (
        f"Tệp {name} có chữ bị mã hoá hai lần (như “Há»“ sÆ¡”). Xuất lại từ hệ thống, hoặc mở tệp gốc "
        "bằng Excel với bảng mã UTF-8, rồi nạp tệp mới."
    )


def letters_lost(name: str, line: int) -> str:
    return (
        f"Tệp {name} có chữ đã mất, hiện là dấu �, ở dòng {line}: tệp từng bị lưu sai bảng mã. Xuất lại "
        "từ hệ thống rồi nạp tệp mới."
    )


def letters_control(name: str, line: int) -> str:
    return (
        f"Tệp {name} có ký tự điều khiển lạ ở dòng {line}: tệp từng bị lưu sai bảng mã. Xuất lại từ hệ "
        "thống, kiểu “CSV UTF-8”, rồi nạp tệp mới."
    )


def of_workbook(name: str, sentence: str) -> str:
    """What the reader of workbooks says, of a file by its name."""
    if sentence.startswith("Tệp này"):
        return f"Tệp {name}{sentence.removeprefix('Tệp này')}"
    return f"Tệp {name}: {sentence[0].lower()}{sentence[1:]}"


def html_without_table(name: str) -> str:
    return f"Tệp {name} là trang web không có bảng số liệu nào. Xuất lại tệp rồi nạp lại."


def cell_too_long(name: str, line: int) -> str:
    return (
        f"Tệp {name} có một ô ở dòng {line} dài quá 1 MB, không giống một bảng số liệu. "
        "Kiểm tra lại cách xuất tệp."
    )


def line_too_long(name: str, line: int) -> str:
    return (
        f"Tệp {name} có dòng {line} dài quá 1 MB, không giống một bảng số liệu. "
        "Kiểm tra lại cách xuất tệp."
    )


def quote_open(name: str, line: int) -> str:
    return (
        f"Tệp {name}: dấu ngoặc kép mở ở dòng {line} không được đóng. "
        "Sửa dòng đó hoặc xuất lại tệp."
    )


def file_truncated(name: str, line: int) -> str:
    return f"Tệp {name} bị cắt cụt ở dòng cuối ({line}). Tải hoặc xuất lại tệp cho đủ."


def second_table(name: str, sheet: str | None, line: int) -> str:
    """Of a table below which another begins, with other columns."""
    where = f"dòng {line} của trang tính “{sheet}”" if sheet else f"dòng {line}"
    return (
        f"Tệp {name} có bảng thứ hai, các cột khác bảng đầu, bắt đầu ở {where}: để mỗi bảng ở một "
        "trang tính riêng hoặc một tệp riêng rồi nạp lại."
    )


def header_repeated(name: str, header: str, can_be_told: bool) -> str:
    """`can_be_told`: the two headings differ, so that a preview can ask which is to be used."""
    do = "Xem trước tệp để chọn cột được dùng" if can_be_told else "Xoá hoặc đổi tên một cột"
    return f"Tệp {name} có hai cột cùng nghĩa “{header}”. {do}."


def _titles(found: list[str]) -> str:
    return ", ".join(f"“{title}”" if title else "(cột không có tiêu đề)" for title in found)


def columns_missing(name: str, source: str, missing: list[str], found: list[str]) -> str:
    return (
        f"Tệp {name} ({source}) thiếu cột {', '.join(f'“{m}”' for m in missing)}. "
        f"Các cột tìm thấy: {_titles(found)}. "
        "Xem trước tệp để cho biết cột nào là cột ấy, hoặc xuất lại tệp cho có đủ cột."
    )


def row_in_one_cell(name: str, sign: str) -> str:
    """Of a table whose rows were never cut into cells."""
    named = {",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "dấu tab", "|": "dấu gạch đứng"}[sign]
    return (
        f"Tệp {name} có cả dòng nằm trong một ô, các cột chưa được tách. Xuất lại tệp từ hệ thống và nạp "
        "ngay tệp ấy, không mở bằng Excel; nếu không xuất lại được thì mở bằng Excel, chọn cột A, vào Dữ "
        f"liệu (Data), Text to Columns, chọn {named}, đặt các cột ngày là kiểu DMY, rồi lưu dạng xlsx."
    )


def columns_unknown(name: str, found: list[str]) -> str:
    return (
        f"Tệp {name} không có cột nào quen thuộc, nên không rõ là số liệu gì. "
        f"Các cột tìm thấy: {_titles(found)}. "
        "Xem trước tệp để cho biết đó là số liệu gì và từng cột là gì, hoặc đặt tiêu đề như tệp mẫu."
    )


def export_in_future(name: str, as_of: date, today: date) -> str:
    return (
        f"Tệp {name} mang ngày xuất {as_of:%d/%m/%Y}, sau ngày của máy này là {today:%d/%m/%Y}: "
        "chưa thể có số liệu đến ngày ấy. Đổi tên tệp cho đúng ngày xuất, hoặc nạp lại kèm "
        "--as-of dd/mm/yyyy; nếu ngày của máy sai thì chỉnh lại ngày của máy."
    )


def staged_in_future(name: str, as_of: date, today: date, stem: str) -> str:
    return (
        f"Tệp {name} đã được phiên bản trước ghi nhận với ngày xuất {as_of:%d/%m/%Y}, sau ngày của "
        f"máy này là {today:%d/%m/%Y}: không dùng để dựng số liệu. Đổi tên tệp gốc cho đúng ngày "
        "xuất, hoặc nạp lại tệp gốc kèm --as-of dd/mm/yyyy. Không còn tệp gốc thì xoá "
        f"{stem}.parquet và {stem}.json; nếu ngày của máy sai thì chỉnh lại ngày của máy."
    )


def period_end_unlikely(name: str, end: date, newest: date) -> str:
    return (
        f"Tệp {name} mang tên một kỳ: theo tên thì ngày xuất là {end:%d/%m/%Y}, nhưng ngày mới nhất "
        f"trong các dòng là {newest:%d/%m/%Y}. Nạp lại kèm ngày xuất thật: --as-of dd/mm/yyyy."
    )


def month_first(name: str, column: str, examples: list) -> str:
    return (
        f"Tệp {name}: cột “{column}” ghi tháng trước ngày ({_days(examples)}), nên không nạp dòng nào. "
        "Đổi định dạng cột ngày thành dd/mm/yyyy rồi xuất lại tệp; hoặc xem trước tệp rồi trả lời là "
        "tháng đứng trước."
    )


def day_first(name: str, column: str, examples: list) -> str:
    return (
        f"Tệp {name}: cột “{column}” ghi ngày trước tháng ({_days(examples)}), trong khi cách hiểu đang "
        "dùng cho tệp là tháng trước ngày, nên không nạp dòng nào. Thôi dùng cách hiểu ấy (python -m etl "
        "mappings --withdraw) hoặc sửa date_order trong hồ sơ cấu hình, rồi nạp lại."
    )


def levels_lost(name: str, found: list[tuple[int, str]]) -> str:
    said = ", ".join(f"dòng {line}: “{word}”" for line, word in found)
    return (
        f"Tệp {name}: cột Thang đo ghi 3 mức nhưng có chữ của thang 5 mức ({said}), nên không nạp dòng "
        "nào. Ghi 5 ở cột Thang đo, hoặc để trống, rồi nạp lại."
    )


def days_half_turned(name: str, column: str, examples: list) -> str:
    return (
        f"Tệp {name}: ở cột “{column}” Excel đã đảo ngày với tháng của những ngày không quá 12 "
        f"({_days(examples)}), nên không nạp dòng nào. Xuất lại tệp từ hệ thống và nạp ngay tệp ấy, "
        "không mở bằng Excel rồi lưu lại."
    )


def _days(examples: list) -> str:
    return ", ".join(f"dòng {day.line}: “{day.text}”" for day in examples)


def too_many_rejected(name: str, rejected: int, read: int, limit: float, sample: str) -> str:
    return (
        f"Tệp {name} có {rejected} trên {read} dòng lỗi, quá mức {limit * 100:g}%, "
        f"nên không nạp dòng nào. Lỗi gặp nhiều nhất: {sample} Sửa rồi nạp lại."
    )


def locked(holder: str, seconds: float) -> str:
    return (
        f"Một lần nạp khác đang chạy ({holder}); đã chờ {seconds:g} giây. "
        "Đợi lần đó xong rồi chạy lại."
    )


def lock_holder(process: int, machine: str, since: str) -> str:
    return f"tiến trình {process} trên {machine} từ {since}"


def waiting(holder: str, seconds: float) -> str:
    return f"Đang chờ lần nạp khác ({holder}), lâu nhất {seconds:g} giây."


def file_changing(name: str) -> str:
    return f"Tệp {name} đang được ghi trong lúc đọc. Đợi chép xong rồi nạp lại."


def file_unreadable(name: str, number: int | None) -> str:
    why = DISK.get(number, OS_REFUSED)
    return f"Không đọc được tệp {name} ({why}). Kiểm tra quyền đọc của tệp rồi nạp lại."


def folder_with_backslash(folder: str) -> str:
    return f"Thư mục số liệu {folder} có dấu \\ trong đường dẫn. Đổi tên thư mục ấy rồi chạy lại."


def usage_bad(said: str) -> str:
    return f"Không hiểu lệnh ({said}). Xem cách viết bằng “python -m etl --help”."


def cannot_write(path: str, number: int | None) -> str:
    why = DISK.get(number, OS_REFUSED)
    return (
        f"Không ghi được vào {path} ({why}). Bản số liệu cũ vẫn nguyên. "
        "Kiểm tra dung lượng đĩa và quyền ghi rồi chạy lại."
    )


def reference_bad(name: str, why: str) -> str:
    return f"Tệp tham chiếu {name} không đọc được: {why.rstrip('.')}. Sửa tệp rồi chạy lại."


def last_good_used(why: str, day: date) -> str:
    """That a reference file cannot be read, why, what to do, and what is used meanwhile."""
    return f"{why} Trong lúc ấy dùng bản đã nạp ngày {day:%d/%m/%Y}."


def home_unit_unknown(code: str) -> str:
    return (
        f"Tệp config.toml: home_unit là “{code}”, không có trong units.csv. Ghi mã đơn vị có ở đó, "
        "hoặc để trống, rồi chạy lại."
    )


def columns_differ(missing: list[str], unknown: list[str]) -> str:
    """Which columns a reference file lacks, and which it has that nobody asks for."""
    said = [f"thiếu cột {', '.join(missing)}"] if missing else []
    strange = ", ".join(f"“{column}”" for column in unknown)
    return ", ".join([*said, f"có cột lạ {strange}"] if unknown else said)


def audit_failed(check: str, rows: int, first: str) -> str:
    return (
        f"Bản mới không qua phép kiểm “{check}” ({rows} dòng, ví dụ {first}), "
        "nên không công bố. Bản số liệu cũ vẫn nguyên. "
        "Nếu vừa sửa tệp trong thư mục reference thì xem lại tệp đó; không thì báo người hỗ trợ."
    )


def taken_back(names: list[str]) -> str:
    """That a load which failed uses none of its files."""
    return (
        f"Chưa dùng các tệp của lần nạp này: {_some(names)}; nạp lại được chính các tệp đó, hoặc nạp "
        "tệp khác."
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


def name_not_utf8(name: str) -> str:
    return f"Tên tệp {name} không ở bảng mã UTF-8. Đổi tên tệp bằng chữ không dấu rồi nạp lại."


def unexpected(kind: str, place: str) -> str:
    return (
        f"Chương trình gặp lỗi ngoài dự kiến ({kind}, {place}). Bản số liệu cũ vẫn nguyên. Chạy lại; "
        "nếu vẫn lỗi thì báo câu này cho người hỗ trợ."
    )


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


def reference_emptied(table: str, rows: int) -> str:
    return (
        f"Bảng tham chiếu {table} không còn dòng nào (bản trước có {rows} dòng). Nếu không cố ý xoá thì "
        f"lấy lại tệp trong thư mục reference rồi chạy “python -m etl load”."
    )


def snapshot_unknown(name: str, known: list[str]) -> str:
    return f"Không có bản {name}. Các bản đang giữ: {', '.join(known) or 'chưa có bản nào'}."


def engine_failed(why: str) -> str:
    return f"Bộ máy số liệu báo lỗi: {why.rstrip('.')}. Bản số liệu cũ vẫn nguyên. Báo lại câu này cho người hỗ trợ."


def other_version(snapshot: str) -> str:
    return (
        f"Bản {snapshot} do phiên bản khác của chương trình dựng. Chạy “python -m etl load”: số liệu "
        "được dựng lại từ các tệp đã ghi nhận."
    )


def source_unknown(source: str, known: list[str]) -> str:
    return f"Không có nguồn “{source}”. Các nguồn: {', '.join(known)}."


def profile_bad(name: str, line: int | None, why: str) -> str:
    where = f", dòng {line}" if line else ""
    return f"Hồ sơ cấu hình {name}{where}: {why}"


def profile_not_toml(why: str) -> str:
    return f"không đúng cú pháp TOML ({why})."


def profile_key_unknown(key: str, known: list[str]) -> str:
    return f"không có mục “{key}”; các mục dùng được: {', '.join(known)}."


def profile_field_unknown(field: str, known: list[str]) -> str:
    return f"không có trường “{field}”; các trường: {', '.join(known)}."


def profile_value_unknown(value: str, known: list[str]) -> str:
    return f"giá trị “{value}” không có trong danh mục; dùng một trong: {', '.join(known)}."


def profile_zone_unknown(zone: str) -> str:
    return f"không có múi giờ “{zone}”; ví dụ đúng: Asia/Ho_Chi_Minh, UTC."


def profile_format_bad(text: str) -> str:
    return f"dạng ngày “{text}” không dùng được; ví dụ đúng: %d/%m/%Y %H:%M."


def profile_header_missing(name: str, header: str, found: list[str]) -> str:
    return (
        f"Tệp {name} không có cột “{header}” mà hồ sơ cấu hình nêu. "
        f"Các cột tìm thấy: {_titles(found)}."
    )


def backup_in_data(archive: str) -> str:
    return (
        f"Tệp sao lưu {archive} nằm trong thư mục số liệu, mất cùng thư mục ấy. Ghi tên tệp ở nơi khác, "
        "tốt nhất là ở ổ đĩa khác."
    )


def backup_over_other(archive: str) -> str:
    return f"Tệp {archive} đã có và không phải bản sao lưu. Ghi tên tệp khác."


def nothing_to_back_up(data: str) -> str:
    return f"Thư mục số liệu {data} chưa có gì để sao lưu. Kiểm tra --data hoặc BOARD_DATA."


def backup_not_written(archive: str, number: int | None) -> str:
    why = DISK.get(number, OS_REFUSED)
    return (
        f"Không ghi được tệp sao lưu {archive} ({why}). Kiểm tra thư mục, dung lượng và quyền ghi rồi "
        "chạy lại."
    )


def not_backed_up(name: str, number: int | None) -> str:
    why = DISK.get(number, OS_REFUSED)
    return f"Chưa sao lưu {name} ({why}). Kiểm tra tệp và quyền đọc rồi sao lưu lại."


def not_backed_up_by_name(name: str) -> str:
    return (
        f"Chưa sao lưu tệp {name}: tên có chữ lạ. Đổi tên tệp bằng chữ không dấu rồi sao lưu lại."
    )


def backup_unreadable(archive: str, number: int | None) -> str:
    why = DISK.get(number, OS_REFUSED)
    return (
        f"Không đọc được tệp sao lưu {archive} ({why}). Kiểm tra đĩa và quyền đọc rồi chạy lại; chưa có "
        "gì bị thay đổi."
    )


def backup_damaged(name: str) -> str:
    return (
        f"Tệp {name} bị hỏng, bị cắt cụt hoặc không phải bản sao lưu. Chép lại tệp hoặc lấy bản sao lưu "
        "khác; chưa có gì bị thay đổi."
    )


def backup_newer(name: str, version: str, own: str) -> str:
    return (
        f"Bản sao lưu {name} do phiên bản mới hơn ({version}) của chương trình làm; đang chạy là {own}. "
        "Cài phiên bản ấy rồi lấy lại."
    )


def backup_leads_outside(name: str, inside: str) -> str:
    return (
        f"Tệp {name} có mục “{inside}” không thuộc bản sao lưu nào. Không lấy lại gì từ tệp này; dùng "
        "bản sao lưu khác."
    )


def restore_over_data(data: str) -> str:
    return (
        f"Thư mục số liệu {data} đang có số liệu. Lấy lại vào một thư mục trống (--data), hoặc thêm "
        "--set-aside: những gì đang có được chuyển vào thư mục replaced, không mất."
    )


def restored_in_part(aside: str) -> str:
    """What else to know where a restore could not move everything into its place."""
    return (
        f"Chưa lấy lại xong; những gì có trước đó nằm ở {aside}. Tắt Bảng điều hành rồi chạy lại với "
        "--set-aside."
    )


def restore_over_mount(place: str) -> str:
    return (
        f"{place} nằm ở đĩa khác hoặc là điểm gắn đĩa nên không thay được; chưa có gì bị thay đổi. Lấy "
        "lại vào một thư mục trống bằng --data rồi chép sang."
    )


def restore_lacks_room(needed: int, free: int) -> str:
    return (
        f"Đĩa không đủ chỗ: cần {_megabytes(needed)}, còn {_megabytes(free)}. Dọn bớt rồi lấy lại."
    )


def backup_text(told: dict) -> str:
    """What a backup holds, for a person."""
    snapshot = f", bản đang công bố {told['snapshot']}" if told["snapshot"] else ""
    done = (
        f"Đã sao lưu {told['files']} tệp ({_megabytes(told['bytes'])}{snapshot}) vào "
        f"{told['archive']}. Tệp chứa mọi số liệu của đơn vị: cất như cất số liệu."
    )
    return "\n".join([*told["troubles"], done])


def restore_text(told: dict, project: str) -> str:
    """What came back from a backup, for a person."""
    made = f"{datetime.fromisoformat(told['made_at']):%H:%M ngày %d/%m/%Y}"
    snapshot = f", bản đang công bố {told['snapshot']}" if told["snapshot"] else ""
    lines = [f"Đã lấy lại {told['files']} tệp của bản sao lưu lúc {made}{snapshot}."]
    if told["set_aside"]:
        lines.append(f"Những gì có trước đó nằm ở {told['set_aside']}.")
    if told["config"]:
        lines.append(
            f"Cài đặt lúc sao lưu khác cài đặt đang dùng: xem {told['config']}; muốn dùng lại thì chép "
            f"đè lên {project}/config.toml."
        )
    return "\n".join([*lines, "Mở lại Bảng điều hành."])


def _megabytes(size: int) -> str:
    return f"{f'{size / 1e6:.1f}'.replace('.', ',')} MB"


DAY_BAD = "“{text}” không phải ngày; cần dạng dd/mm/yyyy hoặc yyyy-mm-dd, ví dụ 30/06/2025"
NO_OLDER_SNAPSHOT = "Không còn bản nào cũ hơn để quay lại."
NOTHING_STAGED = (
    "Chưa có tệp nào để nạp. Đặt tệp vào thư mục data/inbox rồi chạy “python -m etl load”."
)
HOLDER_UNKNOWN = "không rõ"
INTERRUPTED = "Đã dừng theo yêu cầu. Bản số liệu cũ vẫn nguyên."
NAMED = 5  # as many of the files of one day are named
OF_ONE_DAY = "Các tệp cùng ngày xuất, chỗ khác nhau lấy theo tệp nạp sau (đứng sau). {days}."
EXPLAINS = "# "  # the first cell of a template's line of explanation begins so

HELP = {
    "etl": "Nạp tệp của một cửa vào kho số liệu.",
    "data": "thư mục số liệu (mặc định: biến môi trường BOARD_DATA, không có thì là data)",
    "json": "in kết quả dạng JSON",
    "wait": "chờ một lần nạp khác nhiều nhất bao nhiêu giây (mặc định: config.toml)",
    "load": "nạp tệp mới rồi công bố bản số liệu",
    "paths": "tệp hoặc thư mục (mặc định: thư mục inbox)",
    "profile": "tệp TOML mô tả bản xuất của hệ thống khác",
    "as_of": "ngày xuất tệp, dd/mm/yyyy hoặc yyyy-mm-dd",
    "rebuild": "kiểm tra và dựng lại mọi bảng từ các tệp đã ghi nhận",
    "status": "cho biết bản số liệu đang dùng",
    "rollback": "quay lại bản số liệu trước",
    "snapshot": "tên bản (mặc định: bản ngay trước)",
    "backup": "sao lưu mọi số liệu, danh mục, tài liệu đã gửi và cài đặt vào một tệp",
    "archive": "tệp sao lưu (.zip)",
    "restore": "lấy lại mọi thứ từ một tệp sao lưu",
    "set_aside": "thư mục đang có số liệu: chuyển chúng vào thư mục replaced rồi lấy lại",
    "sample": "tạo số liệu mẫu",
    "template": "in tệp mẫu trống của một nguồn",
    "source": "tên nguồn: dossiers, feedback, pauses",
    "read-workbook": "đọc một tệp Excel hoặc OpenDocument từ đầu vào chuẩn, in từng dòng dạng JSON",
    "limit": "giới hạn thay cho config.toml",
}


def summary_lines(summary: dict) -> list[str]:
    """What a load did, for a person."""
    lines = []
    for file in summary["files"]:
        if file["outcome"] == "known":
            lines.append(f"{file['file']}: đã nạp trước đây, bỏ qua.")
        elif file["outcome"] == "withdrawn":
            lines.append(file["sentence"])
        elif file.get("mends"):
            lines += rejected.mended_lines(file)
        elif file["outcome"] == "loaded" and "rows_accepted" in file:
            lines.append(
                f"{file['file']}: đọc {file['rows_read']} dòng, nhận {file['rows_accepted']}, "
                f"loại {file['rows_rejected']}, trùng {file['rows_duplicate']}."
            )
            lines += rejected.losses_line(file, "rejected" in summary)
            lines += _read_as_lines(file)
            if "mapping" in file:
                lines.append(f"  Đọc theo cách hiểu đã lưu {file['mapping']}.")
            if file["dropped_columns"]:
                lines.append(f"  Cột không lưu: {', '.join(file['dropped_columns'])}.")
        elif file["outcome"] == "loaded":
            lines.append(f"{file['file']}: số liệu mẫu, không dùng vì đã có số liệu thật.")
    named = {file.get("sha256") for file in summary["files"]}
    if kept_out := [
        file["file"]
        for file in summary["withdrawn"]
        if file["by_rollback"] and file["sha256"] not in named
    ]:
        lines.append(withdrawals.kept_out(kept_out))
    lines += summary.get("troubles", [])
    lines += _of_one_day_line(summary["files"])
    lines += _warning_lines(summary["warnings"])
    return [*lines, published_line(summary)]


def published_line(summary: dict) -> str:
    """Which snapshot is shown after a load, and whether it is new."""
    done = "Đã công bố bản" if summary["published"] else "Không có gì mới. Đang dùng bản"
    return f"{done} {summary['snapshot']}, số liệu đến {_day(summary['data_date'])}."


def _read_as_lines(file: dict) -> list[str]:
    """What of a file was not read as data, and which of its sheets were."""
    lines, sheets = [], file.get("read_as", {})
    if counts := file.get("not_data"):
        named = ", ".join(f"{count} {NOT_DATA[kind]}" for kind, count in counts.items())
        lines.append(f"  Không phải số liệu: {sum(counts.values())} dòng ({named}).")
    if sheets.get("left_out"):
        lines.append(f"  Trang tính không nạp: {', '.join(sheets['left_out'])}.")
    if sheets.get("hidden"):
        lines.append(f"  Trang tính ẩn, vẫn nạp: {', '.join(sheets['hidden'])}.")
    if sheets.get("hidden_rows"):
        lines.append(f"  Có {sheets['hidden_rows']} dòng ẩn trong tệp, vẫn được đọc.")
    return lines


def _day(told: str) -> str:
    """A day as people write it; it is told to programs as yyyy-mm-dd."""
    return f"{date.fromisoformat(told):%d/%m/%Y}"


def _of_one_day_line(files: list[dict]) -> list[str]:
    """One line that says which files of one as-of go before which, where a load took several."""
    days: dict[tuple, list[str]] = {}
    for file in files:
        if file["outcome"] == "loaded" and not file["is_entry"] and not file.get("mends"):
            days.setdefault((file["as_of"], file["source"]), []).append(file["file"])
    told = []
    for (as_of, _), names in sorted(days.items()):
        if len(names) > 1:
            told.append(f"{_day(as_of)}: {_some(names)}")
    return [OF_ONE_DAY.format(days="; ".join(told))] if told else []


def _some(names: list[str]) -> str:
    """Names of files, the first and the last of them where they are many."""
    left_out = [f"… {len(names) - NAMED} tệp …"] if len(names) > NAMED else []
    return ", ".join([*names[: NAMED - 1], *left_out, names[-1]] if left_out else names)


def _warning_lines(warnings: list[dict]) -> list[str]:
    """A line a kind of doubt: its rows, and the three files or codes that it is most about."""
    kinds: dict[str, list[dict]] = {}
    for warning in sorted(warnings, key=lambda w: -w["rows"]):
        kinds.setdefault(warning["sentence"], []).append(warning)
    lines = []
    for sentence, found in kinds.items():
        named = ", ".join(f"{w['detail'] or 'không ghi'} {w['rows']} dòng" for w in found[:3])
        more = f", và {len(found) - 3} mục khác" if len(found) > 3 else ""
        total = sum(w["rows"] for w in found)
        lines.append(f"Lưu ý: {sentence} Tổng cộng {total} dòng: {named}{more}.")
    return lines


def status_text(told: dict) -> str:
    """The state of the warehouse, for a person."""
    problems = [f"Cần xử lý: {problem}" for problem in told["problems"]]
    if "rows" not in told and problems:
        return "\n".join(problems)
    if not told["snapshot"]:
        return (
            f"Chưa có bản số liệu nào. Đặt tệp vào {told['inbox']} rồi chạy “python -m etl load”."
        )
    rows = ", ".join(f"{table} {count}" for table, count in told["rows"].items())
    lines = [
        f"Đang dùng bản {told['snapshot']}, số liệu đến {_day(told['data_date'])}"
        + (" (số liệu mẫu)." if told["is_sample"] else "."),
        f"Số dòng: {rows}.",
        f"Các bản đang giữ: {', '.join(told['snapshots'])}.",
        f"Số tệp đã ghi nhận: {told['staged']}.",
    ]
    lines += ["Số liệu của từng nguồn:", *map(_coverage_line, told["coverage"])]
    if told["held"]:
        lines.append(f"Đã quay lui từ bản {told['held']}.")
    if told["withdrawn"]:
        lines += ["Tệp không dùng:", *map(withdrawals.status_line, told["withdrawn"])]
        lines.append(withdrawals.TO_USE_AGAIN)
    return "\n".join([*lines, *problems])


FIRST_DAY_FROM = {
    "file": "theo tên tệp",
    "reference": "theo coverage.csv",
    "rows": "theo dòng đầu tiên",
}


def _coverage_line(row: dict) -> str:
    """From and to which day a unit's source is known, and what says the first."""
    until = (
        "đến hôm nay, ghi trên trang" if row["is_kept_on_page"] else f"đến {_day(row['last_day'])}"
    )
    return (
        f"- {row['title']}, {row['name']}: từ {_day(row['first_day'])} "
        f"({FIRST_DAY_FROM[row['first_day_from']]}) {until}."
    )
