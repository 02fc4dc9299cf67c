"""The record: one SQLite file, or a PostgreSQL database. This is the door; reading and writing are in ``read`` and ``write``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, NoSuchModuleError, OperationalError

from demarche.errors import RecordError
from demarche.store.dialects import lock_schema, prepare
from demarche.store.migrations import migrate, version

BESIDE = ("", "-wal", "-shm", "-journal")
"""Endings of the files of one SQLite database."""


class Record:
    """An open record. Use as a context manager; ``reading()`` and ``writing()`` give one transaction each."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only snapshot."""
        with self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing when the block raises.

        Raises ``RecordError`` when the database cannot take it: locked by another program, disk full, connection lost.
        """
        try:
            with self.engine.connect().execution_options(writes=True) as connection, connection.begin():
                yield connection
        except OperationalError as error:
            hint = "see whether another program holds it, and whether there is space; then run the same command again"
            raise RecordError(f"{_safe(self.where)} cannot be written: {error.orig}", hint) from error

    def owns(self, path: str) -> bool:
        """Whether a path is the record's own file, or one that SQLite keeps beside it: building a folder must not read them."""
        own = os.path.basename(self.where)
        return os.path.basename(path) in {own + suffix for suffix in BESIDE} and _same_folder(path, self.where)

    def close(self) -> None:
        self.engine.dispose()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_record(where: str | Path, create: bool = False) -> Record:
    """Open the record at a file path or a SQLAlchemy URL (``postgresql://...``).

    With ``create`` a missing SQLite file is made. Raises ``RecordError`` when there is none, or it is no record.
    """
    url, shown = _url(str(where), create), str(where)
    try:
        engine = create_engine(url)
        prepare(engine)
        record = Record(engine, shown)
        _bring_up_to_date(record, create)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise RecordError(f"no driver for the record {_safe(shown)}: {error}", "pip install 'demarche[postgres]'") from error
    except DBAPIError as error:
        raise RecordError(f"{_safe(shown)} cannot be opened as a record: {error.orig}", "name another file with --record") from error
    return record


def _same_folder(one: str, two: str) -> bool:
    return os.path.realpath(os.path.dirname(one)) == os.path.realpath(os.path.dirname(two))


def _url(where: str, create: bool) -> str:
    if "://" in where:
        return where.replace("postgresql://", "postgresql+psycopg://", 1).replace("postgres://", "postgresql+psycopg://", 1)
    if not create and not Path(where).is_file():
        raise RecordError(f"there is no record {where}", f"make one: demarche build FILES --record {where}")
    if not Path(where).resolve().parent.is_dir():
        raise RecordError(f"the folder of the record {where} does not exist", "make the folder, or name another file with --record")
    return f"sqlite:///{where}"


def _safe(where: str) -> str:
    return make_url(where).render_as_string(hide_password=True) if "://" in where else where


def _bring_up_to_date(record: Record, create: bool) -> None:
    with record.writing() as connection:
        lock_schema(connection)
        if not create and version(connection) == 0:
            raise RecordError(f"{_safe(record.where)} is not a record of demarche", "make one: demarche build FILES --record ...")
        migrate(connection)
