"""What of the entries in a register waits for a load, or was refused by one."""

import streamlit as st

from board.intake import publishing
from board.registers import entry_files, record_fields, record_places
from board.registers.entry_policy import may_write, why_read_only
from board.selection.selection import Selection
from board.text import entries as entries_text
from board.ui.components import blocks
from board.warehouse.snapshots import current


def waiting_part(
    source: str,
    fields,
    waiting: list[entry_files.Entry],
    selection: Selection,
    mends: bool = True,
) -> None:
    """How many entries wait; those that were refused, with why and ways to drop them or, where
    `mends` as beside the register's form, to mend them."""
    if saved := st.session_state.pop("entry_saved", None):
        st.success(blocks.escaped(saved), icon=":material/check:")
    key = fields["field"].iloc[0]
    dated = entry_files.numbered_by(source, selection.snapshot)
    refused = [(entry, entry.refused) for entry in waiting if entry.refused]
    writes = why_read_only(source, selection) is None
    for entry, why in refused:
        sentence = entries_text.entry_refused(entry.values, entry.values[key], why)
        st.warning(blocks.escaped(sentence), icon=":material/block:")
        if not (writes and may_write(source, selection, entry.values.get("unit_code") or None)):
            continue
        with st.container(horizontal=True):
            fits = mends and record_fields.fits_a_form(fields, entry)
            mended_here = fits and st.button(entries_text.MEND, key=f"mend_{entry.path.stem}")
            drops = st.button(entries_text.LAY_ASIDE, key=f"aside_{entry.path.stem}")
        if mended_here:
            place = (
                record_places.named(record_places.place_of(entry.values, key, dated))
                if entry.changed
                else ""
            )
            st.session_state[f"pick_{source}"] = place
            st.session_state[f"mended_{source}"] = (place, entry)
            st.session_state["saved"] = st.session_state.get("saved", 0) + 1
        if mended_here or drops:
            entry_files.withdraw(entry, selection.viewer.account)
            st.rerun()
    if len(waiting) == len(refused):
        return
    runs = publishing.is_publishing()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(entries_text.entries_wait(len(waiting) - len(refused), runs), width="content")
        if runs:
            watch(selection.snapshot.name)
        elif writes and st.button(entries_text.PUBLISH_NOW, key=f"publish_{key}", type="tertiary"):
            publishing.publish()
            st.rerun()
    last_failure()


def last_failure() -> None:
    """Why the last load that the board started published nothing, where none runs now."""
    if not publishing.is_publishing() and (why := publishing.failure()):
        st.warning(blocks.escaped(why), icon=":material/block:")


@st.fragment(run_every=0.5)
def watch(shown: str) -> None:
    """Draws the page anew once a load has published, or has ended without; `shown` is the snapshot
    that the page shows."""
    if current().name != shown or not publishing.is_publishing():
        st.rerun()


def mended(source: str, place: str, names: dict) -> dict[str, str]:
    """What a refused entry that is being mended said of the record at a place."""
    of, entry = st.session_state.get(f"mended_{source}", (None, None))
    if of != place:
        return {}
    return {name: entry.values[name] for name in entry.changed or names if name in names}
