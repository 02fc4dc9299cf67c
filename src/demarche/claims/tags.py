"""Candidates for techniques and objectives: which of the guide's words the text gives to the attack."""

from __future__ import annotations

from demarche.claims.candidate import Candidate, squash_counts
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.scope import scope_of


def tag_candidates(reading: Reading, profile: Profile, kind: str) -> list[Candidate]:
    """One candidate a value; ``kind`` is ``technique`` or ``objective``."""
    table: dict[str, Candidate] = {}
    for slots in reading.slots:
        for hit in slots.has(kind):
            value = hit.cue.type
            candidate = table.setdefault(value, Candidate((value,)))
            scope = scope_of(slots, hit.parts[0])
            clean = not (scope.negated or scope.supposed or scope.background)
            index = slots.sentence.index
            candidate.count("n:cues")
            candidate.count("n:clean" if clean else "n:unclean")
            candidate.raise_to("strength", hit.cue.strength)
            candidate.raise_to("deed", max([h.cue.strength for h in slots.has("deed")], default=0.0))
            candidate.raise_to("blamed", float(any(b.sentence == index for b in reading.blames)))
            candidate.raise_to("early", float(index <= 3))
            candidate.raise_to("title", float(scope.title))
            candidate.raise_to("long", float(len(hit.parts) > 1))
            for flag in ("negated", "background", "supposed", "quoted", "offtopic", "denied"):
                if getattr(scope, flag):
                    candidate.count(f"f:{flag}")
            candidate.raise_to(f"v:{value}", hit.cue.strength)
            candidate.places.append((slots.sentence.start, slots.sentence.end, hit.cue.strength + clean))
            candidate.rules.append(hit.cue.id)
            candidate.cues.append(reading.note.words(hit.first, hit.last))
    for candidate in table.values():
        _finish(candidate, profile, table)
    return list(table.values())


def _finish(candidate: Candidate, profile: Profile, table: dict[str, Candidate]) -> None:
    features = candidate.features
    cues = max(1.0, features["n:cues"])
    for flag in [f for f in features if f.startswith("f:")]:
        features[flag] /= cues
    value = str(candidate.key[0])
    features[f"one:{value}"] = float(features["n:cues"] == 1)
    for other in table:
        if other != value:
            features[f"with:{value}:{other}"] = 1.0
    features["others"] = float(len(table) - 1)
    features["accused:any"] = float(bool(profile.accused))
    features.update(profile.common())
    squash_counts(candidate)
