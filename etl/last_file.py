"""The withdrawal of a file, also of the last one in use: then the sample comes in its place."""

from config_file import PROJECT
from etl.load import load
from etl.profile import Profile
from etl.settings import Settings
from etl.withdrawals import NothingLeft, withdraw

SAMPLE = PROJECT / "data" / "sample"


def withdraw_file(
    settings: Settings, name: str, by: str | None, why: str | None, undo: bool, progress
) -> dict:
    """Does what `withdraw` does; where nothing would be left to show, the sample is loaded before,
    which no build takes as long as a real file is in use."""
    try:
        return withdraw(settings, name, by, why, undo, progress)
    except NothingLeft:
        if not SAMPLE.exists():
            raise
        load(settings, [SAMPLE], Profile(), None, progress)
    return withdraw(settings, name, by, why, undo, progress)
