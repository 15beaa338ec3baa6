"""What was answered about files nearly of a file's shape: suggested, and never taken unasked."""

from etl.contract import key
from etl.mappings import Mapping

LIKE = 0.5  # share of the headings that a mapping names


def suggest_as_before(preview: dict, found: list[Mapping]) -> None:
    """Suggests for the questions of a preview what the mapping says that names most of its
    headings, where one names more than half of its own."""
    titles = {key(column["heading"]) for column in preview["columns"]}
    best: tuple[int, dict] | None = None
    for mapping in found:
        if mapping.withdrawn_at or not mapping.table:
            continue
        own = {*_columns(mapping.table)}
        shared = len(own & titles)
        if shared > LIKE * len(own) and (best is None or shared >= best[0]):
            best = shared, mapping.table
    if best is None:
        return
    table = best[1]
    meanings = {f"column/{title}": field for title, field in _columns(table).items()}
    meanings |= {f"constant/{field}": value for field, value in table.get("constants", {}).items()}
    for field, words in table.get("values", {}).items():
        meanings |= {f"value/{field}/{key(word)}": value for word, value in words.items()}
    meanings |= {name: table[name] for name in ("source", "date_order") if name in table}
    for question in preview["questions"]:
        *kind, about = question["id"].split("/", 2 if question["id"].startswith("value/") else 1)
        name = "/".join([*kind, about if kind[:1] in ([], ["constant"]) else key(about)])
        if meanings.get(name) in [value for value, _ in question.get("options", ())]:
            question["suggested"] = meanings[name]


def _columns(table: dict) -> dict[str, str]:
    """The key of each heading that a mapping names → its field, "" where it is not used."""
    unused = {key(title): "" for title in table.get("drop", ())}
    return unused | {key(title): field for field, title in table.get("columns", {}).items()}
