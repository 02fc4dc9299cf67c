"""How sure a claimant is and how far it puts the state in the act: features of an attribution's evidence for the two choosers."""

from __future__ import annotations

from demarche.claims.attributions import CLAIMANT_TIER, accused_tier
from demarche.claims.blame import Blame
from demarche.claims.candidate import Candidate, Features
from demarche.claims.reading import Reading


def level_features(candidate: Candidate, reading: Reading) -> Features:
    """Features of responsibility and certainty; values are shares of the evidence weight (0..1) and flags."""
    features: Features = {}
    if not candidate.evidence:
        return {"none": 1.0}
    total = sum(weight for weight, _ in candidate.evidence)
    strongest = max(candidate.evidence, key=lambda e: e[0])[1]
    for weight, blame in candidate.evidence:
        part = weight / total
        for name in _names(blame, reading):
            features[f"share:{name}"] = features.get(f"share:{name}", 0.0) + part
            features[f"any:{name}"] = 1.0
    for name in _names(strongest, reading):
        features[f"best:{name}"] = 1.0
    for name, value in candidate.features.items():
        if name.startswith(("by:", "c:")):
            features[name] = value
    return features


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
