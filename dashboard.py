"""The front door: `streamlit run dashboard.py`.

An ASGI app, so that the main script is not beside `pages/` and no link can run a page without the
shell. As it starts it loads what there is to load where nothing is published that it can open.
"""

import gc
import json
import logging
import os
import sys
import time
from collections.abc import Iterable
from contextlib import asynccontextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import streamlit as st
import streamlit.logger
from starlette.middleware import Middleware
from streamlit.runtime import get_instance, media_file_manager

import board
from board.access.accounts.sessions import Limits
from board.access.gate import Gate
from board.access.index_page import own_index
from board.access.open_id import Provider
from board.access.open_id_door import OpenIdDoor
from board.access.own_machine import asks, why_not_started
from board.access.routes import Routes
from board.access.settings_log import note_changed_settings
from board.access.sign_in import SignIn
from board.intake.dropped_files import wipe_folders, wipe_own_folders
from board.intake.publishing import publish, wipe_scratch
from board.intake.watching import inbox_watched
from board.runtime.own_names import is_own_name
from board.runtime.settings import ACCESS, LOG, SERVER, VERSION
from board.text.access import OPEN_ID_HALF_SET
from board.text.pages import HOME_PATH, PAGES
from board.ui.run_place import run_place
from board.warehouse import snapshots
from config_file import data_folder
from inbox_file import is_somebodys
from log_lines import note, start

HERE = Path(__file__).resolve().parent
RUN_AS_SCRIPTS = {"board.__main__", "board.ui.shell"}
KEPT_SECONDS = 60  # forty people on two cores: a browser asked after ten seconds for its press


def load_what_cannot_be_shown_yet() -> None:
    """Starts a load where nothing is published, or another version built what is: a load builds
    anew from all that was ever landed. A snapshot that is lost is for a person to decide on."""
    try:
        snapshots.current()
    except (snapshots.NoWarehouse, snapshots.WrongSchema):
        publish(first_load(data_folder()))
    except snapshots.SnapshotLost:
        return


def first_load(data: Path) -> Path:
    """The folder that a first load takes: the inbox, but the sample where nothing else came yet."""
    inbox = data / "inbox"
    if os.path.lexists(inbox) and not inbox.is_dir():
        return inbox  # a link to a drive that is not there: the load says so
    own_files = any(map(is_somebodys, inbox.rglob("*")))
    if own_files or not all(_is_of_sample(note) for note in data.glob("staged/*/*.json")):
        inbox.mkdir(parents=True, exist_ok=True)
        return inbox
    return HERE / "data" / "sample"


def _is_of_sample(note: Path) -> bool:
    """Whether a landed file is of the sample; a damaged note says nothing and is taken for real."""
    try:
        return json.loads(note.read_bytes())["is_sample"] is True
    except (OSError, ValueError, KeyError, TypeError):
        return False


def import_what_pages_use() -> None:
    """Imports the board and leaves its libraries out of every later garbage collection.

    Streamlit collects garbage after each run of a page, and the run's last messages wait for it:
    55 ms where it looks through the libraries too, 5 ms where it does not.
    """
    for module in walk_packages(board.__path__, "board."):
        if module.name not in RUN_AS_SCRIPTS:
            import_module(module.name)
    gc.collect()
    gc.freeze()


class KeptFile(media_file_manager.MediaFileMetadata):
    """A file that a press for a download made, which no page holds.

    Streamlit throws it away at the second end of anybody's run, which among twenty readers comes
    before the browser has asked for it; here not before KEPT_SECONDS have passed.
    """

    marked_at: float | None = None

    def mark_for_delete(self) -> None:
        """Says that no page holds it."""
        self.marked_at = self.marked_at or time.monotonic()

    @property
    def is_marked_for_delete(self) -> bool:
        """Whether it may go."""
        return self.marked_at is not None and time.monotonic() > self.marked_at + KEPT_SECONDS


def close_sessions(sessions: Iterable[str]) -> None:
    """Gives back what sessions hold: Streamlit keeps it until the next session is lost."""
    for session in sessions:
        get_instance().close_session(session)


def hand_on(logger: logging.Logger) -> None:
    """Lets a logger's lines go where all go, in place of a console and a format of its own."""
    logger.handlers.clear()
    logger.propagate = True
    if logger.name.startswith("uvicorn"):
        logger.setLevel(logging.WARNING)  # else it logs each request with its parameters


@asynccontextmanager
async def lifespan(app: st.App):
    """What the server does before its first request and after its last."""
    # Streamlit calls it for each of its loggers, also for those yet to come.
    streamlit.logger.setup_formatter = hand_on
    streamlit.logger.update_formatter()
    for name in ("uvicorn", "uvicorn.access", "uvicorn.error"):
        hand_on(logging.getLogger(name))
    start(data_folder() / "log" / "board.log", LOG, run_place)
    note("started", version=VERSION)
    try:
        note_changed_settings(data_folder())
    except OSError:
        note("audit_not_written", logging.ERROR, error=True, kind="settings")
    wipe_scratch()
    wipe_folders()
    load_what_cannot_be_shown_yet()
    import_what_pages_use()
    with inbox_watched():
        yield {}
    wipe_own_folders()
    note("stopped")


media_file_manager.MediaFileMetadata = KeptFile
address, index_html = (
    st.get_option("server.address"),
    Path(st.__file__).parent / "static/index.html",
)
if refusal := why_not_started(
    address, SERVER.hosts, has_certificate=bool(st.get_option("server.sslCertFile"))
):
    sys.exit(refusal)
if bool(ACCESS.open_id_issuer) != bool(ACCESS.open_id_client):
    sys.exit(OPEN_ID_HALF_SET)
gate = Middleware(
    Gate,
    hosts=SERVER.hosts,
    index_html=own_index(index_html.read_text("utf-8")),
    answers_others=not is_own_name(address),
)
sign_in = Middleware(
    SignIn,
    limits=Limits(ACCESS.idle_minutes * 60, ACCESS.session_hours * 3600),
    asks=partial(asks, ACCESS.without_accounts),
    open_id=(
        OpenIdDoor(Provider(ACCESS.open_id_issuer, ACCESS.open_id_client))
        if ACCESS.open_id_issuer
        else None
    ),
)
routes = Middleware(
    Routes,
    index_html=index_html.read_text("utf-8"),
    home=HOME_PATH,
    pages=[path for _, _, path in PAGES.values() if path != HOME_PATH],
    upload_limit_mb=SERVER.upload_limit_mb,
    # Half of it, since Streamlit closes no session any more that it has forgotten.
    grace_seconds=st.get_option("server.disconnectedSessionTTL") / 2,
    when_ended=close_sessions,
)
app = st.App("board/ui/shell.py", lifespan=lifespan, middleware=[gate, sign_in, routes])
