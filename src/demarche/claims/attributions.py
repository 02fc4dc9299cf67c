"""Candidates for who accuses whom: (claimant, accused state) and (claimant, threat group), with every place that may say so."""

from __future__ import annotations

from collections import Counter

from demarche.annotate import CueHit, Mention
from demarche.claims.blame import Blame
from demarche.claims.candidate import Candidate, Features, Place, Seen, Shared
from demarche.claims.issuers import issuers
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scene import FLAGS, player, scene, setting, standing
from demarche.claims.scope import refused, scope_of
from demarche.lexicon.names import known_types
from demarche.resolve.discourse import MEDIA, UNNAMED

CLAIMANT_TIER = {
    "slot": "slot",
    "subject": "said",
    "according": "said",
    "quote": "on",
    "inherited": "on",
    "far": "far",
    "none": "none",
    "issuer": "issuer",
    "other": "other",
    "actor": "on",
    "measure": "far",
    "reason": "reason",
    "announced": "on",
}
VERBS = ("selfclaim", "subj-obj", "subj-to", "passive", "charge")
ROLES = ("join", "behind", "by", "points", "doer", "doer-office", "answer")
TIES = ("deed-adjective", "doer-adjective", "deed-agent", "deed-genitive", "link-after", "link-before", "link-pro", "perp", "service")
OWN_WORDS = frozenset({"selfclaim", "boast"})
"""The ways in which a group says that it was it."""
ACTORS = frozenset({"state", "place", "organ", "person", "company", "ngo", "media"})
PLAIN_SAID, PLAIN_TIERS = frozenset({"slot", "said"}), frozenset({"verb", "role", "tie"})
PLAIN_STANDING = ("to:share", "to:top", "by:blamed", "to:struck", "by:denies")
"""What a document makes of two actors counts less where a sentence says plainly who accuses whom: a chronicle accuses many."""
MAIN_SHARE = 0.4
FARTHEST, MOST_VOICES, SURE = 4, 3, 0.8
BRIEF = 120
"""Words below which a text is a note, a headline or an abstract."""


OWN_VOICE = 0.1
"""Share of sentences in the first person plural from which on a document speaks for its issuer."""


def accused_tier(how: str) -> str:
    """verb (an accusing verb names it), role (said to have done it), tie (attackers tied to it), weak (the rest)."""
    if how.startswith("topic-"):
        return "topic"
    if how.startswith("tied-"):
        return "tied"
    return "verb" if how in VERBS else "role" if how in ROLES else "tie" if how in TIES else "weak"


def state_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(claimant, state) pairs that any evidence supports."""
    return _Collector(reading, profile, groups=False).run()


def group_candidates(reading: Reading, profile: Profile) -> list[Candidate]:
    """(claimant, canonical group name) pairs; a group also counts where its sentence blames a state."""
    return _Collector(reading, profile, groups=True).run()


class _Collector:
    """Gathers the candidates of one document: those that words of blame make, then weaker ones that only stand near them."""

    def __init__(self, reading: Reading, profile: Profile, *, groups: bool) -> None:
        self.reading, self.profile, self.groups = reading, profile, groups
        self.table: dict[tuple[str, str], Candidate] = {}
        self.deniers = _deniers(reading)
        self.issued = issuers(reading.note)
        self.blamed: dict[int, set[str]] = {}
        self.pairs: dict[tuple[str, str], Shared] = {}
        self.told: dict[tuple[str, int], Shared] = {}
        self.named: dict[tuple[int, int], Shared] = {}
        self.facing: dict[tuple[str, str, int], Shared] = {}
        self.voiced = any(voice.distance == 0 for row in reading.voices for voice in row)
        for blame in reading.blames:
            if accused := self._accused(blame):
                self.blamed.setdefault(blame.sentence, set()).add(accused)

    def run(self) -> list[Candidate]:
        for blame in self.reading.blames:
            accused = self._accused(blame)
            if accused is not None:
                told = self._of_blame(blame)
                for key, how in blame.claimants:
                    if self.groups and key == accused and blame.how not in OWN_WORDS:
                        continue  # a group that is only named does not accuse itself
                    self._candidate(key, accused).places.append(self._blaming(key, accused, blame, how, told))
        self._co_present()
        self._anywhere()
        return list(self.table.values())

    def _accused(self, blame: Blame) -> str | None:
        return (blame.group.name if blame.group else None) if self.groups else blame.state

    def _candidate(self, key: str, accused: str) -> Candidate:
        return self.table.setdefault((key, accused), Candidate((key, accused)))

    # -- places --------------------------------------------------------------------------------------------------------------------

    def _of_blame(self, blame: Blame) -> Shared:
        """What is seen of a blame, whoever makes it."""
        slots = self.reading.slots[blame.sentence]
        scope, tier = blame.scope, accused_tier(blame.how)
        features = scene(self.reading, slots, blame.cue, scope) | player("to", blame.accused, slots, blame.cue)
        features |= {f"{flag}:{tier}": 1.0 for flag in FLAGS if getattr(scope, flag)}
        features[f"strength:{blame.how}"] = blame.cue.cue.strength if blame.cue is not None else 0.0
        features[f"deed:{tier}"] = scope.deed
        if blame.accused is not None and blame.accused.sentence == blame.sentence:
            features[f"to:harm:{slots.harm(blame.accused.first, blame.accused.last)}:{blame.how}"] = 1.0
        features["refused"] = float(blame.cue is not None and refused(slots, blame.cue))
        return Shared(features)

    def _blaming(self, key: str, accused: str, blame: Blame, how: str, told: Shared) -> Place:
        """A place that blames ``accused`` in the words of ``key``, who was found by ``how``; ``told`` is what is seen of the blame."""
        slots = self.reading.slots[blame.sentence]
        tier, said = accused_tier(blame.how), CLAIMANT_TIER[how]
        features = player("by", self._speaker(key, blame), slots, blame.cue)
        features[f"h:{blame.how}"] = features[f"s:{how}"] = features[f"x:{said}-{tier}"] = features[f"xx:{how}/{blame.how}"] = 1.0
        features[f"clean:{said}-{tier}"] = told.features["clean"]
        features[f"who:{_type_of(key)}:{said}"] = 1.0
        features |= _among(key, blame)
        if said in PLAIN_SAID and tier in PLAIN_TIERS and told.features["clean"]:
            features["plain"] = 1.0
            features |= {f"plain:{name}": self._pair(key, accused).features[name] for name in PLAIN_STANDING}
        if said in ("issuer", "none"):
            features |= self._issued(said, key, slots)
        if said == "none" and not self.voiced:
            # where nobody speaks at all, as in abstracts and registers, the text itself says who did it
            features |= {f"unvoiced:{tier}": told.features["clean"], f"unvoiced:{blame.how}": told.features["clean"] * blame.scope.deed}
        words = self.reading.note.words(blame.cue.first, blame.cue.last) if blame.cue is not None else ""
        rule = f"{blame.how}/{said}"
        return Place(slots.sentence.start, slots.sentence.end, self._seen(features, key, accused, slots, told), rule, words, blame)

    def _seen(self, own: Features, key: str, accused: str, slots: Slots, *told: Shared) -> Seen:
        """``own`` features beside those of the sentence, of the two, and of what is ``told``."""
        wording, index = self.reading.wording, slots.sentence.index
        about = (self._pair(key, accused), standing(key, self.reading, self.profile))
        around = (wording.around("by", key, index), wording.around("to", accused, index))
        return Seen(own, setting(self.reading, slots), *told, *about, *around)

    def _issued(self, said: str, key: str, slots: Slots) -> Features:
        """What speaks for ``key`` having issued the document, whose own words the sentence may be."""
        sort, here = self.issued.get(key, "outlet"), float(bool(slots.has("issuer")))
        return {
            f"{said}:we": self.profile.own_voice,
            f"{said}:brief": float(self.profile.words < BRIEF),
            f"issued:{sort}": 1.0,
            f"issued:{sort}:here": here,
            f"issued:{sort}:we": float(self.profile.own_voice >= OWN_VOICE),
            f"issued:{sort}:beside": float("masthead" in self.issued.values()),
        }

    def _speaker(self, key: str, blame: Blame) -> Mention | None:
        """The mention by which ``key`` speaks: the one heard in the sentence, else its name nearest to the blaming word."""
        slots = self.reading.slots[blame.sentence]
        heard = next((v.mention for v in self.reading.voices[blame.sentence] if v.key == key and v.mention is not None), None)
        at = blame.cue.parts[0] if blame.cue is not None else slots.sentence.first
        named = [m for m in slots.mentions if m is not blame.accused and self.reading.talk.key_of(m) == key]
        return heard or min(named, key=lambda m: abs(m.first - at), default=None)

    def _pair(self, key: str, accused: str) -> Shared:
        """What the document as a whole makes of the two beside each other; made once a pair."""
        if (key, accused) not in self.pairs:
            self.pairs[key, accused] = Shared(
                {
                    "to:share": self.profile.share(accused, self.groups),
                    "to:top": float(self.profile.top(accused, self.groups)),
                    "by:blamed": float(key in self.reading.talk.accused),
                    "self": float(key == accused),
                    "by:denies": self.deniers[key],
                    "to:struck": float(accused in self.reading.struck),
                }
            )
        return self.pairs[key, accused]

    def _weak(self, key: str, accused: str, index: int, mention: Mention | None, how: str) -> None:
        """A place that names or hears the claimant and says no word of blame that we know."""
        if key == accused or (self.groups and key in self.reading.talk.sole_accused):
            return
        slots = self.reading.slots[index]
        told = (self._told(how, slots), self._named(mention, slots), self._facing(accused, how, slots))
        own = {f"h:{how}": 1.0, f"who:{_type_of(key)}:{how}": 1.0}
        place = Place(slots.sentence.start, slots.sentence.end, self._seen(own, key, accused, slots, *told), how)
        self._candidate(key, accused).places.append(place)

    def _told(self, how: str, slots: Slots) -> Shared:
        """The features of a sentence in which the claimant was found by ``how``, under names of their own; made once a sentence."""
        asked = how, slots.sentence.index
        if asked not in self.told:
            self.told[asked] = Shared({f"{how}:{name}": value for name, value in setting(self.reading, slots).features.items() if value})
        return self.told[asked]

    def _named(self, mention: Mention | None, slots: Slots) -> Shared:
        """What is seen of a claimant's name, whoever is accused; made once a name."""
        asked = id(mention), slots.sentence.index
        if asked not in self.named:
            scope = scope_of(slots, mention.first if mention is not None else slots.sentence.first)
            self.named[asked] = Shared(scene(self.reading, slots, None, scope) | player("by", mention, slots, _word(slots)))
        return self.named[asked]

    def _facing(self, accused: str, how: str, slots: Slots) -> Shared:
        """What is seen of the accused in a sentence, whoever the claimant found there by ``how``; made once a sentence."""
        asked = accused, how, slots.sentence.index
        if asked not in self.facing:
            named = next((m for m in slots.mentions if accused in (m.key, m.name if m.type == "group" else None)), None)
            features = player("to", named, slots, _word(slots))
            features[f"{how}:nearest:{self._nearest(accused, slots.sentence.index)}"] = 1.0
            features[f"{how}:rival"] = float(bool(self.blamed.get(slots.sentence.index, set()) - {accused}))
            features[f"{how}:rival-group"] = float(any(m.type == "group" and m.name != accused for m in slots.mentions))
            self.facing[asked] = Shared(features)
        return self.facing[asked]

    def _nearest(self, accused: str, index: int) -> int:
        """Sentences to the next one that blames ``accused``; ``FARTHEST`` where none does."""
        return min((abs(sentence - index) for sentence, blamed in self.blamed.items() if accused in blamed), default=FARTHEST)

    # -- weaker candidates ---------------------------------------------------------------------------------------------------------

    def _co_present(self) -> None:
        """An actor named in the sentence of an accusation, or speaking of an attack whose author the text names elsewhere."""
        everywhere = set().union(*self.blamed.values())
        for index, slots in enumerate(self.reading.slots):
            here = self.blamed.get(index, set())
            for mention in slots.mentions:
                key = self._actor(mention)
                for accused in sorted(here) if key else ():
                    self._weak(str(key), accused, index, mention, "near")
            for voice in self.reading.voices[index]:
                for accused in sorted(everywhere - here) if voice.distance == 0 else ():
                    self._weak(voice.key, accused, index, voice.mention, "voice")

    def _anywhere(self) -> None:
        """The weakest candidates: any actor of the document and whom the document blames most."""
        blamed = self.profile.groups if self.groups else self.profile.accused
        most = [k for k, n in blamed.items() if n >= max(blamed.values()) * MAIN_SHARE]
        for mention in self.reading.note.mentions:
            key = self._actor(mention)
            for accused in most if key else ():
                if (key, accused) not in self.table:
                    self._weak(str(key), accused, mention.sentence, mention, "anywhere")

    def _actor(self, mention: Mention) -> str | None:
        return self.reading.talk.key_of(mention) if mention.type in ACTORS else None


def _word(slots: Slots) -> CueHit | None:
    """The first word of a sentence that might blame somebody."""
    return next((h for h in slots.cues if h.kind in ("accuse", "link", "join", "perp")), None)


def _deniers(reading: Reading) -> Counter[str]:
    """Whose voice rejects an accusation, 1 for those named there: the groups that a text blames are seldom named by them."""
    found: Counter[str] = Counter()
    for index, slots in enumerate(reading.slots):
        if any(h.cue.type == "flat" and h.cue.strength >= SURE for h in slots.has("deny")):
            found |= Counter({v.key: 1 for v in reading.voices[index] if v.distance <= 1})
    return found


def _among(key: str, blame: Blame) -> Features:
    """Where ``key`` stands among those whose words the sentence may be: of several voices one is right."""
    keys = [k for k, _ in blame.claimants]
    others = {CLAIMANT_TIER[how] for k, how in blame.claimants if k != key}
    return {
        f"among:{min(MOST_VOICES, len(keys))}": 1.0,
        f"order:{min(MOST_VOICES, keys.index(key))}": 1.0,
        **{f"beside:{tier}": 1.0 for tier in others},
    }


def _type_of(key: str) -> str:
    if key in (MEDIA, UNNAMED):
        return key
    if (len(key) == 2 and key.isupper()) or key in ("NATO", "UN", "EU"):
        return "state"
    return known_types().get(key, "other")
