"""Staged files that are dated after today: versions before 0.4 took them, no build does."""

from datetime import date

import ward_clock
from etl import words
from etl.settings import Settings
from etl.staged_file import Staged


def is_from_future(file: Staged, settings: Settings) -> bool:
    """Whether a staged file is dated after today; an entry may be, where somebody set the clock
    back since."""
    is_entry = (settings.entries / file.source / file.file).exists()
    return file.as_of > ward_clock.today().isoformat() and not is_entry


def refusals_of_future(found: list[Staged], reports: list[dict], settings: Settings) -> list[dict]:
    """What a summary says of each staged file that no build takes until its day has come, but for
    those that `reports` name already."""
    refused = {file.get("sha256") for file in reports if file["outcome"] == "refused"}
    return [
        {
            "file": file.file,
            "sha256": file.sha256,
            "outcome": "refused",
            "reason": "dated_after_today",
            "sentence": words.days.staged_in_future(
                file.file,
                date.fromisoformat(file.as_of),
                ward_clock.today(),
                str(file.parquet(settings.staged).with_suffix("")),
            ),
        }
        for file in found
        if is_from_future(file, settings) and file.sha256 not in refused
    ]
