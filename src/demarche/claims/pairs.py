"""Claimant and accused of one accusing verb, in the word orders of main, subordinate and relative clauses."""

from __future__ import annotations

from itertools import pairwise

from demarche.annotate import ENVOYS, CueHit, Mention
from demarche.claims.beside import NAMED, OWNER_REACH, OWNERS, harmless, holds, right_behind, who_rejects, within
from demarche.claims.roles import SPEAKERS, Slots
from demarche.lexicon import language

LEADERS = frozenset({"president", "prime-minister", "head-of-state", "head-of-government"})
"""Offices whose holders stand for their state when they are accused."""
ACCUSERS = SPEAKERS | {"stranger"}
BAND_REACH = 5
"""Tokens from a threat group to a relative clause about it: a comma, and a noun that says what it is."""
OWN_AGENT, TO_REACH, RELATIVE = 4, 2, 2
"""Tokens or price between a word and what may fill its slot."""
UNIT_REACH = 5
"""Tokens from a verb that holds its object ("schrijft [de aanval op het ministerie] toe aan") to whom it names: an adjective and a noun
may stand before the name of a service."""


def two_slots(slots: Slots, hit: CueHit) -> tuple[Mention | None, Mention | None]:
    """Claimant and accused of an active verb: the claimant comes first wherever the verb stands."""
    envoy = _envoy(slots, hit) if hit.cue.frame == "charge" else None
    if envoy is not None:
        with slots.without([envoy]):
            return own_agent(slots, hit) or slots.subject(hit, ACCUSERS), envoy
    pair = inverted_pair(slots, hit) or relative_pair(slots, hit) or object_relative(slots, hit)
    if pair is not None:
        return pair
    agent = own_agent(slots, hit)
    claimant = agent or slots.subject(hit, ACCUSERS)
    accused = accused_of(slots, hit, claimant)
    if agent is not None:
        return agent, accused
    if claimant and accused and accused.last <= claimant.first and claimant.last <= hit.parts[0]:
        claimant, accused = accused, claimant
    if accused is not None and claimant is not None and holds(hit, accused) and claimant.first > hit.parts[-1]:
        return (claimant if language(slots.note.lang).verb_second else None), accused  # "We hold China responsible, Oslo said"
    after_verb = claimant is not None and claimant.first > hit.parts[0]
    if after_verb and (accused is None or not language(slots.note.lang).verb_second):
        # what follows the verb without an inversion is its object; its subject is a word we do not know, or the one speaking
        if claimant is not None and claimant.type in NAMED:
            return None, claimant
        return None, accused
    return claimant, accused


def _envoy(slots: Slots, hit: CueHit) -> Mention | None:
    """The ambassador within the words of a measure: "called in the [Chinese ambassador] over the hack" accuses China."""
    within_words = (m for m in slots.mentions if m.first < hit.last and hit.first < m.last)
    return next((m for m in within_words if m.key and m.kind in ENVOYS), None)


def held_claimant(slots: Slots, hit: CueHit) -> Mention | None:
    """The claimant within the words of a relative clause: "le FSB, [à qui Kiev reproche] d'avoir"; where verbs stand second the name
    within is the accused."""
    if language(slots.note.lang).verb_second:
        return None
    return next((m for m in slots.mentions if holds(hit, m) and m.type in SPEAKERS and not slots.preposition(m)), None)


def antecedent(slots: Slots, hit: CueHit) -> Mention | None:
    """Whom a relative clause speaks of whose words are all in the cue: "[l'Iran], auquel il impute"; what governs it is no matter there."""
    near = [m for m in slots.mentions if m.type in OWNERS and 0 <= hit.first - m.last <= 1]
    return near[-1] if near else None


def banded(slots: Slots, hit: CueHit, claimant: Mention) -> Mention | None:
    """The threat group before a relative clause that says whose ``claimant`` holds it to be: "Gamaredon, que Kiev rattache au FSB"."""
    opener = max((i for i in slots.barriers if i <= min(claimant.first, hit.first)), default=-1)
    if opener < 0 or not 0 <= claimant.first - opener <= OWNER_REACH:
        return None
    bands = [m for m in slots.mentions if m.type == "group" and 0 <= opener - m.last <= BAND_REACH]
    between = range(bands[-1].last, opener) if bands else ()
    return bands[-1] if bands and not any(i in slots.predicates or i in slots.barriers for i in between) else None


def subject_of_perfect(slots: Slots, hit: CueHit) -> Mention | None:
    """The claimant of a participle that only looks passive: "London hat China als Täter benannt" - one word, the auxiliary, stands between
    two names, of which the first opens the clause."""
    if not language(slots.note.lang).verb_second:
        return None
    before = [m for m in slots.mentions if m.last <= hit.parts[0] and m.type in SPEAKERS and not slots.preposition(m)]
    pairs = ((one, two) for one, two in pairwise(before) if two.first - one.last == 1 and two.type in NAMED and one.key != two.key)
    near = next((one for one, _ in pairs if one.coordination < 0 and slots.note.tokens[one.last].raw.islower()), None)
    return near or _subject_of_have(slots, hit)


def _subject_of_have(slots: Slots, hit: CueHit) -> Mention | None:
    """The first free name of a clause whose auxiliary makes the participle active, where a second one can be the accused: "Die Regierung
    hat nach langem Zögern den Dienst als Urheber benannt"."""
    opener = max((i for i in slots.barriers if i < hit.parts[0]), default=slots.sentence.first - 1)
    if not any(opener < h.first < hit.parts[0] or h.first == hit.last for h in slots.has("have")):
        return None
    clause = [m for m in slots.mentions if opener <= m.first and m.last <= hit.parts[-1] and not slots.preposition(m)]
    first = next((m for m in clause if m.type in SPEAKERS and not slots.price_governed(m) and not slots.genitive(m)), None)
    if first is None:
        return None
    return first if any(m.type in NAMED and m not in slots.together(first) and m.first > first.first for m in clause) else None


def joiner(slots: Slots, hit: CueHit) -> Mention | None:
    """Who joins an accusation: the name that the words themselves hold ("Auch [Finnland] tat das"), else their subject."""
    own = within(slots, hit)
    return own if own is not None and own not in who_rejects(slots) else slots.agent(hit) or slots.subject(hit)


def own_agent(slots: Slots, hit: CueHit) -> Mention | None:
    """The agent of the verb itself; of an active one with a subject, "by" belongs to another word ("exposes attacks by X")."""
    agent = slots.agent(hit)
    if agent is not None and any(a < agent.first < b <= hit.parts[0] for a, b in slots.asides):
        agent = None  # ", seen by Reuters,"
    if agent is None or agent.first < hit.parts[0] or slots.cost(hit.parts[-1] + 1, agent.first) <= OWN_AGENT:
        return agent
    return None if slots.before(hit, SPEAKERS) is not None else agent


def inverted_pair(slots: Slots, hit: CueHit) -> tuple[Mention, Mention] | None:
    """Subject and object side by side: after a verb in second place ("houden ook Canada en Japan China verantwoordelijk") or before one
    that closes its clause ("dass die EU Russland die Sabotage anlastet")."""
    if not language(slots.note.lang).verb_second:
        return None
    acting = [m for m in slots.mentions if m.type in SPEAKERS | NAMED and (not slots.preposition(m) or _behind_relative(slots, hit, m))]
    after = [m for m in acting if m.first > hit.parts[0]]
    before = [m for m in acting if m.last <= hit.parts[0]] if slots.closes(hit) or in_clause(slots, hit) else []
    found = [(one, two) for one, two in (*pairwise(after), *pairwise(before)) if _side_by_side(one, two)]
    # a noun and its own name are no pair: "het noodcentrum CVERC de NSA had aangewezen"
    return next((pair for pair in found if pair[0].key), found[0] if found else None)


def _behind_relative(slots: Slots, hit: CueHit, mention: Mention) -> bool:
    """Whether the word that seems to govern a name is a relative one, whose preposition belongs to the verb: ", hinter der [Oslo] X
    sieht"."""
    first = hit.parts[0]
    return first > slots.sentence.first and slots.note.tokens[first - 1].raw == "," and mention.first == first + RELATIVE


def _side_by_side(one: Mention, two: Mention) -> bool:
    apart = one.coordination < 0 or one.coordination != two.coordination
    known = two.key is not None or two.type == "group"  # "Denemarken noemt Rusland de dader": the culprit is no second name
    return apart and known and one.key != two.key and 0 <= two.first - one.last <= 1 and one.type in SPEAKERS and two.type in NAMED


def in_clause(slots: Slots, hit: CueHit) -> bool:
    """Whether a clause opens before the verb and no other verb stands between: there it comes last even if more of it follows
    ("nadat het centrum de dienst had aangewezen als inbreker")."""
    opener = max((i for i in slots.barriers if i < hit.parts[0]), default=-1)
    return opener >= 0 and not any(opener < i < hit.parts[0] for i in slots.predicates - set(hit.parts))


def relative_pair(slots: Slots, hit: CueHit) -> tuple[Mention, Mention] | None:
    """Who is told of and whom they accuse in a relative clause that its verb closes: "Deutschland, das Russland Angriffe vorwirft"."""
    opener = max((i for i in slots.barriers if i < hit.parts[0]), default=-1)
    if not language(slots.note.lang).verb_second or not slots.closes(hit) or slots.note.tokens[opener - 1].raw != ",":
        return None
    told = [m for m in slots.mentions if m.last == opener - 1 and m.type in SPEAKERS]
    inside = [m for m in slots.mentions if opener < m.first and m.last <= hit.parts[0] and m.type in NAMED]
    return (told[-1], inside[0]) if told and inside and not slots.preposition(inside[0]) else None


def object_relative(slots: Slots, hit: CueHit) -> tuple[Mention, Mention] | None:
    """The same where the verb does not close it: "La Russie, que Londres accuse d'avoir", "Iran, which Israel blames for". Who stands
    right behind the relative word accuses; the one before it is accused, unless the verb has an object of its own."""
    opener = max((i for i in slots.barriers if i < hit.parts[0]), default=-1)
    if language(slots.note.lang).verb_second or opener < 0:
        return None
    told = [m for m in slots.mentions if 0 <= opener - m.last <= 1 and m.type in NAMED and not slots.preposition(m)]
    inside = [m for m in slots.mentions if opener < m.first <= opener + OWNER_REACH and m.last <= hit.parts[0] and m.type in SPEAKERS]
    objects = right_behind(slots, hit) or any(hit.parts[0] < m.first < hit.parts[-1] and m.key for m in slots.mentions)
    return (inside[0], told[-1]) if told and inside and not objects and not slots.preposition(inside[0]) else None


def _same(slots: Slots, claimant: Mention | None) -> list[Mention]:
    """The claimant under all its names in the sentence, and those joined with it: none of them is its own accused."""
    if claimant is None:
        return []
    together = slots.together(claimant)
    return together + [m for m in slots.mentions if m.key and m.key == claimant.key and m not in together]


def _stopped(slots: Slots, start: int, end: int) -> bool:
    return any(not slots.note.tokens[i].raw[0].isalnum() for i in range(start, end))


def accused_of(slots: Slots, hit: CueHit, claimant: Mention | None) -> Mention | None:
    """The accused: inside the brackets of "holds X responsible", else after the verb, else before it."""
    with slots.without(_same(slots, claimant) + harmless(slots)):
        known = [m for m in slots.mentions if m.type in NAMED and (m.key or m.type == "group")]
        reach = UNIT_REACH if hit.cue.frame == "subj-to" and _holds_words(hit) else TO_REACH
        behind = [m for m in known if 0 <= m.first - hit.last <= reach and not _stopped(slots, hit.last, m.first)]
        if behind and (hit.cue.frame == "subj-to" or hit.parts[-1] in slots.prepositions):
            return behind[0]  # right behind the cue's last word, its preposition
        if hit.cue.frame == "subj-obj" and hit.parts[-1] > hit.parts[0]:
            held = [m for m in slots.mentions if hit.parts[0] < m.first < hit.parts[-1] and not slots.located(m, hit)]
            inside = [m for m in held if m.type in NAMED] or [m for m in held if m.kind in LEADERS and m.type == "person"]
            if inside:
                # "wijst samen met Estland China aan": who is governed by another word stands beside the accuser
                return next((m for m in inside if slots.preposition(m) in ("", "of")), inside[0])
            if _holds_words(hit):
                return slots.before(hit, NAMED)
        named = slots.after(hit, NAMED) or slots.before(hit, NAMED, free=True)
        sure = named is not None and (named.key or named.type == "group")
        return named if sure or hit.cue.frame == "charge" else _leader(slots, hit) or named


def _holds_words(hit: CueHit) -> bool:
    """Whether words stand within the cue that are not its own."""
    return hit.parts[-1] - hit.parts[0] >= len(hit.parts)


def _leader(slots: Slots, hit: CueHit) -> Mention | None:
    """The head of a state where no other name stands: "accuses Putin of ordering the hack"."""
    with slots.without([m for m in slots.mentions if m.kind not in LEADERS]):
        return slots.after(hit, ("person",))
