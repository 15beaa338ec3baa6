"""What is asked of a person about a file, each question with its options."""

from collections import Counter

from etl.answers import AS_IT_STANDS, Answers, is_hidden
from etl.contract import Contract, contracts, key
from etl.headers import Match
from etl.preview.columns import cells_of
from etl.preview.likely import likely_fields, likely_value, only_holder, plain
from etl.profile import Profile
from etl.read import Layout
from etl.reference import reference_rows
from etl.settings import Settings
from etl.words import preview as text

FEW = 6  # values of a field that a whole file may share
MOST_ASKED = 40  # columns, or words
NEAREST = 15  # procedures among which a name is looked for


def choice(ident: str, sentence: str, options, required: bool, suggested=None, **more) -> dict:
    """A question with options, as the page draws it."""
    return {
        "id": ident,
        "kind": "choice",
        "required": required,
        "text": sentence,
        "options": [list(option) for option in options],
        "suggested": suggested,
    } | more


def about_source(suggested: str | None) -> dict:
    """Which source a file is of."""
    options = [(source, contract.title) for source, contract in contracts().items()]
    return choice("source", text.ASK_SOURCE, options, True, suggested)


def about_day(named: str | None, newest: str | None, required: bool) -> dict:
    """On which day a file was exported."""
    return {
        "id": "as_of",
        "kind": "day",
        "required": required,
        "text": text.ask_day(named, newest),
        "suggested": newest,
    }


def about_date_order() -> dict:
    """Whether the day or the month stands first."""
    return choice("date_order", text.ASK_DATE_ORDER, text.DATE_ORDERS, True)


def about_letters(font: str) -> dict:
    """Whether a text of an old font is to be read as the font shows it."""
    options = [(font, text.CONVERT), ("", text.NOT_CONVERT)]
    return choice("letters", text.ask_letters(font), options, True, font)


def about_columns(file: Layout, match: Match, profile: Profile, settings: Settings) -> list[dict]:
    """What the unknown headings are, where a field that must have a column has none, or where one
    is likely; and what the whole file says in the place of such a column."""
    contract = match.contract
    missing = [f for f in contract.required_columns() if f["title"] in match.missing]
    wanted = [
        f
        for f in contract.own_fields
        if f["name"] not in match.columns and f["name"] not in profile.constants
    ]
    cells = dict(zip(file.header, cells_of(file, match), strict=True))
    unknown = _unknown_headings(match, profile, cells)
    names = [f["name"] for f in missing]
    likely = likely_fields(contract, unknown, [f["name"] for f in wanted], names)
    asked = _about_unknown(unknown, wanted, bool(missing), likely)
    asked += _about_repeated(match, contract, cells)
    asked += _about_missing([f for f in missing if f["name"] not in likely.values()], contract)
    if not settings.home_unit:
        asked += _about_unit(wanted, settings)
    return asked[:MOST_ASKED]


def _unknown_headings(
    match: Match, profile: Profile, cells: dict[str, list[str]]
) -> dict[str, list[str]]:
    """The headings that mean no field and may be shown, with what stands below them."""
    answered = {key(title) for title in profile.drop}
    return {
        title: cells[title]
        for title in dict.fromkeys(match.dropped)
        if title and key(title) not in answered and not is_hidden(title, match.contract)
    }


def _about_unknown(
    unknown: dict[str, list[str]], wanted: list[dict], is_required: bool, likely: dict[str, str]
) -> list[dict]:
    """Which field each unknown heading is; where none must be found, of the likely ones alone."""
    options = [*((f["name"], f["title"]) for f in wanted), ("", text.NOT_USED)]
    return [
        choice(
            f"column/{title}", text.ask_column(title), options, is_required, likely.get(title),
            examples=[],
        )
        for title in unknown
        if is_required or title in likely
    ]  # fmt: skip


def _about_missing(missing: list[dict], contract: Contract) -> list[dict]:
    """Which value the whole file has of a field without a column, where there are few."""
    return [
        choice(f"constant/{f['name']}", text.ask_constant(f["title"]), _values(f, contract), True)
        for f in missing
        if 0 < len(contract.canonical(f)) <= FEW
    ]


def _about_unit(wanted: list[dict], settings: Settings) -> list[dict]:
    """Of which unit the whole file is, where no column says it."""
    return [
        choice("constant/unit_code", text.ask_constant(f["title"]), _units(settings), False)
        for f in wanted
        if f["name"] == "unit_code"
    ]


def _about_repeated(match: Match, contract: Contract, cells: dict[str, list[str]]) -> list[dict]:
    """Which of two columns that mean one field is the field. Columns of one and the same heading
    cannot be distinguished, so nothing is asked about them."""
    if not match.repeated or len({*map(key, match.repeated)}) < 2:
        return []
    name = contract.header_keys[key(match.repeated[1])]
    field = next(f for f in contract.own_fields if f["name"] == name)
    holds = only_holder(field, contract, {title: cells[title] for title in match.repeated})
    options = [(name, field["title"]), ("", text.NOT_USED)]
    return [
        choice(
            f"column/{title}", text.ask_column(title), options, True,
            (name if title == holds else "") if holds else None, examples=[],
        )
        for title in match.repeated
    ]  # fmt: skip


def about_words(
    found: list[tuple[str, str, int]],
    contract: Contract,
    scale: int,
    settings: Settings,
    answers: Answers,
) -> list[dict]:
    """What each word means that nobody knows, and in how many rows it stands."""
    fields, asked = {f["name"]: f for f in contract.fields}, []
    given = {(kind, key(word)) for kind, word in map(_about, answers.given)}
    for name, word, rows in found[:MOST_ASKED]:
        if word == text.HIDDEN_WORD or (f"value/{name}", key(word)) in given:
            continue
        field = fields[name]
        stays = text.AS_IT_IS if name in AS_IT_STANDS else text.ROWS_LOST
        if name == "unit_code":
            options = _units(settings)
        elif name == "procedure":
            options = _procedures(word, settings)
        elif field.get("levels"):
            options = [*text.LEVELS[scale].items(), ("0", text.NO_ANSWER)]
        else:
            options = _values(field, contract)
        sentence = text.ask_word(field["title"], word)
        options = [*options, ("", stays)]
        required = name != "procedure"
        suggested = likely_value(word, contract.words(field)) if field.get("values") else None
        asked.append(
            choice(f"value/{name}/{word}", sentence, options, required, suggested, rows=rows)
        )
    return asked


def _about(ident: str) -> tuple[str, str]:
    kind, _, about = ident.partition("/")
    name, _, word = about.partition("/")
    return f"{kind}/{name}", word


def _values(field: dict, contract: Contract) -> list[tuple[str, str]]:
    spellings = field.get("values", {})
    return [(value, (spellings.get(value) or [value])[0]) for value in contract.canonical(field)]


def _units(settings: Settings) -> list[tuple[str, str]]:
    """Each unit's code with the names that it has had, the newest first."""
    names: dict[str, list[str]] = {}
    for row in sorted(
        reference_rows(settings.reference, "units"), key=lambda row: row["valid_from"]
    ):
        names.setdefault(row["code"], []).insert(0, f"{row['kind']} {row['name']}")
    return [(code, f"{' / '.join(of)} ({code})") for code, of in names.items()]


def _procedures(word: str, settings: Settings) -> list[tuple[str, str]]:
    """The procedures whose names are nearest to what a file writes."""
    own = Counter(plain(word))
    rows = [row for row in reference_rows(settings.reference, "procedures") if row["code"]]
    found = {row["code"]: row["name"] for row in rows}
    near = sorted(found, key=lambda code: -sum((own & Counter(plain(found[code]))).values()))
    return [(code, f"{found[code]} ({code})") for code in near[:NEAREST]]
