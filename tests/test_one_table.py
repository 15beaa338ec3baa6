"""One table through every encoding, delimiter, layout and format, and always one result."""

import shutil

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.layouts import DAYS, TITLES, laid_out, layouts, moment_of, tables, ways
from tests.snapshots import put, take_alone

FEW = 12  # in `make test`
# A failing example is shown as it is: to shrink one takes minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, workbooks_in_process):
    """A data folder."""
    return tmp_path_factory.mktemp("one_table")


def _same_result(folder, rows, layout, write) -> None:
    shutil.rmtree(folder / "scratch", ignore_errors=True)
    path = put(folder, "hoso_2025-06-30.csv", write(laid_out(rows, layout)))
    staged, found = take_alone(folder, path)
    staged_rows = [dict(zip(staged.headers, row[1:], strict=True)) for row in found]
    for row in staged_rows:
        row |= {name: moment_of(row[name]) for name in DAYS}
    assert staged_rows == [{name: row[name] or None for name in TITLES} for row in rows]
    assert (staged.rows_read, staged.faults, staged.dropped_columns) == (len(rows), [], [])
    assert staged.rows_found == len(rows) + sum(staged.not_data.values())


@settings(max_examples=FEW, phases=PHASES)
@given(tables(), layouts(), ways())
def test_one_table_has_one_result_however_it_is_written(folder, rows, layout, write):
    _same_result(folder, rows, layout, write)


@pytest.mark.long
@settings(max_examples=1_000, phases=PHASES)
@given(st.data())
def test_one_table_has_one_result_in_a_thousand_ways(folder, data):
    _same_result(folder, data.draw(tables()), data.draw(layouts()), data.draw(ways()))
