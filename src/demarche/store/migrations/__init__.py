"""Numbered steps from an empty database to the present record. A step that has been released is never edited; add the next number.

``NNNN_name.sql`` runs everywhere; ``NNNN_name.<dialect>.sql`` beside it only on that database. ``-- next`` ends a statement.
"""

from __future__ import annotations

from importlib.resources import files

from sqlalchemy import Connection, inspect, text

from demarche.errors import RecordError

TYPES = {
    "sqlite": {"{BLOB}": "BLOB", "{SERIAL}": "INTEGER PRIMARY KEY AUTOINCREMENT"},
    "postgresql": {"{BLOB}": "BYTEA", "{SERIAL}": "BIGSERIAL PRIMARY KEY"},
}
SEPARATOR = "-- next"


def steps() -> list[tuple[int, str]]:
    """All steps as (number, stem), ascending."""
    names = [entry.name for entry in files(__package__).iterdir() if entry.name.endswith(".sql")]
    return sorted((int(name[:4]), name.removesuffix(".sql")) for name in names if name.count(".") == 1)


def statements(stem: str, dialect: str) -> list[str]:
    """The statements of one step for one database."""
    found = []
    for name in (f"{stem}.sql", f"{stem}.{dialect}.sql"):
        file = files(__package__) / name
        if file.is_file():
            found += file.read_text(encoding="utf-8").split(SEPARATOR)
    return [_typed(statement, dialect) for statement in found]


def _typed(statement: str, dialect: str) -> str:
    for placeholder, name in TYPES[dialect].items():
        statement = statement.replace(placeholder, name)
    return statement


def version(connection: Connection) -> int:
    """The number of the last step this record has taken, 0 for an empty database."""
    if not inspect(connection).has_table("schema_version"):
        return 0
    return int(connection.execute(text("SELECT max(number) FROM schema_version")).scalar() or 0)


def migrate(connection: Connection) -> int:
    """Take the steps that are missing; return the version reached. Raises ``RecordError`` for a record of a newer program."""
    have, known = version(connection), steps()
    if have > known[-1][0]:
        raise RecordError(f"the record has schema {have}, this program knows up to {known[-1][0]}", "install a newer demarche")
    if have == 0:
        connection.exec_driver_sql("CREATE TABLE schema_version (number INTEGER PRIMARY KEY)")
    for number, stem in known:
        if number > have:
            for statement in statements(stem, connection.dialect.name):
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql(f"INSERT INTO schema_version VALUES ({number})")
    return known[-1][0]
