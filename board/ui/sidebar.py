"""The filters in the sidebar, and their place in the address bar.

The address always holds the whole selection, in codes, so that a link shows another reader the same
numbers. What the address names is checked: something that is gone gets a sentence, never a
silent replacement.
"""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from functools import partial
from textwrap import shorten
from typing import Any

import pandas as pd
import streamlit as st

from board.runtime.settings import HOME_UNIT, SETTINGS
from board.selection.address import COMPARE, KEYS, decode_known
from board.selection.filters import Filters
from board.selection.known_days import data_date
from board.selection.periods import Period, is_complete, parse, periods_between
from board.selection.selection import Selection, selection_of
from board.text import choices as choices_text
from board.text import codes, snapshots
from board.text.markdown import escaped
from board.ui import address_bar
from board.ui.session import viewer
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot, SnapshotLost, WrongSchema, current, named

DEFAULT_KIND = "quarter"
ALL = ""  # a select box takes None for "nothing chosen yet"
DEFAULTS = {"certification": True, "compare": COMPARE}
CHIP_LETTERS = 28


class UnknownAddressValue(Exception):
    """The address names something that the data no longer hold; the text says so to the reader.
    `snapshot`: its name, where that is what cannot be opened any more."""

    def __init__(self, sentence: str, snapshot: str | None = None):
        super().__init__(sentence)
        self.snapshot = snapshot


def choose(hidden: bool = False) -> Selection:
    """Draws the filters and gives the selection. Raises UnknownAddressValue, and
    as `snapshots.current` does. `hidden`: the same selection, and nothing is drawn."""
    snapshot, pinned = _snapshot(hidden)
    select = partial(_select, hidden=hidden)
    units = ask(snapshot, "units").set_index("unit_key")
    extent = ask(snapshot, "extent").iloc[0]
    first, last = (
        snapshot.data_date if day is pd.NaT else day.date()
        for day in (extent["first_day"], extent["last_day"])
    )
    # Days that all lie after their export leave a period too, or the file could not be taken back.
    first = min(first, last)
    unknown = _adopt_address(snapshot, first, last)
    st.session_state.setdefault("unit", _home_unit(units, snapshot.data_date))
    shown = nullcontext() if hidden else st.sidebar.container(gap="xsmall")
    with shown:
        all_units = choices_text.all_units(snapshot.scope)
        unit = select("unit", [ALL, *units.index], lambda k: units["name"].get(k, all_units))
        _set_first_period(first, data_date(snapshot, unit or None))
        period = _period(first, last, hidden)
    more = None if hidden else _more_filters()
    # Five lists that nobody sees would be sent anew at each change of a filter.
    select = partial(_select, hidden=more is None or not more.open)
    with more or nullcontext():
        fields = list(ask(snapshot, "fields")["field"])
        field = select("field", [ALL, *fields], lambda f: f or choices_text.ALL_FIELDS)
        procedures = ask(snapshot, "procedures", field=field or None).set_index("code")["name"]
        procedure = select(
            "procedure",
            [ALL, *procedures.index],
            lambda p: procedures.get(p, choices_text.ALL_PROCEDURES),
        )
        channel = select(
            "channel",
            [ALL, *codes.CHANNELS],
            lambda c: codes.CHANNELS.get(c, choices_text.ALL_CHANNELS),
        )
        certification = select("certification", [True, False], choices_text.CERTIFICATION.get)
        compare = select("compare", list(choices_text.COMPARE), choices_text.COMPARE.get)
    if not hidden:
        _chips(
            {
                "field": field,
                "procedure": procedures.get(procedure, "") if procedure else "",
                "channel": codes.CHANNELS.get(channel, ""),
                "certification": "" if certification else choices_text.CERTIFICATION[False],
                "compare": "" if compare == COMPARE else choices_text.COMPARE[compare],
            }
        )
    _stop_while_unknown(unknown, (unit, period, field, procedure, channel, certification, compare))
    if period is None:
        raise UnknownAddressValue(choices_text.RANGE_HALF)
    filters = Filters(
        unit or None, field or None, procedure or None, channel or None, certification
    )
    selection = selection_of(snapshot, filters, period, compare, pinned, viewer())
    st.session_state["address"] = selection.url_parameters
    address_bar.write(KEYS, selection.url_parameters)
    return selection


def _home_unit(units: pd.DataFrame, on: date) -> str:
    """The unit at which the board opens: the ward's own, as it is on a day, else the largest."""
    own = units[(units["code"] == HOME_UNIT) & (units["valid_from"] <= pd.Timestamp(on))]
    own = own[own["valid_to"].isna() | (own["valid_to"] >= pd.Timestamp(on))]
    return next(iter([*own.index, *units.index]), ALL)


def _set_first_period(first: date, reached: date) -> None:
    """Where nobody chose a period: the newest quarter, of those that are complete if so set."""
    state = st.session_state
    state.setdefault("kind", DEFAULT_KIND)
    if f"period_{DEFAULT_KIND}" in state or reached < first:
        return
    quarters = periods_between(DEFAULT_KIND, first, reached)
    complete = [quarter for quarter in quarters if is_complete(quarter, reached)]
    opened_at = complete if SETTINGS.opens_on_complete_quarter and complete else quarters
    state[f"period_{DEFAULT_KIND}"] = opened_at[0].key


def _more_filters() -> Any:
    """The part of the sidebar with the filters that are rarely set, closed at first."""
    return st.sidebar.expander(
        choices_text.MORE_FILTERS,
        icon=":material/filter_list:",
        key="more_filters",
        on_change="rerun",
    )


def _chips(values: dict[str, str]) -> None:
    """What is set among the filters that are folded away, each to be taken off by a press."""
    with st.sidebar.container(horizontal=True, gap="xsmall"):
        for key, value in values.items():
            if value:
                st.button(
                    escaped(shorten(value, CHIP_LETTERS, placeholder="…")),
                    key=f"chip_{key}",
                    icon=":material/close:",
                    help=escaped(choices_text.take_off(choices_text.LABELS[key], value)),
                    on_click=_take_off,
                    args=(key,),
                )


def _take_off(key: str) -> None:
    st.session_state[key] = DEFAULTS.get(key, ALL)


def _snapshot(hidden: bool) -> tuple[Snapshot, bool]:
    """The published snapshot, or the older one that an address pins, until the reader leaves it."""
    state, published = st.session_state, current(viewer().scope)
    if named_snapshot := st.query_params.get("snapshot"):
        state["snapshot"] = named_snapshot
    name = state.get("snapshot", published.name)
    if name == published.name:
        state.pop("snapshot", None)
        return published, False
    if not hidden:
        with st.sidebar.container(gap="xsmall"):
            st.caption(snapshots.PINNED)
            st.button(snapshots.UNPIN, on_click=_unpin, icon=":material/update:", type="tertiary")
    try:
        return named(name, viewer().scope), True
    except SnapshotLost:
        raise UnknownAddressValue(snapshots.snapshot_gone(name), name) from None
    except WrongSchema:
        raise UnknownAddressValue(snapshots.snapshot_of_other_version(name), name) from None


def _unpin() -> None:
    st.session_state.pop("snapshot", None)
    st.query_params.pop("snapshot", None)


def _adopt_address(snapshot: Snapshot, first: date, last: date) -> str | None:
    """Takes over what a newly opened address names; gives a sentence for what is not in the data.

    The address counts when it differs from the one that the last run left. A page change empties
    it; then the selection stays as it is.
    """
    address = address_bar.read(KEYS)
    state = st.session_state
    if not address:
        state.pop("unknown_value", None)
    if not address or address == address_bar.before(KEYS):
        return None
    named, sentence = decode_known(address, snapshot, first, last)
    for key in ("unit", "field", "procedure", "channel"):
        state[key] = getattr(named.filters, key) or ALL
    state["certification"] = named.filters.certification
    state["compare"] = named.compare
    if named.period:
        choose_period(named.period)
    return sentence


def choose_period(period: Period) -> None:
    """Makes a period the chosen one, before the sidebar is drawn: for a button's callback."""
    state = st.session_state
    state["kind"] = period.kind
    state["range" if period.kind == "range" else f"period_{period.kind}"] = (
        (period.start, period.end) if period.kind == "range" else period.key
    )


def _stop_while_unknown(unknown: str | None, values: tuple) -> None:
    """No numbers until the reader changes a filter: the sentence stays while none has changed."""
    state = st.session_state
    if unknown:
        state["unknown_value"] = (unknown, values)
    if "unknown_value" in state:
        sentence, values_then = state["unknown_value"]
        if values_then == values:
            raise UnknownAddressValue(sentence)
        del state["unknown_value"]


def _select(key: str, options: list, name: Callable, hidden: bool, called: str = "") -> Any:
    """A select box; a value that is no option falls to the first."""
    if key not in st.session_state or st.session_state[key] not in options:
        st.session_state[key] = options[0]
    if hidden:
        return _undrawn(key)
    return st.selectbox(
        choices_text.LABELS[called or key],
        options,
        format_func=name,
        key=key,
    )


def _undrawn(key: str) -> Any:
    """The state of a filter that is not drawn; Streamlit would forget what nothing draws."""
    st.session_state[key] = st.session_state[key]
    return st.session_state[key]


def _period(first: date, last: date, hidden: bool) -> Period | None:
    """The period chosen, or None while a free range has only one end."""
    kind = _select("kind", list(choices_text.PERIOD_KINDS), choices_text.PERIOD_KINDS.get, hidden)
    if kind == "range":
        st.session_state.setdefault("range", (last.replace(day=1), last))
        ends: Any = (
            _undrawn("range")
            if hidden
            else st.date_input(
                choices_text.LABELS["range"],
                key="range",
                format="DD/MM/YYYY",
            )
        )
        return Period(ends[0], ends[1], "range") if len(ends) == 2 else None
    key = f"period_{kind}"
    options = [period.key for period in periods_between(kind, first, last)]
    if not options:
        raise UnknownAddressValue(choices_text.NO_SUCH_KIND)
    return parse(_select(key, options, lambda k: parse(k).label, hidden, "period"))
