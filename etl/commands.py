"""What each command of `python -m etl` does: runs, prints what it gives, gives the exit code."""

import argparse
import json
import sys
import threading
import time
from contextlib import closing, suppress
from dataclasses import asdict, replace

from audit_log import append, append_if_room, asking_account
from config_file import PROJECT
from etl import words
from etl.answers import Answers, load_answered, read_answers
from etl.backup import backup
from etl.last_file import withdraw_file
from etl.load import load, rebuild, verify
from etl.mappings import listed, mappings, withdraw
from etl.preview import preview
from etl.procedures import take_procedures
from etl.profile import Profile
from etl.profile_file import read_profile
from etl.progress import Progress
from etl.publish import writing
from etl.restore import restore
from etl.rollback import rollback
from etl.settings import Settings
from etl.status import status
from etl.template import template, write_template
from etl.units import add_unit, take_units
from etl.words import Refusal, lists, rejected, units
from etl.words import mappings as mapping_words
from etl.words import preview as preview_words
from etl.words import withdrawals as of_withdrawals
from etl.workbook import limit_process, write_sheets
from log_lines import note, note_load

PUBLISHED, FAILED, PARTLY = 0, 1, 3


def print_json(result: dict) -> None:
    """Prints what a command gives as one JSON object."""
    print(json.dumps(result, ensure_ascii=False))


def _load(options: argparse.Namespace, settings: Settings) -> int:
    settings = _for_units(options, settings)
    profile = read_profile(options.profile) if options.profile else Profile()
    if options.answers and options.profile:
        raise Refusal(mapping_words.answers_for_one())
    started = time.monotonic()
    with closing(Progress()) as progress:
        if options.answers:
            answers = read_answers(options.answers)
            summary = load_answered(
                settings, options.paths, answers, options.as_of, progress, options.rejected
            )
        else:
            summary = load(
                settings, options.paths, profile, options.as_of, progress, options.rejected
            )
    note_load(summary, time.monotonic() - started)
    return _finish(options, summary)


def _preview(options: argparse.Namespace, settings: Settings) -> int:
    settings = _for_units(options, settings)
    profile = read_profile(options.profile) if options.profile else Profile()
    answers = read_answers(options.answers) if options.answers else Answers()
    found = preview(settings, options.path, profile, answers, options.as_of)
    print_json(found) if options.json else print("\n".join(preview_words.lines(found)))
    return FAILED if found["outcome"] == "refused" else PUBLISHED


def _for_units(options: argparse.Namespace, settings: Settings) -> Settings:
    units = None if options.units is None else tuple(options.units)
    return replace(settings, load_units=units)


def _mappings(options: argparse.Namespace, settings: Settings) -> int:
    if options.withdraw:
        append(settings.data, "reference", asking_account(), what="mappings")
        found = [withdraw(settings, options.withdraw, options.by)]
        lines = [mapping_words.withdrawn(options.withdraw)]
    else:
        found = mappings(settings)
        lines = mapping_words.lines(listed(found))
    print_json({"mappings": listed(found)}) if options.json else print("\n".join(lines))
    return PUBLISHED


def _rebuild(options: argparse.Namespace, settings: Settings) -> int:
    started = time.monotonic()
    with closing(Progress()) as progress:
        if options.verify:
            return _verified(options, verify(settings, progress))
        summary = rebuild(settings, progress)
    note_load(summary, time.monotonic() - started)
    return _finish(options, summary)


def _verified(options: argparse.Namespace, found: dict) -> int:
    note("verified", snapshot=found["snapshot"], differing=len(found["differing"]))
    print_json(found) if options.json else print(words.builds.verified(found))
    return FAILED if found["differing"] else PUBLISHED


def _finish(options: argparse.Namespace, summary: dict) -> int:
    """Tells what a load did. Refused files and nothing else: nothing changed, a failure."""
    refused = [file["sentence"] for file in summary["files"] if file["outcome"] == "refused"]
    loaded = any(file["outcome"] == "loaded" for file in summary["files"])
    failed = bool(refused) and not loaded and not summary["published"]
    sentence = "\n".join(refused)
    if options.json:
        print_json(summary | {"sentence": sentence} if failed else summary)
    elif not failed:
        print("\n".join(words.commands.summary_lines(summary)))
    for file in summary["files"]:
        if file["outcome"] == "refused":
            print("\n".join([file["sentence"], *rejected.refusal_lines(file)]), file=sys.stderr)
    if not options.json and (lines := rejected.out_lines(summary.get("rejected"))):
        print("\n".join(lines))
    if failed:
        return FAILED
    return PARTLY if refused or summary["troubles"] else PUBLISHED


def _status(options: argparse.Namespace, settings: Settings) -> int:
    found = status(settings)
    print_json(found) if options.json else print(words.commands.status_text(found))
    return PUBLISHED


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    with writing(settings):
        done = rollback(settings, options.snapshot)
    note("rollback", snapshot=done["snapshot"], files=len(done["withdrawn"]))
    print_json(done) if options.json else print("\n".join(of_withdrawals.rolled_back(done)))
    return PUBLISHED


def _withdraw(options: argparse.Namespace, settings: Settings) -> int:
    asked = (options.file, options.by, options.why, options.undo)
    with closing(Progress()) as progress:
        summary = withdraw_file(settings, *asked, progress)
    decision = summary["decision"]
    note("restored" if decision["undone"] else "withdrawn", sha256=decision["named"])
    lines = [
        *of_withdrawals.done(decision),
        *summary["troubles"],
        words.commands.published_line(summary),
    ]
    print_json(summary) if options.json else print("\n".join(lines))
    return PARTLY if summary["troubles"] else PUBLISHED


def _watch(options: argparse.Namespace, settings: Settings) -> int:
    from etl.watch import set_at_end_of, watch  # its library is for it alone

    stop = threading.Event()
    if options.until_stdin_ends:
        set_at_end_of(sys.stdin.fileno(), stop)
    with suppress(KeyboardInterrupt):
        watch(settings, options.poll, stop, lambda line: print(line, flush=True))
    return PUBLISHED


def _backup(options: argparse.Namespace, settings: Settings) -> int:
    append_if_room(settings.data, "backup", asking_account())
    made = backup(settings, options.archive)
    print_json(made) if options.json else print(words.backups.backup_text(made))
    return PARTLY if made["troubles"] else PUBLISHED


def _restore(options: argparse.Namespace, settings: Settings) -> int:
    append(settings.data, "restore", asking_account(), how="before")
    back = restore(settings, options.archive, options.set_aside)
    append_if_room(settings.data, "restore", asking_account(), how="after")  # in what came back
    print_json(back) if options.json else print(words.backups.restore_text(back, str(PROJECT)))
    return PUBLISHED


def _sample(options: argparse.Namespace, settings: Settings) -> int:
    from etl.sample import COMMITTED, write_committed, write_sample

    given = {name: getattr(options, name) for name in COMMITTED}
    given = {name: value for name, value in given.items() if value is not None}
    if given:
        paths = write_sample(options.out, **COMMITTED | given)
    else:
        paths = write_committed(options.out)
    written = [str(path) for path in paths]
    print_json({"files": written}) if options.json else print("\n".join(written))
    return PUBLISHED


def _template(options: argparse.Namespace, settings: Settings) -> int:
    if options.out:
        write_template(options.source, options.out, settings.reference)
        written = {"source": options.source, "file": str(options.out)}
        print_json(written) if options.json else print(lists.template_written(options.out))
        return PUBLISHED
    text = template(options.source)
    if options.json:
        print_json({"source": options.source, "template": text})
    else:
        sys.stdout.buffer.write(text.encode())  # as it stands: no other line ends on Windows
        sys.stdout.flush()
    return PUBLISHED


def _procedures(options: argparse.Namespace, settings: Settings) -> int:
    append(settings.data, "reference", asking_account(), what="procedures")
    made = take_procedures(settings, options.paths, options.start)
    counts = {name: made[name] for name in ("added", "changed", "unchanged", "not_listed")}
    note("procedures", **counts, skipped=len(made["skipped"]))
    shown = lists.procedures_text(made)
    print_json(made | {"text": shown}) if options.json else print(shown)
    return PARTLY if made["skipped"] else PUBLISHED


def _units(options: argparse.Namespace, settings: Settings) -> int:
    if bool(options.path) == bool(options.add):
        raise Refusal(units.USAGE)
    append(settings.data, "reference", asking_account(), what="units")
    if options.add:
        if not options.name or not options.start:
            raise Refusal(units.USAGE)
        asked = (options.add, options.name, options.start, options.successor_of, options.parent)
        made, text_of = add_unit(settings, *asked), units.unit_added_text
    else:
        made = take_units(settings, options.path, options.start, options.only, options.all)
        text_of = units.units_text
    note("units", added=len(made["added"]))
    print_json(made | {"text": text_of(made)}) if options.json else print(text_of(made))
    return PARTLY if made.get("skipped") else PUBLISHED


def _read_workbook(options: argparse.Namespace, settings: Settings) -> int:
    given = {name: getattr(options, name) for name in asdict(settings.workbook)}
    limits = replace(
        settings.workbook, **{name: most for name, most in given.items() if most is not None}
    )
    limit_process(limits)
    write_sheets(sys.stdin.buffer.read(), limits, sys.stdout)
    return PUBLISHED


COMMANDS = {
    "load": _load,
    "preview": _preview,
    "mappings": _mappings,
    "rebuild": _rebuild,
    "status": _status,
    "rollback": _rollback,
    "withdraw": _withdraw,
    "watch": _watch,
    "backup": _backup,
    "restore": _restore,
    "sample": _sample,
    "template": _template,
    "procedures": _procedures,
    "units": _units,
    "read-workbook": _read_workbook,
}
