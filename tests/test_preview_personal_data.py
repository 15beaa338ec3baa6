"""Canaries in every place of a file: none of them is in what a preview or a mapping says."""

import json

import pytest

from etl.answers import Answers
from etl.contract import contracts
from etl.preview import preview
from etl.profile import Profile
from tests.conftest import slice_of
from tests.files import xlsx
from tests.snapshots import put, settings
from tests.test_personal_data import CANARIES, NAME, OWN, PHONE

pytestmark = pytest.mark.usefixtures("workbooks_in_process")


def said_of(data, path, answers: dict | None = None) -> str:
    """All that a preview says of a file, every outcome but an error."""
    told = preview(settings(data), path, Profile(), Answers(answers or {}), None)
    return json.dumps(told, ensure_ascii=False)


def planted_in(text: str) -> list[str]:
    return [name for name, said in CANARIES.items() if said in text]


def text_of(table: list[list[str]]) -> str:
    return "".join(",".join(f'"{cell}"' for cell in row) + "\n" for row in table)


@pytest.mark.parametrize("source", slice_of(contracts(), "dossiers"))
def test_of_what_is_planted_in_every_column_of_a_source_a_preview_shows_nothing(source, tmp_path):
    titles = [field["title"] for field in contracts()[source].own_fields]
    rows = [[said] * len(titles) for said in CANARIES.values()]
    table = [titles, *rows, *rows]  # so that each of them repeats
    path = put(tmp_path, f"{source}_2025-06-30.csv", text_of(table))
    assert planted_in(said_of(tmp_path, path)) == []
    # The same under headings of which nobody knows what they are.
    unknown = [[f"Mục {n}" for n, _ in enumerate(titles)], *rows, *rows]
    path = put(tmp_path, f"{source}_2025-07-31.csv", text_of(unknown))
    answers = {"source": source} | {
        f"column/Mục {n}": field["name"] for n, field in enumerate(contracts()[source].own_fields)
    }
    for given in ({}, {"source": source}, answers):
        assert planted_in(said_of(tmp_path, path, given)) == []


def test_of_what_is_planted_in_headings_sheets_groups_and_names_a_preview_shows_nothing(tmp_path):
    groups = [[f"Thủ tục: Khai sinh {said}"] for said in CANARIES.values()]
    rows = [[f"S-{n}", "16528", "Đang xử lý", "02/06/2025", ""] for n in range(len(groups))]
    between = [row for pair in zip(groups, rows, strict=True) for row in pair]
    headings = [*OWN[:5], *(f"Ghi chú {said}" for said in CANARIES.values())]
    sheets = {"Hồ sơ": [headings, *between]}
    sheets |= {said[:31]: [["a", "b"], ["1", "2"]] for said in CANARIES.values()}
    path = put(tmp_path, f"hoso {NAME} {PHONE} 2025-06-30.xlsx", xlsx(sheets))
    assert planted_in(said_of(tmp_path, path)) == []
    unknown = [*(f"Cột {said}" for said in CANARIES.values()), "Trạng thái", "Ngày tiếp nhận"]
    table = [unknown, *([said] * len(unknown) for said in CANARIES.values())]
    path = put(tmp_path, f"{NAME}.xlsx", xlsx({NAME: table}))
    assert planted_in(said_of(tmp_path, path)) == []
    assert planted_in(said_of(tmp_path, path, {f"column/Cột {NAME}": "dossier_id"})) == []


def test_of_rows_whose_cells_stand_in_other_columns_a_preview_gives_no_example(tmp_path):
    whole = ["H56.14-250602-0001", "16528", "Đang xử lý", "02/06/2025", "05/06/2025", "Trần Thị A"]
    more = [*whole[:4], "", "Trần", "Thị Cam"]  # a comma in the name, which nobody quoted
    less = [*whole[:4], "Thị Bưởi"]
    heading = "Mã hồ sơ,Đơn vị,Trạng thái,Ngày tiếp nhận,Ngày hẹn trả,Họ tên,Tổ dân phố\n"
    rows = [*[[*whole, "TDP 1"]] * 3, *[[*more, "TDP 1"]] * 2, *[[*less, "TDP 1"]] * 2]
    text = heading + "".join(",".join(row) + "\n" for row in rows)
    told = said_of(tmp_path, put(tmp_path, "hoso_2025-06-30.csv", text))
    assert "TDP 1" in told and "Cam" not in told and "Bưởi" not in told
