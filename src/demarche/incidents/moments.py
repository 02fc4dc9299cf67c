"""When it happened, was discovered, was said: expressions of time beside the words they are the time of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from demarche.annotate.sentences import split
from demarche.annotate.when import When, find_when
from demarche.incidents.cuewords import Spotted, spot
from demarche.model import Claims, Document, Quote, Reading
from demarche.model.dates import published

FIELDS = ("attributions", "denials", "responses", "victims", "techniques")
LONGEST = 38
"""Days that the date of a statement may span: a coarse month and the week before it. "This year" dates what is told, not the telling."""
FAR = 120
"""Characters between an expression of time and the word it belongs to; farther apart it stays unused."""


@dataclass(frozen=True, slots=True)
class Timed:
    """An expression of time in a sentence, and what it is the time of (``happened``, ``discovered``, ``said``)."""

    kind: str
    when: When
    sentence: Quote


def timed(reading: Reading) -> list[Timed]:
    """The expressions of time in the sentences that carry this document's foreground claims."""
    document = reading.document
    anchor = published(document.published)
    quoted = list(_quoted(reading.claims))
    found = find_when(document.text, document.lang, anchor)
    made = []
    for start, end, _ in split(document.text, document.title_end) if found else ():
        inside = [one for one in found if start <= one.start and one.end <= end]
        if inside and any(quote.start < end and start < quote.end for quote in quoted):
            made += list(_in_sentence(document, start, end, inside))
    return made


def _quoted(claims: Claims) -> Iterator[Quote]:
    for name in FIELDS:
        for claim in getattr(claims, name):
            if not claim.background:
                yield from claim.quotes


def _in_sentence(document: Document, start: int, end: int, found: Iterable[When]) -> Iterator[Timed]:
    cues = [one for one in spot(document.text, document.lang, start, end) if one.kind == "moment"]
    sentence = Quote.of(document.text, start, end)
    for when in found:
        # a bare weekday is the day of the news: of the saying, where the sentence has a word of saying
        telling = [cue for cue in cues if cue.type == "said"] if when.weekday is not None else []
        near = min(telling or cues, key=lambda cue: (_apart(cue, when), cue.start), default=None)
        if near is not None and _apart(near, when) <= FAR:
            yield Timed(near.type, when, sentence)


def _apart(cue: Spotted, when: When) -> int:
    return max(cue.start - when.end, when.start - cue.end, 0)


def said_in(times: Iterable[Timed], quotes: Iterable[Quote]) -> When | None:
    """When the claim with these quotations was said, where its own sentences say so."""
    places = list(quotes)
    for one in times:
        if (
            one.kind == "said"
            and 0 < (one.when.interval.days or 0) <= LONGEST
            and any(q.start <= one.when.start and one.when.end <= q.end for q in places)
        ):
            return one.when
    return None
