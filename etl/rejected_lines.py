"""Which lines of a file were refused: by line and reason, and the words that nobody knows."""

import glob
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import words
from etl.check import check, checked_path
from etl.contract import SQL, contracts
from etl.land import parsed
from etl.settings import Settings
from etl.staged_file import Staged
from etl.words import Refusal

QUERY = (SQL / "rejected_lines.sql").read_text("utf-8")
FIRST = 5  # lines of a refused file that are shown
UNKNOWN = ("unknown_word", "level_not_on_scale")  # reasons that are about a word
REPEATED = 2  # rows; a word that stands in fewer may be a person's name


@dataclass(frozen=True)
class RejectedLine:
    """One refused line. `title` is the column's own, `value` masked, `rows` the number of refused
    lines in which the column has it."""

    line: int
    reason: str
    sentence: str
    field: str | None = None
    title: str | None = None
    value: str | None = None
    rows: int = 1

    @property
    def why(self) -> str:
        """The reason, with the column that it is about."""
        return f"{self.title}: {self.sentence}" if self.title else self.sentence


def rejected_lines(
    con: duckdb.DuckDBPyConnection, staged: Staged, checked: Path
) -> list[RejectedLine]:
    """The refused lines of a checked file, its faults among them, in their order."""
    titles = {f["name"]: f["title"] for f in contracts()[staged.source].fields} | staged.headers
    found = [
        RejectedLine(
            line, reason, words.rows.reason(reason, value), field, titles.get(field), shown, n
        )
        for line, field, reason, value, shown, n in con.execute(
            parsed(QUERY), {"path": glob.escape(str(checked))}
        ).fetchall()
    ]
    found += [
        RejectedLine(fault["line"], fault["reason"], words.rows.REASONS[fault["reason"]])
        for fault in staged.faults
    ]
    return sorted(found, key=lambda refused: refused.line)


def lines_of(
    con: duckdb.DuckDBPyConnection, staged: Staged, settings: Settings, scratch: Path
) -> list[RejectedLine]:
    """The refused lines of a staged file; it is checked anew where its checked rows are gone."""
    checked = checked_path(staged, settings.data)
    if not checked.exists():
        checked = scratch / f"{staged.sha256}-again.parquet"
        check(con, staged.source, staged.profile, staged.parquet(settings.staged), checked)
    return rejected_lines(con, staged, checked)


def refusal_details(found: list[RejectedLine], refusal: Refusal) -> dict[str, list[dict]]:
    """What a summary says of a refused file besides its sentence: its first lines, those that the
    refusal is about before others, and the unknown words that repeat."""
    own = {line["line"] for line in refusal.lines}
    first = sorted(found, key=lambda refused_line: refused_line.line not in own)[:FIRST]
    unknown = Counter(
        (refused_line.field, refused_line.title, refused_line.value)
        for refused_line in found
        if refused_line.reason in UNKNOWN
    )
    return {
        "refusal_lines": [
            words.wrong_line(
                refused_line.line, refused_line.sentence, refused_line.title, refused_line.value
            )
            for refused_line in first
        ]
        or refusal.lines[:FIRST],
        "words": [
            {"field": field, "title": title, "word": word, "rows": rows}
            for (field, title, word), rows in unknown.most_common()
            if rows >= REPEATED
        ],
    }


def losses(found: Iterable[RejectedLine]) -> list[dict]:
    """How many lines were refused for each reason, the commonest first."""
    counted = Counter(words.rows.REASONS[refused_line.reason] for refused_line in found)
    return [{"sentence": sentence, "rows": rows} for sentence, rows in counted.most_common()]
