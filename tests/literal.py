"""Literal rows for tests: a small table in the test becomes a snapshot, by the real load."""

from datetime import date
from pathlib import Path

import pytest

from board.measures.compute import asked, measure
from board.selection.filters import Filters
from board.selection.periods import Period
from board.warehouse.scope import EVERYTHING
from board.warehouse.snapshots import Snapshot, current
from etl.settings import read_settings
from tests.load_cache import load_or_unpack
from tests.registers import register

TITLES = {
    "hoso": {
        "id": "Mã hồ sơ",
        "unit": "Đơn vị",
        "procedure": "Mã TTHC",
        "field": "Lĩnh vực",
        "channel": "Kênh thực hiện",
        "status": "Trạng thái",
        "received": "Ngày tiếp nhận",
        "due": "Ngày hẹn trả",
        "finished": "Ngày kết thúc xử lý",
        "returned": "Ngày trả kết quả",
        "paused": "Số ngày tạm dừng",
        "submitted": "Ngày nộp",
        "supplements": "Số lần yêu cầu bổ sung",
    },
    "danhgia": {
        "rating": "Mã phiếu",
        "id": "Mã hồ sơ",
        "unit": "Đơn vị",
        "rated": "Ngày đánh giá",
        "source": "Nguồn đánh giá",
        "scale": "Thang đo",
        "overall": "Đánh giá chung",
        "attitude": "Thái độ phục vụ",
        "staff": "Công chức giải quyết công việc",
        "reason": "Lý do không hài lòng",
        "comment": "Ý kiến góp ý",
    },
    "tamdung": {
        "id": "Mã hồ sơ",
        "kind": "Loại tạm dừng",
        "began": "Ngày bắt đầu tạm dừng",
        "ended": "Ngày kết thúc tạm dừng",
    },
}
STATUS = [
    "Mới đăng ký",
    "Được tiếp nhận",
    "Không được tiếp nhận",
    "Đang xử lý",
    "Yêu cầu bổ sung giấy tờ",
    "Yêu cầu thực hiện nghĩa vụ tài chính",
    "Công dân yêu cầu rút hồ sơ",
    "Dừng xử lý",
    "Đã xử lý xong",
    "Đã trả kết quả",
]
QUANG_THO, QUANG_CHAU = "16528", "16531"
DAYS = {"submitted", "received", "due", "finished", "returned", "rated", "began", "ended"}
DEFAULTS = {
    "hoso": {"unit": QUANG_THO, "field": "Hộ tịch"},
    "danhgia": {"unit": QUANG_THO},
    "tamdung": {"kind": "Bổ sung"},
}


def snapshot(
    folder: Path,
    dossiers: dict[str, str],
    ratings: dict[str, str] | None = None,
    pauses: dict[str, str] | None = None,
    **registers: dict[str, list[dict[str, str]]],
):
    """Loads exports as `filled` does and gives the published snapshot, opened."""
    return opened(filled(folder, dossiers, ratings, pauses, **registers))


def filled(
    folder: Path,
    dossiers: dict[str, str],
    ratings: dict[str, str] | None = None,
    pauses: dict[str, str] | None = None,
    **registers: dict[str, list[dict[str, str]]],
) -> Path:
    """Loads exports, each {its as-of, yyyy-mm-dd: its table}, into a data folder and gives it.

    A register, by the name of its source, has for each as-of its rows as `register` takes them.

    A table has a heading line and a line a row, cells between "|": `1 | 4 | 02/06 | 05/06`. Days
    are of 2025 where they name no year, an id is a number, a status its code. A folder that is
    filled again, with later exports, holds two snapshots.
    """
    inbox = folder / "inbox"
    inbox.mkdir(parents=True, exist_ok=True)
    exports = (("hoso", dossiers), ("danhgia", ratings or {}), ("tamdung", pauses or {}))
    for name, files in exports:
        for number, (as_of, table) in enumerate(files.items()):
            (inbox / f"{name}{number}_{as_of}.csv").write_text(_csv(name, table), "utf-8")
    for source, registers_rows in registers.items():
        for number, (as_of, rows) in enumerate(registers_rows.items()):
            path = inbox / f"{source}{number}_{as_of}.csv"
            path.write_text(register(source, *rows), "utf-8")
    files = load_or_unpack(read_settings(folder), [])["files"]
    refused = [file["sentence"] for file in files if file["outcome"] == "refused"]
    assert files and not refused, refused
    return folder


class OneLoad:
    """Tables of dossiers of several tests, each in a unit of its own, by one export in one load."""

    UNITS = ("16528", "16531", "16513", "16534", "14830", "14833", "14836", "14839", "14842")

    def __init__(self, as_of: str) -> None:
        self.as_of = as_of
        self.tables: list[str] = []

    def unit(self, table: str) -> str:
        """Takes the table of a test and gives the key of its unit; ids in it are below 100."""
        place = len(self.tables)
        code = self.UNITS[place]
        heading, *lines = [line for line in table.strip().splitlines() if line.strip()]
        rows = []
        for line in lines:
            number, cells = line.split("|", 1)
            rows.append(f"{100 * place + int(number)} |{cells} | {code}")
        self.tables.append("\n".join([f"{heading} | unit", *rows]))
        return f"{code}@2018-01-01"

    def snapshot(self, folder: Path) -> Snapshot:
        """The snapshot of all tables."""
        inbox = folder / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        for place, table in enumerate(self.tables):
            (inbox / f"hoso{place}_{self.as_of}.csv").write_text(_csv("hoso", table), "utf-8")
        return opened(filled(folder, {}))


def opened(data: Path) -> Snapshot:
    """The snapshot that is published in a data folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOARD_DATA", str(data))
        return current(EVERYTHING)


def day(text: str) -> date:
    """02/06 or 02/06/2024 as a date; of 2025 where there is no year."""
    dd, mm, *year = text.split("/")
    return date(int(year[0]) if year else 2025, int(mm), int(dd))


def period(start: str, end: str) -> Period:
    """The days from `start` to `end`, written as dd/mm."""
    return Period(day(start), day(end), "range")


def answer(key: str, of: Snapshot, start: str, end: str, by: str | None = None, **filters):
    """One measure over one period: its only row, or with `by` {group: row}."""
    rows = measure([key], of, Filters(**filters), [period(start, end)], by)
    return rows.iloc[0] if by is None else {row["group"]: row for _, row in rows.iterrows()}


def form(of: Snapshot, start: date, end: date, filters: Filters | None = None) -> dict[int, int]:
    """The cells (3) to (13) of Biểu II.06a that the questions give for a period."""
    before = date.fromordinal(start.toordinal() - 1)
    periods = [Period(before, before, "range"), Period(start, end, "range")]
    counts = asked("counts", of, filters or Filters(), periods, None).fillna(0)
    opening, now = counts.iloc[0], counts.iloc[1]
    cells = {
        4: now["received_online"],
        5: now["received"] - now["received_online"],
        6: opening["in_hand"],
        7: now["settled"],
        8: now["before_time"],
        9: now["on_time"],
        10: now["overdue"],
        11: now["in_hand"],
        12: now["in_hand_within"],
        13: now["in_hand_overdue"],
    }
    cells = {n: int(v) for n, v in cells.items()}
    return {3: cells[4] + cells[5] + cells[6]} | cells


def _csv(name: str, table: str) -> str:
    heading, *lines = [line for line in table.strip().splitlines() if line.strip()]
    keys = [cell.strip() for cell in heading.split("|")]
    titles = TITLES[name]
    rows = [list(titles.values())]
    for line in lines:
        cells = dict(zip(keys, (cell.strip() for cell in line.split("|")), strict=True))
        rows.append(
            [_written(key, cells.get(key) or DEFAULTS[name].get(key, "")) for key in titles]
        )
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in rows)


def _written(key: str, cell: str) -> str:
    if not cell:
        return ""
    if key == "id":
        return f"H56.14-250101-{int(cell):04}"
    if key == "status":
        return STATUS[int(cell) - 1]
    if key in DAYS and cell.count("/") == 1:
        return f"{cell[:5]}/2025{cell[5:]}"
    return cell
