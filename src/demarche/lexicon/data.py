"""Where the word data lies, and how its files are read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parent.parent / "data"
LANGUAGES = DATA / "languages"


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML in which ``yes``, ``no``, ``on`` and ``off`` are words: NO is Norway, and examples are keyed yes and no."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in rules if tag != "tag:yaml.org,2002:bool"]
    for first, rules in Loader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class LexiconError(ValueError):
    """A data file that cannot be used; the message names file and entry."""


def read_yaml(path: Path) -> Any:
    """Parse one data file. Raises LexiconError naming the file."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    except yaml.YAMLError as error:
        raise LexiconError(f"{path.name}: {error}") from error
