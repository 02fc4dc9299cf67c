"""Stretches of a document's clean text. Offsets count Unicode code points, half open: ``text[start:end]``."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, ``0 <= start < end``."""

    start: int
    end: int

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The exact words of a document that say something: ``exact == document.text[start:end]``."""

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Quote:
        """Quote ``text[start:end]`` without the white space at its ends."""
        cut = text[start:end]
        start += len(cut) - len(cut.lstrip())
        return cls(start, start + len(cut.strip()), cut.strip())
