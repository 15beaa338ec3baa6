"""Whether records can be entered for a selection, and if not, why."""

import pandas as pd

import ward_clock
from board.runtime.settings import ENTRIES
from board.selection.selection import Selection
from board.selection.viewer import deed_of
from board.text import dropped_files, entries
from board.text.numbers import is_absent
from board.warehouse.ask import ask, shows_every_unit

# A register → what of `scope.HIDDEN` its records hold: who does not see it would write without it.
HELD = {
    "officers": ("posts",),
    "pledges": ("posts",),
    "activities": ("posts",),
    "letters": ("codes",),
    "petitions": ("codes", "comments"),
}


def why_closed(source: str, selection: Selection) -> str | None:
    """Why nothing can be entered in a register of the chosen unit, as a sentence, or None."""
    return why_read_only(source, selection) or (
        None if selection.filters.unit else entries.ENTRIES_NO_UNIT
    )


def why_read_only(source: str, selection: Selection) -> str | None:
    """Why nothing can be entered in a register, for whichever unit, as a sentence, or None."""
    if not may_write(source, selection, selection.filters.unit and unit_of(selection)["code"]):
        return entries.NOT_ALLOWED
    if not all(map(selection.sees, HELD.get(source, ()))):
        return entries.COLUMNS_NOT_SEEN
    if not ENTRIES.allowed:
        return entries.ENTRIES_OFF
    if selection.snapshot.is_sample:
        return entries.ENTRIES_ON_SAMPLE
    return entries.ENTRIES_PINNED if "snapshot" in selection.url_parameters else None


def may_write(source: str, selection: Selection, unit_code: str | None) -> bool:
    """Whether the reader's roles let a register of a unit be written, in that unit or in one that
    it went into; of any unit where none is named."""
    viewer, deed = selection.viewer, deed_of(source)
    if unit_code is None or viewer.may(deed, unit_code):
        return viewer.may(deed, unit_code)
    members = ask(selection.snapshot, "unit_members")
    holders = members["unit_key"][members["member_key"].map(_code) == unit_code]
    return any(viewer.may(deed, code) for code in holders.map(_code))


def _code(unit_key: str) -> str:
    return unit_key.partition("@")[0]


def why_not_shown(source: str, selection: Selection) -> str | None:
    """Why a register is not shown, as a sentence, or None: its records have no other name than the
    code of an officer."""
    is_hidden = source in ("officers", "pledges") and not selection.sees("posts")
    return entries.REGISTER_NOT_SEEN if is_hidden else None


def why_closed_to_loads(selection: Selection, deed: str = "load") -> str | None:
    """Why no file is loaded, or with `deed` "withdraw" taken back, on a page, as a sentence, or
    None. The sample may be: it gives way to the first file."""
    if not selection.viewer.may(deed):
        return entries.NOT_ALLOWED
    if not ENTRIES.allowed:
        return dropped_files.DROP_OFF
    return entries.ENTRIES_PINNED if "snapshot" in selection.url_parameters else None


def why_closed_to_lists(selection: Selection) -> str | None:
    """Why nothing is changed on a page of what holds for every unit, the lists and the answers that
    are kept, as a sentence, or None: whoever loads for all of which there is anything may."""
    if why := why_closed_to_loads(selection):
        return why
    units, seen = selection.viewer.units_for("load"), selection.viewer.scope.units
    is_every = units is None or (seen is not None and units >= seen)
    return None if is_every and shows_every_unit(selection.snapshot) else entries.OF_EVERY_UNIT


def in_post(selection: Selection) -> dict[str, str]:
    """The officers who may write today for the chosen unit: the code of each → their role."""
    unit = selection.filters.unit
    if unit and not is_in_force(selection):
        unit = None  # nobody is in post there: whoever is in a unit of today may write
    found = ask(selection.snapshot, "officers_in_post", unit=unit, on=ward_clock.today())
    return dict(zip(found["officer_code"], found["role"], strict=True))


def why_not_in_post(code: str, selection: Selection) -> str | None:
    """Why nothing is written in the name of a code today, as a sentence, or None; whoever signed in
    writes in the account's name and in no other."""
    if account := selection.viewer.account:
        return None if code == account else entries.ENTRY_BY_MISSING
    posts = in_post(selection)
    if code in posts:
        return None
    if not posts:
        return entries.nobody_in_post(ward_clock.today())
    return entries.not_in_post(code, ward_clock.today()) if code else entries.ENTRY_BY_MISSING


def is_in_force(selection: Selection) -> bool:
    """Whether the chosen unit still is one today."""
    last_day = unit_of(selection)["valid_to"]
    return is_absent(last_day) or last_day.date() >= ward_clock.today()


def unit_of(selection: Selection) -> pd.Series:
    """The chosen unit's row of `units`."""
    return ask(selection.snapshot, "units").set_index("unit_key").loc[selection.filters.unit]
