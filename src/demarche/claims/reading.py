"""Everything the claim finders share about one document, made once."""

from __future__ import annotations

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


def read(document: Document, lang: str) -> Reading:
    """Annotate ``document`` and find voices and accusations in it."""
    note = annotate(document, lang)
    slots = [Slots(note, s.index) for s in note.sentences]
    sayers = speaking(slots)
    talk = Discourse(note, lambda m: id(m) in sayers)
    spoken = voices(note, slots, talk)
    return Reading(note, slots, talk, spoken, BlameFinder(note, slots, talk, spoken).run())
