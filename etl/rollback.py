"""Back to an older snapshot, to stay there: what it was not built from is withdrawn."""

from pathlib import Path

from etl import words
from etl.build import snapshot_id
from etl.entry_files import is_named_by_page
from etl.in_use import in_use
from etl.part_file import handed_in, with_originals
from etl.settings import Settings
from etl.snapshots import current, files_of, held, opens, snapshots
from etl.staged_file import Staged, staged_files
from etl.withdrawals import append, may_be_withdrawn
from etl.words import Refusal
from etl.words import withdrawals as text
from whole_file import write_whole
from withdrawal_file import withdrawn


def rollback(settings: Settings, snapshot: str | None) -> dict:
    """Points CURRENT at `snapshot`, else at the one built before it that holds no withdrawn file.

    Files that it lacks are withdrawn, those of its own that an earlier rollback withdrew are
    restored; what was entered on pages stays, and comes back with the next news. Gives the names of
    `snapshot` and of the files, how many `entries` it lacks, and as `left` the snapshot that was
    published last, over several rollbacks: HELD names it until there is news. Raises Refusal where
    there is no such snapshot that opens, and where it holds a file that a person withdrew.
    """
    folder, now = settings.warehouse, current(settings.warehouse)
    out, staged = withdrawn(settings.data), staged_files(settings.staged)

    def held_by(name: str) -> set[str]:
        """Hashes of a snapshot's files, and of those upon which its mended versions were made."""
        return with_originals(files_of(folder, name), staged)

    known = [name for name in snapshots(folder) if opens(folder, name)]
    if snapshot is None:
        older = known[known.index(now) + 1 :] if now in known else known
        snapshot = next((name for name in older if not held_by(name) & out.keys()), None)
    if snapshot is None:
        raise Refusal(words.data_folder.NO_OLDER_SNAPSHOT)
    if snapshot not in known:
        raise Refusal(words.data_folder.snapshot_unknown(snapshot, known))
    in_snapshot = held_by(snapshot)
    restored = [out[sha256] for sha256 in out if sha256 in in_snapshot]
    if by_a_person := [file for file in restored if not file.by_rollback]:
        raise Refusal(text.holds_withdrawn(snapshot, by_a_person))
    later = [file for file in in_use(staged, settings, out) if file.sha256 not in in_snapshot]
    gone = _to_withdraw(later, [file for file in staged if file.sha256 not in out], in_snapshot)
    then = in_use(staged, settings, (out.keys() - in_snapshot) | {file.sha256 for file in gone})
    makes = snapshot_id(then, settings) if then else None
    record = append(
        settings, "rollback", out=[*map(handed_in, gone)], restored=restored, makes=makes
    )
    left = held(folder) or now or snapshot
    try:
        _point_to(folder, snapshot, left)
    except OSError:
        if current(folder) == now:
            record.unlink()
        raise
    return {
        "snapshot": snapshot,
        "left": left,
        "withdrawn": [handed_in(file).file for file in gone],
        "restored": [file.file for file in restored],
        "entries": sum(is_named_by_page(Path(file.file)) for file in later),
    }


def _to_withdraw(later: list[Staged], staged: list[Staged], in_snapshot: set[str]) -> list[Staged]:
    """The files of `staged` that a snapshot lacks, `later` being those in use. A file goes with its
    versions; of one that the snapshot holds only the later ones go."""
    files = {file.part.get("of", file.sha256) for file in later if may_be_withdrawn(file)}
    return [
        file
        for file in staged
        if file.sha256 not in in_snapshot
        and (file.sha256 in files or file.part.get("of") in files & in_snapshot)
    ]


def _point_to(folder: Path, snapshot: str, left: str) -> None:
    """Publishes `snapshot`; HELD names `left` as long as it is another."""
    if left != snapshot:
        write_whole(folder / "HELD", f"{left}\n")
    write_whole(folder / "CURRENT", f"{snapshot}\n")
    if left == snapshot:
        (folder / "HELD").unlink(missing_ok=True)
