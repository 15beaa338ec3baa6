"""What is said of an inbox that is watched: a line a file, in its log."""

HELP = {
    "watch": "canh thư mục inbox, nạp tệp ngay khi chép xong; Ctrl+C để thôi",
    "poll": "hỏi thư mục theo chu kỳ, cho ổ mạng không tự báo",
}
ALREADY = "Thư mục inbox đang được canh bởi một lần chạy khác (Bảng điều hành hoặc lệnh này)."
STARTED = "Bắt đầu canh thư mục."
STARTED_POLLING = "Bắt đầu canh thư mục, hỏi theo chu kỳ vì nằm trên ổ mạng hoặc được yêu cầu."
ENDED = "Thôi canh thư mục."


def became_of(summary: dict, is_first: bool) -> list[str]:
    """A line a file of a load; of those that lay there from the start, none of a known one."""
    files = [f for f in summary["files"] if not (is_first and f["outcome"] == "known")]
    return [*map(_line, files), *summary["troubles"]]


def failed(files: int, sentence: str) -> str:
    """The line of a load that came to nothing; it is tried again."""
    return f"Chưa nạp được {files} tệp, sẽ thử lại: {sentence}"


def broken_off(code: int) -> str:
    """Why, where the load's process ended with a `code` and no sentence."""
    return f"lần nạp dừng giữa chừng (mã {code})."


def _line(file: dict) -> str:
    if file["outcome"] == "known":
        return f"{file['file']}: đã nạp trước đây, bỏ qua."
    if file["outcome"] != "loaded":
        return file["sentence"]
    if "rows_accepted" not in file:
        return f"{file['file']}: đã ghi nhận."
    return (
        f"{file['file']}: đã nạp, đọc {file['rows_read']} dòng, nhận {file['rows_accepted']}, loại "
        f"{file['rows_rejected']}, trùng {file['rows_duplicate']}."
    )
