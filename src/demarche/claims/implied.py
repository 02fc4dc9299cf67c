"""Answers that a sentence implies by a word that carries the idea of one, where no form of the lexicon names it: "de gezant mocht zich
melden". They propose as a weak word would, and what the idea is worth is learned (``cue:idea.summon``)."""

from __future__ import annotations

from functools import lru_cache

from demarche.annotate import CueHit
from demarche.claims.reading import Reading
from demarche.claims.roles import Slots
from demarche.lexicon.data import DATA, read_yaml
from demarche.lexicon.load import Cue

KIND, FRAME, STRENGTH = "respond", "idea", 0.3


def implied(reading: Reading, slots: Slots) -> list[CueHit]:
    """One hit for each type of response that a word of the sentence has the idea of and no form names; at the first such word."""
    if not slots.mentions:
        return []
    named = {hit.cue.type for hit in slots.has(KIND)}
    taken = {i for hit in slots.has(KIND) for i in hit.parts}
    found: dict[str, int] = {}
    for i in range(slots.sentence.first, slots.sentence.last):
        for idea in reading.wording.ideas[i] if i not in taken else ():
            for kind in _types().get(idea, ()):
                found.setdefault(kind, i)
    index = slots.sentence.index
    return [CueHit(i, i + 1, _cue(kind, reading.note.lang), (i,), index) for kind, i in found.items() if kind not in named]


@lru_cache(maxsize=1)
def _types() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind, ideas in read_yaml(DATA / "implied.yml")[KIND].items():
        for idea in ideas:
            found.setdefault(idea, []).append(kind)
    return found


@lru_cache(maxsize=64)
def _cue(kind: str, lang: str) -> Cue:
    return Cue(f"idea.{kind}", KIND, lang, (), frame=FRAME, type=kind, strength=STRENGTH)
