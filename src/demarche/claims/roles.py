"""Who fills the slots of a cue: subject, object, agent - by position, voice and prepositions, in the word orders of the four languages.

A candidate costs its distance from the cue plus a price for each boundary between them; the cheapest one within ``REACH`` takes the slot.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import contextmanager
from typing import Any

from demarche.annotate import Annotated, CueHit, Mention
from demarche.annotate.coordination import GENITIVE
from demarche.claims.contrast import contrasts
from demarche.claims.prices import INVERTED, NOT_INVERTED, PREDICATES, REACH, Prices, least
from demarche.claims.subjects import subject_of
from demarche.lexicon import language
from demarche.lexicon.names import genitives

PREPOSITION = 9
BELONGING_REACH = 2
"""Tokens between people and the body they belong to: a preposition, and an article."""
NAME_REACH = 5
"""Tokens from a noun for a body to its name."""
EMPLOYERS = frozenset({"organ", "company", "ngo"})
WHERE = frozenset({"state", "place", "city"})
ASIDE = 12
NEAR, FAR = 7, 16
UNSURE = {"adjective": 12, "group": 5, "media": 1}
"""Extra price of types that seldom act: an adjective whose noun we do not know, a threat group, the outlet itself."""
SPEAKERS = frozenset(
    {"adjective", "state", "place", "organ", "person", "company", "media", "ngo", "unnamed", "generic", "demonym", "pronoun"}
)
ACCUSED = frozenset({"state", "place", "city", "organ", "adjective", "demonym", "prefix", "group", "perp", "person"})

NONE: list[CueHit] = []


class Slots:
    """Slot finder of one sentence."""

    def __init__(self, note: Annotated, index: int) -> None:
        self.note = note
        self.sentence = note.sentences[index]
        aside = contrasts(note.tokens, note.by_sentence_mentions[index], note.by_sentence_cues[index])
        self.mentions = [m for m in note.by_sentence_mentions[index] if all(m is not one for one, _ in aside)]
        self.cues = [h for h in note.by_sentence_cues[index] if all(h is not negation for _, negation in aside)]
        self._by_kind: dict[str, list[CueHit]] = {}
        for hit in self.cues:
            self._by_kind.setdefault(hit.kind, []).append(hit)
        self.prepositions = {h.last - 1: h.cue.type for h in self.has("of")}
        self.glued = {i: h.cue.type for h in self.has("of") for i in h.parts[1:]}
        self._governing: dict[int, str] = {}
        self._all = self.mentions
        self._subjects: dict[tuple[int, frozenset[str]], Mention | None] = {}
        self.predicates = {h.parts[0] for kind in PREDICATES for h in self.has(kind)}
        self.deeds = {h.parts[0] for h in self.cues if h.kind == "deed" and h.cue.frame == "active" and len(h.parts) > 1}
        self.joins = {i for h in self.has("and") for i in h.parts}
        self.objects = {h.last for h in self.has("object")}
        self.people = [h for h in self.has("victim") if h.cue.type == "individuals"] + self.has("unnamed")
        self.barriers = {h.parts[0] for h in self.has("barrier")}
        self.relatives = {h.parts[0] for h in self.has("barrier") if h.cue.type == "subject"}
        self.contrasts = {h.parts[0] for h in self.has("barrier") if h.cue.type == "contrast"}
        self.linking = {h.first for h in self.has("link") if h.cue.frame == "before"}
        self.leaning = {h.last for h in self.has("link") if h.cue.frame == "pro"}
        prices = Prices(note.tokens, self.sentence, self.cues)
        self.asides, self.cost = prices.asides, prices.cost
        self.setting: Any = None
        self.heard: Any = None
        self.scopes: dict[object, Any] = {}
        """What ``scene``, ``speakers`` and ``scope`` have made of the sentence and are asked for again."""

    def preposition(self, mention: Mention) -> str:
        """Type of the preposition that governs ``mention`` ("in the French ministry": in), empty without one; a list has one for all."""
        if mention.coordination >= 0:
            mention = self.together(mention)[0]
        return "" if mention.type in EMPLOYERS and self._staffed(mention) else self.governor(mention.first)

    def _staffed(self, mention: Mention) -> bool:
        """Whether people of a body stand before it whom no preposition governs: they act for it ("Mitarbeiter des Weißen Hauses")."""
        heads = (h for h in self.people if 0 < mention.first - h.last <= BELONGING_REACH)
        head = next((h for h in heads if self.prepositions.get(h.last) == "of"), None)
        return head is not None and not self.governor(head.first)

    def governor(self, first: int) -> str:
        """Type of the preposition that governs the noun at token ``first``, empty without one."""
        if first not in self._governing:
            self._governing[first] = self._governor(first)
        return self._governing[first]

    def _governor(self, first: int) -> str:
        if first in self.glued:
            return self.glued[first]  # "à [La Haye]", "par [l'agence X]": the preposition's form ends in the name
        for i in range(first - 1, max(self.sentence.first - 1, first - 5), -1):
            if i in self.prepositions:
                return self.prepositions[i]
            raw = self.note.tokens[i].raw
            noun = i == first - 1 and raw[0].isalpha() and not any(m.first <= i < m.last for m in self.mentions)
            if not (noun or raw[0].islower() or raw.isdigit()) or i in self.predicates or i in self.barriers or i in self.deeds:
                return ""  # one noun of its own may stand before a name: "auf den Hafenbetreiber DP World"
        return ""

    def governing(self, first: int) -> int:
        """The last token of the preposition that governs the noun at token ``first``, -1 without one."""
        if not self.governor(first):
            return -1
        return first if first in self.glued else next(i for i in range(first - 1, first - 5, -1) if i in self.prepositions)

    def before(self, hit: CueHit, types: Iterable[str], *, free: bool = False) -> Mention | None:
        """Cheapest mention left of the cue; ``free`` takes those behind a preposition at no extra price."""
        return self.cheapest(types, lambda m: self.price_left(hit, m, free), hit)

    def after(self, hit: CueHit, types: Iterable[str], *, free: bool = True) -> Mention | None:
        return self.cheapest(types, lambda m: self.price_right(hit, m, free), hit)

    def subject(self, hit: CueHit, types: Iterable[str] = SPEAKERS) -> Mention | None:
        """The actor of a verb: before it, or just after it where the order is inverted ("says X", "beschuldigde X")."""
        if self.mentions is not self._all:
            return subject_of(self, hit, types)
        asked = id(hit), frozenset(types)
        if asked not in self._subjects:
            self._subjects[asked] = subject_of(self, hit, types)
        return self._subjects[asked]

    def agent(self, hit: CueHit, types: Iterable[str] = SPEAKERS) -> Mention | None:
        """The name behind "by" near a passive."""
        return self.cheapest(types, lambda m: self._near(hit, m) if self.preposition(m) == "by" else None)

    def _near(self, hit: CueHit, mention: Mention) -> int | None:
        start, end = sorted((mention.first, hit.parts[0]))
        comma = mention.first > hit.parts[0] and any(self.note.tokens[i].raw == "," for i in range(start, end))
        if comma or any(start < i < end for i in self.barriers):
            return None  # the agent of another clause
        return least(self.price_left(hit, mention, True), self.price_right(hit, mention, True))

    def price_left(self, hit: CueHit, mention: Mention, free: bool) -> int | None:
        """Price of a mention left of the cue, None where it cannot fill the slot; ``free`` takes those behind a preposition as they are."""
        end = mention.last - (mention.type == "prefix" and mention.last - 1 == hit.parts[0])  # "[Iranian-]backed" shares its hyphen
        if end > hit.parts[0]:
            return None
        aside = any(a < mention.first < b <= hit.parts[0] for a, b in self.asides)
        return self.cost(end, hit.parts[0]) + (0 if free else self.price_governed(mention)) + (ASIDE if aside else 0)

    def price_right(self, hit: CueHit, mention: Mention, free: bool) -> int | None:
        """The same right of it, or within its words."""
        if mention.first <= hit.parts[0]:
            return None
        if mention.first <= hit.parts[-1] < mention.last - 1:
            return 0  # a name that begins in the last word of the cue and goes on: "officers of the [GRU's unit 29155]"
        if any(mention.first <= p < mention.last for p in hit.parts):
            # a name that ends the cue is what it speaks of ("fingers [Moscow]", "het was [het Chinese leger]"), never who acts
            return 0 if free and mention.last - 1 == hit.parts[-1] else None
        if mention.last <= hit.parts[-1]:
            # inside a discontinuous cue ("holds X responsible"): what it embraces is its object, whatever stands between
            price = INVERTED if language(self.note.lang).verb_second else NOT_INVERTED
            base = 1 if free else price + self.price_governed(mention)
            return base + self.cost(hit.parts[0] + 1, mention.first) // 8
        aside = 0 if free else ASIDE * any(hit.parts[-1] < a < mention.first < b for a, b in self.asides)
        return self.cost(hit.parts[-1] + 1, mention.first) + aside + (0 if free else self.price_governed(mention))

    def price_governed(self, mention: Mention) -> int:
        """What it costs to stand behind a preposition, or in a case that no subject has."""
        return PREPOSITION if mention.first in self.objects or self.preposition(mention) else 0

    def located(self, mention: Mention, hit: CueHit | None = None) -> bool:
        """Whether the mention only says where ("in Brussels"): a place of action, not an actor.

        A preposition that belongs to the cue itself locates nothing ("attribue l'attaque à Moscou").
        """
        if mention.type not in WHERE or self.preposition(mention) != "in":
            return False
        own = (i for i in range(mention.first - 1, mention.first - 4, -1) if i in self.prepositions)
        return hit is None or next(own, -1) not in hit.parts

    def closes(self, hit: CueHit) -> bool:
        """Whether ``hit`` stands at the end of its clause, as verbs do in the subordinate clauses of Dutch and German."""
        last = hit.parts[-1] + 1
        more = last in self.joins or last in self.barriers or last in self.prepositions
        return more or self.ended(last)

    def ended(self, at: int) -> bool:
        """Whether no word stands at the token: the sentence is over or a mark follows."""
        return at >= self.sentence.last or not self.note.tokens[at].raw[0].isalnum()

    def genitive(self, mention: Mention) -> int:
        """Where the genitive of a state or place ends ("Nordkoreas", "Russia's"), 0 when it is none: an attribute does not act."""
        tokens = self.note.tokens
        if mention.type not in ("state", "place"):
            return 0
        if [t.fold for t in tokens[mention.last : mention.last + 2]] == GENITIVE:
            return mention.last + 2
        return mention.last if tokens[mention.last - 1].fold in genitives(self.note.lang) else 0

    def cheapest(self, types: Iterable[str], price: Callable[[Mention], int | None], hit: CueHit | None = None) -> Mention | None:
        """The mention of one of the ``types`` with the least ``price``, up to ``REACH``."""
        best: tuple[int, int, Mention] | None = None
        for mention in self.mentions:
            if mention.type in types and not self.located(mention, hit) and not (hit is None and self.genitive(mention)):
                cost = price(mention)
                if cost is not None and not (hit is not None and mention.last == hit.first):
                    cost += UNSURE.get(mention.type, 0)  # "the [British] finding that": what touches the word owns it
                if cost is not None and cost <= REACH and (best is None or (cost, mention.first) < best[:2]):
                    best = (cost, mention.first, mention)
        return best[2] if best else None

    def together(self, mention: Mention) -> list[Mention]:
        """``mention`` and those joined with it ("de VS, het VK en Canada"), or with its own name behind it ("the US agency CISA and")."""
        if mention.coordination >= 0:
            return [m for m in self.mentions if m.coordination == mention.coordination]
        named = self._own_name(mention)
        return [mention, *(m for m in self.mentions if m.coordination == named.coordination and m is not named)] if named else [mention]

    def _own_name(self, mention: Mention) -> Mention | None:
        """A second name of the same state close behind ``mention``, where it is joined with others and no mark but a bracket parts them."""
        if mention.key is None:
            return None
        behind = (m for m in self.mentions if m.key == mention.key and 0 <= m.first - mention.last <= NAME_REACH and m.coordination >= 0)
        named = next(behind, None)
        between = range(mention.last, named.first) if named is not None else ()
        apart = any(i in self.predicates or i in self.barriers or i in self.joins for i in between)
        marks = (self.note.tokens[i].raw for i in between if not self.note.tokens[i].raw[0].isalnum())
        return None if apart or any(mark not in "('’-" for mark in marks) else named

    def harm(self, first: int, last: int) -> str:
        """How closely words of harm bear on the noun at these tokens: ``near``, ``far`` or ``no`` (what stands between counts)."""
        price = self.harmful(first, last)[0]
        return "near" if price <= NEAR else "far" if price <= FAR else "no"

    def harmful(self, first: int, last: int) -> tuple[int, str]:
        """The least price between the noun at these tokens and a word of harm, and the ``id`` of that word's cue."""
        best = (FAR + 1, "")
        for hit in self.has("hit"):
            if hit.cue.frame in ("after", "either") and first >= hit.last:
                best = min(best, (self.cost(hit.last, first), hit.cue.id))
            if hit.cue.frame in ("before", "either") and hit.first >= last:
                best = min(best, (self.cost(last, hit.first), hit.cue.id))
            if hit.parts[0] < first and last <= hit.parts[-1] and not any(first <= i < last for i in hit.parts):
                best = min(best, (0, hit.cue.id))  # "legte [den Hafen] lahm"
        return best

    @contextmanager
    def without(self, mentions: list[Mention]) -> Iterator[None]:
        """The questions inside are asked as if ``mentions`` did not stand there."""
        held, gone = self.mentions, {id(m) for m in mentions}
        self.mentions = [m for m in held if id(m) not in gone]
        try:
            yield
        finally:
            self.mentions = held

    @property
    def kinds(self) -> Set[str]:
        """The kinds of cues in the sentence."""
        return self._by_kind.keys()

    def has(self, kind: str) -> list[CueHit]:
        """The cues of ``kind`` in the sentence."""
        return self._by_kind.get(kind, NONE)

    def between(self, kind: str, start: int, end: int) -> list[CueHit]:
        """Those that begin at the tokens from ``start`` to ``end`` (exclusive)."""
        return [h for h in self.has(kind) if start <= h.first < end]
