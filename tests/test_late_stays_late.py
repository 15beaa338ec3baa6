"""What was late when it was paused, stopped or withdrawn stays late: by the first due date, among
the counter-measures and in the apologies owed. Literal exports, and the sample with 14 rows
changed.

In the literal exports all days are of 2025; each dossier is received on 02/06, first due on 06/06.
"""

import csv
import shutil
from datetime import date

import pytest

from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot
from etl.settings import read_settings
from tests.conftest import PROJECT
from tests.literal import answer, form, opened, snapshot
from tests.load_cache import load_or_unpack

NO_FILTER = dict.fromkeys(("unit", "field", "procedure", "channel")) | {"certification": True}
JUNE = {"from": date(2025, 6, 1), "to": date(2025, 6, 30)}
LEDGER = {"2025-06-30": [{"letter_id": "T1", "kind": "Cảm ơn", "drafted_on": "02/06/2025"}]}


def june(of: Snapshot, key: str) -> tuple[int, int]:
    """(numerator, denominator) of a share of June."""
    row = answer(key, of, "01/06", "30/06")
    return row["numerator"], row["denominator"]


def listed(of: Snapshot, rows: str, part: str) -> list[int]:
    """The numbers of the dossiers that stand behind a part of a measure of June."""
    asked = {"rows": rows, "part": part, "limit": 99} | JUNE | NO_FILTER
    return sorted(int(code[-4:]) for code in ask(of, "rows_dossiers", **asked)["dossier_id"])


def apologies(of: Snapshot) -> dict[int, str]:
    """Dossier → the day of June from which it owes its legal apology."""
    asked = {"rows": "apology_legal", "part": "all", "limit": 99} | JUNE | NO_FILTER
    rows = ask(of, "rows_letters", **asked)
    days = rows["owed_on"].dt.strftime("%d/%m")
    return dict(zip(rows["dossier_id"].str[-4:].astype(int), days, strict=True))


# On 10/06 the clock of 1 to 3, 7 and 8 still runs; 4 and 9 waited before their due date passed; 5
# and 6 are not in the export of 10/06.
EXPORTS = {
    "2025-06-04": """
    id | status | received | due
    1  | 4      | 02/06    | 06/06
    2  | 4      | 02/06    | 06/06
    3  | 4      | 02/06    | 06/06
    4  | 5      | 02/06    | 06/06
    5  | 4      | 02/06    | 06/06
    6  | 4      | 02/06    | 06/06
    9  | 5      | 02/06    | 06/06
    """,
    "2025-06-10": """
    id | status | received | due
    1  | 4      | 02/06    | 06/06
    2  | 2      | 02/06    | 06/06
    3  | 4      | 02/06    | 06/06
    4  | 5      | 02/06    | 06/06
    7  | 4      | 02/06    | 06/06
    8  | 4      | 02/06    | 06/06
    """,
    "2025-06-30": """
    id | status | received | due   | finished
    1  | 8      | 02/06    | 06/06 |
    2  | 5      | 02/06    | 27/06 |
    3  | 7      | 02/06    | 06/06 |
    4  | 6      | 02/06    | 06/06 |
    5  | 8      | 02/06    | 06/06 |
    6  | 7      | 02/06    | 06/06 | 12/06
    7  | 7      | 02/06    | 06/06 | 05/06
    8  | 10     | 02/06    | 06/06 | 06/06
    9  | 7      | 02/06    | 06/06 | 12/06
    """,
}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """Three exports and a ledger of letters, without a register of pauses."""
    return snapshot(tmp_path_factory.mktemp("exported"), EXPORTS, letters=LEDGER)


def test_what_an_export_shows_late_before_it_stopped_is_not_met_by_its_first_due_date(exported):
    # Paused late: 1, 2. Withdrawn late: 3 (open on 10/06), 6 (by its day). 8 met it. When 5 stopped
    # nobody knows, 4 and 9 waited in time, 7 was withdrawn in time.
    assert listed(exported, "due_first", "all") == [1, 2, 3, 6, 8]
    assert june(exported, "rate_first_due_on_time") == (1, 5)


def test_each_dossier_paused_after_its_first_due_date_is_counted_of_all_that_were_due(exported):
    assert june(exported, "share_paused_after_due") == (2, 9)
    assert listed(exported, "first_due_passed", "paused_late") == [1, 2]


def test_a_withdrawal_after_the_due_date_is_counted_of_all_withdrawals(exported):
    # 3 is dated by the first export that shows it, as in the form; 9 waited, yet left after it.
    assert june(exported, "share_withdrawn_after_due") == (3, 4)
    assert listed(exported, "withdrawn", "withdrawn_late") == [3, 6, 9]


def test_an_apology_once_owed_stays_owed_whatever_becomes_of_the_dossier(exported):
    assert apologies(exported) == {number: "07/06" for number in (1, 2, 3, 6)}


def test_the_form_and_the_rates_a_b_c_take_what_stopped_as_the_province_does(exported):
    cells = form(exported, JUNE["from"], JUNE["to"])
    assert cells == {3: 9, 4: 0, 5: 9, 6: 0, 7: 5, 8: 0, 9: 5, 10: 0, 11: 4, 12: 4, 13: 0}
    assert june(exported, "rate_settled_on_time") == (5, 5)
    assert june(exported, "rate_qd766") == (9, 9)
    assert june(exported, "rate_due_on_time") == (1, 1)


@pytest.fixture(scope="module")
def paused(tmp_path_factory):
    """One export and a register of pauses that goes on after it."""
    return snapshot(
        tmp_path_factory.mktemp("paused"),
        {
            "2025-06-30": """
            id | status | received | due   | finished
            1  | 8      | 02/06    | 06/06 |
            2  | 8      | 02/06    | 06/06 |
            3  | 8      | 02/06    | 06/06 |
            4  | 7      | 02/06    | 06/06 | 20/06
            5  | 7      | 02/06    | 06/06 | 20/06
            6  | 7      | 02/06    | 06/06 | 20/06
            7  | 8      | 02/06    | 06/06 |
            8  | 10     | 02/06    | 06/06 | 24/06
            9  | 4      | 02/06    | 06/06 |
            """
        },
        pauses={
            "2025-07-15": """
            id | began | ended
            1  | 09/06 |
            2  | 05/06 |
            3  | 06/06 |
            4  | 05/06 |
            5  | 03/06 | 05/06
            6  | 09/06 |
            7  | 01/07 |
            8  | 09/06 | 20/06
            """
        },
        letters=LEDGER,
    )


def test_a_pause_begun_after_the_first_due_date_shows_that_it_was_late(paused):
    # 2 and 3 were paused by their date, 4 was still paused when it was withdrawn, and of the pause
    # that put 7 on hold by 30/06 nothing is known.
    assert listed(paused, "due_first", "all") == [1, 5, 6, 8, 9]
    assert june(paused, "rate_first_due_on_time") == (0, 5)
    assert june(paused, "share_paused_after_due") == (3, 9)
    assert listed(paused, "first_due_passed", "paused_late") == [1, 6, 8]
    assert apologies(paused) == {number: "07/06" for number in (1, 5, 6, 8, 9)}


def test_an_apology_is_owed_by_the_due_date_that_passed_though_another_is_printed_now(tmp_path):
    of = snapshot(
        tmp_path,
        {
            "2025-06-04": """
            id | status | received | due
            2  | 4      | 02/06    | 06/06
            3  | 4      | 02/06    | 06/06
            """,
            "2025-06-10": """
            id | status | received | due   | finished
            1  | 4      | 02/06    | 06/06 |
            4  | 9      | 02/06    | 06/06 | 09/06
            5  | 4      | 02/06    | 06/06 |
            """,
            "2025-06-30": """
            id | status | received | due   | finished
            1  | 10     | 02/06    | 25/06 | 24/06
            2  | 10     | 02/06    | 20/06 | 19/06
            3  | 8      | 02/06    | 27/06 |
            4  | 10     | 02/06    | 12/06 | 09/06
            5  | 9      | 02/06    | 06/06 |
            6  | 9      | 02/06    | 06/06 |
            """,
        },
        pauses={"2025-06-30": "id | began\n3 | 15/06"},
        letters=LEDGER,
    )
    # 2 was moved before it passed. Which date was in force when 3 was paused nobody knows, though
    # its first one had passed. 5 was late on 10/06, its finish has no day; 6 was never seen late.
    assert apologies(of) == {number: "07/06" for number in (1, 4, 5)}
    assert 3 in listed(of, "due_first", "all")


def test_a_decision_alone_waives_an_apology_that_is_owed(tmp_path):
    waived = {"letter_id": "T2", "kind": "Văn bản xin lỗi", "dossier_id": "H56.14-250101-0001"}
    waived |= {"waived_on": "20/06/2025", "waived_reason": "Công dân đã rút hồ sơ"}
    of = snapshot(tmp_path, EXPORTS, letters={"2025-06-30": [*LEDGER["2025-06-30"], waived]})
    assert apologies(of) == {number: "07/06" for number in (2, 3, 6)}


QUANG_THO = "16528@2018-01-01"


def test_fourteen_overdue_dossiers_set_to_paused_take_nothing_off_what_is_owed(tmp_path):
    """Phường Quảng Thọ, 01/04 to 29/06/2025; what is due on 30/06 only the later export judges."""
    sample, inbox = PROJECT / "data" / "sample", tmp_path / "inbox"
    inbox.mkdir()
    for path in (*sample.glob("hoso_*.csv"), *sample.glob("tamdung_*"), *sample.glob("sothu_*")):
        if path.stem[-10:] <= "2025-06-30":
            shutil.copy(path, inbox)
    load_or_unpack(read_settings(tmp_path), [])
    was = opened(tmp_path)
    with (sample / "hoso_2025-06-30.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    running = [
        row
        for row in rows
        if row["Đơn vị"] == "16528" and row["Trạng thái"] in ("Được tiếp nhận", "Đang xử lý")
    ]
    late = [row for row in running if "2023" < row["Ngày hẹn trả"][:10] <= "2025-06-29"]
    for row in late[:14]:
        row["Trạng thái"] = "Dừng xử lý"
    with (inbox / "hoso_2025-07-01.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    load_or_unpack(read_settings(tmp_path), [])
    now = opened(tmp_path)

    def both(key: str) -> list[tuple[int, int]]:
        rows = [answer(key, of, "01/04", "29/06", unit=QUANG_THO) for of in (was, now)]
        return [(row["numerator"], row["n"]) for row in rows]

    assert len(late) == 14
    # By the printed due date 11 of the 14 leave the cohort of these months, and of what was overdue
    # one is left.
    assert both("rate_due_on_time") == [(704, 753), (704, 742)]
    assert both("open_late") == [(15, 15), (1, 1)]
    assert both("due_waiting") == [(2, 2), (13, 13)]
    # By the first one none leaves it, and the counter-measure says so.
    assert both("rate_first_due_on_time") == [(688, 750), (688, 750)]
    assert both("share_paused_after_due") == [(4, 757), (12, 757)]
    assert both("share_apologies_legal") == [(40, 49), (40, 49)]
