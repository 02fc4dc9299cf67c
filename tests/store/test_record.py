"""Opening, migrating, and what is no record."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from demarche.errors import RecordError
from demarche.store import Record, open_record, tables
from demarche.store.migrations import steps, version


def test_the_migrations_make_the_tables_that_queries_name(record: Record) -> None:
    found = inspect(record.engine)
    for table in tables.metadata.sorted_tables:
        assert {column["name"] for column in found.get_columns(table.name)} == set(table.columns.keys()), table.name


def test_opening_again_migrates_nothing(where: str) -> None:
    for _ in range(2):
        with open_record(where, create=True) as record, record.reading() as connection:
            assert version(connection) == steps()[-1][0]
            assert connection.execute(text("SELECT count(*) FROM schema_version")).scalar() == len(steps())


def test_steps_are_numbered_without_gaps() -> None:
    assert [number for number, _ in steps()] == list(range(1, len(steps()) + 1))


def test_a_missing_record_is_named_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"no record .*none\.db") as caught:
        open_record(tmp_path / "none.db")
    assert "demarche build" in caught.value.hint


def test_a_file_that_is_no_record_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Dear sir or madam, " * 100)
    with pytest.raises(RecordError, match="cannot be opened"):
        open_record(other)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")
    with pytest.raises(RecordError, match="not a record"):
        open_record(other)


def test_a_record_of_a_newer_program_is_refused(where: str) -> None:
    with open_record(where, create=True) as record, record.writing() as connection:
        connection.execute(text("INSERT INTO schema_version VALUES (9999)"))
    with pytest.raises(RecordError, match="schema 9999"):
        open_record(where)


def test_a_password_is_not_shown() -> None:
    with pytest.raises(RecordError) as caught:
        open_record("postgresql://me:secret@127.0.0.1:1/none")
    assert "secret" not in str(caught.value)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="folder"):
        open_record(tmp_path / "no" / "record.db", create=True)


def test_a_record_that_another_program_holds_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr("demarche.store.dialects.BUSY_MS", 50)
    where = tmp_path / "record.db"
    with open_record(where, create=True) as record:
        other = sqlite3.connect(where, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(RecordError, match=r"record\.db cannot be written: database is locked"), record.writing():
            pass
        other.close()
