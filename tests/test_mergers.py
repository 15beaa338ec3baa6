"""What a unit that began later exports of what older ones received: words, codes, old exports.

Quảng Thọ (16528), Quảng Châu (16531) and others became phường Sầm Sơn on 01/07/2025, which took the
code 16531 over; Đại Hùng (16516) became Nam Sầm Sơn with the same code.
"""

import math
from datetime import date
from itertools import product

import pytest

from board.selection.filters import Filters
from board.warehouse.ask import ask as ask_board
from tests.conftest import slice_of
from tests.literal import answer, form, opened, snapshot
from tests.registers import register
from tests.snapshots import RATING, ask, csv_of, put, take

OLD = "@2018-01-01"
QUANG_THO, QUANG_CHAU, SAM_SON = f"16528{OLD}", f"16531{OLD}", "16531@2025-07-01"
Q3 = (date(2025, 7, 1), date(2025, 9, 30))
WORDS = ("UBND phường Sầm Sơn", "16531")
CARRIED = "carried_from_old_unit"


def received_in_june(unit: str) -> str:
    """24 dossiers of June: 17 done in it, one in July, six open past their day."""
    rows = [f"{n} | {unit} | 10 | 02/06 | 13/06 | 12/06" for n in range(1, 18)]
    rows += [f"18 | {unit} | 10 | 20/06 | 11/07 | 10/07"]
    rows += [f"{n} | {unit} | 4 | 20/06 | 11/07 |" for n in range(19, 25)]
    return "\n".join(["id | unit | status | received | due | finished", *rows])


@pytest.mark.parametrize("word", slice_of(WORDS, WORDS[0]))
def test_what_was_received_before_a_unit_began_is_carried_by_the_one_that_exports_it(
    tmp_path, word
):
    of = snapshot(tmp_path, {"2025-09-30": received_in_june(word)})
    cells = form(of, *Q3, Filters(unit=SAM_SON))
    assert cells == {3: 7, 4: 0, 5: 0, 6: 7, 7: 1, 8: 1, 9: 0, 10: 0, 11: 6, 12: 0, 13: 6}
    assert form(of, *Q3) == cells
    assert ask(tmp_path, "select distinct unit_key from dossiers") == [(SAM_SON,)]
    # Of Quảng Châu, which had the code in June, nothing is known.
    assert form(of, *Q3, Filters(unit=QUANG_CHAU))[3] == 0
    doubts = ask(tmp_path, f"select detail, rows from warnings where code = '{CARRIED}'")
    assert doubts == [("hoso0_2025-09-30.csv", 24)]
    assert ask(tmp_path, "from warnings where code = 'unknown_unit'") == []
    assert answer("open_overdue", of, "01/07", "30/09", "unit")[SAM_SON]["value"] == 6
    # Of June no unit of then sent a file: what else it received nobody knows.
    assert math.isnan(answer("dossiers_received", of, "01/06", "30/06", unit=SAM_SON)["value"])
    edges = ask_board(
        of,
        "alternative_readings",
        form_date=Q3[1],
        **{"from": Q3[0], "to": Q3[1]},
        **Filters(unit=SAM_SON).parameters(),
    )
    assert edges.empty  # nothing here can be read in two ways


@pytest.mark.parametrize("word", slice_of(WORDS, WORDS[0]))
def test_a_dossier_whose_unit_an_earlier_export_named_stays_with_it(tmp_path, word):
    june, september = received_in_june("16528"), received_in_june(word)
    of = snapshot(tmp_path, {"2025-06-30": june, "2025-09-30": september})
    assert ask(tmp_path, "select distinct unit_key from dossiers") == [(QUANG_THO,)]
    cells = form(of, *Q3, Filters(unit=SAM_SON))
    assert (cells[6], cells[11], cells[13]) == (7, 6, 6)  # through what went into it
    assert ask(tmp_path, f"from warnings where code = '{CARRIED}'") == []


# as-of of the export, the word in it, the receipt → the unit
READ = [
    # Before the merger a code means the old unit, and a name that both have the old one.
    ("2025-06-30", "16531", "02/06/2025", QUANG_CHAU),
    ("2025-06-30", "Sầm Sơn", "02/06/2025", f"382{OLD}"),
    ("2025-06-30", "16516", "02/06/2024", "16516@2024-12-01"),
    ("2024-11-30", "16516", "02/06/2024", f"16516{OLD}"),
    # After it the same words mean the new one, whenever the dossier was received.
    ("2025-09-30", "16531", "02/06/2025", SAM_SON),
    ("2025-09-30", "16531", "02/06/2021", SAM_SON),
    ("2025-09-30", "Sầm Sơn", "02/06/2025", SAM_SON),
    ("2025-09-30", "16516", "02/06/2024", "16516@2025-07-01"),
    ("2025-09-30", "16531", "02/07/2025", SAM_SON),
    # An old name or code that means nobody any more is the unit that it was at the receipt.
    ("2025-09-30", "UBND phường Quảng Thọ", "02/06/2025", QUANG_THO),
    ("2025-09-30", "16528", "02/06/2025", QUANG_THO),
    ("2025-09-30", "Quảng Châu", "02/06/2025", QUANG_CHAU),
    ("2025-09-30", "UBND xã Đại Hùng", "02/06/2025", "16516@2024-12-01"),
    # And nobody, where it had ended by the receipt: kept as it is said, and counted.
    ("2025-09-30", "Quảng Thọ", "02/07/2025", "Quảng Thọ"),
    # What is received after its own export is of the unit of that day.
    ("2025-06-30", "16531", "01/07/2025", SAM_SON),
]


@pytest.fixture(scope="module")
def unit_keys(tmp_path_factory) -> dict[str, str]:
    """The unit of the dossier of each case of READ, by its place there; of one load of all."""
    data = tmp_path_factory.mktemp("read")
    for day in {as_of for as_of, *_ in READ}:
        rows = [
            {"id": place, "unit": word, "received": received}
            for place, (as_of, word, received, _) in enumerate(READ)
            if as_of == day
        ]
        put(data, f"hoso_{day}.csv", csv_of(*rows))
    take(data)
    return dict(ask(data, "select dossier_id, unit_key from dossiers"))


@pytest.mark.parametrize("place", range(len(READ)), ids=lambda place: " ".join(READ[place][:3]))
def test_a_word_for_a_unit_means_what_it_means_on_the_exports_day(unit_keys, place):
    assert unit_keys[str(place)] == READ[place][3]


def test_of_several_exports_the_first_that_names_the_unit_of_the_receipt_decides(tmp_path):
    by_day = {
        "2025-06-30": ["P. QT", "", "16531", "", ""],
        "2025-07-31": ["16531", "16531", "16528", "16531", ""],
        "2025-08-31": ["16528", "16531", "16531", "16528", "16531"],
        "2025-09-30": ["16531", "Sầm Sơn", "", "", ""],
    }
    for as_of, units in by_day.items():
        rows = [{"id": n, "unit": unit} for n, unit in enumerate(units, 1)]
        put(tmp_path, f"hoso_{as_of}.csv", csv_of(*rows))
    take(tmp_path, home_unit="16534")
    unit_keys = ask(tmp_path, "select unit_key from dossiers order by dossier_id")
    assert unit_keys == [
        (QUANG_THO,),  # nobody is called P. QT; in August its old code is named
        (f"16534{OLD}",),  # a blank cell in June is the ward's own; no later name is of that day
        (QUANG_CHAU,),  # the code of June is Quảng Châu's
        (QUANG_THO,),  # a name of the day goes before a blank
        (f"16534{OLD}",),
    ]


def test_a_file_without_units_of_a_new_ward_carries_what_older_ones_received(tmp_path):
    put(tmp_path, "hoso_2025-09-30.csv", csv_of({"id": 1, "unit": ""}))
    take(tmp_path, home_unit="16531")
    assert ask(tmp_path, "select unit_code, unit_key from dossiers") == [("16531", SAM_SON)]


@pytest.mark.parametrize("word", slice_of(WORDS, WORDS[0]))
def test_a_rating_of_before_is_its_dossiers_units_else_carried_by_the_one_that_exports_it(
    tmp_path, word
):
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "H1", "unit": "16528"}))
    put(tmp_path, "hoso_2025-09-30.csv", csv_of({"id": "H2", "unit": word}))
    rows = [
        {"rating": 1, "id": "H1"},
        {"rating": 2, "id": "H2"},
        {"rating": 3, "id": "H404"},
        {"rating": 4},
        {"rating": 5, "rated": "02/07/2025"},
        {"rating": 6, "unit": "Quảng Thọ"},
    ]
    result = csv_of(*({"unit": word} | row for row in rows), but=RATING)
    put(tmp_path, "danhgia_2025-09-30.csv", result)
    put(tmp_path, "danhgia_2025-06-30.csv", csv_of({"rating": 7, "unit": "16531"}, but=RATING))
    doubts = {(w["code"], w["detail"]): w["rows"] for w in take(tmp_path)["warnings"]}
    assert ask(tmp_path, "select unit_key from feedback order by source_file, source_line") == [
        (QUANG_CHAU,),
        (QUANG_THO,),
        (SAM_SON,),
        (SAM_SON,),
        (SAM_SON,),
        (SAM_SON,),
        (QUANG_THO,),
    ]
    assert doubts[(CARRIED, "danhgia_2025-09-30.csv")] == 3  # of H2, of H404, of none


RATED = (
    "select unit_key, count(*), count(*) filter (overall >= 2) from feedback "
    "group by all order by all"
)


SURVEY = {"source": "Khảo sát", "id": "H1", "overall": "4"}
LATER_WORDS = [*WORDS, "Quảng Thọ", "UBND phường Quảng Thọ"]
IN_MAKE_TEST = [({}, LATER_WORDS[0]), (SURVEY, LATER_WORDS[0]), ({}, LATER_WORDS[2])]


@pytest.mark.parametrize(
    ("rating", "word"),
    [
        pytest.param(*case, marks=[] if case in IN_MAKE_TEST else pytest.mark.long)
        for case in product(({}, SURVEY), LATER_WORDS)
    ],
)
def test_a_rating_that_a_later_export_repeats_under_another_word_is_the_same(
    rating, word, tmp_path
):
    ratings = [rating | {"rating": n, "rated": f"0{n}/06/2025 09:00"} for n in (1, 2)]
    put(tmp_path, "hoso_2025-06-30.csv", csv_of({"id": "H1", "unit": "16528"}))
    june = csv_of(*[row | {"unit": "16528"} for row in ratings], but=RATING)
    put(tmp_path, "danhgia_2025-06-30.csv", june)
    rows = [*ratings, rating | {"rating": 3, "rated": "03/07/2025 08:00"}]
    later = csv_of(
        *[row | {"unit": word} for row in rows[:2]], rows[2] | {"unit": "16531"}, but=RATING
    )
    put(tmp_path, "danhgia_2025-09-30.csv", later)
    take(tmp_path)
    assert ask(tmp_path, RATED) == [(QUANG_THO, 2, 2), (SAM_SON, 1, 1)]
    assert ask(
        tmp_path,
        "select rows_accepted, rows_duplicate from loads where source = 'feedback' order by as_of",
    ) == [
        (2, 0),
        (1, 2),
    ]


def test_presses_that_old_units_exported_are_not_counted_again_by_the_new_one(tmp_path):
    press = {"rated": "01/06/2025", "source": "Máy đánh giá"}
    june = [press | {"unit": "16528"}] * 4 + [press | {"unit": "14830"}] * 3
    put(tmp_path, "danhgia_2025-06-30.csv", csv_of(*june, but=RATING))
    # All of the new ward: eight of that day, so one is of a unit that sent nothing.
    put(tmp_path, "danhgia_2025-09-30.csv", csv_of(*[press | {"unit": "16531"}] * 8, but=RATING))
    take(tmp_path)
    assert ask(tmp_path, RATED) == [(f"14830{OLD}", 3, 3), (QUANG_THO, 4, 4), (SAM_SON, 1, 1)]


def test_presses_stand_once_through_two_mergers(tmp_path):
    press = {"rated": "03/10/2024", "source": "Máy đánh giá", "unit": "16516"}
    for day, alike in (("2024-11-30", 2), ("2025-06-30", 3), ("2025-09-30", 5)):
        put(tmp_path, f"danhgia_{day}.csv", csv_of(*[press] * alike, but=RATING))
    take(tmp_path)
    assert ask(tmp_path, RATED) == [
        (f"16516{OLD}", 2, 2),
        ("16516@2024-12-01", 1, 1),
        ("16516@2025-07-01", 2, 2),
    ]


@pytest.mark.parametrize("word", slice_of(WORDS, WORDS[0]))
def test_a_record_of_before_is_its_own_units_where_known_else_carried(tmp_path, word):
    june = [{"petition_id": "1"}, {"petition_id": "2"}, {"petition_id": "2", "unit_code": "14830"}]
    september = [{"petition_id": n, "unit_code": word} for n in ("1", "2", "3")]
    september += [{"petition_id": "4", "unit_code": word, "received_on": "02/07/2025"}]
    put(tmp_path, "donthu_2025-06-30.csv", register("petitions", *june))
    put(tmp_path, "donthu_2025-09-30.csv", register("petitions", *september))
    doubts = [(w["detail"], w["rows"]) for w in take(tmp_path)["warnings"] if w["code"] == CARRIED]
    assert ask(
        tmp_path, "select petition_id, unit_key, as_of::varchar from petitions order by all"
    ) == [
        ("1", QUANG_THO, "2025-09-30"),
        ("2", f"14830{OLD}", "2025-06-30"),
        ("2", QUANG_THO, "2025-06-30"),
        ("2", SAM_SON, "2025-09-30"),  # two have a number 2 of that day: nobody knows whose
        ("3", SAM_SON, "2025-09-30"),
        ("4", SAM_SON, "2025-09-30"),
    ]
    assert doubts == [("donthu_2025-09-30.csv", 2)]


def test_a_record_that_a_unit_had_carried_is_one_with_that_of_the_unit_that_it_went_into(tmp_path):
    # Of Quảng Hùng's days; exported by Đại Hùng, then by Nam Sầm Sơn: 16516 each time.
    record = {"petition_id": "1", "unit_code": "16516", "received_on": "04/11/2024"}
    put(tmp_path, "donthu_2025-06-30.csv", register("petitions", record))
    put(
        tmp_path,
        "donthu_2025-09-30.csv",
        register("petitions", record | {"settled_on": "10/09/2025"}),
    )
    take(tmp_path)
    assert ask(tmp_path, "select unit_key, settled_on from petitions") == [
        ("16516@2024-12-01", date(2025, 9, 10))
    ]


QUANG_HUNG, DAI_HUNG = f"16516{OLD}", "16516@2024-12-01"


@pytest.mark.parametrize(
    ("as_of", "unit"),
    [
        (("2024-11-30", "2025-09-30"), QUANG_HUNG),  # Đại Hùng, between the two, sent nothing
        (("2024-11-30", "2025-06-30", "2025-09-30"), QUANG_HUNG),
        (("2025-06-30", "2025-09-30"), DAI_HUNG),
    ],
)
def test_a_record_stands_once_through_two_mergers(as_of, unit, tmp_path):
    record = {"petition_id": "5", "unit_code": "16516", "received_on": "03/10/2024"}
    for day in as_of:
        row = record | {"settled_on": "10/09/2025" if day == "2025-09-30" else ""}
        put(tmp_path, f"donthu_{day}.csv", register("petitions", row))
    take(tmp_path)
    assert ask(tmp_path, "select unit_key, settled_on from petitions") == [
        (unit, date(2025, 9, 10))
    ]


def test_of_two_that_went_into_it_through_two_mergers_nobody_knows_whose_it_is(tmp_path):
    record = {"petition_id": "5", "received_on": "03/10/2024"}
    rows = [record | {"unit_code": code} for code in ("16516", "16537")]
    put(tmp_path, "donthu_2024-11-30.csv", register("petitions", *rows))
    put(tmp_path, "donthu_2025-09-30.csv", register("petitions", rows[0]))
    take(tmp_path)
    assert ask(tmp_path, "select unit_key from petitions order by all") == [
        (QUANG_HUNG,),
        ("16516@2025-07-01",),
        (f"16537{OLD}",),
    ]


def post(number: int, since: str, until: str = "", unit: str = "16531", ward: str = "16531"):
    """A post of an officer whose code begins with a ward's."""
    code = f"{ward}-{number:02}"
    return {"officer_code": code, "valid_from": since, "valid_to": until, "unit_code": unit}


DOSSIERS = {"2025-06-30": "id | unit | status | received\n1 | 16528 | 4 | 02/06"}
IN_POST = [post(n, "01/03/2021", ward="16528") for n in range(1, 7)]
IN_POST += [post(n, "01/07/2025") for n in (7, 8)]
PLEDGED = [{"officer_code": row["officer_code"], "unit_code": "16531"} for row in IN_POST[:6]]
PLEDGED += [{"officer_code": "16531-07", "unit_code": "16531", "signed_on": "01/08/2025"}]


def test_a_post_that_is_open_after_a_merger_belongs_to_the_successor(tmp_path):
    of = snapshot(
        tmp_path,
        DOSSIERS,
        officers={"2026-01-31": IN_POST},
        pledges={"2026-01-31": PLEDGED},
    )
    result = answer("share_pledged", of, "01/01/2026", "31/01/2026", unit=SAM_SON)
    assert (result["numerator"], result["n"], result["value"]) == (7, 8, 0.875)
    by_unit = answer("share_pledged", of, "01/01/2026", "31/01/2026", "unit")
    assert {key: (row["numerator"], row["n"]) for key, row in by_unit.items()} == {SAM_SON: (7, 8)}
    rows = ask_board(
        of,
        "rows_pledges",
        rows="in_post",
        part="pledged",
        limit=9,
        **{"from": date(2026, 1, 1), "to": date(2026, 1, 31), "unit": SAM_SON},
    )
    assert len(rows) == 7


def test_it_does_so_where_the_old_units_own_export_named_it_and_nobody_counts_twice(tmp_path):
    june = [post(n, "01/03/2021", unit="16528", ward="16528") for n in range(1, 7)]
    june += [post(9, "01/03/2021", unit="16528", ward="16528")]  # left with the merger
    gone = [post(9, "01/03/2021", "30/06/2025", ward="16528"), post(1, "01/03/2021", "30/06/2025")]
    of = snapshot(
        tmp_path,
        DOSSIERS,
        officers={"2025-06-30": june, "2026-01-31": [*IN_POST, *gone]},
        pledges={
            "2025-06-30": [row | {"unit_code": "16528"} for row in PLEDGED[:5]],
            "2026-01-31": PLEDGED,
        },
    )
    units = "select officer_code, unit_key from officers where officer_code in {} order by all"
    assert ask(tmp_path, units.format("('16528-01', '16528-09', '16531-01')")) == [
        ("16528-01", QUANG_THO),
        ("16528-01", SAM_SON),
        # Closed before the merger they are the old units' own: by the earlier export, by the code.
        ("16528-09", QUANG_THO),
        ("16531-01", QUANG_CHAU),
    ]
    assert answer("share_pledged", of, "01/01/2026", "31/01/2026", unit=SAM_SON)["n"] == 8
    # Before the merger the six are Quảng Thọ's, with the one who left.
    for filters in ({}, {"unit": SAM_SON}):
        before = answer("share_pledged", of, "01/04", "30/06", **filters)
        assert (before["numerator"], before["n"]) == (6, 7)
    by_unit = answer("share_pledged", of, "01/04", "30/06", "unit")
    assert {key: row["n"] for key, row in by_unit.items()} == {QUANG_THO: 7}
    doubts = ask(tmp_path, f"select detail, rows from warnings where code = '{CARRIED}'")
    assert doubts == [("pledges1_2026-01-31.csv", 1)]  # the one that no old ward had exported


def test_the_samples_officers_of_dai_hung_are_its_own(sample_data):
    of, dai_hung = opened(sample_data), "16516@2024-12-01"
    own = answer("share_pledged", of, "01/04", "30/06", unit=dai_hung)
    assert (own["numerator"], own["n"]) == (5, 5)
    everybody = answer("share_pledged", of, "01/04", "30/06")
    assert (everybody["numerator"], everybody["n"]) == (18, 22)
