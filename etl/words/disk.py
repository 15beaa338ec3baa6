"""Why the operating system would not write or read."""

import errno

REASONS = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.EFBIG: "tệp vượt cỡ cho phép",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không còn ở đó",
}


def why(number: int | None) -> str:
    """Why it would not, by the number of its error."""
    return REASONS.get(number, "hệ điều hành từ chối")
