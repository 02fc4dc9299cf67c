"""How-to pages with commands print what they show."""

from __future__ import annotations

from pathlib import Path

import pytest
from contracts.test_readme import tool

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "how-to"
PAGES = [page for page in sorted(HOW_TO.glob("*.md")) if "```console\n" in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_blocks_of_a_page_print_as_shown(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert tool().refreshed(text) == text
