"""Why a claim is in the record: its rule, its cue words, its quotations in context and where they stand in the source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from demarche.clean import raw_span
from demarche.errors import UsageError
from demarche.model import Quote, Reading
from demarche.settings import default_record
from demarche.store import open_record, read

CONTEXT = 160
"""Characters shown on either side of a quotation."""
CUT = "…"
"""Stands where the context is cut off."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One quotation: the words around it, and its place in the decoded source (``raw``, half open)."""

    quote: Quote
    before: str
    after: str
    raw: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A claim of ``kind`` (``attributions``, ``denials`` ...) with the document that makes it."""

    kind: str
    claim: Any
    reading: Reading
    passages: tuple[Passage, ...]


def explain(claim: str, record: str | None = None) -> Explanation:
    """Explain the claim with this id or beginning of an id. Raises ``UsageError`` when no single claim has it."""
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        places = read.claim_places(asked, claim)
        if len({id for _, _, id in places}) != 1:
            found = "no claim has" if not places else f"{len(places)} claims have"
            raise UsageError(f"{found} an id that begins with {claim}", "ids are in the last column of: demarche timeline, show, search")
        return explained(asked, *places[0])


def explained(connection: Connection, document_id: str, kind: str, id: str) -> Explanation:
    """One claim of one document, explained."""
    reading = next(read.readings(connection, [document_id]))
    claim = next(claim for claim in getattr(reading.claims, kind) if claim.id == id)
    return Explanation(kind, claim, reading, passages(reading, claim))


def passages(reading: Reading, claim: Any) -> tuple[Passage, ...]:
    """The quotations of a claim with the words around them."""
    return tuple(_passage(reading, quote) for quote in claim.quotes)


def _passage(reading: Reading, quote: Quote) -> Passage:
    text = reading.document.text
    start, end = max(0, quote.start - CONTEXT), min(len(text), quote.end + CONTEXT)
    before = (CUT if start else "") + text[start : quote.start]
    after = text[quote.end : end] + (CUT if end < len(text) else "")
    return Passage(quote, before, after, raw_span(reading.document, quote.start, quote.end))
