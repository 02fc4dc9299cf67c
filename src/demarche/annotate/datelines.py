"""The place in a dateline ("BRUSSELS (AP) -", "WASHINGTON, July 19, 2021 —") says where a report was filed: it acts and suffers nothing."""

from __future__ import annotations

from demarche.annotate.annotated import Annotated, Mention

PLACES = frozenset({"place", "city", "state"})
DASHES = frozenset("-–—")
REACH = 12
"""Tokens from the place to the dash that closes a dateline."""
DATELINE = "dateline"


def mark_datelines(note: Annotated) -> None:
    """Give the places and agencies of datelines a type of their own."""
    for mention in note.mentions:
        if mention.type in PLACES and _opens(note, mention) and (dash := _dash(note, mention)):
            for one in note.mentions:
                if mention.first <= one.first and one.last <= dash:
                    one.type = DATELINE


def _opens(note: Annotated, mention: Mention) -> bool:
    """Whether the place opens a paragraph, or follows another dateline place ("WASHINGTON/BRUSSELS")."""
    sentence = note.sentences[mention.sentence]
    first = sentence.index == 0 or note.sentences[sentence.index - 1].paragraph != sentence.paragraph
    between = note.tokens[sentence.first : mention.first]
    return first and all(token.raw == "/" or token.raw[0].isupper() for token in between) and len(between) <= 3


def _dash(note: Annotated, mention: Mention) -> int:
    """The token of the dash, set apart by spaces, before which only an agency in brackets and a date stand; 0 when there is none."""
    tokens, end = note.tokens, min(note.sentences[mention.sentence].last, mention.last + REACH)
    bracket = False
    for i in range(mention.last, end - 1):
        raw = tokens[i].raw
        if raw in DASHES:
            apart = tokens[i - 1].end < tokens[i].start and tokens[i].end < tokens[i + 1].start
            return i if apart else 0
        bracket = raw == "(" or (bracket and raw != ")")
        dated = raw[0].isdigit() or any(t.raw[0].isdigit() for t in tokens[max(mention.last, i - 1) : i + 2])
        if not (bracket or dated or raw in "(),./" or raw[0].isupper()):
            return 0
    return 0
