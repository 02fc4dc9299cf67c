"""Which mentions of a sentence are joined: "de VS, het VK en Canada"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from demarche.annotate.annotated import CueHit, Mention, Sentence
from demarche.annotate.quotations import DOUBLE
from demarche.lexicon import Token


def coordinate(tokens: Sequence[Token], sentence: Sentence, mentions: list[Mention], cues: list[CueHit], number: int) -> int:
    """Number the runs of like mentions joined by commas and conjunctions; returns the next free number.

    A run needs a conjunction: a bare comma also stands between a name and the clause after it.
    """
    joins = {i for h in cues if h.kind == "and" for i in h.parts}
    verbs = {i for h in cues if h.kind in VERBAL for i in h.parts}
    where = {h.last for h in cues if h.kind == "of" and h.cue.type == "in"}
    run: list[Mention] = []
    linked = False
    own = {id(two): one for one, two in pairwise(mentions) if _repeats(one, two)}
    skipped = {id(one) for one in own.values()}
    ends: list[Mention | None] = [*(m for m in mentions if m.type != "city" and id(m) not in skipped), None]
    for mention in ends:
        join = _join(tokens, run[-1], mention, own.get(id(mention), mention).first, joins, verbs) if run and mention is not None else ""
        if join == "comma" and len(run) == 1 and run[0].type == "place" and run[0].first in where and mention and mention.type != "place":
            join = ""  # "published in Brussels, Germany and Latvia denounce"
        # the conjunction closes a list: in "after the words of London and Brussels, China ..." the comma opens the clause
        if join and mention is not None and not (linked and join == "comma"):
            linked = linked or join == "and"
            run.append(mention)
            continue
        if linked:
            number += 1
            for member in run:
                member.coordination = number
        run, linked = ([mention] if mention is not None else []), False
    return number


def _repeats(one: Mention, two: Mention) -> bool:
    """Whether an adjective says of the name behind it whose it is: "the [American] NSA"."""
    return one.type == "adjective" and two.type == "organ" and one.last == two.first and one.key == two.key


BODIES = frozenset({"organ", "company", "ngo", "media"})
VERBAL = frozenset({"say", "accuse", "deny", "respond", "deed", "of", "barrier", "link", "and"})
HEAD, ARTICLE = 4, 4
"""Tokens of a noun phrase that a name closes ("and [the South Korean intelligence service] NIS"), and letters of the word it opens with."""


def _headed(tokens: Sequence[Token], one: Mention, two: Mention, joins: set[int], verbs: set[int]) -> bool:
    """Whether a conjunction joins two bodies of which the second is named behind its noun: "the council and the firm ESET"."""
    if one.type not in BODIES or two.type not in BODIES or one.last not in joins:
        return False
    between = range(one.last + 1, two.first)
    if len(between) > HEAD or not all(tokens[i].raw[0].isalpha() for i in between) or verbs & set(between[1:]):
        return False
    return not between or (tokens[between[0]].raw[0].islower() and len(tokens[between[0]].raw) <= ARTICLE)


def _join(tokens: Sequence[Token], one: Mention, two: Mention, begins: int, joins: set[int], verbs: set[int]) -> str:
    """How two mentions are joined: ``and``, ``comma`` or not at all; at most two small words may stand before the token where ``two``
    ``begins``."""
    nations = ("state", "place", "organ", "adjective", "person")
    shared = one.type == "adjective" and two.type == "perp" and two.how == "adjective"  # "Saudi and Emirati hackers": one noun for both
    if _headed(tokens, one, two, joins, verbs):
        return "and"
    if one.type != two.type and not shared and not (one.type in nations and two.type in nations):
        return ""
    small, how = 0, ""
    for i in range(one.last, begins):
        if i in joins or tokens[i].fold == "&":
            how = "and"
        elif tokens[i].fold in ",/":
            how = how or "comma"
        elif tokens[i].fold in "'-()" or tokens[i].raw in DOUBLE or (tokens[i].raw[0].islower() and len(tokens[i].raw) <= 4):
            small += tokens[i].raw[0].isalpha()
        else:
            return ""
    return how if small <= 2 else ""
