"""What a reader's scope leaves of entries that wait, which lie outside of any snapshot."""

from board.warehouse.ask import ask
from board.warehouse.snapshots import Snapshot

# Field → what of `scope.HIDDEN` it holds.
HIDDEN_FIELDS = {
    **dict.fromkeys(("officer_code", "officers", "recorded_by"), "posts"),
    "dossier_id": "codes",
    **dict.fromkeys(("summary", "result", "note", "change_reason"), "comments"),
}


def is_seen(unit_code: str, snapshot: Snapshot) -> bool:
    """Whether a snapshot's reader sees a unit by its code."""
    assert snapshot.scope, "nobody reads entries without a scope"
    units = snapshot.scope.units
    return units is None or unit_code in units or unit_code in set(ask(snapshot, "units")["code"])


def seen_values(values: dict[str, str], snapshot: Snapshot) -> dict[str, str]:
    """An entry's values; a field that the snapshot's reader does not see says nothing."""
    assert snapshot.scope, "nobody reads entries without a scope"
    hidden = HIDDEN_FIELDS.keys() - {
        name for name, part in HIDDEN_FIELDS.items() if part in snapshot.scope.sees
    }
    return {name: "" if name in hidden else value for name, value in values.items()}
