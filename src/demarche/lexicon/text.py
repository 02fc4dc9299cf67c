"""Tokens and folding shared by the data files and the documents, so that a form written in a file meets the text it stands for."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

TOKEN = re.compile(r"\w+|[^\w\s]")
APOSTROPHES = {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "‑": "-", "–": "-"}
# letters that a decomposition leaves alone; folded one to one so that offsets stay where they are
KEEP_ACCENTS = 3
SINGLE = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "a", "œ": "o"}


class Token(NamedTuple):
    """One word or mark: ``text[start:end]``; ``fold`` is its folded form, ``raw`` as written."""

    start: int
    end: int
    fold: str
    raw: str


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Lower-case ``word`` without diacritics; same length for the letters of Latin alphabets.

    Words of up to three letters keep theirs: "à" is not "a", "où" not "ou".

    >>> fold("Élysée"), fold("GROßBRITANNIEN"), fold("À")
    ('elysee', 'großbritannien', 'à')
    """
    if word in APOSTROPHES:
        return APOSTROPHES[word]
    if len(word) <= KEEP_ACCENTS or word.isascii():
        low = word.lower()
        return word if low == word else low  # one string for both: there are a hundred thousand
    out = []
    for letter in word.lower():
        base = unicodedata.normalize("NFD", letter)[0]
        out.append(SINGLE.get(base, base))
    return "".join(out)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Split ``text[start:end]`` into words and single marks, with offsets into ``text``."""
    stop = len(text) if end is None else end
    new = tuple.__new__  # by way of ``Token`` itself it takes twice as long, and nothing is made more often
    spans = [m.span() for m in TOKEN.finditer(text, start, stop)]
    return [new(Token, (first, last, fold(word := text[first:last]), word)) for first, last in spans]
