"""python -m bench.alarms: simulates wards and writes into docs/alarms.md what was said of them.

The same figures each time, but for the day; some minutes on two cores.
"""

import os
from datetime import date
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "alarms.md"


def main() -> None:
    """Counts each row and writes the page."""
    from bench.alarms import page, plan

    PAGE.write_text(page.page(plan.counted(), date.today()), "utf-8")


if __name__ == "__main__":
    # The tables are small: more threads than processes only wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
