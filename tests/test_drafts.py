"""What the ledger of letters records when letters are drafted: by whom, once, to which unit."""

import errno
import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

import ward_clock
import whole_file
from board.__main__ import main as board
from board.access.roles import viewer_with
from board.papers.letters import drafts
from board.papers.letters.content import to_write
from board.registers import entry_files
from board.selection.filters import Filters
from board.selection.periods import spanning
from board.selection.selection import selection_of
from board.text import entries as entries_text
from board.text import letter_papers
from board.warehouse.ask import ask
from etl.__main__ import main as etl
from etl.engine import connect
from tests.literal import filled, opened
from tests.snapshots import ask as rows_of
from tests.snapshots import settings

SAM_SON = "16531@2025-07-01"
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

OFFICERS = [
    {"officer_code": f"{unit}-{n}", "unit_code": unit, "valid_from": "01/07/2025", "valid_to": to}
    for unit, n, to in (("16531", "01", ""), ("16531", "02", "31/08/2025"), ("16516", "01", ""))
]


def letter(key: str, **values: str) -> dict[str, str]:
    return {"letter_id": key, "kind": "Chia buồn"} | values


def test_a_dossiers_code_is_folded_on_a_page_as_a_load_folds_it(tmp_path):
    codes = ["H56.14-250101-0001", "h56.14–250101—0001", "H56.14‐250101‑0001", "H56.14−250101-0001"]
    codes += [f"H56.14{sign}-250101-0001" for sign in " \u00a0\u202f\u3000\u200b\u00ad\ufeff\u202a"]
    codes += ["H56.14-２５０１０１-0001"]
    with connect(settings(tmp_path), tmp_path) as con:
        query = "select code_of(x) from unnest($codes) t(x)"
        rows = con.execute(query, {"codes": codes}).fetchall()
    folded = [drafts.case({"kind": "x", "dossier_id": code})[1] for code in codes]
    assert folded == [code for (code,) in rows] == ["H56.14-250101-0001"] * len(codes)


@pytest.fixture
def data(tmp_path, monkeypatch):
    """Sầm Sơn's ledger names the legal apology of dossier 1 with a new date, before it was drafted;
    of Nam Sầm Sơn's dossier 2 the courtesy letter is signed, though nobody wrote when it was
    drafted."""
    first, two = (f"H56.14-250101-000{n}" for n in (1, 2))
    letters = [
        letter("T1", unit_code="16531"),
        letter(
            "T2",
            unit_code="16531",
            kind="Văn bản xin lỗi",
            dossier_id=first,
            new_due_on="25/07/2025",
        ),
        letter("T3", unit_code="16516", kind="Thư xin lỗi", dossier_id=two, signed_on="12/07/2025"),
    ]
    before = {"2025-06-30": [letter("T1", drafted_on="01/06/2025", delivered_on="02/06/2025")]}
    folder = filled(
        tmp_path / "data",
        {"2025-06-30": JUNE, "2025-07-31": JULY},
        letters=before | {"2025-07-31": letters},
        officers={"2025-07-31": OFFICERS},
    )
    monkeypatch.setenv("BOARD_DATA", str(folder))
    return folder


def selection_for(data, unit: str | None = None):
    year = spanning(date(2025, 6, 1), date(2025, 7, 31))
    return selection_of(opened(data), Filters(unit=unit), year)


def cases(found) -> set[tuple[str, str]]:
    return {(row.kind, row.dossier_id[-1]) for row in found.itertuples()}


def load(data) -> None:
    assert etl(["load", "--data", str(data), str(entry_files.folder())]) == 0


def test_what_the_ledger_does_not_say_was_begun_is_new_to_it(data):
    every = {(kind, n) for kind in ("apology_legal", "apology_courtesy") for n in "12"}
    every.add(("birth", "9"))
    assert cases(to_write(selection_for(data))) == every
    assert cases(drafts.to_record(selection_for(data))) == every - {
        ("apology_courtesy", "2")
    }  # signed
    assert cases(drafts.to_record(selection_for(data, SAM_SON))) == every - {
        ("apology_legal", "2"),
        ("apology_courtesy", "2"),
    }
    assert cases(drafts.to_record(selection_for(data), "birth")) == {("birth", "9")}


def test_an_account_records_drafts_in_the_ledgers_that_its_roles_let_it_write(data):
    held = [("ban-dieu-hanh", "16516"), ("dang-uy", "16531")]
    of = replace(selection_for(data), viewer=viewer_with("tk-01", held))
    assert cases(drafts.to_record(of)) == {("apology_legal", "2")}


def test_a_draft_is_recorded_once_in_the_unit_of_today_and_in_the_record_that_stands(data):
    assert drafts.record(selection_for(data), "16531-01") == drafts.RecordResult(4, 4)
    assert drafts.to_record(selection_for(data)).empty  # they wait
    load(data)
    assert drafts.to_record(selection_for(data)).empty  # and are in the ledger
    today = ward_clock.today()
    query = (
        "select unit_code, kind, right(dossier_id, 1), drafted_on, new_due_on::varchar "
        "from letters where dossier_id is not null and signed_on is null order by dossier_id, kind"
    )
    assert rows_of(data, query) == [
        ("16531", "apology_courtesy", "1", today, None),
        ("16531", "apology_legal", "1", today, "2025-07-25"),  # T2, with what it said
        ("16516", "apology_legal", "2", today, None),
        ("16531", "birth", "9", today, None),  # Quảng Thọ's, which is Sầm Sơn's today
    ]
    log = "select distinct recorded_by, change_reason, source from record_changes"
    assert rows_of(data, log) == [("16531-01", letter_papers.DRAFTED_AS_PAPER, "letters")]
    assert rows_of(data, "select count(*) from letters where letter_id = 'T2'") == [(1,)]
    assert set(to_write(selection_for(data))["kind"]) >= {"birth"}  # drafted is not sent


def test_a_record_that_waits_is_drafted_and_no_second_one_made(data):
    record = {"letter_id": "T9", "unit_code": "16531", "kind": "apology_courtesy"}
    record |= {"dossier_id": "H56.14-250101-0001", "reason": "Thiếu người"}
    record = blank(data) | record
    entry_files.append("letters", record, (), "16531-01", "")
    record = drafts.record(selection_for(data, SAM_SON), "16531-01", "apology_courtesy")
    assert record == drafts.RecordResult(1, 1)
    load(data)
    today = ward_clock.today()
    held = (
        "select letter_id, reason, drafted_on from letters "
        "where kind = 'apology_courtesy' and unit_code = '16531'"
    )
    assert rows_of(data, held) == [("T9", "Thiếu người", today)]


def test_a_record_of_a_unit_that_is_over_is_carried_into_the_ledger_of_today(tmp_path, monkeypatch):
    """T5 is a birth letter in two ledgers of June, of Quảng Châu (16531) and of Quảng Thọ, undated;
    and in the ledger of Sầm Sơn, which took Quảng Châu's code, an apology that was signed."""
    first, eight, nine = (f"H56.14-250101-000{n}" for n in (1, 8, 9))
    done = """
    id | unit  | procedure | status | received | due   | finished
    8  | 16531 | 1.001193  | 9      | 02/06    | 05/06 | 03/06
    9  | 16528 | 1.001193  | 9      | 02/06    | 05/06 | 03/06
    """
    birth = {"kind": "Chúc mừng khai sinh", "reason": "Con đầu"}
    june = [
        letter("T1", unit_code="16531", drafted_on="01/06/2025", delivered_on="02/06/2025"),
        letter("T1", unit_code="16528", drafted_on="01/06/2025", delivered_on="02/06/2025"),
        letter("T5", unit_code="16531", dossier_id=eight, **birth),
        letter("T5", unit_code="16528", dossier_id=nine, **birth),
    ]
    signed = {"drafted_on": "12/07/2025", "signed_on": "13/07/2025"}
    legal = {"kind": "Văn bản xin lỗi", "dossier_id": first} | signed
    july = [letter("T5", unit_code="16531") | legal]
    data = filled(
        tmp_path,
        {"2025-06-30": done, "2025-07-31": JULY},
        letters={"2025-06-30": june, "2025-07-31": july},
    )
    monkeypatch.setenv("BOARD_DATA", str(data))
    assert drafts.record(selection_for(data, SAM_SON), "16531-01") == drafts.RecordResult(3, 3)
    load(data)
    assert drafts.to_record(selection_for(data, SAM_SON)).empty
    today = ward_clock.today()
    query = (
        "select right(dossier_id, 1), unit_key, reason from letters where drafted_on = ? order by 1"
    )
    assert rows_of(data, query.replace("?", f"date '{today}'")) == [
        ("1", SAM_SON, None),
        ("8", SAM_SON, "Con đầu"),
        ("9", SAM_SON, "Con đầu"),
    ]
    kept = (
        "select drafted_on::varchar from letters where letter_id = 'T5' and signed_on is not null"
    )
    assert rows_of(data, kept) == [("2025-07-12",)]
    assert set(ask(opened(data), "units")["code"]) == {"16528", "16531", "16516"}


def test_where_no_unit_of_today_answers_nothing_is_recorded(tmp_path, monkeypatch):
    """The city (382) was over on 30/06/2025 and went into no unit."""
    late = "id | unit | status | received | due\n1 | 382 | 4 | 02/06 | 05/06"
    exports = {"2025-06-30": [letter("T1", unit_code="382", drafted_on="01/06/2025")]}
    data = filled(tmp_path, {"2025-06-30": late}, letters=exports)
    monkeypatch.setenv("BOARD_DATA", str(data))
    new = drafts.to_record(selection_for(data))["ledger"]
    assert (len(new), new.count()) == (2, 0)
    assert drafts.record(selection_for(data), "16531-01") == drafts.RecordResult(0, 0)
    assert not entry_files.folder("letters").exists()
    assert "2 thư của đơn vị đã thôi hoạt động" in letter_papers.drafts_to_record(0, 2)


def test_two_who_press_at_once_tell_each_letter_once(data):
    with ThreadPoolExecutor(2) as two:
        results = list(
            two.map(lambda by: drafts.record(selection_for(data), by), ("16531-01", "16531-02"))
        )
    assert sorted(result.count for result in results) == [0, 4]
    assert len(waiting(data)) == 4


def test_a_page_of_an_older_snapshot_records_only_what_is_news_to_the_newest(data):
    old = selection_for(data, SAM_SON)
    dossier = "H56.14-250101-0001"
    sent = letter("T7", unit_code="16531", kind="Thư xin lỗi", dossier_id=dossier)
    later = {"2025-08-01": [sent | {"drafted_on": "30/07/2025", "delivered_on": "31/07/2025"}]}
    filled(data, {}, letters=later)
    assert ("apology_courtesy", "1") in cases(drafts.to_record(old))
    assert drafts.record(old, "16531-01") == drafts.RecordResult(2, 2)
    kinds = {entry.values["kind"] for entry in waiting(data)}
    assert kinds == {"apology_legal", "birth"}


@pytest.mark.parametrize(
    "written", ["h56.14-250101-0001", "H56.14–250101–0001", " H56.14-250101-0001"]
)
def test_a_case_is_known_however_its_code_is_written(written, data):
    record = {
        "letter_id": "T9",
        "unit_code": "16531",
        "kind": "apology_courtesy",
        "dossier_id": written,
    }
    entry_files.append(
        "letters", blank(data) | record | {"drafted_on": "2025-07-20"}, (), "16531-01", ""
    )
    assert ("apology_courtesy", "1") not in cases(drafts.to_record(selection_for(data)))


def test_a_letter_whose_record_is_being_voided_is_new_and_gets_a_record_of_its_own(data):
    found = next(
        record
        for record in entry_files.records("letters", opened(data))
        if record["letter_id"] == "T2"
    )
    own = {name: found[name] for name in blank(data)}
    entry_files.append("letters", own, (), "16531-01", "nhầm", void=True)
    assert drafts.record(selection_for(data, SAM_SON), "16531-01", "apology_legal").count == 1
    load(data)
    query = (
        "select letter_id <> 'T2', drafted_on is not null from letters where kind = 'apology_legal'"
    )
    assert rows_of(data, query) == [(True, True)]


@pytest.mark.parametrize(("function", "count"), [("replace", 3), ("prepare", 0)])
def test_a_disk_that_refuses_says_how_far_it_came(data, monkeypatch, function, count):
    first, calls = getattr(whole_file, function), itertools.count()

    def full(*arguments):
        if next(calls) == 3:
            raise OSError(errno.ENOSPC, "no space")
        return first(*arguments)

    monkeypatch.setattr(whole_file, function, full)
    result = drafts.record(selection_for(data), "16531-01")
    assert result == drafts.RecordResult(count, 4, "đĩa đã đầy")
    assert len(waiting(data)) == count
    assert not list(entry_files.folder("letters").glob("*.new"))


def blank(data) -> dict[str, str]:
    """A letter's own fields, empty."""
    return dict.fromkeys(ask(opened(data), "source_fields", source="letters")["field"], "")


def test_the_command_records_what_it_drafts_once(data, tmp_path, capsys):
    def asked(*more: str) -> tuple[int, str]:
        file = str(tmp_path / "thu.docx")
        period = ("--from", "2025-07-01", "--to", "2025-07-31", "--out", file)
        code = board(["paper", "letters", *period, *more])
        printed = capsys.readouterr()
        return code, (printed.out + printed.err).strip()

    unit = ("--unit", "16531")
    for by in ("Lan", "", "16531-99", "16531-02", "16516-01"):
        not_in_post = entries_text.not_in_post(by, ward_clock.today())
        why = not_in_post if by else entries_text.ENTRY_BY_MISSING
        assert asked(*unit, "--by", by) == (1, why)
    assert not (tmp_path / "thu.docx").exists() and not list(entry_files.folder().glob("*"))
    code, message = asked(*unit, "--by", "16531-01")
    assert code == 0 and "Đã ghi 2 thư đã soạn" in message
    code, message = asked()  # of all units, by nobody named
    assert code == 0 and "Đã ghi 1 thư đã soạn" in message
    by = {(entry.values["unit_code"], entry.values["recorded_by"]) for entry in waiting(data)}
    assert by == {("16531", "16531-01"), ("16516", "")}
    assert "Không có thư nào mới soạn" in asked(*unit)[1]
    assert json.loads(asked("--json")[1])["recorded"] == 0
    assert len(waiting(data)) == 3


def waiting(data) -> list[entry_files.Entry]:
    return entry_files.waiting("letters", opened(data))


def test_on_the_sample_the_command_makes_the_file_and_says_that_no_ledger_was_written(
    sample_data, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("BOARD_DATA", str(sample_data))
    file = tmp_path / "thu.docx"
    period = ("--from", "2025-06-01", "--to", "2025-06-30", "--unit", "16528")
    assert board(["paper", "letters", *period, "--out", str(file)]) == 0
    assert (
        letter_papers.drafts_not_recorded(entries_text.ENTRIES_ON_SAMPLE) in capsys.readouterr().out
    )
    assert file.exists() and not (sample_data / "inbox" / "entries").exists()
