"""The dashboard as AppTest runs it, page by page."""

from functools import cache
from tempfile import TemporaryDirectory

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import PROJECT

SHELL = str(PROJECT / "board" / "ui" / "shell.py")


def session() -> AppTest:
    """A new session of the dashboard, which can go to any page before its first run."""
    app = AppTest.from_file(SHELL, default_timeout=300)
    app._registered_pages = _pages()
    return app


@cache
def _pages() -> dict:
    """The pages that the shell registers. Only a run says which; over no data it is a short one."""
    app = AppTest.from_file(SHELL, default_timeout=300)
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setenv("BOARD_DATA", folder)
        app.run()
    return app._registered_pages
