"""Who is harmed: names that the words of harm beside them take for their object, and that are no attackers there."""

from __future__ import annotations

from demarche.annotate import Mention
from demarche.claims.roles import Slots

OBJECT_REACH = 3
"""Price from a word of harm to its object: "stole files [from the] Chilean army", "the database [of a] Serbian hacking group"."""


def harmed(slots: Slots, mention: Mention) -> bool:
    """Whether ``mention`` is the object of a word of harm right before it, or the subject of one right behind it that is no deed of its
    own ("Brazil [suffered] an attack")."""
    return _object(slots, mention) or _sufferer(slots, mention)


def _object(slots: Slots, mention: Mention) -> bool:
    if slots.preposition(mention) == "by":
        return False
    harms = (h for h in slots.has("hit") if h.cue.frame in ("after", "either") and h.last <= mention.first)
    return any(slots.cost(h.last, mention.first) <= OBJECT_REACH for h in harms)


def _sufferer(slots: Slots, mention: Mention) -> bool:
    done = {i for h in slots.has("deed") if h.cue.frame == "active" for i in h.parts}
    harms = (h for h in slots.has("hit") if h.cue.frame in ("before", "either") and h.first == mention.last)
    return any(done.isdisjoint(h.parts) for h in harms)
