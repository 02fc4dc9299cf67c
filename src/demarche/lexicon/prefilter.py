"""Decides early that a text cannot concern cyber-attacks: none of the words that alone speak of one stands in it.

One Aho-Corasick pass over the lower-cased text (fast, no tokens); a hit only means that the document deserves a full reading.
"""

from __future__ import annotations

from functools import lru_cache

import ahocorasick_rs

from demarche.lexicon.forms import GAP_MARK, PIECE, expand
from demarche.lexicon.load import lexicon
from demarche.lexicon.text import fold

SURE = 0.8
"""Strength from which a deed or technique word speaks of a cyber-attack on its own."""
SHORTEST = 3


def may_concern(text: str, lang: str) -> bool:
    """False when no deed, technique or attacker word of ``lang`` stands anywhere in ``text``."""
    return next(iter(_automaton(lang).find_matches_as_indexes(_folded(text))), None) is not None


def _folded(text: str) -> str:
    return text.lower() if text.isascii() else " ".join(map(fold, text.split()))


@lru_cache(maxsize=16)
def _automaton(lang: str) -> ahocorasick_rs.AhoCorasick:
    words: set[str] = set()
    for cue in lexicon(lang).cues:
        if cue.kind in ("deed", "technique", "perp") and cue.strength >= SURE:
            for form in cue.forms:
                words.update(filter(None, (_core(spelled) for spelled in expand(form))))
    return ahocorasick_rs.AhoCorasick(sorted(words))


def _core(form: str) -> str:
    """The longest literal stretch of a form."""
    parts = [part for piece in PIECE.findall(form) if piece != GAP_MARK for part in fold(piece).split("*")]
    best = max(parts, key=len, default="")
    return best if len(best) >= SHORTEST else ""
