"""Tampering is found and named."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from factory import TEXT, claims, document, source

import demarche
from demarche.store import open_record, write


@pytest.fixture
def where(tmp_path: Path) -> str:
    where = str(tmp_path / "record.db")
    with open_record(where, create=True) as record:
        for number in range(3):
            text = f"{TEXT} {number}"
            with record.writing() as connection:
                write.append(connection, source(text, f"{number}.txt"), document(text, f"{number}.txt"), claims(text), "engine")
    return where


def tamper(where: str, sql: str) -> None:
    with sqlite3.connect(where) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        assert connection.execute(sql).rowcount == 1


def test_an_untouched_record_has_no_fault(where: str) -> None:
    found = demarche.verify(where)
    assert (found.sources, found.documents, found.quotes, found.faults) == (3, 3, 6, [])


def test_changed_bytes_are_named(where: str) -> None:
    id = source(f"{TEXT} 1").id
    tamper(where, f"UPDATE sources SET raw = (SELECT raw FROM sources WHERE id <> '{id}' LIMIT 1) WHERE id = '{id}'")
    assert demarche.verify(where).faults == [f"source {id} does not have the bytes it was recorded with"]


def test_bytes_that_are_no_longer_compressed_data_are_named(where: str) -> None:
    id = source(f"{TEXT} 1").id
    tamper(where, f"UPDATE sources SET raw = x'00ff' WHERE id = '{id}'")
    assert [fault.split()[1] for fault in demarche.verify(where).faults] == [id]


def test_a_changed_text_is_named(where: str) -> None:
    id = source(f"{TEXT} 1").id
    tamper(where, f"UPDATE documents SET text = replace(text, 'China', 'Chili') WHERE id = '{id}'")
    faults = demarche.verify(where).faults
    assert len(faults) == 2
    assert all("1.txt" in fault and "the text has other words" in fault for fault in faults)


def test_a_text_changed_together_with_its_claims_is_named(where: str) -> None:
    id = source(f"{TEXT} 1").id
    tamper(where, f"UPDATE documents SET text = replace(text, 'China', 'Chili') WHERE id = '{id}'")
    with sqlite3.connect(where) as connection:
        connection.execute(f"UPDATE claims SET body = replace(body, 'China', 'Chili') WHERE document_id = '{id}'")
    faults = demarche.verify(where).faults
    assert len(faults) == 2
    assert all("the source has other words" in fault for fault in faults)


def test_an_invented_quotation_is_named(where: str) -> None:
    tamper(where, 'UPDATE claims SET body = replace(body, \'"exact":"China"\', \'"exact":"Mars"\') WHERE rowid = 1')
    (fault,) = demarche.verify(where).faults
    assert "the text has other words" in fault
