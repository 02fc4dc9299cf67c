"""The second look: candidates that have a first score are seen beside each other: who else is blamed, who denies.

A first score alone cannot know that the state it makes a victim is the one everybody accuses.
"""

from __future__ import annotations

from collections import defaultdict
from math import log

from demarche.claims.candidate import Candidate

Kinds = dict[str, list[Candidate]]
EDGE = 0.001


def relate(kinds: Kinds, relevance: float) -> None:
    """Add the features of the second look (``s:``) to all candidates, from their first scores and the document's relevance."""
    best = _Best(kinds["attribution"])
    for kind, candidates in kinds.items():
        for candidate in candidates:
            features = candidate.features
            features["s:own"] = _logit(candidate.score)
            features["s:relevance"] = relevance
            features["s:accusation"] = best.any
            others = [c for c in candidates if c is not candidate]
            features["s:best-other"] = max((c.score for c in others), default=0.0)
            features["s:first"] = float(all(candidate.score >= c.score for c in others))
            features["s:rank"] = min(6, sum(1 for c in others if c.score > candidate.score)) / 6
            features.update(_about(kind, candidate, others, best))


def _logit(score: float) -> float:
    bounded = min(1.0 - EDGE, max(EDGE, score))
    return log(bounded / (1.0 - bounded)) / 4


class _Best:
    """The best first score of an accusation by and against each actor."""

    def __init__(self, attributions: list[Candidate]) -> None:
        self.by: dict[str | None, float] = defaultdict(float)
        self.to: dict[str | None, float] = defaultdict(float)
        self.pair: dict[tuple[str | None, ...], float] = defaultdict(float)
        for candidate in attributions:
            by, to = candidate.key
            self.by[by] = max(self.by[by], candidate.score)
            self.to[to] = max(self.to[to], candidate.score)
            self.pair[candidate.key] = candidate.score
        self.any = max(self.by.values(), default=0.0)


def _about(kind: str, candidate: Candidate, others: list[Candidate], best: _Best) -> dict[str, float]:
    key = candidate.key
    if kind == "attribution":
        return {
            "s:same-accused": max((c.score for c in others if c.key[1] == key[1]), default=0.0),
            "s:same-claimant": max((c.score for c in others if c.key[0] == key[0]), default=0.0),
            "s:reverse": best.pair[key[1], key[0]],
            "s:claimant-accused": best.to[key[0]],
            "s:accused-claims": best.by[key[1]],
        }
    found = {"s:claims": best.by[key[0]], "s:accused": best.to[key[0]], "s:claims-less": best.by[key[0]] - best.to[key[0]]}
    if len(key) > 1:
        found["s:same-first"] = max((c.score for c in others if c.key[0] == key[0]), default=0.0)
        found["s:same-second"] = max((c.score for c in others if c.key[1] == key[1]), default=0.0)
    return found
