"""The address of a selection: what links, QR codes, filed papers and the address bar hold of it.

It has codes alone and always the whole selection, so that it gives another reader the same
numbers. Addresses of earlier versions stand in papers that were sent: what one names keeps its
name and its meaning here for good.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from board.selection.filters import Filters, unit_key
from board.selection.periods import Period, parse
from board.text import choices, codes
from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot

KEYS = ("unit", "period", "field", "procedure", "channel", "certification", "compare", "snapshot")
COMPARE = "previous"  # where an address names no comparison


@dataclass(frozen=True)
class Address:
    """What an address names; None for what it names not, and for a period that is none."""

    filters: Filters
    period: Period | None
    compare: str = COMPARE
    snapshot: str | None = None


def encode(address: Address) -> dict[str, str]:
    """The query parameters of an address."""
    filters, period = address.filters, address.period
    url = {
        "unit": filters.unit,
        "period": period and period.key,
        "field": filters.field,
        "procedure": filters.procedure,
        "channel": filters.channel,
        "certification": None if filters.certification else "0",
        "compare": address.compare,
        "snapshot": address.snapshot,
    }
    return {key: value for key, value in url.items() if value}


def decode(url: Mapping[str, str]) -> Address:
    """What query parameters name, whether the data hold it or not."""
    period = None
    with suppress(KeyError, ValueError):
        period = parse(url["period"])
    return Address(
        Filters(
            unit=url.get("unit"),
            field=url.get("field"),
            procedure=url.get("procedure"),
            channel=url.get("channel"),
            certification=url.get("certification") != "0",
        ),
        period,
        url.get("compare", COMPARE),
        url.get("snapshot"),
    )


def decode_known(
    url: dict[str, str], snapshot: Snapshot, first: date, last: date
) -> tuple[Address, str | None]:
    """What query parameters name of what a snapshot with days from `first` to `last` holds, and
    the sentence for the first value that it does not hold."""
    named = decode(url)
    filters, period = named.filters, named.period
    unit = unit_key(snapshot, filters.unit, last) if filters.unit else None
    procedures = ask(snapshot, "procedures", field=filters.field)
    is_known = {
        "unit": unit is not None,
        "field": filters.field in set(ask(snapshot, "fields")["field"]),
        "procedure": filters.procedure in set(procedures["code"]),
        "channel": filters.channel in codes.CHANNELS,
        "compare": named.compare in choices.COMPARE,
        "certification": url.get("certification") in ("0", "1"),
        "period": period is not None and period.start <= last and period.end >= first,
    }
    lost = {key: None for key in ("field", "procedure", "channel") if not is_known[key]}
    held = replace(
        named,
        filters=replace(filters, unit=unit, **lost),
        period=period if is_known["period"] else None,
        compare=named.compare if is_known["compare"] else COMPARE,
    )
    shown = url | {"period": period.label} if period else url
    sentences = (
        choices.unknown_in_address(choices.LABELS[key], shown[key])
        for key in is_known
        if key in url and not is_known[key]
    )
    return held, next(sentences, None)
