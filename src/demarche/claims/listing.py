"""Whom a list names that a word of harm opens ("Hit were ...", "Among the victims: ...") or that goes on from one who was hit ("two banks,
among them ...", "at the ministry, at two banks"), however long it is."""

from __future__ import annotations

from collections.abc import Iterator

from demarche.annotate import CueHit
from demarche.claims.roles import Slots

HEADING = 3
"""Tokens from the start of a clause within which the word opens it: "Also hit were", "Unter anderem betroffen waren"."""
Span = tuple[int, int]
"""The first token of a noun and the one behind its last."""
STARTS, END = ":;.–—", ";"


def headed(slots: Slots, nouns: list[Span]) -> Iterator[Span]:
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


def among(slots: Slots, nouns: list[Span], struck: list[Span], before: bool) -> Iterator[Span]:
    """The ``nouns`` behind words for "among them" whose set is hit: one of ``struck`` stands before, or the sentence ``before`` tells of
    harm where the words open theirs."""
    for hit in slots.has("among"):
        opens = hit.first - slots.sentence.first <= HEADING
        if (opens and before) or any(last <= hit.first and _flat(slots, last, hit.first) for _, last in struck):
            listed = _listed(slots, hit, {noun[0] for noun in nouns})
            yield from (noun for noun in nouns if noun[0] in listed and slots.governor(noun[0]) != "by")


def parallel(slots: Slots, nouns: list[Span], struck: list[Span]) -> Iterator[Span]:
    """The ``nouns`` behind the same preposition as one of ``struck`` before them, said anew for each: "at the ministry, at two banks and at
    a paper"."""
    told = {slots.governing(first): last for first, last in struck}
    forms = {slots.note.tokens[at].fold: last for at, last in told.items() if at >= 0}
    for first, last in nouns:
        at = slots.governing(first)
        end = forms.get(slots.note.tokens[at].fold) if at > slots.sentence.first else None
        if end is not None and end < at and _goes_on(slots, at - 1) and _flat(slots, end, at):
            forms[slots.note.tokens[at].fold] = last
            yield first, last


def _goes_on(slots: Slots, token: int) -> bool:
    return token in slots.joins or slots.note.tokens[token].raw == ","


def _flat(slots: Slots, start: int, end: int) -> bool:
    """Whether no verb of speech and no end of a clause stands between the tokens."""
    return not any(i in slots.predicates or i in slots.deeds or slots.note.tokens[i].raw in STARTS for i in range(start, end))
