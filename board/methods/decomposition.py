"""What the mix did and what each procedure did to the difference of a rate between two periods."""

from collections.abc import Mapping
from typing import NamedTuple


class Difference(NamedTuple):
    """A difference of two rates as fractions; `mix` and `pace` add up to `total`."""

    mix: float
    pace: float
    total: float


def difference(
    before: Mapping[str, tuple[int, int]], now: Mapping[str, tuple[int, int]]
) -> Difference | None:
    """The rate of `now` less that of `before`, each stratum → (successes, cases), in two parts:
    what the strata's shares of the cases did (mix), and what their rates did (pace).

    A stratum that one period lacks lends its rate to the other, so all of it is mix. None where a
    period has no case.

    Source: Kitagawa, J. Am. Stat. Assoc. 50 (1955) 1168-1194.
    """
    cases_before = sum(n for _, n in before.values())
    cases_now = sum(n for _, n in now.values())
    if not cases_before or not cases_now:
        return None
    mix = pace = 0.0
    for stratum in {**before, **now}:
        (k0, n0), (k1, n1) = before.get(stratum, (0, 0)), now.get(stratum, (0, 0))
        if not n0 and not n1:
            continue
        rate_before, rate_now = k0 / n0 if n0 else k1 / n1, k1 / n1 if n1 else k0 / n0
        weight_before, weight_now = n0 / cases_before, n1 / cases_now
        mix += (weight_now - weight_before) * (rate_before + rate_now) / 2
        pace += (rate_now - rate_before) * (weight_before + weight_now) / 2
    return Difference(mix, pace, mix + pace)
