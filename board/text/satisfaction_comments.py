"""The words of what citizens wrote, on Mức độ hài lòng."""

from textwrap import shorten

import pandas as pd

from board.text.headings import columns_named
from board.text.numbers import (
    is_absent,
    keep_together,
    n_text,
    number,
    share,
    share_and_interval,
    share_range,
)

COMMENT_COLUMNS = {
    "comment": "Ý kiến",
    "level": "Mức",
    "themes": "Chủ đề",
    "field": "Lĩnh vực",
    "source": "Nguồn",
    "rated_at": "Ngày đánh giá",
}
THEME_COLUMNS = {
    "theme": "Chủ đề",
    "comments": "Số ý kiến",
    "share": "Tỷ lệ",
    "examples": "Ví dụ",
}
COMMENTS_NOT_SEEN = "Vai trò của tài khoản này không xem ý kiến của người dân."
NO_COMMENTS = "Không có ý kiến góp ý nào trong lựa chọn này."
COMMENTS_NOTE = "ít hài lòng nhất trước"
MASKED = "Số điện thoại, số giấy tờ và thư điện tử đã được che khi nạp."
EXAMPLE_SIGNS = 240
NO_THEME = "Không thuộc chủ đề nào"


def share_of_comments(row) -> str:
    """The share of comments that hold a theme's words, with its 95% interval."""
    return share_and_interval(row.share, row.low, row.high)


def theme_line(row) -> str:
    """A theme with the number and the share of the comments that hold its words."""
    return keep_together(f"{row.theme}: {number(row.comments)} ý kiến, {row.share}")


def quoted(example: str) -> str:
    """A comment as one line of text in marks, cut where it is longer than a few lines."""
    return f"“{shorten(example, EXAMPLE_SIGNS, placeholder='…')}”"


def themes_table(rows) -> pd.DataFrame:
    """The themes as the file has them, their examples in one cell each."""
    examples = [" · ".join(map(quoted, found)) for found in rows["examples"]]
    return columns_named(rows.assign(examples=examples)[list(THEME_COLUMNS)], THEME_COLUMNS)


def themes_note(without, n: int) -> str:
    """How many comments have no theme, and where the words are that make one."""
    none = without.iloc[0] if len(without) else None
    if none is None:
        without_theme = f"Cả {n_text(n, 'ý kiến')} đều thuộc ít nhất một chủ đề."
    else:
        value = "" if is_absent(none["share"]) else share(none["share"])
        ends = "" if is_absent(none["low"]) else share_range(none["low"], none["high"])
        brackets = "; ".join(filter(None, (value, ends)))
        without_theme = (
            f"{number(none['comments'])} trong {n_text(n, 'ý kiến')}"
            f"{f' ({brackets})' if brackets else ''} không thuộc chủ đề nào."
        )
    return keep_together(
        f"{without_theme} Một ý kiến có thể thuộc nhiều chủ đề, nên cộng lại có thể quá 100%. Xếp theo từ và "
        "cụm từ trong tệp data/reference/comment_themes.csv; đơn vị sửa được. Trong ngoặc: khoảng "
        "tin cậy 95%."
    )
