"""Invented ratings: one of three levels after a dossier, and a survey of five levels a quarter."""

from collections.abc import Callable

from etl.sample import text as text
from etl.sample.life import spread

SHARE_ANSWERING = 0.235
SHARE_ANSWERING_AFTER_LAUNCH = 0.30
UNHAPPY_ATTITUDE = 0.115
UNHAPPY_ATTITUDE_AFTER_LAUNCH = 0.045
SOURCES = (("Máy đánh giá", 0.42), ("Cán bộ ghi nhận", 0.66), ("Trực tuyến", 0.88), ("Phiếu", 1.0))
MINUTES_UNTIL_RATED = {"Trực tuyến": (20, 300, 900, 1800, 4000), "Phiếu": (3, 6, 10, 20)}
SURVEY_LEVELS = (0.02, 0.06, 0.15, 0.72, 1.0)  # cumulative shares of levels 1–5
SURVEY_SIZE = (60, 120)


def rating(
    rnd: Callable[[], float],
    returned: int,
    late: bool,
    after_launch: bool,
) -> tuple[int, list[str]] | None:
    """A rating of a dossier given back at minute `returned`: (minute, cells), or None.

    The cells run from the source to the comment. What an officer records himself is content
    nearly always; a late dossier makes people unhappy; the launch changes attitude only.
    """
    if rnd() > (SHARE_ANSWERING_AFTER_LAUNCH if after_launch else SHARE_ANSWERING):
        return None
    u = rnd()
    source = next(name for name, upper in SOURCES if u < upper)
    recorded_by_staff = source == "Cán bộ ghi nhận"
    minute = returned + int(spread(MINUTES_UNTIL_RATED.get(source, (1, 2, 4)), rnd()))
    unhappy = 0.055 + (0.22 if late else 0)
    rude = UNHAPPY_ATTITUDE_AFTER_LAUNCH if after_launch else UNHAPPY_ATTITUDE
    if recorded_by_staff:
        unhappy, rude = 0.008, 0.004
    overall = 0 if rnd() < unhappy else 2 if rnd() < (0.72 if recorded_by_staff else 0.38) else 1
    attitude = text.LEVELS_3[0 if rnd() < rude else 2 if rnd() < 0.4 else 1]
    if (v := rnd()) < 0.15:
        attitude = text.NO_ANSWER if v < 0.02 else ""
    level = text.LEVELS_3[overall]
    if source == "Máy đánh giá":  # the counter's buttons write capitals
        level, attitude = level.upper(), attitude.upper()
    reason = _reason(rnd(), late) if overall == 0 else ""
    cells = [source, "3", level, attitude, "", "", "", "", "", reason]
    return minute, [*cells, _comment(rnd, unhappy=overall == 0, chance=0.11)]


def survey(rnd: Callable[[], float]) -> list[str]:
    """The cells of one survey slip, from the source to the comment: same odds at all times."""
    lean = rnd() * 0.1 - 0.05
    levels = [_level(rnd() + lean) for _ in range(7)]
    words = [text.LEVELS_5[levels[0]]]
    words += [text.NO_ANSWER if rnd() < 0.04 else text.LEVELS_5[n] for n in levels[1:]]
    unhappy = levels[0] <= 1
    reason = _reason(rnd(), late=False) if unhappy else ""
    return ["Khảo sát", "5", *words, reason, _comment(rnd, unhappy, chance=0.3)]


def _level(u: float) -> int:
    return next((i for i, upper in enumerate(SURVEY_LEVELS) if u < upper), 4)


def _reason(u: float, late: bool) -> str:
    return text.REASONS[1] if late and u < 0.5 else text.REASONS[int(u * len(text.REASONS))]


def _comment(rnd: Callable[[], float], unhappy: bool, chance: float) -> str:
    if rnd() > (0.4 if unhappy else chance):
        return ""
    odd = text.COMMENTS_ODD
    if (u := rnd()) < 0.03:
        return odd[int(u / 0.03 * len(odd))]
    comments = text.COMMENTS_BAD if unhappy or u > 0.88 else text.COMMENTS_GOOD
    return comments[int(rnd() * len(comments))]
