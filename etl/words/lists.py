"""The sentences of the commands that make templates and keep the lists of procedures and units."""

from datetime import date
from pathlib import Path

RATING_WORDS = (
    "Rất hài lòng",
    "Hài lòng",
    "Bình thường",
    "Không hài lòng",
    "Rất không hài lòng",
)
OUT = "tệp mẫu (.xlsx hoặc .csv); không ghi thì in CSV ra màn hình"


def template_kind_unknown(name: str) -> str:
    """Of a template that is to be written as neither xlsx nor CSV."""
    return f"Tệp mẫu chỉ ghi dạng .xlsx hoặc .csv, không ghi được {name}: đổi đuôi tệp."


def template_written(path: str) -> str:
    """The answer of `template`; `path` as it was given."""
    return f"Đã ghi tệp mẫu vào {path}."


HELP = {
    "procedures": "đưa danh sách thủ tục của Cổng dịch vụ công quốc gia vào procedures.csv",
}
HELP_LISTS = "tệp danh sách (xlsx, xls, ods, CSV, HTML, zip)"
HELP_FROM = (
    "ngày đầu của dòng mới (mặc định: hôm nay cho dòng thay dòng cũ; để trống, tức từ trước đến nay, cho "
    "thủ tục chưa có)"
)
NAMED = 5  # as many lines, or changes, are named
SKIPPED = {
    "no_code": "không có mã thủ tục đúng mẫu",
    "no_name": "không có tên",
    "no_field": "không có lĩnh vực",
    "no_unit_code": "không có mã đơn vị",
    "no_kind": "không rõ loại đơn vị (phường, xã, đặc khu …)",
    "listed_twice": "ghi lại một mã với tên hoặc lĩnh vực khác",
}
USED_NEXT = "Lần nạp sau dùng danh mục mới."


def too_long(name: str, most: int) -> str:
    """The refusal of a list of more than `most` rows."""
    return f"Tệp {name} có hơn {as_number(most)} dòng, không giống một danh sách: chọn đúng tệp rồi thử lại."


def no_list(name: str, titles: list[str], searched: int) -> str:
    """The refusal of a file in whose first rows no heading has all the titles."""
    wanted = ", ".join(f"“{title}”" for title in titles)
    return (
        f"Tệp {name} không có danh sách cần tìm: trong {searched} dòng đầu phải có một dòng tiêu đề đủ các "
        f"cột {wanted}, và dòng số liệu dưới nó."
    )


def not_written(why: str) -> str:
    """Of tables that would break a rule; nothing was written."""
    return f"Danh mục vẫn như cũ, không ghi gì. {why}"


def procedure_note(day: date, with_limit: bool) -> str:
    """The note of a row added to procedures.csv; whether it kept the limit of the old row."""
    limit = "; thời hạn theo dòng trước" if with_limit else ""
    return f"Theo danh sách của Cổng dịch vụ công quốc gia, nhập ngày {day:%d/%m/%Y}{limit}"


def procedures_text(made: dict) -> str:
    """What became of procedures.csv, for a person."""
    since = f"từ {as_day(made['added_from'])}" if made["added_from"] else "không ghi ngày đầu"
    lines = [
        f"{Path(made['file']).name}: thêm {as_number(made['added'])} thủ tục ({since}), đổi "
        f"{as_number(made['changed'])} (dòng mới từ {as_day(made['valid_from'])}), giữ nguyên "
        f"{as_number(made['unchanged'])}; {as_number(made['not_listed'])} thủ tục không có trong danh sách vẫn "
        "giữ."
    ]
    for change in made["changes"][:NAMED]:
        field = (
            f", lĩnh vực “{change['was_field']}” → “{change['field']}”" if "field" in change else ""
        )
        lines.append(f"  {change['code']}: “{change['was']}” → “{change['name']}”{field}.")
    lines += _more(len(made["changes"]))
    lines += skipped_lines(made["skipped"])
    return "\n".join([*lines, *([USED_NEXT] if made["added"] or made["changed"] else [])])


def skipped_lines(skipped: list[dict]) -> list[str]:
    """A line for each reason for which rows of a list were passed over."""
    lines = []
    for why, sentence in SKIPPED.items():
        found = [row for row in skipped if row["why"] == why]
        if found:
            named = ", ".join(f"{row['file']} dòng {row['line']}" for row in found[:NAMED])
            more = " …" if len(found) > NAMED else ""
            lines.append(f"  Bỏ qua {as_number(len(found))} dòng {sentence}: {named}{more}.")
    return lines


def _more(count: int) -> list[str]:
    return [f"  … và {as_number(count - NAMED)} thay đổi khác."] if count > NAMED else []


def as_number(count: int) -> str:
    """A count as people write it."""
    return f"{count:,}".replace(",", ".")


def as_day(text: str) -> str:
    """A day as people write it."""
    return f"{date.fromisoformat(text):%d/%m/%Y}"
