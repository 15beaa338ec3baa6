"""Every page goes through here: navigation, filters, freshness; then the page itself."""

import logging
from contextlib import ExitStack, nullcontext
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import StopException

from board.text import meeting, sign_in
from board.text import pages as pages_text
from board.text import snapshots as snapshots_text
from board.ui import address_bar, sidebar
from board.ui.components import blocks, downloads, first_load
from board.ui.components.drawn_table import plain_switch
from board.ui.components.signed_in import signed_in_lines
from board.ui.sections import reports
from board.ui.session import current_selection, start_page, viewer
from board.warehouse import snapshots
from log_lines import note

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent.parent / "pages"

# An icon of our own: a named one would be fetched from outside.
st.set_page_config(
    page_icon=str(HERE / "assets" / "icon.svg"),
    layout="wide",
    initial_sidebar_state=248,
)
st.html(HERE / "page.css")
who = viewer()


def is_listed(name: str) -> bool:
    """Whether the list of pages names a page for who reads."""
    deed = pages_text.ONLY_FOR.get(name)
    is_theirs = deed is None or (who.account is not None and who.may(deed))
    return is_theirs and name not in pages_text.NOT_IN_THE_LIST


pages = {
    name: st.Page(
        PAGES / f"{name}.py",
        title=title,
        icon=icon,
        url_path=path,
        default=name == "overview",
        visibility="visible" if is_listed(name) else "hidden",
    )
    for name, (title, icon, path) in pages_text.PAGES.items()
}


def opened(on_screen: bool):
    """The page that the address names; on the meeting's screen there is no list of pages."""
    position = "hidden" if on_screen else "sidebar"
    return st.navigation(list(pages.values()), position=position, expanded=True)


# Only the navigation knows which page it is. So it is first drawn as in the run before, that the
# list of pages neither flashes up nor goes away while a reader stays.
was_on_screen = st.session_state.get("on_screen", False)
page = opened(was_on_screen)
on_screen = st.session_state["on_screen"] = page is pages["meeting"]
if on_screen != was_on_screen:
    page = opened(on_screen)
if on_screen:
    st.html(HERE / "slides.css")
else:
    st.logo(":material/account_balance:", size="large")

drawn = next(name for name, candidate in pages.items() if candidate is page)
address_bar.start(drawn)
with st.container(width="stretch" if on_screen else 1280):
    try:
        if "snapshot" not in st.query_params:
            blocks.stands_in(snapshots.current())
        if who.has_no_role:
            blocks.title(drawn)
            signed_in_lines(who, is_sample=False)
            blocks.sentence(sign_in.NO_ROLE)
            address_bar.finish(drawn)
            st.stop()
        start_page(sidebar.choose(hidden=on_screen), drawn)
        if not on_screen:
            plain_switch()
            signed_in_lines(who, current_selection().snapshot.is_sample)
    except snapshots.NoWarehouse:
        blocks.title(drawn)
        first_load.nothing_to_show(snapshots_text.NO_WAREHOUSE)
    except snapshots.WrongSchema:
        blocks.title(drawn)
        first_load.nothing_to_show(snapshots_text.WRONG_SCHEMA)
    except snapshots.SnapshotLost:
        blocks.title(drawn)
        blocks.sentence(snapshots_text.SNAPSHOT_LOST)
    except sidebar.UnknownAddressValue as unknown:
        blocks.title(drawn)
        blocks.sentence(str(unknown))
        if unknown.snapshot:
            reports.links_to_sent(unknown.snapshot)
        if on_screen:
            st.page_link(pages["overview"], label=meeting.LEAVE_TO_CHOOSE)
    else:
        try:
            with ExitStack() as wait:
                # In the sidebar it pushes nothing on the page; slides have no sidebar.
                with nullcontext() if on_screen else st.sidebar:
                    wait.enter_context(st.spinner(pages_text.LOADING))
                if drawn in pages_text.ONLY_FOR and not who.may(pages_text.ONLY_FOR[drawn]):
                    blocks.sentence(pages_text.NOT_FOR_YOU)
                    st.stop()
                page.run()
            if not on_screen:
                with st.sidebar:
                    downloads.page_button(current_selection())
        except StopException:
            address_bar.finish(drawn)
            raise
        except Exception:
            # The reader gets a sentence, the log the reason.
            note("page_failed", logging.ERROR, error=True)
            blocks.sentence(pages_text.BROKEN)
address_bar.finish(drawn)
