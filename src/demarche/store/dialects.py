"""What differs between the databases: connection set-up and rows that may already be there. Full text is in ``search``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.dialects import postgresql, sqlite

BUSY_MS = 30_000
"""How long a writer waits for another one before it gives up, in milliseconds."""
MOST = 500
"""Values named in one query: databases set a limit to them."""
CACHE_KIB = 64 * 1024
"""Pages of a SQLite record that are held in memory, at most: its keys are numbers without order, written and read all over the file."""
MIGRATION_LOCK = 0x64656D61
"""PostgreSQL advisory lock taken while the schema is looked at or changed."""


def parts(values: Collection[Any]) -> Iterator[Sequence[Any]]:
    """The values in order, as many at a time as one query may name."""
    ordered = sorted(values)
    for start in range(0, len(ordered), MOST):
        yield ordered[start : start + MOST]


def insert_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> int:
    """Insert the rows that are not there yet; return how many were new."""
    if not rows:
        return 0
    insert: Any = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    before = connection.execute(insert(table).on_conflict_do_nothing(), list(rows))
    return max(before.rowcount, 0)


def prepare(engine: Engine) -> None:
    """Make SQLite wait for other writers, keep a write-ahead log and take the write lock at the start of a writing transaction.

    The driver's own implicit transactions are switched off: they start too late to hold a snapshot between a read and a write.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _connect_sqlite)
        event.listen(engine, "begin", _begin_sqlite)


def _connect_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def lock_schema(connection: Connection) -> None:
    """Let only one process migrate at a time (SQLite: the writing transaction does it already)."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION_LOCK})")
