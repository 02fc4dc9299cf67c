"""Weighs candidates: a logistic table of named features, one file a claim kind in ``data/weights``, written by ``tools/train.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import exp, prod
from operator import mul

from demarche.claims.candidate import Candidate
from demarche.lexicon.data import DATA, read_yaml

WEIGHTS = DATA / "weights"


@dataclass(frozen=True, slots=True)
class Table:
    """A logistic regression: the score is the logistic of the weighted sum of the features."""

    intercept: float
    weights: Mapping[str, float]

    def total(self, features: Mapping[str, float]) -> float:
        """The weighted sum of ``features``, without the intercept."""
        return float(sum(map(mul, map(self.weights.get, features, repeat(0.0)), features.values())))

    def score(self, features: Mapping[str, float]) -> float:
        """Probability (0..1) that what has these features is a claim."""
        return _logistic(self.intercept + self.total(features))

    def judge(self, candidate: Candidate) -> None:
        """Score each place of ``candidate`` beside its relations, and the candidate: that at least one place says it (noisy-or)."""
        base = self.intercept + self.total(candidate.relations)
        for place in candidate.places:
            place.score = _logistic(base + self.total(place.features))
        candidate.score = 1.0 - prod(1.0 - place.score for place in candidate.places)


def _logistic(total: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, total))))


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
            table = self.weights[value]
            return self.intercepts[value] + sum(table.get(name, 0.0) * amount for name, amount in features.items())

        return min(self.intercepts, key=lambda value: (-total(value), value))


@lru_cache(maxsize=8)
def chooser(kind: str) -> Chooser:
    """The table of ``certainty`` or ``responsibility``."""
    data = read_yaml(WEIGHTS / f"{kind}.yml")
    return Chooser(data["intercepts"], data["weights"])
