"""The ward's clock, wherever the machine stands: no other module asks what time it is."""

import time
from datetime import date, datetime
from zoneinfo import ZoneInfo

WARD_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def at(seconds: float) -> datetime:
    """A moment in seconds since 1970, such as a file's time of change, on the ward's clock."""
    return datetime.fromtimestamp(seconds, WARD_ZONE)


def now() -> datetime:
    """The present moment on the ward's clock."""
    return at(time.time())


def today() -> date:
    """The ward's present day."""
    return now().date()
