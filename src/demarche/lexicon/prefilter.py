"""Decides early that a text cannot concern cyber-attacks: none of the words that alone speak of one stands in it.

One Aho-Corasick pass over the lower-cased text (fast, no tokens); a hit only means that the document deserves a full reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import ahocorasick_rs

from demarche.lexicon.forms import CLAUSE_END, GAP_PART, Option, patterns
from demarche.lexicon.load import Cue, lexicon
from demarche.lexicon.names import names
from demarche.lexicon.text import fold

SURE = 0.8
"""Strength from which a deed, technique or attacker word speaks of a cyber-attack on its own."""
SHORTEST = 4


def may_concern(text: str, lang: str) -> bool:
    """False when no sure word of an attack and no threat group of ``lang`` stands anywhere in ``text``."""
    return next(iter(_automaton(lang).find_matches_as_indexes(_folded(text))), None) is not None


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else " ".join(map(fold, text.split()))


@lru_cache(maxsize=16)
def _automaton(lang: str) -> ahocorasick_rs.AhoCorasick:
    words = {core for cue in lexicon(lang).cues if _sure(cue) for core in _cores(cue)}
    words |= {form.lower() for form in names(lang).group_forms if len(form) >= SHORTEST}
    return ahocorasick_rs.AhoCorasick(sorted(words))


def _sure(cue: Cue) -> bool:
    noun = cue.kind == "deed" and cue.frame in ("noun", "")
    return (noun or cue.kind in ("technique", "perp", "link")) and cue.strength >= SURE and cue.frame != "none"


def _cores(cue: Cue) -> Iterator[str]:
    """The longest literal stretch of every alternative of the form's most telling part."""
    for form in cue.forms:
        for pattern in patterns(form):
            parts = [part for part in pattern if part != GAP_PART and all(part)]
            if parts:
                best = max(parts, key=lambda part: min(len(_literal(option)) for option in part))
                yield from (core for option in best if len(core := _literal(option)) >= SHORTEST)


def _literal(option: Option) -> str:
    return max((piece for word in option for piece in word.removesuffix(CLAUSE_END).split("*")), key=len, default="")
