"""Records told apart by their places, and as they will stand with the entries that wait."""

from collections.abc import Sequence

from board.registers.entry_files import BOOKKEEPING, Entry


def place_of(record: dict, key: str, dated: Sequence[str]) -> tuple[str, str, str]:
    """What identifies a record: its unit, its number and the year of that, "" where it has no day.

    `dated` are the fields of `numbered_by`."""
    year = record.get("record_year") or next((record[f][:4] for f in dated if record.get(f)), "")
    return record["unit_code"], record[key], year


def named(place: tuple[str, str, str]) -> str:
    """A record's place as one text."""
    return " ".join(part for part in place if part)


def clashes(place: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Whether two records would be one by their numbers: of one year, or one of no year."""
    return place[1] == other[1] and (place[2] == other[2] or not (place[2] and other[2]))


def with_waiting(
    records: list[dict], waiting: Sequence[Entry], key: str, dated: Sequence[str] = ()
) -> list[dict]:
    """Records, each a dict of texts, as they will stand once the waiting entries are published:
    `waits` is true where one changes them. New ones come first; one made void stays until then."""
    published = {place_of(record, key, dated): record | {"waits": False} for record in records}
    new: dict[tuple[str, str, str], dict] = {}
    for entry in waiting:
        if entry.refused:
            continue
        place = _place_among(entry, {**published, **new}, key, dated)
        fields = _counted_fields(entry) | {"waits": True}
        if place in published:
            published[place] |= fields
        elif not entry.changed or place in new:
            new[place] = new.get(place, {}) | fields
    return [*new.values(), *published.values()]


def _place_among(
    entry: Entry, records: dict[tuple[str, str, str], dict], key: str, dated: Sequence[str]
) -> tuple[str, str, str]:
    """The place of the record that an entry is of, among the places of `records`."""
    place = place_of(entry.values, key, dated)
    if not entry.changed or place in records:
        return place
    # It moved the day by which its number is of a year, or wrote the first.
    return max((other for other in records if other[:2] == place[:2]), default=place)


def _counted_fields(entry: Entry) -> dict[str, str]:
    """The fields of an entry that count: those that it changed, of a new record all."""
    own = [name for name in entry.values if name not in BOOKKEEPING]
    return {name: entry.values[name] for name in entry.changed or own if name in own}
