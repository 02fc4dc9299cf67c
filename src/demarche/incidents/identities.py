"""Names that are one group because somebody says so: the statement is kept, the groups are not merged by it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from demarche.incidents.kinds import passage
from demarche.lexicon import tokenize
from demarche.lexicon.load import languages
from demarche.lexicon.names import Name, names
from demarche.model import Reading
from demarche.model.qualification import Identity

BETWEEN = re.compile(r"\s*(?:/|\(|=)\s*")
"""What stands between two names of one group: a stroke, a bracket, a sign of equality."""


def identities(readings: Iterable[Reading]) -> Iterator[Identity]:
    """Runs of group names side by side in the sentences of attributions, with the claimants who use them."""
    for reading in readings:
        seen: set[tuple[int, int]] = set()
        for quote in sorted({quote for claim in reading.claims.attributions for quote in claim.quotes}):
            by = sorted({claim.by for claim in reading.claims.attributions if quote in claim.quotes})
            for run in _runs(reading, quote.start, quote.end):
                span = (run[0][0], run[-1][1])
                if span not in seen:
                    seen.add(span)
                    text = reading.document.text
                    yield Identity(tuple(text[start:end] for start, end, _ in run), tuple(by), passage(reading, quote))


def _runs(reading: Reading, start: int, end: int) -> Iterator[list[tuple[int, int, Name]]]:
    run: list[tuple[int, int, Name]] = []
    for place in _groups(reading, start, end):
        if run and not BETWEEN.fullmatch(reading.document.text[run[-1][1] : place[0]]):
            if len(run) > 1:
                yield run
            run = []
        run.append(place)
    if len(run) > 1:
        yield run


def _groups(reading: Reading, start: int, end: int) -> list[tuple[int, int, Name]]:
    """The longest group names in a stretch of text, in order."""
    if reading.document.lang not in languages():
        return []
    tokens = tokenize(reading.document.text, start, end)
    hits = [hit for hit in names(reading.document.lang).matcher.find(tokens) if hit.entry[1].type == "group"]
    kept: list[tuple[int, int, Name]] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or tokens[hit.first].start >= kept[-1][1]:
            kept.append((tokens[hit.first].start, tokens[hit.last - 1].end, hit.entry[1]))
    return kept
