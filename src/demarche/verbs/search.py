"""Full text over the documents, with the claims beside each hit."""

from __future__ import annotations

from dataclasses import dataclass

from demarche.errors import UsageError
from demarche.model import Reading
from demarche.settings import default_record
from demarche.store import open_record, read
from demarche.store.search import find, parse

MANY = 10_000
"""Hits looked through when filters apply."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document that matches; the words that did stand between ``demarche.store.search.MARK`` in the snippet."""

    reading: Reading
    snippet: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Filters on the documents found: language, an actor's key that some claim names, a threat group, publication, relevance."""

    lang: str | None = None
    state: str | None = None
    group: str | None = None
    since: str | None = None
    until: str | None = None
    relevant: bool = False

    def takes(self, reading: Reading) -> bool:
        """Whether a document passes."""
        document, published = reading.document, reading.document.published or ""
        return (
            (self.lang is None or document.lang == self.lang)
            and (not self.relevant or reading.claims.relevant)
            and (self.since is None or published[: len(self.since)] >= self.since)
            and (self.until is None or "" < published[: len(self.until)] <= self.until)
            and (self.state is None or self.state.casefold() in _actors(reading))
            and (self.group is None or self.group.casefold() in _groups(reading))
        )


def search(query: str, record: str | None = None, *, limit: int = 20, wanted: Wanted = Wanted()) -> list[Found]:
    """Documents that have all words of ``query``, best first.

    ``"several words"`` is a phrase, ``word*`` a beginning. Raises ``UsageError`` for a query without a word.
    """
    if not parse(query):
        raise UsageError("the query has no word to look for", 'for example: demarche search "APT31 parlement*"')
    with open_record(record or default_record()) as kept, kept.reading() as asked:
        hits = find(asked, query, limit if wanted == Wanted() else MANY)
        by_id = {reading.document.id: reading for reading in read.readings(asked, [hit.document_id for hit in hits])}
    found = [Found(by_id[hit.document_id], hit.snippet) for hit in hits if wanted.takes(by_id[hit.document_id])]
    return found[:limit]


def _actors(reading: Reading) -> set[str]:
    claims = reading.claims
    by = {claim.by for claim in claims.attributions} | {claim.by for claim in claims.denials} | {claim.by for claim in claims.responses}
    to = {claim.to for claim in claims.attributions} | {claim.to for claim in claims.responses}
    return {name.casefold() for name in by | to if name}


def _groups(reading: Reading) -> set[str]:
    return {group.name.casefold() for claim in reading.claims.attributions for group in claim.groups}
