"""Documents with their claims to incidents. Pure: the same documents and judgements give the same incidents in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from demarche.incidents.assemble import Part, assemble, part_of
from demarche.incidents.block import candidates
from demarche.incidents.cluster import cluster
from demarche.incidents.features import WEIGHTS, Rarity, Vectors, features, score
from demarche.incidents.profile import Profile, profile
from demarche.model import Incident, Judgement, Reading

DECIDED = 1_000_000.0
"""Score of a pair that a person has decided about, with its sign: outweighs everything else."""


def merge(documents_with_claims: Iterable[Reading], judgements: Iterable[Judgement] = ()) -> list[Incident]:
    """The incidents of all relevant documents that are no copies, ascending by id.

    Merge and split judgements on two document ids win over every feature.
    """
    parts: dict[str, Part] = {}
    profiles: dict[str, Profile] = {}
    for reading in documents_with_claims:
        if reading.claims.relevant and reading.duplicate is None:
            parts[reading.document.id] = part_of(reading)
            profiles[reading.document.id] = profile(reading)
    ordered = [profiles[id] for id in sorted(profiles)]
    rarity = Rarity(ordered)
    vectors = Vectors(rarity)
    pairs = candidates(ordered, rarity)
    scores = {(one, two): score(features(profiles[one], profiles[two], vectors)) for one, two in pairs}
    scores.update(decided(judgements, profiles))
    groups = cluster(profiles, scores)
    return [assemble([parts[id] for id in group], reasons(group, profiles, vectors)) for group in groups]


def decided(judgements: Iterable[Judgement], profiles: Mapping[str, object]) -> dict[tuple[str, str], float]:
    """The scores people set by merging or splitting two documents; the last decision about a pair that was not taken back counts."""
    found = {}
    log = sorted(judgements, key=lambda judgement: judgement.seq)
    undone = {judgement.other for judgement in log if judgement.action == "undo"}
    for judgement in log:
        named = judgement.target in profiles and judgement.other in profiles and judgement.target != judgement.other
        if judgement.action in ("merge", "split") and named and str(judgement.seq) not in undone:
            one, two = sorted((judgement.target, str(judgement.other)))
            found[one, two] = DECIDED if judgement.action == "merge" else -DECIDED
    return found


def reasons(group: tuple[str, ...], profiles: Mapping[str, Profile], vectors: Vectors) -> dict[str, tuple[str, ...]]:
    """For each document of a group, the features that join it to its nearest fellow, strongest first."""
    return {id: _reason(id, group, profiles, vectors) for id in group}


def _reason(id: str, group: tuple[str, ...], profiles: Mapping[str, Profile], vectors: Vectors) -> tuple[str, ...]:
    fellows = [features(profiles[id], profiles[other], vectors) for other in group if other != id]
    nearest = max(fellows, key=lambda found: (score(found), sorted(found)), default={})
    gains = {name: WEIGHTS[name] * value for name, value in nearest.items() if WEIGHTS[name] > 0}
    return tuple(sorted(gains, key=lambda name: (-gains[name], name)))
