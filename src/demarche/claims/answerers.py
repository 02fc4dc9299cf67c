"""Who may answer by a word of action, beside its grammatical subject: the house of a passive, and who stands behind the accused."""

from __future__ import annotations

from collections.abc import Set

from demarche.annotate import CueHit, Mention
from demarche.claims.roles import Slots
from demarche.lexicon import language

SEATED = frozenset({"summon", "expel", "indict", "investigate", "sanction"})
"""What is done at a place: there the ambassador is received, the accused is tried, the inquiry is opened."""
HOUSES = frozenset({"state", "place", "city", "organ", "generic"})
UNLIKELY = frozenset({"unnamed", "media", "adjective"})
HOSTED = frozenset({"summon", "expel"})
RECEIVED = frozenset({"ambassador", "embassy"})
AGAINST = frozenset({"condemn", "demand", "summon", "expel", "sanction", "indict", "investigate"})
"""What is done against somebody: there the accused is rather the one whom it is done to."""
NEAR, OPENING = 6, 2
AT = frozenset({"in", "to"})


def seat(slots: Slots, hit: CueHit, keys: dict[int, str | None], accused: Set[str]) -> Mention | None:
    """The place or house at which something is done without a word by whom: "was summoned to the ministry", "charged in Vilnius".

    ``keys`` gives the key of each mention by its ``id``.
    """
    if hit.cue.type not in SEATED:
        return None
    houses = (m for m in slots.mentions if m.type in HOUSES and m.kind not in RECEIVED and keys[id(m)] not in accused | {None})
    return next((m for m in houses if _at(slots, hit, m)), None)


def _at(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    preposition = slots.preposition(mention)
    if preposition not in AT or (preposition == "to" and hit.cue.type not in HOSTED):
        return False
    if mention.first - slots.sentence.first <= OPENING:
        return True
    if hit.cue.type in HOSTED and mention.last <= hit.parts[-1]:
        return True
    if mention.last == hit.parts[0] and hit.cue.frame != "passive":
        return True  # a body of that place acts: "judges in The Hague sentenced"
    return 0 <= slots.cost(hit.parts[0] + 1, mention.first) <= NEAR + len(hit.parts) and mention.first > hit.parts[0]


def behind(slots: Slots, hit: CueHit, found: Mention, accused: list[Mention]) -> Mention | None:
    """Who acts if the accused who was ``found`` does not: "a jury returned an indictment against officers of the GRU" names nearest
    those it is aimed at. Without a preposition and before the word the accused does act: "Moscow demanded"."""
    if hit.cue.frame == "passive" or hit.cue.type not in AGAINST or not _aimed_at(slots, hit, found):
        return None
    with slots.without(accused):
        other = slots.subject(hit)
    return other if other is not None and other.type not in UNLIKELY and not _aimed_at(slots, hit, other) else None


def _aimed_at(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    """Whether a name stands where an object does: behind a preposition or the word, or as an attribute."""
    right = mention.first > hit.parts[0] and not language(slots.note.lang).verb_second
    return right or mention.type == "adjective" or bool(slots.price_governed(mention))
