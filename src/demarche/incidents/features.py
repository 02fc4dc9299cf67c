"""How alike two documents are as reports of one operation: named features, each with its weight, in one readable table."""

from __future__ import annotations

import math
from collections.abc import Mapping

from demarche.incidents.profile import Profile
from demarche.incidents.rarity import weight

WEIGHTS: dict[str, float] = {
    "accused-same": 0.6,
    "accused-differ": -1.7,
    "accuser-differ": -1.4,
    "actors": 1.8,
    "group-same": 0.8,
    "group-differ": -1.4,
    "victim-same": 0.4,
    "victim-differ": -1.2,
    "technique-differ": -1.1,
    "response-same": 1.0,
    "days-near": 2.7,
    "days-apart": -1.9,
    "days-far": -1.4,
    "names": 2.1,
    "names-rare": 0.7,
    "names-leading": 2.6,
    "names-in-title": 1.1,
    "both-surveys": -5.0,
}
"""Fitted by logistic regression on the pairs of all evaluation documents, with their gold claims and with extracted ones, rounded
(``python tools/fit_merging.py`` fits them anew). ``both-surveys`` is set by hand, as there are few: two that list the cases of many states
name much in common and report no one operation."""
BIAS = -3.63
"""Added to the weighted sum, chosen for the best B-cubed: two documents of which nothing is known are two incidents."""
LEAST = -2.0
"""The lowest score: two documents that share nothing telling are not compared and count as this far apart."""
NEAR_DAYS = 10.0
"""Dates this far apart count as half near."""
APART_DAYS = 365.0
"""Dates this far apart count as fully apart."""
FAR_DAYS = 1500.0
"""Dates this far apart count as fully far."""
MANY_NAMES, MANY_LEADING, MANY_IN_TITLE = 40.0, 20.0, 12.0
"""Summed rarity of shared names that counts as full: anywhere, in both leads, in a title and the other document."""
SURVEY = 4
"""States that a document accuses, from which it is a survey."""
RARE = 3.6
"""A name counts as rare above this: one document of thirty-six has it, or fewer."""
MANY_RARE = 8.0
"""Summed rarity above ``RARE`` that counts as full: three or four names that are found nowhere else."""


def features(one: Profile, two: Profile) -> dict[str, float]:
    """The features two documents show, each from 0 to 1; those that are 0 are left out."""
    shared, titles = one.names & two.names, (one.title & two.names) | (two.title & one.names)
    found = {
        "accused-same": _meet(one.accused, two.accused),
        "accused-differ": _part(one.accused, two.accused),
        "accuser-differ": _part(one.accusers, two.accusers),
        "actors": len(one.actors & two.actors) / (len(one.actors | two.actors) or 1),
        "group-same": len(one.groups & two.groups) / (len(one.groups | two.groups) or 1),
        "group-differ": _part(one.groups, two.groups),
        "victim-same": _meet(one.victims, two.victims),
        "victim-differ": _part(one.countries, two.countries),
        "technique-differ": _part(one.techniques, two.techniques),
        "response-same": _meet(one.responses, two.responses),
        **_days(one.days, two.days),
        "names": _share(weight(shared), MANY_NAMES),
        "names-rare": _share(weight(shared, RARE), MANY_RARE),
        "names-leading": _share(weight(one.lead & two.lead), MANY_LEADING),
        "names-in-title": _share(weight(titles), MANY_IN_TITLE),
        "both-surveys": float(min(len(one.accused), len(two.accused)) >= SURVEY),
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


def _share(value: float, full: float) -> float:
    return min(1.0, value / full)


def _days(one: tuple[int, int] | None, two: tuple[int, int] | None) -> dict[str, float]:
    """How far apart two stretches of time are; nothing when one is open."""
    if one is None or two is None:
        return {}
    apart = max(one[0] - two[1], two[0] - one[1], 0)
    return {"days-near": NEAR_DAYS / (NEAR_DAYS + apart), "days-apart": _share(apart, APART_DAYS), "days-far": _share(apart, FAR_DAYS)}


__all__ = ["BIAS", "LEAST", "WEIGHTS", "features", "likeness", "score"]
