"""The word lists of cleaning: loaded once from ``data/clean``, checked, ready to match."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import Any

import yaml

from demarche.errors import DataError

LANGUAGE_FILE = re.compile(r"([a-z]{2})\.yml")


@cache
def languages() -> tuple[str, ...]:
    """ISO 639-1 codes of the languages that have word lists of cleaning."""
    folder = resources.files("demarche") / "data" / "clean"
    return tuple(sorted(match[1] for entry in folder.iterdir() if (match := LANGUAGE_FILE.fullmatch(entry.name))))


@cache
def load(name: str) -> dict[str, Any]:
    """The mapping in ``data/clean/<name>.yml``. Raises ``DataError`` when it is missing or is no mapping."""
    source = resources.files("demarche") / "data" / "clean" / f"{name}.yml"
    try:
        data = yaml.load(source.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"data/clean/{name}.yml cannot be read: {error}", "install the package again") from error
    if not isinstance(data, dict):
        raise DataError(f"data/clean/{name}.yml must be a mapping", "see the other files of that folder")
    return data
