"""A staged file read once more from the file that was handed in, by what its note says of it."""

from dataclasses import fields
from pathlib import Path

from etl import words
from etl.contract import Match
from etl.land import Staged
from etl.profile import Profile
from etl.read import Layout, layout, matched
from etl.settings import Settings


def profile_of(staged: Staged) -> Profile:
    """The profile that reads a file's columns as they were read when it landed."""
    named = {f.name for f in fields(Profile)}
    kept = {name: _held(value) for name, value in staged.profile.items() if name in named}
    columns = {name: title for name, title in staged.headers.items() if title != words.GROUP_ROW}
    return Profile(source=staged.source, columns=columns, **kept)


def found_again(path: Path, staged: Staged, settings: Settings) -> tuple[Layout, Match]:
    """The layout and the columns of the file that `staged` was made of."""
    profile = profile_of(staged)
    file = layout(path, profile=profile, limits=settings.workbook)
    return file, matched(file, profile)


def _held(value):
    return tuple(value) if isinstance(value, list) else value
