"""What bears on a noun for a victim beyond the words of harm beside it: the list it stands in, the sentence before, and what the same body
does elsewhere in the document."""

from __future__ import annotations

from collections import Counter
from math import log1p

from demarche.annotate import Mention
from demarche.claims.candidate import Features
from demarche.claims.countries import Row, Span
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots

ATTACK = ("hit", "deed", "technique")
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
        found |= _row(row, noun)
        for mention in around:
            if mention.type not in ("state", "place"):
                body = self._body(mention)
                found |= {f"same:{does}": log1p(counts[body]) for does, counts in self.does.items()}
        return found

    def _attack(self, index: int) -> bool:
        return 0 <= index < len(self.attacked) and self.attacked[index]


def _attacked(slots: Slots) -> bool:
    return any(h.cue.strength >= TELLING for kind in ATTACK for h in slots.has(kind))


def _row(row: Row, noun: Span) -> Features:
    """How long the list is that the noun stands in and of how many sectors: what is struck is told in lists of many sorts."""
    listed = next((one for one in row.lists if noun in one), [noun])
    kinds = {row.sectors[one] for one in listed if one in row.sectors}
    starts = {first for first, _ in listed}
    return {f"list:{min(LONG_LIST, len(starts))}": 1.0, f"list-sectors:{min(MOST_SECTORS, len(kinds))}": 1.0}
