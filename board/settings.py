"""The `[board]` table of config.toml and where the data folder is."""

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Settings:
    """What a ward may set about its pages; every key stands in config.toml with its meaning."""

    stale_after_days: int
    due_soon_working_days: int
    certification_field: str
    hide_below_n: int
    warn_below_n: int


SETTINGS = Settings(**tomllib.loads((PROJECT / "config.toml").read_text("utf-8"))["board"])


def data_folder() -> Path:
    """$BOARD_DATA, else the project's own data folder; asked anew each time."""
    return Path(os.environ.get("BOARD_DATA") or PROJECT / "data").resolve()
