"""What is wrong with a reference file."""

from datetime import date

# How a reference file is written; the codes stand in etl/reference.py.
FORM = {
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
    "columns": "dòng {line} {wrong}; dòng đầu phải là “{head}”",
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

# What a row of a reference file breaks; the codes stand in etl/sql/reference.
RULES = {
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
    "body_role_unclear": "dòng {line} có role khác form_recipient và letters_on_behalf_of",
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


def unreadable(name: str, why: str) -> str:
    """The refusal of a table of data/reference; `why` may end with a full stop."""
    return f"Tệp tham chiếu {name} không đọc được: {why.rstrip('.')}. Sửa tệp rồi chạy lại."


def last_good_used(why: str, day: date) -> str:
    """That a reference file cannot be read, why, what to do, and what is used meanwhile."""
    return f"{why} Trong lúc ấy dùng bản đã nạp ngày {day:%d/%m/%Y}."


def home_unit_unknown(code: str) -> str:
    """The refusal of a home_unit that units.csv lacks."""
    return (
        f"Tệp config.toml: home_unit là “{code}”, không có trong units.csv. Ghi mã đơn vị có ở đó, "
        "hoặc để trống, rồi chạy lại."
    )


def columns_differ(missing: list[str], unknown: list[str]) -> str:
    """Which columns a reference file lacks, and which it has that nobody asks for."""
    wrong = [f"thiếu cột {', '.join(missing)}"] if missing else []
    strange = ", ".join(f"“{column}”" for column in unknown)
    return ", ".join([*wrong, f"có cột lạ {strange}"] if unknown else wrong)


def emptied(table: str, rows: int) -> str:
    """The trouble of a table that had rows in the published snapshot and has none now."""
    return (
        f"Bảng tham chiếu {table} không còn dòng nào (bản trước có {rows} dòng). Nếu không cố ý xoá thì "
        f"lấy lại tệp trong thư mục reference rồi chạy “python -m etl load”."
    )
