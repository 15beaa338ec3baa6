"""Values computed from snapshots, cached up to a limit in bytes.

Answers, results and charts share one store, so that one setting bounds all of them; what was used
least recently goes first.
"""

import sys
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from functools import wraps
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from board.runtime.settings import SETTINGS

MEGABYTE = 1024 * 1024
# What pandas holds besides the values, measured on 1,500 frames of 0, 1 and 50 rows: without it a
# store of 100 MB would take 100,000 frames of one row, which hold 3 GB.
FRAME_BYTES, COLUMN_BYTES = 2_000, 1_000
FIGURE_COPIES = 3  # a plotly figure holds what it is given, its defaults and objects over both


class Uses(NamedTuple):
    """How often a value was in the store, and how often it had to be computed."""

    hits: int
    misses: int


class Store:
    """Values of functions by their arguments, which all threads share; `held` are their bytes."""

    def __init__(self, limit: int):
        self.limit, self.held = limit, 0
        self._values: OrderedDict[tuple, tuple[object, int]] = OrderedDict()
        self._lock = Lock()

    def cached(self, function: Callable) -> Callable:
        """A decorator: the function's values, which are read and never changed. Its arguments are
        hashable and positional. A value that is larger than the limit is not cached."""
        uses = {"hits": 0, "misses": 0}

        @wraps(function)
        def with_store(*arguments):
            """The value from the store, else from the function."""
            key = (function, *arguments)
            with self._lock:
                found = self._values.get(key)
                uses["misses" if found is None else "hits"] += 1
                if found is not None:
                    self._values.move_to_end(key)
                    return found[0]
            value = function(*arguments)
            self._save(key, value)
            return value

        with_uses: Any = with_store
        with_uses.cache_info = lambda: Uses(**uses)
        with_uses.cache_clear = self.clear
        return with_uses

    def clear(self) -> None:
        """Forgets every value, of whichever function."""
        with self._lock:
            self._values.clear()
            self.held = 0

    def _save(self, key: tuple, value: object) -> None:
        size = bytes_of(key) + bytes_of(value)
        with self._lock:
            if size > self.limit or key in self._values:
                return
            self._values[key] = (value, size)
            self.held += size
            while self.held > self.limit:
                _, (_, freed) = self._values.popitem(last=False)
                self.held -= freed


def bytes_of(value: Any) -> int:
    """About how many bytes a value holds, with what it is made of."""
    if isinstance(value, pd.DataFrame):
        columns = (_bytes_of_column(column) for _, column in value.items())
        return FRAME_BYTES + COLUMN_BYTES * len(value.columns) + sum(columns)
    if isinstance(value, pd.Series):
        return FRAME_BYTES + _bytes_of_column(value)
    if isinstance(value, np.ndarray):
        return sys.getsizeof(value)
    if hasattr(value, "to_plotly_json"):
        return FIGURE_COPIES * bytes_of(value.to_plotly_json())
    own = sys.getsizeof(value)
    if isinstance(value, Mapping):
        return own + sum(bytes_of(key) + bytes_of(held) for key, held in value.items())
    if isinstance(value, tuple | list | set | frozenset):
        return own + sum(map(bytes_of, value))
    if is_dataclass(value) and not isinstance(value, type):
        return own + sum(bytes_of(getattr(value, part.name)) for part in fields(value))
    return own


def _bytes_of_column(column: pd.Series) -> int:
    """What `memory_usage(deep=True)` counts without the index, in a third of its time."""
    if column.dtype == object:
        return int(column.memory_usage(index=False, deep=True))
    return column.array.nbytes


STORE = Store(SETTINGS.answers_kept_mb * MEGABYTE)
cached = STORE.cached
