"""What can be seen at one place of a text: the features by which a place is judged on its own, apart from all others.

A candidate has as many places as support it. Whether it is a claim depends on the best of them and not on their sum: one sentence that
says it plainly outweighs ten that mention both names.
"""

from __future__ import annotations

from demarche.annotate import CueHit, Mention
from demarche.claims.candidate import Features, Shared
from demarche.claims.profile import Profile
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.claims.scope import Scope

SEEN = (
    "accuse", "link", "say", "deny", "respond", "deed", "technique", "objective", "hedge", "neg", "hyp", "hearsay", "background",
    "offtopic", "victim", "hit", "join", "nocomment", "worldwide", "issuer", "reported", "level", "status", "selfclaim", "basis",
)  # fmt: skip
"""Kinds of words whose presence in the sentence is a feature."""
TYPED = frozenset({"respond", "deny"})
"""Kinds whose type counts too: who supports an accusation does not make one."""
FLAGS = ("negated", "supposed", "asked", "hearsay", "background", "denied", "offtopic", "title", "quoted")
SPOILS = ("negated", "supposed", "asked", "denied", "offtopic")
LEAD = 3
STEPS = (2, 5, 9, 14, 20, 30)
"""Bounds of the classes into which the price between two places falls."""
MOST_PARTS, MOST_STATES = 4, 3


def scene(reading: Reading, slots: Slots, hit: CueHit | None, scope: Scope) -> Features:
    """The features of ``hit``, the word that makes a place one, seen from its ``scope``; beside them stand those of its ``setting``."""
    features = {f"f:{flag}": 1.0 for flag in FLAGS if getattr(scope, flag)}
    features["clean"] = float(not any(getattr(scope, flag) for flag in SPOILS))
    features["deed"] = scope.deed
    features["blamed"] = float(slots.sentence.index in reading.blaming)
    if hit is not None:
        features["strength"] = hit.cue.strength
        features[f"cue:{hit.cue.id}"] = 1.0
        features["parts"] = min(1.0, len(hit.parts) / MOST_PARTS)
    return features


def setting(reading: Reading, slots: Slots) -> Shared:
    """Features of the sentence of ``slots`` alone; made once and kept with it."""
    if slots.setting is None:
        sentence = slots.sentence
        seen = {f"w:{kind}": 1.0 for kind in SEEN if kind in slots.kinds}
        seen |= {f"w:{h.kind}:{h.cue.type}": 1.0 for h in slots.cues if h.kind in TYPED}
        seen["lead"] = float(sentence.index <= LEAD)
        seen["late"] = sentence.index / max(1, len(reading.slots))
        seen["heading"] = float(sentence.heading)
        states = {m.key for m in slots.mentions if m.key and m.type != "perp"}
        seen[f"states:{min(MOST_STATES, len(states))}"] = 1.0
        seen["perp"] = float(any(m.type == "perp" for m in slots.mentions))
        seen["voiced"] = float(any(v.distance == 0 for v in reading.voices[sentence.index]))
        slots.setting = Shared(seen)
    return slots.setting  # type: ignore[no-any-return]


def player(role: str, mention: Mention | None, slots: Slots, hit: CueHit | None) -> Features:
    """Features of a mention in a ``role`` (by, to): what it is, where it stands from the word, and behind which preposition."""
    if mention is None or mention.sentence != slots.sentence.index:
        return {f"{role}:elsewhere": 1.0}
    features = {f"{role}:type:{mention.type}": 1.0, f"{role}:prep:{slots.preposition(mention) or 'no'}": 1.0}
    if mention.kind:
        features[f"{role}:kind:{mention.kind}"] = 1.0
    if mention.how:
        features[f"{role}:made:{mention.how}"] = 1.0
    if mention.coordination >= 0:
        features[f"{role}:listed"] = 1.0
    if hit is not None:
        left = mention.first < hit.parts[0]
        side = "left" if left else "right"
        price = slots.cost(mention.last, hit.parts[0]) if left else slots.cost(hit.parts[-1] + 1, mention.first)
        features[f"{role}:{side}"] = features[f"{role}:{hit.cue.frame}:{side}"] = 1.0
        features[f"{role}:step:{sum(price > bound for bound in STEPS)}"] = 1.0
        features |= _between(role, mention, slots, hit)
    return features


def _between(role: str, mention: Mention, slots: Slots, hit: CueHit) -> Features:
    """What stands between a mention and the word: clause openers, verbs of others, names of others."""
    start, end = sorted((mention.first, hit.parts[0]))
    features = {}
    if any(start < i < end for i in slots.barriers):
        features[f"{role}:over-clause"] = 1.0
    if any(start < i < end for i in slots.predicates - set(hit.parts)):
        features[f"{role}:over-verb"] = 1.0
    others = sum(1 for m in slots.mentions if m is not mention and m.key and start < m.first and m.last <= end)
    features[f"{role}:over-names"] = min(MOST_STATES, others) / MOST_STATES
    return features


def standing(actor: str | None, reading: Reading, profile: Profile) -> Shared:
    """What the document as a whole makes of an actor; made once and kept with its profile."""
    key = str(actor)
    if key not in profile.standings:
        profile.standings[key] = Shared(_standing(key, reading, profile))
    return profile.standings[key]


def _standing(key: str, reading: Reading, profile: Profile) -> Features:
    return {
        "by:accused": float(profile.accused[key] > 0),
        "by:share": profile.share(key),
        "by:top": float(profile.top(key)),
        "by:claims-more": float(profile.claimants[key] > profile.accused[key]),
        "by:state": float(len(key) == 2 or key in ("EU", "NATO", "UN")),
        "by:open": float(key in ("media", "unnamed")),
        "by:home": float(key == reading.note.home),
        "by:struck": float(key in reading.struck),
        **profile.common.features,
    }
