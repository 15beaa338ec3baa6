"""How far a share can be trusted."""

from functools import cache
from math import sqrt
from statistics import NormalDist


def wilson(successes: int, n: int, confidence: float = 0.95) -> tuple[float, float] | None:
    """The Wilson score interval of the share successes / n, as fractions (low, high).

    None for n = 0: of nothing there is no share. Raises ValueError for counts that are not
    whole, are negative or have more successes than n, and for a confidence outside (0, 1).

    Source: Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212; method 3, without continuity
    correction, of Newcombe, Statistics in Medicine 17 (1998) 857-872.
    """
    if successes % 1 or n % 1 or not 0 <= successes <= n:
        raise ValueError(f"not a share: {successes} of {n}")
    if not 0 < confidence < 1:
        raise ValueError(f"not a confidence between 0 and 1: {confidence}")
    if n == 0:
        return None
    successes, n = int(successes), int(n)
    z = _deviations(confidence)
    centre = successes + z * z / 2
    reach = z * sqrt(successes * (n - successes) / n + z * z / 4)
    low = (centre - reach) / (n + z * z)
    # With no failure the formula gives 1; floats miss it by a hair. With no success they give 0.
    high = (centre + reach) / (n + z * z) if successes < n else 1.0
    return low, high


@cache
def _deviations(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
