"""Answers, techniques and aims that a sentence implies by a word that carries the idea of one, where no form of the lexicon names it:
"de gezant mocht zich melden". They propose as a weak word would, and what the idea is worth is learned (``cue:idea.summon``)."""

from __future__ import annotations

from functools import lru_cache

from demarche.annotate import CueHit
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.lexicon.data import DATA, read_yaml
from demarche.lexicon.load import Cue

FRAME, STRENGTH = "idea", 0.3


def implied(reading: Reading, slots: Slots, kind: str) -> list[CueHit]:
    """One hit for each value of ``kind`` (``respond``, ``technique``, ``objective``) that a word of the sentence has the idea of and no
    form names; at the first such word."""
    named = {hit.cue.type for hit in slots.has(kind)}
    taken = {i for hit in slots.has(kind) for i in hit.parts}
    found: dict[str, int] = {}
    for i in range(slots.sentence.first, slots.sentence.last):
        for idea in reading.wording.ideas[i] if i not in taken else ():
            for value in _values(kind).get(idea, ()):
                found.setdefault(value, i)
    index, lang = slots.sentence.index, reading.note.lang
    return [CueHit(i, i + 1, _cue(kind, value, lang), (i,), index) for value, i in found.items() if value not in named]


@lru_cache(maxsize=4)
def _values(kind: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for value, ideas in read_yaml(DATA / "implied.yml")[kind].items():
        for idea in ideas:
            found.setdefault(idea, []).append(value)
    return found


@lru_cache(maxsize=256)
def _cue(kind: str, value: str, lang: str) -> Cue:
    return Cue(f"idea.{value}", kind, lang, (), frame=FRAME, type=value, strength=STRENGTH)
