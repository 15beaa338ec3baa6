"""Names in a sentence: of files, of the signs between columns."""

DELIMITERS = {",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "dấu tab", "|": "dấu gạch đứng"}
NAMED = 5  # as many of the files of one day are named


def first_and_last(names: list[str]) -> str:
    """Names of files, the first and the last of them where they are many."""
    left_out = [f"… {len(names) - NAMED} tệp …"] if len(names) > NAMED else []
    return ", ".join([*names[: NAMED - 1], *left_out, names[-1]] if left_out else names)


def titles(found: list[str]) -> str:
    """Headings in marks, also of columns that have none."""
    return ", ".join(f"“{title}”" if title else "(cột không có tiêu đề)" for title in found)
