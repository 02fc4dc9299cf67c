"""A record held open without the recipients of its mails: blocked out in documents, replaced in what was found, left out as bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from demarche.model import Reading, Source
from demarche.model.document import MAIL
from demarche.store import read
from demarche.store.exhibits import all_mail_ids, without_recipients
from demarche.verbs.explain import Explanation, passages
from demarche.verbs.opened import Opened
from demarche.verbs.overview import Overview
from demarche.verbs.sheet import Sheet, sheet_from


class Masked(Opened):
    """Answers as ``Opened`` does, without recipients."""

    masked = True

    def summed(self, connection: Connection) -> Overview:
        """The overview. Titles of mails are their subjects, which may name a recipient; of mails that say nothing of an attack, of which
        there may be many, they are left out."""
        found = super().summed(connection)
        mails = [found.documents[id] for id in all_mail_ids(connection) if id in found.documents]
        for head in mails:
            head.title = None
        telling = read.readings(connection, [head.id for head in mails if head.relevant])
        for reading in without_recipients(connection, list(telling)):
            found.documents[reading.document.id].title = reading.document.title
        return found

    def _without(self, readings: Iterable[Reading]) -> list[Reading]:
        with self.record.reading() as asked:
            return without_recipients(asked, list(readings))

    def sheet(self, incident: str) -> Sheet:
        """One incident in full."""
        found = super().sheet(incident)
        return sheet_from(found.incident, self._without(found.readings))

    def reading(self, document: str) -> Reading | None:
        """One document with its claims."""
        found = super().reading(document)
        return self._without([found])[0] if found else None

    def readings(self, documents: Sequence[str]) -> dict[str, Reading]:
        """Several documents with their own claims, by id."""
        return {reading.document.id: reading for reading in self._without(super().readings(documents).values())}

    def source(self, document: str) -> Source | None:
        """The bytes of a document as they came; of a mail nothing."""
        found = super().source(document)
        return None if found is None or found.kind == MAIL else found

    def explanation(self, claim: str) -> Explanation | None:
        """A claim with its rule and passages."""
        found = super().explanation(claim)
        if found is None:
            return None
        reading = self._without([found.reading])[0]
        told = next(one for one in getattr(reading.claims, found.kind) if one.id == found.claim.id)
        return replace(found, claim=told, reading=reading, passages=passages(reading, told))

    def excerpts(self, query: str, documents: Sequence[str]) -> dict[str, str]:
        """The words around the match in each document; of mails nothing."""
        found = super().excerpts(query, documents)
        with self.record.reading() as asked:
            mails = set(all_mail_ids(asked))
        return {id: words for id, words in found.items() if id not in mails}
