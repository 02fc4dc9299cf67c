"""How much of a text's matter a paragraph shares, measured on word beginnings."""

from __future__ import annotations

import re
from collections.abc import Iterable

CONTENT = re.compile(r"[^\W\d_]{5,}|[A-Z0-9]{3,}")
STEM = 6
"""Letters of a word that count: enough to tell words apart, few enough to pass over inflection in the four languages."""


def stems(text: str) -> set[str]:
    """The content words of ``text``, cut to their beginnings."""
    return {word[:STEM].lower() for word in CONTENT.findall(text)}


class Topic:
    """The content words of what is known to belong to the article."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.known: set[str] = set()
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        self.known |= stems(text)

    def share(self, text: str) -> float:
        """Part of the content words of ``text`` that the article has too, 0 to 1."""
        own = stems(text)
        return len(own & self.known) / len(own) if own else 0.0
