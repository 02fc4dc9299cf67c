"""Weighs candidates: a logistic table of named features, one file a claim kind in ``data/weights``, written by ``tools/train.py``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from demarche.claims.candidate import Candidate, Features, Seen, Sums
from demarche.claims.parts import HALVED, ORDER
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
        return logistic(self.intercept + self.total(features))


class Columns:
    """Up to four tables side by side, all that look at the same places: one walk over the features of a place sums them for each."""

    def __init__(self, *tables: Table) -> None:
        names = set().union(*(table.weights for table in tables))
        self._rows: dict[str, Sums] = {name: _four([table.weights.get(name, 0.0) for table in tables]) for name in names}

    def of(self, seen: Seen) -> Sums:
        """The weighted sums of all that is seen at a place; kept with it, and those of what other places have too with that."""
        if seen.sums is None:
            one, two, three, four = self._sums(seen.own)
            for shared in seen.shared:
                if id(self) not in shared.sums:
                    shared.sums[id(self)] = self._sums(shared.features)
                a, b, c, d = shared.sums[id(self)]
                one, two, three, four = one + a, two + b, three + c, four + d
            seen.sums = one, two, three, four
        return seen.sums

    def _sums(self, features: Features) -> Sums:
        rows, one, two, three, four = self._rows, 0.0, 0.0, 0.0, 0.0
        for name, value in features.items():
            if value and name in rows:
                a, b, c, d = rows[name]
                if value == 1.0:  # as most are
                    one, two, three, four = one + a, two + b, three + c, four + d
                else:
                    one, two, three, four = one + a * value, two + b * value, three + c * value, four + d * value
        return one, two, three, four


def _four(weights: list[float]) -> Sums:
    one, two, three, four = (*weights, 0.0, 0.0, 0.0, 0.0)[:4]
    return one, two, three, four


@dataclass(frozen=True, slots=True)
class Look:
    """One ``table`` that weighs places, the ``column`` of those that look at the same ones."""

    table: Table
    columns: Columns
    column: int = 0

    def judge(self, candidate: Candidate) -> None:
        """Score each place of ``candidate`` beside its relations, and the candidate: that at least one place says it (noisy-or)."""
        base, columns, column = self.table.intercept + self.table.total(candidate.relations), self.columns, self.column
        untold = 1.0
        for place in candidate.places:
            place.score = logistic(base + columns.of(place.seen)[column])
            untold *= 1.0 - place.score
        candidate.score = 1.0 - untold


def logistic(total: float) -> float:
    """The score (0..1) of a weighted sum."""
    bounded = STEEP if total > STEEP else -STEEP if total < -STEEP else total
    return 1.0 / (1.0 + exp(-bounded))


@dataclass(frozen=True, slots=True)
class Tables:
    """``first`` sees by itself, ``second`` beside all others (halves of pairs have none); what comes to ``threshold`` is kept."""

    first: Table
    second: Table
    threshold: float


@lru_cache(maxsize=32)
def tables(kind: str) -> Tables:
    """The tables of ``kind``: a kind of claim, ``relevant``, or a half of a pair such as ``attribution-first``."""
    data = read_yaml(WEIGHTS / f"{kind}.yml")
    first, second = (Table(float(row["intercept"]), row["weights"]) for row in (data["first"], data.get("second", data["first"])))
    return Tables(first, second, float(data.get("threshold", 1.0)))


@dataclass(frozen=True, slots=True)
class Scorer:
    """Both looks at the candidates of one kind, which are kept from ``threshold`` on."""

    first: Look
    second: Look
    threshold: float


@lru_cache(maxsize=32)
def scorer(kind: str) -> Scorer:
    """What weighs the candidates of ``kind``: a kind of claim or a half of a pair."""
    mine, (whole, _, half) = tables(kind), kind.partition("-")
    columns = _columns(whole)
    if half:
        look = Look(mine.first, columns, 2 + ORDER.index(half))
        return Scorer(look, look, mine.threshold)
    return Scorer(Look(mine.first, columns, 0), Look(mine.second, columns, 1), mine.threshold)


@lru_cache(maxsize=16)
def _columns(kind: str) -> Columns:
    """All tables that look at the places of ``kind``: both looks at its claims, and those at the halves of pairs."""
    mine = tables(kind)
    return Columns(mine.first, mine.second, *(tables(f"{kind}-{half}").first for half in ORDER if kind in HALVED))


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
