"""Everything that writes to the record. Each function works inside the caller's transaction and may be run again without effect."""

from __future__ import annotations

import os
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, and_, delete, insert, select, true

from demarche.model import Claims, Document, Duplicate, Incident, Judgement, Problem, Source
from demarche.store import nodes, read
from demarche.store import tables as t
from demarche.store.codec import claim_rows, decode_incident, document_row, dumps
from demarche.store.dialects import insert_new, parts
from demarche.store.search import forget, index

COMPRESSION = 6


def now() -> str:
    """The present time, UTC, ISO 8601, seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def storable_path(path: str) -> str:
    """A file name that is not valid Unicode, made visible: the record and every export hold text only."""
    return os.fsencode(path).decode("utf-8", "backslashreplace") if not path.isascii() else path


def append(connection: Connection, source: Source, document: Document, claims: Claims, engine: str) -> bool:
    """Keep one document read by ``engine``; false when this engine's reading of it was there already."""
    at = now()
    add_source(connection, source, at)
    known = connection.execute(select(t.documents.c.engine).where(t.documents.c.id == document.id)).scalar()
    if known == engine:
        return False
    if known is not None:
        forget_reading(connection, document.id)
    connection.execute(insert(t.documents), [document_row(document, claims.relevant) | {"engine": engine, "recorded_at": at}])
    rows = claim_rows(document.id, claims)
    if rows:
        connection.execute(insert(t.claims), rows)
    index(connection, document.id, document.text)
    return True


def add_source(connection: Connection, source: Source, at: str) -> None:
    """Keep the raw bytes once, and this place where they were seen."""
    row = {
        "id": source.id,
        "kind": source.kind,
        "size": len(source.raw),
        "raw": zlib.compress(source.raw, COMPRESSION),
        "url": source.url,
        "title": source.title,
        "published": source.published,
        "lang": source.lang,
        "recorded_at": at,
    }
    insert_new(connection, t.sources, [row])
    add_paths(connection, [(source.id, source.path)], at)


def add_paths(connection: Connection, seen: Iterable[tuple[str, str]], at: str | None = None) -> None:
    """Keep further places, as (source id, path), where known bytes were seen."""
    at = at or now()
    insert_new(connection, t.appearances, [{"source_id": source, "path": storable_path(path), "recorded_at": at} for source, path in seen])


def forget_reading(connection: Connection, document_id: str) -> None:
    """Take out what an older engine made of a source; the source, its places and all judgements stay."""
    for table in (t.incident_documents, t.claims):
        connection.execute(delete(table).where(table.c.document_id == document_id))
    connection.execute(
        delete(t.duplicates).where((t.duplicates.c.document_id == document_id) | (t.duplicates.c.original_id == document_id))
    )
    nodes.forget_all(connection)
    connection.execute(delete(t.documents).where(t.documents.c.id == document_id))
    forget(connection, document_id)


def add_problem(connection: Connection, problem: Problem, source_id: str | None = None) -> None:
    """Keep what could not be read, once."""
    row = asdict(problem) | {
        "path": storable_path(problem.path),
        "fatal": int(problem.fatal),
        "source_id": source_id,
        "recorded_at": now(),
    }
    insert_new(connection, t.problems, [row])


def drop_problems(connection: Connection, stale: Iterable[Problem]) -> None:
    """Take out problems that a later reading of the same path no longer has."""
    for problem in stale:
        c = t.problems.c
        connection.execute(delete(t.problems).where(and_(c.path == problem.path, c.code == problem.code, c.reason == problem.reason)))


def replace_duplicates(connection: Connection, found: Mapping[str, tuple[str, str]], among: Collection[str] | None = None) -> None:
    """Keep which documents copy which, in place of what was known before: of all, or of the documents ``among``."""
    for chosen in _chosen(t.duplicates.c.document_id, among):
        connection.execute(delete(t.duplicates).where(chosen))
    rows = [asdict(Duplicate(document, original, kind)) for document, (original, kind) in sorted(found.items())]
    if rows:
        connection.execute(insert(t.duplicates), rows)


def replace_incidents(
    connection: Connection, incidents: Iterable[Incident], copies: Mapping[str, str], among: Collection[str] | None = None
) -> None:
    """Keep these incidents in place of the former ones: of all, or of those that have documents ``among``.

    Ids that vanish are redirected. ``copies`` maps duplicate to original.
    """
    found = sorted(incidents, key=lambda incident: incident.id)
    old = _take_out(connection, among)
    for incident in found:
        row = {"id": incident.id, "first": incident.first, "last": incident.last, "body": dumps(incident)}
        connection.execute(insert(t.incidents), [row])
    rows = _memberships(found, copies)
    if rows:
        connection.execute(insert(t.incident_documents), rows)
    _redirect(connection, old, found)


def _take_out(connection: Connection, among: Collection[str] | None) -> list[tuple[str, str]]:
    """Take out incidents with their documents, and those whose documents are all being read anew; return (id, body) of each."""
    homes, ids = t.incident_documents.c, t.incidents.c.id
    wanted = None if among is None else read.incidents_of(connection, among) | read.bare_incidents(connection)
    old = [row for chosen in _chosen(ids, wanted) for row in connection.execute(select(ids, t.incidents.c.body).where(chosen))]
    for chosen in _chosen(homes.incident_id, wanted):
        connection.execute(delete(t.incident_documents).where(chosen))
    for chosen in _chosen(ids, wanted):
        connection.execute(delete(t.incidents).where(chosen))
    return [(row[0], row[1]) for row in old]


def _chosen(column: Column[str], among: Collection[str] | None) -> Iterator[ColumnElement[bool]]:
    """Conditions that together choose the rows with these values, or all rows."""
    if among is None:
        yield true()
    else:
        yield from (column.in_(some) for some in parts(among))


def _memberships(incidents: list[Incident], copies: Mapping[str, str]) -> list[dict[str, Any]]:
    copies_of: dict[str, list[str]] = {}
    for copy, original in copies.items():
        copies_of.setdefault(original, []).append(copy)
    rows: dict[tuple[str, str], int] = {}
    for incident in incidents:
        for member in incident.members:
            for document in (member.document_id, *copies_of.get(member.document_id, ())):
                rows[document, incident.id] = int(member.main)
    return [{"document_id": d, "incident_id": i, "main": main} for (d, i), main in sorted(rows.items())]


def _redirect(connection: Connection, old: list[tuple[str, str]], found: list[Incident]) -> None:
    """An id that is gone leads to its anchor document, and so to whatever incident that document belongs to from now on."""
    present = {incident.id for incident in found}
    moved = [(id, decode_incident(body).anchor) for id, body in old if id not in present]
    insert_new(connection, t.incident_redirects, [{"old_id": id, "document_id": anchor, "recorded_at": now()} for id, anchor in moved])


def judge(connection: Connection, judgement: Judgement) -> int:
    """Append a decision to the log; return its number."""
    row = asdict(judgement) | {"at": judgement.at or now()}
    row.pop("seq")
    return int(connection.execute(insert(t.judgements).values(**row).returning(t.judgements.c.seq)).scalar_one())


def set_state(connection: Connection, key: str, value: str) -> None:
    """Keep one named fact about the record itself."""
    connection.execute(delete(t.state).where(t.state.c.key == key))
    connection.execute(insert(t.state).values(key=key, value=value))
