"""Where something happens, for the log: the page that is drawn, and a name for its session."""

from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from log_lines import session_name


def run_place() -> dict[str, Any]:
    """The page and the session in whose run this is asked; nothing outside of one."""
    run = get_script_run_ctx(suppress_warning=True)
    if run is None:
        return {}
    page = st.session_state.get("page")
    return {"page": page.name if page else "-", "session": session_name(run.session_id)}
