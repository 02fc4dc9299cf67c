"""The README says what is true: its blocks print as shown, its commands exist, its links lead somewhere."""

from __future__ import annotations

import difflib
import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PAGES = [README, ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "examples" / "README.md"]


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("printed", ROOT / "tools" / "printed.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_blocks_of_the_readme_print_as_shown() -> None:
    page = README.read_text(encoding="utf-8")
    new = tool().refreshed(page)
    difference = difflib.unified_diff(page.splitlines(), new.splitlines(), "README.md", "as printed now", lineterm="", n=1)
    assert new == page, "\n".join(difference)


def test_the_blocks_of_the_walkthrough_print_as_shown() -> None:
    page = (ROOT / "docs" / "incident-walkthrough.md").read_text(encoding="utf-8")
    assert tool().refreshed(page) == page


def test_the_make_targets_it_names_exist() -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text()))
    for page in PAGES:
        named = set(re.findall(r"\bmake ([a-z]+)\b", "".join(re.findall(r"`[^`]+`|(?ms:^```.*?^```$)", page.read_text()))))
        assert named <= targets, f"{page.name}: {named - targets}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_architecture_names_only_what_is_there() -> None:
    for name in re.findall(r"`((?:[a-z_]+/)+[a-z_]+\.py)`", (ROOT / "ARCHITECTURE.md").read_text()):
        assert any((ROOT / place / name).exists() for place in ("src/demarche", "src", "")), name
