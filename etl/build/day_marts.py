"""The marts of one more day: sums less and more what affected dossiers counted, and lists."""

import duckdb

from etl.build.full import run

# Each mart that is a sum over dossiers or ratings, by its keys; its other columns add up.
OF_ALL_UNITS = ("field", "procedure_key", "topic", "channel")
SUMS = {
    "dossier_days": ("day", "stratum"),
    "dossier_months": ("month", "stratum"),
    "days_of_all_units": ("day", *OF_ALL_UNITS),
    "months_of_all_units": ("month", *OF_ALL_UNITS),
    "working_times": ("finished_on", "stratum", "working_days"),
    "working_times_of_all_units": ("finished_on", *OF_ALL_UNITS, "working_days"),
    "working_time_months_of_all_units": ("month", *OF_ALL_UNITS, "working_days"),
    "rating_days_of_all_units": ("rated_on", "field", "procedure_key", "channel", "source"),
    "procedure_names": ("received_on", "procedure_key", "procedure", "field"),
    "due_outcomes": ("month", "stratum", "working_days", "late"),
}


def add_up(con: duckdb.DuckDBPyConnection) -> None:
    """The sums over the affected dossiers of a side; its tables are those that are looked for."""
    for step in ("day/number_strata", "marts/dossier_events", "marts/due_days"):
        run(con, step)
    for mart in SUMS:
        run(con, f"marts/{mart}")


def put_sums(con: duckdb.DuckDBPyConnection) -> None:
    """Puts into each mart what the sides add up to differently."""
    for mart, keys in SUMS.items():
        columns = [name for name, *_ in con.execute(f"describe newer.{mart}").fetchall()]
        sums = [name for name in columns if name not in keys]
        same = [f"stands.{key} is not distinct from changes.{key}" for key in keys]
        run(
            con,
            "day/put_mart",
            mart=mart,
            keys=", ".join(keys),
            sums=", ".join(f"sum({name})::integer as {name}" for name in sums),
            less=", ".join(f"-{name} as {name}" for name in sums),
            any_changed=" or ".join(f"sum({name}) <> 0" for name in sums),
            same_keys=" and ".join(same),
            none_left=" and ".join(f"stands.{s} + changes.{s} = 0" for s in sums),
            totals=", ".join(f"{s} = stands.{s} + changes.{s}" for s in sums),
        )
