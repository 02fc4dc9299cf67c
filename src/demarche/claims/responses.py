"""Candidates for responses: who does what about it, aimed at whom, done or only announced."""

from __future__ import annotations

from collections import Counter

from demarche.annotate import CueHit
from demarche.claims.candidate import Candidate, squash_counts
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scope import Scope, scope_of

ACTORS = frozenset({"state", "place", "organ", "person", "company", "ngo", "generic"})
AIMED = frozenset({"condemn", "demand", "summon", "expel", "sanction", "indict", "disrupt"})
STATUS_LEFT, STATUS_RIGHT = 8, 3


def response_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(actor, type) pairs."""
    table: dict[tuple[str, str], Candidate] = {}
    for slots in reading.slots:
        for hit in slots.cues:
            if hit.kind == "respond":
                for key, how in _actors(reading, slots, hit):
                    candidate = table.setdefault((key, hit.cue.type), Candidate((key, hit.cue.type)))
                    _add(candidate, reading, slots, hit, how)
    for candidate in table.values():
        _finish(candidate, reading, profile, table)
    return list(table.values())


def _actors(reading: Reading, slots: Slots, hit: CueHit) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    subject = slots.agent(hit) if hit.cue.frame == "passive" else slots.subject(hit)
    for mention in slots.together(subject) if subject else ():
        key = reading.talk.key_of(mention)
        if key:
            found[key] = "slot" if mention.key else "slot-open"
    agent = slots.agent(hit)
    for mention in slots.together(agent) if agent else ():
        key = reading.talk.key_of(mention)
        if key:
            found.setdefault(key, "agent")
    for voice in reading.voices[slots.sentence.index]:
        found.setdefault(voice.key, voice.how if voice.distance < 2 else "far")
    for mention in slots.mentions:
        key = reading.talk.key_of(mention) if mention.type in ACTORS else None
        if key:
            found.setdefault(key, "near")
    if reading.note.home:
        found.setdefault(reading.note.home, "home")
    return [(key, _told(reading, hit, key, how)) for key, how in found.items()]


def _told(reading: Reading, hit: CueHit, key: str, how: str) -> str:
    """Set the accused apart, and those who stand near a passive: they are done to rather than do."""
    if hit.cue.frame == "passive" and how in ("near", "home"):
        how = f"passive-{how}"
    return f"{how}-accused" if key in reading.talk.accused else how


def _add(candidate: Candidate, reading: Reading, slots: Slots, hit: CueHit, how: str) -> None:
    kind = hit.cue.type
    scope = scope_of(slots, hit.parts[0])
    status = status_of(slots, hit)
    done = status == "done" and not (scope.negated or scope.supposed)
    candidate.count("n:cues")
    candidate.raise_to(f"how:{how}")
    candidate.raise_to(f"{kind}:{how}", hit.cue.strength)
    candidate.raise_to(f"frame:{hit.cue.frame}:{how}")
    if done:
        candidate.raise_to(f"done:{how}", hit.cue.strength)
        candidate.raise_to(f"done:{kind}")
        candidate.count("n:done")
    candidate.raise_to("deed", scope.deed)
    candidate.raise_to("blamed", float(any(b.sentence == slots.sentence.index for b in reading.blames)))
    candidate.raise_to("strength", hit.cue.strength)
    for flag in ("negated", "background", "title", "quoted", "offtopic", "supposed", "asked"):
        if getattr(scope, flag):
            candidate.count(f"f:{flag}")
    if status != "done":
        candidate.count(f"f:{status}")
    weight = hit.cue.strength * (2.0 if done else 1.0) * (2.0 if how in ("slot", "agent") else 1.0)
    candidate.places.append((slots.sentence.start, slots.sentence.end, weight))
    candidate.evidence.append((status, weight, _target(reading, slots, hit, candidate.key[0])))
    candidate.rules.append(f"{hit.cue.id}/{how}")
    candidate.cues.append(reading.note.words(hit.first, hit.last))


def status_of(slots: Slots, hit: CueHit) -> str:
    """done, threatened or called-for, by the words around the verb."""
    if hit.cue.status:
        return hit.cue.status
    at = hit.parts[0]
    near = slots.has("status", at - STATUS_LEFT, hit.last + STATUS_RIGHT)
    return near[-1].cue.status if near else "done"


def _target(reading: Reading, slots: Slots, hit: CueHit, by: str | None) -> str | None:
    """The accused state the response is aimed at: named in the sentence, else the document's main accused."""
    if hit.cue.type not in AIMED:
        return None
    blamed = Counter(b.state for b in reading.blames if b.state and b.state != by)
    here = [str(m.key) for m in slots.mentions if m.key in blamed]
    if here:
        return max(here, key=lambda k: blamed[k])
    return min(blamed, key=lambda k: (-blamed[k], str(k))) if blamed else None


def _finish(candidate: Candidate, reading: Reading, profile: Profile, table: dict[tuple[str, str], Candidate]) -> None:
    by, kind = (str(k) for k in candidate.key)
    features = candidate.features
    cues = max(1.0, features["n:cues"])
    for flag in [f for f in features if f.startswith("f:")]:
        features[flag] /= cues
    features[f"type:{kind}"] = 1.0
    features["by:state"] = float(len(by) == 2 or by in ("EU", "NATO", "UN"))
    features["by:open"] = float(by in ("media", "unnamed"))
    features["by:home"] = float(by == reading.note.home)
    features["by:claims"] = float(profile.claimants[by] > 0)
    features["by:accused"] = float(profile.accused[by] > profile.claimants[by])
    features["rivals"] = float(sum(1 for other in table if other[1] == kind and other[0] != by) > 0)
    features["accused:any"] = float(bool(profile.accused))
    features.update(profile.common())
    squash_counts(candidate)


def settle(candidate: Candidate) -> tuple[str, str | None]:
    """(status, target) by its strongest evidence; something done anywhere is done."""
    best = max(candidate.evidence, key=lambda e: (e[0] == "done", e[1]))
    targets = Counter(t for _, _, t in candidate.evidence if t)
    return best[0], targets.most_common(1)[0][0] if targets else None


__all__ = ["Scope", "response_candidates", "settle", "status_of"]
