"""The address of a selection: what is written is read again, and old ones keep their meaning."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.selection.address import Address, decode, decode_known, encode
from board.selection.filters import Filters
from board.selection.periods import KINDS, Period, periods_between
from board.text import choices, codes
from tests.literal import snapshot

DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
MOST_DAYS = (date(2099, 12, 31) - date(1900, 1, 1)).days
YEARS = {
    kind: periods_between(kind, date(2018, 1, 1), date(2026, 12, 31))
    for kind in KINDS
    if kind != "range"
}
RANGES = st.builds(
    lambda start, days: Period(start, min(start + timedelta(days), date(2099, 12, 31)), "range"),
    DAYS,
    st.integers(0, MOST_DAYS),
)
PERIODS = st.one_of(RANGES, *(st.sampled_from(periods) for periods in YEARS.values()))
TEXTS = st.none() | st.text(min_size=1)
ADDRESSES = st.builds(
    Address,
    st.builds(
        Filters,
        unit=TEXTS,
        field=TEXTS,
        procedure=TEXTS,
        channel=st.sampled_from([None, *codes.CHANNELS]),
        certification=st.booleans(),
    ),
    PERIODS,
    st.sampled_from([*choices.COMPARE]),
    TEXTS,
)
JUNE = Period(date(2025, 6, 1), date(2025, 6, 30), "month")
UNIT = "16528@2018-01-01"


@given(ADDRESSES)
def test_an_address_is_read_as_it_was_written(address):
    url = encode(address)
    assert decode(url) == address
    assert encode(decode(url)) == url


# As they stand in links, QR codes and notes of papers of versions from 0.1 on.
WRITTEN = [
    (
        {"period": "2025-06", "compare": "previous"},
        Address(Filters(), JUNE),
    ),
    (
        {"unit": UNIT, "period": "2025-06", "compare": "previous", "snapshot": "2025-06-30-e9742f"},
        Address(Filters(UNIT), JUNE, "previous", "2025-06-30-e9742f"),
    ),
    (
        {
            "unit": "16531@2025-07-01",
            "period": "2024-01-15..2025-03-14",
            "field": "Hộ tịch",
            "procedure": "1.001193",
            "channel": "online",
            "certification": "0",
            "compare": "last_year",
            "snapshot": "2026-09-30-0f11",
        },
        Address(
            Filters("16531@2025-07-01", "Hộ tịch", "1.001193", "online", certification=False),
            Period(date(2024, 1, 15), date(2025, 3, 14), "range"),
            "last_year",
            "2026-09-30-0f11",
        ),
    ),
]


@pytest.mark.parametrize("url, address", WRITTEN, ids=["least", "pinned", "whole"])
def test_an_address_is_written_as_papers_hold_it(url, address):
    assert decode(url) == address
    assert list(encode(address).items()) == list(url.items())


@pytest.mark.parametrize(
    "url, address",
    [
        ({}, Address(Filters(), None)),
        ({"certification": "1"}, Address(Filters(), None)),
        ({"unit": "16528"}, Address(Filters("16528"), None)),
        ({"period": "hôm qua"}, Address(Filters(), None)),
        ({"period": "2025-06", "slide": "3"}, Address(Filters(), JUNE)),
    ],
)
def test_an_address_written_by_hand_is_read(url, address):
    assert decode(url) == address


@pytest.fixture(scope="module")
def two_dossiers(tmp_path_factory):
    """A snapshot of a dossier of Hộ tịch and one of Đất đai, known to 30/06/2025."""
    rows = """id | field | procedure | channel | status | received | due | finished
        1 | Hộ tịch | 1.001193 | Trực tuyến | 10 | 02/06 | 09/06 | 05/06
        2 | Đất đai | 1.012787 | Trực tiếp | 10 | 03/06 | 10/06 | 06/06"""
    return snapshot(tmp_path_factory.mktemp("address"), {"2025-06-30": rows})


def read_known(url, of):
    return decode_known(url, of, date(2025, 6, 2), date(2025, 6, 30))


def test_what_the_data_hold_is_read_and_a_code_is_the_unit_of_that_day(two_dossiers):
    url = {
        "unit": "16528",
        "field": "Hộ tịch",
        "procedure": "1.001193",
        "channel": "online",
        "certification": "0",
        "compare": "last_year",
        "period": "2025-06",
    }
    assert read_known(url, two_dossiers) == (
        Address(
            Filters(UNIT, "Hộ tịch", "1.001193", "online", certification=False),
            JUNE,
            "last_year",
        ),
        None,
    )


@pytest.mark.parametrize(
    "key, value, label, shown",
    [
        ("unit", "99999", "đơn vị", "99999"),
        ("unit", "", "đơn vị", ""),
        ("field", "Hàng hải", "lĩnh vực", "Hàng hải"),
        ("procedure", "9.999999", "thủ tục", "9.999999"),
        ("channel", "fax", "kênh", "fax"),
        ("compare", "never", "so sánh", "never"),
        ("certification", "7", "chứng thực", "7"),
        ("period", "2031-q1", "kỳ", "Quý I/2031"),
        ("period", "hôm qua", "kỳ", "hôm qua"),
    ],
)
def test_what_the_data_do_not_hold_is_named_and_nothing_is_taken_in_its_place(
    key, value, label, shown, two_dossiers
):
    address, sentence = read_known({key: value}, two_dossiers)
    assert address == Address(Filters(), None)
    assert sentence == choices.unknown_in_address(choices.LABELS[key], shown)
    assert label in choices.LABELS[key].lower()


def test_of_several_the_first_is_named_and_what_is_held_is_read(two_dossiers):
    url = {"period": "2025-06", "certification": "7", "field": "Hàng hải", "channel": "online"}
    address, sentence = read_known(url, two_dossiers)
    assert address == Address(Filters(channel="online"), JUNE)
    assert sentence == choices.unknown_in_address(choices.LABELS["field"], "Hàng hải")


def test_a_procedure_is_looked_for_in_the_field_that_the_address_names(two_dossiers):
    url = {"field": "Đất đai", "procedure": "1.001193"}
    address, sentence = read_known(url, two_dossiers)
    assert address == Address(Filters(field="Đất đai"), None)
    assert sentence == choices.unknown_in_address(choices.LABELS["procedure"], "1.001193")
