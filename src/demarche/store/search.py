"""Full text over the documents: FTS5 on SQLite, ``tsvector`` on PostgreSQL, one small query language on both.

Words must all occur; ``"several words"`` is a phrase; ``word*`` is a beginning. Nothing a user types is an error of syntax.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import Connection, text

TERM = re.compile(r'"([^"]*)"|(\S+)')
WORD = re.compile(r"\w+")
MARK = ("\x02", "\x03")
"""Put around the words that matched; a caller turns them into its own marks."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matched, best first; ``snippet`` has the matching words between the two characters of ``MARK``."""

    document_id: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand side by side; with ``prefix`` the last one may go on."""

    words: tuple[str, ...]
    prefix: bool = False


def parse(query: str) -> list[Term]:
    """The terms of a query; pieces without a letter or digit fall out."""
    found = []
    for phrase, word in TERM.findall(query):
        words = tuple(WORD.findall(phrase or word))
        if words:
            found.append(Term(words, prefix=word.endswith("*")))
    return found


def index(connection: Connection, document_id: str, body: str) -> None:
    """Make a document findable."""
    if connection.dialect.name == "sqlite":
        sql = "INSERT INTO fulltext (document_id, text) VALUES (:id, :body)"
    else:
        sql = "INSERT INTO fulltext VALUES (:id, :body, to_tsvector('simple', :body))"
    connection.execute(text(sql), {"id": document_id, "body": body})


def forget(connection: Connection, document_id: str) -> None:
    """Take a document out of the index."""
    connection.execute(text("DELETE FROM fulltext WHERE document_id = :id"), {"id": document_id})


def find(connection: Connection, query: str, limit: int) -> list[Hit]:
    """The best ``limit`` documents for a query; none when it has no words."""
    terms = parse(query)
    if not terms:
        return []
    match, sql = (_fts5(terms), SQLITE) if connection.dialect.name == "sqlite" else (_tsquery(terms), POSTGRESQL)
    rows = connection.execute(text(sql), {"match": match, "limit": limit})
    return [Hit(row[0], row[1]) for row in rows]


SQLITE = """
SELECT document_id, snippet(fulltext, 1, char(2), char(3), '…', 24) FROM fulltext
WHERE fulltext MATCH :match ORDER BY bm25(fulltext), document_id LIMIT :limit
"""
POSTGRESQL = """
SELECT document_id, ts_headline('simple', text, q, 'StartSel=' || chr(2) || ',StopSel=' || chr(3) || ',MaxWords=24,MinWords=12')
FROM fulltext, to_tsquery('simple', :match) q WHERE words @@ q ORDER BY ts_rank(words, q) DESC, document_id LIMIT :limit
"""


def _fts5(terms: list[Term]) -> str:
    return " AND ".join('"{}"{}'.format(" ".join(term.words), "*" if term.prefix else "") for term in terms)


def _tsquery(terms: list[Term]) -> str:
    return " & ".join("(" + " <-> ".join(f"'{word}'" for word in term.words) + (":*" if term.prefix else "") + ")" for term in terms)
