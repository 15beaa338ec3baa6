"""Contract → the query that types a landed file's text and finds the first field that breaks it."""

from etl.contract import Contract, lookup
from personal_text import HIDDEN
from ward_clock import WARD_ZONE

SQL_TYPES = {"datetime": "timestamp", "date": "date", "integer": "bigint", "number": "double"}
MOMENTS = ("datetime", "date")
NOT_OF_TYPE = {
    "datetime": "not_a_moment",
    "date": "not_a_moment",
    "integer": "not_a_number",
    "number": "not_a_number",
}
# What a spreadsheet makes of a long number: 2,50602E+13, and 2.5e13 as other programs write it.
EXPONENT = r"[+-]?[0-9]([.,][0-9]+)?[eE][+-][0-9]{1,3}|[+-]?[0-9][.,][0-9]+[eE][0-9]{1,3}"

# What stands before and after the first two parts of a day, which are to change places.
MONTH_FIRST = r"(^|[^0-9/.-])(\d\d?)( ?[-/.] ?)(\d\d?)( ?[-/.] ?\d\d(?:\d\d)?(?:\D|$))"


def typed_rows(contract: Contract, profile: dict, apart: str | None = None) -> tuple[str, dict]:
    """The query that types every field of a contract, and the values bound to it.

    Gives one row a row of the file: line, row_hash, each field typed under its own name, and
    bad_field, bad_value, bad_reason of the first field that breaks the contract; before them the
    column `apart` as it stands, where one is named. Python puts the
    text together because each contract has its own fields; only names out of the contract are
    written into it, and words, codes and limits are bound.
    """
    bound: dict = {"missing": list(contract.missing)}
    names = contract.field_names
    texts = [
        f"{cell_text(field, contract, profile, bound)} as {field['name']}"
        for field in contract.fields
    ]
    typed = [
        f"{cell_value(field, contract, profile, bound)} as {field['name']}_typed"
        for field in contract.fields
    ]
    plain = [f"{plain_cell(field, profile)} as {field['name']}_plain" for field in contract.fields]
    faults = [
        f"{_fault(field, contract, bound)} as {field['name']}_fault" for field in contract.fields
    ]
    first = f"{apart}, " if apart else ""
    carried = ", ".join(f"{name}_plain" for name in names)
    bad_field = " ".join(f"when {name}_fault is not null then '{name}'" for name in names)
    bad_value = " ".join(f"when {name}_fault is not null then {name}" for name in names)
    query = f"""
    select {first}line, row_hash, {", ".join(f"{name}_typed as {name}" for name in names)},
        case {bad_field} end as bad_field,
        case {bad_value} end as bad_value,
        coalesce({", ".join(f"{name}_fault" for name in names)}) as bad_reason
    from (
        select *, {", ".join(faults)}
        from (
            select *, {", ".join(typed)}, hash({", ".join(names)}) as row_hash
            from (
                select {first}coalesce(line, file_row_number + 2) as line,
                    {", ".join(texts)}, {carried}
                from (
                    select *, {", ".join(plain)}
                    from read_parquet($landed, file_row_number = true, hive_partitioning = false)
                )
            )
        )
    )"""
    return query, bound


def no_typed_rows(contract: Contract) -> str:
    """The query that gives the columns of `typed_rows` and no row; to work them out from an empty
    file takes as long as the whole load of a small one."""
    columns = {"line": "bigint", "row_hash": "ubigint"}
    columns |= {field["name"]: _sql_type(field, contract) for field in contract.fields}
    columns |= dict.fromkeys(("bad_field", "bad_value", "bad_reason"), "varchar")
    return f"select {', '.join(f'null::{kind} as {n}' for n, kind in columns.items())} where false"


def _sql_type(field: dict, contract: Contract) -> str:
    if contract.words(field):
        return "integer" if field["type"] == "integer" else "varchar"
    return SQL_TYPES.get(field["type"], "varchar")


def plain_cell(field: dict, profile: dict) -> str:
    """The value of a cell that needs no cleaning and can be read in one way only, else null."""
    name = field["name"]
    is_given = name in profile.get("values", {}) or name in profile.get("constants", {})
    turned = profile.get("date_format") or profile.get("date_order") == "month_first"
    if field["type"] not in MOMENTS or is_given or turned:
        return "null::timestamp"
    return f"plain_moment({name})"


def cell_text(field: dict, contract: Contract, profile: dict, bound: dict) -> str:
    """The cell as trimmed text; a profile's constant or words take its place."""
    name = field["name"]
    if name in profile.get("constants", {}):
        bound[f"constant_{name}"] = profile["constants"][name]
        return f"nullif($constant_{name}::varchar, '')"
    if field.get("text", "").startswith("officer"):
        return name  # '' must stay: it marks a name that was dropped
    is_code = field.get("text") == "code"
    few_alike = field["type"] in MOMENTS or is_code
    seen = {"code": f"seen({name})", "word": f"one_line({name})"}.get(field.get("text", ""), name)
    cell = f"{'clean_each' if few_alike else 'clean'}({seen})"
    text = f"case when list_contains($missing, {cell}) then null else {cell} end"
    if field["type"] in MOMENTS:
        text = f"case when is_no_moment({cell}) then null else {text} end"
        # Of a chunk's few blanks the engine would work out all the rest.
        text = f"case when {name}_plain is not null or {name} is null then {name} else {text} end"
    if meanings := profile.get("values", {}).get(name):
        # A word may stand for nothing (''), and a blank cell ('') for a word.
        meant = _meaning(f"coalesce({cell}, '')", lookup(meanings), f"given_{name}", bound)
        text = f"nullif(coalesce({meant}, {text}), '')"
    if name == "status_code" and (returned := profile.get("returned_when_filled")):
        given = next(f for f in contract.fields if f["name"] == returned)
        day = cell_text(given, contract, profile, bound)
        return f"case when {day} is null then '4' else '10' end"
    if name == "status_code" and (empty := profile.get("open_when_empty")):
        closing = next(f for f in contract.fields if f["name"] == empty)
        ended = cell_text(closing, contract, profile, bound)
        text = f"coalesce({text}, case when {ended} is null then '4' else '9' end)"
    return text


def cell_value(field: dict, contract: Contract, profile: dict, bound: dict) -> str:
    """The value of a field's text; null where the text is not of its type or list."""
    name, kind = field["name"], field["type"]
    if words_known := contract.words(field):
        value = _meaning(name, words_known, f"words_{name}", bound)
        return f"{value}::integer" if kind == "integer" else value
    if kind in MOMENTS:
        return f"({_moment(name, profile, bound)})::{SQL_TYPES[kind]}"
    if kind == "integer":
        return f"whole_number({name})"
    if kind == "number":
        number = f"decimal_number({name})"
        return f"case when isfinite({number}) then {number} end"
    return name


def _fault(field: dict, contract: Contract, bound: dict) -> str:
    """The code of what a field breaks, or null; the codes stand in words.rows.REASONS."""
    name, kind, limits = field["name"], field["type"], field.get("constraints", {})
    cases = []
    if limits.get("required"):
        cases.append(f"when {name} is null then 'required'")
    if fault := "unknown_word" if contract.canonical(field) else NOT_OF_TYPE.get(kind):
        cases.append(f"when {name} is not null and {name}_typed is null then '{fault}'")
    if field.get("text") == "code":
        cases.append(f"when {name} = '{HIDDEN}' then 'code_is_personal'")
        bound["exponent"] = EXPONENT
        cases.append(f"when regexp_full_match({name}, $exponent) then 'code_in_exponent'")
    for limit, sign in (("minimum", "<"), ("maximum", ">")):
        if limit in limits:
            bound[f"{limit}_{name}"] = limits[limit]
            edge = f"${limit}_{name}::{SQL_TYPES[kind]}"
            cases.append(f"when {name}_typed {sign} {edge} then 'out_of_range'")
    return f"case {' '.join(cases)} end" if cases else "null::varchar"


def _meaning(text: str, meanings: dict[str, str], name: str, bound: dict) -> str:
    """The value that a word stands for: by the word itself, else as a number, else by its key."""
    bound |= {name: list(meanings), f"{name}_mean": list(meanings.values())}
    whole = f"whole_code({text})::varchar"
    folded = f"nullif(regexp_extract(fold({text}), '.*[a-z].*'), '')"  # contract.key in SQL
    # A case, for the engine works out every part of a coalesce, and to fold each row is dear.
    places = [f"list_position(${name}, {form})" for form in (text, whole, folded)]
    found = " ".join(f"when {place} is not null then {place}" for place in places)
    return f"${name}_mean[case {found} end]"


def _moment(name: str, profile: dict, bound: dict) -> str:
    """A timestamp on the ward's clock, by the profile's formats and zone where it names them."""
    if name in profile.get("constants", {}):
        return f"parse_moment({name})"
    text = name
    if profile.get("date_order") == "month_first":
        bound |= {"month_first": MONTH_FIRST, "turned": r"\1\4\3\2\5"}
        text = f"regexp_replace({name}, $month_first, $turned)"
    value = (
        f"case when {name}_plain is not null or {name} is null then {name}_plain "
        f"else parse_moment({text}) end"
    )
    if formats := profile.get("date_format"):
        bound["date_format"] = list(formats)
        value = f"try_strptime({name}, $date_format)"
    if "zone" not in profile:
        return value
    bound |= {"zone": profile["zone"], "ward_zone": WARD_ZONE.key}
    # A date has no zone, and parse_moment has already turned a moment with an offset of its own.
    settled = f"not has_time({value})"
    if not formats:
        settled += f" or has_offset({name})"
    moved = f"({value} at time zone $zone) at time zone $ward_zone"
    return f"case when {settled} then {value} else {moved} end"
