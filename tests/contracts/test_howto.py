"""How-to pages with commands print what they show."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

import printed

PAGES = [page for page in sorted((ROOT / "docs" / "how-to").glob("*.md")) if printed.BLOCK.search(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_blocks_of_a_page_print_as_shown(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert printed.refreshed(text) == text
