"""What the report upward tells: its figures, known or not, and its paragraphs made of them."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.results import MATRIX, MeasureResult, by_group, over_time
from board.meeting.agenda import agenda
from board.registers.workstreams import tasks
from board.selection.coverage import coverage
from board.selection.known_days import known_until
from board.selection.selection import Choice
from board.text import form_06a, report_upward
from board.warehouse.ask import ask

# A paragraph of the template → the measures that it tells of, in order, all of one register.
PARAGRAPHS = {
    "nhiem_vu": ("share_tasks_kept", "tasks_overdue"),
    "tuyen_truyen": ("share_activities_held", "people_trained"),
    "tiep_nhan": ("dossiers_received", "share_online", "share_refused"),
    "giai_quyet": ("dossiers_settled", "share_before_time", "share_on_time", "share_overdue"),
    "dung_han": (
        "rate_due_on_time",
        "rate_first_due_on_time",
        "rate_settled_on_time",
        "rate_qd766",
    ),
    "thoi_gian": ("median_working_days", "p90_working_days"),
    "dang_giai_quyet": ("open_late", "finished_without_date", "due_waiting"),
    "thai_do": ("share_attitude_satisfied",),
    "cam_ket": ("share_pledged",),
    "tiep_dan": (
        "share_receptions_secretary",
        "share_receptions_chair",
        "receptions_held",
        "people_received",
        "share_issues_settled",
        "share_replies_on_time",
    ),
    "don_thu": (
        "petitions_received",
        "share_petitions_on_time",
        "share_petitions_accepted_on_time",
        "petitions_open_overdue",
        "share_opinions_answered",
    ),
    "thu_xin_loi": (
        "share_apologies_legal",
        "median_days_to_apology",
        "share_new_dates_kept",
        "share_apologies_courtesy",
    ),
    "thu_khac": ("share_letters_birth", "share_letters_marriage", "share_letters_condolence"),
    "danh_gia": ("response_rate", "share_satisfied"),
    "khao_sat": ("share_satisfied_survey",),
    "hai_long_qd766": ("satisfaction_qd766", "share_complained_of"),
    "kiem_tra": ("share_findings_mended",),
}
OF_TOPICS = ("dossiers_settled", "share_overdue", "open_late", "finished_without_date")


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of one report; what was asked once is kept."""

    choice: Choice

    @cached_property
    def facts(self) -> dict[str, MeasureResult | None]:
        """Every measure; None where nobody sent the files that it needs for the period."""
        facts = over_time(tuple(MEASURES), self.choice)
        return {
            key: None if fact.coverage.state == "absent" else fact for key, fact in facts.items()
        }

    @cached_property
    def tasks(self) -> pd.DataFrame:
        """The tasks given by the period's end, as they stood then."""
        return tasks(self.choice)

    def reached(self, source: str) -> date | None:
        """The day to which a source is known; None where the chosen unit sent nothing that reaches
        the period."""
        known = known_until(self.choice.snapshot, self.choice.filters.unit, source)
        return known if known and known >= self.choice.period.start else None

    def paragraph(self, name: str, before: str = "", after: str = "") -> str:
        """The measures of a paragraph in sentences, between two others; of a register with the day
        that it reaches. Where that was not sent the paragraph says so, and nothing else."""
        choice, register = self.choice, MEASURES[PARAGRAPHS[name][0]].register
        facts = [fact for key in PARAGRAPHS[name] if (fact := self.facts[key])]
        if not facts:
            return self.silent(self._not_sent(MEASURES[PARAGRAPHS[name][0]]))
        told = (report_upward.report_sentence(f, choice, f.measure.key in MATRIX) for f in facts)
        said = [before, *told, after]
        said.append(report_upward.coverage_sentences(facts, choice))
        if register:
            said.append(report_upward.register_reach(self._title(register), self.reached(register)))
        return " ".join(filter(None, said))

    def silent(self, source: str) -> str:
        """That a source was not sent for the period."""
        return report_upward.measure_without_figures(self._title(source))

    def _not_sent(self, one: Measure) -> str:
        """The source for want of which a measure is absent."""
        asked = self.choice.snapshot, self.choice.filters.unit, self.choice.period
        absent = (s for s in one.sources if coverage(*asked, (s,)).state == "absent")
        return next(absent, one.sources[0])

    def _title(self, source: str) -> str:
        return ask(self.choice.snapshot, "sources").set_index("source")["title"][source]


def paragraphs_of(figures: Figures) -> dict[str, str]:
    """Field of the template → its paragraph: measures, and what stands beside them."""
    choice = figures.choice
    asked = {"from": choice.period.start, "to": choice.period.end, "unit": choice.filters.unit}
    kinds = ask(choice.snapshot, "letters_by_kind", **asked).set_index("kind")["delivered"]
    topics = by_group(list(OF_TOPICS), choice, "topic").set_index("group")
    denounced = ask(choice.snapshot, "denunciations", **asked)
    beside = {
        "nhiem_vu": {"before": report_upward.tasks_sentence(figures.tasks)},
        "thu_khac": {"after": report_upward.thanks_sentence(int(kinds.get("thanks", 0)))},
        "don_thu": {"after": report_upward.denunciations_sentence(denounced)},
        "dang_giai_quyet": {
            "after": f"{_of_13(figures)} {report_upward.topics_sentence(topics)}".strip()
        },
    }
    told = {name: figures.paragraph(name, **beside.get(name, {})) for name in PARAGRAPHS}
    return told | _proposed(figures)


def _of_13(figures: Figures) -> str:
    """Of whom (13) in the report's own form consists; nothing where nobody sent dossiers."""
    late, both = (figures.facts[key] for key in ("open_late", "open_overdue"))
    return form_06a.cell_13_note(int(both.now["value"]), int(late.now["value"])) if both else ""


def _proposed(figures: Figures) -> dict[str, str]:
    """What the signals say for the writer to judge: good, wanting, and to be done."""
    if figures.reached("dossiers") is None:
        silent = figures.silent("dossiers")
        return dict.fromkeys(("goi_y_uu_diem", "goi_y_han_che", "goi_y_viec"), silent)
    places = agenda(figures.choice)
    good = [
        fact
        for fact in (*places["watch"], *places["settled"])
        if fact.chart.variation == "improvement" or fact.chart.assurance == "pass"
    ]
    return {
        "goi_y_uu_diem": report_upward.found_in_data(good, report_upward.NO_PRAISE),
        "goi_y_han_che": report_upward.found_in_data(places["discuss"], report_upward.NO_FAULT),
        "goi_y_viec": report_upward.work_proposed(places["discuss"]),
    }
