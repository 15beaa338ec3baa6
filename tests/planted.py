"""What names persons and reaches them, planted in every place of a file of any source: its cells,
headings, sheets, groups, title and name. A new column or contract is filled by itself."""

from etl.contract import Contract, contracts
from tests.files import csv_text, xlsx
from tests.registers import LEAST

# What is written → the part of it that must be found nowhere.
PLANTED = {
    "Nguyễn Thị Ẩn Danh": "Ẩn Danh",
    "Ng. Văn Kín": "Văn Kín",
    "chị Khuê": "chị Khuê",
    "0912345678": "0912345678",
    "0987 - 654 - 321": "654 - 321",
    "an.danh@vidu.vn": "vidu",
    "038190001234": "038190001234",
    "số 12 ngõ 34 Lê Lợi": "ngõ 34",
    "nhà 96 tổ 13": "nhà 96",
}
ALL = ", ".join(PLANTED)
IN_TEXT = "Gọi cho {} giúp"
# A row of each source that is accepted.
GOOD = {source: {"unit_code": "16528"} | row for source, row in LEAST.items()} | {
    "dossiers": {"dossier_id": "1", "unit_code": "16528", "status_code": "Đang xử lý"}
    | {"received_at": "02/06/2025", "due_at": "05/06/2025"},
    "feedback": {"rating_id": "1", "rated_at": "02/06/2025", "unit_code": "16528"}
    | {"source": "Phiếu", "overall": "2"},
    "pauses": {"dossier_id": "1", "kind": "Bổ sung", "began_at": "03/06/2025"},
}


def found_in(text: str) -> list[str]:
    """What of the planted is in a text."""
    return [part for part in PLANTED.values() if part in text]


def is_written_freely(field: dict) -> bool:
    """Whether any text may stand in a column, so that it is kept with what is hidden in it."""
    return field["type"] == "string" and not field.get("text") and "values" not in field


def cells_of(contract: Contract, is_whole: bool) -> list[list[str]]:
    """A file's cells: a good row, that row with the texts of each column there, and each thing in
    all columns at once; persons' own columns are filled throughout."""
    fields = contract.own_fields
    good = [GOOD[contract.source].get(field["name"], "") for field in fields]
    rows = [good]
    for column, _ in enumerate(fields):
        for text in _texts(column, is_whole):
            row = [*good[:column], text, *good[column + 1 :]]
            if column:
                row[0] = _key_of(contract, len(rows), good[0])
            rows.append(row)
    rows += [[text] * len(fields) for text in PLANTED]
    personal = [list(PLANTED)[n % len(PLANTED)] for n, _ in enumerate(contract.personal)]
    headings = [*(field["title"] for field in fields), *contract.personal]
    return [headings, *([*row, *personal] for row in rows)]


def entries_of(contract: Contract, is_whole: bool) -> list[list[str]]:
    """The cells of a file that has the columns of an entry too, with the texts of each there."""
    own = [GOOD[contract.source].get(field["name"], "") for field in contract.own_fields]
    more = [field for field in contract.fields if field not in contract.own_fields]
    good = {"recorded_at": "2025-06-02T09:00:00", "recorded_by": "16528-01"}
    rows = [
        own + [text if of is field else good.get(of["name"], "") for of in more]
        for column, field in enumerate(more)
        for text in _texts(column, is_whole)
    ]
    return [[field["title"] for field in contract.fields], *rows]


def workbook_of(contract: Contract) -> bytes:
    """A workbook whose title, headings, groups, signature and sheets hold each thing."""
    fields = contract.own_fields
    good = [GOOD[contract.source].get(field["name"], "") for field in fields]
    headings = [*(field["title"] for field in fields), *(f"Ghi chú {text}" for text in PLANTED)]
    rows = [[f"Người lập: {text}"] for text in PLANTED] + [headings]
    for number, text in enumerate(PLANTED):
        rows += [[f"Thủ tục: Khai sinh {text}"], [f"I. Lĩnh vực {text}"]]
        rows.append([_key_of(contract, number, good[0]), *good[1:]])
    rows += [[text, "", text] for text in PLANTED]
    other = {text[:31]: [["a", "b"], ["1", "2"]] for text in PLANTED}
    return xlsx({"Số liệu": rows} | other)


def files(is_whole: bool) -> dict[str, str | bytes]:
    """A file's name → its content, for every source: its cells, its entries, its workbook; of the
    last two only one where it is not `is_whole`, which also plants each thing by itself."""
    made: dict[str, str | bytes] = {}
    for source, contract in contracts().items():
        made[f"{source}_2025-06-30.csv"] = csv_text(cells_of(contract, is_whole))
        if contract.record and (is_whole or source == "petitions"):
            made[f"{source}-ghi_2025-06-30.csv"] = csv_text(entries_of(contract, is_whole))
        if is_whole or source == "dossiers":
            made[f"{source} {ALL} 2025-06-30.xlsx"] = workbook_of(contract)
    return made


def _texts(column: int, is_whole: bool) -> list[str]:
    """What is planted in a column: each thing bare and within a text, or one and all of them."""
    if is_whole:
        return [*PLANTED, *map(IN_TEXT.format, PLANTED), IN_TEXT.format(ALL)]
    return [list(PLANTED)[column % len(PLANTED)], IN_TEXT.format(ALL)]


def _key_of(contract: Contract, number: int, good: str) -> str:
    """What a row is known by, another one for each number."""
    kind = contract.own_fields[0].get("text")
    if kind == "officer_code":
        return f"16528-{number % 999:02}"
    return good if contract.source == "scores" else f"P-{number}"
