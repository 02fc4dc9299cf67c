"""What "the ministry", "the country", "the company" stand for: a key for each mention of a document that carries none itself."""

from __future__ import annotations

from demarche.annotate import Mention
from demarche.lexicon import language
from demarche.resolve.referents import LAND, NATIONAL, NOTHING, ORGANISATIONS, SPEAKING, Referents

UNNAMED = "unnamed"
MEDIA = "media"
STAFF_REACH = 2
"""Sentences back to the company whose people "the researchers" are, where several have spoken."""
EMPLOYERS = frozenset({"company", "ngo"})
UNNAMED_REACH = 1
"""Sentences back to a source without a name that a pronoun stands for."""
NATIONS = frozenset({"state", "place", "organ", "person"})
"""Types of mentions that two countries or bodies are named by."""
TWO, BOTH_REACH = 2, 2
"""How many "both" are, and sentences back to them."""
HEADS = frozenset({"head-of-state", "head-of-government"})
"""Offices of which a state has one."""
SEAT_REACH = 3
"""Tokens between a capital and the body behind it: a comma, a verb, an article."""
REACH = 6
"""Sentences back to the company, outlet or organisation that a noun for one stands for."""


class Discourse:
    """Resolves the mentions of one document, which blames ``accused`` most; made once, asked often."""

    def __init__(self, referents: Referents, accused: frozenset[str] = frozenset()) -> None:
        self.note, self.acts, self.referents, self.accused = referents.note, referents.acts, referents, accused
        self._keys: dict[int, str | None] = {}
        for at, mention in enumerate(self.note.mentions):
            if mention.key is None:
                self._keys[id(mention)] = self._found(at, mention)

    @property
    def sole_accused(self) -> frozenset[str]:
        """The one state the document blames, where it is not its own home: it does not name the groups that are said to be its own."""
        return self.accused - {self.note.home} if len(self.accused) == 1 else frozenset()

    def key_of(self, mention: Mention) -> str | None:
        """Claimant key of ``mention``, None when it stays open."""
        if mention.type == "unnamed":
            return self._keys.get(id(mention)) or UNNAMED
        if mention.type == "group":
            # a group speaks for itself; the state that reference knowledge ties it to says nothing by its mouth
            return mention.name
        return mention.key or self._keys.get(id(mention))

    def keys_of(self, mention: Mention) -> list[str]:
        """All claimant keys of ``mention``: a pronoun for one of several who were named together just before, in its
        sentence or the one before it, stands for all of them."""
        key = self.key_of(mention)
        if mention.type in ("generic", "organ") and (two := self._both(mention)):
            return two
        if key is None or mention.type != "pronoun":
            return [key] if key else []
        before = [m for m in self.note.by_sentence_mentions[mention.sentence] if m.last <= mention.first]
        if mention.sentence and not any(m.key == key for m in before):
            before = self.note.by_sentence_mentions[mention.sentence - 1]
        last = next((m for m in reversed(before) if m.key == key), None)
        together = [m for m in before if last is not None and 0 <= last.coordination == m.coordination]
        return [str(m.key) for m in together if m.key] or [key]

    def _both(self, mention: Mention) -> list[str]:
        """The two that "both countries", "les deux agences" stand for: those whom the nearest sentence before names where it names two."""
        facts, tokens = language(self.note.lang), self.note.tokens
        at = next((i for i in (mention.first, mention.first - 1) if i >= 0 and tokens[i].fold in facts.both), -1)
        counted = at >= 0 and tokens[at].fold in facts.numerals and not (at and tokens[at - 1].fold in facts.definite)
        if mention.key or at < 0 or counted:
            return []
        types = frozenset({mention.kind}) if mention.kind in ORGANISATIONS else NATIONS
        for index in range(mention.sentence - 1, max(-1, mention.sentence - 1 - BOTH_REACH), -1):
            named = [str(m.key) for m in self.note.by_sentence_mentions[index] if m.key and m.type in types]
            keys = list(dict.fromkeys(named))
            if len(keys) > 1:
                return keys if len(keys) == TWO else []
        return []

    def _found(self, at: int, mention: Mention) -> str | None:
        if mention.type == "unnamed":
            return self._staff(at, mention)
        if mention.type == "perp":
            return self._band(at, mention)
        if mention.type == "pronoun":
            return self._speaker_again(at, mention) or self.referents.choose(mention, self.accused)
        if mention.type not in ("generic", "organ") or mention.keys:
            return None
        if mention.kind in ORGANISATIONS:
            return self._firm(at, mention)
        if mention.kind in LAND and mention.name == "home":
            return self.note.home
        return self._leader_again(mention) or self._of_capital(mention) or self.referents.choose(mention, self.accused)

    def _leader_again(self, mention: Mention) -> str | None:
        """The state of the head of state or government whom the sentence before named: "the prime minister of Japan flew to Washington.
        There the prime minister ..."."""
        before = self.note.by_sentence_mentions[mention.sentence - 1] if mention.kind in HEADS and mention.sentence else []
        named = {m.key for m in before if m.kind == mention.kind and m.key}
        return named.pop() if len(named) == 1 else None

    def _of_capital(self, mention: Mention) -> str | None:
        """The state in whose capital a body or office acts that is named right behind it: "in Canberra the minister for cyber security".
        Not where a sentence before named one of its kind: a visitor speaks in a capital too."""
        named = any(m.kind == mention.kind and m.key for m in self.note.mentions if m.sentence < mention.sentence)
        seat = self._seat_before(mention) if mention.kind in NATIONAL and not named else None
        return seat.key if seat is not None else None

    def _seat_before(self, mention: Mention) -> Mention | None:
        """The capital behind a preposition of place, up to ``SEAT_REACH`` tokens before ``mention`` and with no other name between."""
        inside = {h.last for h in self.note.by_sentence_cues[mention.sentence] if h.kind == "of" and h.cue.type == "in"}
        before = [m for m in self.note.by_sentence_mentions[mention.sentence] if m.last <= mention.first][-1:]
        return next((m for m in before if m.type == "place" and m.first in inside and mention.first - m.last <= SEAT_REACH), None)

    def _band(self, at: int, mention: Mention) -> str | None:
        """The threat group named last before "the group"."""
        named = (m.name for m in reversed(self.note.mentions[:at]) if m.type == "group")
        return next(named, None) if mention.kind == "group" else None

    def _firm(self, at: int, mention: Mention) -> str | None:
        """The organisation of that kind named last: too few stand side by side to choose among."""
        near = (m for m in reversed(self.note.mentions[:at]) if mention.sentence - m.sentence <= REACH)
        return next((m.key for m in near if m.key and m.type == mention.kind), None)

    def _staff(self, at: int, mention: Mention) -> str | None:
        """The company or organisation that spoke just before "the researchers": a definite article points back to its people."""
        opening = self.note.tokens[max(0, mention.first - 1) : mention.first + 1]
        if not any(token.fold in language(self.note.lang).definite for token in opening):
            return None
        past = [m for m in self.note.mentions[:at] if m.key and m.type not in ("perp", "group", "city")]
        spoke = [m for m in past if self._spoke(m) and 0 < mention.sentence - m.sentence <= STAFF_REACH][-1:]
        opens = [m for m in past if m.sentence == mention.sentence - 1][:1]
        near = next((row[0].key for row in (spoke, opens) if row and row[0].type in EMPLOYERS), None)
        return near or self._sole_employer(past)

    def _sole_employer(self, past: list[Mention]) -> str | None:
        """The one company or organisation that has spoken so far, however long ago."""
        spoke = {m.key for m in past if m.type in EMPLOYERS and self._spoke(m)}
        return spoke.pop() if len(spoke) == 1 else None

    def _speaker_again(self, at: int, mention: Mention) -> str | None:
        """Who speaks on under a pronoun: the one who speaks in the same sentence ("officials said it was, in their view, Iran"), and the
        source without a name that spoke last ("two sources told Reuters. According to them")."""
        if not self._spoke(mention):
            return None
        last = next((m for m in reversed(self.note.mentions[:at]) if self._spoke(m)), None)
        reach = UNNAMED_REACH if last is not None and last.type == "unnamed" else 0
        return self.key_of(last) if last is not None and mention.sentence - last.sentence <= reach else None

    def _spoke(self, mention: Mention) -> bool:
        return self.acts.get(id(mention), NOTHING).kind in SPEAKING
