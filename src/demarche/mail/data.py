"""Reads ``data/mail/*.yml``, once a process."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from demarche.errors import DataError

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=16)
def load(name: str) -> dict[str, Any]:
    """The content of ``data/mail/<name>.yml``.

    Raises ``DataError`` when the file is missing or is not a mapping.
    """
    file = resources.files("demarche") / "data" / "mail" / f"{name}.yml"
    try:
        content = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"data/mail/{name}.yml cannot be read: {error}", "reinstall demarche") from error
    if not isinstance(content, dict):
        raise DataError(f"data/mail/{name}.yml is not a mapping", "reinstall demarche")
    return content


@lru_cache(maxsize=64)
def words(file: str, key: str) -> frozenset[str]:
    """The list ``key`` of a data file as a set."""
    return frozenset(str(item) for item in load(file)[key])


@lru_cache(maxsize=16)
def size(key: str) -> float:
    """A threshold of ``patterns.yml`` (its comment says what it means), in CSS pixels or as a share."""
    return float(load("patterns")["pixel"][key])
