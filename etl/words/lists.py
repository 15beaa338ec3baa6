"""The sentences of the commands that make templates and keep the lists of procedures and units."""

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
    return f"Đã ghi tệp mẫu vào {path}."
