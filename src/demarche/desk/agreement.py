"""How far people who judged the same claims agree: Krippendorff's alpha for nominal data.

Source: K. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: any number of coders, missing data allowed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def alpha(units: Iterable[Mapping[str, str]]) -> float | None:
    """1 for perfect agreement, 0 for chance, below for worse; None when no unit has two values or only one value was ever used.

    Each unit maps coder to value; units with fewer than two values say nothing about agreement.
    """
    paired = [list(unit.values()) for unit in units if len(unit) > 1]
    totals = Counter(value for values in paired for value in values)
    number = sum(totals.values())
    if len(totals) < 2:
        return None
    observed = sum(_disagreeing(values) / (len(values) - 1) for values in paired) / number
    expected = _disagreeing(list(totals.elements())) / (number * (number - 1))
    return 1.0 - observed / expected


def _disagreeing(values: list[str]) -> int:
    """Ordered pairs of different values."""
    counted = Counter(values)
    return len(values) ** 2 - sum(number**2 for number in counted.values())


def share_agreeing(units: Iterable[Mapping[str, str]]) -> tuple[int, int]:
    """Units on which all coders say the same, and units with at least two coders."""
    paired = [set(unit.values()) for unit in units if len(unit) > 1]
    return sum(len(values) == 1 for values in paired), len(paired)
