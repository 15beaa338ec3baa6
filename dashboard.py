"""The front door: `streamlit run dashboard.py`.

An ASGI app, so that the main script is not beside `pages/` and no link can run a page without the
shell. Before the first reader comes, it loads what there is to load: the inbox, else the sample.
"""

import gc
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import streamlit as st

import board
from board.publishing import load_now
from board.settings import data_folder

HERE = Path(__file__).resolve().parent
RUN_AS_SCRIPTS = {"board.__main__", "board.shell"}
FILES = (".csv", ".tsv", ".txt")  # what `etl load` takes from a folder


def load_if_nothing_is_published() -> None:
    """Runs the ETL once, in a process of its own, when there is no snapshot yet."""
    data = data_folder()
    if (data / "warehouse" / "CURRENT").exists():
        return
    inbox = data / "inbox"
    own_files = [path for path in inbox.rglob("*") if path.suffix.lower() in FILES]
    source = inbox if own_files else HERE / "data" / "sample"
    load_now(data, source)


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


@asynccontextmanager
async def lifespan(app: st.App):
    load_if_nothing_is_published()
    import_what_pages_use()
    yield {}


app = st.App("board/shell.py", lifespan=lifespan)
