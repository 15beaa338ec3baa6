"""Which of the staged files a build takes."""

from collections.abc import Collection

from etl.future import is_from_future
from etl.part_file import newest_versions
from etl.settings import Settings
from etl.staged_file import Staged


def in_use(staged: list[Staged], settings: Settings, out: Collection[str]) -> list[Staged]:
    """The files that are not dated after today and whose hashes are not among those withdrawn; of
    the sample only as long as there is nothing real; each in its newest mended version."""
    found = [s for s in staged if s.sha256 not in out and not is_from_future(s, settings)]
    return newest_versions([s for s in found if not s.is_sample] or found)
