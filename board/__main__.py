"""python -m board metric | agenda | form06a | compare-form | paper | doctor | account | audit: see
`--help`."""

import argparse
import json
import sys
import traceback
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import cast

try:
    from board.commands import account, audit, doctor
    from board.commands.agenda import agenda, agenda_items, agenda_lines
    from board.commands.form import by_row, compare_form, form_06a
    from board.commands.metric import metric
    from board.commands.paper import paper
    from board.selection.periods import YEARS
    from board.text import audit as audit_text
    from board.text import command as command_text
    from board.text import doctor as doctor_text
    from board.text import form_06a as form_06a_text
    from board.text import form_06a_reconcile, papers, snapshots
    from board.warehouse.snapshots import NoWarehouse, SnapshotLost, WrongSchema
    from disk_errors import disk_reason
except ImportError as missing:  # the words need libraries too, so this sentence stands here
    sys.exit(f"Thiếu thư viện {missing.name}. Chạy make run, hoặc pip install -r requirements.txt.")


def main(arguments: list[str] | None = None) -> int:
    """Answers one question; gives the exit code. A failure is one sentence on stderr."""
    for stream in cast("tuple[TextIOWrapper, ...]", (sys.stdout, sys.stderr)):
        stream.reconfigure(encoding="utf-8")
    try:
        options = _parser().parse_args(arguments)
        answer = options.answer(options)
    except NoWarehouse:
        return _refuse(snapshots.NO_WAREHOUSE)
    except WrongSchema:
        return _refuse(snapshots.WRONG_SCHEMA)
    except SnapshotLost:
        return _refuse(snapshots.SNAPSHOT_LOST)
    except (ValueError, KeyboardInterrupt) as error:
        return _refuse(str(error) or command_text.STOPPED)
    except OSError as error:
        return _refuse(command_text.not_written(disk_reason(error.errno)))
    except Exception as error:
        # Where it happened and no more: what an error says may hold what a file holds.
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return _refuse(command_text.unexpected(type(error).__name__, place))
    if options.json:
        print(json.dumps(options.shape(answer), ensure_ascii=False))
    else:
        print(options.text(answer))
    return options.code(answer)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(command_text.day_unreadable(text)) from None
    if day.year not in YEARS:
        raise ValueError(command_text.year_outside(text, YEARS[0], YEARS[-1]))
    return day


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


class _Parser(argparse.ArgumentParser):
    """Words what is wrong with a command line as every other failure is worded."""

    def error(self, message: str) -> None:
        """Raises ValueError with a Vietnamese sentence, in place of usage and exit."""
        raise ValueError(command_text.usage_bad(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m board", description=command_text.HELP["board"])
    parser.set_defaults(shape=lambda answer: answer, code=lambda answer: 0)
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    metric_ = commands.add_parser("metric", help=command_text.HELP["metric"])
    metric_.add_argument("key", metavar="KEY", help=command_text.HELP["key"])
    metric_.add_argument("--field", help=command_text.HELP["field"])
    metric_.set_defaults(
        answer=lambda o: metric(o.key, _day(o.start), _day(o.end), o.unit, o.field),
        text=command_text.metric_line,
    )
    agenda_ = commands.add_parser("agenda", help=command_text.HELP["agenda"])
    agenda_.set_defaults(
        answer=lambda o: agenda(_day(o.start), _day(o.end), o.unit),
        text=agenda_lines,
        shape=agenda_items,
    )
    form = commands.add_parser("form06a", help=command_text.HELP["form06a"])
    form.set_defaults(
        answer=lambda o: form_06a(_day(o.start), _day(o.end), o.unit),
        text=form_06a_text.form_text,
        shape=by_row,
    )
    compare = commands.add_parser("compare-form", help=command_text.HELP["compare-form"])
    compare.add_argument("file", metavar="FILE", help=command_text.HELP["form_file"])
    compare.add_argument("--form-date", metavar="D", help=form_06a_reconcile.FORM_DATE)
    compare.add_argument("--anyway", action="store_true", help=command_text.HELP["anyway"])
    compare.set_defaults(
        answer=lambda o: compare_form(
            _day(o.start),
            _day(o.end),
            o.unit,
            o.file,
            _day(o.form_date) if o.form_date else None,
            o.anyway,
        ),
        text=form_06a_reconcile.compared_text,
    )
    paper_ = commands.add_parser("paper", help=command_text.HELP["paper"])
    paper_.add_argument("name", metavar="NAME", help=command_text.HELP["name"])
    paper_.add_argument("--out", metavar="FILE", default=".", help=command_text.HELP["out"])
    paper_.add_argument("--by", metavar="CODE", help=command_text.HELP["by"])
    paper_.set_defaults(
        answer=lambda o: paper(o.name, _day(o.start), _day(o.end), o.unit, o.out, o.by),
        text=papers.paper_made,
    )
    doctor_ = commands.add_parser("doctor", help=command_text.HELP["doctor"])
    doctor_.set_defaults(
        answer=lambda o: doctor.examine(),
        text=doctor_text.doctor_text,
        shape=lambda checks: [check._asdict() for check in checks],
        code=lambda checks: 0 if all(check.is_fine for check in checks) else 1,
    )
    accounts = commands.add_parser("account", help=command_text.HELP["account"])
    actions = accounts.add_subparsers(required=True, metavar="VIỆC")
    changes = {
        "add": account.add,
        "reset": account.reset,
        "disable": account.disable,
        "enable": account.enable,
    }
    for name, change in changes.items():
        action = actions.add_parser(name, help=command_text.HELP[f"account_{name}"])
        action.add_argument("name", metavar="TÊN", help=command_text.HELP["account_name"])
        action.set_defaults(answer=lambda o, change=change: change(o.name))
    subject = actions.add_parser("subject", help=command_text.HELP["account_subject"])
    subject.add_argument("name", metavar="TÊN", help=command_text.HELP["account_name"])
    subject.add_argument("subject", metavar="MÃ", help=command_text.HELP["subject"])
    subject.set_defaults(answer=lambda o: account.set_subject(o.name, o.subject))
    role = actions.add_parser("role", help=command_text.HELP["account_role"])
    role.add_argument("name", metavar="TÊN", help=command_text.HELP["account_name"])
    role.add_argument("role", metavar="VAI_TRÒ", help=command_text.HELP["role"])
    role.add_argument("--unit", required=True, help=command_text.HELP["role_units"])
    role.add_argument("--from", dest="start", metavar="D", help=command_text.HELP["role_from"])
    role.add_argument("--also", action="store_true", help=command_text.HELP["role_also"])
    role.add_argument("--to", dest="end", metavar="D", help=command_text.HELP["role_to"])
    role.set_defaults(
        answer=lambda o: account.give_role(
            o.name,
            o.role,
            o.unit.split(","),
            o.start and _day(o.start),
            o.end and _day(o.end),
            o.also,
        )
    )
    listed = actions.add_parser("list", help=command_text.HELP["account_list"])
    listed.set_defaults(answer=lambda o: account.accounts())
    accounts.set_defaults(text=account.account_text)
    looks = _audit(commands)
    for command in (metric_, agenda_, form, compare, paper_):
        command.add_argument("--from", dest="start", metavar="D", required=True)
        command.add_argument("--to", dest="end", metavar="D", required=True)
        command.add_argument("--unit", help=command_text.HELP["unit"])
    others = (doctor_, *actions.choices.values(), *looks)
    for command in (metric_, agenda_, form, compare, paper_, *others):
        command.add_argument("--json", action="store_true", help=command_text.HELP["json"])
    return parser


def _audit(commands) -> tuple[argparse.ArgumentParser, ...]:
    """Adds the commands of the log of use."""
    log = commands.add_parser("audit", help=audit_text.HELP["audit"])
    looks = log.add_subparsers(required=True, metavar="VIỆC")
    verify = looks.add_parser("verify", help=audit_text.HELP["audit_verify"])
    verify.add_argument("--mark", metavar="MÃ", default="", help=audit_text.HELP["audit_mark"])
    verify.set_defaults(
        answer=lambda o: audit.verify(o.mark),
        text=audit.verified_text,
        code=lambda answer: 0 if audit.is_whole(answer) else 1,
    )
    show = looks.add_parser("show", help=audit_text.HELP["audit_show"])
    show.add_argument("--from", dest="start", metavar="D", help=audit_text.HELP["audit_from"])
    show.add_argument("--to", dest="end", metavar="D", help=audit_text.HELP["audit_to"])
    show.add_argument("--kind", metavar="VIỆC", help=audit_text.HELP["audit_kind"])
    show.add_argument("--account", metavar="TÊN", help=audit_text.HELP["audit_account"])
    show.set_defaults(
        answer=lambda o: audit.show(
            o.start and _day(o.start), o.end and _day(o.end), o.kind, o.account
        ),
        text=audit.shown_text,
    )
    return verify, show


if __name__ == "__main__":
    sys.exit(main())
