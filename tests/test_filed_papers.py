"""Papers that were sent: as they were, and each figure as it is now."""

import hashlib
import json
import math
import shutil
from dataclasses import asdict, replace
from datetime import date

import pandas as pd
import pytest

from board.catalogue import MEASURES
from board.papers import PAPERS
from board.papers.archive.comparison import compare, compared_figures
from board.papers.archive.sent import file_paper, filed, opened_by, remember
from board.papers.figures import COLUMNS
from board.papers.paper import code_of, pinned
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import (
    board_sheet,
    form_06a,
    letters,
    pages,
    papers,
    report_upward,
    sent_papers,
)
from board.ui.components import blocks
from board.ui.components.tables import pick_key
from tests.conftest import PROJECT
from tests.literal import filled, opened
from tests.screen import session

QUANG_THO = "16528@2018-01-01"
HEADING = "id | unit | status | received | due | finished\n"
OPEN = "\n8 | 16528 | 4 | 02/06 | 04/07 |"
FIRST = HEADING + "\n".join(f"{i} | 16528 | 9 | 02/06 | 05/06 | 04/06" for i in range(1, 7)) + OPEN
# A seventh came late, the sixth is now known to have finished after its date, the eighth waits on.
THEN = (
    HEADING
    + "\n".join(f"{i} | 16528 | 9 | 02/06 | 05/06 | 04/06" for i in (1, 2, 3, 4, 5, 7))
    + "\n6 | 16528 | 9 | 02/06 | 05/06 | 09/06"
    + OPEN
)
LETTERS = [
    {
        "letter_id": "T1",
        "dossier_id": "H56.14-250101-0006",
        "kind": "Văn bản xin lỗi",
        "drafted_on": "10/06/2025",
    }
]
TARGETS = "measure,unit_code,field,target,valid_from,valid_to,source\n"
CHANGES = "measure,changed_on,what,why\n"
JUNE = spanning(date(2025, 6, 1), date(2025, 6, 30))


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    """A data folder in which the form of June was sent, and then another export came."""
    return _sent(tmp_path_factory.mktemp("sent"))


def _sent(folder):
    """Every paper of June was sent; then came another export, a first ledger of letters, another
    target and another definition. Of the form it gives what the tests need."""
    shutil.copytree(PROJECT / "data" / "reference", folder / "reference")
    targets, changes = (
        folder / "reference" / f"{n}.csv" for n in ("targets", "definition_changes")
    )
    targets.write_text(f"{TARGETS}rate_due_on_time,,,0.9,2018-01-01,,cũ\n", "utf-8")
    changes.write_text(CHANGES, "utf-8")
    selection = selection_of(
        opened(filled(folder, {"2025-07-01": FIRST})), Filters(unit=QUANG_THO), JUNE
    )
    content, day = PAPERS["form06a"].build(selection), date(2025, 7, 2)
    file = PAPERS["form06a"].write(".xlsx", content)
    made = file_paper(folder / "papers", "form06a", ".xlsx", file, content, day)
    for name in ("board-sheet", "committee-pack", "letters"):
        file_paper(folder / "papers", name, ".pdf", b"%PDF", PAPERS[name].build(selection), day)
    file_paper(folder / "papers", "another", ".pdf", b"%PDF", content, day)
    targets.write_text(f"{TARGETS}rate_due_on_time,,,0.95,2018-01-01,,QĐ 9\n", "utf-8")
    changes.write_text(f"{CHANGES}open_late,2025-06-15,Kể cả hồ sơ chờ,Văn bản 5\n", "utf-8")
    filled(folder, {"2025-07-01": FIRST, "2025-07-10": THEN}, letters={"2025-07-10": LETTERS})
    return folder, file, selection, made


@pytest.fixture
def compared(sent, monkeypatch):
    """Gives a paper of the folder, by its name, against the snapshot that came later."""
    monkeypatch.setenv("BOARD_DATA", str(sent[0]))

    def against(paper: str, **changed):
        (filed_paper,) = (
            filed_paper for filed_paper in filed(sent[0] / "papers") if filed_paper.name == paper
        )
        now = selection_of(opened(sent[0]), Filters(), JUNE)
        return compare(replace(filed_paper, **changed), now)

    return against


def different(found) -> dict[tuple[str, str], tuple]:
    """(part, name) → the value then and now and the reasons, of the figures that differ."""
    rows = found.figures[found.figures["differs"]]
    return {
        (row.part, row.name): (row.value, row.value_now, row.why)
        for row in rows.itertuples(index=False)
    }


def test_a_paper_is_filed_as_it_was_with_its_hash_and_snapshot(sent):
    folder, file, selection, made = sent
    assert made.file == (
        f"2025-07-02_bieu-ii06a_quang-tho_2025-06_{code_of('form06a', selection)}.xlsx"
    )
    assert (folder / "papers" / made.file).read_bytes() == file
    assert made.sha256 == hashlib.sha256(file).hexdigest()
    assert made.snapshot == selection.snapshot.name
    assert made in filed(folder / "papers")


def test_a_note_keeps_the_names_that_notes_of_earlier_versions_hold(sent):
    folder, _, _, made = sent
    note = json.loads((folder / "papers" / f"{made.file}.json").read_text("utf-8"))
    assert note["figures"][0] == {
        "part": "Hộ tịch",
        "name": form_06a.CELL_NAMES["c3"],
        "value": 7.0,
        "n": None,
        "said": None,
        "unit": "count",
        "counts": "hồ sơ",
        "of": "dossiers",
        "rows": "came_in",
        "field": "Hộ tịch",
        "unit_key": None,
        "period": None,
    }


def test_filing_it_again_changes_nothing(sent):
    folder, file, selection, _ = sent
    before = {path: path.read_bytes() for path in (folder / "papers").iterdir()}
    content = PAPERS["form06a"].build(selection)
    file_paper(folder / "papers", "form06a", ".xlsx", file, content, date(2025, 7, 2))
    assert {path: path.read_bytes() for path in (folder / "papers").iterdir()} == before


def test_each_cell_of_a_form_stands_as_it_was_sent_and_as_it_is_now_and_why(compared):
    found = compared("form06a")
    assert len(found.figures) == 2 * 11  # one field and the total
    late, both = "1 hồ sơ vào số liệu muộn", "1 hồ sơ vào số liệu muộn, 1 hồ sơ sửa ngày xong"
    # Seven received of which six settled in time; now eight, seven, and one of these overdue.
    moved = {
        form_06a.CELL_NAMES["c3"]: (7, 8, [late]),
        form_06a.CELL_NAMES["c5"]: (7, 8, [late]),
        form_06a.CELL_NAMES["c7"]: (6, 7, [both]),
        form_06a.CELL_NAMES["c10"]: (0, 1, [both]),
    }
    parts = ("Hộ tịch", form_06a.TOTAL)
    assert different(found) == {(p, name): values for p in parts for name, values in moved.items()}
    assert sorted(found.causes["dossier_id"].str[-1]) == ["6", "7"]


def test_what_is_counted_at_the_data_date_is_judged_on_another_day(compared):
    later = ["xét tại ngày số liệu: lúc gửi 01/07/2025, nay 10/07/2025"]
    # The eighth, due on 04/07, was due soon and is overdue; the ledger of letters came since.
    found = different(compared("board-sheet"))
    apology = found.pop(("Danh sách", board_sheet.SHEET_TITLES["apologies"]))
    assert found == {
        ("Tại ngày số liệu", "Quá hạn"): (0, 1, later),
        ("Tại ngày số liệu", "Sắp đến hạn"): (1, 0, later),
        ("Danh sách", board_sheet.SHEET_TITLES["overdue"]): (0, 1, later),
        ("Danh sách", board_sheet.SHEET_TITLES["due_soon"]): (1, 0, later),
    }
    assert math.isnan(apology[0]) and apology[1] == 1
    assert apology[2] == ["lúc gửi chưa có sổ, nay sổ đến 10/07/2025"]


def test_a_pack_names_its_targets_and_what_was_redefined(compared):
    found = compared("committee-pack")
    differences = different(found)
    rate = MEASURES["rate_due_on_time"].name
    why = [sent_papers.WHY_TARGET]
    assert differences["Các chỉ số", f"{rate}: mục tiêu"] == (0.9, 0.95, why)
    # Six of six by their date; now six of seven.
    assert differences["Các chỉ số", rate][:2] == (1, pytest.approx(6 / 7))
    assert differences["Các chỉ số", rate][2] == ["1 hồ sơ vào số liệu muộn, 1 hồ sơ sửa ngày xong"]
    assert found.redefined == [
        f"{rate}: mục tiêu 90% → 95%. Nguồn: QĐ 9.",
        f"15/06/2025, {MEASURES['open_late'].name}: Kể cả hồ sơ chờ. Lý do: Văn bản 5.",
    ]


def test_letters_are_counted_by_kind(compared):
    legal = different(compared("letters"))[
        sent_papers.LETTERS_PART, letters.LETTERS["apology_legal"]
    ]
    assert math.isnan(legal[0]) and legal[1] == 1


def test_a_paper_that_this_program_does_not_make_stands_as_it_was_sent_alone(compared):
    figures = compared("another").figures
    # Twice, of a field and of all: (3), (5) 7, (7), (8) 6, (11), (12) 1.
    assert figures["value"].sum() == 2 * 28 and figures["value_now"].isna().all()


def test_a_report_of_all_units_is_compared_by_measure_by_cell_and_by_unit(compared, sent):
    everyone = selection_of(sent[2].snapshot, Filters(), JUNE)
    figures = PAPERS["report-upward"].build(everyone).figures
    found = compared("form06a", name="report-upward", url=everyone.url_parameters, figures=figures)
    differences, name = different(found), MEASURES["rate_settled_on_time"].name
    both = ["1 hồ sơ vào số liệu muộn, 1 hồ sơ sửa ngày xong"]
    # Six of six not overdue, then six of seven: of all, and of the one unit that has dossiers.
    for part in (report_upward.ANNEX_GROUPS["dossiers"], "Phường Quảng Thọ"):
        assert differences[part, name] == (1, pytest.approx(6 / 7), both)
    assert differences["Biểu II.06a: Hộ tịch", form_06a.CELL_NAMES["c10"]] == (0, 1, both)
    assert (found.figures["name"] == sent_papers.TASKS_PART).sum() == 9  # a workstream each


def test_a_figure_that_the_program_counts_otherwise_says_so(compared, sent):
    rows = [dict(row) for row in sent[3].figures]
    cell = next(r for r in rows if (r["part"], r["name"]) == ("Hộ tịch", form_06a.CELL_NAMES["c9"]))
    cell["value"] = 2
    differences = different(compared("form06a", figures=rows))
    assert differences["Hộ tịch", form_06a.CELL_NAMES["c9"]][2][0] == sent_papers.WHY_PROGRAM
    assert sent_papers.WHY_PROGRAM not in differences["Hộ tịch", form_06a.CELL_NAMES["c10"]][2]


def test_without_its_snapshot_a_figure_still_stands_beside_as_now(compared):
    found = compared("form06a", snapshot="2020-01-01-00000000")
    differences = different(found)
    assert differences["Hộ tịch", form_06a.CELL_NAMES["c10"]] == (
        0,
        1,
        [sent_papers.WHY_NO_SNAPSHOT],
    )
    assert found.redefined == [] and found.causes.empty


def test_a_period_that_was_not_over_says_so(sent, monkeypatch):
    folder, _, selection, made = sent
    monkeypatch.setenv("BOARD_DATA", str(folder))
    july = spanning(date(2025, 7, 1), date(2025, 7, 31))
    early = selection_of(selection.snapshot, selection.filters, july)
    figures = PAPERS["form06a"].build(early).figures
    found = compare(replace(made, url=early.url_parameters, figures=figures), early_now(folder))
    # On 01/07 the eighth was open within its time; on 10/07 it is over it.
    why = different(found)["Hộ tịch", form_06a.CELL_NAMES["c13"]]
    assert why[:2] == (0, 1)
    assert why[2][-1] == "lúc gửi kỳ chưa hết, số liệu mới đến 01/07/2025"


def early_now(folder):
    return selection_of(opened(folder), Filters(), JUNE)


def test_a_figure_of_one_side_alone_differs_and_what_stands_on_both_keeps_its_order():
    def rows(*figures):
        return pd.DataFrame(
            [dict.fromkeys(COLUMNS) | {"part": p, "name": n, "value": v} for p, n, v in figures]
        ).astype({"value": float, "n": float})

    made = compared_figures(
        rows(("b", "x", 1), ("a", "x", 2), ("a", "y", None)),
        rows(("a", "z", 5), ("b", "x", 1), ("a", "y", None)),
    )
    assert made[["part", "name", "differs"]].to_numpy().tolist() == [
        ["b", "x", False],
        ["a", "x", True],
        ["a", "y", False],
        ["a", "z", True],
    ]


def test_a_code_opens_what_the_paper_shows_and_another_nothing(sent):
    folder, _, selection, made = sent
    name, url = opened_by(folder / "papers", made.code)
    assert (name, url) == ("form06a", pinned(selection).url_parameters)
    assert url["snapshot"] == selection.snapshot.name
    assert opened_by(folder / "papers", "AAAAAAAA") is None
    assert opened_by(folder / "papers", "2025-06") is None  # what the address holds is no code


def test_a_torn_line_of_codes_hides_no_other_code(sent, tmp_path):
    selection = sent[2]
    (tmp_path / "codes.jsonl").write_text('{"code": "ABCDEFGH", "na', encoding="utf-8")
    remember(tmp_path, "form06a", selection)
    assert opened_by(tmp_path, "ABCDEFGH") is None
    assert opened_by(tmp_path, code_of("form06a", selection))[0] == "form06a"


@pytest.mark.parametrize(
    "line",
    [
        b'\xff\xfe "ABCDEFGH"',
        b'["ABCDEFGH"]',
        b'{"code": "ABCDEFGH"}',
        b'{"code": "ABCDEFGH", "name": "form06a", "url": {}}',
        b'{"code": "ABCDEFGH", "name": "form06a", "url": {"snapshot": 5}}',
    ],
)
def test_a_damaged_line_of_codes_opens_nothing_and_hides_no_other_code(sent, tmp_path, line):
    selection = sent[2]
    (tmp_path / "codes.jsonl").write_bytes(line + b"\n")
    remember(tmp_path, "form06a", selection)
    assert opened_by(tmp_path, "ABCDEFGH") is None
    assert opened_by(tmp_path, code_of("form06a", selection))[0] == "form06a"


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": []},
        {"url": {"period": "2025-06"}},
        {"url": {"snapshot": "x", "period": "sometime"}},
        {"url": {"snapshot": "x"}},
        {"figures": [1]},
        {"sent_on": None},
    ],
)
def test_a_note_whose_parts_are_of_another_kind_is_passed_over(sent, tmp_path, wrong):
    note = asdict(sent[3])
    (tmp_path / "2025-07-01_form06a_ABCDEFGH.xlsx.json").write_text(json.dumps(note))
    (tmp_path / "2025-07-02_form06a_ABCDEFGH.xlsx.json").write_text(json.dumps(note | wrong))
    assert filed(tmp_path) == [sent[3]]


def test_a_file_of_another_program_is_no_paper(tmp_path):
    (tmp_path / "._2025-07-01_form06a_ABCDEFGH.xlsx.json").write_bytes(b"\x00\x05\x16\x07")
    assert filed(tmp_path) == []


@pytest.fixture
def page(sent, monkeypatch):
    monkeypatch.setenv("BOARD_DATA", str(sent[0]))
    app = session()
    app.query_params["period"] = "2025-06"
    app.switch_page("../../pages/reports.py").run()
    assert blocks.escaped(pages.BROKEN) not in [info.value for info in app.info]
    return app


def test_the_page_lists_what_was_sent_and_offers_every_paper(page, sent):
    codes = page.dataframe[0].value["code"].to_list()
    assert sent[3].code in codes and len(codes) == 5
    offered = sum(len(paper.writers) for paper in PAPERS.values())
    buttons = page.get("download_button")
    assert sum(button.label in papers.DOWNLOAD_AS.values() for button in buttons) == offered


def test_a_code_that_was_never_made_gets_a_sentence_and_one_that_was_a_link(page, sent):
    page.text_input(key="code").set_value("AAAAAAAA").run()
    assert any("Không có tài liệu mang mã" in info.value for info in page.info)
    page.text_input(key="code").set_value(sent[3].code.lower()).run()
    assert any("Mở số liệu của Biểu II.06a" in link.proto.label for link in page.get("page_link"))


def test_a_folder_that_cannot_be_written_gets_a_sentence(sent, tmp_path):
    _, file, selection, _ = sent
    content = PAPERS["form06a"].build(selection)
    (tmp_path / "papers").write_text("a file stands where the folder should")
    with pytest.raises(OSError):
        file_paper(tmp_path / "papers", "form06a", ".xlsx", file, content, date(2025, 7, 2))


def test_a_picked_paper_shows_what_differs_why_and_every_figure(page, sent):
    names = page.dataframe[0].value["paper"].to_list()
    row = names.index(papers.PAPERS["form06a"])
    key = pick_key("da_gui", page.dataframe[0].value["code"])
    page.session_state[key] = {"selection": {"rows": [row], "columns": [], "cells": []}}
    page.run()
    page_text = " ".join(text.value for text in page.markdown).replace("\\", "")
    assert "8 trong 22 con số nay khác lúc gửi" in page_text
    assert "mục tiêu 90% → 95%. Nguồn: QĐ 9." in page_text
    different, everything = page.dataframe[1].value, page.dataframe[3].value
    assert len(different) == 8 and len(everything) == 22
    late = different[different["figure_name"] == form_06a.CELL_NAMES["c10"]].iloc[0].to_list()
    both = "1 hồ sơ vào số liệu muộn, 1 hồ sơ sửa ngày xong"
    assert late == ["Hộ tịch", form_06a.CELL_NAMES["c10"], "0", "1", "+1 hồ sơ", both]


@pytest.mark.parametrize(
    ("filed_as", "now"),
    [
        ("Đúng hạn (c), Đất đai: mục tiêu", "Đúng hạn, trên hồ sơ đến hạn, Đất đai: mục tiêu"),
        (
            "Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn (c), theo tháng",
            "Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn, theo tháng",
        ),
        ("Tỷ lệ hồ sơ có đánh giá", "Tỷ lệ hồ sơ có người dân đánh giá"),
        (
            "Tỷ lệ hồ sơ có đánh giá do cán bộ ghi nhận",
            "Tỷ lệ hồ sơ có đánh giá do cán bộ ghi nhận",
        ),
    ],
)
def test_a_figure_filed_under_a_former_name_has_its_present_one(filed_as, now):
    assert sent_papers.name_now(filed_as) == now


def test_a_paper_filed_under_former_names_is_still_as_it_was_sent(sent, monkeypatch):
    folder, _, selection, made = sent
    monkeypatch.setenv("BOARD_DATA", str(folder))
    figures = PAPERS["committee-pack"].build(selection).figures
    former = {now: name for name, now in sent_papers.FORMER_NAMES.items()}
    old = [
        row | {key: former.get(row[key], row[key]) for key in ("part", "name")} for row in figures
    ]
    assert "Tỷ lệ hồ sơ đến hạn được giải quyết đúng hạn (c)" in {row["name"] for row in old}
    again = compare(replace(made, name="committee-pack", figures=old), selection)
    assert again.figures["differs"].sum() == 0
