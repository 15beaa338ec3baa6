"""The rows of a file that are data, each judged alone and handed on in batches of columns."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from etl import words
from etl.contract import key
from etl.headers import Match, fit
from etl.profile import Profile
from etl.read.encoding import undecodable
from etl.read.heading import Heading
from etl.read.judged import GROUPABLE, SecondTable, data_rows, judge_of
from etl.read.sheet import Fault, Row
from etl.read.table import Layout
from etl.words import Refusal
from personal_data import heading_kept

BATCH = 10_000  # rows
SHEET_LINES = 1_000_000  # by so much the lines of each further sheet lie higher


class Rows:
    """Some columns of a file's rows, each row judged alone.

    Once the batches are through, `found` rows stand below the headings: `rows` of data, `faults`,
    and `not_data` by kinds; `carried` are the fields that group rows gave.
    """

    def __init__(self, file: Layout, match: Match):
        self.match = match
        self.columns = sorted({*match.columns.values()})
        self.given = [f for f in GROUPABLE if f in match.contract.field_names]
        self.rows, self.found, self.faults, self.carried = 0, 0, [], set()
        self.not_data: dict[str, int] = {}
        self._file = file

    def names(self) -> dict[str, str]:
        """Each field → the column of the batches that holds it; the last column is the line."""
        return {name: f"c{place}" for name, place in self.match.columns.items()} | {
            name: f"g{name}" for name in self.given if name not in self.match.columns
        }

    @property
    def held(self) -> list[str]:
        """The columns of the batches but for the line, in their order."""
        added = [name for name in self.given if name not in self.match.columns]
        return [*(f"c{place}" for place in self.columns), *(f"g{name}" for name in added)]

    def cells(self, name: str) -> Iterator[str | None]:
        """The cells of one field alone, of every row of data."""
        place = self.held.index(self.names()[name])
        for batch in self.batches():
            yield from batch[place]

    def batches(self) -> Iterator[list[list]]:
        """The rows by the thousand, column by column; an empty cell is None.

        Raises Refusal for a file that is cut off or has a quote left open.
        """
        added = [name for name in self.given if name not in self.match.columns]
        own = {self.match.columns[n]: n for n in self.given if n in self.match.columns}
        rows = self._sound_rows()
        while batch := self._next(rows):
            self.rows += len(batch)
            cells = [
                [row[place] or (group_values.get(own[place]) if place in own else None) or None
                 for _, row, group_values in batch]
                for place in self.columns
            ]  # fmt: skip
            cells += [[group_values.get(name) for *_, group_values in batch] for name in added]
            yield [*cells, [line for line, *_ in batch]]

    def of_sheet(self, place: int) -> Iterator[tuple[int, list[str], str | None, dict[str, str]]]:
        """(line, cells as they stand, reason, what groups say) of every row of a sheet that is data
        or broken; the lines of the second sheet are counted from a million, and so on."""
        sheet, heading = self._file.tables[place]
        judge = judge_of(sheet, heading, self.match_of(place))
        found = self._counted(sheet.rows_below(heading, judge.is_row))

        def set_aside(kind: str, line: int, cells: list[str]) -> None:
            """Counts a row that is no data, by its line in the whole workbook."""
            self.set_aside(kind, line + place * SHEET_LINES, cells)

        try:
            for line, cells, reason, group_values in data_rows(found, judge, set_aside):
                yield line + place * SHEET_LINES, cells, reason, group_values
        except SecondTable as second:
            name = sheet.name and heading_kept(sheet.name)
            sentence = words.files.second_table(self._file.path.name, name, second.line)
            why = words.wrong_line(second.line, words.rows.LINE_WRONG["second_table"])
            raise Refusal(sentence, why) from second

    def set_aside(self, kind: str, line: int, cells: list[str]) -> None:
        """Counts a row that is no data."""
        self.not_data[kind] = self.not_data.get(kind, 0) + 1

    def match_of(self, place: int) -> Match:
        """How the columns of a sheet that is read meet the contract."""
        if place == 0:
            return self.match
        return _alike(self.match, self._file.header, self._file.tables[place][1])

    def _sound_rows(self) -> Iterator[tuple[int, list[str] | dict[int, str], dict[str, str]]]:
        for place in range(len(self._file.tables)):
            # Where the columns of the first sheet stand in this one.
            of = self.match_of(place).columns.items()
            moved = {self.match.columns[name]: i for name, i in of}
            blank = dict.fromkeys(self.columns, "") if place else {}  # columns that it may lack
            for line, cells, reason, group_values in self.of_sheet(place):
                if reason:
                    self.faults.append(Fault(line, reason))
                    continue
                self.carried |= group_values.keys()
                if place:
                    cells = blank | {c: cells[i] for c, i in moved.items()}
                yield line, cells, group_values

    def _next(self, rows: Iterator) -> list:
        try:
            return list(islice(rows, BATCH))
        except UnicodeDecodeError as error:
            text = self._file.cut_text
            raise undecodable(text.content, text.encoding) from error

    def _counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self.found += 1
            yield row


def _alike(match: Match, first: list[str], heading: Heading) -> Match:
    """How the columns of another sheet meet the contract as those of the first do, whose titles go
    before names and aliases, since a profile may have given them."""
    titles = {key(title) for title in heading.cells}
    given = {name: first[place] for name, place in match.columns.items()}
    given = {name: title for name, title in given.items() if key(title) in titles}
    found = fit(heading.cells, Profile(match.contract.source, given))
    return replace(found, columns={n: i for n, i in found.columns.items() if n in match.columns})
