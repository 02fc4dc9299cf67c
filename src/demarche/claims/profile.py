"""What a document is about as a whole: figures that every finder uses as features."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from math import log1p

from demarche.claims.candidate import Features, Shared
from demarche.claims.reading import Reading


@dataclass(frozen=True)
class Profile:
    """``accused`` counts clean accusations by state; ``groups`` by group name; ``deeds`` strong cyber words per 100 words.

    ``standings`` keeps what the document makes of each actor once that has been asked.
    """

    accused: Counter[str]
    claimants: Counter[str]
    groups: Counter[str]
    deeds: float
    deed_count: int
    offtopic: float
    words: int
    own_voice: float = 0.0
    standings: dict[str, Shared] = field(default_factory=dict)

    def share(self, accused: str | None, groups: bool = False) -> float:
        """Part of all accusations that blame the state (or the group) ``accused``."""
        counts = self.groups if groups else self.accused
        total = sum(counts.values())
        return counts[accused] / total if accused and total else 0.0

    def top(self, accused: str | None, groups: bool = False) -> bool:
        counts = self.groups if groups else self.accused
        return bool(accused) and bool(counts) and counts[accused or ""] == max(counts.values())

    def main_claimants(self) -> list[str]:
        """Those who accuse most often."""
        most = max(self.claimants.values(), default=0)
        return sorted(key for key, count in self.claimants.items() if count == most and key not in OPEN)[:MOST_CLAIMANTS]

    @cached_property
    def size(self) -> Features:
        """What sort of document it is: beside how an actor was found these tell a statement from a chronicle."""
        return {
            "accusers": log1p(len(self.claimants)),
            "words": log1p(self.words) / LONG,
            "we": self.own_voice,
            "deeds": log1p(self.deed_count),
        }

    @cached_property
    def common(self) -> Shared:
        """Document features shared by all candidates."""
        return Shared(
            {
                "d:deeds": min(self.deeds, 5.0),
                "d:deedcount": log1p(self.deed_count),
                "d:offtopic": min(self.offtopic, 3.0),
                "d:accusers": log1p(len(self.claimants)),
                "d:we": self.own_voice,
            }
        )


OPEN = ("media", "unnamed")
MOST_CLAIMANTS = 2

LONG = 5.0
"""Logarithm of words that counts as one: some 150 words."""
SHORT = 150
"""Words below which a density says nothing: one sentence about a hack is not fuller of hacking than a page."""


def profile(reading: Reading) -> Profile:
    note = reading.note
    clean = [b for b in reading.blames if not (b.scope.negated or b.scope.supposed or b.scope.offtopic)]
    words = max(1, len(note.tokens))
    deeds = sum(1 for h in note.cues if h.kind in ("deed", "technique") and h.cue.strength >= 0.9)
    return Profile(
        Counter(b.state for b in clean if b.state),
        Counter(k for b in clean for k, how in b.claimants if how != "none"),
        Counter(b.group.name for b in clean if b.group),
        100 * deeds / max(words, SHORT),
        deeds,
        100 * sum(1 for h in note.cues if h.kind == "offtopic") / max(words, SHORT),
        words,
        _own_voice(reading),
    )


def _own_voice(reading: Reading) -> float:
    """Share of the unquoted sentences in the first person plural: statements and vendor reports speak so, news does not."""
    plain = [s for s in reading.slots if not s.sentence.quoted and not s.sentence.title]
    return sum(1 for s in plain if s.has("issuer")) / max(1, len(plain))
