"""Records that the exporters' tests share; they are only read."""

from __future__ import annotations

from pathlib import Path

import pytest
from exportrecords import awkward_items, gold_record, keep


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the gold files say, on their documents."""
    return gold_record(str(tmp_path_factory.mktemp("gold") / "gold.db"))


@pytest.fixture(scope="session")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A document for every awkward string."""
    return keep(str(tmp_path_factory.mktemp("awkward") / "awkward.db"), awkward_items())


@pytest.fixture
def here(tmp_path: Path) -> Path:
    return tmp_path
