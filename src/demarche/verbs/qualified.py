"""Incidents of a record with their documents and their qualification sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from demarche.errors import UsageError
from demarche.incidents.decisions import Decisions
from demarche.incidents.qualify import qualify
from demarche.model import Incident, Reading
from demarche.model.qualification import Qualification
from demarche.store import read
from demarche.store import tables as t
from demarche.verbs.asof import AsOf
from demarche.verbs.replay import known
from demarche.verbs.selection import Selection


@dataclass(frozen=True, slots=True)
class Qualified:
    """An incident, its documents (copies included) and its sheet."""

    incident: Incident
    readings: tuple[Reading, ...]
    sheet: Qualification


def recorded_at(connection: Connection) -> dict[str, str]:
    """When each document was recorded (ISO 8601), by id."""
    return {row[0]: row[1] for row in connection.execute(select(t.documents.c.id, t.documents.c.recorded_at))}


def decisions(connection: Connection, as_of: AsOf | None = None) -> Decisions:
    """What people have decided, of a replay what they had decided by then."""
    return Decisions(entry for entry in read.judgements(connection) if as_of is None or as_of.heard(entry))


def one(connection: Connection, incident: str, as_of: AsOf | None = None) -> Qualified:
    """The incident with this id, or a beginning of it. Raises ``UsageError`` when there is none, or none was known then."""
    found = read.incident(connection, incident)
    if found is None:
        raise UsageError(f"no single incident has the id {incident}", "list them: demarche timeline")
    made = _qualified(connection, found, as_of, decisions(connection, as_of), recorded_at(connection))
    if made is None and as_of is not None:
        raise UsageError(f"nothing was known about {found.id} on {as_of.day}", "name a later day with --as-of")
    assert made
    return made


def every(connection: Connection, selection: Selection = Selection(), as_of: AsOf | None = None) -> Iterator[Qualified]:
    """All selected incidents, the earliest first."""
    heard, times = decisions(connection, as_of), recorded_at(connection)
    for incident in read.incidents(connection):
        made = _qualified(connection, incident, as_of, heard, times) if selection.takes(incident) else None
        if made is not None and selection.takes(made.incident):
            yield made


def _qualified(connection: Connection, incident: Incident, as_of: AsOf | None, heard: Decisions, times: dict[str, str]) -> Qualified | None:
    readings = read.readings(connection, read.incident_document_ids(connection, incident.id))
    found = known(incident, readings, times, as_of)
    if found is None:
        return None
    return Qualified(found[0], tuple(found[1]), qualify(found[0], found[1], heard, times))
