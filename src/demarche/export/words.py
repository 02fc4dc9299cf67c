"""The exporters' own data: column lists, value words of other vocabularies, labels. In ``data/export``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from babel import Locale

from demarche.lexicon.data import DATA, read_yaml


@lru_cache(maxsize=16)
def words(name: str) -> Any:
    """The contents of ``data/export/<name>.yml``."""
    return read_yaml(DATA / "export" / f"{name}.yml")


@lru_cache(maxsize=512)
def territory(key: str | None) -> str | None:
    """The English name of a state by its ISO 3166 alpha-2 code (CLDR), None for any other key."""
    if key is None or len(key) != 2 or not key.isupper():
        return None
    name = Locale("en").territories.get(key)
    return None if key in words("actors")["blocs"] or name is None else str(name)


def actor(key: str) -> str:
    """How a claimant, accused or victim is called: a state's English name, a bloc's full name, any other key as it is."""
    return str(words("actors")["blocs"].get(key) or words("actors")["unnamed"].get(key) or territory(key) or key)
