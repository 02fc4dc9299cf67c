"""What stands beside one word of blame: names within its words or right behind them, whose it is, and who only rejects it."""

from __future__ import annotations

from demarche.annotate import CueHit, Mention
from demarche.claims.roles import SPEAKERS, Slots

NAMED = frozenset({"state", "place", "organ", "demonym", "group", "perp"})
HARMLESS = frozenset({"parliament", "politician", "mp", "court", "election-body", "central-bank"})
OWNERS = NAMED | {"adjective", "prefix"}
"""What may stand before a linking word or in a cue: there an adjective names the state too ("Chinese state-sponsored")."""
ADJECTIVE_BEHIND, OWNER_REACH, VERB_REACH = 3, 3, 4
"""Tokens between a word and what stands beside it."""


def harmless(slots: Slots) -> list[Mention]:
    """Bodies that are hacked and do not hack: "China commissioned the Storting hack"."""
    return [m for m in slots.mentions if m.kind in HARMLESS]


def part_of_verb(slots: Slots, hit: CueHit) -> bool:
    """Whether the words are those of an accusing verb, which knows its own claimant ("holds X [responsible for]")."""
    if hit.cue.frame not in ("behind", "by", "points"):
        return False
    own = set(hit.parts)
    return any(own & set(h.parts) for h in slots.has("accuse") if h.cue.frame in ("subj-obj", "subj-to", "charge"))


def within(slots: Slots, hit: CueHit) -> Mention | None:
    """The state that the cue's own words name: "la [main iranienne] dans", "het was [Vietnam]"."""
    own = set(hit.parts)
    return next((m for m in slots.mentions if m.key and m.type in OWNERS and own.issuperset(range(m.first, m.last))), None)


def embraced(slots: Slots, hit: CueHit) -> Mention | None:
    """The state that stands in the gap of the cue: "c'est [un service russe] qui"."""
    inside = (m for m in slots.mentions if hit.parts[0] < m.first and m.last <= hit.parts[-1])
    gap = [m for m in inside if m.key and m.type in OWNERS and not slots.located(m, hit)]
    return gap[0] if gap and len(hit.parts) > 1 else None


def right_behind(slots: Slots, hit: CueHit) -> Mention | None:
    """The name that follows the cue's last word at once."""
    near = [m for m in slots.mentions if m.key and m.type in NAMED and 0 <= m.first - hit.last <= ADJECTIVE_BEHIND]
    return near[0] if near else None


def state_adjective(slots: Slots, hit: CueHit) -> Mention | None:
    """The state in an adjective whose noun we do not know, inside the cue or right behind it ("points to the Russian side")."""
    first, end = hit.parts[0], hit.last + ADJECTIVE_BEHIND
    near = [m for m in slots.mentions if m.type in ("adjective", "prefix") and first < m.first <= end and m.first not in slots.leaning]
    return near[0] if near else None


def state_adjective_before(slots: Slots, hit: CueHit) -> Mention | None:
    """The same to the left of a passive: "Trois Iraniens ont été inculpés", "douze agents russes inculpés"."""
    near = [m for m in slots.mentions if m.type in ("adjective", "prefix") and 0 <= hit.first - m.last <= ADJECTIVE_BEHIND]
    return near[-1] if near else None


def german_genitive(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    """German genitive by its article: "die Vorwürfe der neuseeländischen Regierung", "des Weißen Hauses"."""
    between = range(hit.last, mention.first + 1)
    return mention.type in ("organ", "state") and any(slots.prepositions.get(i) == "" for i in between)


def owner_of(slots: Slots, hit: CueHit) -> Mention | None:
    """Whose accusation it is, by a genitive right behind or before the noun: "the charges of Oslo", "Oslo's charges"."""
    near = [
        m
        for m in slots.mentions
        if 0 <= m.first - hit.last <= OWNER_REACH and (slots.preposition(m) == "of" or german_genitive(slots, hit, m))
    ]
    near += [m for m in slots.mentions if m.type == "adjective" and (m.first == hit.last or m.last == hit.first)]
    near += [m for m in slots.mentions if (end := slots.genitive(m)) and (m.first == hit.last or 0 <= hit.first - end <= 1)]
    return near[0] if near and near[0].type in SPEAKERS else None


def who_rejects(slots: Slots) -> list[Mention]:
    """Those who reject an accusation that their sentence names: they are its accused and not its authors, and nobody else there is
    accused ("Russia brushes aside the British charge", "Russland weist die Vorwürfe zurück, den Bundestag gehackt zu haben")."""
    subjects = [slots.subject(h) for h in slots.has("deny") if h.cue.frame == "subject"]
    return [m for m in subjects if m is not None]


def follows_verb(slots: Slots, hit: CueHit) -> bool:
    """Whether an accusing verb stands right before a word of attack: "accuse d'avoir piraté", whose doer is the verb's to tell."""
    verbs = (h for h in slots.has("accuse") if h.cue.frame in ("subj-obj", "subj-to", "charge", "passive"))
    return any(0 <= hit.parts[0] - h.last <= VERB_REACH for h in verbs)


def holds(hit: CueHit, mention: Mention) -> bool:
    """Whether the words of the cue stand on both sides of the mention."""
    return hit.parts[0] < mention.first and mention.last <= hit.parts[-1]
