"""The paragraphs of the report upward: its measures in sentences, and the sentences around them."""

from board.catalogue import MEASURES
from board.catalogue.measure import Measure
from board.measures.results import by_group
from board.papers.report_upward.content import ReportContent
from board.papers.report_upward.facts import facts_to_choose_from
from board.selection.coverage import coverage
from board.text import report_upward
from board.warehouse.ask import ask

# A paragraph of the template → the measures that it states, in order, all of one register.
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
        "share_paused_after_due",
        "share_withdrawn_after_due",
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


def paragraphs_of(content: ReportContent) -> dict[str, str]:
    """Field of the template → its paragraph: measures, and what is said before or after them."""
    selection = content.selection
    asked = {
        "from": selection.period.start,
        "to": selection.period.end,
        "unit": selection.filters.unit,
    }
    kinds = ask(selection.snapshot, "letters_by_kind", **asked).set_index("kind")["delivered"]
    topics = by_group(list(OF_TOPICS), selection, "topic", leaves_house=True).set_index("group")
    denounced = ask(selection.snapshot, "denunciations", **asked)
    before = {"nhiem_vu": report_upward.tasks_sentence(content.tasks)}
    after = {
        "thu_khac": report_upward.thanks_sentence(int(kinds.get("thanks", 0))),
        "don_thu": report_upward.denunciations_sentence(denounced),
        "dang_giai_quyet": report_upward.topics_sentence(topics),
    }
    measured = {
        name: paragraph(content, name, before.get(name, ""), after.get(name, ""))
        for name in PARAGRAPHS
    }
    return measured | facts_to_choose_from(content)


def paragraph(content: ReportContent, name: str, before: str = "", after: str = "") -> str:
    """The measures of a paragraph in sentences, between two others; of a register with the day that
    it reaches. Where that was not sent the paragraph says so, and nothing else."""
    selection, first = content.selection, MEASURES[PARAGRAPHS[name][0]]
    results = [result for key in PARAGRAPHS[name] if (result := content.results[key])]
    if not results:
        return content.not_sent(_missing_source(content, first))
    sentences = [
        before,
        *(report_upward.report_sentence(result, selection) for result in results),
        after,
        report_upward.coverage_sentences(results, selection),
    ]
    if first.register:
        reached = content.reached(first.register)
        sentences.append(report_upward.register_reach(content.title(first.register), reached))
    return " ".join(filter(None, sentences))


def _missing_source(content: ReportContent, measure: Measure) -> str:
    """The source for want of which a measure is absent."""
    asked = content.selection.snapshot, content.selection.filters.unit, content.selection.period
    absent = (s for s in measure.sources if coverage(*asked, (s,)).state == "absent")
    return next(absent, measure.sources[0])
