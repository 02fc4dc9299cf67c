"""How alike two documents are as reports of one operation: named features, each with its weight, in one readable table."""

from __future__ import annotations

import math
from collections.abc import Mapping

from demarche.incidents.profile import Days, Profile
from demarche.incidents.rarity import weight

WEIGHTS: dict[str, float] = {
    "accused-differ": -2.1,
    "accuser-differ": -0.7,
    "actors": 1.5,
    "actors-rare": 1.6,
    "group-same": 0.2,
    "group-differ": -1.4,
    "victim-differ": -1.8,
    "technique-same": 1.9,
    "technique-differ": -1.1,
    "response-same": 0.7,
    "days-near": 2.8,
    "days-apart": -2.2,
    "days-far": -1.5,
    "told": 1.6,
    "names": 2.0,
    "names-leading": 2.6,
    "names-in-title": 0.7,
}
"""Fitted by logistic regression on the pairs of all evaluation documents, with their gold claims and with extracted ones, rounded
(``python tools/fit_merging.py`` fits them anew)."""
BIAS = -4.1
"""Added to the weighted sum, chosen for the best B-cubed: two documents of which nothing is known are two incidents."""
LEAST = -2.0
"""The lowest score: two documents that share nothing telling are not compared and count as this far apart."""
NEAR_DAYS = 10.0
"""Dates this far apart count as half near."""
APART_DAYS = 365.0
"""Dates this far apart count as fully apart."""
FAR_DAYS = 1500.0
"""Dates this far apart count as fully far."""
TOLD_DAYS = 31
"""A time that a document names this near to the publication of an earlier one may be the time of what that one reports."""
MANY_ACTORS = 9.0
"""Summed rarity of shared actors that counts as full."""
MANY_NAMES, MANY_LEADING, MANY_IN_TITLE = 40.0, 20.0, 12.0
"""Summed rarity of shared names that counts as full: anywhere, in both leads, in a title and the other document."""


def features(one: Profile, two: Profile) -> dict[str, float]:
    """The features two documents show, each from 0 to 1; those that are 0 are left out."""
    shared, titles = one.names & two.names, (one.title & two.names) | (two.title & one.names)
    found = {
        "accused-differ": _part(one.accused, two.accused),
        "accuser-differ": _part(one.accusers, two.accusers),
        "actors": _common(one.actors, two.actors),
        "actors-rare": _share(weight(one.actors & two.actors), MANY_ACTORS),
        "group-same": _common(one.groups, two.groups),
        "group-differ": _part(one.groups, two.groups),
        "victim-differ": _part(one.countries, two.countries),
        "technique-same": _common(one.techniques, two.techniques),
        "technique-differ": _part(one.techniques, two.techniques),
        "response-same": _meet(one.responses, two.responses),
        **_days(one.days, two.days),
        "told": float(_told(one, two)),
        "names": _share(weight(shared), MANY_NAMES),
        "names-leading": _share(weight(one.lead & two.lead), MANY_LEADING),
        "names-in-title": _share(weight(titles), MANY_IN_TITLE),
    }
    return {name: value for name, value in found.items() if value}


def score(found: Mapping[str, float]) -> float:
    """The weighted sum, at least ``LEAST``: above 0 one incident, below 0 two."""
    return max(BIAS + math.fsum(WEIGHTS[name] * value for name, value in sorted(found.items())), LEAST)


def likeness(one: Profile, two: Profile) -> float:
    """The score of two documents; it depends on nothing but them."""
    return score(features(one, two))


def _meet(one: frozenset[str], two: frozenset[str]) -> float:
    return float(not one.isdisjoint(two))


def _part(one: frozenset[str], two: frozenset[str]) -> float:
    return float(bool(one and two) and one.isdisjoint(two))


def _common(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / (len(one | two) or 1)


def _share(value: float, full: float) -> float:
    return min(1.0, value / full)


def _apart(one: Days, two: Days) -> int:
    return max(one[0] - two[1], two[0] - one[1], 0)


def _told(one: Profile, two: Profile) -> bool:
    """Whether the later of two documents, published apart, names a time about which the earlier was published."""
    if one.days is None or two.days is None or _apart(one.days, two.days) <= TOLD_DAYS:
        return False
    earlier, later = (one, two) if one.days < two.days else (two, one)
    return any(earlier.days and _apart(time, earlier.days) <= TOLD_DAYS for time in later.times)


def _days(one: Days | None, two: Days | None) -> dict[str, float]:
    """How far apart two stretches of time are; nothing when one is open."""
    if one is None or two is None:
        return {}
    apart = _apart(one, two)
    return {"days-near": NEAR_DAYS / (NEAR_DAYS + apart), "days-apart": _share(apart, APART_DAYS), "days-far": _share(apart, FAR_DAYS)}


__all__ = ["BIAS", "LEAST", "WEIGHTS", "features", "likeness", "score"]
