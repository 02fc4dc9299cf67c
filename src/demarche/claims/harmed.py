"""Who is harmed: names that the words of harm beside them take for their object, and that are no attackers there."""

from __future__ import annotations

from demarche.annotate import CueHit, Mention
from demarche.claims.roles import Slots
from demarche.lexicon import language

ACTING = frozenset({"state", "place", "organ", "demonym", "group", "perp"})
OBJECT_REACH = 3
"""Price from a word of harm to its object: "stole files [from the] Chilean army", "the database [of a] Serbian hacking group"."""


def harmed(slots: Slots, mention: Mention) -> bool:
    """Whether ``mention`` is the object of a word of harm right before it, or the subject of one right behind it that is no deed of its
    own ("Brazil [suffered] an attack")."""
    return _object(slots, mention) or _sufferer(slots, mention)


def _object(slots: Slots, mention: Mention) -> bool:
    governed = slots.preposition(mention)
    if governed == "by":
        return False
    harms = [h for h in slots.has("hit") if h.cue.frame in ("after", "either") and h.last <= mention.first]
    if language(slots.note.lang).verb_second and not governed and mention.first not in slots.objects:
        # there the subject may stand behind its verb ("las der Dienst die Nachrichten mit"), unless it stands before it
        verbs = _verbs(slots)
        harms = [h for h in harms if verbs.isdisjoint(h.parts) or _has_subject(slots, h)]
    return any(slots.cost(h.last, mention.first) <= OBJECT_REACH for h in harms)


def _has_subject(slots: Slots, verb: CueHit) -> bool:
    """Whether somebody who acts opens the clause of ``verb``."""
    first, tokens = slots.sentence.first, slots.note.tokens
    opener = max((i for i in range(first, verb.first) if i in slots.barriers or tokens[i].raw == ","), default=first - 1)
    return any(opener < m.first and m.last <= verb.first and not slots.preposition(m) for m in slots.mentions if m.type in ACTING)


def _sufferer(slots: Slots, mention: Mention) -> bool:
    verbs = _verbs(slots)
    harms = (h for h in slots.has("hit") if h.cue.frame in ("before", "either") and h.first == mention.last)
    return any(verbs.isdisjoint(h.parts) for h in harms)


def _verbs(slots: Slots) -> set[int]:
    """Tokens of verbs that say what somebody did."""
    return {i for h in slots.has("deed") if h.cue.frame == "active" for i in h.parts}
