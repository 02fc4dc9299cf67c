"""What exporters see of a record: documents with their claims as people's judgements leave them or as the program found them, incidents,
sources; all of it or a selection of incidents."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from demarche.incidents.decisions import Decisions
from demarche.incidents.judged import added_id, judged, retold
from demarche.model import Incident, Judgement, Problem, Reading, Source
from demarche.store import read
from demarche.store import tables as t
from demarche.store.codec import CLAIM_TYPES
from demarche.store.copies import as_copy
from demarche.store.evidence import MailEvidence, evidence_of
from demarche.store.exhibits import without_recipients
from demarche.store.summary import judged_documents

BATCH = 100
"""Documents held in memory at a time."""


@dataclass(frozen=True, slots=True)
class Case:
    """An incident with its documents, the earliest first. ``copies`` repeat another document; ``home`` are the documents that no
    incident before this one has been given, so that what a document says is written once. ``decided`` gives the ids of claims that people
    corrected or added the time of that (RFC 3339, UTC)."""

    incident: Incident
    own: tuple[Reading, ...]
    copies: tuple[Reading, ...]
    home: tuple[Reading, ...]
    decided: Mapping[str, str] = field(default_factory=dict)


class View:
    """Streams out of one read transaction. ``selected`` are incident ids; None is the whole record.

    ``tlp`` is the Traffic Light Protocol 2.0 label (``clear``, ``green``, ``amber``, ``amber+strict``, ``red``) to mark the export with.
    With ``judged`` rejected claims are left out, corrections made, added claims put in, and incidents left out of which nothing is left.
    With ``mask`` the recipients of mails are blocked out.
    """

    def __init__(
        self,
        connection: Connection,
        selected: Collection[str] | None = None,
        tlp: str | None = None,
        judged: bool = True,
        mask: bool = False,
    ) -> None:
        self.connection = connection
        self.selected = None if selected is None else frozenset(selected)
        self.tlp = tlp
        self.mask = mask
        self.decisions = Decisions(read.judgements(connection) if judged else ())

    def as_found(self) -> View:
        """The same part of the record with the claims as the program found them."""
        return View(self.connection, self.selected, self.tlp, judged=False, mask=self.mask)

    @cached_property
    def _judged_documents(self) -> set[str]:
        return judged_documents(self.connection, self.decisions)

    def has(self, incident: str) -> bool:
        """Whether an incident of this id is to be exported."""
        return self.selected is None or incident in self.selected

    def incidents(self) -> list[Incident]:
        """The selected incidents, the earliest first."""
        told = (self._told(one) for one in read.incidents(self.connection) if self.has(one.id))
        return [one for one in told if one is not None]

    def _told(self, incident: Incident) -> Incident | None:
        """The incident with what its claims as judged amount to; None when they no longer tell of one."""
        if self._judged_documents.isdisjoint(incident.documents):
            return incident
        return retold(incident, map(self._judged, read.readings(self.connection, incident.documents)))

    def cases(self) -> Iterator[Case]:
        """The selected incidents with their documents, the earliest first."""
        for id in self._incident_ids():
            incident = read.incident(self.connection, id) if self.has(id) else None
            told = self._told(incident) if incident else None
            if told is not None:
                yield self._case(told)

    def _incident_ids(self) -> list[str]:
        rows = self.connection.execute(select(t.incidents.c.first, t.incidents.c.id)).all()
        return [id for _, _, id in sorted((first is None, first or "", id) for first, id in rows)]

    def _case(self, incident: Incident) -> Case:
        ids = read.incident_document_ids(self.connection, incident.id)
        found = sorted(map(self._seen, read.readings(self.connection, ids)), key=_place)
        shown = self._shown(found)
        own = tuple(one for one in shown if one.duplicate is None)
        copies = tuple(one for one in shown if one.duplicate is not None)
        home = tuple(one for one in own if one.incidents[:1] == (incident.id,))
        return Case(incident, own, copies, home, self._decided([one for one in found if one.duplicate is None]))

    def _shown(self, readings: Sequence[Reading]) -> Sequence[Reading]:
        return without_recipients(self.connection, readings) if self.mask else readings

    def _decided(self, readings: Collection[Reading]) -> dict[str, str]:
        if not self.decisions.last:
            return {}
        verdicts = ((claim.id, self.decisions.on(one, kind, claim)) for one in readings for kind, claim in claims_of(one))
        found = {id: verdict.at for id, verdict in verdicts if verdict and verdict.action == "correct"}
        return found | {added_id(entry): entry.at for one in readings for entry in self.decisions.added(one.document.id)}

    def _seen(self, reading: Reading) -> Reading:
        """The reading as judged, without incidents that are not exported."""
        told = self._judged(reading)
        return replace(told, incidents=tuple(id for id in told.incidents if self.has(id)))

    def _judged(self, reading: Reading) -> Reading:
        """A document that says nothing of an attack any more reports no incident."""
        if not self.decisions.last:
            return reading
        told = judged(reading, self.decisions)
        return replace(told, incidents=()) if reading.claims.relevant and not told.claims.relevant else told

    def documents(self) -> Iterator[Reading]:
        """Each document once, by ascending id, with the claims read in itself and the selected incidents."""
        for reading in map(self._seen, read.readings(self.connection)):
            if self.selected is None or reading.incidents:
                yield from self._shown([reading])

    def judgements(self) -> list[Judgement]:
        """The log of decisions, oldest first; of a selection, those on its incidents, documents and claims."""
        log = read.judgements(self.connection)
        if self.selected is None or not log:
            return log
        known = set(self.selected)
        for reading in self.as_found().documents():
            known.add(reading.document.id)
            known.update(claim.id for _, claim in claims_of(reading))
        return [one for one in log if one.target in known or one.other in known]

    def evidence(self, case: Case) -> list[MailEvidence]:
        """The mails that are evidence of an incident, by time of arrival."""
        documents = [reading.document for reading in (*case.own, *case.copies)]
        return evidence_of(self.connection, case.incident.id, documents, self.mask)

    def problems(self) -> list[Problem]:
        """What could not be read, by path; nothing for a selection, as it belongs to no incident."""
        return read.problems(self.connection) if self.selected is None else []

    def source(self, id: str) -> Source | None:
        """The raw bytes of a document."""
        return read.source(self.connection, id)

    def readings(self) -> Iterator[Reading]:
        """Each place where a document was read, by path; a copy repeats its original's claims in its own words."""
        places = iter(read.places(self.connection))
        while chunk := list(islice(places, BATCH)):
            yield from self._batch(chunk)

    def _batch(self, places: list[tuple[str, str]]) -> Iterator[Reading]:
        found = {one.document.id: one for one in read.readings(self.connection, [id for _, id in places])}
        missing = {one.duplicate.original_id for one in found.values() if one.duplicate} - found.keys()
        originals = found | {one.document.id: one for one in read.readings(self.connection, sorted(missing))}
        told = {id: self._judged(one) for id, one in originals.items()}
        for path, id in places:
            reading = found[id]
            if self.selected is not None and self.selected.isdisjoint(reading.incidents):
                continue
            reading = as_copy(reading, told[reading.duplicate.original_id]) if reading.duplicate else told[id]
            yield from self._shown([replace(reading, document=replace(reading.document, path=path))])


def claims_of(reading: Reading) -> Iterator[tuple[str, Any]]:
    """(kind, claim) of all claims of a document, in the order of the coding guide."""
    for kind in CLAIM_TYPES:
        for claim in getattr(reading.claims, kind):
            yield kind, claim


def _place(reading: Reading) -> tuple[bool, str, str, str]:
    published = reading.document.published
    return (published is None, published or "", reading.document.path, reading.document.id)
