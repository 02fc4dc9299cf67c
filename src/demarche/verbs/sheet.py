"""An incident with all that its documents say about it, each claim beside the document that says it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, select

from demarche.incidents.rows import accused
from demarche.model import Attribution, Claims, Denial, Incident, Reading, Response, Tag, Victim
from demarche.store import read
from demarche.store import tables as t
from demarche.verbs.asof import AsOf
from demarche.verbs.replay import known

T = TypeVar("T")
TOGETHER = 50
"""Incidents whose documents are fetched at a time."""


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A claim and the document that makes it."""

    claim: T
    reading: Reading

    @property
    def words(self) -> str:
        """The quotation that carries the claim: the first one, by which extraction puts the surest sentence."""
        quotes = getattr(self.claim, "quotes", ())
        return str(quotes[0].exact) if quotes else ""

    @property
    def published(self) -> str:
        return self.reading.document.published or ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One incident in full. Claims are by date of publication, then path; ``readings`` are its documents, copies included.

    ``recalling`` are documents that report another incident and recall this one; their claims are not among these.
    """

    incident: Incident
    readings: tuple[Reading, ...]
    attributions: tuple[Said[Attribution], ...]
    denials: tuple[Said[Denial], ...]
    responses: tuple[Said[Response], ...]
    victims: tuple[Said[Victim], ...]
    techniques: tuple[Said[Tag], ...]
    objectives: tuple[Said[Tag], ...]
    recalling: tuple[Reading, ...] = ()

    @property
    def told(self) -> dict[str, str | None]:
        """For each accusation, by id, the state that a summary tells it under (``incidents.rows``)."""
        return accused(one.claim for one in self.attributions if not one.claim.background)


def sheet_of(connection: Connection, incident: Incident) -> Sheet:
    """Gather one incident's documents and claims."""
    return next(sheets_of(connection, [incident]))


def sheets_of(connection: Connection, incidents: Sequence[Incident]) -> Iterator[Sheet]:
    """Gather the documents and claims of each incident, in the order given."""
    for start in range(0, len(incidents), TOGETHER):
        some = incidents[start : start + TOGETHER]
        ids = read.incident_documents(connection, [incident.id for incident in some])
        every = {id for incident in some for id in (*ids[incident.id], *incident.recalling)}
        found = {reading.document.id: reading for reading in read.readings(connection, sorted(every))}
        for incident in some:
            yield sheet_from(incident, [found[id] for id in ids[incident.id]], [found[id] for id in incident.recalling])


def sheet_from(incident: Incident, found: Iterable[Reading], recalling: Iterable[Reading] = ()) -> Sheet:
    """The sheet of an incident with these documents."""
    readings = sorted(found, key=_place)
    own = [reading for reading in readings if reading.duplicate is None]
    kinds = [field.name for field in fields(Claims) if field.name != "relevant"]
    said: dict[str, Any] = {kind: tuple(_said(own, kind)) for kind in kinds}
    return Sheet(incident, tuple(readings), recalling=tuple(sorted(recalling, key=_place)), **said)


def _place(reading: Reading) -> tuple[bool, str, str]:
    published = reading.document.published
    return (published is None, published or "", reading.document.path)


def _said(readings: Iterable[Reading], kind: str) -> Iterable[Said[Any]]:
    for reading in readings:
        for claim in getattr(reading.claims, kind):
            yield Said(claim, reading)


def as_known(connection: Connection, sheet: Sheet, as_of: AsOf | None) -> Sheet | None:
    """The sheet with only the documents known on a day; None when there were none."""
    if as_of is None:
        return sheet
    c = t.documents.c
    ids = [reading.document.id for reading in (*sheet.readings, *sheet.recalling)]
    recorded = {row[0]: row[1] for row in connection.execute(select(c.id, c.recorded_at).where(c.id.in_(ids)))}
    found = known(sheet.incident, sheet.readings, recorded, as_of)
    recalling = (one for one in sheet.recalling if as_of.knows(one, recorded[one.document.id]))
    return sheet_from(*found, recalling) if found else None
