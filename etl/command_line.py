"""What the command line of `python -m etl` may hold."""

import argparse
from datetime import date, datetime
from pathlib import Path

from etl import words
from etl.words import Refusal, lists, rejected, units
from etl.words import mappings as mapping_words
from etl.words import preview as preview_words
from etl.words import watch as of_watch
from etl.words import withdrawals as of_withdrawals
from workbook_file import WorkbookSettings

HELP = (
    words.commands.HELP
    | preview_words.HELP
    | mapping_words.HELP
    | lists.HELP
    | units.HELP
    | of_watch.HELP
    | {"withdraw": of_withdrawals.HELP["withdraw"]}
)


def _day(text: str) -> date:
    try:
        if "/" in text:
            return datetime.strptime(text, "%d/%m/%Y").date()
        return date.fromisoformat(text)
    except ValueError:
        # Not argparse's own error, which would wrap the sentence in English.
        raise Refusal(f"{words.commands.DAY_BAD.format(text=text)}.") from None


def _codes(text: str) -> list[str]:
    return list(filter(None, map(str.strip, text.split(","))))


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line as every other failure is said."""

    def error(self, message: str) -> None:
        """Raises Refusal, in place of usage and exit."""
        raise Refusal(words.commands.usage_bad(message))


def parser() -> argparse.ArgumentParser:
    """The commands of `python -m etl`, each with its `command` by name, and what they take."""
    made = _Parser(prog="python -m etl", description=words.commands.HELP["etl"])
    common = _Parser(add_help=False)
    # Without a default: one of None would undo a --data that stands before the command.
    common.add_argument(
        "--data", type=Path, default=argparse.SUPPRESS, help=words.commands.HELP["data"]
    )
    common.add_argument("--json", action="store_true", help=words.commands.HELP["json"])
    made.add_argument("--data", type=Path, help=words.commands.HELP["data"])
    made.set_defaults(wait=None)
    writer = _Parser(add_help=False)
    writer.add_argument(
        "--wait",
        type=float,
        metavar="GIÂY",
        default=argparse.SUPPRESS,
        help=words.commands.HELP["wait"],
    )
    commands = made.add_subparsers(required=True, metavar="LỆNH")

    def command(name: str, *more: _Parser) -> _Parser:
        """A command with the options that all have."""
        added = commands.add_parser(name, parents=[common, *more], help=HELP[name])
        added.set_defaults(command=name)
        return added

    added = command("load", writer)
    added.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help=words.commands.HELP["paths"]
    )
    added.add_argument("--profile", type=Path, help=words.commands.HELP["profile"])
    added.add_argument("--as-of", type=_day, help=words.commands.HELP["as_of"])
    added.add_argument("--rejected", type=Path, metavar="FILE", help=rejected.HELP_REJECTED)
    added.add_argument("--units", type=_codes, metavar="MÃ,MÃ", help=HELP["load_units"])
    added.add_argument("--answers", type=Path, help=HELP["answers"])
    added = command("preview")
    added.add_argument("path", type=Path, metavar="FILE", help=HELP["file"])
    added.add_argument("--units", type=_codes, metavar="MÃ,MÃ", help=HELP["load_units"])
    added.add_argument("--answers", type=Path, help=HELP["answers"])
    added.add_argument("--profile", type=Path, help=HELP["profile"])
    added.add_argument("--as-of", type=_day, help=HELP["as_of"])
    added = command("mappings")
    added.add_argument("--withdraw", metavar="NAME", help=HELP["withdraw_mapping"])
    added.add_argument("--by", help=HELP["by"])
    added = command("rebuild", writer)
    added.add_argument("--verify", action="store_true", help=words.builds.HELP_VERIFY)
    command("status")
    added = command("rollback", writer)
    added.add_argument("snapshot", nargs="?", help=words.commands.HELP["snapshot"])
    added = command("withdraw", writer)
    added.add_argument("file", metavar="FILE", help=of_withdrawals.HELP["file"])
    added.add_argument("--by", metavar="CODE", help=of_withdrawals.HELP["by"])
    added.add_argument("--why", metavar="TEXT", help=of_withdrawals.HELP["why"])
    added.add_argument("--undo", action="store_true", help=of_withdrawals.HELP["undo"])
    added = command("watch")
    added.add_argument("--poll", action="store_true", help=HELP["poll"])
    # For a program that starts it: it ends with the pipe, however that program ends.
    added.add_argument("--until-stdin-ends", action="store_true", help=argparse.SUPPRESS)
    added = command("backup", writer)
    added.add_argument("archive", type=Path, metavar="FILE", help=words.commands.HELP["archive"])
    added = command("restore", writer)
    added.add_argument("archive", type=Path, metavar="FILE", help=words.commands.HELP["archive"])
    added.add_argument("--set-aside", action="store_true", help=words.commands.HELP["set_aside"])
    added = command("sample")
    added.add_argument("--dossiers", type=int)
    added.add_argument("--units", type=int)
    added.add_argument("--seed", type=int)
    added.add_argument("--from", dest="start", type=_day)
    added.add_argument("--to", dest="end", type=_day)
    added.add_argument("--out", type=Path, required=True)
    added = command("template")
    added.add_argument("source", help=words.commands.HELP["source"])
    added.add_argument("--out", type=Path, metavar="FILE", help=lists.OUT)
    added = command("procedures", writer)
    added.add_argument("paths", nargs="+", type=Path, metavar="FILE", help=lists.HELP_LISTS)
    added.add_argument("--from", dest="start", type=_day, metavar="NGÀY", help=lists.HELP_FROM)
    added = command("units", writer)
    added.add_argument("path", nargs="?", type=Path, metavar="FILE", help=units.OPTIONS["file"])
    added.add_argument("--only", type=_codes, metavar="MÃ,MÃ", help=units.OPTIONS["only"])
    added.add_argument("--all", action="store_true", help=units.OPTIONS["all"])
    added.add_argument("--add", metavar="MÃ", help=units.OPTIONS["add"])
    added.add_argument("--name", help=units.OPTIONS["name"])
    added.add_argument(
        "--from", dest="start", type=_day, metavar="NGÀY", help=units.OPTIONS["start"]
    )
    added.add_argument(
        "--successor-of",
        type=_codes,
        default=[],
        metavar="MÃ,MÃ",
        help=units.OPTIONS["successor_of"],
    )
    added.add_argument("--parent", metavar="MÃ", help=units.OPTIONS["parent"])
    added = command("read-workbook")
    for name in WorkbookSettings.__dataclass_fields__:
        added.add_argument(
            f"--{name.replace('_', '-')}", type=int, help=words.commands.HELP["limit"]
        )
    return made
