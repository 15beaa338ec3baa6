"""Points of a scorecard from a share: our own reading of the two usual rules."""

from decimal import ROUND_HALF_UP, Decimal

RULES = ("share", "share_of_target")


def points(value: float, max_points: float, rule: str, target: float | None = None) -> float:
    """The points that a share earns, at most `max_points`, rounded half up to two decimals.

    `share`: max_points × value. `share_of_target`: max_points × value ÷ target, all of them once
    the target is reached. NaN where the share is absent. Raises ValueError for another rule.
    """
    if rule not in RULES:
        raise ValueError(f"no such rule: {rule}")
    if value != value:
        return float("nan")
    if rule == "share_of_target":
        if not target:
            raise ValueError("no target to take a share of")
        value /= target
    part = min(1.0, value)
    # Through its shortest writing, so that 2.675 is a half and not a little less.
    return float(Decimal(str(max_points * part)).quantize(Decimal("0.01"), ROUND_HALF_UP))
