"""A record on each database there is: SQLite always, PostgreSQL where ``DEMARCHE_TEST_POSTGRES`` names an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factory import POSTGRES, empty_postgres

from demarche.store import Record, open_record


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not POSTGRES, reason="no PostgreSQL"))])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    empty_postgres(str(POSTGRES))
    return str(POSTGRES)


@pytest.fixture
def record(where: str) -> Iterator[Record]:
    with open_record(where, create=True) as opened:
        yield opened
