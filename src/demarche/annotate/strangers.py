"""People whom only their full name beside a reporting word makes known: they speak for themselves ("..., said Jane Roe, an analyst").

Works on capitals and position only, as ``people`` does for those whom an office introduces.
"""

from __future__ import annotations

from collections.abc import Iterator

from demarche.annotate.annotated import Annotated, CueHit, Mention
from demarche.annotate.people import name_run, returns

APPOSITION = 14
"""Tokens over which an apposition may part a name from its reporting word."""


def strangers(note: Annotated) -> list[Mention]:
    """Mentions of type ``stranger`` with their name as key, also where only the surname returns."""
    taken = {i for m in note.mentions for i in range(m.first, m.last)}
    known: dict[str, Mention] = {}
    found: list[Mention] = []
    for hit in note.cues:
        for first, last in _beside(note, hit, taken):
            stranger = Mention(first, last, "stranger", note.words(first, last), note.words(first, last), sentence=hit.sentence)
            found.append(stranger)
            taken.update(range(first, last))
            known.setdefault(note.tokens[last - 1].fold, stranger)
    return found + returns(note, known, taken)


def _beside(note: Annotated, hit: CueHit, taken: set[int]) -> Iterator[tuple[int, int]]:
    """The full name that a reporting word stands beside, or that an apposition parts from it."""
    if hit.kind != "say" or hit.cue.frame not in ("subject", "after"):
        return
    sentence = note.sentences[hit.sentence]
    runs = [name_run(note, hit.last, sentence.last, taken, 1)]
    if hit.cue.frame == "subject":
        runs += [name_run(note, hit.first - 1, sentence.first - 1, taken, -1), _before_apposition(note, hit, sentence.first, taken)]
    yield from (run for run in runs[:2] if run)
    if not any(runs[:2]) and runs[2:] and runs[2]:
        yield runs[2]


def _before_apposition(note: Annotated, hit: CueHit, first: int, taken: set[int]) -> tuple[int, int] | None:
    """The name in "Jane Roe, an analyst in Tokyo, said"."""
    if hit.first <= first or note.tokens[hit.first - 1].raw != ",":
        return None
    commas = (i for i in range(hit.first - 2, max(first, hit.first - APPOSITION), -1) if note.tokens[i].raw == ",")
    comma = next(commas, None)
    return name_run(note, comma - 1, first - 1, taken, -1) if comma is not None else None
