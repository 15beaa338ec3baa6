"""python -m board metric | form06a | compare-form | paper | doctor: see `--help`."""

import argparse
import json
import math
import sys
import traceback
from datetime import date
from pathlib import Path

try:
    from board.catalogue import MEASURES
    from board.commands import doctor
    from board.form_06a.compare import compared
    from board.form_06a.form import form_of, late_in_13
    from board.measures.compute import measure
    from board.papers import PAPERS
    from board.papers.archive.sent import remember
    from board.papers.letters import drafts
    from board.papers.letters.docx import NAME as LETTERS
    from board.papers.paper import code_of
    from board.registers.entry_policy import why_not_in_post, why_read_only
    from board.selection.coverage import DOSSIERS, coverage
    from board.selection.filters import Filters, unit_key
    from board.selection.known_days import data_date, known_until
    from board.selection.periods import YEARS, Period, spanning
    from board.selection.selection import Choice, choice_of
    from board.text import command as command_text
    from board.text import doctor as doctor_text
    from board.text import form_06a as form_06a_text
    from board.text import form_06a_reconcile, letter_papers, papers, snapshots
    from board.warehouse.ask import ask
    from board.warehouse.snapshots import NoWarehouse, Snapshot, SnapshotLost, WrongSchema, current
    from config_file import data_folder
    from disk_errors import disk_reason
except ImportError as missing:  # the words need libraries too, so this sentence stands here
    sys.exit(f"Thiếu thư viện {missing.name}. Chạy make run, hoặc pip install -r requirements.txt.")

DAY_BAD = "Ngày “{}” không đọc được; ghi theo dạng năm-tháng-ngày, ví dụ 2025-06-30."
YEAR_BAD = "Ngày “{}” nằm ngoài các năm tính được, từ {} đến {}."
NO_SUCH_FIELD = "Không có lĩnh vực “{}” trong số liệu. Các lĩnh vực: {}."


def main(arguments: list[str] | None = None) -> int:
    """Answers one question; gives the exit code. A failure is one sentence on stderr."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")
    try:
        options = _parser().parse_args(arguments)
        told = options.answer(options)
    except NoWarehouse:
        return _refuse(snapshots.NO_WAREHOUSE)
    except WrongSchema:
        return _refuse(snapshots.WRONG_SCHEMA)
    except SnapshotLost:
        return _refuse(snapshots.SNAPSHOT_LOST)
    except (ValueError, KeyboardInterrupt) as error:
        return _refuse(str(error) or command_text.STOPPED)
    except Exception as error:
        # Where it happened and no more: what an error says may hold what a file holds.
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return _refuse(command_text.unexpected(type(error).__name__, place))
    print(
        json.dumps(options.shape(told), ensure_ascii=False) if options.json else options.say(told)
    )
    return options.code(told)


def metric(key: str, start: date, end: date, unit: str | None, field: str | None) -> dict:
    """One measure from the published snapshot, with all that must stand beside it.

    Shares are fractions; what does not apply, or has nothing to divide by, is None. Raises
    ValueError, in Vietnamese, for a key, unit or field that is not known and for an end before
    the start.
    """
    if key not in MEASURES:
        raise ValueError(command_text.no_such_measure(key, list(MEASURES)))
    period, snapshot, known = _asked(start, end, unit)
    fields = list(ask(snapshot, "fields")["field"])
    if field and field not in fields:
        raise ValueError(NO_SUCH_FIELD.format(field, ", ".join(fields)))
    one, chosen = MEASURES[key], Filters(unit=known, field=field)
    if one.register and field:
        raise ValueError(command_text.no_field_in(one.name))
    row = measure([key], snapshot, chosen, [period]).iloc[0]
    return {
        "key": key,
        "name": one.name,
        "unit_of_measure": one.unit,
        "value": _number(row["value"], int if one.unit == "count" else float),
        "numerator": _number(row["numerator"], int),
        "denominator": _number(row["denominator"], int),
        "n": int(row["n"]),
        "interval": None if math.isnan(row["low"]) else [row["low"], row["high"]],
        "field": field,
    } | _beside(period, snapshot, known, one.sources, one.known_after_days)


def form_06a(start: date, end: date, unit: str | None) -> dict:
    """Biểu II.06a from the published snapshot: `rows`, one a field, and their `total`, each with
    the keys c2 (the field's name) and c3 … c13 (integers), and what must stand beside them.

    Raises ValueError, in Vietnamese, for a unit that is not known, for an end before the start and
    for counts that do not add up.
    """
    period, snapshot, known = _asked(start, end, unit)
    left_out = coverage(snapshot, known, period).left_out
    filters = Filters(unit=known, left_out=left_out)
    *rows, total = form_of(snapshot, filters, period).to_dict("records")
    total |= {"open_late": late_in_13(snapshot, filters, period)}
    return {"rows": rows, "total": total} | _beside(period, snapshot, known)


def compare_form(
    start: date, end: date, unit: str | None, file: str, form_date: date | None, anyway: bool
) -> dict:
    """What `compared` gives of the province's form in `file`, and what must stand beside it."""
    period, snapshot, known = _asked(start, end, unit)
    told = compared(snapshot, known, period, Path(file), form_date, anyway)
    return told | _beside(period, snapshot, known)


def by_row(form: dict) -> list[dict]:
    """What `form_06a` gives as rows for programs: one a field, each with all that stands beside."""
    beside = {key: value for key, value in form.items() if key not in ("rows", "total")}
    return [row | beside for row in form["rows"]]


def paper(
    name: str, start: date, end: date, unit: str | None, out: str, by: str | None = None
) -> dict:
    """Writes a paper to the file `out`, whose ending chooses its kind, and keeps its code, so that
    it opens the dashboard; gives what was made. Of letters the ledger is told that they were
    drafted, `by` an officer's code, or by nobody named.

    Raises ValueError, in Vietnamese, for a paper, an ending or a unit that is not known, for an
    end before the start, for an officer's code that is not in post today, for a file that cannot
    be written and for drafts that cannot be recorded.
    """
    if name not in PAPERS:
        raise ValueError(papers.no_such_paper(name))
    path = Path(out)
    if path.suffix.lower() not in PAPERS[name].made:
        raise ValueError(papers.no_such_ending(name, path.suffix, PAPERS[name].made))
    _, snapshot, known = _asked(start, end, unit)
    choice = choice_of(snapshot, Filters(unit=known), spanning(start, end))
    if by is not None and (refused := why_not_in_post(by, choice)):
        raise ValueError(refused)
    content = PAPERS[name].make(path.suffix.lower(), choice)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ValueError(papers.cannot_write(path, disk_reason(error.errno))) from error
    codes = data_folder() / "papers"
    try:
        remember(codes, name, choice)
    except OSError as error:
        raise ValueError(papers.code_not_kept(path, codes, disk_reason(error.errno))) from error
    told = {"paper": name, "out": str(path), "code": code_of(name, choice)}
    if name == LETTERS:
        told |= _recorded(choice, by)
    return told | _beside(choice.period, snapshot, known)


def _recorded(choice: Choice, by: str | None) -> dict:
    """What the ledger was told of the letters: `recorded`, how many, or None and why not."""
    if why := why_read_only(choice):
        return {"recorded": None, "not_recorded": why}
    told = drafts.record(choice, by or "")
    if told.why:
        raise ValueError(letter_papers.drafts_cut_short(told.count, told.of, told.why))
    return {"recorded": told.count}


def _asked(start: date, end: date, unit: str | None) -> tuple[Period, Snapshot, str | None]:
    """The period, the published snapshot and the unit's key in it."""
    period, snapshot = Period(start, end, "range"), current()
    known = None if unit is None else unit_key(snapshot, unit, end)
    if unit is not None and not known:
        raise ValueError(command_text.no_such_unit(unit))
    return period, snapshot, known


def _beside(
    period: Period,
    snapshot: Snapshot,
    unit: str | None,
    sources: tuple[str, ...] = DOSSIERS,
    known_after_days: int = 0,
) -> dict:
    """What stands beside every answer: of when, of whom, from which data, how far these reach;
    `data_date` is None where nobody sent one of the sources."""
    known = coverage(snapshot, unit, period, sources, known_after_days)
    if sources == DOSSIERS:
        reached = data_date(snapshot, unit)
    else:
        days = [known_until(snapshot, unit, source) for source in sources]
        reached = min(days) if all(days) else None
    return {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "unit": unit,
        "data_date": reached and reached.isoformat(),
        "snapshot": snapshot.name,
        "coverage": {
            "state": known.state,
            "units": known.units,
            "missing": [
                {
                    "unit": gap.unit_key,
                    "name": gap.name,
                    "source": gap.source,
                    "known_until": gap.until and gap.until.isoformat(),
                }
                for gap in known.missing
            ],
        },
    }


def _number(value: float, kind: type) -> float | int | None:
    return None if math.isnan(value) else kind(value)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError(DAY_BAD.format(text)) from None
    if day.year not in YEARS:
        raise ValueError(YEAR_BAD.format(text, YEARS[0], YEARS[-1]))
    return day


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a command line as every other failure is said."""

    def error(self, message: str) -> None:
        raise ValueError(command_text.usage_bad(message))


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m board", description=command_text.HELP["board"])
    parser.set_defaults(code=lambda told: 0)
    commands = parser.add_subparsers(required=True, metavar="LỆNH")
    one = commands.add_parser("metric", help=command_text.HELP["metric"])
    one.add_argument("key", metavar="KEY", help=command_text.HELP["key"])
    one.add_argument("--field", help=command_text.HELP["field"])
    one.set_defaults(
        answer=lambda o: metric(o.key, _day(o.start), _day(o.end), o.unit, o.field),
        say=command_text.metric_line,
        shape=lambda told: told,
    )
    form = commands.add_parser("form06a", help=command_text.HELP["form06a"])
    form.set_defaults(
        answer=lambda o: form_06a(_day(o.start), _day(o.end), o.unit),
        say=form_06a_text.form_text,
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
        say=form_06a_reconcile.compared_text,
        shape=lambda told: told,
    )
    paper_ = commands.add_parser("paper", help=command_text.HELP["paper"])
    paper_.add_argument("name", metavar="NAME", help=command_text.HELP["name"])
    paper_.add_argument("--out", metavar="FILE", required=True, help=command_text.HELP["out"])
    paper_.add_argument("--by", metavar="CODE", help=command_text.HELP["by"])
    paper_.set_defaults(
        answer=lambda o: paper(o.name, _day(o.start), _day(o.end), o.unit, o.out, o.by),
        say=papers.paper_made,
        shape=lambda told: told,
    )
    doctor_ = commands.add_parser("doctor", help=command_text.HELP["doctor"])
    doctor_.set_defaults(
        answer=lambda o: doctor.examine(),
        say=doctor_text.doctor_text,
        shape=lambda checks: [check._asdict() for check in checks],
        code=lambda checks: 0 if all(check.is_fine for check in checks) else 1,
    )
    doctor_.add_argument("--json", action="store_true", help=command_text.HELP["json"])
    for command in (one, form, compare, paper_):
        command.add_argument("--from", dest="start", metavar="D", required=True)
        command.add_argument("--to", dest="end", metavar="D", required=True)
        command.add_argument("--unit", help=command_text.HELP["unit"])
        command.add_argument("--json", action="store_true", help=command_text.HELP["json"])
    return parser


if __name__ == "__main__":
    sys.exit(main())
