"""Why the operating system would not write a file."""

import errno

# Why the operating system would not write.
REASONS = {
    errno.ENOSPC: "đĩa đã đầy",
    errno.EDQUOT: "đã hết hạn mức đĩa",
    errno.EROFS: "đĩa chỉ cho đọc",
    errno.EACCES: "không có quyền ghi",
    errno.EPERM: "không có quyền ghi",
    errno.ENOENT: "không có thư mục ấy",
    errno.ENOTDIR: "không có thư mục ấy",
    errno.EISDIR: "đó là một thư mục",
    errno.EEXIST: "chỗ ấy là một tệp",
    errno.ENAMETOOLONG: "tên quá dài",
}


def why_not_written(error: OSError) -> str:
    """Why a file could not be written."""
    return REASONS.get(error.errno, f"máy báo lỗi {error.errno}")
