"""What bears on a noun for a victim beyond the words of harm beside it: the list it stands in, the sentence before, and what the same body
does elsewhere in the document."""

from __future__ import annotations

from collections import Counter
from math import log1p

from demarche.annotate import Mention
from demarche.claims.candidate import Features
from demarche.claims.countries import Row
from demarche.claims.listing import Span
from demarche.claims.reading import Reading
from demarche.claims.roles import NEAR, Slots

ATTACK = ("hit", "deed", "technique")
VERBS = ("say", "accuse", "respond", "deny")
LONG_LIST, MOST_SECTORS, TELLING = 4, 3, 0.5
"""Nouns and sectors from which on lists are one class, and the strength from which a word of an attack says one."""


class Bearing:
    """Looks at the nouns of one document; ``does`` counts by body how often it is hit, acts, and is named."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.attacked = [_attacked(slots) for slots in reading.slots]
        self.does: dict[str, Counter[tuple[str, str]]] = {"hit": Counter(), "acts": Counter(), "named": Counter()}
        for slots in reading.slots:
            for mention in slots.mentions:
                self._count(mention, slots)

    def _count(self, mention: Mention, slots: Slots) -> None:
        act = self.reading.talk.acts.get(id(mention))
        body = self._body(mention)
        self.does["named"][body] += 1
        if act is not None:
            self.does["hit" if act.kind == "hit" else "acts"][body] += 1

    def _body(self, mention: Mention) -> tuple[str, str]:
        return str(self.reading.talk.key_of(mention)), mention.kind or mention.type

    def features(self, row: Row, noun: Span, around: list[Mention]) -> Features:
        """What stands around the noun ``noun``, which the mentions ``around`` name."""
        index = row.slots.sentence.index
        found = {f"near-by:{side}": 1.0 for side, at in (("before", index - 1), ("behind", index + 1)) if self._attack(at)}
        found |= _row(row, noun) | self._deeds(row, noun) | _verbs(row.slots, noun)
        for mention in around:
            if mention.type not in ("state", "place"):
                body = self._body(mention)
                found |= {f"same:{does}": log1p(counts[body]) for does, counts in self.does.items()}
        return found

    def _deeds(self, row: Row, noun: Span) -> Features:
        """What any other of its list does: who speaks or answers together with others is as a rule not hit with them."""
        others = {first for listed in row.lists if noun in listed for first, _ in listed} - {noun[0]}
        beside = [m for m in row.slots.mentions if any(m.first <= first < m.last for first in others)]
        return {f"list-act:{act.kind}": 1.0 for m in beside if (act := self.reading.talk.acts.get(id(m)))}

    def _attack(self, index: int) -> bool:
        return 0 <= index < len(self.attacked) and self.attacked[index]


def _attacked(slots: Slots) -> bool:
    return any(h.cue.strength >= TELLING for kind in ATTACK for h in slots.has(kind))


def _verbs(slots: Slots, noun: Span) -> Features:
    """Verbs of those who speak or act close to the noun, on which side and over which preposition: "said the firm", "told a newspaper",
    "according to researchers at a university" tell no harm. A label before a colon names who has the word."""
    first, last = noun
    found: Features = {}
    for kind in VERBS:
        for hit in slots.has(kind):
            left = hit.parts[-1] < first
            price = slots.cost(hit.parts[-1] + 1, first) if left else slots.cost(last, hit.parts[0]) if last <= hit.parts[0] else NEAR + 1
            if price <= NEAR:
                side = "behind" if left else "before"
                found |= {f"verb:{kind}:{hit.cue.frame}:{side}": 1.0, f"verb:{kind}:{slots.governor(first) or 'no'}:{side}": 1.0}
    tokens = slots.note.tokens
    if first == slots.sentence.first and last < slots.sentence.last and tokens[last].raw == ":":
        found["label"] = 1.0
    return found


def _row(row: Row, noun: Span) -> Features:
    """How long the list is that the noun stands in and of how many sectors: what is struck is told in lists of many sorts."""
    listed = next((one for one in row.lists if noun in one), [noun])
    kinds = {row.sectors[one] for one in listed if one in row.sectors}
    starts = {first for first, _ in listed}
    return {f"list:{min(LONG_LIST, len(starts))}": 1.0, f"list-sectors:{min(MOST_SECTORS, len(kinds))}": 1.0}
