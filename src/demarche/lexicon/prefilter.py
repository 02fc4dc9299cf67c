"""Decides early that a text cannot concern cyber-attacks: no sure word for an attack or its tools, no word for attackers, no threat group.

What it turns away, full reading would find irrelevant too (:func:`demarche.claims.extract.speaks_of_attacks`); what it lets pass may
still be so.
"""

from __future__ import annotations

from functools import lru_cache

from demarche.lexicon.garbage import lasting
from demarche.lexicon.groups import find_numbered
from demarche.lexicon.load import HIDES, Cue, lexicon, matcher_for, written_so
from demarche.lexicon.matcher import Hit, Matcher
from demarche.lexicon.names import names
from demarche.lexicon.text import tokenize

KINDS = frozenset({"deed", "technique", "perp"})
SURE = 0.5
"""Strength from which a word of these kinds speaks of a cyber-attack on its own."""


def is_sure(cue: Cue) -> bool:
    """Whether the words of ``cue`` alone say that computers are concerned."""
    return cue.kind in KINDS and cue.strength >= SURE and cue.frame != HIDES


def may_concern(text: str, lang: str) -> bool:
    """False when no cue that :func:`is_sure` and no threat group of ``lang`` stands in any line of ``text``."""
    return any(_concerns(line, lang) for line in text.split("\n"))


def _concerns(line: str, lang: str) -> bool:
    tokens = tokenize(line)
    hits = [hit for hit in _matcher(lang).find(tokens) if hit.entry is None or written_so(hit.entry, tokens[hit.first].raw)]
    return bool(find_numbered(line)) or any(hit.entry is None or (is_sure(hit.entry) and not _hidden(hit, hits)) for hit in hits)


def _hidden(hit: Hit[Cue | None], hits: list[Hit[Cue | None]]) -> bool:
    """Whether ``hit`` is part of words that say something else ("heart attack")."""
    hiders = (other for other in hits if other.entry and other.entry.frame == HIDES and other.entry.kind == getattr(hit.entry, "kind", ""))
    return any(set(hit.parts) <= set(other.parts) for other in hiders)


@lru_cache(maxsize=16)
@lasting()
def _matcher(lang: str) -> Matcher[Cue | None]:
    """The sure cues and those that hide them, and None for names of threat groups, in whatever case."""
    made: Matcher[Cue | None] = matcher_for(lang)
    for cue in lexicon(lang).cues:
        if cue.kind in KINDS and (is_sure(cue) or cue.frame == HIDES):
            for form in cue.forms:
                made.add(form, cue)
    for form in names(lang).group_forms:
        made.add(form, None)
    return made
