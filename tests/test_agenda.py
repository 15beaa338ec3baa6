"""What comes before a meeting, block by block, on literal wards: at most six items."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

from board.__main__ import main
from board.catalogue import MEASURES
from board.meeting import agenda as meeting
from board.meeting.agenda import Agenda, agenda, misses_target
from board.selection.filters import Filters
from board.selection.periods import parse
from board.selection.selection import selection_of
from board.text import agenda as words
from tests.literal import filled, opened

HEADING = "id | unit | field | channel | status | received | due | finished"
MONTHS = [f"{m:02}/{2024 if m > 6 else 2025}" for m in (7, 8, 9, 10, 11, 12, 1, 2, 3, 4, 5, 6)]
# Ward → field → (dossiers a month, how many of them are late, from July 2024 to June 2025).
LATE = {
    "16528": {"Hộ tịch": (100, [2] * 8 + [15] * 4)},
    "14833": {"Hộ tịch": (100, [10] * 12)},
    # 282 of 300 in the quarter, 837 of 900 since October: the first months hold quick ones alone.
    "16513": {"Hộ tịch": (100, [8] * 3 + [7, 8] * 3 + [6] * 3)},
    "16534": {"Hộ tịch": (100, [30] * 8 + [10] * 4)},
    "14839": {"Hộ tịch": (100, [15] * 8 + [2] * 4)},
    # Of a field 26 of 30: the 95% interval ends at 94.7%, the 99% interval at 95.9%.
    "14830": {"Hộ tịch": (100, [1] * 12), "Đất đai": (10, [0] * 9 + [1, 1, 2])},
    "14836": {f"Nhóm {n}": (20, [n] * 12) for n in range(4, 12)},
}
QUARTER = ("--from", "2025-04-01", "--to", "2025-06-30")


def rows(late: dict = LATE) -> str:
    """The dossiers of every ward: received on the 3rd, due on the 20th, all by internet."""
    lines = [HEADING]
    for unit, fields in late.items():
        for field, (n, counts) in fields.items():
            for month, count in zip(MONTHS, counts, strict=True):
                for i in range(n):
                    done = "25" if i < count else "10"
                    lines.append(
                        f"{len(lines)} | {unit} | {field} | Trực tuyến | 10"
                        f" | 03/{month} | 20/{month} | {done}/{month}"
                    )
    return "\n".join(lines)


DUTIES = {
    "receptions": [
        {"reception_id": f"{n}", "host_role": "Bí thư", "planned_on": day, "held_on": day}
        for n, day in enumerate(("10/04/2025", "12/05/2025"))
    ],
    "petitions": [{"petition_id": "1", "received_on": "01/04/2025"}],
    "tasks": [
        {"task_id": "1", "given_on": "01/04/2025", "due_on": "02/06/2025"},
        {"task_id": "2", "given_on": "01/04/2025", "due_on": "20/06/2025", "done_on": "19/06/2025"},
    ],
}


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """All wards of LATE; a ward of one open dossier, which sent the registers of DUTIES."""
    registers = {
        source: {"2025-07-05": [row | {"unit_code": "14842"} for row in mine]}
        for source, mine in DUTIES.items()
    }
    table = f"{rows()}\n99999 | 14842 | Hộ tịch | Trực tuyến | 4 | 05/06/2025 | 20/07/2025 |"
    return filled(tmp_path_factory.mktemp("agenda"), {"2025-07-05": table}, **registers)


@pytest.fixture(scope="module")
def asked(data):
    """Gives the agenda of a ward for the second quarter of 2025."""
    snapshot = opened(data)

    def of(unit: str) -> Agenda:
        filters = Filters(unit=f"{unit}@2018-01-01")
        return agenda(selection_of(snapshot, filters, parse("2025-q2")))

    return of


def names(results) -> list[str]:
    return [words.result_name(result) for result in results]


def sentences(found: Agenda) -> list[str]:
    """The items as a page and the command say them, with ordinary spaces."""
    made = [words.duties_sentence(found.duties)] if found.duties else []
    made += [words.item_sentence(result) for result in (*found.worse, *found.misses)]
    made += [words.closing_sentence(found)] if found.closing else []
    return [text.replace("\u00a0", " ") for text in made]


def blocks(found: Agenda) -> dict[str, list[str]]:
    """The names in each block that is not empty, but for what needs no word."""
    return {
        place: names(results)
        for place, results in found.places.items()
        if results and place != "others"
    }


def test_of_a_family_the_measure_that_got_worse_is_one_item(asked):
    found = asked("16528")
    # (a), the first due date, the share of overdue and the only field fell with it.
    assert blocks(found) == {
        "worse": ["Đúng hạn, trên hồ sơ đến hạn"],
        "closing": ["90% hồ sơ xong trong"],
    }
    assert sentences(found) == [
        "Đúng hạn, trên hồ sơ đến hạn: 85,0% (255/300), mục tiêu 95%, kém đi từ 3/2025 "
        "(98,0% → 85,0%), cách làm hiện nay chưa đạt được.",
        "Lâu hơn mục tiêu: 90% hồ sơ xong trong 15 ngày làm việc (300 hồ sơ) / 7 ngày.",
    ]


def test_fields_that_got_worse_too_are_named_in_the_closing_line(tmp_path):
    worse = [2] * 8 + [15] * 4
    late = {"14833": {"Hộ tịch": (100, worse), "Đất đai": (60, worse), "Cư trú": (60, [0] * 12)}}
    snapshot = opened(filled(tmp_path, {"2025-07-05": rows(late)}))
    filters = Filters(unit="14833@2018-01-01")
    found = agenda(selection_of(snapshot, filters, parse("2025-q2")))
    assert names(found.worse) == ["Đúng hạn, trên hồ sơ đến hạn"]
    assert names(found.left_over) == [
        f"Đúng hạn, trên hồ sơ đến hạn, lĩnh vực {f}" for f in ("Hộ tịch", "Đất đai")
    ]
    assert "cũng kém đi: đúng hạn, trên hồ sơ đến hạn, lĩnh vực Hộ tịch" in sentences(found)[-1]


def test_what_misses_its_target_with_its_whole_interval_is_an_item(asked):
    # 270 of 300: at most 92.9%.
    found = asked("14833")
    assert blocks(found) == {"misses": ["Đúng hạn, trên hồ sơ đến hạn"]}
    assert sentences(found) == [
        "Đúng hạn, trên hồ sơ đến hạn: 90,0% (270/300), mục tiêu 95%, "
        "cách làm hiện nay chưa đạt được."
    ]


def test_what_misses_by_chance_and_never_reaches_it_stands_in_the_closing_line(asked):
    found = asked("16513")
    assert blocks(found) == {"closing": ["Đúng hạn, trên hồ sơ đến hạn"]}
    assert sentences(found) == [
        "Cách làm hiện nay chưa đạt được: đúng hạn, trên hồ sơ đến hạn 94,0% (282/300) / 95%."
    ]


def test_what_got_better_and_is_still_short_stands_in_the_closing_line(asked):
    found = asked("16534")
    assert blocks(found) == {"closing": ["Đúng hạn, trên hồ sơ đến hạn"]}
    assert sentences(found) == [
        "Chưa đạt mục tiêu nhưng đang tốt lên: đúng hạn, trên hồ sơ đến hạn 90,0% (270/300) / 95%."
    ]


def test_what_got_better_is_told_after_and_is_no_item(asked):
    found = asked("14839")
    assert blocks(found) == {"better": ["Đúng hạn, trên hồ sơ đến hạn"]}
    assert found.is_empty and sentences(found) == []


def test_a_field_is_no_item_by_its_95_percent_interval_alone(asked):
    found = asked("14830")
    assert blocks(found) == {} and found.is_empty
    assert {"Đúng hạn, trên hồ sơ đến hạn", "Đúng hạn, trên hồ sơ đến hạn, lĩnh vực Đất đai"} <= {
        *names(found.others)
    }


def test_at_most_six_items_and_what_has_no_room_is_named_in_the_last(asked):
    found = asked("14836")
    assert names(found.misses) == [
        "Đúng hạn, trên hồ sơ đến hạn",
        *(
            f"Đúng hạn, trên hồ sơ đến hạn, lĩnh vực Nhóm {n}" for n in (11, 10, 9, 8)
        ),  # the farthest first
    ]
    assert names(found.left_over) == [
        f"Đúng hạn, trên hồ sơ đến hạn, lĩnh vực Nhóm {n}" for n in (7, 6, 5, 4)
    ]
    *_, closing = sentences(found)
    assert len(sentences(found)) == meeting.MOST_ITEMS
    assert closing.startswith(
        "Lâu hơn mục tiêu: 90% hồ sơ xong trong 16 ngày làm việc (480 hồ sơ) / 7 ngày; "
    )
    assert (
        "cũng chưa đạt mục tiêu: đúng hạn, trên hồ sơ đến hạn, lĩnh vực Nhóm 7 65,0% (39/60) / "
        "95%, " in closing
    )


def test_duties_not_done_are_one_item_in_counts_however_few_they_are(asked):
    found = asked("14842")
    assert list(blocks(found)) == ["duties"]
    # Two days a month of the secretary, a day a week of the chair; a task and a petition are past
    # their day on 30/06: by 28 and by 68 days.
    assert sentences(found) == [
        "Chưa làm đủ quy định: Nhiệm vụ quá hạn: 1 nhiệm vụ, lâu nhất 28 ngày; Chủ tịch tiếp: 0/12 "
        "ngày tiếp; Đơn quá hạn: 1 đơn, lâu nhất 68 ngày (chủ trì: Chủ tịch Ủy ban nhân dân "
        "phường); Bí thư tiếp: 2/6 ngày tiếp (chủ trì: Bí thư Đảng ủy phường)."
    ]


@pytest.mark.parametrize(
    ("key", "field", "counted", "n", "is_missed"),
    [
        ("rate_due_on_time", None, 270, 300, True),
        ("rate_due_on_time", None, 282, 300, False),  # up to 96.2%
        ("rate_due_on_time", None, 0, 29, False),  # fewer than 30 cases
        ("rate_due_on_time", None, 20, 30, True),
        ("rate_due_on_time", "Đất đai", 26, 30, False),  # up to 95.9% at 99%
        ("rate_due_on_time", "Đất đai", 25, 30, True),
        ("rate_due_on_time", "Đất đai", 0, 1, False),  # one short
        ("rate_due_on_time", "Đất đai", 0, 2, True),
        ("share_complained_of", None, 30, 300, True),  # better lower: from 7.1%
        ("share_complained_of", None, 18, 300, False),
    ],
)
def test_a_target_is_missed_where_chance_does_not_explain_it(key, field, counted, n, is_missed):
    spec = MEASURES[key]
    now = pd.Series({"value": counted / n, "numerator": counted, "n": n})
    target = 0.05 if spec.better == "lower" else 0.95
    result = SimpleNamespace(measure=spec, now=now, target=target, field=field)
    assert misses_target(result) == is_missed


# --- the command -----------------------------------------------------------------------------


@pytest.fixture
def command(data, monkeypatch, capsys):
    """Gives what a command prints of the second quarter of 2025, as JSON is read."""
    monkeypatch.setenv("BOARD_DATA", str(data))

    def run(*arguments: str):
        assert main([*arguments, *QUARTER, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return run


def test_the_command_gives_each_item_with_its_block_and_measure(command):
    assert [
        (item["block"], item["key"], item["field"])
        for item in command("agenda", "--unit", "14836@2018-01-01")
    ] == [
        (3, "rate_due_on_time", None),
        *((3, "rate_due_on_time", f"Nhóm {n}") for n in (11, 10, 9, 8)),
        (4, None, None),
    ]
    (duties,) = command("agenda", "--unit", "14842@2018-01-01")
    assert (duties["block"], duties["key"]) == (1, None)
    worse, closing = command("agenda", "--unit", "16528@2018-01-01")
    assert (worse["block"], worse["key"], closing["block"]) == (2, "rate_due_on_time", 4)
    assert worse["sentence"].startswith(
        "Đúng hạn, trên hồ sơ đến hạn: 85,0% (255/300), mục tiêu 95%, kém đi từ "
    )
    assert command("agenda", "--unit", "14830@2018-01-01") == []


def test_where_nothing_is_to_be_discussed_the_command_says_so(data, monkeypatch, capsys):
    monkeypatch.setenv("BOARD_DATA", str(data))
    assert main(["agenda", *QUARTER, "--unit", "14830@2018-01-01"]) == 0
    assert capsys.readouterr().out.strip() == words.NOTHING_TO_DISCUSS


def test_of_a_period_without_data_the_command_does_not_say_that_all_is_in_order(
    data, monkeypatch, capsys
):
    monkeypatch.setenv("BOARD_DATA", str(data))
    for year in ("2010", "2026"):
        assert main(["agenda", "--from", f"{year}-01-01", "--to", f"{year}-03-31"]) == 0
        assert capsys.readouterr().out.strip() == words.NOTHING_JUDGED


def test_a_measure_has_its_verdict_as_the_months_hold_it(command):
    output = command("metric", "rate_due_on_time", "--unit", "16528@2018-01-01")
    assert output["verdict"] == {
        "change": "worse",
        "since": "2025-03",
        "levels": [0.98, 0.85],
        "target": "misses",
        "target_months": "0/4",
        "months": ["2024-10", "2025-06"],  # the first three hold quick dossiers alone
    }
    assert output["target"] == 0.95


def test_a_measure_that_is_not_judged_has_an_empty_verdict(command):
    for key in ("open_late", "p90_working_days", "rate_qd766", "due_waiting"):
        output = command("metric", key, "--unit", "16528@2018-01-01")
        assert set(output["verdict"].values()) == {None}, key


def test_a_difference_is_split_into_mix_and_pace(command):
    # The first quarter against the second: 98, 98 and 85 of 100, then 85 each; one procedure.
    output = command("metric", "rate_due_on_time", "--unit", "16528@2018-01-01")
    assert "difference" not in output
    # Two fields: 99 and 100% of 300 and 30, then 99 and 86.7%; no shares of the cases moved.
    difference = command("metric", "rate_due_on_time", "--unit", "14830@2018-01-01")["difference"]
    assert set(difference) == {"mix", "pace", "total"}
    assert difference["mix"] == pytest.approx(0, abs=1e-9)
    assert difference["total"] == pytest.approx(323 / 330 - 327 / 330)
    assert difference["pace"] == pytest.approx(-4 / 330)


@pytest.mark.parametrize(
    ("owners", "note"),
    [
        (["A", "A", "A"], "chủ trì: A"),
        (["A", "B", "A"], "chủ trì, trừ dòng ghi khác: A"),
        (["A", "B"], ""),
        ([None, None, "A"], ""),
        ([None], ""),
    ],
)
def test_the_heading_names_who_answers_for_most_duties(owners, note):
    assert words.main_owner_note([SimpleNamespace(owner=owner) for owner in owners]) == note
