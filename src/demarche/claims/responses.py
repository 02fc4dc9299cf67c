"""Candidates for responses: who does what about it, aimed at whom, done or only announced."""

from __future__ import annotations

from collections import Counter

from demarche.annotate import CueHit, Mention
from demarche.claims.acts import actor
from demarche.claims.answerers import behind, seat
from demarche.claims.candidate import Candidate, Features, Place, Seen, Shared
from demarche.claims.implied import implied
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scene import player, scene, setting, standing
from demarche.claims.scope import scope_of
from demarche.lexicon.names import is_state

ACTORS = frozenset({"state", "place", "organ", "person", "company", "ngo", "generic"})
AIMED = frozenset({"condemn", "demand", "summon", "expel", "sanction", "indict", "disrupt"})
STATUS_LEFT, STATUS_RIGHT = 8, 3
SAYING = frozenset({"condemn", "demand"})
"""Responses that are done by being said: who demands that others act has demanded it."""
FILLING = ("slot", "agent")
NAMED_IN_TEXT = frozenset({"slot", "slot-open", "slot-people", "agent", "seat", "behind"})
BODY_REACH = 2
"""Sentences back to the body that acts where a sentence names nobody."""


def response_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(actor, type) pairs; the evidence of a place is the status and the target its words give."""
    table: dict[tuple[str, str], Candidate] = {}
    for slots in reading.slots:
        for hit in _hits(reading, slots):
            actors = _actors(reading, profile, slots, hit)
            filling = [key for key, how in actors if how.startswith(FILLING)]
            word = _Word(reading, slots, hit)
            for key, how in actors:
                place = word.place(key, profile, how)
                if filling and key not in filling:
                    place.seen.own["beside:slot"] = place.seen.own[f"beside:slot:{how}"] = 1.0
                table.setdefault((key, hit.cue.type), Candidate((key, hit.cue.type))).places.append(place)
    return list(table.values())


def _hits(reading: Reading, slots: Slots) -> list[CueHit]:
    """The words of action of a sentence; where it names anybody, also those that only carry the idea of one."""
    return [*slots.has("respond"), *(implied(reading, slots, "respond") if slots.mentions else ())]


def _actors(reading: Reading, profile: Profile, slots: Slots, hit: CueHit) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    subject = actor(slots, hit)
    if subject is not None and _addressed(slots, hit, subject):
        subject = None
    for mention in slots.together(subject) if subject else ():
        key = reading.talk.key_of(mention)
        if key:
            found[key] = "slot" if mention.key else "slot-open"
    for mention in _people_of(slots, subject):
        found.setdefault(str(mention.key), "slot-people")
    agent = slots.agent(hit)
    for mention in slots.together(agent) if agent else ():
        key = reading.talk.key_of(mention)
        if key:
            found.setdefault(key, "agent")
    for how, mention in _beside(reading, slots, hit, subject, set(found)):
        key = reading.talk.key_of(mention)
        if key:
            found.setdefault(key, how)
    for voice in reading.voices[slots.sentence.index]:
        found.setdefault(voice.key, voice.how if voice.distance < 2 else "far")
    for mention in slots.mentions:
        key = reading.talk.key_of(mention) if mention.type in ACTORS else None
        if key:
            found.setdefault(key, "near")
    if not any(how in NAMED_IN_TEXT for how in found.values()):
        for key in _acted_before(reading, slots):
            found.setdefault(key, "before")
        for key in profile.main_claimants():
            found.setdefault(key, "claimant")
    if reading.note.home:
        found.setdefault(reading.note.home, "home")
    return [(key, _told(reading, hit, key, how)) for key, how in found.items()]


def _beside(reading: Reading, slots: Slots, hit: CueHit, subject: Mention | None, acting: set[str]) -> list[tuple[str, Mention]]:
    """Those who act although the grammar does not say so, where it names nobody, or only the accused (the keys ``acting``)."""
    accused = reading.talk.accused
    if not acting <= accused:
        return []
    keys = {id(m): reading.talk.key_of(m) for m in slots.mentions}
    house = seat(slots, hit, keys, accused)
    other = behind(slots, hit, subject, [m for m in slots.mentions if keys[id(m)] in accused]) if subject and acting else None
    found = [("seat", house)] if house else []
    return found + [("behind", m) for m in (slots.together(other) if other else [])]


def _addressed(slots: Slots, hit: CueHit, subject: Mention) -> bool:
    """Whether a first person stands before the name in the clause of the verb: in "We keep urging the Chinese authorities" we act."""
    first = (h for h in slots.has("issuer") if h.first < hit.parts[0] and h.parts[-1] < subject.first)
    return any(not any(h.first < i < max(hit.parts[0], subject.first) for i in slots.barriers) for h in first)


def _people_of(slots: Slots, subject: Mention | None) -> list[Mention]:
    """The state of people without a name who act: "des experts français", "Estonian technicians"."""
    if subject is None or subject.type != "unnamed":
        return []
    return [m for m in slots.mentions if m.type == "adjective" and (m.last == subject.first or m.first == subject.last)]


def _acted_before(reading: Reading, slots: Slots) -> list[str]:
    """The last body named in the sentences before, where this one names nobody: "Dix personnes sont inculpées."."""
    index = slots.sentence.index
    for row in reversed(reading.slots[max(0, index - BODY_REACH) : index]):
        keys = [key for m in row.mentions if m.type in ("organ", "generic") and (key := reading.talk.key_of(m))]
        if keys:
            return keys[-1:]
    return []


def _told(reading: Reading, hit: CueHit, key: str, how: str) -> str:
    """Set the accused apart, and those who stand near a passive: they are done to rather than do."""
    if hit.cue.frame == "passive" and how in ("near", "home", "claimant"):
        how = f"passive-{how}"
    return f"{how}-accused" if key in reading.talk.accused else how


class _Word:
    """One word of action, as a place for each who may act by it."""

    def __init__(self, reading: Reading, slots: Slots, hit: CueHit) -> None:
        self.reading, self.slots, self.hit = reading, slots, hit
        kind, self.scope, self.status = hit.cue.type, scope_of(slots, hit.parts[0], hit.last), status_of(slots, hit)
        features = scene(reading, slots, hit, self.scope)
        features[f"type:{kind}"] = features[f"frame:{hit.cue.frame}"] = 1.0
        features[f"s:{kind}"] = hit.cue.strength
        features[f"status:{self.status}"] = features[f"status:{self.status}:{kind}"] = 1.0
        features["after:demand"] = float(_behind_demand(slots, hit))
        self.seen = Shared(features)

    def place(self, key: str, profile: Profile, how: str) -> Place:
        """``key`` as the one who may act, found by ``how``."""
        reading, slots, hit, kind = self.reading, self.slots, self.hit, self.hit.cue.type
        near = [m for m in slots.mentions if reading.talk.key_of(m) == key]
        mention = min(near, key=lambda m: abs(m.first - hit.parts[0]), default=None)
        features = player("by", mention, slots, hit)
        features[f"h:{how}"] = 1.0
        features[f"x:{how}:{hit.cue.frame}"] = features[f"x:{how}:{kind}"] = hit.cue.strength
        features[f"done:{how}"] = float(self.status == "done" and not (self.scope.negated or self.scope.supposed))
        features |= self._of(key, mention, profile, how)
        aimed = any(m.key and m.key != key and profile.accused[m.key] for m in slots.mentions)
        features["aimed"] = features[f"aimed:{kind}"] = float(aimed)
        around = reading.wording.around("by", key, slots.sentence.index)
        seen = Seen(features, setting(reading, slots), self.seen, standing(key, reading, profile), around)
        rule, words = f"{hit.cue.id}/{how}", reading.note.words(hit.first, hit.last)
        return Place(slots.sentence.start, slots.sentence.end, seen, rule, words, (self.status, _target(reading, slots, hit, key)))

    def _of(self, key: str, mention: Mention | None, profile: Profile, how: str) -> Features:
        """What the document makes of the actor, beside how it was found and beside what is done: accusers condemn, police at home
        investigate, and in a statement the house that speaks does what nobody is named for."""
        reading, kind = self.reading, self.hit.cue.type
        facts = {
            "home": key == reading.note.home,
            "claims": profile.claimants[key] > 0,
            "voiced": any(v.key == key and v.distance == 0 for v in reading.voices[self.slots.sentence.index]),
        }
        found = {f"{fact}:{by}": 1.0 for fact, true in facts.items() if true for by in (how, kind)}
        found |= {f"{name}:{how}": value for name, value in profile.size.items()}
        found[f"by:{mention.type}:{mention.kind}:{kind}" if mention else f"by:nobody:{kind}"] = 1.0
        return found


def status_of(slots: Slots, hit: CueHit) -> str:
    """done, threatened or called-for, by the words around the verb."""
    if hit.cue.status:
        return hit.cue.status
    at = hit.parts[0]
    if hit.cue.type not in SAYING and _demanded(slots, hit):
        return "called-for"
    near = slots.between("status", at - STATUS_LEFT, hit.last + STATUS_RIGHT)
    if hit.cue.type in SAYING:
        near = [h for h in near if h.cue.status != "called-for" or h.first < at]
    return near[-1].cue.status if near else "done"


def _demanded(slots: Slots, hit: CueHit) -> bool:
    """Whether ``hit`` is an infinitive behind a demand: "urged China to stop and to investigate", "China auf, den Fall zu untersuchen"."""
    verb = hit.parts[-1]
    marked = any(i in slots.prepositions for i in (hit.first - 1, verb - 1))
    return marked and hit.cue.frame == "subject" and _behind_demand(slots, hit)


def _behind_demand(slots: Slots, hit: CueHit) -> bool:
    return any(h.cue.type == "demand" and h.parts[0] < hit.first and h.last <= hit.last for h in slots.has("respond"))


def _target(reading: Reading, slots: Slots, hit: CueHit, by: str | None) -> str | None:
    """The accused state the response is aimed at: named in the sentence, else the document's main accused."""
    if hit.cue.type not in AIMED:
        return None
    blamed = Counter(b.state for b in reading.blames if b.state and b.state != by)
    here = [str(m.key) for m in slots.mentions if m.key in blamed]
    if here:
        return max(here, key=lambda k: blamed[k])
    addressed = slots.after(hit, ("state", "place"))
    if addressed is not None and addressed.key != by and is_state(addressed.key):
        return addressed.key
    return min(blamed, key=lambda k: (-blamed[k], str(k))) if blamed else None


SURE = 0.3
"""Share of the best place's score from which another place may still tell the status."""


def settle(candidate: Candidate) -> tuple[str, str | None]:
    """(status, target) by its surer places; something done anywhere is done."""
    sure = [p for p in candidate.places if p.score >= SURE * candidate.best.score]
    best = max(sure, key=lambda p: (p.evidence[0] == "done", p.score))
    targets = Counter(p.evidence[1] for p in candidate.places if p.evidence[1])
    return best.evidence[0], targets.most_common(1)[0][0] if targets else None
