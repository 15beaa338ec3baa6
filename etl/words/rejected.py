"""What is said of rejected rows: the file that gives them back, and why a file was refused."""

from pathlib import Path

REASON_TITLE = "Lý do bị loại"
LINE_TITLE = "Dòng trong tệp gốc"
CODE_TITLE = "Mã tệp gốc"
EXTRA_TITLE = "Ô thừa"  # over cells that a row has more than its heading
CELL_MISSING = "(thiếu ô)"
CELL_BLANK = "(ô trống)"  # such a cell that holds nothing: whoever mends the row clears it
SHEET_NAME = "Dòng bị loại"

HELP_REJECTED = "ghi các dòng bị loại ra tệp mới này (.xlsx hoặc .csv) để sửa rồi nạp lại"

OUT_KIND = "Tệp ghi các dòng bị loại phải có đuôi .xlsx hoặc .csv: {name}."
OUT_IN_DATA = (
    "Các dòng bị loại có dữ liệu cá nhân nên không ghi vào thư mục số liệu. Ghi ra nơi khác."
)
OUT_EXISTS = "Tệp {name} đã có. Ghi tên tệp khác để không mất tệp ấy."
OUT_FOLDER = "Không có thư mục {folder} để ghi các dòng bị loại. Kiểm tra lại đường dẫn."
OUT_COLUMNS_DIFFER = (
    "Chưa ghi được các dòng bị loại: chúng thuộc các tệp có cột khác nhau, một tệp .csv không chứa "
    "được. Nạp lại chính các tệp đó với --rejected và một tên đuôi .xlsx."
)
OUT_TOO_LARGE = (
    "Chưa ghi được các dòng bị loại: có ô quá dài hoặc quá nhiều dòng cho một tệp .xlsx. Nạp lại chính "
    "các tệp đó với --rejected và một tên đuôi .csv."
)


def out_not_written(name: str, why: str) -> str:
    """That the file of rejected rows could not be written."""
    return (
        f"Không ghi được các dòng bị loại vào {name} ({why}). Nạp lại chính các tệp đó với --rejected "
        "và một tên tệp khác."
    )


def out_lines(rejected: dict | None) -> list[str]:
    """Where the rejected rows of a load are."""
    if rejected is None:
        return []
    if not rejected["file"] and rejected["rows"]:
        return []  # a trouble says why
    if not rejected["rows"]:
        return ["Không có dòng nào bị loại để ghi ra."]
    name = Path(rejected["file"]).name
    return [
        f"Đã ghi {rejected['rows']} dòng bị loại ra {rejected['file']}. Sửa trong {name}, giữ nguyên hai "
        "cột cuối, rồi nạp tệp đó. Tệp có dữ liệu cá nhân: xoá khi xong."
    ]


def refusal_lines(file: dict) -> list[str]:
    """Below the sentence of a refusal: the first rows that are wrong, and the words that nobody
    knows."""
    lines = []
    for row in file.get("refusal_lines", []):
        where = f", cột “{row['column']}”" if row["column"] else ""
        value = f": “{row['value']}”" if row["value"] else ""
        lines.append(f"  Dòng {row['line']}{where}{value}. {row['sentence']}")
    for word in file.get("words", []):
        lines.append(
            f"  Chữ chưa biết ở cột “{word['title']}”: “{word['word']}” ({word['rows']} dòng)."
        )
    return lines


def losses_line(file: dict, are_given: bool) -> list[str]:
    """What a load did not take of a file, by reasons, and how to have it back."""
    if not file.get("rows_rejected") or not file.get("losses"):
        return []
    named = ", ".join(f"{loss['sentence'].rstrip('.')} ({loss['rows']})" for loss in file["losses"])
    how = "" if are_given else "; lấy các dòng ấy bằng --rejected"
    return [
        f"  {file['file']} bị loại {file['rows_rejected']} dòng trong {file['rows_read']}: {named}{how}."
    ]
