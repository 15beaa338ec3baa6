"""What the command line asks, and what a load or the status says."""

from datetime import date

from etl.words import rejected, withdrawals
from etl.words.builds import BUILT_WHOLE
from etl.words.names import first_and_last
from etl.words.rows import NOT_DATA

STEPS = {
    "read": "[1/5] Đọc",
    "land": "[2/5] Ghi nhận",
    "check": "[3/5] Kiểm tra",
    "build": "[4/5] Dựng bảng",
    "publish": "[5/5] Công bố",
}


def usage_bad(why: str) -> str:
    """The refusal of a command line; `why` is how the parser puts it."""
    return f"Không hiểu lệnh ({why}). Xem cách viết bằng “python -m etl --help”."


def unexpected(kind: str, place: str) -> str:
    """The answer where the program itself failed; `kind` and `place` are for who helps."""
    return (
        f"Chương trình gặp lỗi ngoài dự kiến ({kind}, {place}). Bản số liệu cũ vẫn nguyên. Chạy lại; "
        "nếu vẫn lỗi thì báo câu này cho người hỗ trợ."
    )


DAY_BAD = "“{text}” không phải ngày; cần dạng dd/mm/yyyy hoặc yyyy-mm-dd, ví dụ 30/06/2025"
INTERRUPTED = "Đã dừng theo yêu cầu. Bản số liệu cũ vẫn nguyên."
SAME_DAY = "Các tệp cùng ngày xuất, chỗ khác nhau lấy theo tệp nạp sau (đứng sau). {days}."
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
    "load_units": "chỉ nạp cho các đơn vị này: tệp có dòng của đơn vị khác thì không nạp",
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
            lines += _not_data_lines(file)
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
    lines += [BUILT_WHOLE] if summary.get("built_whole") else []
    lines += summary.get("troubles", [])
    lines += _same_day_line(summary["files"])
    lines += _warning_lines(summary["warnings"])
    return [*lines, published_line(summary)]


def published_line(summary: dict) -> str:
    """Which snapshot is shown after a load, and whether it is new."""
    done = "Đã công bố bản" if summary["published"] else "Không có gì mới. Đang dùng bản"
    return f"{done} {summary['snapshot']}, số liệu đến {_day(summary['data_date'])}."


def _not_data_lines(file: dict) -> list[str]:
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


def _day(iso: str) -> str:
    """A day as people write it; it is told to programs as yyyy-mm-dd."""
    return f"{date.fromisoformat(iso):%d/%m/%Y}"


def _same_day_line(files: list[dict]) -> list[str]:
    """One line that says which files of one as-of go before which, where a load took several."""
    days: dict[tuple, list[str]] = {}
    for file in files:
        if file["outcome"] == "loaded" and not file["is_entry"] and not file.get("mends"):
            days.setdefault((file["as_of"], file["source"]), []).append(file["file"])
    found = []
    for (as_of, _), names in sorted(days.items()):
        if len(names) > 1:
            found.append(f"{_day(as_of)}: {first_and_last(names)}")
    return [SAME_DAY.format(days="; ".join(found))] if found else []


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


def status_text(status: dict) -> str:
    """The state of the warehouse, for a person."""
    problems = [f"Cần xử lý: {problem}" for problem in status["problems"]]
    if "rows" not in status and problems:
        return "\n".join(problems)
    if not status["snapshot"]:
        return (
            f"Chưa có bản số liệu nào. Đặt tệp vào {status['inbox']} rồi chạy “python -m etl load”."
        )
    rows = ", ".join(f"{table} {count}" for table, count in status["rows"].items())
    lines = [
        f"Đang dùng bản {status['snapshot']}, số liệu đến {_day(status['data_date'])}"
        + (" (số liệu mẫu)." if status["is_sample"] else "."),
        f"Số dòng: {rows}.",
        f"Các bản đang giữ: {', '.join(status['snapshots'])}.",
        f"Số tệp đã ghi nhận: {status['staged']}.",
    ]
    lines += ["Số liệu của từng nguồn:", *map(_coverage_line, status["coverage"])]
    if status["held"]:
        lines.append(f"Đã quay lui từ bản {status['held']}.")
    if status["withdrawn"]:
        lines += ["Tệp không dùng:", *map(withdrawals.status_line, status["withdrawn"])]
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
