"""What a line looks like, whatever it says: a sentence, a menu, a counter, a table row."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W_]+(?:['’.&/-][^\W_]+)*")
CLOSERS = "\"'”“’‘»«)]›*_ "
TERMINAL = ".!?…"
JUNK = re.compile(r"^[\s>»›▶►•·*|#→✓+«–—-]+|[\s>»›▶►•·*|→«:…-]+$")
COUNT = re.compile(r"\s*(?:\(\s*\d[\d.,]*\s*\)|\b\d[\d.,]*)$|^\d[\d.,]*\s+(?=\S+$)")
MIN_PROSE_WORDS = 8
"""A line with fewer words that ends like a sentence may still be a headline, a label or a speaker's short answer."""
LONG_WORDS = 30
SEPARATORS = re.compile(r"\s[|•·‖›»>/–—]\s|\s?[|•·]\s?|\s{2,}|\t")
CURLY = str.maketrans("’‘‚“”„«»", "'''" + '"' * 5)


def words(text: str) -> list[str]:
    """The words of a line."""
    return WORD.findall(text)


def ends_sentence(text: str) -> bool:
    """True where the line ends as a sentence does, closing quotation marks and brackets apart."""
    bare = text.rstrip(CLOSERS)
    return bool(bare) and bare[-1] in TERMINAL


def is_prose(text: str) -> bool:
    """True for running text: sentences, not labels, headlines or menus."""
    count = len(WORD.findall(text))
    return count >= LONG_WORDS or (count >= MIN_PROSE_WORDS and ends_sentence(text))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A line as word lists compare it: no case, straight quotation marks, no bullets, arrows, counts and closing marks at its ends."""
    line = JUNK.sub("", text.translate(CURLY).lower())
    return JUNK.sub("", COUNT.sub("", line)) or line


def segments(text: str) -> list[str]:
    """The parts of a line between bars, bullets, arrows and wide gaps."""
    return [part for part in (piece.strip() for piece in SEPARATORS.split(text)) if part]
