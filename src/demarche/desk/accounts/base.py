"""The file of accounts. Apart from the record, so that a record can be handed on without anybody's password."""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demarche.errors import RecordError

SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL, added_at REAL NOT NULL, active INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (key TEXT PRIMARY KEY, user TEXT NOT NULL, since REAL NOT NULL, seen REAL NOT NULL);
CREATE TABLE IF NOT EXISTS failures (who TEXT NOT NULL, at REAL NOT NULL);
CREATE INDEX IF NOT EXISTS failures_by_who ON failures (who, at);
CREATE TABLE IF NOT EXISTS audit (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL, action TEXT NOT NULL, detail TEXT NOT NULL);
CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER IF NOT EXISTS audit_remains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TABLE IF NOT EXISTS saved (id TEXT PRIMARY KEY, user TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, at TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS facts (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
PRIVATE = 0o600


class Accounts:
    """An open file of accounts; safe to use from several threads."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._lock = threading.RLock()
        _make_private(Path(path))
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30)
            self._db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;" + SCHEMA)
        except sqlite3.DatabaseError as error:
            raise RecordError(f"{path} cannot be opened as a file of accounts: {error}", "name another file with --accounts") from error
        self.secret = self._fact("secret", secrets.token_hex(32))

    @contextmanager
    def using(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time."""
        with self._lock:
            yield self._db

    def _fact(self, key: str, fresh: str) -> str:
        with self.using() as db:
            db.execute("INSERT OR IGNORE INTO facts VALUES (?, ?)", (key, fresh))
            return str(db.execute("SELECT value FROM facts WHERE key = ?", (key,)).fetchone()[0])

    def close(self) -> None:
        """Let go of the file."""
        with self.using() as db:
            db.close()


def _make_private(path: Path) -> None:
    """Password hashes are for the owner's eyes."""
    if not path.parent.is_dir():
        raise RecordError(f"the folder of {path} does not exist", "make the folder, or name another file with --accounts")
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, PRIVATE))
