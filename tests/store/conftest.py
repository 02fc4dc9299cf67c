"""A record on each database there is: SQLite always, PostgreSQL where ``DEMARCHE_TEST_POSTGRES`` names an empty database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from demarche.store import Record, open_record

POSTGRES = os.environ.get("DEMARCHE_TEST_POSTGRES")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL"))])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    engine = create_engine(str(POSTGRES).replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return str(POSTGRES)


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    with open_record(where, create=True) as opened:
        yield opened
