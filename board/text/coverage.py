"""How far the files reach, and which units are missing."""

from datetime import date

from board.text.dates import day
from board.text.numbers import NO_FIGURES, is_absent, number
from board.text.pages import NOTHING
from board.text.sentences import inside_a_sentence

UNITS_NAMED = 6
NOT_SENT_DOSSIERS = (
    "Kỳ này {} gửi tệp hồ sơ, nên chưa có số liệu. Nạp tệp hồ sơ của kỳ, hoặc chọn kỳ khác."
)
NOT_SENT = "chưa gửi"


def coverage_sentence(known, end=None) -> str:
    """What a reader must know of a period before its figures; empty where nothing is missing.
    `end`: the period's last day, for a measure that waits for the day after it."""
    if known.state == "complete":
        return ""
    if lacks_last_day_only(known, end):
        return (
            f"Hạn trả trong ngày {day(end)} chưa xét được vì tệp xuất ngay ngày đó; các số tính "
            "theo hạn trả không có ngày ấy."
        )
    if known.state == "absent" or is_of_a_part(known, end):
        return _not_whole(known)
    return (
        f"{coverage_share(known)} có đủ số liệu của kỳ. Không tính {_named(known)}; số kỳ trước và "
        "các tháng cũng vậy."
    )


def is_of_a_part(known, end=None) -> bool:
    """Whether figures are of a part of the period alone, which is neither compared nor judged: no
    unit's files hold all of it, but for a last day that waits for the next one's file."""
    whole = known.units > 1 and known.whole
    return known.state == "partial" and not whole and not lacks_last_day_only(known, end)


def no_dossiers_in(selection) -> str:
    """Why a page of dossiers has none to show: nobody sent them for the period, or none is chosen."""
    if selection.coverage.state == "absent":
        unit = inside_a_sentence(selection.unit_name)
        return NOT_SENT_DOSSIERS.format(
            f"{unit} chưa" if selection.filters.unit else "chưa đơn vị nào"
        )
    return NOTHING


def not_sent_for(name: str) -> str:
    """That nobody sent for the period what a measure is made of."""
    return f"{name}: kỳ này {NO_FIGURES}. Nạp tệp của kỳ, hoặc chọn kỳ khác."


def coverage_share(known) -> str:
    """Of several units, how many the figures are of: “160/166 đơn vị”."""
    return f"{number(len(known.whole))}/{number(known.units)} đơn vị"


def of_some_units(known) -> str:
    """“160/166 đơn vị” where a figure is not of all units; empty elsewhere."""
    is_part = known.state == "partial" and known.whole and known.units > 1
    return coverage_share(known) if is_part else ""


def coverage_short(known, end=None) -> str:
    """The same in a few words, for a tile."""
    if known.state == "absent":
        return NO_FIGURES
    if known.state == "complete":
        return ""
    if lacks_last_day_only(known, end):
        return f"chưa xét hạn trả ngày {day(end)}"
    return of_some_units(known) or "chưa đủ kỳ"


def lacks_last_day_only(known, end) -> bool:
    """Whether the files of every unit reach the last day, and only the day after it is lacking."""
    return bool(end and known.missing) and all(
        g.until and g.until >= end and not g.begins_late for g in known.missing
    )


def _not_whole(known) -> str:
    if known.state == "absent":
        return f"Kỳ này {NO_FIGURES} hồ sơ."
    days = sorted({gap.until for gap in known.missing if gap.until})
    reached = day(days[0]) if len(days) == 1 else f"{day(days[0])}–{day(days[-1])}"
    since = [gap.since for gap in known.missing if gap.begins_late]
    began = f"từ ngày {day(min(since))} " if since else ""
    return f"Kỳ chưa đủ số liệu (có {began}đến ngày {reached}), nên chưa so sánh và chưa đánh giá."


def _named(known) -> str:
    """The units that are missing, each with the day that it reaches."""
    until: dict[str, date | None] = {}
    for gap in known.missing:  # of several sources the one that reaches least
        last = until.setdefault(gap.name, gap.until)
        until[gap.name] = last and gap.until and min(last, gap.until)
    named = [
        f"{name} ({f'đến {day(last)}' if last else NOT_SENT})"
        for name, last in sorted(until.items(), key=lambda pair: pair[1] is None)
    ]
    others = len(named) - UNITS_NAMED
    more = f" và {number(others)} đơn vị khác (xem trang Dữ liệu)" if others > 0 else ""
    return ", ".join(named[:UNITS_NAMED]) + more


COVERAGE_NOTE = "tệp mới nhất của từng nguồn đến ngày nào; nguồn chưa ai gửi thì không có cột"


def coverage_table(found, titles: dict[str, str]):
    """`coverage.days_reached` as a reader sees it."""
    made = found.rename(columns={"name": "Đơn vị"} | titles)
    for column in made.columns[1:]:
        made[column] = [NOT_SENT if is_absent(until) else day(until) for until in made[column]]
    return made
