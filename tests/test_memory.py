"""What is cached for the next who asks takes no more memory than config.toml says."""

import gc
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice, product
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from board.measures.dossiers import newest_rows
from board.measures.results import over_time
from board.runtime import memory
from board.runtime.memory import MEGABYTE, Store, bytes_of
from board.runtime.settings import SETTINGS
from board.selection.filters import Filters
from board.selection.periods import months_back, spanning
from board.selection.selection import selection_of
from board.ui.components.downloads import to_csv
from board.ui.components.tables import ROWS_DOWNLOADED
from board.warehouse.ask import ask
from tests.literal import opened


def squares(store: Store, asked: list):
    """A cached function of which each value is about a kilobyte; it notes what it worked out."""

    @store.cached
    def square(number: int) -> bytes:
        asked.append(number)
        return bytes(1000) + str(number * number).encode()

    return square


def test_a_value_is_worked_out_once_as_long_as_there_is_room():
    asked: list = []
    square = squares(Store(10_000), asked)
    first = square(3)
    assert first.endswith(b"9") and square(3) is first and asked == [3]
    assert square.cache_info() == (1, 1)


def test_what_nobody_asked_for_the_longest_goes_first():
    asked: list = []
    store = Store(4_000)  # three values fit
    square = squares(store, asked)
    for number in (1, 2, 3, 1, 4, 1, 3, 2):  # 4 drives out 2, and 2 drives out 4
        square(number)
    assert asked == [1, 2, 3, 4, 2]
    assert 0 < store.held <= store.limit
    square.cache_clear()
    assert store.held == 0


def test_a_value_larger_than_the_limit_is_given_and_not_cached_and_drives_out_nothing():
    asked: list = []
    store = Store(4_000)
    square = squares(store, asked)
    large = store.cached(lambda size: bytes(size))
    square(1)
    held = store.held
    assert (len(large(5_000)), large.cache_info()) == (5_000, (0, 1))
    square(1)
    assert (asked, store.held) == ([1], held)


def test_functions_that_share_a_store_do_not_share_values_and_an_error_is_not_cached():
    store = Store(10_000)
    double, half = store.cached(lambda n: 2 * n), store.cached(lambda n: n / 2)
    assert (double(4), half(4), double(4)) == (8, 2, 8)
    inverse = store.cached(lambda n: 1 / n)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            inverse(0)
    assert inverse.cache_info() == (0, 2)


def test_what_an_argument_holds_counts_too():
    store = Store(10_000)
    store.cached(len)("x" * 5_000)
    assert 5_000 < store.held < 6_000


def test_eight_threads_keep_the_store_within_its_limit():
    asked: list = []
    store = Store(20_000)
    square = squares(store, asked)
    numbers = list(range(40)) * 50
    with ThreadPoolExecutor(8) as threads:
        given = list(threads.map(square, numbers))
    assert [value[1000:] for value in given] == [str(n * n).encode() for n in numbers]
    held = store._values.values()
    assert store.held == sum(size for _, size in held) <= store.limit


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        (pd.DataFrame({"a": ["x" * 1000] * 1000}), 1_000_000, 1_020_000),
        (
            pd.DataFrame({"a": pd.Series(["x" * 1000 for _ in range(9)], dtype=object)}),
            9_000,
            13_000,
        ),
        (pd.DataFrame({"a": [1.5] * 1000, "b": [1] * 1000}), 16_000, 21_000),
        (pd.DataFrame({"a": [1]}), 2_000, 5_000),  # empty or not, a frame is worth kilobytes
        (pd.Series(range(1000)), 8_000, 11_000),
        (np.zeros(1000), 8_000, 8_500),
        ({"key": ("x" * 1000, [b"y" * 1000])}, 2_000, 3_000),
    ],
)
def test_a_size_is_counted_with_all_that_a_value_holds(value, least, most):
    assert least <= bytes_of(value) <= most


def downloads(sample_data: Path, months: int) -> Iterator[bytes]:
    """Downloads of all rows of the sample behind a number, so many months up to each month's end
    and of each field; and before each of them what a page works out of the same selection."""
    snapshot = opened(sample_data)
    fields = [None, *ask(snapshot, "fields")["field"]]
    for last, field in product(reversed(months_back(snapshot.data_date, 39)), fields):
        period = spanning(months_back(last.end, months)[0].start, last.end)
        selection = selection_of(snapshot, Filters(field=field), period)
        over_time(("rate_due_on_time", "p90_working_days"), selection)
        yield to_csv(newest_rows("form", "all", selection)(ROWS_DOWNLOADED))


@pytest.fixture
def store(monkeypatch) -> Store:
    """The board's own store, empty and with room for 1 MB, of which it holds nothing after."""
    memory.STORE.clear()
    monkeypatch.setattr(memory.STORE, "limit", MEGABYTE)
    yield memory.STORE
    memory.STORE.clear()


def test_downloads_are_kept_up_to_the_limit(sample_data, store):
    for _ in islice(downloads(sample_data, months=1), 6):
        assert 0 < store.held <= store.limit
    assert store.held > store.limit / 2
    sizes = [size for _, size in store._values.values()]
    assert store.held == sum(sizes)
    assert [bytes_of(key) + bytes_of(value) for key, (value, _) in store._values.items()] == sizes


def test_the_limit_is_the_one_of_config_toml():
    assert memory.STORE.limit == SETTINGS.answers_kept_mb * 1024 * 1024


@pytest.mark.long
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_is_level_over_two_hundred_downloads(sample_data, store, monkeypatch):
    """Without a limit they held 260 MB more at the end than after the first 40."""
    monkeypatch.setattr(store, "limit", 50 * MEGABYTE)
    levels = []
    for number, _ in enumerate(islice(downloads(sample_data, months=24), 200), 1):
        if number % 40 == 0:
            gc.collect()
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            levels.append(pages * os.sysconf("SC_PAGE_SIZE") // MEGABYTE)
    print(levels)
    assert len(levels) == 5 and max(levels[1:]) < levels[0] + 50, levels
