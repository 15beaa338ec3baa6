"""What the ETL says of mappings and of answers."""

HELP = {
    "mappings": "các cách hiểu đã lưu cho tệp của từng mẫu",
    "withdraw_mapping": "thôi dùng một cách hiểu (tên như trong danh sách); vẫn giữ lại, có ghi ngày",
    "by": "mã cán bộ của người thôi dùng",
    "answers": "tệp JSON ghi các câu trả lời; được lưu thành cách hiểu cho tệp cùng mẫu",
}
NONE = "Chưa có cách hiểu nào được lưu."
PARTS = {
    "columns": "cột",
    "constants": "giá trị chung",
    "values": "chữ",
    "drop": "cột không dùng",
    "date_order": "thứ tự ngày tháng",
    "letters": "phông chữ cũ, đọc thành Unicode",
}
NAMED = {
    "day_first": "ngày trước tháng",
    "month_first": "tháng trước ngày",
    "tcvn3": "TCVN3 (ABC)",
    "vni": "VNI",
}


def unusable(name: str, why: str) -> str:
    """The refusal of a file whose kept mapping is at fault; `why` is a sentence."""
    return (
        f"Tệp này có cách hiểu đã lưu {name}, nhưng cách hiểu ấy không dùng được: {why} Sửa lại, hoặc "
        f"thôi dùng bằng “python -m etl mappings --withdraw {name}”, rồi xem trước và trả lời lại."
    )


def without_shape(file: str) -> str:
    """The fault of a mapping that does not say for which headings it is."""
    return f"Cách hiểu {file} thiếu bảng [mapping] với shape đúng mẫu."


def unreadable(file: str) -> str:
    """The fault of a mapping's file that is no text."""
    return f"Không đọc được {file}."


def unknown(name: str, known: list[str]) -> str:
    """The refusal of a name that no mapping in use has."""
    listed = f"Đang dùng: {', '.join(known)}." if known else NONE
    return f"Không có cách hiểu {name} đang dùng. {listed}"


def withdrawn(name: str) -> str:
    """The answer of `mappings --withdraw`."""
    return f"Đã thôi dùng cách hiểu {name}; tệp đã nạp giữ nguyên cách đọc cũ."


def answers_not_json(file: str) -> str:
    """The refusal of a file of answers that is not of its shape."""
    return (
        f'Tệp câu trả lời {file} không đúng dạng JSON: cần {{"answers": {{"…": "…"}}, "by": "…"}}.'
    )


def answer_unknown(name: str) -> str:
    """The refusal of an answer to a question that the file does not raise."""
    return f"Câu trả lời “{name}” không ứng với câu hỏi nào của tệp này. Xem trước lại rồi trả lời."


def answer_value_unknown(name: str, value: str) -> str:
    """The refusal of an answer that is none of the question's options."""
    return f"Câu trả lời “{value}” cho “{name}” không có trong danh sách lựa chọn."


def answered_twice(title: str) -> str:
    """The refusal of two columns for one field."""
    return f"Hai cột cùng được chọn là “{title}”; giữ lại một."


def column_and_constant(title: str) -> str:
    """The refusal of a column and one value for all rows for one field."""
    return f"“{title}” vừa được chọn cho một cột, vừa được chọn chung cho mọi dòng; giữ lại một."


def answers_for_one() -> str:
    """The refusal of --answers with several files, or with a profile."""
    return "Tuỳ chọn --answers đi với đúng một tệp, và không đi cùng --profile."


def lines(mappings: list[dict]) -> list[str]:
    """The mappings, for a person."""
    if not mappings:
        return [NONE]
    found = []
    for mapping in mappings:
        made = f" (lập {mapping['made_at'][:10]}" if mapping["made_at"] else ""
        made += f", {mapping['by']}" if made and mapping["by"] else ""
        made += ")" if made else ""
        ended = f" – thôi dùng {mapping['withdrawn_at'][:10]}" if mapping["withdrawn_at"] else ""
        found.append(f"{mapping['name']}: {mapping['source_title'] or '?'}{made}{ended}")
        if mapping["fault"]:
            found.append(f"  Không dùng được: {mapping['fault']}")
        found += [f"  {PARTS[part]}: {_says(value)}" for part, value in mapping["says"].items()]
    return found


def _says(value: str | list | dict) -> str:
    if isinstance(value, dict):
        parts = [
            f"{name}: {_says(inner)}" if isinstance(inner, dict) else f"{name} = “{inner}”"
            for name, inner in value.items()
        ]
        return "; ".join(parts)
    if isinstance(value, list):
        return ", ".join(f"“{text}”" for text in value)
    return NAMED.get(value, value)
