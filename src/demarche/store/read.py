"""Named queries: everything that is read back from the record. Streams where the record may be large."""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Select, func, select

from demarche.model import Document, Duplicate, Incident, Judgement, Problem, Reading, Source
from demarche.store import tables as t
from demarche.store.codec import decode_claims, decode_document, decode_incident
from demarche.store.dialects import parts

BATCH = 200
"""Documents fetched at a time when all are streamed."""


def known(connection: Connection, engine: str) -> set[str]:
    """Ids of the documents this engine has read already."""
    return set(connection.execute(select(t.documents.c.id).where(t.documents.c.engine == engine)).scalars())


def document_ids(connection: Connection) -> list[str]:
    """All document ids, ascending."""
    return sorted(connection.execute(select(t.documents.c.id)).scalars())


def fingerprint(connection: Connection) -> str:
    """One hash over the documents, their engines, the mails and the judgements: what duplicates, incidents and exhibits come from."""
    queries = (select(t.documents.c.id, t.documents.c.engine), select(t.mails.c.source_id, t.mails.c.verdict))
    rows = [row for query in queries for row in connection.execute(query)]
    last = connection.execute(select(func.max(t.judgements.c.seq))).scalar() or 0
    return hashlib.sha256(repr((sorted(map(tuple, rows)), last)).encode()).hexdigest()


def readings(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[Reading]:
    """Documents with their claims, by ascending id; all of them, or those of ``ids`` that exist."""
    wanted = document_ids(connection) if ids is None else sorted(set(ids))
    for start in range(0, len(wanted), BATCH):
        yield from _batch(connection, wanted[start : start + BATCH])


def _batch(connection: Connection, ids: list[str]) -> Iterator[Reading]:
    claims = _by_document(connection, t.claims.c.document_id, select(t.claims).order_by(t.claims.c.position), ids)
    paths = _by_document(connection, t.appearances.c.source_id, select(t.appearances), ids)
    copies = _by_document(connection, t.duplicates.c.document_id, select(t.duplicates), ids)
    homes = _by_document(connection, t.incident_documents.c.document_id, select(t.incident_documents), ids)
    for row in connection.execute(select(t.documents).where(t.documents.c.id.in_(ids)).order_by(t.documents.c.id)).mappings().all():
        id = row["id"]
        seen = tuple(sorted(place["path"] for place in paths[id]))
        yield Reading(
            document=decode_document(row, seen[0] if seen else ""),
            claims=decode_claims(bool(row["relevant"]), claims[id]),
            duplicate=Duplicate(**copies[id][0]) if copies[id] else None,
            paths=seen,
            incidents=tuple(home["incident_id"] for home in sorted(homes[id], key=lambda home: (-home["main"], home["incident_id"]))),
        )


def _by_document(connection: Connection, key: Column[str], query: Select[Any], ids: list[str]) -> dict[str, list[RowMapping]]:
    found: dict[str, list[RowMapping]] = defaultdict(list)
    for row in connection.execute(query.where(key.in_(ids))).mappings():
        found[row[key.name]].append(row)
    return found


def documents(connection: Connection, ids: Collection[str] | None = None) -> Iterator[Document]:
    """Documents without their claims, by ascending id; all of them, or those of ``ids`` that exist."""
    for chunk in parts(document_ids(connection) if ids is None else set(ids)):
        for row in connection.execute(select(t.documents).where(t.documents.c.id.in_(chunk)).order_by(t.documents.c.id)).mappings().all():
            yield decode_document(row, "")


def places(connection: Connection) -> list[tuple[str, str]]:
    """(path, document id) of every place where a document was read, ascending."""
    joined = t.appearances.join(t.documents, t.appearances.c.source_id == t.documents.c.id)
    return sorted((row[0], row[1]) for row in connection.execute(select(t.appearances.c.path, t.documents.c.id).select_from(joined)))


def source_ids(connection: Connection) -> list[str]:
    """Ids of all sources, ascending."""
    return sorted(connection.execute(select(t.sources.c.id)).scalars())


def source(connection: Connection, id: str) -> Source | None:
    """The raw bytes of one source as they came, or None."""
    row = connection.execute(select(t.sources).where(t.sources.c.id == id)).mappings().first()
    if row is None:
        return None
    path = min(connection.execute(select(t.appearances.c.path).where(t.appearances.c.source_id == id)).scalars(), default="")
    same = ("id", "kind", "url", "title", "published", "lang")
    return Source(path=path, raw=zlib.decompress(row["raw"]), **{name: row[name] for name in same})


def problems(connection: Connection) -> list[Problem]:
    """What could not be read, by path."""
    rows = connection.execute(select(t.problems)).mappings()
    return sorted(
        (Problem(row["path"], row["code"], row["reason"], row["hint"], bool(row["fatal"])) for row in rows),
        key=lambda problem: (problem.path, problem.code, problem.reason),
    )


def duplicates(connection: Connection) -> dict[str, Duplicate]:
    """The copies, by document id."""
    return {row["document_id"]: Duplicate(**row) for row in connection.execute(select(t.duplicates)).mappings()}


def incidents(connection: Connection) -> list[Incident]:
    """All incidents, the earliest first, undated ones last."""
    found = [decode_incident(body) for body in connection.execute(select(t.incidents.c.body)).scalars()]
    return sorted(found, key=lambda incident: (incident.first is None, incident.first or "", incident.id))


def incident(connection: Connection, id: str) -> Incident | None:
    """The incident with this id, else the one that an incident of this id was merged into, else the only one whose id begins so."""
    all_bodies, ids = select(t.incidents.c.body), t.incidents.c.id
    for query in (all_bodies.where(ids == id), _moved(id), all_bodies.where(ids.startswith(id, autoescape=True))):
        bodies = connection.execute(query).scalars().all()
        if bodies:
            return decode_incident(bodies[0]) if len(bodies) == 1 else None
    return None


def _moved(id: str) -> Select[tuple[str]]:
    homes, moved = t.incident_documents, t.incident_redirects
    joined = moved.join(homes, homes.c.document_id == moved.c.document_id).join(t.incidents, t.incidents.c.id == homes.c.incident_id)
    query = select(t.incidents.c.body).select_from(joined).where(moved.c.old_id == id)
    return query.order_by(homes.c.main.desc(), t.incidents.c.id).limit(1)


def incident_documents(connection: Connection, ids: Sequence[str]) -> dict[str, list[str]]:
    """The documents that report these incidents in the first place, copies included, ascending."""
    c = t.incident_documents.c
    found: dict[str, list[str]] = {id: [] for id in ids}
    for incident, document in connection.execute(select(c.incident_id, c.document_id).where(c.incident_id.in_(ids), c.main == 1)):
        found[incident].append(document)
    return {incident: sorted(documents) for incident, documents in found.items()}


def incidents_of(connection: Connection, documents: Collection[str]) -> set[str]:
    """Ids of the incidents that these documents report or recall."""
    c = t.incident_documents.c
    return {id for some in parts(documents) for id in connection.execute(select(c.incident_id).where(c.document_id.in_(some))).scalars()}


def bare_incidents(connection: Connection) -> set[str]:
    """Ids of the incidents that are left without documents, because another engine reads these anew."""
    c, home = t.incidents.c, t.incident_documents.c.incident_id
    return set(connection.execute(select(c.id).where(c.id.not_in(select(home)))).scalars())


def fellows(connection: Connection, documents: Collection[str]) -> set[str]:
    """The documents of all incidents that these documents report or recall, they themselves included."""
    c, ids = t.incident_documents.c, incidents_of(connection, documents)
    return {id for some in parts(ids) for id in connection.execute(select(c.document_id).where(c.incident_id.in_(some))).scalars()}


def copies_of(connection: Connection, documents: Collection[str]) -> dict[str, str]:
    """Copy to original, of these originals."""
    c = t.duplicates.c
    queries = (select(c.document_id, c.original_id).where(c.original_id.in_(some)) for some in parts(documents))
    return {row[0]: row[1] for query in queries for row in connection.execute(query)}


def incident_document_ids(connection: Connection, id: str) -> list[str]:
    """The documents that report one incident in the first place, copies included, ascending."""
    return incident_documents(connection, [id])[id]


def claim_places(connection: Connection, id: str) -> list[tuple[str, str, str]]:
    """(document id, kind, claim id) of the claims whose id begins so."""
    c = t.claims.c
    rows = connection.execute(select(c.document_id, c.kind, c.id).where(c.id.startswith(id, autoescape=True))).all()
    return sorted((row[0], row[1], row[2]) for row in rows)


def judgements(connection: Connection) -> list[Judgement]:
    """The log of decisions, oldest first."""
    return [Judgement(**row) for row in connection.execute(select(t.judgements).order_by(t.judgements.c.seq)).mappings()]


def state(connection: Connection, key: str) -> str | None:
    """One named fact about the record itself."""
    return connection.execute(select(t.state.c.value).where(t.state.c.key == key)).scalar()


def counts(connection: Connection) -> dict[str, int]:
    """Rows a table, and ``relevant`` documents."""
    tables = {table.name: table for table in (t.sources, t.documents, t.claims, t.problems, t.duplicates, t.incidents, t.judgements)}
    found = {name: connection.execute(select(func.count()).select_from(table)).scalar() or 0 for name, table in tables.items()}
    found["relevant"] = connection.execute(select(func.count()).select_from(t.documents).where(t.documents.c.relevant == 1)).scalar() or 0
    return found
