"""Everything the claim finders share about one document, made once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from demarche.annotate import Annotated, annotate
from demarche.claims.acts import acts
from demarche.claims.blame import Blame, BlameFinder
from demarche.claims.roles import Slots
from demarche.claims.speakers import Voice, voices
from demarche.claims.wording import Wording
from demarche.model import Document
from demarche.resolve.discourse import Discourse
from demarche.resolve.referents import Referents


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
    wording: Wording


def read(document: Document, lang: str) -> Reading:
    """Annotate ``document`` and find voices and accusations in it.

    Two passes: the first finds whom the document blames most, so that in the second "the government" does not stand for the accused.
    """
    note = annotate(document, lang)
    slots = [Slots(note, s.index) for s in note.sentences]
    referents = Referents(note, acts(slots))
    first = _pass(slots, referents, frozenset())
    most = _most_accused(first.blames, note.home)
    return _pass(slots, referents, most) if most else first


MAIN_SHARE, WEAK, AT_HOME = 0.35, 0.3, 0.3
"""Share of all blames that makes a state a main one, and what a weak blame and one of the home state count."""


def _most_accused(blames: list[Blame], home: str | None) -> frozenset[str]:
    """The states that the document blames most; a service that is only named, or a word without a name of its own, tells little, and
    few documents blame their own home."""
    totals: dict[str, float] = defaultdict(float)
    for blame in blames:
        if blame.state:
            weak = blame.how == "service" or blame.how.startswith("topic-")
            totals[blame.state] += (WEAK if weak else 1.0) * (AT_HOME if blame.state == home else 1.0)
    return frozenset(state for state, total in totals.items() if total >= MAIN_SHARE * sum(totals.values()))


def _pass(slots: list[Slots], referents: Referents, accused: frozenset[str]) -> Reading:
    note, talk = referents.note, Discourse(referents, accused)
    spoken = voices(note, slots, talk)
    blames = BlameFinder(note, slots, talk, spoken).run()
    return Reading(note, slots, talk, spoken, blames, frozenset(b.sentence for b in blames), _struck(slots, talk), Wording(note, talk))


def _struck(slots: list[Slots], talk: Discourse) -> frozenset[str]:
    found = ((talk.key_of(m), row, m) for row in slots if row.has("hit") for m in row.mentions if m.type != "perp")
    return frozenset(key for key, row, m in found if key and row.harm(m.first, m.last) == "near")
