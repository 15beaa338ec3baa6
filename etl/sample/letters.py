"""The sample's letters: what dossiers owe, and how far each letter came."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from etl.sample import record_text as text
from etl.sample.files import Dossier
from etl.sample.life import NONE, Clock
from etl.sample.text import OVERDUE_REASONS

OF_PROCEDURE = {"1.001193": "birth", "1.000894": "marriage", "1.000656": "condolence"}
# kind: the share that is sent at first, and the share at the end: some get better, some do not.
SENT = {
    "apology_legal": (0.55, 0.88),
    "apology_courtesy": (0.45, 0.8),
    "birth": (0.6, 0.93),
    "marriage": (0.72, 0.72),
    "condolence": (0.85, 0.87),
}
DAYS_TO_SEND = (1, 1, 2, 3, 4, 6, 10)
SHARE_WAIVED, SHARE_STUCK = 0.03, 0.5


def letters_of(
    rnd: Callable[[], float],
    clock: Clock,
    dossier: Dossier,
    code: str,
    since: date,
    end: date,
    taken_over: bool = False,
) -> Iterator[dict[str, str | date]]:
    """The letters written for a dossier of procedure `code` in [since, end], as cells by field;
    for one that was `taken_over` also those owed before, as from the first day on."""
    final = dossier.states[-1]
    owed: list[tuple[str, date]] = []
    finished = clock.days[final.finished // 1440] if final.finished != NONE else None
    if final.status in (9, 10) and finished and code in OF_PROCEDURE:
        owed.append((OF_PROCEDURE[code], finished))
    if final.due != NONE and final.status in (2, 4, 9, 10):
        due = clock.days[final.due]
        if due < min(finished or end, end):
            owed.append(("apology_legal", due + timedelta(days=1)))
            if code != "1.000656":
                owed.append(("apology_courtesy", due + timedelta(days=1)))
    for kind, day in owed:
        day = max(day, since) if taken_over else day
        if since <= day <= end and (made := _letter(rnd, kind, day, since, end)):
            yield {"dossier_id": dossier.code, "kind": text.LETTER_WORDS[kind]} | made


def thanks(rnd: Callable[[], float], day: date) -> dict[str, str | date]:
    """A letter of thanks, which nobody is owed."""
    sent = day + timedelta(days=int(rnd() * 4))
    return {
        "kind": text.LETTER_WORDS["thanks"],
        "drafted_on": day,
        "numbered_on": sent,
        "signed_on": sent,
        "delivered_on": sent,
        "signer": text.CHAIR,
    }


def _letter(rnd: Callable[[], float], kind: str, owed: date, since: date, end: date) -> dict | None:
    first, last = SENT[kind]
    along = (owed - since).days / max((end - since).days, 1)
    drafted = owed + timedelta(days=int(rnd() * 2))
    u = rnd()
    if u < SHARE_WAIVED and not kind.startswith("apology"):
        return {"waived_on": drafted, "waived_reason": text.WAIVED[int(rnd() * len(text.WAIVED))]}
    wait = DAYS_TO_SEND[int(rnd() * len(DAYS_TO_SEND))]
    sent = drafted + timedelta(days=wait)
    stuck = u > first + along * (last - first)
    if (stuck and rnd() > SHARE_STUCK) or drafted > end:
        return None
    made: dict = {"drafted_on": drafted}
    if kind.startswith("apology"):
        made["reason"] = OVERDUE_REASONS[int(rnd() * len(OVERDUE_REASONS))][0]
        made["new_due_on"] = owed + timedelta(days=3 + int(rnd() * 8))
    if sent > end:
        return made
    steps = int(rnd() * 3) if stuck else 3
    for field in ("numbered_on", "signed_on", "delivered_on")[:steps]:
        made[field] = sent
    if steps > 1:
        made["signer"] = text.CHAIR
    return made
