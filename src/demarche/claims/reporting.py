"""Which words report: those of a sentence that say what somebody says, without those whose letters mean something else where they stand."""

from __future__ import annotations

from demarche.annotate import CueHit, Mention
from demarche.claims.roles import Slots

ACTS = frozenset({"deed", "hit", "technique", "objective"})
BANDS = ("perp", "group")
NOUNS = frozenset({"organ", "generic"})
"""Mentions whose words are nouns, where the same letters may make a verb."""


def no_reporting(slots: Slots, hit: CueHit) -> bool:
    """Whether words that report elsewhere do not do so here: "stealing [documents from] embassies" takes them, "hackers [backed by]
    Oslo" are its own, and what is part of a body's name is no verb ("several Gulf [states]")."""
    if hit.cue.frame == "after":
        own = set(hit.parts)
        bands = {m.last for m in slots.mentions if m.type in BANDS}
        ties = any(own <= set(h.parts) for h in slots.has("link")) and not bands.isdisjoint((hit.first, hit.first - 1))
        return ties or any(h.kind in ACTS and hit.parts[-1] in h.parts and h.first < hit.first for h in slots.cues)
    nouns = [m for m in slots.mentions if m.type in NOUNS and m.first <= hit.first < m.last]
    return hit.cue.frame == "subject" and any(m.first < hit.first or hit.last <= m.last for m in nouns)


def suffered(slots: Slots, hit: CueHit) -> bool:
    """Whether a reporting word is part of a passive that accuses, so that its agent speaks: "is [suspected] by Oslo of"."""
    own = set(hit.parts)
    return any(h.cue.frame == "passive" and own <= set(h.parts) for h in slots.has("accuse"))


def attack(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    """Whether attackers act by words that also tell of measures: "The gang [took down] the site of an Omani bank", where ``mention`` is
    behind the verb, or only tells whose they are."""
    band = slots.before(hit, BANDS) if hit.cue.type == "disrupt" else None
    return band is not None and (mention.first > hit.parts[0] or mention.last <= band.last)
