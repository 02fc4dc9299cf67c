"""Every regular expression of the package, and texts made to trouble it."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path
from re import _constants as parts  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

import demarche
from demarche.lexicon.groups import numbered_groups

PACKAGE = Path(demarche.__file__).parent
GENERAL = (
    "a", "A", " ", "\n", "1", "-", ".", "aA ", "a.", "1.1", '"', "«a", "(", "<a ", "a@", "\t ", "é", "A. B", "1 mei ", "http://a/",
    "x-", "\u00a0",
)  # fmt: skip
DEPTH = 4


SEARCHING = frozenset({"search", "finditer", "findall", "sub", "subn", "split"})


def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Place to (compiled expression, whether it is searched for and not only matched at the beginning).

    Module values, what their containers hold, and constants given to ``re`` inside functions.
    """
    found: dict[str, tuple[re.Pattern[str], bool]] = {}
    found |= {f"groups-extra.yml[{n}]": (one.regex, True) for n, one in enumerate(numbered_groups())}
    for module in pkgutil.walk_packages([str(PACKAGE)], "demarche."):
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            found |= {f"{module.name}.{name}{at}": (one, _searched(loaded, name)) for at, one in _held(value, "", DEPTH)}
    for path in PACKAGE.rglob("*.py"):
        found |= dict(_inline(path))
    return {place: (one, searched) for place, (one, searched) in found.items() if isinstance(one.pattern, str)}


def _searched(module: ModuleType, name: str) -> bool:
    """False when the module only ever calls ``name.match`` or ``name.fullmatch``."""
    used = set(re.findall(rf"\b{name}\.(\w+)", Path(str(module.__file__)).read_text(encoding="utf-8")))
    return not used or bool(used & SEARCHING)


def _held(value: Any, at: str, depth: int) -> Iterator[tuple[str, re.Pattern[str]]]:
    if isinstance(value, re.Pattern):
        yield at, value
    elif depth and isinstance(value, dict):
        for key, one in value.items():
            yield from _held(one, f"{at}[{key!r}]", depth - 1)
    elif depth and isinstance(value, (list, tuple, set, frozenset)):
        for number, one in enumerate(value):
            yield from _held(one, f"{at}[{number}]", depth - 1)


def _inline(path: Path) -> Iterator[tuple[str, tuple[re.Pattern[str], bool]]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re" and node.args:
            first = node.args[0]
            # what is compiled is found as the value of its module
            if node.func.attr != "compile" and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", (re.compile(first.value), node.func.attr in SEARCHING)


def pieces(regex: re.Pattern[str]) -> list[str]:
    """What ``regex`` itself waits for: a text for each of its repeated parts and for the whole, short of its end."""
    tree = parser.parse(regex.pattern, regex.flags)
    texts = {_text(tree), *(_text(body) for body in _repeated(tree))}
    return sorted({*texts, *(text[:-1] for text in texts)} - {""})


def _text(tree: Any) -> str:
    return "".join(_one(op, value) for op, value in tree)


def _one(op: Any, value: Any) -> str:
    if op is parts.LITERAL:
        return chr(value)
    if op in (parts.MAX_REPEAT, parts.MIN_REPEAT, parts.POSSESSIVE_REPEAT):
        return _text(value[2]) * max(1, min(value[0], 3))
    if op is parts.SUBPATTERN:
        return _text(value[-1])
    if op is parts.BRANCH:
        return _text(value[1][0])
    if op is parts.ATOMIC_GROUP:
        return _text(value)
    if op is parts.IN:
        return _member(value)
    return "a" if op in (parts.ANY, parts.NOT_LITERAL) else ""


def _member(value: Any) -> str:
    op, what = value[0]
    if op is parts.LITERAL:
        return chr(what)
    if op is parts.RANGE:
        return chr(what[0])
    if op is parts.CATEGORY:
        return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}.get(str(what), "a")
    return "a"


def _repeated(tree: Any) -> Iterator[Any]:
    for op, value in tree:
        if op in (parts.MAX_REPEAT, parts.MIN_REPEAT, parts.POSSESSIVE_REPEAT):
            yield value[2]
            yield from _repeated(value[2])
        elif op is parts.SUBPATTERN:
            yield from _repeated(value[-1])
        elif op is parts.BRANCH:
            for branch in value[1]:
                yield from _repeated(branch)
