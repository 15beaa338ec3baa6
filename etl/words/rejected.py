"""What is said of rejected rows: the file that gives them back, and why a file was refused."""

from datetime import date
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


def part_unmarked(name: str) -> str:
    """Of mended rows without the two columns by which they are known."""
    return (
        f"Tệp {name} thiếu cột “{LINE_TITLE}” hoặc “{CODE_TITLE}” nên không rõ sửa dòng nào. Lấy lại các "
        "dòng bị loại bằng --rejected rồi sửa, giữ nguyên hai cột ấy."
    )


PART_LINE_WRONG = {
    "unmarked": f"Cột “{LINE_TITLE}” hoặc “{CODE_TITLE}” trống hoặc bị đổi.",
    "twice": "Dòng của tệp gốc được ghi hai lần.",
    "sound": "Dòng này của tệp gốc không bị loại.",
}


def part_row_unmarked(name: str, line: int) -> str:
    """The refusal of mended rows of which one no longer says which row it mends."""
    return (
        f"Tệp {name}, dòng {line}: cột “{LINE_TITLE}” hoặc “{CODE_TITLE}” trống hoặc bị đổi nên không rõ "
        "sửa dòng nào. Ghi lại như cũ, hoặc xoá dòng ấy, rồi nạp lại; dòng mới thì thêm vào tệp xuất."
    )


def part_row_broken(name: str, line: int, reason: str) -> str:
    """The refusal of mended rows of which one is no row; `reason` is a sentence."""
    return f"Tệp {name}, dòng {line}: {reason} Sửa dòng ấy, hoặc lưu lại dạng xlsx, rồi nạp lại."


def part_line_twice(name: str, line: int, of: int) -> str:
    """The refusal of two rows that mend line `of`."""
    return f"Tệp {name}, dòng {line}: dòng {of} của tệp gốc được ghi hai lần. Giữ lại một dòng rồi nạp lại."


def part_of_unknown(name: str, code: str) -> str:
    """The refusal of rows of a file that is not staged; `code` is the start of its hash."""
    return (
        f"Tệp {name} gồm các dòng bị loại của một tệp chưa nạp hoặc đã rút (mã {code}). Nạp tệp gốc ấy "
        "trước hoặc cùng lúc, hoặc sửa ngay trong tệp gốc rồi nạp."
    )


def part_columns_missing(name: str, titles: list[str]) -> str:
    """The refusal of mended rows that lack columns of their file."""
    return (
        f"Tệp {name} không còn cột {', '.join(f'“{title}”' for title in titles)} của tệp gốc. Lấy lại "
        "các dòng bị loại bằng --rejected rồi sửa, giữ nguyên các cột."
    )


def part_line_sound(name: str, of: int, original: str) -> str:
    """The refusal of a row that mends line `of`, which was never rejected."""
    return (
        f"Tệp {name} sửa dòng {of} của tệp {original}, nhưng dòng ấy không bị loại. Ghi lại đúng số dòng, "
        "hoặc xoá dòng ấy, rồi nạp lại."
    )


def part_none_mended(name: str, rows: int, sample: str) -> str:
    """The refusal of mended rows that are all as wrong as before."""
    return (
        f"Tệp {name}: không nhận thêm dòng nào, {rows} dòng đều còn lỗi như cũ. Lỗi của dòng đầu: {sample} "
        "Sửa rồi nạp lại."
    )


def mended_lines(file: dict) -> list[str]:
    """What the mended rows of a file made of each file that they are of."""
    lines = []
    for mends in file["mends"]:
        left = (
            f"còn {mends['left']} dòng bị loại" if mends["left"] else "không còn dòng nào bị loại"
        )
        lines.append(
            f"{file['file']}: đã nhận {mends['rows']} dòng sửa của {mends['file']} (xuất ngày "
            f"{date.fromisoformat(mends['as_of']):%d/%m/%Y}), {left}."
        )
    return lines


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
        "cột cuối, rồi nạp tệp đó; tệp gốc bị từ chối thì nạp cùng lúc với tệp gốc. Tệp có dữ liệu cá nhân: "
        "xoá khi xong."
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
