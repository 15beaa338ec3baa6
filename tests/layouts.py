"""One table as systems and clerks hand it over: what stands around it, and every way to write it
down."""

import codecs
import html
import io
import unicodedata
from dataclasses import dataclass
from datetime import datetime

import xlsxwriter
from hypothesis import strategies as st

from tests.files import csv_text, windows_1258, zipped
from tests.workbooks import ods, xls

TITLES = {
    "dossier_id": "Mã hồ sơ",
    "unit_code": "Đơn vị",
    "procedure": "Tên TTHC",
    "status_code": "Trạng thái",
    "received_at": "Ngày tiếp nhận",
    "due_at": "Ngày hẹn trả",
    "neighbourhood": "Tổ dân phố",
}
DAYS = ("received_at", "due_at")
WRITTEN = {"received_at": "%d/%m/%Y %H:%M:%S", "due_at": "%d/%m/%Y"}
GROUP = "Ngày, tháng, năm"
PROCEDURES = ("Đăng ký khai sinh", "Chứng thực bản sao từ bản chính giấy tờ, văn bản", "")
STATUSES = ("Đang xử lý", "Chờ bổ sung", "Đã tiếp nhận", "Yêu cầu bổ sung giấy tờ")
PLACES = ("TDP 1", "Khu phố Thuỷ Lợi", 'Tổ "Mới", khu B', "Tổ 2; tổ 3", "Tổ 4 | 5", "Tổ\n6", "")
ABOVE = (["CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM"], ["Sổ theo dõi hồ sơ"], [""])
ENCODINGS = {
    "UTF-8": lambda text: text.encode(),
    "UTF-8 with BOM": lambda text: text.encode("utf-8-sig"),
    "UTF-8 decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "UTF-16 LE": lambda text: codecs.BOM_UTF16_LE + text.encode("utf-16-le"),
    "UTF-16 BE": lambda text: codecs.BOM_UTF16_BE + text.encode("utf-16-be"),
    "UTF-16 LE without BOM": lambda text: text.encode("utf-16-le"),
    "UTF-16 BE without BOM": lambda text: text.encode("utf-16-be"),
    "windows-1258": windows_1258,
}


@st.composite
def tables(draw) -> list[dict]:
    """Rows of dossiers, each with a code of its own; days are moments, or None for no due date."""
    numbers = draw(st.lists(st.integers(1, 9999), min_size=1, max_size=6, unique=True))
    moments = st.datetimes(datetime(2025, 1, 13), datetime(2025, 6, 28, 23)).map(
        lambda moment: moment.replace(microsecond=0)
    )
    rows = []
    for number in numbers:
        received = draw(moments)
        rows.append(
            {
                "dossier_id": f"H56.14-{received:%y%m%d}-{number:04}",
                "unit_code": "16528",
                "procedure": draw(st.sampled_from(PROCEDURES)),
                "status_code": draw(st.sampled_from(STATUSES)),
                "received_at": received,
                "due_at": draw(
                    st.sampled_from((None, received.replace(hour=0, minute=0, second=0)))
                ),
                "neighbourhood": draw(st.sampled_from(PLACES)),
            }
        )
    return rows


@dataclass(frozen=True)
class Layout:
    """What stands around a table, and in which order its columns do."""

    order: tuple[str, ...]
    above: int
    left: int
    right: int
    two_rows: bool
    numbered: bool
    blank_after: int | None
    repeated_after: int | None
    signed: bool


@st.composite
def layouts(draw) -> Layout:
    """Any of them; two rows of titles have the days side by side."""
    two_rows = draw(st.booleans())
    others = draw(st.permutations([name for name in TITLES if name not in DAYS]))
    place = draw(st.integers(1, len(others)))
    order = [*others[:place], *DAYS, *others[place:]] if two_rows else None
    few = st.none() | st.integers(0, 3)
    return Layout(
        tuple(order or draw(st.permutations([*TITLES]))),
        above=draw(st.integers(0, len(ABOVE))),
        left=draw(st.integers(0, 2)),
        right=draw(st.integers(0, 1)),
        two_rows=two_rows,
        numbered=draw(st.booleans()),
        blank_after=draw(few),
        repeated_after=draw(few),
        signed=draw(st.booleans()),
    )


def laid_out(rows: list[dict], layout: Layout) -> list[list]:
    """The table in a layout, every row as wide as the widest; days are still moments."""
    titles = [TITLES[name] for name in layout.order]
    heading = [titles]
    if layout.two_rows:
        is_first = layout.order.index(DAYS[0])
        upper = ["" if name in DAYS else TITLES[name] for name in layout.order]
        upper[is_first] = GROUP
        heading = [upper, [TITLES[name] if name in DAYS else "" for name in layout.order]]
    numbers = [[f"({n})" for n in range(1, len(titles) + 1)]] if layout.numbered else []
    body: list[list] = []
    for place, row in enumerate(rows):
        body.append([row[name] for name in layout.order])
        if place == layout.blank_after:
            body.append([])
        if place == layout.repeated_after and place + 1 < len(rows):
            body += heading
    if layout.signed:
        body += [["Tổng cộng", str(len(rows))], [], ["", "", "NGƯỜI LẬP SỔ"]]
    whole = [*map(list, ABOVE[: layout.above]), *heading, *numbers, *body]
    width = len(titles)
    return [
        [*[""] * layout.left, *row, *[""] * (width - len(row)), *[""] * layout.right]
        for row in whole
    ]


def as_text(rows: list[list]) -> list[list[str]]:
    """The rows with their days as people write them, the time only where there is one."""

    def cell(value) -> str:
        if not isinstance(value, datetime):
            return value or ""
        has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
        return value.strftime(WRITTEN["received_at" if has_time else "due_at"])

    return [[cell(value) for value in row] for row in rows]


def moment_of(text: str | None) -> datetime | None:
    """A day as a file or a workbook's reader writes it."""
    for form in (*WRITTEN.values(), "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
        try:
            return text and datetime.strptime(text, form)
        except ValueError:
            continue
    raise ValueError(text)


@st.composite
def texts(draw):
    """A way to write rows as a text: encoding, delimiter, line ends, whether the first line says
    the delimiter."""
    encode = ENCODINGS[draw(st.sampled_from(sorted(ENCODINGS)))]
    delimiter = draw(st.sampled_from(",;\t|"))
    ends = draw(st.sampled_from(("\n", "\r\n")))
    first = draw(st.sampled_from(("", f"sep={delimiter}{ends}")))
    return lambda rows: encode(first + csv_text(as_text(rows), delimiter, ends))


@st.composite
def workbooks(draw):
    """A way to write rows as an xlsx: days as days or as text, and other sheets beside."""
    typed, before, after = (draw(st.booleans()) for _ in range(3))

    def write(rows: list[list]) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            form = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
            if before:
                book.add_worksheet("Bìa").write_string(0, 0, "Báo cáo tháng")
            sheet = book.add_worksheet("Hồ sơ")
            for place, row in enumerate(rows if typed else as_text(rows)):
                for column, value in enumerate(row):
                    if isinstance(value, datetime):
                        sheet.write_datetime(place, column, value, form)
                    elif value:
                        sheet.write_string(place, column, value)
            if after:
                book.add_worksheet("Tổng hợp").write_row(0, 0, ["Lĩnh vực", "Số lượng"])
        return out.getvalue()

    return write


def as_ods(rows: list[list]) -> bytes:
    """The rows as an OpenDocument sheet."""

    def cell(text: str) -> str:
        lines = "".join(f"<text:p>{html.escape(line)}</text:p>" for line in text.split("\n"))
        attributes = f' office:value-type="string">{lines}</table:table-cell>' if text else "/>"
        return f"<table:table-cell{attributes}"

    return ods(
        "".join(
            f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in as_text(rows)
        )
    )


def as_xls(rows: list[list]) -> bytes:
    """The rows as an Excel 97 sheet."""
    return xls(
        {
            (place, column): text
            for place, row in enumerate(as_text(rows))
            for column, text in enumerate(row)
            if text
        }
    )


def as_page(rows: list[list]) -> bytes:
    """The rows as a web page's table."""

    def cell(text: str) -> str:
        return f"<td>{html.escape(text).replace(chr(10), '<br>')}</td>"

    lines = "".join(f"<tr>{''.join(map(cell, row))}</tr>" for row in as_text(rows))
    return f"<html><body><table>{lines}</table></body></html>".encode()


@st.composite
def ways(draw):
    """Any way to write rows down, in a zip or not."""
    write = draw(texts() | workbooks() | st.sampled_from((as_ods, as_page, as_xls)))
    if draw(st.booleans()) and draw(st.booleans()):
        return lambda rows: zipped({"thu muc/ho so": write(rows)})
    return write
