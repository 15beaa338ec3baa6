"""Where the data lies and what a ward may set; read once, at the start of a command."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from config_file import PROJECT, ConfigWrong, config_path, data_folder, read_config
from etl import words
from etl.words import Refusal
from log_lines import LogSettings
from workbook_file import WorkbookSettings


@dataclass(frozen=True)
class Settings:
    """The folders of one data directory and the tables `[etl]`, `[workbook]` and `[log]` of
    config.toml."""

    data: Path
    reference: Path
    home_unit: str | None
    reject_limit: float  # share of a file's rows; above it the file is refused whole
    name_day_slack_days: int  # a period's end this long after the newest row is no likely as-of
    snapshots_kept: int
    days_kept: int  # days of which the last snapshot is kept besides
    lock_wait_seconds: float
    memory_limit: str
    workbook: WorkbookSettings
    log: LogSettings
    load_units: tuple[str, ...] | None = None  # codes of the only units that a load may be of

    @property
    def inbox(self) -> Path:
        """Where a ward puts its files, which stay there as they are."""
        return self.data / "inbox"

    @property
    def entries(self) -> Path:
        """Where the dashboard writes what is entered on its pages."""
        return self.inbox / "entries"

    @property
    def staged(self) -> Path:
        """Where landed files lie, by source and hash."""
        return self.data / "staged"

    @property
    def log_file(self) -> Path:
        """Where the commands' log goes, if it is kept; the dashboard has one of its own."""
        return self.data / "log" / "etl.log"

    @property
    def warehouse(self) -> Path:
        """Where snapshots and the pointer to the published one lie."""
        return self.data / "warehouse"


def read_settings(data: Path | None = None) -> Settings:
    """The settings for `data`, else for $BOARD_DATA, else for the project's own data folder.

    A data folder without a `reference` of its own uses the project's. Raises Refusal where
    config.toml holds a mistake, or the folder's name a backslash.
    """
    folder = data_folder(data)
    if os.sep == "/" and "\\" in str(folder):  # DuckDB opens another database then
        raise Refusal(words.data_folder.folder_with_backslash(str(folder)))
    reference = folder / "reference"
    # One of its own that cannot be reached is damage; the program's tables would not say so.
    if not os.path.lexists(reference):
        reference = PROJECT / "data" / "reference"
    try:
        tables = read_config(config_path())
    except ConfigWrong as wrong:
        raise Refusal(str(wrong)) from wrong
    own: dict[str, Any] = tables["etl"] | {"home_unit": tables["etl"]["home_unit"] or None}
    return Settings(
        data=folder,
        reference=reference,
        workbook=WorkbookSettings(**tables["workbook"]),
        log=LogSettings(**tables["log"]),
        **own,
    )
