"""Finds the places where a text says who did it. Each place is one ``Blame``: who says so, who is blamed, by which words and scope."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from demarche.annotate import Annotated, CueHit, Mention
from demarche.claims.accused import linked, sides
from demarche.claims.antecedents import spoken_of
from demarche.claims.beside import NAMED, who_rejects
from demarche.claims.claimants import Claimants
from demarche.claims.doers import deed_of, doer, office
from demarche.claims.harmed import harmed
from demarche.claims.pairs import banded, joiner
from demarche.claims.roles import ACCUSED, Slots
from demarche.claims.scope import Scope, scope_of
from demarche.claims.speakers import Voice
from demarche.claims.ties import body_behind, tie_attackers
from demarche.lexicon.names import is_state
from demarche.resolve.discourse import Discourse

SERVICE_KINDS = frozenset({"intelligence", "military-intelligence", "unit", "army"})
CLAIMING = ("subj-obj", "subj-to", "charge")
"""Frames of accusing words with a claimant and an accused of their own."""
BODIES = frozenset({"government", "police", "intelligence", "military-intelligence", "army", "cyber-agency"})
"""Kinds of bodies that break in for their state."""
HARMING = frozenset({"deed", "technique", "hit"})
ANSWER_OPENS = 2
"""Tokens before the name that answers a question."""
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


class BlameFinder:
    """Reads one document for accusations."""

    def __init__(self, note: Annotated, slots: list[Slots], talk: Discourse, voices: list[list[Voice]]) -> None:
        self.note, self.slots, self.talk, self.voices = note, slots, talk, voices
        self.topic: Mention | None = None
        self.group: Mention | None = None
        self.ties = tie_attackers(slots)
        self.claimants = Claimants(note, talk, voices)

    def run(self) -> list[Blame]:
        found: list[Blame] = []
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
            elif hit.kind == "selfclaim":
                yield from self._own_claim(slots, hit)
            elif hit.kind == "deed" and hit.cue.frame == "active":
                yield from self._doer(slots, hit)
        for hit in slots.has("join"):
            if self.topic is not None and not _supports(slots, hit):
                with slots.without([m for m in slots.mentions if m.key is not None and m.key == self.topic.key]):
                    joining = joiner(slots, hit)
                yield from self._blames(slots, hit, "join", joining, self.topic)
        yield from self._answer(slots)
        yield from self._boast(slots)
        for mention in slots.mentions:
            yield from self._bare(slots, mention)
            how, deed = deed_of(slots, mention)
            if deed is not None:
                yield from self._blames(slots, deed, how, None, mention)

    # -- constructions -------------------------------------------------------------------------------------------------------------

    def _accusation(self, slots: Slots, hit: CueHit) -> Iterator[Blame]:
        found = sides(slots, hit, self.voices[slots.sentence.index])
        if found is None:
            return
        claimant, accused = found
        if hit.cue.frame == "subj-to" and claimant is not None and accused is not None and accused.type == "perp" and not accused.key:
            accused = None  # "attributed it to the same unit": whom the text spoke of
        yield from self._blames(slots, hit, hit.cue.frame, claimant, accused)
        if hit.cue.frame == "subj-to" and claimant is not None and accused is not None:
            band = banded(slots, hit, claimant)
            if band is not None and band is not accused:
                yield from self._blames(slots, hit, hit.cue.frame, claimant, band)

    def _link(self, slots: Slots, hit: CueHit) -> Iterator[Blame]:
        accused = linked(slots, hit, self.voices[slots.sentence.index])
        if accused is not None:
            yield from self._blames(slots, hit, f"link-{hit.cue.frame}", None, accused)

    def _own_claim(self, slots: Slots, hit: CueHit) -> Iterator[Blame]:
        """A group that says it did it: claimant and group in one."""
        group = slots.subject(hit, ("group",)) or next((m for m in slots.mentions if m.type == "group"), None) or self.group
        if group is not None and not group.criminal:
            yield Blame(slots.sentence.index, "selfclaim", None, group, group, [(group.name, "slot")], hit, scope_of(slots, hit.parts[0]))

    def _boast(self, slots: Slots) -> Iterator[Blame]:
        """A group that tells of an attack in its own words: "'We wiped the servers', the group wrote"."""
        spoken = [v for v in self.voices[slots.sentence.index] if v.distance == 0 and v.mention is not None]
        bands = [v.key for v in spoken if v.mention is not None and v.mention.type in ("group", "perp")]
        group = next((m for m in self.note.mentions if bands and m.type == "group" and m.name == bands[0]), None)
        if group is not None and not group.criminal and any(h.kind in HARMING for h in slots.cues):
            at = slots.sentence.first
            yield Blame(slots.sentence.index, "boast", None, group, group, [(group.name, "slot")], None, scope_of(slots, at))

    def _doer(self, slots: Slots, hit: CueHit) -> Iterator[Blame]:
        heard = {v.key for v in self.voices[slots.sentence.index] if v.distance == 0}
        how, accused = doer(slots, hit, [m for m in slots.mentions if self.talk.key_of(m) in heard])
        if accused is not None:
            yield from self._blames(slots, hit, how, None, self._of_body(slots, accused))
        elif (body := self._body(slots, hit, heard)) is not None:
            yield from self._blames(slots, hit, "doer-office", None, body)

    def _of_body(self, slots: Slots, mention: Mention) -> Mention:
        """Attackers of a body whose state the text said before are that state's: "Agenten des Dienstes drangen in die Rechner ein"."""
        belongs = slots.prepositions.get(mention.last) == "of"
        body = body_behind(slots, mention.last + 1) if belongs and mention.type == "perp" and not mention.key else None
        key = self.talk.key_of(body) if body is not None and body.kind in BODIES else None
        entered = any(m.key == key and m.first > mention.last for m in slots.mentions)  # what is named further on is rather broken into
        return replace(mention, key=key) if key and not entered else mention

    def _body(self, slots: Slots, hit: CueHit, heard: set[str]) -> Mention | None:
        """The body of the state spoken of that does the deed in the words of another: "Amnesty says the police slipped spyware into"."""
        bodies = {id(m): key for m in slots.mentions if m.type == "generic" and m.kind in BODIES and (key := self.talk.key_of(m))}
        telling = [m for m in slots.mentions if self.talk.key_of(m) in heard]
        body = office(slots, hit, bodies, telling) if heard and bodies else None
        key = bodies[id(body)] if body is not None else None
        # what stands "in Iran" or is "Iran's" is rather the harmed than whose body it is
        owning = any(m.key == key and m.first > hit.parts[0] and (slots.preposition(m) or slots.genitive(m)) for m in slots.mentions)
        if body is None or key in heard or not is_state(key) or owning or slots.preposition(body):
            return None
        return replace(body, type="organ", key=key)

    def _answer(self, slots: Slots) -> Iterator[Blame]:
        """A name that answers the question who it was: "De dader? De GROe."."""
        index = slots.sentence.index
        asked = index > 0 and self.note.sentences[index - 1].question and not slots.sentence.question
        who = asked and any(h.kind in ("accuse", "perp") for h in self.slots[index - 1].cues)
        first = slots.mentions[0] if slots.mentions else None
        if not who or first is None or first.type not in NAMED or first.first - slots.sentence.first > ANSWER_OPENS:
            return
        if slots.ended(first.last):
            yield from self._blames(slots, None, "answer", None, first)

    def _bare(self, slots: Slots, mention: Mention) -> Iterator[Blame]:
        """Attackers that carry a state's name, services of a state, and groups, wherever they stand."""
        if mention.type in ("perp", "organ") and harmed(slots, mention):
            return
        if mention.type == "perp" and mention.key:
            yield from self._blames(slots, None, "perp", None, mention)
        elif mention.type == "perp" and self.topic is not None and any(v.distance == 0 for v in self.voices[slots.sentence.index]):
            yield from self._blames(slots, None, "topic-perp", None, self.topic)
        elif mention.type == "group" and not mention.criminal:
            yield from self._blames(slots, None, "group", None, mention)
        elif mention.type == "organ" and mention.kind in SERVICE_KINDS and mention.key and not self._speaks(slots, mention):
            yield from self._blames(slots, None, "service", None, mention)

    def _speaks(self, slots: Slots, mention: Mention) -> bool:
        together = slots.together(mention)
        return any(v.mention is one and v.distance == 0 for v in self.voices[slots.sentence.index] for one in together)

    # -- filling in ----------------------------------------------------------------------------------------------------------------

    def _blames(self, slots: Slots, hit: CueHit | None, how: str, claimant: Mention | None, accused: Mention | None) -> Iterator[Blame]:
        # only where the sentence is about an attack: "blames the strike for late parcels" blames nobody we speak of
        attack = any(h.kind in ("deed", "technique") for h in slots.cues) or any(m.type == "perp" for m in slots.mentions)
        if accused is None and hit is not None and attack and hit.cue.strength >= TOPIC_STRENGTH:
            accused, how = self._spoken_of(slots, how, claimant), f"topic-{how}"
        if accused is None:
            return
        if how.startswith("topic-") and self.group is not None and accused is not self.group:
            yield from self._filled(slots, hit, how, claimant, self.group)
        yield from self._filled(slots, hit, how, claimant, accused)

    def _spoken_of(self, slots: Slots, how: str, claimant: Mention | None) -> Mention | None:
        """Whom a sentence blames that names nobody: the one blamed last, else the one told of just before."""
        if self.topic is not None or how not in CLAIMING:
            return self.topic
        speaking = {self.talk.key_of(m) for m in slots.together(claimant)} if claimant is not None else set()
        index = slots.sentence.index
        return spoken_of(self.slots, index, self.talk, speaking | {v.key for v in self.voices[index]})

    def _filled(self, slots: Slots, hit: CueHit | None, how: str, claimant: Mention | None, accused: Mention) -> Iterator[Blame]:
        index = slots.sentence.index
        where = hit.parts[0] if hit else accused.first if accused.sentence == index else slots.sentence.first
        scope = scope_of(slots, where, hit.last if hit else 0)
        if how == "noun" or (claimant is not None and accused in who_rejects(slots)):
            scope = replace(scope, denied=False)  # to reject "the charges of London" is to say that London made them
        for one in slots.together(accused) if accused.sentence == index else [accused]:
            if one.criminal or one.type not in ACCUSED or (claimant is None and id(one) in self._punishing(slots)):
                continue
            state = one.key if one.type != "group" and is_state(one.key) else None
            group = one if one.type == "group" else None
            if state is None and group is None:
                continue
            beside = {m.name for m in slots.together(one) if group is not None and m is not one}  # each of two groups claims what it did
            own = beside | {state, self.ties.get(one.name, ("", ""))[0]} | (self.talk.sole_accused if group is not None else set())
            claimants = self.claimants.of(slots, claimant, where, own)
            keys = [(k, h) for k, h in claimants if k not in own] or ([] if claimant else self.claimants.earlier(slots, own))
            level = (hit.cue.level if hit else "") or one.level
            if keys:
                yield Blame(index, how, state, group, one, keys, hit, scope, level)
            if group is not None and group.name in self.ties:
                state, level = self.ties[group.name]
                keys = [(k, h) for k, h in claimants if k != state]
                if keys:
                    yield Blame(index, f"tied-{how}", state, group, one, keys, hit, scope, level)

    def _punishing(self, slots: Slots) -> set[int]:
        """The ``id`` of each mention that takes a measure in the sentence: none of them is blamed for what the measure is about."""
        row = [v for v in self.voices[slots.sentence.index] if v.how == "measure" and v.distance == 0]
        # an attacker too disrupts what he attacks
        spoken = (v.mention for v in row if v.cue is not None and v.cue.cue.type != "disrupt")
        return {id(one) for m in spoken if m is not None for one in slots.together(m)}


def _supports(slots: Slots, join: CueHit) -> bool:
    """Whether the same words, or more of them from the same one on, say that somebody stands by a statement: no accusation of its own."""
    same = (hit for hit in slots.has("respond") if hit.cue.type == "support" and hit.first == join.first)
    return any(hit.last >= join.last for hit in same)
