"""How sure a claimant is and how far it puts the state in the act: features of an attribution's evidence for the two choosers."""

from __future__ import annotations

from demarche.claims.attributions import CLAIMANT_TIER, accused_tier
from demarche.claims.blame import Blame
from demarche.claims.candidate import Candidate, Features
from demarche.claims.reading import Reading

CLAIMANT = ("by:type:", "by:kind:", "s:", "by:home", "by:accused")
LEAST = 0.01
"""Weight of a place that says next to nothing: where no place is sure, all count alike."""


def level_features(candidate: Candidate, reading: Reading) -> Features:
    """Features of responsibility and certainty; values are shares of the evidence weight (0..1) and flags.

    ``doc:`` features come from everything the document says against the same state: a claimant often leaves the level to another sentence.
    """
    features: Features = {}
    about = [b for b in reading.blames if b.state == candidate.key[1]]
    for blame in about:
        for name in _names(blame, reading):
            features[f"doc:{name}"] = features.get(f"doc:{name}", 0.0) + 1.0 / len(about)
    for place in candidate.places:
        features |= {name: value for name, value in place.features.items() if name.startswith(CLAIMANT)}
    for name in _spoken(str(candidate.key[0]), reading):
        features[f"voice:{name}"] = 1.0
    evidence = [(place.score + LEAST, place.evidence) for place in candidate.places if place.evidence is not None]
    if not evidence:
        features["none"] = 1.0
        return features
    total = sum(weight for weight, _ in evidence)
    strongest = max(evidence, key=lambda e: e[0])[1]
    for weight, blame in evidence:
        for name in _names(blame, reading):
            features[f"share:{name}"] = features.get(f"share:{name}", 0.0) + weight / total
            features[f"any:{name}"] = 1.0
    for name in _names(strongest, reading):
        features[f"best:{name}"] = 1.0
    return features


def _spoken(by: str, reading: Reading) -> set[str]:
    """Levels and hedges in the sentences in which ``by`` speaks or is named."""
    found: set[str] = set()
    for index, slots in enumerate(reading.slots):
        speaks = any(v.key == by and v.distance <= 1 for v in reading.voices[index])
        if speaks or any(m.key == by for m in slots.mentions):
            how = "says" if speaks else "named"
            found |= {f"{how}:{h.cue.level}" for h in slots.cues if h.kind in ("link", "level") and h.cue.level}
            found |= {f"{how}:{h.cue.certainty}" for h in slots.has("hedge")}
            found |= {f"{how}:{m.kind}" for m in slots.mentions if m.kind in SERVICES and m.key != by}
    return found


SERVICES = frozenset({"intelligence", "military-intelligence", "unit", "army", "government", "ministry"})


def _names(blame: Blame, reading: Reading) -> list[str]:
    slots = reading.slots[blame.sentence]
    names = [f"how:{blame.how}", f"accused:{blame.accused.type if blame.accused else 'none'}"]
    if blame.accused is not None and blame.accused.kind:
        names.append(f"akind:{blame.accused.kind}")
    if blame.accused is not None and blame.accused.level:
        names.append(f"alevel:{blame.accused.level}")
    if blame.level:
        names.append(f"level:{blame.level}")
    names += [f"cuelevel:{h.cue.level}" for h in slots.has("level")]
    names += [f"linklevel:{h.cue.level}" for h in slots.has("link")]
    names.append(f"hedge:{blame.scope.hedge or 'none'}")
    names += [f"anyhedge:{h.cue.certainty}" for h in slots.has("hedge")]
    names += [f"cuecert:{blame.cue.cue.certainty}"] if blame.cue and blame.cue.cue.certainty else []
    names += [flag for flag in ("hearsay", "asked", "title", "quoted") if getattr(blame.scope, flag)]
    names.append(f"tier:{accused_tier(blame.how)}")
    names += [f"ctier:{CLAIMANT_TIER[how]}" for _, how in blame.claimants[:1]]
    return names
