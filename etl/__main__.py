"""python -m etl load | rebuild | status | rollback | sample | template"""

import argparse
import json
import signal
import sys
from datetime import date
from pathlib import Path

import duckdb

from etl import words
from etl.load import load, rebuild
from etl.profile import Profile, read_profile
from etl.progress import Progress
from etl.publish import rollback, writing
from etl.settings import Settings, read_settings
from etl.status import status
from etl.template import template
from etl.words import Refusal

PUBLISHED, FAILED, USAGE, PARTLY = 0, 1, 2, 3


def main(arguments: list[str] | None = None) -> int:
    """Runs one command; gives the exit code. Every failure is one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    options = _parser().parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(FAILED))
    try:
        return options.run(options, read_settings(options.data))
    except Refusal as refusal:
        sentence = str(refusal)
    except OSError as error:
        sentence = words.cannot_write(error.filename or str(options.data), error.strerror or "")
    except duckdb.Error as error:
        sentence = words.engine_failed(str(error).splitlines()[0])
    except KeyboardInterrupt:
        sentence = words.INTERRUPTED
    if getattr(options, "json", False):
        print(json.dumps({"published": False, "sentence": sentence}, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return FAILED


def _load(options: argparse.Namespace, settings: Settings) -> int:
    profile = read_profile(options.profile) if options.profile else Profile()
    return _finish(options, load(settings, options.paths, profile, options.as_of, Progress()))


def _rebuild(options: argparse.Namespace, settings: Settings) -> int:
    return _finish(options, rebuild(settings, Progress()))


def _finish(options: argparse.Namespace, summary: dict) -> int:
    refused = [file for file in summary["files"] if file["outcome"] == "refused"]
    if options.json:
        print(json.dumps(summary, ensure_ascii=False))
    else:
        print("\n".join(words.summary_lines(summary)))
    for file in refused:
        print(file["sentence"], file=sys.stderr)
    return PARTLY if refused else PUBLISHED


def _status(options: argparse.Namespace, settings: Settings) -> int:
    told = status(settings)
    print(json.dumps(told, ensure_ascii=False) if options.json else words.status_text(told))
    return PUBLISHED


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    with writing(settings):
        snapshot = rollback(settings, options.snapshot)
    said = words.ROLLED_BACK.format(snapshot=snapshot)
    print(json.dumps({"snapshot": snapshot}) if options.json else said)
    return PUBLISHED


def _sample(options: argparse.Namespace, settings: Settings) -> int:
    from etl.sample import write_sample

    paths = write_sample(
        options.out, options.dossiers, options.units, options.seed, options.start, options.end
    )
    print("\n".join(str(path) for path in paths))
    return PUBLISHED


def _template(options: argparse.Namespace, settings: Settings) -> int:
    sys.stdout.write(template(options.source))
    return PUBLISHED


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(words.DAY_BAD.format(text=text)) from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=words.HELP["etl"])
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, help=words.HELP["data"])
    common.add_argument("--json", action="store_true", help=words.HELP["json"])
    parser.add_argument("--data", type=Path, help=words.HELP["data"])
    commands = parser.add_subparsers(required=True, metavar="LỆNH")

    def command(name: str, run) -> argparse.ArgumentParser:
        made = commands.add_parser(name, parents=[common], help=words.HELP[name])
        made.set_defaults(run=run)
        return made

    one = command("load", _load)
    one.add_argument("paths", nargs="*", type=Path, metavar="PATH", help=words.HELP["paths"])
    one.add_argument("--profile", type=Path, help=words.HELP["profile"])
    one.add_argument("--as-of", type=_day, help=words.HELP["as_of"])
    command("rebuild", _rebuild)
    command("status", _status)
    command("rollback", _rollback).add_argument("snapshot", nargs="?", help=words.HELP["snapshot"])
    one = command("sample", _sample)
    one.add_argument("--dossiers", type=int, default=20_000)
    one.add_argument("--units", type=int, default=11)
    one.add_argument("--seed", type=int, default=2023)
    one.add_argument("--from", dest="start", type=_day, default=date(2023, 7, 1))
    one.add_argument("--to", dest="end", type=_day, default=date(2025, 6, 30))
    one.add_argument("--out", type=Path, required=True)
    command("template", _template).add_argument("source", help=words.HELP["source"])
    return parser


if __name__ == "__main__":
    sys.exit(main())
