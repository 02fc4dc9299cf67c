"""Who does a deed: the subject of its verb, or the attribute or agent of its noun."""

from __future__ import annotations

from collections.abc import Container

from demarche.annotate import CueHit, Mention
from demarche.claims.beside import follows_verb
from demarche.claims.harmed import harmed
from demarche.claims.pairs import own_agent
from demarche.claims.roles import Slots
from demarche.lexicon import language

DOERS = ("state", "place", "perp", "group", "organ", "demonym")
BANDS = ("perp", "group")
ADJECTIVE_REACH, AGENT_REACH, DOER_REACH, PEOPLE_REACH = 1, 8, 14, 6
"""Tokens between a deed and its doer as attribute or agent; price between a deed and who fills its slot, or the adjective of who does."""
PREDICATE_REACH = 11
"""Price from a noun to the adjective that is said of it."""
OPENING = frozenset(":;")
"""Marks behind which another clause opens."""
Doer = tuple[str, Mention | None]
"""The construction, and who does it."""


def doer(slots: Slots, hit: CueHit, heard: list[Mention]) -> Doer:
    """Who does the deed that the verb ``hit`` tells; those who are ``heard`` in its sentence tell it."""
    if follows_verb(slots, hit) or _without_object(slots, hit):
        return "", None
    first = _acting(slots, hit, heard, DOERS)
    if first is not None and first.type not in BANDS and _measure(slots, hit):
        return "", None
    if first is not None and (verb := _verb_of_object(slots, hit, first)) is not None:
        return doer(slots, verb, heard)
    if first is None:
        return "doer-adjective", people(slots, hit)
    near = first.first > hit.parts[0] or slots.cost(first.last, hit.parts[0]) <= DOER_REACH
    return "doer", first if near and not harmed(slots, first) else None


def _measure(slots: Slots, hit: CueHit) -> bool:
    """Whether the words of a deed are those of a measure, which states take: "Oslo [seized a network] of routers"."""
    return any(h.first <= hit.first and hit.last <= h.last for h in slots.has("respond") if h.cue.type == "disrupt")


def _without_object(slots: Slots, hit: CueHit) -> bool:
    """Whether the verb ends its clause without an object, as a participle does: "Finland hacked: records stolen". Where verbs close
    clauses, and in a relative clause ("which Finland hacked"), the object stands before it."""
    relative = any(i < hit.parts[0] for i in slots.barriers)
    return len(hit.parts) == 1 and slots.ended(hit.last) and not relative and not language(slots.note.lang).verb_second


def office(slots: Slots, hit: CueHit, bodies: Container[int], heard: list[Mention]) -> Mention | None:
    """Which of the ``bodies`` (mentions by their ``id``), named without their state, is the subject of the verb ``hit``."""
    if follows_verb(slots, hit):
        return None
    with slots.without([m for m in slots.mentions if m.type == "generic" and id(m) not in bodies]):
        first = _acting(slots, hit, heard, (*DOERS, "generic"))
    if first is None or id(first) not in bodies or slots.cost(first.last, hit.parts[0]) > DOER_REACH:
        return None
    # what stands right before the last word of a split verb is its object: "es habe [Behörden] gehackt"
    return first if first.last != hit.parts[-1] or first.last <= hit.parts[0] else None


def _verb_of_object(slots: Slots, hit: CueHit, mention: Mention) -> CueHit | None:
    """The verb before ``hit`` whose object ``mention`` is, where both have one subject: "hackers broke into [Peruvian] banks and stole",
    "targeted the [Chilean] police, taking down its website", "accessed ministries of [Peru] to steal"."""
    if language(slots.note.lang).verb_second:
        return None  # there the first name of the clause acts
    tokens, between = slots.note.tokens, range(mention.last, hit.parts[0])
    shared = any(i in slots.joins or i in slots.prepositions or tokens[i].raw == "," for i in between)
    verbs = [h for h in slots.has("deed") if h.cue.frame == "active" and h.parts[0] < mention.first and h.parts[-1] < hit.parts[0]]
    return verbs[-1] if shared and verbs and not any(verbs[-1].parts[0] < i < hit.parts[0] for i in slots.barriers) else None


def people(slots: Slots, hit: CueHit) -> Mention | None:
    """The state of people for whom we have no word, before the verb: "Chinese technicians hacked", "des techniciens chinois ont"."""
    adjective = slots.before(hit, ("adjective",))
    if adjective is None or adjective.first in slots.leaning or slots.preposition(adjective):
        return None
    return adjective if slots.cost(adjective.last, hit.parts[0]) <= PEOPLE_REACH else None


def _acting(slots: Slots, hit: CueHit, heard: list[Mention], types: tuple[str, ...]) -> Mention | None:
    """The subject of the verb ``hit``, of one of the ``types``."""
    return _first_of_clause(slots, hit, heard, types) if language(slots.note.lang).verb_second else slots.before(hit, types)


def _first_of_clause(slots: Slots, hit: CueHit, heard: list[Mention], types: tuple[str, ...]) -> Mention | None:
    """Where verbs close clauses the first free name of the clause acts and the next suffers: "dat Rusland het parlement heeft gehackt",
    "Vorig jaar hackte Rusland de bank"."""
    verb = hit.parts[0]
    opener = _opener(slots, hit)
    free = [m for m in slots.mentions if m.type in types and m not in heard and m.first not in slots.objects and not slots.preposition(m)]
    acting = [m for m in free if opener < m.first <= max(verb + 2, hit.parts[-1]) and not slots.genitive(m)]
    # "officers who hacked": where nobody else acts in a relative clause, the one before it does
    before = [m for m in slots.mentions if m.type in types and opener - 1 <= m.last <= opener]
    first = acting[0] if acting else before[-1] if before else None
    # "China wies die Vorwürfe der Regierung zurück, es habe ...": what stands before another verb acts in another clause
    verbs = [h for h in slots.cues if h.kind == "deny" or (h.kind == "say" and h.cue.frame == "subject")]
    apart = first is not None and any(first.last <= i < verb for h in verbs for i in h.parts)
    return None if apart else first


def _opener(slots: Slots, hit: CueHit) -> int:
    """Where the clause of ``hit`` opens."""
    tokens, verb, first = slots.note.tokens, hit.parts[0], slots.sentence.first
    if verb > first and tokens[verb - 1].raw == ",":
        return verb - 1
    marks = {i for i in range(first, verb) if tokens[i].raw in OPENING}
    return max((i for i in slots.barriers | marks if i < verb), default=-1)


def deed_of(slots: Slots, mention: Mention) -> tuple[str, CueHit | None]:
    """The construction and the deed whose doer ``mention`` is as an attribute: "Chinese cyberattacks", "cyberattaques russes", "Russia's
    hack", "the hack by Russia"."""
    things = {i for h in slots.has("asset") for i in h.parts}  # "America's servers"
    deeds = [h for h in slots.cues if h.kind in ("deed", "technique") and h.cue.frame != "active" and not things.issuperset(h.parts)]
    if mention.type in ("adjective", "prefix") and mention.first not in slots.leaning:
        behind = language(slots.note.lang).adjective_after
        # in "Ukrainian servers unusable" the adjective tells whose the servers are
        owned = any(h.first == mention.last for h in slots.has("asset"))
        right = [h for h in deeds if not owned and 0 <= h.first - mention.last <= ADJECTIVE_REACH]
        near = right or [h for h in deeds if behind and h.last == mention.first]
        # "les accusations belges de piratage" are Belgium's and no deed of it
        owns = any(h.last == mention.first for h in slots.has("accuse") if h.cue.frame == "noun")
        if not near and (noun := _predicate_of(slots, mention, deeds)) is not None:
            return "deed-adjective", noun
        return "deed-adjective", near[0] if near and not owns else None
    if end := slots.genitive(mention):
        # "die Hacks Russlands"; in "hacking Peru's servers" the owner is the one hacked
        behind = end == mention.last
        near = [h for h in deeds if (behind and mention.first == h.last) or 0 <= h.first - end <= ADJECTIVE_REACH]
        return "deed-genitive", near[0] if near else None
    if mention.type in ("state", "place", "organ", "perp", "group") and slots.preposition(mention) == "by":
        near = [h for h in deeds if 0 <= mention.first - h.last <= AGENT_REACH]
        accuses = any(own_agent(slots, h) is mention for h in slots.has("accuse"))
        return "deed-agent", near[-1] if near and not accuses else None
    return "", None


def _predicate_of(slots: Slots, adjective: Mention, deeds: list[CueHit]) -> CueHit | None:
    """The attackers or the deed that an adjective at the end of its clause is said of: "De malware is Russisch", "Die Hacker waren
    russisch"; where adjectives follow their nouns it may as well belong to the noun before it."""
    if language(slots.note.lang).adjective_after or not slots.ended(adjective.last) or adjective.first - 1 in slots.prepositions:
        return None
    nouns = [h for h in (*deeds, *slots.has("perp")) if h.last < adjective.first and slots.cost(h.last, adjective.first) <= PREDICATE_REACH]
    return nouns[-1] if nouns else None
