"""How far a register is known for a unit: what was not sent is not known, and never zero."""

from datetime import date

import pytest

from board.registers.reach import of_register, reached
from board.selection.filters import Filters
from board.selection.selection import selection_of
from board.warehouse.ask import ask
from tests.literal import period, snapshot

DOSSIERS = {"2025-06-30": "id | unit | status | received\n1 | 16528 | 4 | 02/06"}
LETTERS = {
    "2025-05-31": [{"letter_id": "1", "drafted_on": "02/05/2025"}],
    "2025-07-10": [{"letter_id": "2", "unit_code": "16516", "drafted_on": "04/07/2025"}],
}
QUANG_THO, SAM_SON, NAM_SAM_SON = "16528@2018-01-01", "16531@2025-07-01", "16516@2025-07-01"


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    return snapshot(tmp_path_factory.mktemp("registers"), DOSSIERS, letters=LETTERS)


def selection(of, unit):
    months = period("01/06", "30/06")
    return selection_of(of, Filters(unit), months)


def test_a_register_reaches_as_far_as_the_chosen_units_files(known):
    assert reached("letters", selection(known, QUANG_THO)) == date(2025, 5, 31)
    assert reached("letters", selection(known, NAM_SAM_SON)) == date(2025, 7, 10)
    assert reached("letters", selection(known, None)) == date(2025, 7, 10)
    assert of_register("letters", selection(known, QUANG_THO)).data_date == date(2025, 5, 31)


def test_a_merged_unit_shows_what_its_predecessor_sent(known):
    assert reached("letters", selection(known, SAM_SON)) == date(2025, 5, 31)


def test_a_register_that_a_unit_never_sent_is_not_known(known):
    assert reached("tasks", selection(known, QUANG_THO)) is None
    with pytest.raises(LookupError):
        of_register("tasks", selection(known, QUANG_THO))


def test_a_unit_that_keeps_only_a_register_can_be_chosen(known):
    units = ask(known, "units").set_index("unit_key")
    assert units["dossiers"][NAM_SAM_SON] == 0
