"""Named queries for overviews over the whole record: heads of claims and documents rather than all they hold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select, text

from demarche.incidents.decisions import Decisions
from demarche.model import Incident, Judgement
from demarche.store import tables as t
from demarche.store.codec import decode_incident
from demarche.store.search import POSTGRESQL, SQLITE, _fts5, _tsquery, parse

STREAM = 2000


@dataclass(slots=True)
class DocumentHead:
    """A document without its text; ``incident`` is its main one, ``copy_of`` the document it copies."""

    id: str
    lang: str
    title: str | None
    published: str | None
    relevant: bool
    recorded_at: str
    incident: str | None = None
    copy_of: str | None = None


@dataclass(slots=True)
class ClaimHead:
    """A claim without its quotations. Fields that its kind does not have are None or empty."""

    id: str
    document: str
    kind: str
    by: str | None
    to: str | None
    country: str | None
    type: str | None
    certainty: str | None
    level: str | None
    status: str | None
    background: bool
    score: float
    groups: tuple[str, ...]


def document_heads(connection: Connection) -> dict[str, DocumentHead]:
    """All documents by id, with their main incident and what they copy."""
    c = t.documents.c
    rows = connection.execute(select(c.id, c.lang, c.title, c.published, c.relevant, c.recorded_at).order_by(c.id))
    found = {row[0]: DocumentHead(row[0], row[1], row[2], row[3], bool(row[4]), row[5]) for row in rows}
    homes = t.incident_documents.c
    for document, incident in connection.execute(
        select(homes.document_id, homes.incident_id).order_by(homes.main, homes.incident_id.desc())
    ):
        found[document].incident = incident
    for document, original in connection.execute(select(t.duplicates.c.document_id, t.duplicates.c.original_id)):
        found[document].copy_of = original
    return found


def claim_heads(connection: Connection) -> Iterator[ClaimHead]:
    """All claims by document, kind and position."""
    c = t.claims.c
    columns = (c.id, c.document_id, c.kind, c.claimant, c.accused, c.country, c.type, c.certainty, c.responsibility, c.status, c.background)
    query = select(*columns, c.body).order_by(c.document_id, c.kind, c.position)
    for row in connection.execution_options(yield_per=STREAM).execute(query):
        whole = json.loads(row[11])
        groups = tuple(group["name"] for group in whole.get("groups", ()))
        yield ClaimHead(*row[:10], bool(row[10]), float(whole["score"]), groups)


def claim_head(document: str, kind: str, claim: Any) -> ClaimHead:
    """The head of a claim at hand."""
    said = (getattr(claim, name, None) for name in ("by", "to", "country", "type", "certainty", "responsibility", "status"))
    groups = tuple(group.name for group in getattr(claim, "groups", ()))
    values: list[Any] = [claim.id, document, kind, *said, claim.background, claim.score, groups]
    return ClaimHead(*values)


def claim_place(connection: Connection, id: str) -> tuple[str, str] | None:
    """(document id, kind) of the claim with this very id."""
    c = t.claims.c
    row = connection.execute(select(c.document_id, c.kind).where(c.id == id).order_by(c.document_id, c.kind)).first()
    return (row[0], row[1]) if row else None


def judged_documents(connection: Connection, decisions: Decisions) -> set[str]:
    """Documents with claims that people judged or added."""
    unnamed = (claim for claim, verdicts in decisions.judged().items() if not any(entry.words for entry in verdicts.values()))
    places = (claim_place(connection, claim) for claim in unnamed)
    return decisions.documents() | {place[0] for place in places if place}


def incidents(connection: Connection) -> list[Incident]:
    """All incidents, by id."""
    return [decode_incident(body) for body in connection.execute(select(t.incidents.c.body).order_by(t.incidents.c.id)).scalars()]


def last_judgement(connection: Connection) -> int:
    """The number of the newest entry of the log, 0 without any."""
    return connection.execute(select(func.max(t.judgements.c.seq))).scalar() or 0


def judgements_after(connection: Connection, seq: int) -> list[Judgement]:
    """The part of the log that comes after number ``seq``, oldest first."""
    c = t.judgements.c
    return [Judgement(**row) for row in connection.execute(select(t.judgements).where(c.seq > seq).order_by(c.seq)).mappings()]


def ranked(connection: Connection, query: str, limit: int) -> list[str]:
    """Ids of the documents that match a full-text query, best first, without excerpts."""
    terms = parse(query)
    if not terms:
        return []
    lite = connection.dialect.name == "sqlite"
    sql = (RANK_SQLITE if lite else RANK_POSTGRESQL) + " LIMIT :limit"
    match = _fts5(terms) if lite else _tsquery(terms)
    return list(connection.execute(text(sql), {"match": match, "limit": limit}).scalars())


RANK_SQLITE = "SELECT document_id FROM fulltext WHERE fulltext MATCH :match ORDER BY bm25(fulltext), document_id"
RANK_POSTGRESQL = """
SELECT document_id FROM fulltext, to_tsquery('simple', :match) q WHERE words @@ q ORDER BY ts_rank(words, q) DESC, document_id
"""


def excerpts(connection: Connection, query: str, ids: Sequence[str]) -> dict[str, str]:
    """For each of these documents that matches, the words around the match, marked as ``store.search.MARK`` says."""
    terms = parse(query)
    lite = connection.dialect.name == "sqlite"
    named = {f"id{number}": id for number, id in enumerate(ids)}
    if not terms or not named:
        return {}
    among = f"document_id IN ({', '.join(':' + name for name in named)}) AND "
    sql = (SQLITE if lite else POSTGRESQL).replace("WHERE ", f"WHERE {among}", 1)
    match = _fts5(terms) if lite else _tsquery(terms)
    rows = connection.execute(text(sql), {"match": match, "limit": len(named), **named})
    return {row[0]: row[1] for row in rows}
