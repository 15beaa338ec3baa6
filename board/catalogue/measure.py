"""What a measure is, and the sources that several of them share."""

from dataclasses import dataclass
from typing import Literal

from board.runtime.settings import SETTINGS

FORM = "Biểu số II.06a/VPCP/KSTT"
COUNTED = "Đếm từ số liệu một cửa"
WORKING_TIME = "Tính theo lịch làm việc; xem docs/assumptions.md"
Unit = Literal["share", "days", "calendar_days", "count"]  # `days` are working days
HAPPENS_LATER = frozenset(
    ("settled", "finished", "withdrawn", "due", "due_first", "first_due_passed")
)
FILES_OF_DOSSIERS = ("dossiers", "feedback", "pauses")


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One measure. `numerator` and `denominator` are the columns whose sums a share divides; a
    count has a numerator alone; a length of time has `value`, the column that holds it, and its n
    as denominator. `rows` names the dossiers, ratings or pauses that are the denominator (of a
    count: all of which it is a part) and `rows_of` those of them that are the numerator, None
    where there are no such rows. `sources` names the files that it needs, its register first if it
    has one: where no chosen unit sent them a measure is absent, a count too. A period is whole
    once they reach `known_after_days` beyond it. Of a register but for letters, which hang on
    dossiers, field, procedure and channel do not apply. `is_duty`: what is owed is owed in a period
    that is not over, too. `rates_people`: what citizens said of those who served them.

    A share that is better higher or lower is judged for change by `judged`, "month" or "quarter"
    (a survey is not taken every month); None where a word of change would mislead. Its newest month
    is left out until `judged_after_days` after its end. Measures of one `family` (by default its
    key) say the same thing, and have one place on an agenda."""

    key: str
    name: str
    short: str
    unit: Unit
    better: Literal["higher", "lower"] | None
    query: str
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    value: str | None = None
    rows: str
    rows_of: str | None = None
    sources: tuple[str, ...] = ("dossiers",)
    known_after_days: int = 0
    is_duty: bool = False
    rates_people: bool = False
    judged: Literal["month", "quarter"] | None = "month"
    judged_after_days: int = 0
    family: str = ""
    noun: str = "hồ sơ"  # what a count and an n are a number of
    rows_are: str | None = None  # what its rows are, where one brings several of these
    definition: str
    formula: str
    source: str

    @property
    def judged_every(self) -> Literal["month", "quarter"] | None:
        """The periods by which it is judged for change; None where it is not: a duty, a count, a
        length of time, a share without a direction."""
        is_share = self.unit == "share" and self.better is not None and not self.is_duty
        return self.judged if is_share else None

    def hides(self, n: float, leaves_house: bool = False) -> bool:
        """Whether a value of so many cases is hidden for being of few: ratings of people always,
        other shares and lengths of time in papers and files alone; counts never, nor what was owed
        and done, as the shares of registers are."""
        is_owed = self.is_duty or (self.unit == "share" and self.register is not None)
        if is_owed or self.unit == "count" or not (self.rates_people or leaves_house):
            return False
        return 0 < n < SETTINGS.hide_below_n

    @property
    def needs_history(self) -> bool:
        """Whether it counts dossiers by what became of them: the first months of a unit's files
        hold the quick ones alone."""
        return self.query == "counts" and bool(HAPPENS_LATER.intersection(self.denominator))

    @property
    def agenda_family(self) -> str:
        """The family that has one place on an agenda."""
        return self.family or self.key

    @property
    def register(self) -> str | None:
        """The register that it is of, or None."""
        return None if self.sources[0] in FILES_OF_DOSSIERS else self.sources[0]

    @property
    def rows_query(self) -> str:
        """The query that lists the rows that it counts."""
        counts_dossiers = self.query in ("counts", "working_time")
        return "rows_dossiers" if counts_dossiers else f"rows_{self.query}"
