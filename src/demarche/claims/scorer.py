"""Weighs candidates: a logistic table of named features, one file a claim kind in ``data/weights``, written by ``tools/train.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, prod

from demarche.claims.candidate import Candidate, Shared
from demarche.lexicon.data import DATA, read_yaml

WEIGHTS = DATA / "weights"
STEEP = 30.0
"""Weighted sum from which on a score is 0 or 1 for all that can be told."""


@dataclass(frozen=True, slots=True)
class Table:
    """A logistic regression: the score is the logistic of the weighted sum of the features."""

    intercept: float
    weights: Mapping[str, float]

    def total(self, features: Mapping[str, float]) -> float:
        """The weighted sum of ``features``, without the intercept."""
        return weighted(self.weights, features)

    def score(self, features: Mapping[str, float]) -> float:
        """Probability (0..1) that what has these features is a claim."""
        return _logistic(self.intercept + self.total(features))

    def judge(self, candidate: Candidate) -> None:
        """Score each place of ``candidate`` beside its relations, and the candidate: that at least one place says it (noisy-or)."""
        base = self.intercept + self.total(candidate.relations)
        for place in candidate.places:
            shared = sum([self._shared(features) for features in place.seen.shared])
            place.score = _logistic(base + shared + self.total(place.seen))
        candidate.score = 1.0 - prod(1.0 - place.score for place in candidate.places)

    def _shared(self, features: Shared) -> float:
        """The weighted sum of features that other places have too."""
        total = features.sums.get(id(self))
        if total is None:
            total = features.sums[id(self)] = self.total(features)
        return total


def weighted(weights: Mapping[str, float], features: Mapping[str, float]) -> float:
    """The sum of ``features``, each times its weight, 0 for those without one."""
    total = 0.0
    for name, value in features.items():
        if name in weights:
            total += weights[name] * value
    return total


def _logistic(total: float) -> float:
    bounded = STEEP if total > STEEP else -STEEP if total < -STEEP else total
    return 1.0 / (1.0 + exp(-bounded))


@dataclass(frozen=True, slots=True)
class Scorer:
    """``first`` sees a candidate by itself, ``second`` beside all others (halves of pairs have none); kept from ``threshold`` on."""

    first: Table
    second: Table
    threshold: float


@lru_cache(maxsize=32)
def scorer(kind: str) -> Scorer:
    """The tables of ``kind``: a kind of claim, ``relevant``, or a half of a pair such as ``attribution-first``."""
    data = read_yaml(WEIGHTS / f"{kind}.yml")
    first, second = (Table(float(row["intercept"]), row["weights"]) for row in (data["first"], data.get("second", data["first"])))
    return Scorer(first, second, float(data.get("threshold", 1.0)))


@dataclass(frozen=True, slots=True)
class Chooser:
    """Picks one of several values by the largest weighted sum."""

    intercepts: Mapping[str, float]
    weights: Mapping[str, Mapping[str, float]]

    def choose(self, features: Mapping[str, float]) -> str:
        """The value that fits best, ties broken by name."""

        def total(value: str) -> float:
            return self.intercepts[value] + weighted(self.weights[value], features)

        return min(self.intercepts, key=lambda value: (-total(value), value))


@lru_cache(maxsize=8)
def chooser(kind: str) -> Chooser:
    """The table of ``certainty`` or ``responsibility``."""
    data = read_yaml(WEIGHTS / f"{kind}.yml")
    return Chooser(data["intercepts"], data["weights"])
