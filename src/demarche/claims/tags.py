"""Candidates for techniques and objectives: which of the guide's words the text gives to the attack."""

from __future__ import annotations

from demarche.annotate import CueHit
from demarche.claims.candidate import Candidate, Place, Seen
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scene import scene, setting
from demarche.claims.scope import scope_of


def tag_candidates(reading: Reading, profile: Profile, kind: str) -> list[Candidate]:
    """One candidate a value; ``kind`` is ``technique`` or ``objective``."""
    table: dict[str, Candidate] = {}
    for slots in reading.slots:
        for hit in slots.has(kind):
            table.setdefault(hit.cue.type, Candidate((hit.cue.type,))).places.append(_place(reading, profile, slots, hit))
    return list(table.values())


def _place(reading: Reading, profile: Profile, slots: Slots, hit: CueHit) -> Place:
    value, sentence = hit.cue.type, slots.sentence
    features = scene(reading, slots, hit, scope_of(slots, hit.parts[0]))
    features[f"h:{value}"] = 1.0
    features[f"s:{value}"] = hit.cue.strength
    words = reading.note.words(hit.first, hit.last)
    return Place(sentence.start, sentence.end, Seen(features, setting(reading, slots), profile.common), hit.cue.id, words)
