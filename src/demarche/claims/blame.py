"""Finds the places where a text says who did it. Each place is one ``Blame``: who says so, who is blamed, by which words and scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from demarche.annotate import Annotated, CueHit, Mention
from demarche.claims.roles import ACCUSED, SPEAKERS, Slots
from demarche.claims.scope import Scope, scope_of
from demarche.claims.speakers import Voice, issuers
from demarche.lexicon import language
from demarche.lexicon.names import blocs
from demarche.resolve.discourse import MEDIA, Discourse

NAMED = frozenset({"state", "place", "organ", "demonym", "group", "perp"})
OWNERS = NAMED | {"adjective", "prefix"}
"""What may stand before a linking word: there an adjective names the state too ("Chinese state-sponsored")."""
SERVICE_KINDS = frozenset({"intelligence", "military-intelligence", "unit", "army"})
LINK_REACH = 3
OWNING = ("adjective", "state", "organ", "company")
DOERS = ("state", "place", "perp", "group", "organ")
ADJECTIVE_REACH, ADJECTIVE_BEHIND, AGENT_REACH = 1, 3, 8
OWNER_REACH, LINK_AFTER, OWN_AGENT, DOER_REACH, TO_REACH = 3, 12, 4, 14, 2
"""Tokens between an accusation and its owner; price between a linking word and whom it links to."""
TOPIC_STRENGTH = 0.8
"""Strength of a cue from which it may blame the topic where no name fills its slot."""


@dataclass(slots=True)
class Blame:
    """One piece of evidence. ``state`` is the accused state's code or None; ``how`` the construction; ``claimants`` (key, how found)."""

    sentence: int
    how: str
    state: str | None
    group: Mention | None
    accused: Mention | None
    claimants: list[tuple[str, str]]
    cue: CueHit | None
    scope: Scope
    level: str = ""
    extra: dict[str, float] = field(default_factory=dict)


def is_state(key: str | None) -> bool:
    """Whether ``key`` is one that can stand accused: a state, no bloc and no organisation."""
    return key is not None and len(key) == 2 and key not in blocs()


class BlameFinder:
    """Reads one document for accusations."""

    def __init__(self, note: Annotated, slots: list[Slots], talk: Discourse, voices: list[list[Voice]]) -> None:
        self.note, self.slots, self.talk, self.voices = note, slots, talk, voices
        self.topic: Mention | None = None
        self.group: Mention | None = None
        self.ties: dict[str, tuple[str, str]] = {}
        self.issuers = [key for key in issuers(note) if key not in talk.accused]

    def run(self) -> list[Blame]:
        found: list[Blame] = []
        for slots in self.slots:
            for hit in slots.has("link"):
                self._tie(slots, hit)
            self._tie_adjectives(slots)
        for sentence in self.note.sentences:
            for blame in self._sentence(sentence.index):
                found.append(blame)
                if blame.accused is not None and (blame.state or blame.group) and self._may_be_topic(blame):
                    self.topic = blame.accused
                    self.group = blame.group or self.group
        return found

    def _may_be_topic(self, blame: Blame) -> bool:
        """Once it is known whom the document blames most, nobody else becomes the one that its later sentences speak of."""
        return not self.talk.accused or blame.state is None or blame.state in self.talk.accused

    def _sentence(self, index: int) -> Iterator[Blame]:
        slots = self.slots[index]
        for hit in slots.cues:
            if hit.kind == "accuse":
                yield from self._accusation(slots, hit)
            elif hit.kind == "link":
                yield from self._link(slots, hit)
            elif hit.kind == "join" and self.topic is not None:
                yield from self._blames(slots, hit, "join", slots.agent(hit) or slots.subject(hit), self.topic)
            elif hit.kind == "selfclaim":
                yield from self._own_claim(slots, hit)
            elif hit.kind == "deed" and hit.cue.frame == "active":
                yield from self._doer(slots, hit)
        for mention in slots.mentions:
            yield from self._bare(slots, mention)
            yield from self._by_deed(slots, mention)

    def _by_deed(self, slots: Slots, mention: Mention) -> Iterator[Blame]:
        """The doer as an attribute of the deed: "Chinese cyberattacks", "cyberattaques russes", "the hack by Russia"."""
        deeds = [h for h in slots.cues if h.kind in ("deed", "technique") and h.cue.frame != "active"]
        if mention.type in ("adjective", "prefix"):
            near = [h for h in deeds if 0 <= h.first - mention.last <= ADJECTIVE_REACH or h.last == mention.first]
            owns = any(h.last == mention.first for h in slots.has("accuse") if h.cue.frame == "noun")
            if near and not owns:  # "les accusations belges de piratage" are Belgium's and no deed of it
                yield from self._blames(slots, near[0], "deed-adjective", None, mention)
        elif end := slots.genitive(mention):
            near = [h for h in deeds if mention.first == h.last or 0 <= h.first - end <= ADJECTIVE_REACH]
            if near:
                yield from self._blames(slots, near[0], "deed-genitive", None, mention)
        elif mention.type in ("state", "place", "organ", "perp", "group") and slots.preposition(mention) == "by":
            near = [h for h in deeds if 0 <= mention.first - h.last <= AGENT_REACH]
            accuses = any(self._own_agent(slots, h) is mention for h in slots.has("accuse"))
            if near and not accuses:
                yield from self._blames(slots, near[-1], "deed-agent", None, mention)

    def _tie(self, slots: Slots, hit: CueHit) -> None:
        """Give the attackers or the group beside a linking word the state it links them to."""
        if hit.cue.frame == "before":
            owner = slots.before(hit, OWNERS, free=True)
            tied = slots.after(hit, ("perp", "group"))
        else:
            tied = slots.before(hit, ("perp", "group"), free=True)
            owner = slots.after(hit, NAMED)
        if owner is None or tied is None or owner.key is None or not is_state(owner.key) or owner.type == "group":
            return
        if tied.type == "group":
            self.ties.setdefault(tied.name, (owner.key, hit.cue.level))
        elif tied.key is None:
            tied.key, tied.how, tied.level = owner.key, "link", hit.cue.level

    def _tie_adjectives(self, slots: Slots) -> None:
        """An adjective right before a group says whose it is: "the North Korean Lazarus group"."""
        for one, two in pairwise(slots.mentions):
            if two.type == "group" and one.type in ("adjective", "demonym", "prefix") and two.first - one.last <= 1 and is_state(one.key):
                self.ties.setdefault(two.name, (str(one.key), "group-only"))

    # -- constructions -------------------------------------------------------------------------------------------------------------

    def _accusation(self, slots: Slots, hit: CueHit) -> Iterator[Blame]:
        frame = hit.cue.frame
        if frame in ("subj-obj", "subj-to", "charge"):
            claimant, accused = self._two_slots(slots, hit)
            accused = accused or self._adjective(slots, hit) or (self._adjective_before(slots, hit) if frame == "charge" else None)
            yield from self._blames(slots, hit, frame, claimant, accused)
        elif frame == "passive":
            agent = slots.agent(hit)
            with slots.without(slots.together(agent) if agent else []):
                accused = slots.before(hit, NAMED) or slots.after(hit, NAMED) or self._adjective_before(slots, hit)
            yield from self._blames(slots, hit, frame, agent, accused)
        elif self._part_of_verb(slots, hit):
            return
        elif frame == "behind":
            with slots.without(self._sources(slots)):
                accused = slots.before(hit, NAMED) or slots.after(hit, NAMED) or self._adjective(slots, hit)
            yield from self._blames(slots, hit, frame, None, accused)
        elif frame in ("by", "points"):
            with slots.without(self._sources(slots)):
                accused = slots.after(hit, NAMED) or self._adjective(slots, hit)
            yield from self._blames(slots, hit, frame, None, accused)
        elif frame == "noun":
            rejecting = self._rejecting(slots)
            with slots.without([m for one in rejecting for m in slots.together(one)]):
                claimant = slots.agent(hit) or self._owner(slots, hit) or slots.before(hit, OWNING, free=True)
                with slots.without(slots.together(claimant) if claimant else []):
                    accused = None if rejecting else slots.after(hit, NAMED)
            yield from self._blames(slots, hit, frame, claimant, accused or next((m for m in rejecting if m.type in NAMED), None))

    @staticmethod
    def _part_of_verb(slots: Slots, hit: CueHit) -> bool:
        """Whether the words are those of an accusing verb, which knows its own claimant ("holds X [responsible for]")."""
        if hit.cue.frame not in ("behind", "by", "points"):
            return False
        own = set(hit.parts)
        return any(own & set(h.parts) for h in slots.has("accuse") if h.cue.frame in ("subj-obj", "subj-to", "charge"))

    def _sources(self, slots: Slots) -> list[Mention]:
        """Those after "according to": whoever tells it is not the one it is told of."""
        spoken = self.voices[slots.sentence.index]
        return [v.mention for v in spoken if v.how == "according" and v.distance == 0 and v.mention is not None]

    @staticmethod
    def _adjective(slots: Slots, hit: CueHit) -> Mention | None:
        """The state in an adjective whose noun we do not know, inside the cue or right behind it ("points to the Russian side")."""
        first, end = hit.parts[0], hit.last + ADJECTIVE_BEHIND
        near = [m for m in slots.mentions if m.type in ("adjective", "prefix") and first < m.first <= end]
        return near[0] if near else None

    @staticmethod
    def _adjective_before(slots: Slots, hit: CueHit) -> Mention | None:
        """The same to the left of a passive: "Trois Iraniens ont été inculpés", "douze agents russes inculpés"."""
        near = [m for m in slots.mentions if m.type in ("adjective", "prefix") and 0 <= hit.first - m.last <= ADJECTIVE_BEHIND]
        return near[-1] if near else None

    @staticmethod
    def _of_objects(slots: Slots, hit: CueHit, mention: Mention) -> bool:
        """German genitive by its article: "die Vorwürfe der neuseeländischen Regierung", "des Weißen Hauses"."""
        between = range(hit.last, mention.first + 1)
        return mention.type in ("organ", "state") and any(slots.prepositions.get(i) == "" for i in between)

    def _owner(self, slots: Slots, hit: CueHit) -> Mention | None:
        """Whose accusation it is, by a genitive right behind or before the noun: "the charges of Oslo", "Oslo's charges"."""
        near = [
            m
            for m in slots.mentions
            if 0 <= m.first - hit.last <= OWNER_REACH and (slots.preposition(m) == "of" or self._of_objects(slots, hit, m))
        ]
        near += [m for m in slots.mentions if m.type == "adjective" and m.first == hit.last]
        near += [m for m in slots.mentions if (end := slots.genitive(m)) and (m.first == hit.last or 0 <= hit.first - end <= 1)]
        return near[0] if near and near[0].type in SPEAKERS else None

    @staticmethod
    def _rejecting(slots: Slots) -> list[Mention]:
        """Those who reject an accusation that their sentence names: they are its accused and not its authors, and nobody else there is
        accused ("Russia brushes aside the British charge", "Russland weist die Vorwürfe zurück, den Bundestag gehackt zu haben")."""
        subjects = [slots.subject(h) for h in slots.has("deny") if h.cue.frame == "subject"]
        return [m for m in subjects if m is not None]

    def _two_slots(self, slots: Slots, hit: CueHit) -> tuple[Mention | None, Mention | None]:
        """Claimant and accused of an active verb: the claimant comes first wherever the verb stands."""
        pair = self._inverted_pair(slots, hit) or self._relative_pair(slots, hit)
        if pair is not None:
            return pair
        agent = self._own_agent(slots, hit)
        claimant = agent or slots.subject(hit)
        accused = self._object(slots, hit, claimant)
        if agent is not None:
            return agent, accused
        if claimant and accused and accused.last <= claimant.first and claimant.last <= hit.parts[0]:
            claimant, accused = accused, claimant
        after_verb = claimant is not None and claimant.first > hit.parts[0]
        if after_verb and (accused is None or not language(self.note.lang).verb_second):
            # what follows the verb without an inversion is its object; its subject is a word we do not know, or the one speaking
            if claimant is not None and claimant.type in NAMED:
                return None, claimant
            return None, accused
        return claimant, accused

    @staticmethod
    def _own_agent(slots: Slots, hit: CueHit) -> Mention | None:
        """The agent of the verb itself; of an active one with a subject, "by" belongs to another word ("exposes attacks by X")."""
        agent = slots.agent(hit)
        if agent is None or agent.first < hit.parts[0] or slots.cost(hit.parts[-1] + 1, agent.first) <= OWN_AGENT:
            return agent
        return None if slots.before(hit, SPEAKERS) is not None else agent

    def _inverted_pair(self, slots: Slots, hit: CueHit) -> tuple[Mention, Mention] | None:
        """Subject and object side by side: after a verb in second place ("houden ook Canada en Japan China verantwoordelijk") or before one
        that closes its clause ("dass die EU Russland die Sabotage anlastet")."""
        if not language(self.note.lang).verb_second:
            return None
        acting = [m for m in slots.mentions if m.type in SPEAKERS | NAMED and not slots.preposition(m)]
        after = [m for m in acting if m.first > hit.parts[0]]
        before = [m for m in acting if m.last <= hit.parts[0]] if slots.closes(hit) else []
        for one, two in (*pairwise(after), *pairwise(before)):
            apart = one.coordination < 0 or one.coordination != two.coordination
            if apart and 0 <= two.first - one.last <= 1 and one.type in SPEAKERS and two.type in NAMED:
                return one, two
        return None

    def _relative_pair(self, slots: Slots, hit: CueHit) -> tuple[Mention, Mention] | None:
        """Who is told of and whom they accuse in a relative clause that its verb closes: "Deutschland, das Russland Angriffe vorwirft"."""
        opener = max((i for i in slots.barriers if i < hit.parts[0]), default=-1)
        if not language(self.note.lang).verb_second or not slots.closes(hit) or self.note.tokens[opener - 1].raw != ",":
            return None
        told = [m for m in slots.mentions if m.last == opener - 1 and m.type in SPEAKERS]
        inside = [m for m in slots.mentions if opener < m.first and m.last <= hit.parts[0] and m.type in NAMED]
        return (told[-1], inside[0]) if told and inside and not slots.preposition(inside[0]) else None

    def _object(self, slots: Slots, hit: CueHit, claimant: Mention | None) -> Mention | None:
        """The accused: inside the brackets of "holds X responsible", else after the verb, else before it."""
        with slots.without(slots.together(claimant) if claimant else []):
            known = [m for m in slots.mentions if m.type in NAMED and (m.key or m.type == "group")]
            behind = [m for m in known if 0 <= m.first - hit.last <= TO_REACH]
            if hit.cue.frame == "subj-to" and behind:
                return behind[0]  # right behind the cue's last word, its preposition
            if hit.cue.frame == "subj-obj" and hit.parts[-1] > hit.parts[0]:
                inside = [
                    m for m in slots.mentions if hit.parts[0] < m.first < hit.parts[-1] and m.type in NAMED and not slots.located(m, hit)
                ]
                if inside:
                    return inside[0]
                if hit.parts[-1] - hit.parts[0] + 1 > len(hit.parts):
                    return slots.before(hit, NAMED)
            return slots.after(hit, NAMED) or slots.before(hit, NAMED, free=True)

    def _link(self, slots: Slots, hit: CueHit) -> Iterator[Blame]:
        if hit.cue.frame == "before":
            tied = slots.before(hit, OWNERS, free=True)
            near = tied is not None and hit.parts[0] - tied.last <= LINK_REACH
            accused = tied if near else slots.after(hit, ("perp", "group"))
        else:
            inside = [m for m in slots.mentions if m.type in OWNERS and hit.first < m.first and m.last < hit.last]
            with slots.without(self._sources(slots)):
                accused = inside[0] if inside else slots.after(hit, NAMED) or self._adjective(slots, hit)
            if accused is not None and accused not in inside and slots.cost(hit.parts[-1] + 1, accused.first) > LINK_AFTER:
                accused = None
        if accused is not None:
            yield from self._blames(slots, hit, f"link-{hit.cue.frame}", None, accused)

    def _own_claim(self, slots: Slots, hit: CueHit) -> Iterator[Blame]:
        """A group that says it did it: claimant and group in one."""
        group = slots.subject(hit, ("group",)) or next((m for m in slots.mentions if m.type == "group"), None) or self.group
        if group is not None and not group.criminal:
            yield Blame(slots.sentence.index, "selfclaim", None, group, group, [(group.name, "slot")], hit, scope_of(slots, hit.parts[0]))

    def _doer(self, slots: Slots, hit: CueHit) -> Iterator[Blame]:
        accused = self._first_of_clause(slots, hit) if language(self.note.lang).verb_second else slots.before(hit, DOERS)
        near = accused is not None and (accused.first > hit.parts[0] or slots.cost(accused.last, hit.parts[0]) <= DOER_REACH)
        if accused is not None and near:
            yield from self._blames(slots, hit, "doer", None, accused)

    def _first_of_clause(self, slots: Slots, hit: CueHit) -> Mention | None:
        """Where verbs close clauses the first free name of the clause acts and the next suffers: "dat Rusland het parlement heeft gehackt",
        "Vorig jaar hackte Rusland de bank"; those who are heard in the sentence tell it."""
        heard = {id(v.mention) for v in self.voices[slots.sentence.index] if v.distance == 0}
        opener = max((i for i in slots.barriers if i < hit.parts[0]), default=-1)
        free = [
            m
            for m in slots.mentions
            if m.type in DOERS and id(m) not in heard and m.first not in slots.objects and not slots.preposition(m)
        ]
        acting = [m for m in free if opener < m.first <= max(hit.parts[0] + 2, hit.parts[-1]) and not slots.genitive(m)]
        first = acting[0] if acting else None
        # "China wies die Vorwürfe der Regierung zurück, es habe ...": what stands before another verb acts in another clause
        apart = first is not None and any(first.last <= i < hit.parts[0] for h in slots.cues if h.kind in ("say", "deny") for i in h.parts)
        return None if apart else first

    def _bare(self, slots: Slots, mention: Mention) -> Iterator[Blame]:
        """Attackers that carry a state's name, services of a state, and groups, wherever they stand."""
        if mention.type == "perp" and mention.key:
            yield from self._blames(slots, None, "perp", None, mention)
        elif mention.type == "perp" and self.topic is not None and any(v.distance == 0 for v in self.voices[slots.sentence.index]):
            yield from self._blames(slots, None, "topic-perp", None, self.topic)
        elif mention.type == "group" and not mention.criminal:
            yield from self._blames(slots, None, "group", None, mention)
        elif mention.type == "organ" and mention.kind in SERVICE_KINDS and mention.key and not self._speaks(slots, mention):
            yield from self._blames(slots, None, "service", None, mention)

    def _speaks(self, slots: Slots, mention: Mention) -> bool:
        return any(v.mention is mention and v.distance == 0 for v in self.voices[slots.sentence.index])

    # -- filling in ----------------------------------------------------------------------------------------------------------------

    def _blames(self, slots: Slots, hit: CueHit | None, how: str, claimant: Mention | None, accused: Mention | None) -> Iterator[Blame]:
        # only where the sentence is about an attack: "blames the strike for late parcels" blames nobody we speak of
        attack = any(h.kind in ("deed", "technique") for h in slots.cues) or any(m.type == "perp" for m in slots.mentions)
        if accused is None and self.topic is not None and hit is not None and attack and hit.cue.strength >= TOPIC_STRENGTH:
            accused, how = self.topic, f"topic-{how}"
        if accused is None:
            return
        if how.startswith("topic-") and self.group is not None and accused is not self.group:
            yield from self._filled(slots, hit, how, claimant, self.group)
        yield from self._filled(slots, hit, how, claimant, accused)

    def _filled(self, slots: Slots, hit: CueHit | None, how: str, claimant: Mention | None, accused: Mention) -> Iterator[Blame]:
        index = slots.sentence.index
        where = hit.parts[0] if hit else accused.first if accused.sentence == index else slots.sentence.first
        scope = scope_of(slots, where)
        if how == "noun":
            scope = replace(scope, denied=False)  # to reject "the charges of London" is to say that London made them
        claimants = self._claimants(slots, claimant, where)
        for one in slots.together(accused) if accused.sentence == index else [accused]:
            if one.criminal or one.type not in ACCUSED:
                continue
            state = one.key if one.type != "group" and is_state(one.key) else None
            group = one if one.type == "group" else None
            if state is None and group is None:
                continue
            own = {state, self.ties.get(one.name, ("", ""))[0]} | (self.talk.sole_accused if group is not None else set())
            keys = [(k, h) for k, h in claimants if k not in own]
            level = (hit.cue.level if hit else "") or one.level
            if keys:
                yield Blame(index, how, state, group, one, keys, hit, scope, level)
            if group is not None and group.name in self.ties:
                state, level = self.ties[group.name]
                keys = [(k, h) for k, h in claimants if k != state]
                if keys:
                    yield Blame(index, f"tied-{how}", state, group, one, keys, hit, scope, level)

    def _claimants(self, slots: Slots, claimant: Mention | None, at: int) -> list[tuple[str, str]]:
        if claimant is not None:
            named = [(k, "slot") for m in slots.together(claimant) if (k := self.talk.key_of(m))]
            if named:
                return named
        spoken = [(v.key, self._how(slots, v, at)) for v in self.voices[slots.sentence.index]]
        return spoken or [(MEDIA, "none"), *((key, "issuer") for key in self.issuers)]

    def _how(self, slots: Slots, voice: Voice, at: int) -> str:
        """How a voice bears on the token ``at``: of several that speak in one sentence the nearest is surest."""
        if voice.distance >= 2:
            return "far"
        row = [v for v in self.voices[slots.sentence.index] if v.distance == 0]
        if voice.distance or len(row) < 2:
            return voice.how
        nearest = min(row, key=lambda v: self._span(slots, v, at))
        same = nearest.cue is voice.cue and nearest.cue is not None
        return voice.how if voice is nearest or same else "other"

    @staticmethod
    def _span(slots: Slots, voice: Voice, at: int) -> int:
        where = voice.cue.parts[0] if voice.cue is not None else voice.mention.first if voice.mention else at
        return slots.cost(min(where, at), max(where, at))
