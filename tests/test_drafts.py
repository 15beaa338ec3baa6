"""What the ledger of letters is told when letters are drafted: by whom, once, to which unit."""

import json
from datetime import date, datetime

import pytest

from board import drafts, entries, words
from board.__main__ import main as board
from board.choice import choice_of
from board.filters import Filters
from board.papers.letters import to_write
from board.periods import spanning
from etl.__main__ import main as etl
from tests.literal import filled, opened
from tests.snapshots import ask as rows_of

QUANG_THO, SAM_SON = "16528@2018-01-01", "16531@2025-07-01"
# Overdue in July 2025: one of Sầm Sơn (both apologies), one of Nam Sầm Sơn (the same); a birth of
# Quảng Thọ in June, which went into Sầm Sơn.
JUNE = """
id | unit  | procedure | status | received | due   | finished
9  | 16528 | 1.001193  | 9      | 02/06    | 05/06 | 03/06
"""
JULY = """
id | unit  | status | received | due
1  | 16531 | 4      | 02/07    | 10/07
2  | 16516 | 4      | 02/07    | 11/07
"""


def letter(key: str, **said: str) -> dict[str, str]:
    return {"letter_id": key, "kind": "Chia buồn"} | said


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Sầm Sơn's ledger names the legal apology of dossier 1 with a new date, before it was drafted;
    of Nam Sầm Sơn's dossier 2 the courtesy letter is signed, though nobody wrote when it was
    drafted."""
    one, two = (f"H56.14-250101-000{n}" for n in (1, 2))
    told = [
        letter("T1", unit_code="16531"),
        letter(
            "T2", unit_code="16531", kind="Văn bản xin lỗi", dossier_id=one, new_due_on="25/07/2025"
        ),
        letter("T3", unit_code="16516", kind="Thư xin lỗi", dossier_id=two, signed_on="12/07/2025"),
    ]
    before = {"2025-06-30": [letter("T1", drafted_on="01/06/2025", delivered_on="02/06/2025")]}
    folder = filled(
        tmp_path / "data",
        {"2025-06-30": JUNE, "2025-07-31": JULY},
        letters=before | {"2025-07-31": told},
    )
    monkeypatch.setenv("BOARD_DATA", str(folder))
    return folder


def chosen(data, unit: str | None = None):
    year = spanning(date(2025, 6, 1), date(2025, 7, 31))
    return choice_of(opened(data), Filters(unit=unit), year)


def cases(found) -> set[tuple[str, str]]:
    return {(row.kind, row.dossier_id[-1]) for row in found.itertuples()}


def load(data) -> None:
    assert etl(["load", "--data", str(data), str(entries.folder())]) == 0


def test_what_the_ledger_does_not_say_was_begun_is_new_to_it(data):
    every = {(kind, n) for kind in ("apology_legal", "apology_courtesy") for n in "12"}
    every.add(("birth", "9"))
    assert cases(to_write(chosen(data))) == every
    assert cases(drafts.to_record(chosen(data))) == every - {("apology_courtesy", "2")}  # signed
    assert cases(drafts.to_record(chosen(data, SAM_SON))) == every - {
        ("apology_legal", "2"),
        ("apology_courtesy", "2"),
    }
    assert cases(drafts.to_record(chosen(data), "birth")) == {("birth", "9")}


def test_a_draft_is_told_once_to_the_unit_of_today_and_in_the_record_that_stands(data):
    new = drafts.to_record(chosen(data))
    assert drafts.record(chosen(data), new, "16531-01") == 4
    assert drafts.to_record(chosen(data)).empty  # they wait
    load(data)
    assert drafts.to_record(chosen(data)).empty  # and are in the ledger
    today = datetime.now(entries.WARD).date()
    told = (
        "select unit_code, kind, right(dossier_id, 1), drafted_on, new_due_on::varchar "
        "from letters where dossier_id is not null and signed_on is null order by dossier_id, kind"
    )
    assert rows_of(data, told) == [
        ("16531", "apology_courtesy", "1", today, None),
        ("16531", "apology_legal", "1", today, "2025-07-25"),  # T2, with what it said
        ("16516", "apology_legal", "2", today, None),
        ("16531", "birth", "9", today, None),  # Quảng Thọ's, which is Sầm Sơn's today
    ]
    log = "select distinct recorded_by, change_reason, source from record_changes"
    assert rows_of(data, log) == [("16531-01", words.DRAFTED_AS_PAPER, "letters")]
    assert rows_of(data, "select count(*) from letters where letter_id = 'T2'") == [(1,)]
    assert set(to_write(chosen(data))["kind"]) >= {"birth"}  # drafted is not sent


def test_a_record_that_waits_is_drafted_and_no_second_one_made(data):
    told = {"letter_id": "T9", "unit_code": "16531", "kind": "apology_courtesy"}
    told |= {"dossier_id": "H56.14-250101-0001", "reason": "Thiếu người"}
    fields = rows_of(data, "select field from source_fields where source = 'letters'")
    told = {name: told.get(name, "") for (name,) in fields}
    entries.append("letters", told, (), "16531-01", "")
    new = drafts.to_record(chosen(data, SAM_SON), "apology_courtesy")
    assert drafts.record(chosen(data, SAM_SON), new, "16531-01") == 1
    load(data)
    today = datetime.now(entries.WARD).date()
    held = (
        "select letter_id, reason, drafted_on from letters "
        "where kind = 'apology_courtesy' and unit_code = '16531'"
    )
    assert rows_of(data, held) == [("T9", "Thiếu người", today)]


def test_the_command_records_what_it_drafts_once(data, tmp_path, capsys):
    def asked(*more: str) -> tuple[int, str]:
        file = str(tmp_path / "thu.docx")
        period = ("--from", "2025-07-01", "--to", "2025-07-31", "--out", file)
        code = board(["paper", "letters", *period, *more])
        said = capsys.readouterr()
        return code, (said.out + said.err).strip()

    unit = ("--unit", "16531")
    assert asked(*unit, "--by", "Lan") == (1, words.ENTRY_BY_BAD)
    assert not (tmp_path / "thu.docx").exists() and not list(entries.folder().glob("*"))
    code, said = asked(*unit, "--by", "16531-01")
    assert code == 0 and "Đã ghi 2 thư đã soạn" in said
    code, said = asked()  # of all units, by nobody named
    assert code == 0 and "Đã ghi 1 thư đã soạn" in said
    by = {(one.said["unit_code"], one.said["recorded_by"]) for one in waiting(data)}
    assert by == {("16531", "16531-01"), ("16516", "")}
    assert "Không có thư nào mới soạn" in asked(*unit)[1]
    assert json.loads(asked("--json")[1])["recorded"] == 0
    assert len(waiting(data)) == 3


def waiting(data) -> list[entries.Entry]:
    return entries.waiting("letters", opened(data))


def test_on_the_sample_the_command_makes_the_file_and_says_that_no_ledger_was_told(
    sample_data, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    file = tmp_path / "thu.docx"
    period = ("--from", "2025-06-01", "--to", "2025-06-30", "--unit", "16528")
    assert board(["paper", "letters", *period, "--out", str(file)]) == 0
    assert words.drafts_not_told(words.ENTRIES_ON_SAMPLE) in capsys.readouterr().out
    assert file.exists() and not (sample_data / "inbox" / "entries").exists()
