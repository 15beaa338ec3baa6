"""What is said of a build: that it was whole, and whether the published snapshot is equal to one."""

HELP_VERIFY = (
    "dựng lại toàn bộ bên cạnh rồi so từng bảng với bản đang dùng; không công bố gì, "
    "có khác thì mã thoát là 1"
)
BUILT_WHOLE = "Đã dựng lại toàn bộ số liệu, không nối tiếp bản trước."
OTHER_INPUTS = (
    "Bản đang dùng không phải của các tệp, danh mục và chương trình hiện nay nên không so được; "
    "chạy “python -m etl rebuild”."
)


def verified(found: dict) -> str:
    """What a comparison of the published snapshot with a whole build says, a line a table."""
    lines = [
        f"Bảng {table['table']}: {table['published']} dòng chỉ có trong bản đang dùng, "
        f"{table['whole']} dòng chỉ có khi dựng lại toàn bộ."
        for table in found["differing"]
    ]
    if lines:
        return "\n".join(
            [
                *lines,
                f"Bản {found['snapshot']} khác với dựng lại toàn bộ ở {len(lines)} bảng. "
                "Chạy “python -m etl rebuild” để công bố bản dựng lại.",
            ]
        )
    return f"Bản {found['snapshot']} giống hệt khi dựng lại toàn bộ, ở mọi bảng."
