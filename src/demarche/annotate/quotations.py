"""Which sentences stand inside quotation marks, paragraph by paragraph."""

from __future__ import annotations

import re

from demarche.annotate.annotated import Sentence

DOUBLE, SINGLE = frozenset('«»“”„"'), frozenset("'‘’‚")
"""Marks of quotations; a single one may be an apostrophe."""
CLOSING = frozenset('»”"')
"""Marks behind which the speaker of a quotation is named."""
PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‚": "‘’", '"': '"'}
OPENER = re.compile("|".join(PAIRS))
MOST = 1500
"""Longest quotation in characters; a mark without a partner within reach is taken for a stray one."""


def quotations(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of the quotations in ``text[start:end]``, marks included."""
    spans = []
    opener = OPENER.search(text, start, end)
    while opener:
        at = opener.start()
        stop = _find(text, at + 1, min(end, at + MOST), PAIRS[opener.group()])
        if stop > 0:
            spans.append((at, stop + 1))
        opener = OPENER.search(text, max(at, stop) + 1, end)
    return spans


def _find(text: str, start: int, end: int, closers: str) -> int:
    places = [p for c in closers if (p := text.find(c, start, end)) >= 0]
    return min(places) if places else -1


def mark_quoted(text: str, sentences: list[Sentence]) -> None:
    """Set ``quoted`` on sentences that lie for the most part inside one quotation."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for group in by_paragraph.values():
        spans = quotations(text, group[0].start, group[-1].end)
        for sentence in group:
            inside = sum(max(0, min(e, sentence.end) - max(s, sentence.start)) for s, e in spans)
            sentence.quoted = inside * 2 > (sentence.end - sentence.start)
