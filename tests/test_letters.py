"""Letters owed by dossiers, and what became of them: literal rows, the arithmetic in the test."""

import shutil
from datetime import date

import pytest

from board.warehouse.ask import ask
from etl.words.rows import WARNINGS
from tests.conftest import PROJECT
from tests.literal import answer, filled, opened, snapshot

QUANG_THO, SAM_SON = "16528@2018-01-01", "16531@2025-07-01"
BIRTH, MARRIAGE, DEATH, OTHER = "1.001193", "1.000894", "1.000656", "1.004873"
JUNE = {
    "from": date(2025, 6, 1),
    "to": date(2025, 6, 30),
    **dict.fromkeys(("unit", "field", "procedure", "channel")),
    "certification": True,
}
HEADING = "id | unit | procedure | status | received | due | finished\n"
KINDS = {
    "legal": "Văn bản xin lỗi",
    "courtesy": "Thư xin lỗi",
    "birth": "Chúc mừng khai sinh",
    "marriage": "Chúc mừng kết hôn",
    "condolence": "Chia buồn",
    "thanks": "Cảm ơn",
}


def letter(number: int, kind: str, dossier: int | str = "", **values: str) -> dict[str, str]:
    """A row of the register: a kind, the dossier it names, and days as dd/mm/yyyy."""
    named = f"H56.14-250101-{dossier:04}" if dossier else ""
    least = {"letter_id": f"T{number}", "kind": KINDS[kind], "dossier_id": named}
    return least | {"drafted_on": "02/06/2025"} | values


def dossiers(*rows: str) -> dict[str, str]:
    return {"2025-06-30": HEADING + "\n".join(rows)}


@pytest.fixture(scope="module")
def june(tmp_path_factory):
    """Six dossiers of June and a register of letters known until 30/06."""
    return snapshot(
        tmp_path_factory.mktemp("letters"),
        dossiers(
            f"1 | 16528 | {BIRTH}    | 9 | 02/06 | 02/06 | 02/06",  # owes a birth letter, sent
            f"2 | 16528 | {BIRTH}    | 9 | 03/06 | 03/06 | 05/06",  # birth unsent; two apologies
            f"3 | 16528 | {MARRIAGE} | 9 | 04/06 | 04/06 | 04/06",  # owes a letter, waived
            f"4 | 16528 | {DEATH}    | 9 | 05/06 | 05/06 | 09/06",  # condolence; legal apology only
            f"5 | 16528 | {OTHER}    | 4 | 10/06 | 13/06 |      ",  # open, overdue since 14/06
            f"6 | 16528 | {OTHER}    | 5 | 10/06 | 13/06 |      ",  # waits, not seen late
            f"7 | 16528 | {OTHER}    | 7 | 10/06 | 13/06 | 20/06",  # late, then withdrawn
        ),
        letters={
            "2025-06-30": [
                letter(1, "birth", 1, delivered_on="03/06/2025"),
                letter(2, "birth", 1, delivered_on="04/06/2025"),  # a second one is not counted
                letter(3, "marriage", 3, waived_on="05/06/2025", waived_reason="Gia đình đề nghị"),
                letter(
                    4,
                    "legal",
                    2,
                    numbered_on="06/06/2025",
                    signed_on="06/06/2025",
                    delivered_on="07/06/2025",
                    new_due_on="05/06/2025",
                ),
                letter(5, "legal", 4, signed_on="08/06/2025", new_due_on="08/06/2025"),
                letter(6, "courtesy", 5, delivered_on="20/06/2025"),
                letter(7, "thanks", delivered_on="20/06/2025"),
                letter(8, "birth", 5, delivered_on="20/06/2025"),  # not owed by that procedure
            ]
        },
    )


@pytest.mark.parametrize(
    ("key", "sent", "owed"),
    [
        ("share_letters_birth", 1, 2),
        ("share_letters_marriage", 0, 0),  # waived: not owed
        ("share_letters_condolence", 0, 1),
        ("share_apologies_legal", 1, 4),  # dossiers 2, 4, 5, 7
        ("share_apologies_courtesy", 1, 3),  # dossiers 2, 5, 7; a death owes none
        ("share_letters_sent", 3, 10),
        ("share_new_dates_kept", 1, 1),  # of those delivered: dossier 2 finished on its new day
    ],
)
def test_each_coverage_is_the_letters_sent_of_those_owed(key, sent, owed, june):
    result = answer(key, june, "01/06", "30/06")
    assert (result["numerator"], result["n"]) == (sent, owed)


def test_an_apology_takes_the_calendar_days_from_the_due_date_to_its_delivery(june):
    result = answer("median_days_to_apology", june, "01/06", "30/06")
    assert (result["value"], result["n"]) == (4, 1)  # due on 03/06, delivered on 07/06


def test_a_letter_becomes_owed_the_day_after_the_due_date_or_on_the_day_of_settlement(june):
    assert answer("share_apologies_legal", june, "04/06", "04/06")["n"] == 1  # dossier 2
    assert answer("share_apologies_legal", june, "14/06", "14/06")["n"] == 2  # dossiers 5, 7
    assert answer("share_letters_birth", june, "05/06", "05/06")["n"] == 1  # dossier 2


def test_a_letter_that_nobody_owes_is_counted_as_a_doubt(june):
    warnings = ask(june, "warnings")
    assert warnings[warnings["sentence"] == WARNINGS["letter_not_owed"]]["rows"].to_list() == [1]


def test_a_unit_without_a_register_of_letters_owes_none_that_are_known(tmp_path):
    opened_snapshot = snapshot(
        tmp_path, dossiers(f"1 | 16528 | {BIRTH} | 9 | 02/06 | 02/06 | 02/06")
    )
    assert answer("share_letters_birth", opened_snapshot, "01/06", "30/06")["n"] == 0


def test_what_became_owed_before_the_register_begins_is_not_known(tmp_path):
    opened_snapshot = snapshot(
        tmp_path,
        dossiers(
            f"1 | 16528 | {BIRTH} | 9 | 02/05 | 02/05 | 31/05",
            f"2 | 16528 | {BIRTH} | 9 | 02/06 | 02/06 | 02/06",
        ),
        letters={"2025-06-30": [letter(1, "birth", 2, delivered_on="20/06/2025")]},
    )
    assert answer("share_letters_birth", opened_snapshot, "01/05", "30/06")["n"] == 1


def test_a_successors_letter_answers_for_a_dossier_of_the_unit_before_it(tmp_path):
    opened_snapshot = snapshot(
        tmp_path,
        {
            "2025-07-10": HEADING
            + f"1 | 16528 | {BIRTH} | 9 | 27/06 | 27/06 | 27/06\n"
            + f"2 | 16528 | {BIRTH} | 9 | 30/06 | 30/06 | 30/06\n"
            + f"3 | 16531 | {BIRTH} | 9 | 02/07 | 02/07 | 02/07"
        },
        letters={
            "2025-06-27": [letter(1, "birth", 1, delivered_on="27/06/2025")],
            "2025-07-10": [
                letter(
                    2,
                    "birth",
                    2,
                    unit_code="16531",
                    drafted_on="02/07/2025",
                    delivered_on="03/07/2025",
                ),
            ],
        },
    )
    old = answer("share_letters_birth", opened_snapshot, "01/06", "10/07", unit=QUANG_THO)
    new = answer("share_letters_birth", opened_snapshot, "01/06", "10/07", unit=SAM_SON)
    assert (old["numerator"], old["n"]) == (2, 2)  # the second by phường Sầm Sơn
    assert (new["numerator"], new["n"]) == (2, 3)  # its own dossier too, unsent


def test_a_kind_is_owed_only_while_its_rule_holds(tmp_path):
    shutil.copytree(PROJECT / "data" / "reference", tmp_path / "reference")
    (tmp_path / "reference" / "letters_owed.csv").write_text(
        "kind,procedure_code,owed,valid_from,valid_to,source\n"
        f"birth,{BIRTH},1,2025-01-01,2025-06-15,cũ\n"
        f"birth,{MARRIAGE},1,2025-06-16,,mới\n",
        "utf-8",
    )
    opened_snapshot = opened(
        filled(
            tmp_path,
            dossiers(
                f"1 | 16528 | {BIRTH}    | 9 | 12/06 | 12/06 | 15/06",
                f"2 | 16528 | {BIRTH}    | 9 | 16/06 | 16/06 | 16/06",
                f"3 | 16528 | {MARRIAGE} | 9 | 15/06 | 15/06 | 15/06",
                f"4 | 16528 | {MARRIAGE} | 9 | 16/06 | 16/06 | 16/06",
            ),
            letters={"2025-06-30": [letter(1, "birth", 4, delivered_on="20/06/2025")]},
        )
    )
    opened_snapshot = answer("share_letters_sent", opened_snapshot, "01/06", "30/06")
    assert (opened_snapshot["numerator"], opened_snapshot["n"]) == (1, 2)  # dossiers 1 and 4


def test_the_rows_behind_a_coverage_are_the_letters_sent_and_those_not_sent(june):
    def rows_of_part(part: str) -> list[tuple[str, str]]:
        rows = ask(june, "rows_letters", rows="apology_legal", part=part, limit=9, **JUNE)
        assert (rows["found"] == len(rows)).all()
        return [name[-1] for name in rows["dossier_id"]]

    assert rows_of_part("all") == ["2", "4", "5", "7"]  # owed on 04/06, 06/06, 14/06
    assert rows_of_part("sent") == ["2"]
    assert rows_of_part("not_sent") == ["4", "5", "7"]
