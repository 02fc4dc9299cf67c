"""Whom a list names that a word of harm opens: "Hit were ...", "Among the victims: ...", however long it is."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.annotate import CueHit
from demarche.claims.roles import Slots

HEADING = 3
"""Tokens from the start of a clause within which the word opens it: "Also hit were", "Unter anderem betroffen waren"."""
STARTS, END = ":;.–—", ";"


def headed(slots: Slots, nouns: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The ``nouns`` of a sentence that stand in the list behind a word of harm which opens its clause or ends in a colon."""
    for hit in (h for h in slots.has("hit") if _heads(slots, h)):
        listed = _listed(slots, hit, {noun[0] for noun in nouns})
        yield from (noun for noun in nouns if noun[0] in listed and slots.governor(noun[0]) != "by")


def _heads(slots: Slots, hit: CueHit) -> bool:
    tokens, sentence = slots.note.tokens, slots.sentence
    behind = hit.cue.frame in ("after", "either")
    if behind and ":" in (tokens[i].raw for i in range(hit.last - 1, min(hit.last + 1, sentence.last))):
        return True
    start = max((i + 1 for i in range(sentence.first, hit.first) if tokens[i].raw in STARTS), default=sentence.first)
    reach = HEADING if behind else 0
    return hit.first - start <= reach and not any(start <= m.first < hit.first for m in slots.mentions)


def _listed(slots: Slots, hit: CueHit, nouns: set[int]) -> set[int]:
    """The tokens of the list: to a semicolon or the next verb, without the clauses between that run to a comma."""
    tokens = slots.note.tokens
    opening = {h.first for h in slots.has("barrier") if h.last not in nouns}  # ", der Senat": an article, no pronoun
    listed, aside = set(), False
    for i in range(hit.last, slots.sentence.last):
        if i in slots.predicates or i in slots.deeds or tokens[i].raw == END:
            break
        aside = i in opening or (aside and tokens[i].raw != ",")
        if not aside:
            listed.add(i)
    return listed
