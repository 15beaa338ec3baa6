"""What the board takes from config.toml."""

import sys
import tomllib
from dataclasses import dataclass

from config_file import PROJECT, ConfigWrong, config_path, read_config
from log_lines import LogSettings
from workbook_file import WorkbookSettings


@dataclass(frozen=True)
class Settings:
    """What a ward may set about its pages; every key stands in config.toml with its meaning."""

    stale_after_days: int
    due_soon_working_days: int
    certification_field: str
    hide_below_n: int
    warn_below_n: int
    load_limit_seconds: int
    answers_kept_mb: int
    opens_on_complete_quarter: bool


@dataclass(frozen=True)
class IntakeSettings:
    """What a ward may set about files that come into the inbox."""

    watch: bool
    poll: bool


@dataclass(frozen=True)
class EntrySettings:
    """What a ward may set about entering on a page."""

    allowed: bool


@dataclass(frozen=True)
class PaperSettings:
    """What a ward may set about its papers."""

    address: str
    report_recipient: str


@dataclass(frozen=True)
class ServerSettings:
    """What a ward may set about who is answered, and how much is taken in."""

    hosts: list[str]
    upload_limit_mb: int


@dataclass(frozen=True)
class AccessSettings:
    """What a ward may set about signing in."""

    without_accounts: bool
    idle_minutes: int
    session_hours: int
    open_id_issuer: str
    open_id_client: str


try:
    _TABLES = read_config(config_path())
except ConfigWrong as wrong:
    sys.exit(str(wrong))  # a start that fails says why, without the way there
VERSION: str = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
SETTINGS = Settings(**_TABLES["board"])
HOME_UNIT: str = _TABLES["etl"]["home_unit"]  # its code, or empty
WORKBOOK = WorkbookSettings(**_TABLES["workbook"])
INTAKE = IntakeSettings(**_TABLES["intake"])
ENTRIES = EntrySettings(**_TABLES["entries"])
PAPERS = PaperSettings(**_TABLES["papers"])
LOG = LogSettings(**_TABLES["log"])
SERVER = ServerSettings(**_TABLES["server"])
ACCESS = AccessSettings(**_TABLES["access"])
