"""How sure a claimant is and how far it puts the state in the act: features of an attribution for the two choosers.

A claimant's own places tell both (``own:``). How others blame the same state stands apart (``rest:``); only where the claimant's own words
say nothing of the kind do the words of other sentences count, those of nobody (``open:``, a joint statement) and of others (``other:``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from demarche.annotate import CueHit
from demarche.claims.attributions import CLAIMANT_TIER, accused_tier
from demarche.claims.blame import Blame
from demarche.claims.candidate import Candidate, Features
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots

LEAST = 0.01
"""Weight of a place that says next to nothing: where no place is sure, all count alike."""
NAMING = frozenset({"level", "cuelevel", "linklevel"})
"""Sorts of evidence that name a level."""
WORDS = ("link", "level", "accuse")
"""Kinds of words that say a level."""


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is to be told: ``names`` of one piece of evidence, and the values that the ``words`` of a sentence say by themselves."""

    names: Callable[[Blame, Slots], Iterator[str]]
    words: Callable[[Slots], set[str]]


def level_features(candidate: Candidate, reading: Reading, aspect: str) -> Features:
    """Features of ``certainty`` or ``responsibility``; values are shares (0..1) of the weight of the evidence, of blames, and of words."""
    chosen = ASPECTS[aspect]
    parts = (part for place in candidate.places for part in place.seen.parts())
    features = {name: 1.0 for part in parts for name in part if name.startswith("by:type:")}
    evidence = [(place.score + LEAST, place.evidence) for place in candidate.places if place.evidence is not None]
    features |= _shares("own", chosen, reading, evidence)
    features |= _plainly(features)
    features |= _shares("rest", chosen, reading, [(1.0, blame) for blame in _others(candidate, reading)])
    if not evidence:
        features["none"] = 1.0
    own = {blame.sentence for _, blame in evidence}
    if not any(chosen.words(reading.slots[index]) for index in own | _speaking(candidate, reading)):
        features["silent"] = 1.0
        features |= _around(candidate, reading, chosen, own)
    return features


def _shares(whose: str, aspect: Aspect, reading: Reading, evidence: list[tuple[float, Blame]]) -> Features:
    """What the evidence shows, each name by the share of the weight that shows it."""
    total = sum(weight for weight, _ in evidence)
    features: Features = {}
    for weight, blame in evidence:
        for name in aspect.names(blame, reading.slots[blame.sentence]):
            features[f"{whose}:{name}"] = features.get(f"{whose}:{name}", 0.0) + weight / total
    return features


def _plainly(own: Features) -> Features:
    """The levels that a claimant's words name, each by its share among them: one plain word tells more than many verbs that name none."""
    named: Features = {}
    for name, share in own.items():
        _, _, rest = name.partition(":")
        sort, _, value = rest.partition(":")
        if sort in NAMING:
            named[f"says:{value}"] = named.get(f"says:{value}", 0.0) + share
    return {name: share / sum(named.values()) for name, share in named.items()}


def _others(candidate: Candidate, reading: Reading) -> list[Blame]:
    """Where others blame the same state."""
    by, to = candidate.key
    return [blame for blame in reading.blames if blame.state == to and all(key != by for key, _ in blame.claimants)]


def _speaking(candidate: Candidate, reading: Reading) -> set[int]:
    """The sentences in which the claimant speaks, or spoke just before."""
    return {i for i, voices in enumerate(reading.voices) if any(v.key == candidate.key[0] and v.distance <= 1 for v in voices)}


def _around(candidate: Candidate, reading: Reading, aspect: Aspect, own: set[int]) -> Features:
    """What the words of all other sentences about the accused say, each value by its share."""
    to = candidate.key[1]
    blamed = {blame.sentence for blame in reading.blames if blame.state == to}
    said: dict[str, Counter[str]] = {"open": Counter(), "other": Counter()}
    for index, slots in enumerate(reading.slots):
        if index not in own and (index in blamed or any(mention.key == to for mention in slots.mentions)):
            heard = any(voice.distance == 0 and voice.key != to for voice in reading.voices[index])
            said["other" if heard else "open"].update(aspect.words(slots))
    return {f"{whose}:{word}": count / words.total() for whose, words in said.items() for word, count in words.items()}


def _responsibility(blame: Blame, slots: Slots) -> Iterator[str]:
    links = [hit for hit in slots.has("link") if not _only_tied(hit, slots)]
    if blame.cue is not None and blame.cue.kind == "link" and blame.cue not in links:
        return
    if blame.accused is not None and blame.accused.kind:
        yield f"akind:{blame.accused.kind}"
    if blame.level:
        yield f"level:{blame.level}"
    yield from (f"cuelevel:{hit.cue.level}" for hit in slots.has("level"))
    yield from (f"linklevel:{hit.cue.level}" for hit in links)
    yield f"tier:{accused_tier(blame.how)}"


def _only_tied(hit: CueHit, slots: Slots) -> bool:
    """Whether other readings of the same words say less: to work for a service is to be backed by the state, and is not the state."""
    same = [other.cue.level for other in slots.has("link") if other.parts[0] == hit.parts[0]]
    return hit.cue.level == "state" and "state-backed" in same


def _certainty(blame: Blame, slots: Slots) -> Iterator[str]:
    yield f"hedge:{blame.scope.hedge or 'none'}"
    yield from (f"anyhedge:{hit.cue.certainty}" for hit in slots.has("hedge"))
    if blame.cue is not None and blame.cue.cue.certainty:
        yield f"cuecert:{blame.cue.cue.certainty}"
    if blame.scope.hearsay:
        yield "hearsay"
    yield from (f"ctier:{CLAIMANT_TIER[how]}" for _, how in blame.claimants[:1])


def _levels(slots: Slots) -> set[str]:
    return _said(hit.cue.level for hit in slots.cues if hit.kind in WORDS)


def _hedges(slots: Slots) -> set[str]:
    accusing = (hit.cue.certainty for hit in slots.has("accuse") if hit.cue.certainty != "stated")
    return _said((*(hit.cue.certainty for hit in slots.has("hedge")), *accusing))


def _said(values: Iterable[str]) -> set[str]:
    return {value for value in values if value}


ASPECTS = {"certainty": Aspect(_certainty, _hedges), "responsibility": Aspect(_responsibility, _levels)}
