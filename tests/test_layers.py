"""Imports run one way, bottom up as ``LAYERS`` says; the command line and the desk reach the rest through the public verbs."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

import demarche

ROOT = Path(demarche.__file__).parent
LAYERS = (
    ("errors",),
    ("model",),
    ("lexicon",),
    ("mail",),
    ("intake", "clean", "annotate"),
    ("claims", "resolve"),
    ("incidents",),
    ("store", "export"),
    ("settings", "engine", "derive", "workers", "mailroom", "pipeline", "verbs", "exchange"),
    ("desk", "cli"),
)
"""Bottom up. Claims and resolve share a level: names are resolved while roles are filled."""
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names}
OUTSIDE = {"settings", "verbs", "errors", "model", "export"}
"""What the command line and the desk may name besides the public verbs; of export only the list of formats."""


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """First-level parts of the package that a file imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "demarche" else [f"demarche.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("demarche.")}
    return found


ALLOWED = {"pipeline", "lexicon"}
"""The report's type; and the lexicon, for the contributor's verb that checks it."""
FILES = [path for path in sorted(ROOT.rglob("*.py")) if path != ROOT / "__init__.py"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_imports_only_from_below(path: Path) -> None:
    here = LEVEL[part_of(path)]
    above = {name for name in imported(path) if name in LEVEL and LEVEL[name] > here}
    assert not above, f"{path.relative_to(ROOT)} imports {sorted(above)}"


@pytest.mark.parametrize("path", [path for path in FILES if part_of(path) in ("cli", "desk")], ids=lambda path: path.stem)
def test_the_command_line_and_the_desk_use_the_public_verbs(path: Path) -> None:
    inner = imported(path) - OUTSIDE - {"cli", "desk", "mail", *demarche.VERBS, "__version__"}
    inside = {name for name in inner if importlib.util.find_spec(f"demarche.{name}")}
    assert inside <= ALLOWED, f"{path.relative_to(ROOT)} reaches into {sorted(inside)}"


def test_every_part_has_a_level() -> None:
    parts = {part_of(path) for path in FILES}
    assert parts <= LEVEL.keys(), sorted(parts - LEVEL.keys())
