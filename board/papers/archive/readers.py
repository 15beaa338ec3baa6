"""Who may open a paper that was filed: nobody to whom its maker's board showed more than theirs."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from board.papers import PAPERS
from board.papers.archive.sent import Filed, filed
from board.selection.address import decode
from board.selection.filters import unit_key
from board.warehouse.ask import shows_every_unit
from board.warehouse.scope import HIDDEN
from board.warehouse.snapshots import Snapshot


def filed_for(folder: Path, snapshot: Snapshot) -> list[Filed]:
    """The papers filed in a folder that a reader of a snapshot may open, the newest first; without
    who filed them where the reader sees no officers' codes."""
    scope = snapshot.scope
    assert scope, "nobody opens papers without a scope"
    shown = [paper for paper in filed(folder) if may_open(paper, snapshot)]
    return shown if "posts" in scope.sees else [replace(p, filed_by=None) for p in shown]


def may_open(paper: Filed, snapshot: Snapshot) -> bool:
    """Whether a reader of a snapshot sees every unit that a paper is of, and all that it shows. Of
    a paper whose note keeps no scope the maker saw everything."""
    scope = snapshot.scope
    if scope is None:
        return False
    holds = PAPERS[paper.name].holds if paper.name in PAPERS else frozenset(HIDDEN)
    if not holds & frozenset(HIDDEN if paper.sees is None else paper.sees) <= scope.sees:
        return False
    if paper.filters.unit:
        return opens_to(paper.url, snapshot)
    if scope.units is None or shows_every_unit(snapshot):
        return True
    return paper.units is not None and {*paper.units} <= scope.units


def opens_to(url: Mapping[str, str], snapshot: Snapshot) -> bool:
    """Whether a reader of a snapshot sees the unit that an address names, where it names one."""
    named = decode(url)
    day = named.period.end if named.period else snapshot.data_date
    return not named.filters.unit or unit_key(snapshot, named.filters.unit, day) is not None
