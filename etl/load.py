"""One load from end to end: read → land → check → build → publish."""

import csv
from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb

from etl import words
from etl.build import build, connect, in_use, snapshot_id
from etl.check import check, checked_path, rejections
from etl.land import Staged, keep, land, staged_files
from etl.profile import Profile
from etl.publish import current, held, note_last_load, point_to, publish, writing
from etl.read import file_hash
from etl.settings import Settings
from etl.words import Refusal

ENDINGS = (".csv", ".txt", ".tsv")


def load(
    settings: Settings, paths: list[Path], profile: Profile, as_of: date | None, progress
) -> dict:
    """Lands the new files among `paths`, builds and publishes; gives the summary.

    A refused file is named in the summary with its sentence; the others go on. Raises Refusal
    when nothing could be taken, or nothing could be published.
    """
    with writing(settings) as scratch:
        files = _files(paths or [settings.inbox], must_exist=bool(paths))
        known = {s.sha256 for s in staged_files(settings.staged)}
        officers = _officers(settings)
        told = []
        for path in files:
            progress.step("read", path.name)
            sha256 = file_hash(path)
            if sha256 in known:
                told.append({"file": path.name, "sha256": sha256, "outcome": "known"})
                continue
            known.add(sha256)
            try:
                staged = _take(path, sha256, settings, profile, as_of, officers, scratch, progress)
                told.append({"outcome": "loaded"} | asdict(staged))
            except Refusal as refusal:
                told.append(
                    {
                        "file": path.name,
                        "sha256": sha256,
                        "outcome": "refused",
                        "sentence": str(refusal),
                    }
                )
        summary = _publish(settings, scratch, told, progress)
        note_last_load(settings.warehouse, summary)
    return summary


def rebuild(settings: Settings, progress) -> dict:
    """Checks every staged file anew, builds and publishes; gives the summary."""
    with writing(settings) as scratch:
        for cached in (settings.data / "checked").glob("*/*.parquet"):
            cached.unlink()
        (settings.warehouse / "HELD").unlink(missing_ok=True)
        return _publish(settings, scratch, [], progress, anew=True)


def _files(paths: list[Path], must_exist: bool) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            files += sorted(p for p in path.rglob("*") if p.suffix.lower() in ENDINGS)
        elif path.is_file():
            files.append(path)
        elif must_exist:
            raise Refusal(words.file_missing(str(path)))
    return files


def _take(path, sha256, settings, profile, as_of, officers, scratch, progress) -> Staged:
    """Lands and checks one file and keeps it, unless too many of its rows are refused."""
    con = connect(settings, scratch)
    try:
        staged, landed = land(
            con, path, sha256, settings, profile, as_of, officers, scratch, progress
        )
        progress.step("check", path.name)
        checked = checked_path(staged, settings.data)
        check(con, staged.source, staged.profile, landed, checked)
        rejected = rejections(con, staged, checked)
    finally:
        con.close()
    if rejected.rows > settings.reject_limit * staged.rows_read:
        checked.unlink()
        raise Refusal(
            words.too_many_rejected(
                path.name,
                rejected.rows,
                staged.rows_read,
                settings.reject_limit,
                rejected.commonest,
            )
        )
    keep(staged, landed, settings.staged)
    return staged


def _publish(settings: Settings, scratch: Path, told: list[dict], progress, anew=False) -> dict:
    refused = [t["sentence"] for t in told if t["outcome"] == "refused"]
    loaded = any(t["outcome"] == "loaded" for t in told)
    staged = in_use(staged_files(settings.staged))
    if not staged:
        if refused:
            raise Refusal("\n".join(refused))
        raise Refusal(words.NOTHING_STAGED)
    snapshot = snapshot_id(staged, settings)
    published = anew or snapshot not in (current(settings.warehouse), held(settings.warehouse))
    if refused and not published and not loaded:
        raise Refusal("\n".join(refused))
    if published:
        _build_and_publish(settings, scratch, snapshot, staged, progress, anew)
    return _summary(settings, told, published)


def _build_and_publish(settings, scratch, snapshot, staged, progress, anew) -> None:
    if (settings.warehouse / f"{snapshot}.duckdb").exists() and not anew:
        # The same inputs make the same snapshot; it needs only to be pointed at.
        point_to(settings.warehouse, snapshot)
        return
    _check_again(settings, staged, scratch, progress)
    progress.step("build", snapshot)
    built = scratch / "built.duckdb"
    build(built, snapshot, staged, settings, scratch)
    progress.step("publish", snapshot)
    publish(built, snapshot, settings)


def _check_again(settings: Settings, staged: list[Staged], scratch: Path, progress) -> None:
    """Checks the staged files whose checked rows are gone or were made by other code."""
    for file in staged:
        out = checked_path(file, settings.data)
        if out.exists():
            continue
        progress.step("check", file.file)
        with connect(settings, scratch) as con:
            try:
                check(con, file.source, file.profile, file.parquet(settings.staged), out)
            except duckdb.Error as error:
                raise Refusal(words.staged_broken(file.file)) from error


def _summary(settings: Settings, told: list[dict], published: bool) -> dict:
    """What a load did: the snapshot, each file with its counts, the doubts that were counted."""
    snapshot = current(settings.warehouse)
    with duckdb.connect(str(settings.warehouse / f"{snapshot}.duckdb"), read_only=True) as con:
        counts = {
            sha256: {"rows_read": r, "rows_accepted": a, "rows_rejected": x, "rows_duplicate": d}
            for sha256, r, a, x, d in con.execute(
                "select sha256, rows_read, rows_accepted, rows_rejected, rows_duplicate from loads"
            ).fetchall()
        }
        warnings = con.execute("select code, detail, rows, sentence from warnings").fetchall()
        data_date = con.execute("select data_date from snapshot").fetchone()[0]
    return {
        "snapshot": snapshot,
        "data_date": data_date.isoformat(),
        "published": published,
        "files": [file | counts.get(file["sha256"], {}) for file in told],
        "warnings": [
            dict(zip(("code", "detail", "rows", "sentence"), row, strict=True)) for row in warnings
        ],
    }


def _officers(settings: Settings) -> dict[str, str]:
    """What names an officer → the code that stands for them: the codes and the known names."""
    with (settings.reference / "officers.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    by_name = {row["name"]: row["code"] for row in rows if row["name"]}
    return by_name | {row["code"]: row["code"] for row in rows}
