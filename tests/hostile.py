"""A data folder in which every text that is somebody's own says a payload: the cells and names of
loaded files, and the reference tables."""

import csv
from pathlib import Path

from etl.contract import contracts
from etl.reference_files import FILES
from etl.settings import read_settings
from tests.conftest import PROJECT, SAMPLE
from tests.load_cache import load_or_unpack

EVIL = "evil.invalid"
MARK = "zqx"  # in every payload, and nowhere else
PAYLOADS = {
    "image": f"![{MARK}](http://{EVIL}/x.png)",
    "link": f"[{MARK}](http://{EVIL})",
    "bare": f"{MARK} http://{EVIL}/a?b=c",
    "www": f"{MARK} WWW.{EVIL}/x",
    "tag": f'<a href="https://{EVIL}">{MARK}</a> <img src=x>',
    "angles": f"<http://{EVIL}/{MARK}>",
    "styles": f"**{MARK}** _x_ `c` $x^2$ :red[đỏ] :smile: :material/home:",
    "blocks": f"# {MARK} | - + 1. > x",
    "entities": f"&lt;{MARK}&gt; &#91;{MARK}](http://{EVIL}) \\[x\\]",
}
# What a load masks, and what is no single line; the browser alone draws these.
UNSEEN = {
    "mail": f"{MARK} first.last+x@{EVIL}.vn mailto:a@{EVIL} xmpp:a@{EVIL}",
    "schemes": f"//{EVIL} ftp://{EVIL} tel:+84 javascript:alert(1)",
    "signs": f"a -> b <- c -- d >= e ~= f (www.{EVIL}) *http://{EVIL}* _www.{EVIL}_ hthttp://{EVIL}",
    "reference": f"[{MARK}]: http://{EVIL} [^1] | a | <!-- x --> ::x[y]{{href=http://{EVIL}}}",
}
NOT_IN_NAMES = str.maketrans("", "", "/\\")  # of files
# What names something that other files or the product name too.
NOT_FREE = {
    *("coverage.source", "reception_quotas.role", "reception_quotas.per", "time_limits.kind"),
    *("time_limits.days", "time_limits.counted_from", "letters_owed.kind", "units.kind"),
    *(
        "apology_reasons.code",
        "bodies.role",
        "letter_templates.kind",
        "letter_templates.template",
        "paper_heads.layout",
        "criteria.rule",
    ),
    *("procedures.code", "procedures.topic", "letters_owed.procedure_code", "units.code"),
    *("criteria.scorecard", "criteria.criterion", "scorecards.scorecard", "officers.code"),
    *("owners.field", "targets.field", "comment_themes.word", "pledge_wordings.content"),
}
NUMBERED = {"units.name", "procedures.name", "criteria.name", "workstreams.name", "scorecards.name"}
CODES = {"officer", "officer_code", "officers", "measure", "scorecard", "criterion", "dossier_id"}
LATEST = ("hoso_2026-0[6-9]", "danhgia_2026-0[69]", "*_2026-09-30")


def hostile(data: Path, payload: str) -> Path:
    """The folder, filled with the sample's last months in which every free text is the payload."""
    _reference(data / "reference", payload)
    (data / "inbox").mkdir(parents=True)
    paths = {path for pattern in LATEST for path in SAMPLE.glob(f"{pattern}*.csv")}
    for path in sorted(paths):
        _export(path, data / "inbox", payload)
    files = load_or_unpack(read_settings(data), [])["files"]
    assert files and not [file for file in files if file["outcome"] == "refused"]
    return data


def _reference(folder: Path, payload: str) -> None:
    folder.mkdir(parents=True)
    for name, file in FILES.items():
        with (PROJECT / "data" / "reference" / f"{name}.csv").open("r", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        if name == "definition_changes":
            record = {"measure": "rate_due_on_time", "changed_on": "2026-09-01"}
            rows = [record | {"what": payload, "why": payload}]
        free = [
            c for c, kind in file.kinds.items() if kind == "text" and f"{name}.{c}" not in NOT_FREE
        ]
        for row in rows:
            for column in free:
                number = f" {row[next(iter(row))]}" if f"{name}.{column}" in NUMBERED else ""
                row[column] = payload + number
        _write(folder / f"{name}.csv", list(file.kinds), rows)


def _export(path: Path, inbox: Path, payload: str) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    contract = next(
        contract
        for contract in contracts().values()
        if contract.own_fields[0]["title"] in rows[0]
        and {f["title"] for f in contract.own_fields}
        >= set(rows[0]) - {"Họ tên người nộp", "Số điện thoại"}
    )
    free = [
        f["title"]
        for f in contract.own_fields
        if f["type"] == "string" and not {"values", "levels"} & set(f) and f["name"] not in CODES
    ]
    is_register = bool(contract.record)
    for n, row in enumerate(rows):
        for title in free:
            is_key, is_unit = title == contract.own_fields[0]["title"], title == "Đơn vị"
            if is_key or is_unit:
                if n % 5 == 0 and is_key == is_register:
                    row[title] = f"{payload} {n}" if is_key else payload
            elif title != "Lĩnh vực" or n % 3 == 0:
                row[title] = payload
    source, as_of = path.stem.split("_")
    name = f"{source} {payload.translate(NOT_IN_NAMES)[:90]} {as_of}.csv"
    _write(inbox / name, list(rows[0]), rows)


def _write(path: Path, columns: list[str], rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns)
        writer.writeheader()
        writer.writerows(rows)
