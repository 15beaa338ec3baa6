"""The ward's clock, wherever the server stands: no other module of board asks what time it is."""

import time
from datetime import date, datetime

from ward_clock import WARD_ZONE


def now() -> datetime:
    """The present moment on the ward's clock."""
    return datetime.fromtimestamp(time.time(), WARD_ZONE)


def today() -> date:
    """The ward's present day."""
    return now().date()
