"""What is said of files that are withdrawn from the build, and of a rollback."""

from datetime import date, datetime

HELP = {
    "withdraw": "rút một tệp khỏi số liệu; --undo thì dùng lại",
    "file": "tên tệp như ở trang Dữ liệu, hoặc các chữ số đầu của mã tệp (sha256)",
    "by": "mã cán bộ quyết định",
    "why": "lý do, không ghi họ tên, số điện thoại, số giấy tờ",
    "undo": "dùng lại tệp đã rút",
}
UNDO = "python -m etl withdraw --undo"
CODE_SHOWN = 12  # digits of a file's hash that tell it from every other
NAMED = 5  # as many files are named in one sentence


def file_unknown(name: str) -> str:
    """The refusal of a name or hash that no loaded file has."""
    return f"Không có tệp nào đã nạp mang tên hoặc mã “{name}”. Xem tên tệp ở trang Dữ liệu rồi chạy lại."


def files_alike(name: str, files: list) -> str:
    """Of several files that a name or the start of a code means."""
    listed = ", ".join(f"{f.sha256[:CODE_SHOWN]} (ngày xuất {_day(f.as_of)})" for f in files)
    return f"Có {len(files)} tệp là “{name}”: {listed}. Ghi mã của tệp thay cho tên."


def withdrawn_already(file) -> str:
    """The refusal to withdraw a file twice."""
    return f"Tệp {file.file} {_when(file)}, không rút lại lần nữa. Muốn dùng lại: {UNDO} {_named(file)}"


def not_withdrawn(name: str) -> str:
    """The refusal to restore a file that is in use."""
    return f"Tệp {name} đang được dùng, chưa bị rút."


def is_entry(name: str) -> str:
    """The refusal to withdraw what was entered on a page."""
    return f"{name} là điều đã ghi trên trang, không rút được: mở sổ ấy trên trang, chọn bản ghi rồi huỷ."


def is_sample(name: str) -> str:
    """The refusal to withdraw a sample file."""
    return f"Tệp {name} là số liệu mẫu, không cần rút: số liệu mẫu tự lùi lại khi có tệp thật."


def nothing_left(name: str) -> str:
    """The refusal to withdraw the last file where no sample could stand in."""
    return (
        f"Tệp {name} là tệp cuối cùng đang dùng, và không có số liệu mẫu để thay: rút thì không còn gì để "
        "xem, nên không rút. Nạp tệp đúng trước rồi rút tệp này."
    )


def by_unknown(code: str) -> str:
    """The refusal of a --by that is no officer in post."""
    return (
        f"Không có cán bộ đương chức nào mang mã “{code}”. Ghi mã trong officers.csv, hoặc bỏ --by."
    )


def not_loaded(file, name: str) -> str:
    """Of a file that is withdrawn and is dropped or found again, under its own or another name."""
    other = "" if name == file.file else f"chính là tệp {file.file}, "
    return f"{name}: {other}{_when(file)}, không nạp; muốn dùng lại: {UNDO} {_named(file)}"


def kept_out(names: list[str]) -> str:
    """Of files that a rollback withdrew: the load would have brought them back."""
    return (
        f"Không đưa lại {len(names)} tệp đã rút khi quay lui: {_some_names(names)}. Muốn dùng lại: "
        f"{UNDO} TỆP, hoặc python -m etl rollback kèm tên bản mới hơn."
    )


def done(decision: dict) -> list[str]:
    """What `withdraw` did, for a person."""
    name = decision["file"]
    if not decision["undone"]:
        lines = [f"Đã rút tệp {name} khỏi số liệu. Muốn dùng lại: {UNDO} {decision['named']}"]
        return [*lines, SAMPLE_SHOWN] if decision["only_sample"] else lines
    if decision["is_staged"]:
        return [f"Đã dùng lại tệp {name}."]
    return [f"Tệp {name} không còn bị rút, nhưng bản đã ghi nhận không còn: nạp lại tệp gốc."]


TO_USE_AGAIN = f"Muốn dùng lại: {UNDO} kèm tên hoặc mã của tệp."
SAMPLE_SHOWN = "Không còn tệp thật nào được dùng: các trang hiện số liệu mẫu."


def rolled_back(rollback: dict) -> list[str]:
    """What `rollback` did, for a person."""
    lines = [f"Đã quay lại bản {rollback['snapshot']}."]
    if out := rollback["withdrawn"]:
        lines.append(
            f"Đã rút {len(out)} tệp mà bản ấy không có: {_some_names(out)}. Lần nạp sau không đưa lại; "
            f"muốn dùng lại: {UNDO} TỆP, hoặc python -m etl rollback {rollback['left']}."
        )
    if back := rollback["restored"]:
        lines.append(f"Dùng lại {len(back)} tệp: {_some_names(back)}.")
    if rollback["entries"]:
        lines.append(
            f"{rollback['entries']} điều ghi trên trang sau bản ấy không bị rút, có lại ở lần nạp có gì mới; "
            "điều nào sai thì huỷ trên trang."
        )
    if not (out or back or rollback["entries"]) and rollback["left"] != rollback["snapshot"]:
        lines.append(
            "Hai bản dựng từ cùng các tệp; danh mục trong thư mục reference không quay lui: lần nạp có "
            "gì mới dùng danh mục đang có."
        )
    return lines


def holds_withdrawn(snapshot: str, files: list) -> str:
    """Of a snapshot that a rollback does not go to."""
    return (
        f"Bản {snapshot} có tệp đã rút ({_some(files)}), không quay lại được. Muốn dùng lại tệp ấy: "
        f"{UNDO} {_named(files[0])}"
    )


def status_line(file: dict) -> str:
    """A file that is withdrawn, in the words of `status`."""
    how = "rút khi quay lui" if file["by_rollback"] else "đã rút"
    by = f" bởi {file['by']}" if file["by"] else ""
    why = f", lý do: {file['why']}" if file["why"] else ""
    code = file["sha256"][:CODE_SHOWN]
    return f"- {file['file']} (mã {code}): {how} ngày {_moment_day(file['at'])}{by}{why}."


def _when(file) -> str:
    by_rollback = " (khi quay lui)" if file.by_rollback else ""
    return f"đã rút ngày {_moment_day(file.at)}{by_rollback}"


def _named(file) -> str:
    """By what a command means the file, whatever else has its name."""
    return file.sha256[:CODE_SHOWN]


def _some(files: list) -> str:
    return _some_names([file.file for file in files])


def _some_names(names: list[str]) -> str:
    more = f" và {len(names) - NAMED} tệp khác" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d/%m/%Y}"


def _moment_day(text: str) -> str:
    try:
        return f"{datetime.fromisoformat(text):%d/%m/%Y}"
    except ValueError:  # a record that somebody wrote by hand
        return text
