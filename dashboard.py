"""The front door: `streamlit run dashboard.py`.

An ASGI app, so that the main script is not beside `pages/` and no link can run a page without the
shell. Before the first reader comes, it loads what there is to load: the inbox, else the sample.
"""

import subprocess
import sys
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from board.settings import data_folder

HERE = Path(__file__).resolve().parent
FILES = (".csv", ".tsv", ".txt")  # what `etl load` takes from a folder


def load_if_nothing_is_published() -> None:
    """Runs the ETL once, in a process of its own, when there is no snapshot yet."""
    data = data_folder()
    if (data / "warehouse" / "CURRENT").exists():
        return
    inbox = data / "inbox"
    own_files = [path for path in inbox.rglob("*") if path.suffix.lower() in FILES]
    source = inbox if own_files else HERE / "data" / "sample"
    subprocess.run(
        [sys.executable, "-m", "etl", "load", str(source), "--data", str(data)],
        cwd=HERE,
        check=False,
    )


@asynccontextmanager
async def lifespan(app: st.App):
    load_if_nothing_is_published()
    yield {}


app = st.App("board/shell.py", lifespan=lifespan)
