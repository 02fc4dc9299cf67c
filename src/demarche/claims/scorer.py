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
        """The sum of ``features``, each times its weight, without the intercept; those without a weight say nothing."""
        weights, total = self.weights, 0.0
        for name, value in features.items():
            if name in weights:
                total += weights[name] * value
        return total

    def score(self, features: Mapping[str, float]) -> float:
        """Probability (0..1) that what has these features is a claim."""
        return _logistic(self.intercept + self.total(features))

    def judge(self, candidate: Candidate) -> None:
        """Score each place of ``candidate`` beside its relations, and the candidate: that at least one place says it (noisy-or)."""
        base = self.intercept + self.total(candidate.relations)
        for place in candidate.places:
            place.score = _logistic(base + self._shared(place.seen.shared) + self.total(place.seen))
        candidate.score = 1.0 - prod(1.0 - place.score for place in candidate.places)

    def _shared(self, shared: tuple[Shared, ...]) -> float:
        """The weighted sum of features that other places have too."""
        mine, total = id(self), 0.0
        for features in shared:
            if mine not in features.sums:
                features.sums[mine] = self.total(features)
            total += features.sums[mine]
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

    tables: Mapping[str, Table]

    def choose(self, features: Mapping[str, float]) -> str:
        """The value that fits best, ties broken by name."""
        return min(self.tables, key=lambda value: (-self.tables[value].intercept - self.tables[value].total(features), value))


@lru_cache(maxsize=8)
def chooser(kind: str) -> Chooser:
    """The table of ``certainty`` or ``responsibility``."""
    data = read_yaml(WEIGHTS / f"{kind}.yml")
    return Chooser({value: Table(float(intercept), data["weights"][value]) for value, intercept in data["intercepts"].items()})
