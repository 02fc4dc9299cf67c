"""Claimant and accused of one accusing or linking word, each frame in its own way; whoever tells of it is not the one it is told of."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from demarche.annotate import CueHit, Mention
from demarche.claims.beside import (
    HARMLESS,
    NAMED,
    OWNERS,
    embraced,
    follows_verb,
    harmless,
    owner_of,
    part_of_verb,
    right_behind,
    state_adjective,
    state_adjective_before,
    who_rejects,
    within,
)
from demarche.claims.pairs import antecedent, held_claimant, subject_of_perfect, two_slots
from demarche.claims.roles import Slots
from demarche.claims.speakers import Voice
from demarche.claims.ties import LINK_REACH, close_behind, of_the_harmed, seat, steering

OWNING = ("adjective", "state", "organ", "company")
BELIEVED = 1
"""Tokens between the "by" of a word of belief and the name behind it: an article."""
Sides = tuple[Mention | None, Mention | None]
"""Claimant and accused."""


def sides(slots: Slots, hit: CueHit, spoken: list[Voice]) -> Sides | None:
    """Who accuses whom by the accusing word ``hit`` in a sentence of the voices ``spoken``; None where another verb speaks for it."""
    weak = hit.cue.frame in ("behind", "by", "points")
    if hit.cue.frame not in FINDERS or (weak and (part_of_verb(slots, hit) or follows_verb(slots, hit))):
        return None
    return FINDERS[hit.cue.frame](slots, hit, spoken)


def linked(slots: Slots, hit: CueHit, spoken: list[Voice]) -> Mention | None:
    """Whom a linking word ties an attack or attackers to."""
    if hit.cue.frame == "after" and of_the_harmed(slots, hit):
        return None
    accused = _linked_before(slots, hit) if hit.cue.frame == "before" else _linked_after(slots, hit, _innocent(slots, spoken))
    return accused if accused is not None and accused.kind not in HARMLESS else None


def _linked_before(slots: Slots, hit: CueHit) -> Mention | None:
    tied = slots.before(hit, OWNERS, free=True)
    near = tied is not None and hit.parts[0] - tied.last <= LINK_REACH
    return steering(slots, hit, tied) or tied if near else slots.after(hit, ("perp", "group"))


def _linked_after(slots: Slots, hit: CueHit, innocent: list[Mention]) -> Mention | None:
    inside = [m for m in slots.mentions if m.key and m.type in OWNERS and hit.first < m.first and m.last <= hit.last]
    inside = inside or [m for m in slots.mentions if m.type in NAMED and m.first == hit.first and hit.last < m.last]
    inside = [m for m in inside if m not in innocent]
    if inside:
        return inside[0]
    with slots.without(innocent):
        accused = slots.after(hit, NAMED) or state_adjective(slots, hit) or seat(slots, hit)
    return close_behind(slots, hit, accused)


def _claimed(slots: Slots, hit: CueHit, spoken: list[Voice]) -> Sides:
    """Of a verb with both slots: "Oslo blames Moscow"."""
    claimant, accused = two_slots(slots, hit)
    if accused is None or (accused.type == "perp" and not accused.key):
        accused = state_adjective(slots, hit) or accused  # "believes the hackers to be Iranian"
    return claimant, accused or (state_adjective_before(slots, hit) if hit.cue.frame == "charge" else None)


def _passive(slots: Slots, hit: CueHit, spoken: list[Voice]) -> Sides:
    held = held_claimant(slots, hit)
    agent = slots.agent(hit) or held or subject_of_perfect(slots, hit)
    told = antecedent(slots, hit) if held is not None else None
    with slots.without(slots.together(agent) if agent else []), slots.without(_innocent(slots, spoken)):
        named = slots.before(hit, NAMED) or embraced(slots, hit) or slots.after(hit, NAMED)
        return agent, told or named or state_adjective_before(slots, hit)


def _behind(slots: Slots, hit: CueHit, spoken: list[Voice]) -> Sides:
    with slots.without(_innocent(slots, spoken) + _telling(slots, hit, spoken)):
        accused = within(slots, hit) or slots.before(hit, NAMED) or slots.after(hit, NAMED)
        if accused is None or (accused.type == "perp" and not accused.key):
            # "the authors of the cut wear Greek uniform", "hinter den Angreifern steht Chinas Geheimdienst"
            accused = state_adjective(slots, hit) or right_behind(slots, hit) or accused
    return None, accused


def _pointed(slots: Slots, hit: CueHit, spoken: list[Voice]) -> Sides:
    with slots.without(_innocent(slots, spoken) + _telling(slots, hit, spoken)):
        led = right_behind(slots, hit) if hit.parts[-1] in slots.prepositions else None
        behind = close_behind(slots, hit, slots.after(hit, NAMED))
        return None, within(slots, hit) or led or embraced(slots, hit) or behind or state_adjective(slots, hit)


def _noun(slots: Slots, hit: CueHit, spoken: list[Voice]) -> Sides:
    """Of an accusation told as a noun: "London's charge against Moscow"."""
    rejecting = who_rejects(slots)
    with slots.without([m for one in rejecting for m in slots.together(one)]):
        claimant = slots.agent(hit) or owner_of(slots, hit) or slots.before(hit, OWNING, free=True)
        with slots.without(slots.together(claimant) if claimant else []):
            accused = None if rejecting else slots.after(hit, NAMED)
    return claimant, accused or next((m for m in rejecting if m.type in NAMED), None)


FINDERS: Mapping[str, Callable[[Slots, CueHit, list[Voice]], Sides]] = {
    **dict.fromkeys(("subj-obj", "subj-to", "charge"), _claimed),
    "passive": _passive,
    "behind": _behind,
    **dict.fromkeys(("by", "points"), _pointed),
    "noun": _noun,
}


def _innocent(slots: Slots, spoken: list[Voice]) -> list[Mention]:
    """Those after "according to", since whoever tells it is not the one it is told of, and bodies that do not hack."""
    sources = [v.mention for v in spoken if v.how == "according" and v.distance == 0 and v.mention is not None]
    return sources + harmless(slots) + _believing(slots)


def _believing(slots: Slots) -> list[Mention]:
    """Those by whom something is believed: "hackers [believed by] Oslo to be"."""
    hedges = [h for h in slots.has("hedge") if slots.prepositions.get(h.last - 1) == "by"]
    return [m for m in slots.mentions if any(0 <= m.first - h.last <= BELIEVED for h in hedges)]


def _telling(slots: Slots, hit: CueHit, spoken: list[Voice]) -> list[Mention]:
    """The speakers before a word of blame in a clause of its own: whom they blame is another ("The centre thinks it likely that")."""
    subjects = [v.mention for v in spoken if v.how == "subject" and v.distance == 0 and v.mention is not None]
    before = [m for m in subjects if m.last <= hit.first and any(m.last <= i < hit.first for i in slots.barriers)]
    return [one for m in before for one in slots.together(m)]
