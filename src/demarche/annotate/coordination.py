"""Which mentions of a sentence are joined: "de VS, het VK en Canada"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from demarche.annotate.annotated import CueHit, Mention, Sentence
from demarche.annotate.quotations import DOUBLE
from demarche.lexicon import Token
from demarche.lexicon.names import blocs

WITH = "with"
"""Type of the conjunctions that name whoever follows as partners."""


def coordinate(tokens: Sequence[Token], sentence: Sentence, mentions: list[Mention], cues: list[CueHit], number: int) -> int:
    """Number the runs of like mentions joined by commas and conjunctions; returns the next free number.

    A run needs a conjunction: a bare comma also stands between a name and the clause after it.
    """
    words = _Words(
        {i for h in cues if h.kind == "and" for i in h.parts},
        {i for h in cues if h.kind == "and" and h.cue.type == WITH for i in h.parts},
        {i for h in cues if h.kind in VERBAL for i in h.parts},
    )
    where = {h.last for h in cues if h.kind == "of" and h.cue.type == "in"}
    run = _Run()
    own = {id(two): one for one, two in pairwise(mentions) if _repeats(tokens, one, two)}
    skipped = {id(one) for one in own.values()}
    ends: list[Mention | None] = [*(m for m in mentions if m.type != "city" and id(m) not in skipped), None]
    for mention in ends:
        last = run.members[-1] if run.members else None
        join = _join(tokens, last, mention, own.get(id(mention), mention).first, words) if last and mention is not None else ""
        if join == "comma" and run.members == [last] and _seat(last, where) and mention and mention.type != "place":
            join = ""  # "published in Brussels, Germany and Latvia denounce"
        if mention is not None and run.takes(mention, join):
            continue
        if joined := run.joined():
            number += 1
            for member in joined:
                member.coordination = number
        run = _Run()
        run.members = [mention] if mention is not None else []
    return number


class _Words(NamedTuple):
    """Tokens of a sentence that join names, of those the ones that speak of partners, and words that no name is part of."""

    joins: set[int]
    opening: set[int]
    verbal: set[int]


def _seat(mention: Mention | None, where: set[int]) -> bool:
    return mention is not None and mention.type == "place" and mention.first in where


class _Run:
    """A list that is being read. A conjunction closes it: in "after the words of London and Brussels, China ..." the comma opens the
    clause. Words for partners open it anew: "the NSA and [its partners in] Canada, Australia and Norway"."""

    def __init__(self) -> None:
        self.members: list[Mention] = []
        self.sure = 0
        self.closed = False

    def takes(self, mention: Mention, join: str) -> bool:
        """Whether ``mention`` goes on with the list by ``join``; then it is a member."""
        if not join or (self.closed and join == "comma"):
            return False
        self.members.append(mention)
        self.closed = join == "and"
        self.sure = len(self.members) if join != "comma" else self.sure
        return True

    def joined(self) -> list[Mention]:
        """The members up to the last conjunction, none where there was none."""
        return self.members[: self.sure]


GENITIVE = ["'", "s"]


def _repeats(tokens: Sequence[Token], one: Mention, two: Mention) -> bool:
    """Whether an adjective or genitive says of the name behind it whose it is: "the [American] NSA", "[Canada's] CCCS"."""
    if two.type != "organ" or one.key != two.key:
        return False
    between = [token.fold for token in tokens[one.last : two.first]]
    return (one.type == "adjective" and not between) or (one.type in ("state", "place") and between == GENITIVE)


BODIES = frozenset({"organ", "company", "ngo", "media"})
VERBAL = frozenset({"say", "accuse", "deny", "respond", "deed", "of", "barrier", "link", "and"})
HEAD, ARTICLE = 4, 4
"""Tokens of a noun phrase that a name closes ("and [the South Korean intelligence service] NIS"), and letters of the word it opens with."""


def _headed(tokens: Sequence[Token], one: Mention, two: Mention, words: _Words) -> bool:
    """Whether a conjunction joins two bodies of which the second is named behind its noun: "the council and the firm ESET"."""
    if one.type not in BODIES or two.type not in BODIES or one.last not in words.joins:
        return False
    between = range(one.last + 1, two.first)
    if len(between) > HEAD or not all(tokens[i].raw[0].isalpha() for i in between) or words.verbal & set(between[1:]):
        return False
    return not between or (tokens[between[0]].raw[0].islower() and len(tokens[between[0]].raw) <= ARTICLE)


def _join(tokens: Sequence[Token], one: Mention, two: Mention, begins: int, words: _Words) -> str:
    """How two mentions are joined: ``and``, ``with`` (partners), ``comma`` or not at all; at most two small words may stand before the
    token where ``two`` ``begins``."""
    nations = ("state", "place", "organ", "adjective", "person")
    shared = one.type == "adjective" and two.type == "perp" and two.how == "adjective"  # "Saudi and Emirati hackers": one noun for both
    if two.type == "adjective" and two.key in blocs() and words.opening.intersection(range(one.last, begins)):
        return ""  # "France and its European partners" are not the EU
    if _headed(tokens, one, two, words):
        return WITH if one.last in words.opening else "and"
    if one.type != two.type and not shared and not (one.type in nations and two.type in nations):
        return ""
    small, how = 0, ""
    for i in range(one.last, begins):
        if i in words.joins or tokens[i].fold == "&":
            how = WITH if i in words.opening else how if how == WITH else "and"
        elif tokens[i].fold == "/" and {one.type, two.type} <= BODIES:
            how = how or "and"  # "a notice of BfV / NIS"
        elif tokens[i].fold in ",/":
            how = how or "comma"
        elif tokens[i].fold in "'-()" or tokens[i].raw in DOUBLE or (tokens[i].raw[0].islower() and len(tokens[i].raw) <= 4):
            small += tokens[i].raw[0].isalpha()
        else:
            return ""
    return how if small <= 2 else ""
