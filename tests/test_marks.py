"""Line ends, quotes and delimiters: counted all at once as they are one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.read.marks import marks_of

BESIDE_CELL = b',;|\t\n"'


def one_by_one(piece: bytes) -> tuple[int, int, bool, bool]:
    """The same by the definition, byte after byte."""
    within = [
        piece[place - 1] not in BESIDE_CELL and piece[place + 1] not in BESIDE_CELL + b"\r"
        for place in range(1, len(piece) - 1)
        if piece[place : place + 1] == b'"'
    ]
    lines = [line.removesuffix(b"\r") for line in piece.split(b"\n")[:-1]]
    blank = [line.endswith((b",", b";", b"|", b"\t")) for line in lines]
    return piece.count(b"\n"), piece.count(b'"'), any(within), any(blank)


@given(st.lists(st.sampled_from(b'ab,;|\t\r\n"\xc4'), max_size=12).map(bytes))
def test_marks_are_those_that_stand_there(piece):
    assert tuple(marks_of(piece)) == one_by_one(piece)


@pytest.mark.parametrize(
    ("piece", "marks"),
    [
        (b"", (0, 0, False, False)),
        (b'a,"b"\nc,d\n', (2, 2, False, False)),
        (b'a"b,c\n', (1, 1, True, False)),
        (b"a,\nb\n", (2, 0, False, True)),
        (b"a;\r\n", (1, 0, False, True)),
        (b'"', (0, 1, False, False)),
    ],
)
def test_a_piece_has_so_many_marks(piece, marks):
    assert tuple(marks_of(piece)) == marks
