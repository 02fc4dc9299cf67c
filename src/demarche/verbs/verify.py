"""Check a record against itself: bytes against their hashes, quotations against texts, texts against bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields

from sqlalchemy import Connection

from demarche.clean import decoded, raw_span
from demarche.model import Claims, Document, Quote, Reading
from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.store.check import damaged_sources
from demarche.store.digest import digest
from demarche.store.exhibits import all_exhibits


@dataclass(slots=True)
class Verification:
    """What was checked, and every fault as a sentence. ``digest`` is the record's digest."""

    digest: str = ""
    sources: int = 0
    documents: int = 0
    quotes: int = 0
    faults: list[str] = field(default_factory=list)


def verify(record: str | None = None) -> Verification:
    """Re-hash every source, re-check every quotation and walk it back to the source; faults are listed, not raised."""
    found = Verification()
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        found.sources = len(read.source_ids(asked))
        found.faults += damaged_sources(asked)
        broken = {fault.split()[1] for fault in found.faults}
        for reading in read.readings(asked):
            found.documents += 1
            if reading.document.id not in broken:
                _check(asked, reading, found)
        _check_exhibits(asked, found, broken)
        found.digest = digest(asked)
    return found


def _check_exhibits(connection: Connection, found: Verification, broken: set[str]) -> None:
    """The words by which documents name mails stand in the documents and their sources."""
    ties = [(one.mail_id, tie) for one in all_exhibits(connection) for tie in one.ties if tie.quote and tie.document_id not in broken]
    readings = {reading.document.id: reading for reading in read.readings(connection, [tie.document_id for _, tie in ties])}
    for mail, tie in ties:
        document, source = readings[tie.document_id].document, read.source(connection, tie.document_id)
        found.quotes += 1
        faults = quote_faults(document, tie.quote, decoded(source) if source else "") if tie.quote else ()
        found.faults += [f"the mail {mail}, named in {document.path}: {fault}" for fault in faults]


def _check(connection: Connection, reading: Reading, found: Verification) -> None:
    source = read.source(connection, reading.document.id)
    raw = decoded(source) if source else ""
    for kind, id, quote in quotes_of(reading.claims):
        found.quotes += 1
        found.faults += [f"claim {id} ({kind}) of {reading.document.path}: {fault}" for fault in quote_faults(reading.document, quote, raw)]


def quotes_of(claims: Claims) -> Iterator[tuple[str, str, Quote]]:
    """(kind, claim id, quotation) of all quotations of a document."""
    for entry in fields(claims):
        for claim in getattr(claims, entry.name) if entry.name != "relevant" else ():
            for quote in claim.quotes:
                yield entry.name, claim.id, quote


def quote_faults(document: Document, quote: Quote, raw: str) -> Iterator[str]:
    """What is wrong with a quotation, given the decoded source."""
    if document.text[quote.start : quote.end] != quote.exact:
        yield f"the text has other words at {quote.start}"
    elif not raw:
        yield "its source can no longer be decoded"
    else:
        start, end = raw_span(document, quote.start, quote.end)
        if not 0 <= start < end <= len(raw) or not _verbatim(document, quote, raw):
            yield f"the source has other words at {start}"


def _verbatim(document: Document, quote: Quote, raw: str) -> bool:
    """Every run of the quotation that cleaning left as it was is the same in the source."""
    for edit in document.edits:
        start, end = max(edit.start, quote.start), min(edit.start + edit.length, quote.end)
        if start < end and edit.length == edit.raw_length:
            at = edit.raw + start - edit.start
            if document.text[start:end] != raw[at : at + end - start]:
                return False
    return True
