"""Whose attackers are: the states that linking words, adjectives and genitives tie hackers and threat groups to."""

from __future__ import annotations

from itertools import pairwise

from demarche.annotate import CueHit, Mention
from demarche.claims.beside import NAMED, OWNERS, within
from demarche.claims.roles import Slots
from demarche.lexicon import language
from demarche.lexicon.names import is_state

LINK_REACH, LINK_AFTER, SEAT_REACH, HARM_REACH = 3, 12, 6, 4
"""Tokens between an owner and the linking word behind it; price from a linking word to who fills its slot, and to a city in its place."""
BODY_REACH, STEERED = 2, 1
"""Tokens between a body and its state behind it, and from a state to the attackers that it steers: an article."""
VERBS = frozenset({"accuse", "say", "deny", "respond", "deed"})
TIED = ("perp", "group")
Ties = dict[str, tuple[str, str]]
"""Name of a threat group to the state it is tied to and the level of the tie."""


def tie_attackers(slots: list[Slots]) -> Ties:
    """The groups that a document ties to states; attackers without a name get the state as their own key."""
    ties: Ties = {}
    for row in slots:
        for hit in row.has("link"):
            _tie(row, hit, ties)
        _tie_adjectives(row, ties)
    return ties


def _tie(slots: Slots, hit: CueHit, ties: Ties) -> None:
    """Give the attackers or the group beside a linking word the state it links them to."""
    if hit.cue.frame != "before" and of_the_harmed(slots, hit):
        return
    owner, tied = _before(slots, hit) if hit.cue.frame == "before" else _after(slots, hit)
    if tied is not None and hit.cue.frame != "before" and over_deed(slots, tied, hit):
        return
    if owner is None or tied is None or owner.key is None or not is_state(owner.key) or owner.type == "group":
        return
    if tied.type == "group":
        ties.setdefault(tied.name, (owner.key, hit.cue.level))
    elif tied.key is None:
        tied.key, tied.how, tied.level = owner.key, "link", hit.cue.level


def _before(slots: Slots, hit: CueHit) -> tuple[Mention | None, Mention | None]:
    """Owner and tied of "Iran-linked hackers"."""
    owner = slots.before(hit, OWNERS, free=True)
    near = owner is not None and hit.parts[0] - owner.last <= LINK_REACH
    if owner is not None and near and (over := steering(slots, hit, owner)) is not None:
        return over, owner
    return owner if near else covering(slots, hit), slots.after(hit, TIED)


def steering(slots: Slots, hit: CueHit, tied: Mention | None) -> Mention | None:
    """The state right before the attackers whom the verb right behind them ties to it, where verbs close clauses: "Dass [Minsk] die
    Gruppe steuert"."""
    if tied is None or tied.type not in TIED or tied.key or tied.last != hit.parts[0] or not language(slots.note.lang).verb_second:
        return None
    before = [m for m in slots.mentions if m.type in NAMED and m.type not in TIED and m.key and 0 <= tied.first - m.last <= STEERED]
    free = (m for m in before if not slots.preposition(m) and not slots.genitive(m))
    return next((m for m in free if is_state(m.key)), None)


def _after(slots: Slots, hit: CueHit) -> tuple[Mention | None, Mention | None]:
    """Owner and tied of "hackers linked to Iran"; the attackers may be words of the cue ("officers of")."""
    own = [m for m in slots.mentions if m.type == "perp" and hit.first <= m.first and m.last <= hit.last]
    tied = own[0] if own else slots.before(hit, TIED, free=True)
    held = within(slots, hit)
    believing = held is not None and slots.preposition(held) == "by"  # "believed [by Oslo] to be linked to"
    named = (None if believing else held) or close_behind(slots, hit, slots.after(hit, NAMED))
    body = body_behind(slots, hit.last)
    # "officers of the service broke into Peru's congress": whose the service is, the text said before
    return None if body is not None and named is not None and named.first - body.last > BODY_REACH else named, tied


def body_behind(slots: Slots, at: int) -> Mention | None:
    """The body named without its state that stands at token ``at``, or behind one article there."""
    return next((m for m in slots.mentions if m.type == "generic" and 0 <= m.first - at <= 1), None)


def _tie_adjectives(slots: Slots, ties: Ties) -> None:
    """An adjective or genitive right before a group says whose it is: "the North Korean Lazarus group", "Russia's Turla"."""
    for one, two in pairwise(slots.mentions):
        beside = one.type in ("adjective", "demonym", "prefix") and two.first - one.last <= 1
        owns = bool(end := slots.genitive(one)) and 0 <= two.first - end <= 1
        if two.type == "group" and (beside or owns) and is_state(one.key):
            ties.setdefault(two.name, (str(one.key), "group-only"))


def covering(slots: Slots, hit: CueHit) -> Mention | None:
    """The attackers whose name the linking word is part of: "Iranian [state hackers]"."""
    return next((m for m in slots.mentions if m.type == "perp" and m.key and m.first <= hit.first and hit.last <= m.last), None)


def close_behind(slots: Slots, hit: CueHit, named: Mention | None) -> Mention | None:
    """``named`` where it stands close behind the linking word: what stands further on belongs to another phrase."""
    if named is None or slots.cost(hit.parts[-1] + 1, named.first) > LINK_AFTER:
        return None
    verbs = (h.parts[0] for h in slots.has("deed") if h.cue.frame == "active")
    apart = hit.cue.frame == "after" and any(hit.last <= verb < named.first for verb in verbs)
    return None if apart else named  # "hackers of a loose union [disrupt] Ukrainian sites"


def of_the_harmed(slots: Slots, hit: CueHit) -> bool:
    """Whether a linking word tells whose the harmed are: "targeting [employees of] the agency", "machines [belonging to] the ministry"."""
    harm = [h for h in slots.has("hit") if h.cue.frame in ("after", "either") and 0 <= hit.first - h.last <= HARM_REACH]
    before = [h for h in harm if not any(h.last <= i < hit.first for i in slots.joins)]  # "robbed banks and are linked to"
    if before and _main_verb(slots, hit, before[0]):
        return False
    return any(not any(h.first <= m.first < hit.last and m.type in TIED for m in slots.mentions) for h in before)


def _main_verb(slots: Slots, hit: CueHit, harm: CueHit) -> bool:
    """Whether the linking word is the verb for which the sentence has waited since a relative clause: "Les pirates qui ont vidé la
    messagerie du Parlement [travaillaient pour] Rabat": no other verb follows in the clause."""
    tied = [m.last for m in slots.mentions if m.type in TIED and m.last <= harm.first]
    relative = any(0 <= i - last <= 1 for i in slots.barriers if i <= harm.first for last in tied)
    marks = (i for i in range(hit.last, slots.sentence.last) if not slots.note.tokens[i].raw[0].isalnum())
    end = next(marks, slots.sentence.last)
    verbs = (h for h in slots.cues if h.kind in VERBS and h.cue.frame not in ("noun", "behind", "by"))
    return relative and not any(hit.last <= h.first < end for h in verbs)


def over_deed(slots: Slots, tied: Mention, hit: CueHit) -> bool:
    """Whether a linking word stands behind what ``tied`` did, and so tells of those it was done to: "hackers [robbed] firms close to"."""
    tokens = slots.note.tokens
    for verb in (h for h in slots.has("deed") if h.cue.frame == "active" and tied.last <= h.parts[0] and h.parts[-1] < hit.first):
        apart = any(i in slots.joins or tokens[i].raw == "," for i in range(verb.parts[-1], hit.first))
        if not apart and not any(tied.last <= i < verb.parts[0] for i in slots.barriers):
            return True
    return False


def seat(slots: Slots, hit: CueHit) -> Mention | None:
    """The city that attackers are tied to where no state is named: "officers of an academy in Voronezh"."""
    city = slots.after(hit, ("city",))
    return city if city is not None and slots.cost(hit.parts[-1] + 1, city.first) <= SEAT_REACH else None
