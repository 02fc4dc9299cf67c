"""The second look: candidates that have a first score are seen beside each other: who else is blamed, who denies.

A first score alone cannot know that the state it makes a victim is the one everybody accuses.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log, log1p

from demarche.claims.candidate import Candidate, Features

Kinds = dict[str, list[Candidate]]
KINDS = ("attribution", "group", "denial", "response", "victim", "technique", "objective")
EDGE, SURE = 0.001, 0.5


def relate(kinds: Kinds, relevance: float) -> None:
    """Set the relations of all candidates, from their first scores and the document's relevance."""
    best = _Best(kinds["attribution"])
    for kind in KINDS:
        candidates = kinds[kind]
        for candidate in candidates:
            others = [c for c in candidates if c is not candidate]
            candidate.relations = {
                "r:own": _logit(candidate.score),
                "r:relevance": relevance,
                "r:accusation": best.any,
                "r:best-other": max((c.score for c in others), default=0.0),
                "r:first": float(all(candidate.score >= c.score for c in others)),
                "r:rank": min(6, sum(1 for c in others if c.score > candidate.score)) / 6,
                **_about(kind, candidate, others, best),
                **_counts(candidate),
                **_halves(kind, candidate, kinds),
            }


def _halves(kind: str, candidate: Candidate, kinds: Kinds) -> Features:
    """How sure the two halves of a pair are by themselves, and beside the surest of their sort."""
    found: Features = {}
    for key, half in zip(candidate.key, ("first", "second"), strict=False):
        rivals = {c.key[0]: c.score for c in kinds.get(f"{kind}-{half}", ())}
        if rivals:
            found[f"r:{half}-half"] = _logit(rivals[key])
            found[f"r:{half}-share"] = rivals[key] / max(EDGE, *rivals.values())
    if len(found) > 2:
        found["r:both-halves"] = min(found["r:first-half"], found["r:second-half"])
    return found


def _counts(candidate: Candidate) -> Features:
    """How many places of each sort there are, as logarithms: long documents shall not outweigh clear ones."""
    counts = Counter(name for place in candidate.places for name in place.features if name.startswith("h:"))
    counts["places"] = len(candidate.places)
    counts["clean"] = sum(1 for place in candidate.places if place.features.get("clean"))
    counts["sure"] = sum(1 for place in candidate.places if place.score >= SURE)
    return {f"n:{name}": log1p(count) for name, count in counts.items()}


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


def _about(kind: str, candidate: Candidate, others: list[Candidate], best: _Best) -> Features:
    key = candidate.key
    if kind == "attribution":
        return {
            "r:same-accused": max((c.score for c in others if c.key[1] == key[1]), default=0.0),
            "r:same-claimant": max((c.score for c in others if c.key[0] == key[0]), default=0.0),
            "r:reverse": best.pair[key[1], key[0]],
            "r:claimant-accused": best.to[key[0]],
            "r:accused-claims": best.by[key[1]],
        }
    found = {"r:claims": best.by[key[0]], "r:accused": best.to[key[0]], "r:claims-less": best.by[key[0]] - best.to[key[0]]}
    if len(key) > 1:
        found["r:same-first"] = max((c.score for c in others if c.key[0] == key[0]), default=0.0)
        found["r:same-second"] = max((c.score for c in others if c.key[1] == key[1]), default=0.0)
    return found
