"""The mended rows of a load, taken after the files that they may be of."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from etl import words
from etl.check import Rejections
from etl.land import Staged
from etl.mend import Mender, Version
from etl.part_file import Part
from etl.rejected_lines import losses, refusal_details
from etl.rejected_rows import RejectedRows
from etl.take import Taken, refuse_doubtful, stamp
from etl.words import Refusal


@dataclass(frozen=True)
class Waiting:
    """A file of mended rows, and what the summary says of it."""

    path: Path
    told: dict
    parts: list[Part]
    stamp: tuple[int, int]


@dataclass(frozen=True)
class Doubtful:
    """A file that was refused for its rows, as it was taken; with mended rows it may do."""

    path: Path
    taken: Taken
    told: dict
    loaded: dict  # what the summary says of it then
    as_of: date | None


def load_parts(
    waiting: list[Waiting],
    told: list[dict],
    mender: Mender,
    used: list[Staged],
    known: set[str],
    doubtful: dict[str, Doubtful],
    stage: Callable[[Staged, Path], Staged],
    refused: Callable[[Refusal, Path], dict],
    back: RejectedRows | None,
) -> None:
    """Stages what each file makes of the files in use, which grow by it, and says so in `told`;
    one that was refused is taken where its mended rows are enough."""
    for file in waiting:
        sha256 = file.told["sha256"]
        if sha256 in known:
            file.told["outcome"] = "known"
            continue
        try:
            held = [one.taken.staged for one in doubtful.values()]
            versions = mender.versions(file.path, sha256, file.parts, [*used, *held])
            if stamp(file.path) != file.stamp:
                raise Refusal(words.files.changing(file.path.name))
            for version in versions:
                _refuse_doubtful(version, doubtful, mender)
        except Refusal as refusal:
            found = getattr(refusal, "found", [])
            file.told.update(refused(refusal, file.path) | refusal_details(found, refusal))
            versions = []
        for version in versions:
            if original := doubtful.pop(version.original.sha256, None):
                staged = stage(original.taken.staged, original.taken.landed)
                original.told.clear()
                original.told.update(original.loaded | asdict(staged))
            for one in told:
                if "losses" in one and one["sha256"] == version.original.sha256:
                    one["losses"] = losses(version.refused)
            staged = stage(version.staged, version.landed)
            name, mends = file.told["file"], file.told.get("mends", [])
            file.told.update(asdict(staged), outcome="loaded", is_entry=False, file=name)
            file.told["mends"] = [*mends, version.mends]
            known.add(sha256)
        if back:
            mender.give_back(back, file.path, file.parts, used)


def _refuse_doubtful(version: Version, doubtful: dict[str, Doubtful], mender: Mender) -> None:
    """Raises Refusal where a file is refused for its rows even with those that were mended."""
    if original := doubtful.get(version.original.sha256):
        commonest = version.refused[0].sentence if version.refused else None
        rejected = Rejections(len(version.refused), commonest)
        taken = Taken(version.staged, version.landed, version.checked, rejected)
        refuse_doubtful(mender.con, original.path, taken, mender.settings, original.as_of)
