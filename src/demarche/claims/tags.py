"""Candidates for techniques and objectives: which of the guide's words the text gives to the attack."""

from __future__ import annotations

from collections import Counter
from math import log1p

from demarche.annotate import CueHit
from demarche.claims.candidate import Candidate, Features, Place, Seen
from demarche.claims.implied import implied
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scene import LEAD, scene, setting
from demarche.claims.scope import refused, scope_of

FARTHEST = 9
"""Sentences to the next one that blames somebody in a document that blames nobody."""


def tag_candidates(reading: Reading, profile: Profile, kind: str) -> list[Candidate]:
    """One candidate a value; ``kind`` is ``technique`` or ``objective``."""
    table: dict[str, Candidate] = {}
    counts = Counter(hit.cue.type for slots in reading.slots for hit in slots.has(kind))
    for slots in reading.slots:
        for hit in (*slots.has(kind), *implied(reading, slots, kind)):
            table.setdefault(hit.cue.type, Candidate((hit.cue.type,))).places.append(_place(reading, profile, slots, hit, counts))
    return list(table.values())


def _place(reading: Reading, profile: Profile, slots: Slots, hit: CueHit, counts: Counter[str]) -> Place:
    value, sentence = hit.cue.type, slots.sentence
    features = scene(reading, slots, hit, scope_of(slots, hit.parts[-1]))
    features[f"h:{value}"] = 1.0
    features["negated:here"] = float(refused(slots, hit))
    features[f"s:{value}"] = hit.cue.strength
    features |= _among(value, counts) | _where(value, reading, sentence.index)
    features[f"words:{value}"] = profile.size["words"]
    words = reading.note.words(hit.first, hit.last)
    seen = Seen(features, setting(reading, slots), profile.common, reading.wording.sentence(sentence.index))
    return Place(sentence.start, sentence.end, seen, hit.cue.id, words)


def _among(value: str, counts: Counter[str]) -> Features:
    """How much the document speaks of ``value`` beside the other values it names."""
    share, most = counts[value] / max(1, counts.total()), 0 < counts[value] == max(counts.values(), default=0)
    others = log1p(len(counts))
    return {"share": share, f"share:{value}": share, "most": float(most), "others": others, f"others:{value}": others}


def _where(value: str, reading: Reading, index: int) -> Features:
    """Where in the document the word stands, and how near to a sentence that blames somebody."""
    late, near = index / max(1, len(reading.slots)), 1.0 / (1 + min((abs(i - index) for i in reading.blaming), default=FARTHEST))
    return {f"lead:{value}": float(index <= LEAD), f"late:{value}": late, "blame": near, f"blame:{value}": near}
