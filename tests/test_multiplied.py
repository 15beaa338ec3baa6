"""A warehouse multiplied for the bench, beside the one that it was made of."""

from datetime import date

from bench.multiplied import multiply
from board.warehouse.ask import ask
from tests.literal import filled, opened

TABLE = """
    id | unit  | procedure | status | received | due   | finished
    1  | 16528 | 1.001193  | 10     | 02/06    | 20/06 | 04/06
    2  | 16528 | 1.001193  | 4      | 11/06    | 20/06 |
    3  | 16531 | 1.000894  | 10     | 12/06    | 13/06 | 23/06
"""
ASKED = {
    **dict.fromkeys(("unit", "field", "procedure", "channel"), None),
    **{"certification": True, "starts": [date(2025, 6, 1)], "ends": [date(2025, 6, 30)]},
}


def test_each_copy_has_units_of_its_own_and_every_copy_counts_the_same(tmp_path):
    small = filled(tmp_path / "small", {"2025-06-30": TABLE}, {"2025-06-30": RATINGS})
    multiply(small, tmp_path / "large", 5)
    one, five = opened(small), opened(tmp_path / "large")
    for query in ("counts", "ratings", "working_time"):
        of_one, of_five = (ask(of, query, by=None, **ASKED) for of in (one, five))
        for column in ("received", "settled", "in_hand", "due_met", "rated", "timed"):
            if column in of_one:
                assert of_five[column].to_list() == [5 * n for n in of_one[column]], column
    by_unit = ask(five, "counts", by="unit", **ASKED).set_index("group")["received"]
    assert len(by_unit) == 10
    assert by_unit["16528@2018-01-01"] == by_unit["165284@2018-01-01"] == 2
    # The fifth copy has the procedures of the first again.
    procedures = ask(five, "procedures", field=None).set_index("code")["dossiers"]
    assert procedures["1.001193"] == 4 and procedures["1.001193.3"] == 2 and len(procedures) == 8


RATINGS = """
    rating | id | unit  | rated | source   | scale | overall
    1      | 1  | 16528 | 05/06 | Trực tuyến | 3   | Hài lòng
"""
