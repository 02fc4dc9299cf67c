"""What "both countries" and "all three" stand for: every state of the last list before them."""

from __future__ import annotations

from dataclasses import replace

from demarche.annotate.annotated import Annotated, Mention
from demarche.lexicon import language

LIST = "list"
REACH = 3
"""Sentences back to the list."""
NATIONS = frozenset({"state", "place", "organ", "adjective"})


def spread_lists(note: Annotated, number: int) -> None:
    """Replace each noun for a list by one mention a state, coordinated under numbers from ``number + 1`` on; drop it where no list is."""
    if not any(m.kind == LIST for m in note.mentions):
        return
    spread: list[Mention] = []
    for mention in note.mentions:
        if mention.kind == LIST:
            number += 1
            spread += [replace(mention, type="organ", kind="government", key=key, coordination=number) for key in _listed(note, mention)]
        else:
            spread.append(mention)
    note.mentions = spread
    note.by_sentence_mentions = [[m for m in spread if m.sentence == sentence.index] for sentence in note.sentences]


def _listed(note: Annotated, noun: Mention) -> list[str]:
    """The states of the list before ``noun`` that has several: of the nearest one that has as many as the noun says, else of all that
    the sentence of the nearest names, if they are as many ("Oslo worked with Riga and Vilnius. The three countries ..."), else of the
    nearest."""
    before = [m for m in note.mentions if m.last <= noun.first and noun.sentence - m.sentence <= REACH and _nation(m)]
    runs: dict[int, list[Mention]] = {}
    for mention in before:
        if mention.coordination >= 0:
            runs.setdefault(mention.coordination, []).append(mention)
    several = [run for run in reversed(runs.values()) if len({m.key for m in run}) > 1]
    around = [[m for m in before if m.sentence == run[0].sentence] for run in several[:1]]
    count = _count(note, noun)
    fitting = next((run for run in (*several, *around) if len({m.key for m in run}) == count), [])
    return list(dict.fromkeys(str(m.key) for m in fitting or next(iter(several), [])))


def _nation(mention: Mention) -> bool:
    return mention.type in NATIONS and mention.key is not None and len(mention.key) == 2


def _count(note: Annotated, noun: Mention) -> int:
    """How many the noun says that they are; 0 where it does not say."""
    numerals = language(note.lang).numerals
    folds = [note.tokens[i].fold for i in range(noun.first, noun.last)]
    return next((numerals.index(fold) + 2 for fold in folds if fold in numerals), 0)
