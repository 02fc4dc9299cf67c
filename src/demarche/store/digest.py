"""One hash over all the record says. It depends on what was read, not on when, in which order or by how many processes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, Table, select

from demarche.store import tables as t
from demarche.store.codec import dumps

TABLES = (
    t.sources, t.appearances, t.documents, t.claims, t.problems, t.duplicates, t.incidents, t.incident_documents, t.judgements, t.mails,
    t.exhibits,
)  # fmt: skip
LEFT_OUT = {"recorded_at", "at", "engine", "raw"}
"""Columns outside the digest: times of recording, the engine's version, and the compressed bytes (their SHA-256 is the id)."""
STREAM = 1000


def digest(connection: Connection) -> str:
    """SHA-256 in hexadecimal over every row of every table of content, each table's rows in the order of their own hashes."""
    total = hashlib.sha256()
    for table in TABLES:
        total.update(table.name.encode())
        for row in sorted(_row_hashes(connection, table)):
            total.update(row)
    return total.hexdigest()


def _row_hashes(connection: Connection, table: Table) -> Iterator[bytes]:
    columns = [column for column in table.columns if column.name not in LEFT_OUT]
    rows = connection.execution_options(yield_per=STREAM).execute(select(*columns))
    for row in rows:
        yield hashlib.sha256(dumps(list(row)).encode("utf-8", "surrogatepass")).digest()
