"""One small table written in every kind of file that a load takes, by the tests' own means."""

import codecs
import html
import io
import unicodedata
import zipfile

import xlsxwriter

HEADER = ["Mã hồ sơ", "Họ tên người nộp", "Đơn vị", "Tên TTHC", "Trạng thái", "Ngày tiếp nhận",
          "Ngày hẹn trả", "Tổ dân phố"]  # fmt: skip
ROWS = [
    ["H56.14-250602-0001", "Nguyễn Văn Mẫu", "16528", "Đăng ký khai sinh", "Đang xử lý",
     "02/06/2025 08:00:00", "05/06/2025", "TDP 1"],
    ["H56.14-250603-0002", "Trần Thị Thử", "16528", "Chứng thực bản sao, văn bản", "Chờ bổ sung",
     "03/06/2025 09:15:00", "06/06/2025", "Khu phố Thuỷ Lợi"],
]  # fmt: skip
TABLE = [HEADER, *ROWS]


def csv_text(rows: list[list[str]] = TABLE, delimiter: str = ",", ends: str = "\r\n") -> str:
    """Rows as a text cut by a delimiter, cells quoted where they must be."""

    def cell(text: str) -> str:
        quoted = any(sign in text for sign in (delimiter, '"', "\n"))
        return '"' + text.replace('"', '""') + '"' if quoted else text

    return "".join(delimiter.join(map(cell, row)) + ends for row in rows)


def windows_1258(text: str) -> bytes:
    """Text as windows-1258 has it: a letter with its hat, then its tone."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    out = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        kept = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        out.append(kept + "".join(p for p in parts if p in tones))
    return "".join(out).encode("cp1258")


def xlsx(sheets: dict[str, list[list]], hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook of these sheets; texts are written as texts."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, value in enumerate(row):
                    if isinstance(value, str):
                        sheet.write_string(place, column, value)
                    elif value is not None:
                        sheet.write(place, column, value)
            if name in hidden:
                sheet.hide()
    return out.getvalue()


def html_table(rows: list[list[str]] = TABLE, head: str = "") -> str:
    """A page with one table."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<html>{head}<body><table border=1>{lines}</table></body></html>"


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


KINDS = {
    "UTF-8": lambda: csv_text().encode(),
    "UTF-8 with BOM": lambda: csv_text().encode("utf-8-sig"),
    "UTF-8 decomposed": lambda: unicodedata.normalize("NFD", csv_text()).encode(),
    "semicolons": lambda: csv_text(delimiter=";").encode(),
    "bars": lambda: csv_text(delimiter="|").encode(),
    "sep=": lambda: ("sep=;\r\n" + csv_text(delimiter=";")).encode(),
    "UTF-16 LE": lambda: codecs.BOM_UTF16_LE + csv_text(delimiter="\t").encode("utf-16-le"),
    "UTF-16 LE without BOM": lambda: csv_text(delimiter="\t").encode("utf-16-le"),
    "UTF-16 BE without BOM": lambda: csv_text(delimiter="\t").encode("utf-16-be"),
    "windows-1258": lambda: windows_1258(csv_text()),
    "xlsx": lambda: xlsx({"Sheet1": TABLE}),
    "HTML": lambda: html_table().encode(),
    "HTML with BOM": lambda: html_table().encode("utf-8-sig"),
    "HTML that says another encoding": lambda: html_table(
        head='<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    ).encode(),
    "HTML in UTF-16": lambda: html_table().encode("utf-16"),
    "zip with a CSV": lambda: zipped({"ho so/hoso.csv": csv_text().encode()}),
    "zip with an xlsx": lambda: zipped({"hoso.xlsx": xlsx({"Sheet1": TABLE})}),
}


BOOK_ROWS = 24


def odd_export() -> bytes:
    """An export with two status words that nobody knows and one day that is none, among 30 rows."""
    words = {
        3: "Đã có kết quả rồi",
        8: "Đã có kết quả rồi",
        5: "Hồ sơ còn nằm chờ",
        9: "Hồ sơ còn nằm chờ",
    }
    rows = [
        [
            *(
                f"H56.14.06-2607{n % 25 + 1:02}-{n:04}",
                "Nguyễn Văn Mẫu",
                "16531",
                "Đăng ký khai sinh",
            ),
            words.get(n, "Đang xử lý"),
            "31/02/2026" if n == 20 else f"{n % 25 + 1:02}/07/2026 08:00:00",
            *(f"{n % 25 + 4:02}/07/2026", "TDP 1"),
        ]
        for n in range(1, 31)
    ]
    return csv_text([HEADER, *rows]).encode()


def one_stop_book() -> bytes:
    """The one-stop's own book as it prints it: titles, a heading of two rows with merged groups, a
    row of numbers, 24 dossiers of June 2025, signatures; no status, no field."""
    upper = ["TT", "Mã hồ sơ", "Tên TTHC", "Tên cá nhân, tổ chức", "Cơ quan chủ trì giải quyết",
             "Ngày, tháng, năm", "", "Trả kết quả", ""]  # fmt: skip
    lower = ["", "", "", "", "", "Nhận hồ sơ", "Hẹn trả kết quả", "Ngày nhận kết quả", "Ký nhận"]
    names = ("Đăng ký khai sinh", "Chứng thực bản sao từ bản chính giấy tờ, văn bản")
    rows = [
        [
            *(str(n), f"H56.14.06-2506{n % 25 + 2:02}-{n:04}", names[n % 2], "Nguyễn Văn Mẫu"),
            "UBND phường Quảng Thọ",
            *(f"{n % 25 + 2:02}/06/2025 08:00:00", f"{n % 25 + 4:02}/06/2025 17:00:00"),
            *(f"{n % 25 + 3:02}/06/2025 09:30:00" if n % 4 else "", ""),
        ]
        for n in range(1, BOOK_ROWS + 1)
    ]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Sổ theo dõi hồ sơ")
        sheet.merge_range("A1:D1", "UBND PHƯỜNG QUẢNG THỌ")
        sheet.merge_range("A3:I3", "SỔ THEO DÕI HỒ SƠ")
        sheet.merge_range("F5:G5", upper[5])
        sheet.merge_range("H5:I5", upper[7])
        for place, title in enumerate(upper):
            if title and place not in (5, 7):
                sheet.merge_range(4, place, 5, place, title)
        sheet.write_row(5, 5, lower[5:])
        sheet.write_row(6, 0, [str(n) for n in range(1, 10)])
        for place, row in enumerate(rows):
            sheet.write_row(7 + place, 0, row)
        sheet.write(8 + len(rows), 0, "NGƯỜI LẬP SỔ")
        sheet.write(8 + len(rows), 7, "TRƯỞNG BỘ PHẬN MỘT CỬA")
    return out.getvalue()
