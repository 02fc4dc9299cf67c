"""What "the ministry", "the country", "the group" stand for: the nearest fitting name before, else who spoke last, else home."""

from __future__ import annotations

from collections.abc import Callable

from demarche.annotate import Annotated, Mention
from demarche.annotate.quotations import CLOSING
from demarche.lexicon import language
from demarche.lexicon.names import blocs

ORGANISATIONS = ("company", "ngo", "media")
UNNAMED = "unnamed"
MEDIA = "media"
DIPLOMATS = frozenset({"spokesperson", "embassy", "ambassador", "diplomat"})
"""Those who speak for the accused as often as for the accuser."""
SPOKEN_FROM = frozenset({"spokesperson", "ministry", "government", "official", "minister"})
"""Kinds that a capital in the same sentence places: "in Beijing a spokeswoman said"."""
TYING, TIED_REACH = ("by", "points"), 3
"""Frames of accusing words that name the accused behind them, and within how many tokens."""
STAFF_REACH = 2
"""Sentences back to the company whose people "the researchers" are."""
NATIONAL = frozenset({"minister", "ministry", "police", "army", "prosecutor", "head-of-government", "head-of-state", "intelligence"})
"""Kinds that only states have: "the minister" is nobody of the EU."""
REACH = 6
"""Sentences back that a role noun may point to; further back it stood for somebody else in the evaluation documents."""


class Discourse:
    """Resolves the mentions of one document; made once, asked often.

    ``speaks`` tells whether a mention is the source of its sentence: role nouns point to one who acts, not to one who is blamed.
    """

    def __init__(self, note: Annotated, speaks: Callable[[Mention], bool], accused: frozenset[str] = frozenset()) -> None:
        self.note, self.speaks, self.accused = note, speaks, accused
        self._keys: dict[int, str | None] = {}
        self._resolve_all()

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

    def _resolve_all(self) -> None:
        past: list[tuple[Mention, str, bool]] = []
        for mention in self.note.mentions:
            key = mention.key
            if key is None and mention.type in ("generic", "organ"):
                key = self._keys[id(mention)] = self._antecedent(mention, past)
            elif mention.type == "unnamed":
                self._keys[id(mention)] = self._researchers(mention, past)
                continue
            elif mention.type == "pronoun":
                self._keys[id(mention)] = self._pronoun(mention, past)
                continue
            if key and mention.type not in ("perp", "group", "city"):
                past.append((mention, key, self.speaks(mention)))

    def _researchers(self, mention: Mention, past: list[tuple[Mention, str, bool]]) -> str | None:
        """The company or organisation that spoke just before "the researchers": a definite article points back to its people."""
        opening = self.note.tokens[max(0, mention.first - 1) : mention.first + 1]
        if not any(token.fold in language(self.note.lang).definite for token in opening):
            return None
        near = [(m, k) for m, k, spoke in past if spoke and 0 < mention.sentence - m.sentence <= STAFF_REACH]
        opens = [(m, k) for m, k, _ in past if m.sentence == mention.sentence - 1][:1]
        return next((row[-1][1] for row in (near, opens) if row and row[-1][0].type in ("company", "ngo")), None)

    def _antecedent(self, mention: Mention, past: list[tuple[Mention, str, bool]]) -> str | None:
        if mention.keys:
            return None
        tied = self._blamed_beside(mention)
        here = [m for m in self.note.mentions if m.sentence == mention.sentence and m.type == "place" and m.key and m.key not in tied]
        if len(here) == 1 and mention.kind in SPOKEN_FROM and mention.kind != "embassy":
            return here[0].key
        near = [(m, k, s) for m, k, s in reversed(past) if mention.sentence - m.sentence <= REACH]
        if mention.kind in ORGANISATIONS:
            return next((k for m, k, _ in near if m.type == mention.kind), None)
        if mention.kind in ("state", "country") and mention.name == "home":
            return self.note.home
        if mention.kind in ("state", "country"):
            return next((k for m, k, _ in near if m.type in ("state", "place", "organ", "adjective")), None)
        if mention.kind in DIPLOMATS:
            return self._sender(mention, near)
        barred = self.accused | tied | (blocs() if mention.kind in NATIONAL else frozenset())
        own = [(m, k, s) for m, k, s in near if k not in barred and m.type in ("state", "place", "organ", "person", "generic")]
        same = next((k for m, k, _ in own if m.kind == mention.kind and m.type != "state"), None)
        spoke = next((k for _, k, s in own if s), None)
        home = self.note.home if self.note.home not in barred else None
        # where the whole document seems at home with the accused, its nearest other actor speaks rather than the accused itself
        found = same or spoke or home or next((k for _, k, _ in own), None)
        unfit = tied | (blocs() if mention.kind in NATIONAL else frozenset())
        return found or (None if self.note.home in unfit else self.note.home)

    def _sender(self, mention: Mention, near: list[tuple[Mention, str, bool]]) -> str | None:
        """Whose embassy or diplomat it is: one named before, else the state that all blame, else who spoke; never the host's ("the embassy
        in Brussels")."""
        where = {h.last for h in self.note.by_sentence_cues[mention.sentence] if h.cue.type == "in" and h.first == mention.last}
        seats = (m for m in self.note.by_sentence_mentions[mention.sentence] if m.type in ("place", "city", "state"))
        host = next((m.key for m in seats if m.first in where), None)
        near = [(m, k, s) for m, k, s in near if k != host]
        named = next((k for m, k, _ in near if m.kind in DIPLOMATS), None) or next(iter(self.sole_accused - {host}), None)
        named = named or next((k for m, k, _ in near if m.kind == "ministry"), None) or next((k for _, k, s in near if s), None)
        return named or (self.note.home if self.note.home != host else None)

    def _blamed_beside(self, mention: Mention) -> frozenset[str]:
        """States that a linking word of the same sentence names: whoever speaks of them is another."""
        cues = self.note.by_sentence_cues[mention.sentence]
        spans = [(h.first, h.last + TIED_REACH) for h in cues if h.kind == "link" or (h.kind == "accuse" and h.cue.frame in TYING)]
        named = self.note.by_sentence_mentions[mention.sentence] if spans else []
        return frozenset(m.key for m in named if m.key and any(first <= m.first < last for first, last in spans))

    def _pronoun(self, mention: Mention, past: list[tuple[Mention, str, bool]]) -> str | None:
        """The one who speaks in the same sentence, else its first actor, else who spoke last."""
        sentence = self.note.sentences[mention.sentence]
        quoted = any(self.note.tokens[i].raw in CLOSING for i in range(sentence.first, mention.first))
        trails = quoted or mention.first > (sentence.first + sentence.last) / 2
        if trails and self.speaks(mention):
            # "..., he announced": not one of those the report speaks of, but whoever spoke or acted before
            before = [(m, k, s) for m, k, s in reversed(past) if m.sentence < mention.sentence <= m.sentence + REACH]
            told = next((k for m, k, s in before if s), None) or next((k for m, k, _ in before if m.type == "person"), None)
            if told:
                return told
        here = [(m, k, s) for m, k, s in past if m.sentence == mention.sentence]
        spoke = [k for _, k, s in here if s]
        if spoke or here:
            return spoke[0] if spoke else here[0][1]
        spoken = next((k for m, k, s in reversed(past) if s and mention.sentence - m.sentence <= REACH), None)
        return spoken or next((k for m, k, _ in past if m.sentence == mention.sentence - 1), None)
