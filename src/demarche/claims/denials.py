"""Candidates for denials: who rejects an accusation, in which of the guide's four ways."""

from __future__ import annotations

from collections.abc import Sequence

from demarche.annotate import CueHit, Mention
from demarche.claims.acts import actor
from demarche.claims.candidate import Candidate, Place, Seen, Shared
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scene import player, scene, setting, standing
from demarche.claims.scope import scope_of

SPOKEN = frozenset({"slot", "subject", "quote", "inherited", "according"})
SURE = 0.5


def denial_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """One candidate a possible denier; the evidence of a place is the type its denying cue gives."""
    table: dict[str, Candidate] = {}
    for slots in reading.slots:
        for hit in slots.has("deny"):
            word = _word(reading, slots, hit)
            for key, how, mention in _deniers(reading, slots, hit):
                how = f"{how}-accused" if key in reading.talk.accused else how
                beside = (setting(reading, slots), word, standing(key, reading, profile), *_wording(reading, slots, key))
                place = _place(beside, reading, slots, hit, how, mention)
                table.setdefault(key, Candidate((key,))).places.append(place)
    return list(table.values())


def _deniers(reading: Reading, slots: Slots, hit: CueHit) -> list[tuple[str, str, Mention | None]]:
    subject = actor(slots, hit)
    found: dict[str, tuple[str, str, Mention | None]] = {}
    for mention in slots.together(subject) if subject else ():
        key = reading.talk.key_of(mention)
        if key:
            found[key] = (key, "slot", mention)
    for voice in reading.voices[slots.sentence.index]:
        found.setdefault(voice.key, (voice.key, voice.how if voice.distance < 2 else "far", voice.mention))
    blamed = {b.state for b in reading.blames if b.state}
    for mention in slots.mentions:
        key = reading.talk.key_of(mention)
        if key in blamed and key not in found:
            found[key] = (key, "near", mention)
    for state in sorted(blamed):
        found.setdefault(str(state), (str(state), "topic", None))
    return list(found.values())


def _word(reading: Reading, slots: Slots, hit: CueHit) -> Shared:
    """The features of one denying word, whoever denies by it."""
    features = scene(reading, slots, hit, scope_of(slots, hit.parts[0]))
    return Shared(features | {f"type:{hit.cue.type or 'flat'}": 1.0, f"frame:{hit.cue.frame}": 1.0})


def _wording(reading: Reading, slots: Slots, key: str) -> tuple[Shared, Shared]:
    index = slots.sentence.index
    return reading.wording.sentence(index), reading.wording.around("by", key, index)


def _place(beside: Sequence[Shared], reading: Reading, slots: Slots, hit: CueHit, how: str, mention: Mention | None) -> Place:
    """One denying word, and ``mention`` as the one who may deny by it, found by ``how``."""
    kind, frame, sentence = hit.cue.type or "flat", hit.cue.frame, slots.sentence
    features = player("by", mention, slots, hit)
    features[f"h:{how}"] = 1.0
    features[f"x:{how}:{frame}"] = features[f"x:{how}:{kind}"] = hit.cue.strength
    features[f"claim-word:{how}"] = float(any(h.cue.frame == "noun" for h in slots.has("accuse")))
    features[f"by:{mention.type}:{mention.kind}:{kind}" if mention else f"by:nobody:{kind}"] = 1.0
    features[f"deed:{how}"] = scope_of(slots, hit.parts[0]).deed
    features[f"late:{how}"] = sentence.index / max(1, len(reading.slots))
    features[f"answers:{how}"] = float(bool(reading.blaming & {sentence.index, sentence.index - 1}))
    rule, words = f"{hit.cue.id}/{how}", reading.note.words(hit.first, hit.last)
    spoken = how.removesuffix("-accused") in SPOKEN
    evidence = (kind, hit.cue.strength * (1.0 if spoken else 0.25))
    return Place(sentence.start, sentence.end, Seen(features, *beside), rule, words, evidence)


def denial_types(candidate: Candidate) -> tuple[str, ...]:
    """The kinds of denial its surer cues show; a rejection without a kind of its own is ``flat``."""
    best: dict[str, float] = {}
    for kind, weight in (place.evidence for place in candidate.places):
        best[kind] = max(best.get(kind, 0.0), weight)
    kept = {kind for kind, weight in best.items() if weight >= SURE} or set(best)
    return tuple(sorted(kept))
