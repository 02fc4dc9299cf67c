"""Candidates for denials: who rejects an accusation, in which of the guide's four ways."""

from __future__ import annotations

from demarche.annotate import CueHit, Mention
from demarche.claims.candidate import Candidate, squash_counts
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scope import scope_of

VOICES = ("embassy", "spokesperson", "ministry", "ambassador", "diplomat", "government")


def denial_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """One candidate a possible denier; ``evidence`` holds (type, weight) of each denying cue."""
    table: dict[str, Candidate] = {}
    for slots in reading.slots:
        for hit in slots.cues:
            if hit.kind == "deny":
                for key, how, mention in _deniers(reading, slots, hit):
                    how = f"{how}-accused" if key in reading.talk.accused else how
                    _add(table.setdefault(key, Candidate((key,))), reading, slots, hit, how, mention)
    for candidate in table.values():
        _finish(candidate, reading, profile)
    return list(table.values())


def _deniers(reading: Reading, slots: Slots, hit: CueHit) -> list[tuple[str, str, Mention | None]]:
    subject = slots.agent(hit) if hit.cue.frame == "passive" else slots.subject(hit) if hit.cue.frame == "subject" else None
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
    for state in blamed:
        found.setdefault(str(state), (str(state), "topic", None))
    return list(found.values())


def _add(candidate: Candidate, reading: Reading, slots: Slots, hit: CueHit, how: str, mention: Mention | None) -> None:
    scope = scope_of(slots, hit.parts[0])
    kind = hit.cue.type or "flat"
    candidate.count("n:cues")
    candidate.raise_to(f"how:{how}")
    candidate.raise_to(f"type:{kind}")
    candidate.count(f"n:{how}")
    if how.removesuffix("-accused") in ("slot", "subject", "quote", "inherited", "according"):
        candidate.raise_to(f"spoken:{kind}", hit.cue.strength)
    candidate.raise_to(f"ht:{how}-{hit.cue.frame}-{'flat' if kind == 'flat' else 'other'}", hit.cue.strength)
    candidate.raise_to("deed", scope.deed)
    candidate.raise_to("accusation-noun", float(bool([h for h in slots.has("accuse") if h.cue.frame == "noun"])))
    candidate.raise_to("nocomment", float(bool(slots.has("nocomment"))))
    if mention is not None and mention.kind in VOICES:
        candidate.raise_to("voice:official")
        candidate.raise_to(f"voice:{mention.kind}")
    for flag in ("negated", "background", "title", "quoted", "offtopic", "supposed"):
        if getattr(scope, flag):
            candidate.count(f"f:{flag}")
    weight = hit.cue.strength * {"slot": 3.0, "subject": 2.0, "quote": 2.0, "according": 2.0, "inherited": 1.5}.get(
        how.removesuffix("-accused"), 0.5
    )
    candidate.places.append((slots.sentence.start, slots.sentence.end, weight))
    candidate.evidence.append((kind, weight, scope))
    candidate.rules.append(f"{hit.cue.id}/{how}")
    candidate.cues.append(reading.note.words(hit.first, hit.last))


def _finish(candidate: Candidate, reading: Reading, profile: Profile) -> None:
    key = str(candidate.key[0])
    features = candidate.features
    cues = max(1.0, features["n:cues"])
    for flag in [f for f in features if f.startswith("f:")]:
        features[flag] /= cues
    features["types"] = float(len({kind for kind, _, _ in candidate.evidence}))
    features["accused"] = float(profile.accused[key] > 0)
    features["accused:share"] = profile.share(key)
    features["accused:top"] = float(profile.top(key))
    features["claims:more"] = float(profile.claimants[key] > profile.accused[key])
    features["by:state"] = float(len(key) == 2)
    features["by:open"] = float(key in ("media", "unnamed"))
    features.update(profile.common())
    squash_counts(candidate)


def denial_types(candidate: Candidate) -> tuple[str, ...]:
    """The kinds of denial its surer cues show; a rejection without a kind of its own is ``flat``."""
    best: dict[str, float] = {}
    for kind, weight, _ in candidate.evidence:
        best[kind] = max(best.get(kind, 0.0), weight)
    kept = {kind for kind, weight in best.items() if weight >= 1.0} or set(best)
    return tuple(sorted(kept))
