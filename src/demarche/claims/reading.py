"""Everything the claim finders share about one document, made once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from demarche.annotate import Annotated, annotate
from demarche.claims.blame import Blame, BlameFinder
from demarche.claims.roles import Slots
from demarche.claims.speakers import Voice, speaking, voices
from demarche.model import Document
from demarche.resolve.discourse import Discourse


@dataclass(slots=True)
class Reading:
    note: Annotated
    slots: list[Slots]
    talk: Discourse
    voices: list[list[Voice]]
    blames: list[Blame]
    blaming: frozenset[int]
    """Numbers of the sentences in which somebody is blamed."""
    struck: frozenset[str]
    """Keys of those named right beside a word of harm."""


def read(document: Document, lang: str) -> Reading:
    """Annotate ``document`` and find voices and accusations in it.

    Two passes: the first finds whom the document blames most, so that in the second "the government" does not stand for the accused.
    """
    note = annotate(document, lang)
    slots = [Slots(note, s.index) for s in note.sentences]
    sayers = speaking(slots)
    first = _pass(note, slots, sayers, frozenset())
    accused = Counter(b.state for b in first.blames if b.state)
    most = frozenset(str(s) for s, n in accused.items() if n >= MAIN_SHARE * sum(accused.values()))
    return _pass(note, slots, sayers, most) if most else first


MAIN_SHARE = 0.4


def _pass(note: Annotated, slots: list[Slots], sayers: set[int], accused: frozenset[str]) -> Reading:
    talk = Discourse(note, lambda m: id(m) in sayers, accused)
    spoken = voices(note, slots, talk)
    blames = BlameFinder(note, slots, talk, spoken).run()
    return Reading(note, slots, talk, spoken, blames, frozenset(b.sentence for b in blames), _struck(slots, talk))


def _struck(slots: list[Slots], talk: Discourse) -> frozenset[str]:
    found = ((talk.key_of(m), row, m) for row in slots if row.has("hit") for m in row.mentions if m.type != "perp")
    return frozenset(key for key, row, m in found if key and row.harm(m.first, m.last) == "near")
