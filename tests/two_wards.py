"""Two wards in one warehouse, so that what a reader sees of one can be held against the other.

`filled_with` loads them. What `hidden` names is written otherwise in the first ward, and with
`other` all of the second ward is: who may not see it must not see any difference.
"""

from collections.abc import Collection
from datetime import date, timedelta
from pathlib import Path

from etl.settings import read_settings
from tests.load_cache import load_or_unpack
from tests.registers import register
from tests.snapshots import csv_of

OWN, OTHER = "16528", "16513"
AS_OF = "2025-06-30"
STATUS = ("Đang xử lý", "Đã xử lý xong", "Đã trả kết quả", "Yêu cầu bổ sung giấy tờ")
FIELDS = ("Hộ tịch", "Đất đai", "Chứng thực")
HIDDEN_WORD, OTHER_WORD = "Kín đáo", "Nhà khác"
PARTS = ("codes", "officers", "posts", "comments", "files")

# What data/reference/officers.csv has, and no page as an example.
OFFICERS = {
    OWN: [f"{OWN}-0{number}" for number in (3, 4, 5, 6)],
    OTHER: [f"{OTHER}-0{number}" for number in (1, 2, 3, 4)],
}


def filled_with(folder: Path, hidden: Collection[str] = (), other: bool = False) -> Path:
    """A data folder with both wards' files of every source loaded."""
    inbox = folder / "inbox"
    inbox.mkdir(parents=True)
    for ward, files in (
        ("a", _files(OWN, {part: part in hidden for part in PARTS}, 40)),
        ("b", _files(OTHER, dict.fromkeys(PARTS, other), 60 if other else 40)),
    ):
        for source, text in files.items():
            (inbox / f"{source}_{ward}_{AS_OF}.csv").write_text(text, "utf-8")
    refused = [
        file["sentence"]
        for file in load_or_unpack(read_settings(folder), [])["files"]
        if file["outcome"] == "refused"
    ]
    assert not refused, refused
    return folder


def code(unit: str, number: int, is_other: bool = False) -> str:
    """The code of a dossier of a ward."""
    return f"H56.{unit[-2:]}-25040{2 if is_other else 1}-{number:04}"


def officer(unit: str, number: int, is_other: bool = False) -> str:
    """The code of an officer of a ward."""
    return OFFICERS[unit][number % 2 + 2 * is_other]


def secrets_of(unit: str, part: str) -> list[str]:
    """Texts of which each says something that one part of a ward's data hides; `part` "rows": that
    only the second ward's rows say."""
    return {
        "codes": [f"H56.{unit[-2:]}-2504"],
        "officers": OFFICERS[unit],
        "posts": OFFICERS[unit],
        "comments": [HIDDEN_WORD, HIDDEN_WORD.upper()],
        "files": ["31/02/2025", "30/02/2025"],
        "rows": [OTHER_WORD, f"H56.{OTHER[-2:]}-2504", *OFFICERS[OTHER], f"_b_{AS_OF}"],
    }[part]


def _files(unit: str, is_other: dict[str, bool], dossiers: int) -> dict[str, str]:
    """A ward's files, by the name of their source. The second ward's words all name it."""
    word = OTHER_WORD if unit == OTHER else "Nhà mình"
    shift = dossiers % 7
    start = date(2025, 4, 1)

    def at(number: int, days: int = 0) -> str:
        return f"{start + timedelta(days=(number * 2 + shift) % 80 + days):%d/%m/%Y}"

    def id_of(number: int) -> str:
        return code(unit, number, is_other["codes"])

    def by(number: int) -> str:
        return officer(unit, number, is_other["posts"])

    def handled_by(number: int) -> str:
        return by(number + is_other["officers"])

    def comment(number: int) -> str:
        return f"{HIDDEN_WORD} {'khác hẳn' if is_other['comments'] else 'như thế'} {word} {number}"

    rows = [
        {
            "id": id_of(number),
            "unit": unit,
            "field": FIELDS[(number + shift) % 3],
            "channel": ("Trực tuyến", "Trực tiếp")[(number + shift) % 2],
            "status": STATUS[(number + shift) % 4],
            "received": at(number),
            "due": at(number, 7),
            "finished": at(number, 5 + number % 5) if (number + shift) % 4 in (1, 2) else "",
            "officer": handled_by(number),
        }
        for number in range(1, dossiers)
    ]
    bad_day = "30/02/2025" if is_other["files"] else "31/02/2025"
    rows.append(rows[0] | {"id": id_of(999), "due": bad_day})
    ratings = [
        {
            "rating": f"P{number}",
            "rated": at(number, 8),
            "unit": unit,
            "id": id_of(number),
            "officer": handled_by(number),
            "overall": ("Hài lòng", "Không hài lòng")[number % 5 == shift % 5],
            "reason": f"{word} lâu" if number % 5 == shift % 5 else "",
            "comment": comment(number) if number % 3 == 0 else "",
        }
        for number in range(1, dossiers, 2)
    ]
    pauses = [{"id": id_of(number), "began": at(number, 1)} for number in range(3, dossiers, 4)]
    texts = {
        "hoso": csv_of(*rows),
        "danhgia": csv_of(*ratings, but={"source": "Phiếu", "scale": "3"}),
        "tamdung": csv_of(*pauses, but={"kind": "Bổ sung", "ended": ""}),
    }
    return texts | {
        source: register(source, *({"unit_code": unit} | row for row in records))
        for source, records in _registers(word, shift, id_of, by, comment).items()
    }


def _registers(word: str, shift: int, id_of, by, comment) -> dict[str, list[dict[str, str]]]:
    late = f"{10 + shift}/06/2025"
    return {
        "tasks": [
            {"task_id": f"N{n}", "title": f"Việc {word} {n}", "owner": "Tư pháp", "due_on": late}
            for n in range(1, 4 + shift)
        ],
        "officers": [
            {"officer_code": by(n), "role": "Tư pháp", "valid_from": "01/01/2024"} for n in range(2)
        ],
        "pledges": [{"officer_code": by(0)}],
        "letters": [
            {
                "letter_id": f"T{n}",
                "kind": "Văn bản xin lỗi",
                "dossier_id": id_of(n),
                "drafted_on": late,
                "note": f"Gửi {word}",
            }
            for n in (1, 2, 3, 5 + shift)
        ],
        "receptions": [
            {"reception_id": f"L{n}", "planned_on": f"{n + shift:02}/06/2025", "note": word}
            for n in (2, 9, 16)
        ],
        "petitions": [
            {
                "petition_id": f"D{n}",
                "received_on": f"{n + shift:02}/05/2025",
                "dossier_id": id_of(n),
                "summary": comment(n),
            }
            for n in (1, 4, 8, 12)
        ],
        "activities": [
            {
                "activity_id": f"H{n}",
                "title": f"Tập huấn {word} {n}",
                "held_on": late,
                "officers": by(n),
            }
            for n in range(2 + shift)
        ],
        "scores": [{"self_points": f"{3 + shift / 10}"}],
    }
