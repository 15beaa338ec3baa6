"""Every page goes through here: navigation, filters, freshness; then the page itself."""

import logging
from pathlib import Path

import streamlit as st

from board import blocks, sidebar, warehouse, words

HERE = Path(__file__).resolve().parent
PAGES = HERE.parent / "pages"

# An icon of our own: a named one would be fetched from outside.
st.set_page_config(
    page_title=words.APP,
    page_icon=str(HERE / "assets" / "icon.svg"),
    layout="wide",
    initial_sidebar_state=248,
)
st.logo(":material/account_balance:", size="large")
page = st.navigation(
    [
        st.Page(
            PAGES / f"{name}.py",
            title=title,
            icon=icon,
            url_path=path,
            default=name == "overview",
            visibility="hidden" if name == "rows" else "visible",
        )
        for name, (title, icon, path) in words.PAGES.items()
    ],
    expanded=True,
)

with st.container(width=1280):
    try:
        st.session_state["choice"] = sidebar.choose()
    except warehouse.NoWarehouse:
        blocks.sentence(words.NO_WAREHOUSE)
    except warehouse.WrongSchema:
        blocks.sentence(words.WRONG_SCHEMA)
    except warehouse.SnapshotLost:
        blocks.sentence(words.SNAPSHOT_LOST)
    except sidebar.Gone as gone:
        blocks.sentence(str(gone))
    else:
        try:
            with st.spinner(words.LOADING):
                page.run()
        except Exception:
            # The reader gets a sentence, the log the reason.
            logging.getLogger(__name__).exception("page %s", page.title)
            blocks.sentence(words.BROKEN)
