"""From the clean text back to the source."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter

from demarche.model import Document

START = attrgetter("start")


def raw_span(document: Document, start: int, end: int) -> tuple[int, int]:
    """Where ``document.text[start:end]`` stands in ``decoded(source)``: offsets of code points, half open.

    Raises ``ValueError`` for a span that is not within the text.
    """
    if not 0 <= start < end <= len(document.text):
        raise ValueError(f"no span {start}-{end} in a text of {len(document.text)} characters")
    first = document.edits[bisect_right(document.edits, start, key=START) - 1]
    last = document.edits[bisect_right(document.edits, end - 1, key=START) - 1]
    raw = first.raw + (start - first.start if first.length == first.raw_length else 0)
    raw_end = last.raw + (end - last.start if last.length == last.raw_length else last.raw_length)
    return raw, max(raw, raw_end)
