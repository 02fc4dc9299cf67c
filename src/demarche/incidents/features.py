"""How alike two documents are as reports of one operation: named features, each with its weight, in one readable table."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeVar

from demarche.incidents.profile import Profile

T = TypeVar("T")

WEIGHTS: dict[str, float] = {
    "accused-same": 1.0,
    "accused-differ": -3.0,
    "accuser-same": 0.8,
    "group-same": 1.5,
    "group-differ": -1.0,
    "victim-same": 1.0,
    "victim-country-same": 0.6,
    "victim-differ": -1.5,
    "technique-same": 0.5,
    "days-near": 1.5,
    "days-far": -1.0,
    "names": 9.0,
    "words": 6.0,
}
BIAS = -4.5
"""Added to the weighted sum: two documents of which nothing is known are two incidents."""


PRIOR = 50
"""Documents imagined beside the real ones, so that in a handful of documents no word looks rare."""
NEAR_DAYS = 10.0
"""Publication dates this far apart count as half near."""
FAR_DAYS = 365


class Rarity:
    """How telling a word is: the logarithm of how few documents have it."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.frequency: Counter[str] = Counter()
        self.documents = PRIOR
        for profile in profiles:
            self.frequency.update(profile.words.keys() | profile.names)
            self.documents += 1

    def weight(self, word: str) -> float:
        return math.log(self.documents / max(self.frequency[word], 1))


class Vectors:
    """Names and words of each document as weighted vectors of length one, made when first asked for."""

    def __init__(self, rarity: Rarity) -> None:
        self.rarity = rarity
        self._names: dict[str, dict[str, float]] = {}
        self._words: dict[str, dict[str, float]] = {}

    def names(self, profile: Profile) -> dict[str, float]:
        if profile.id not in self._names:
            self._names[profile.id] = self._unit(dict.fromkeys(profile.names, 1))
        return self._names[profile.id]

    def words(self, profile: Profile) -> dict[str, float]:
        if profile.id not in self._words:
            self._words[profile.id] = self._unit(profile.words)
        return self._words[profile.id]

    def _unit(self, counts: Mapping[str, int]) -> dict[str, float]:
        raw = {word: (1 + math.log(count)) * self.rarity.weight(word) for word, count in counts.items()}
        length = math.sqrt(math.fsum(value * value for value in raw.values())) or 1.0
        return {word: value / length for word, value in raw.items()}


def features(one: Profile, two: Profile, vectors: Vectors) -> dict[str, float]:
    """The features two documents show, each from 0 to 1; those that are 0 are left out."""
    found = {
        "accused-same": _meet(one.accused, two.accused),
        "accused-differ": _part(one.accused, two.accused),
        "accuser-same": _meet(one.accusers, two.accusers),
        "group-same": _meet(one.groups, two.groups),
        "group-differ": _part(one.groups, two.groups),
        "victim-same": _meet(one.victims, two.victims),
        "victim-country-same": _meet(one.countries, two.countries),
        "victim-differ": _part(one.countries, two.countries),
        "technique-same": _meet(one.techniques, two.techniques),
        **_days(one.day, two.day),
        "names": _cosine(vectors.names(one), vectors.names(two)),
        "words": _cosine(vectors.words(one), vectors.words(two)) if one.lang == two.lang else 0.0,
    }
    return {name: value for name, value in found.items() if value}


def score(found: Mapping[str, float]) -> float:
    """The weighted sum: above 0 one incident, below 0 two."""
    return BIAS + math.fsum(WEIGHTS[name] * value for name, value in sorted(found.items()))


def _meet(one: frozenset[T], two: frozenset[T]) -> float:
    return float(not one.isdisjoint(two))


def _part(one: frozenset[T], two: frozenset[T]) -> float:
    return float(bool(one and two) and one.isdisjoint(two))


def _days(one: int | None, two: int | None) -> dict[str, float]:
    if one is None or two is None:
        return {}
    apart = abs(one - two)
    return {"days-near": NEAR_DAYS / (NEAR_DAYS + apart), "days-far": float(apart > FAR_DAYS)}


def _cosine(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    small, large = sorted((one, two), key=len)
    return math.fsum(value * large[word] for word, value in small.items() if word in large)
