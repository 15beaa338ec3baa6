"""Sums of ratings that left the house: data/access/released.sqlite, which its owner alone can read.

A rating is known here by its cell alone: unit, field, procedure, channel, source and day, with how
many stand in it. Of two snapshots the cell with fewer is taken to be a part of the same cell with
more. Only ratings are kept so: of any other share the numerator is a count of dossiers, which the
form Biểu II.06a and the lists give whole.
"""

import hashlib
import itertools
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from board.methods.suppression import Classes

SQL = Path(__file__).parent / "sql"
FOLDER, FILE = "access", "released.sqlite"  # in the backup
WAIT_SECONDS = 60  # for another export
DIMENSIONS = ["unit", "field", "procedure", "channel", "source"]
CELL = [*DIMENSIONS, "day"]
Place = tuple[int, str | None]  # a period and a group


def released(
    data: Path, measure: str, cells: pd.DataFrame, sums: Sequence[Sequence[Place]], least: int
) -> list[bool]:
    """Whether each of `sums`, all the places that it adds up, may leave the house beside what left
    it before; those that may are kept in `data` as out, the others as refused, for what leaves
    later never makes up for what they would give away.

    `cells`: as the query `rating_cells` gives them, with `n` and `counted`. Raises sqlite3.Error
    where it cannot be kept, and OSError.
    """
    with _opened(data) as database:
        at = _places(cells, sums)
        n = [int(cells["n"].iloc[rows].sum()) for rows in at]
        values = _values(cells, at)
        kept = database.execute(_text("released_sums"), {"measure": measure, "least": least})
        known = {value: is_out == 1 for value, is_out in kept}
        asked = [place for place in range(len(sums)) if n[place] >= least]
        may = [count == 0 or known.get(of, False) for count, of in zip(n, values, strict=True)]
        if all(values[place] in known for place in asked):
            return may
        atoms = _with_layers(_read(database, measure), cells)
        spans = _spans(atoms["day"], cells)
        members = _members(atoms, cells, at)
        # Atoms that nothing can tell apart, now or by what is out, are one block.
        alike = [pd.factorize(atoms[name])[0] for name in (*DIMENSIONS, "mark", "is_uniform")]
        block = _alike([*alike, *spans, *members])
        first = np.unique(block, return_index=True)[1]
        blocks = atoms.iloc[first]
        size, counted = (
            np.bincount(block, weights=atoms[name]).astype(np.int64) for name in ("size", "counts")
        )
        named = [blocks[name].to_numpy() for name in DIMENSIONS]
        few = _groups_of_few(named, [span[first] for span in spans], size, least)
        mark = blocks["mark"].to_numpy(np.int64).view(np.uint64)
        classes = Classes(size, counted, least, few, mark, blocks["is_uniform"].to_numpy() == 1)
        # What is printed goes before what several periods have together.
        for place in sorted(asked, key=lambda place: (len(sums[place]), -n[place], place)):
            value, inside = values[place], np.flatnonzero(members[place][first])
            if value not in known:
                known[value] = classes.release(inside, value % 2**64)
                row = {"measure": measure, "value": value}
                row["refused_below"] = None if known[value] else least
                database.execute(_text("keep_released_sum"), row)
            may[place] = known[value]
        atoms["mark"] = classes.mark.view(np.int64)[block]
        atoms["is_uniform"] = classes.uniform[block].astype(int)
        _keep_cells(database, measure, atoms[atoms["mark"] != 0])
    return may


@contextmanager
def _opened(data: Path) -> Iterator[sqlite3.Connection]:
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / FILE
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    with closing(sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)) as database:
        database.executescript(_text("released_tables"))
        database.execute("begin immediate")  # nobody releases anything meanwhile
        try:
            yield database
            database.execute("commit")
        finally:
            if database.in_transaction:
                database.execute("rollback")


@cache
def _text(name: str) -> str:
    return (SQL / f"{name}.sql").read_text("utf-8")


def _read(database: sqlite3.Connection, measure: str) -> pd.DataFrame:
    rows = database.execute(_text("released_cells"), {"measure": measure}).fetchall()
    columns = [*CELL, "upto", "counted", "mark", "is_uniform"]
    return pd.DataFrame(rows, columns=columns).astype({"mark": object, "is_uniform": object})


def _keep_cells(database: sqlite3.Connection, measure: str, atoms: pd.DataFrame) -> None:
    kept = atoms[[*CELL, "upto", "counted", "mark", "is_uniform"]].assign(measure=measure)
    database.executemany(_text("keep_released_cell"), kept.to_dict("records"))


def _places(cells: pd.DataFrame, sums: Sequence[Sequence[Place]]) -> list[np.ndarray]:
    """Of each sum the rows of `cells` that it adds up."""
    at: dict[Place, list[int]] = {}
    for row, (period, group) in enumerate(zip(cells["period"], cells["group"], strict=True)):
        at.setdefault((int(period), None if pd.isna(group) else group), []).append(row)
    return [
        np.array([row for place in places for row in at.get(place, [])], dtype=np.int64)
        for places in sums
    ]


def _values(cells: pd.DataFrame, at: Sequence[np.ndarray]) -> list[int]:
    """Of each sum a number of its own, by the cells that it adds up and how many are in them."""
    of_row = pd.util.hash_pandas_object(cells[[*CELL, "n"]], index=False).to_numpy()
    sums = [of_row[rows].sum(dtype=np.uint64).tobytes() for rows in at]
    digests = [hashlib.blake2b(of, digest_size=8).digest() for of in sums]
    return [int.from_bytes(digest, "big", signed=True) for digest in digests]


def _with_layers(before: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """The cells of before and of now, cut where one snapshot had more in a cell than another: the
    first `upto`, of which `counted`; `size` and `counts` are those that the cut before it has not.
    `mark` is 0 of what no sum holds yet."""
    now = cells[[*CELL, "n", "counted"]].rename(columns={"n": "upto"}).drop_duplicates()
    now = now.assign(mark=None, is_uniform=None).astype({"mark": object, "is_uniform": object})
    both = pd.concat([before, now]).sort_values([*CELL, "upto", "mark"])
    both = both.drop_duplicates([*CELL, "upto"]).reset_index(drop=True)
    of_cell = both.groupby(CELL, sort=False)
    both["size"] = both["upto"] - of_cell["upto"].shift(fill_value=0)
    both["counts"] = both["counted"] - of_cell["counted"].shift(fill_value=0)
    # What a correction changed while the number stayed is not known to differ.
    both["counts"] = both["counts"].clip(0, both["size"])
    # As objects, for a number of 64 bits that passes through a fraction is another.
    for name in ("mark", "is_uniform"):
        both[name] = of_cell[name].bfill().map(lambda value: 0 if pd.isna(value) else int(value))
    return both


def _members(
    atoms: pd.DataFrame, cells: pd.DataFrame, at: Sequence[np.ndarray]
) -> list[np.ndarray]:
    """Of each sum, of which the rows of `cells` are given, which atoms it holds."""
    rows = cells[[*CELL, "n"]].reset_index(drop=True).reset_index(names="row")
    both = rows.merge(atoms[[*CELL, "upto"]].reset_index(names="atom"), on=CELL)
    both = both[both["upto"] <= both["n"]]
    made = []
    for of in at:
        mine, inside = np.zeros(len(cells), dtype=bool), np.zeros(len(atoms), dtype=bool)
        mine[of] = True
        inside[both["atom"].to_numpy()[mine[both["row"].to_numpy()]]] = True
        made.append(inside)
    return made


def _alike(marks: Iterable[np.ndarray]) -> np.ndarray:
    """The number, from 0, of those that have all marks alike."""
    marks = iter(marks)
    made = np.unique(next(marks), return_inverse=True)[1]
    for mark in marks:
        both = made * (int(mark.max(initial=0)) + 2) + mark + 1
        made = np.unique(both, return_inverse=True)[1]
    return made


def _spans(days: pd.Series, cells: pd.DataFrame) -> list[np.ndarray]:
    """Of each day the number of its month, quarter and year, 0 for all of them together, and each
    period of `cells` that is none of these; -1 outside of it."""
    months = days.str[:4].astype(int) * 12 + days.str[5:7].astype(int) - 1
    spans = [_alike([(months // count).to_numpy()]) for count in (1, 3, 12)]
    spans.append(np.zeros(len(days), dtype=np.int64))
    for _, mine in cells.groupby("period"):
        inside = days.between(mine["day"].min(), mine["day"].max()).to_numpy()
        if not any(
            len(np.unique(span[inside])) < 2 and np.isin(span, span[inside]).sum() == inside.sum()
            for span in spans
        ):
            spans.append(np.where(inside, 0, -1))
    return spans


def _groups_of_few(
    named: Sequence[np.ndarray], spans: Sequence[np.ndarray], size: np.ndarray, least: int
) -> np.ndarray:
    """The blocks of every group of fewer than `least` that filters, groups and periods can name, a
    row a group, filled up with -1."""
    codes = [pd.factorize(values)[0] for values in named]
    codes = [code for code in codes if code.max(initial=0) > 0]
    found = []
    for span in spans:
        for count in range(len(codes) + 1):
            for chosen in itertools.combinations(codes, count):
                group = _alike([span, *chosen])
                total = np.bincount(group, weights=size)
                mine = np.flatnonzero((span >= 0) & (total[group] < least))
                mine = mine[np.argsort(group[mine], kind="stable")]
                row = np.unique(group[mine], return_inverse=True)[1]
                starts = np.flatnonzero(np.diff(row, prepend=-1))
                made = np.full((len(starts), least), -1, dtype=np.int32)
                made[row, np.arange(len(mine)) - starts[row]] = mine
                found.append(made)
    return np.unique(np.vstack(found), axis=0)
