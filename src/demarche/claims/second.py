"""The second look: candidates that have a first score are seen beside each other: who else is blamed, who denies.

A first score alone cannot know that the state it makes a victim is the one everybody accuses.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from math import log, log1p

from demarche.claims.candidate import Candidate, Features
from demarche.claims.worded import Scores

Kinds = dict[str, list[Candidate]]
KINDS = ("attribution", "group", "denial", "response", "victim", "technique", "objective")
EDGE, SURE = 0.001, 0.5


def relate(kinds: Kinds, relevance: float, words: Scores) -> None:
    """Set the relations of all candidates from their first scores, the document's relevance and what its ``words`` speak for."""
    best = _Best(kinds)
    for kind in KINDS:
        rivals = _Rivals(kinds[kind])
        halves = _halves(kind, kinds)
        for candidate in kinds[kind]:
            best_other = rivals.best_other(candidate)
            candidate.relations = {
                "r:own": _logit(candidate.score),
                "r:relevance": relevance,
                "r:accusation": best.any,
                "r:best-other": best_other,
                "r:first": float(candidate.score >= best_other),
                "r:rank": min(6, rivals.above(candidate)) / 6,
                **_about(kind, candidate, rivals, best),
                **_counts(candidate),
                **_of_halves(candidate, halves),
                **_worded(candidate, words.get(kind, {})),
            }
            if any(place.seen.own.get("plain") for place in candidate.places):
                candidate.relations |= {f"plain|{name}": value for name, value in candidate.relations.items() if name.startswith("r:")}


class _Rivals:
    """The scores of all candidates of one kind, ascending: of all together, and of those that share a part of their keys."""

    def __init__(self, candidates: list[Candidate]) -> None:
        self.scores: dict[object, list[float]] = defaultdict(list)
        for candidate in sorted(candidates, key=lambda c: c.score):
            for those in (None, *enumerate(candidate.key)):
                self.scores[those].append(candidate.score)

    def best_other(self, candidate: Candidate, part: int | None = None) -> float:
        """The best score of another candidate, or of another with the same ``part`` of the key; 0 when there is none."""
        scores = self.scores[None if part is None else (part, candidate.key[part])]
        return scores[-1] if candidate.score < scores[-1] else max(scores[-2:-1], default=0.0)

    def above(self, candidate: Candidate) -> int:
        """How many candidates have a better score."""
        return len(self.scores[None]) - bisect_right(self.scores[None], candidate.score)


def _halves(kind: str, kinds: Kinds) -> list[dict[str | None, Features]]:
    """For first and for second halves of pairs of this kind, by what they name: how sure they are by themselves, and beside the surest of
    their sort. Empty where the kind has no halves."""
    return [_surety(order, {half.key[0]: half.score for half in kinds.get(f"{kind}-{order}", ())}) for order in ("first", "second")]


def _surety(order: str, scores: dict[str | None, float]) -> dict[str | None, Features]:
    best = max(EDGE, *scores.values()) if scores else EDGE
    return {name: {f"r:{order}-half": _logit(score), f"r:{order}-share": score / best} for name, score in scores.items()}


def _of_halves(candidate: Candidate, halves: list[dict[str | None, Features]]) -> Features:
    """The features of the two halves of a pair, and how sure the less sure one is."""
    first, second = halves
    if not first:
        return {}
    found = first[candidate.key[0]] | second[candidate.key[1]]
    found["r:both-halves"] = min(found["r:first-half"], found["r:second-half"])
    return found


def _worded(candidate: Candidate, words: dict[str, float]) -> Features:
    """How surely the words of the document speak for the candidate's value."""
    return {"r:worded": _logit(words[str(candidate.key[-1])])} if words else {}


def _counts(candidate: Candidate) -> Features:
    """How many places of each sort there are, as logarithms: long documents shall not outweigh clear ones."""
    counts = Counter([name for place in candidate.places for name in place.seen.own if name.startswith("h:")])
    counts["places"] = len(candidate.places)
    counts["clean"] = sum(1 for place in candidate.places if place.seen.value("clean"))
    counts["sure"] = sum(1 for place in candidate.places if place.score >= SURE)
    return {f"n:{name}": log1p(count) for name, count in counts.items()}


def _logit(score: float) -> float:
    bounded = min(1.0 - EDGE, max(EDGE, score))
    return log(bounded / (1.0 - bounded)) / 4


def _by_part(candidates: list[Candidate], part: int = 0) -> dict[str | None, float]:
    """The best score of a candidate by one part of its key, 0 where none has it."""
    best: dict[str | None, float] = defaultdict(float)
    for candidate in candidates:
        best[candidate.key[part]] = max(best[candidate.key[part]], candidate.score)
    return best


class _Best:
    """The best first scores by actor: of accusations by and against it, of groups it names, of what else it does or suffers."""

    def __init__(self, kinds: Kinds) -> None:
        self.names, self.denies, self.responds, self.suffers = (_by_part(kinds[kind]) for kind in ("group", "denial", "response", "victim"))
        self.by, self.to = (_by_part(kinds["attribution"], part) for part in (0, 1))
        pairs = {candidate.key: candidate.score for candidate in kinds["attribution"]}
        self.pair: dict[tuple[str | None, ...], float] = defaultdict(float, pairs)
        self.any = max(self.by.values(), default=0.0)


def _about(kind: str, candidate: Candidate, rivals: _Rivals, best: _Best) -> Features:
    key, answers = candidate.key, {"denies": best.denies, "responds": best.responds, "suffers": best.suffers}
    if kind == "attribution":
        return {
            "r:same-accused": rivals.best_other(candidate, 1),
            "r:same-claimant": rivals.best_other(candidate, 0),
            "r:reverse": best.pair[key[1], key[0]],
            "r:claimant-accused": best.to[key[0]],
            "r:accused-claims": best.by[key[1]],
            "r:names-group": best.names[key[0]],
            **{f"r:claimant-{does}": scores[key[0]] for does, scores in answers.items()},
            **{f"r:accused-{does}": scores[key[1]] for does, scores in answers.items()},
        }
    others = {"names": best.names, **answers}
    found = {f"r:{does}": scores[key[0]] for does, scores in others.items()}
    found |= {"r:claims": best.by[key[0]], "r:accused": best.to[key[0]], "r:claims-less": best.by[key[0]] - best.to[key[0]]}
    if len(key) > 1:
        found["r:same-first"] = rivals.best_other(candidate, 0)
        found["r:same-second"] = rivals.best_other(candidate, 1)
    return found
