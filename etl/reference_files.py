"""What stands in each file of data/reference: its columns, what a cell of each holds, and by which
of them a row stands once on any day."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class File:
    """One file's columns, each as `name` or `name:kind`, with ! where no cell may be blank; and by
    which columns (a|b: the first that is filled) a row stands once on any day."""

    columns: str
    once: str = ""
    may_be_absent: bool = False  # so that a folder of a version that had no such file has no rows

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Each column's kind of cell; without one it is text."""
        parts = (column.rstrip("!").partition(":") for column in self.columns.split())
        return {name: kind or "text" for name, _, kind in parts}

    @cached_property
    def required(self) -> set[str]:
        """The columns in which no cell may be blank."""
        return {c[:-1].partition(":")[0] for c in self.columns.split() if c.endswith("!")}


SPAN = "valid_from:date valid_to:date"
FILES = {
    "apology_reasons": File(f"code! sentence {SPAN} source!", "code", may_be_absent=True),
    "units": File(f"code! name! kind! parent:unit {SPAN} successor:unit note", "code"),
    "bodies": File(
        f"role! unit_code:unit name! {SPAN} source!", "role unit_code", may_be_absent=True
    ),
    "calendar": File("day:date! is_working:flag! note source", "day"),
    "calendar_years": File("year:whole! source", "year"),
    "comment_themes": File("theme! word! note", "theme word"),
    "coverage": File(
        "source! unit_code:unit first_day:date! note",
        "source unit_code first_day",
        may_be_absent=True,
    ),
    "criteria": File(
        "scorecard! criterion! group_name! name! max_points:number! target:number "
        f"evidence_needed:flag! measure:measure rule why_open {SPAN} source!",
        "scorecard criterion",
    ),
    "definition_changes": File("measure:measure changed_on:date! what! why!"),
    "events": File("day:date! unit_code:unit measure:measure rebase:flag reason note!"),
    "letter_templates": File(f"kind! template! {SPAN} source!", "kind"),
    "letters_owed": File(f"kind! procedure_code owed:flag! {SPAN} source", "kind procedure_code"),
    "meetings": File("held_on:date! unit_code:unit body! note", "held_on unit_code body"),
    "officers": File(f"code! unit_code:unit! role name {SPAN}", "code"),
    "owners": File(
        f"measure:measure unit_code:unit field owner! {SPAN} note", "measure unit_code field"
    ),
    "paper_heads": File(
        "unit_code:unit_or_all layout! parent_body! body! number! place! recipient! signs_for "
        f"signs_as! {SPAN} source!",
        "unit_code",
    ),
    "pledge_wordings": File(
        "content! position:whole! wording! verified:flag! note", "content position"
    ),
    "procedures": File(
        f"code name! field! limit_working_days:number same_day:flag topic {SPAN} note", "code|name"
    ),
    "reception_quotas": File(f"role! days:whole! per! {SPAN} source!", "role"),
    "scorecards": File(f"scorecard! name! issued_by {SPAN} source!", "scorecard"),
    "targets": File(
        f"measure:measure! unit_code:unit field target:number! {SPAN} source",
        "measure unit_code field",
    ),
    "time_limits": File(
        "kind! is_complex:flag! limit_days:whole! days! counted_from! "
        f"accept_within_working_days:whole {SPAN} source!",
        "kind is_complex",
    ),
    "working_hours": File(f"{SPAN} starts:time! ends:time!"),
    "workstreams": File(
        f"workstream:whole! name! position:whole! measure:measure {SPAN} source",
        "workstream position",
    ),
}
