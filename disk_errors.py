"""Why the operating system would not write or read, in words, for etl and board alike."""

import errno

REASONS = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.EFBIG: "tệp vượt cỡ cho phép",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không có ở đó",
    errno.ENOTDIR: "không có thư mục ấy",
    errno.EISDIR: "đó là một thư mục",
    errno.EEXIST: "chỗ ấy là một tệp",
    errno.ENAMETOOLONG: "tên quá dài",
}


def disk_reason(number: int | None) -> str:
    """Why it would not, by the number of its error."""
    unknown = f"máy báo lỗi {number}" if number else "hệ điều hành từ chối"
    return REASONS.get(number or 0, unknown)
